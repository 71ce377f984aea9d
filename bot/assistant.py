"""One turn, end to end: screen, understand, decide, step, render. What every face calls."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.dialogue import events
from bot.dialogue.events import Event
from bot.dialogue.policy import both_looks, decide, heard_in
from bot.dialogue.reply import CONFIRM, Reply
from bot.dialogue.state import State
from bot.dialogue.step import step
from bot.dialogue.understanding import Understanding
from bot.errors import BadAnswer
from bot.language import tags
from bot.language.catalogues import Catalogues
from bot.language.glossary import Glossary
from bot.language.render import Renderer
from bot.loading.crisis import load_screen
from bot.loading.pathway import load_pathway
from bot.nlu.port import NLU
from bot.pathway.answers import as_if_rather_not_say, read_answers
from bot.pathway.model import Pathway
from bot.pathway.navigator import Ask, hidden, route
from bot.safety.normalise import plain
from bot.safety.screen import Screen

Json = dict[str, Any]
READ_AT_MOST = 10_000
"""Letters of a message that are screened; what is over is not read."""
AUDIENCES: Mapping[str, events.Pairs] = {
    "parent": (),
    "partner": (("who", ("father_or_co_parent",)),),
    "professional": (("who", ("professional",)),),
}
"""Who a page is for, and what is known from that."""
PLACES_TO_GO = ("back", "restart", "change", "add", "why", "why_not", "none", "someone_else", "person")


class UnclearRequest(BadAnswer):
    """A request to go somewhere the conversation cannot go."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the conversation stands now, and what to show; `wire` is the reply as JSON text."""

    state: State
    reply: Json
    wire: str


@dataclass(frozen=True, slots=True)
class Routed:
    """Where a whole set of answers leads, and the safety card that goes with it."""

    answer: Json
    card: str | None


class Assistant:
    """Holds what a turn needs. Stateless: the state comes in and goes out."""

    def __init__(
        self,
        pathway: Pathway,
        screen: Screen,
        nlu: NLU,
        catalogues: Catalogues,
        today: Callable[[], date],
    ) -> None:
        self.pathway, self.screen, self.nlu, self.catalogues, self.today = (
            pathway,
            screen,
            nlu,
            catalogues,
            today,
        )
        self.renderer = Renderer(pathway)
        self.glossary = Glossary(pathway.glossary)
        self._step = lru_cache(maxsize=4096)(self._step_and_render)

    def start(self, audience: str = "parent", locale: str = "en") -> Turn:
        """A new conversation. BadAnswer for an audience that is not known."""
        if audience not in AUDIENCES:
            raise UnclearRequest(slot="audience", value=audience, known=tuple(AUDIENCES))
        return self._turn(State(), events.Started(AUDIENCES[audience]), locale)

    def resume(self, state: State, locale: str) -> Turn:
        """The same place again: after a reload, or in another language."""
        return self._turn(state, None, locale)

    def choose(self, state: State, slot: str, values: tuple[str, ...], locale: str) -> Turn:
        """A tap. BadAnswer where the slot or a value is not known."""
        return self._turn(state, self._tapped(slot, values), locale)

    def go(self, state: State, where: str, slot: str | None, locale: str) -> Turn:
        """Back, restart, change and the like. BadAnswer for a place that is not known."""
        match where:
            case "back":
                event: Event = events.WentBack()
            case "restart":
                event = events.Restarted()
            case "change":
                event = events.ChangeAsked(slot or "need")
            case "add":
                event = events.AddAsked()
            case "why":
                event = events.WhyAsked()
            case "why_not":
                event = events.WhyNotAsked()
            case "none":
                event = events.NoneFits()
            case "someone_else":
                event = events.ForSomeoneElse()
            case "person":
                event = events.PersonAsked()
            case _:
                raise UnclearRequest(slot="go", value=where, known=PLACES_TO_GO)
        return self._turn(state, event, locale)

    def say(self, state: State, text: str, locale: str) -> Turn:
        """A message in the person's own words. They are read here and go no further."""
        text = text[:READ_AT_MOST]
        risk = self.screen.check(text)
        _, reply = step(self.pathway, state, events.WhyAsked())
        tapped = None if risk is not None else self._as_tap(reply, text, locale)
        if tapped is not None:
            return self._turn(state, tapped, locale)
        understanding = self.nlu.understand(text, locale) if plain(text) else Understanding(in_scope=False)
        risk = both_looks(risk, understanding)
        if risk is not None:
            card = self.pathway.safety.card_for(risk.kind, risk.tier).id
            heard = heard_in(self.pathway, state, understanding)
            event: Event = events.RiskFound(card, heard)
        else:
            asked = None if reply.prompt is None else reply.prompt.slot
            event = decide(self.pathway, state, asked, understanding)
        return self._offering(self._turn(state, event, locale), understanding.language, locale)

    def _offering(self, turn: Turn, language: str | None, locale: str) -> Turn:
        """The turn, with the offer to go on in the language that was written, where that is another of ours."""
        if language is None or language == tags.plain(locale) or language not in self.catalogues.languages:
            return turn
        other = tags.easy(language) if tags.is_easy(locale) else language
        said = self.catalogues[language].say(self.pathway.phrases["language_offer"])
        reply = turn.reply | {"offer": {"locale": tags.to_wire(other), **said.as_json()}}
        return Turn(turn.state, reply, _as_wire(reply))

    def alert_for(self, text: str) -> str | None:
        """The card for words of danger in text that is not otherwise read (a refused or broken request)."""
        risk = self.screen.check(text[:READ_AT_MOST])
        return None if risk is None else self.pathway.safety.card_for(risk.kind, risk.tier).id

    def route(self, raw: Mapping[str, object], locale: str = "en", *, explain: bool = False) -> Routed:
        """A whole set of answers at once: the outcome, or the next question that still matters.

        What a person may decline to say may be left out; it counts as declined. BadAnswer for names not known.
        """
        answers = as_if_rather_not_say(self.pathway, read_answers(self.pathway, raw))
        place = route(self.pathway, answers)
        if isinstance(place, Ask):
            return Routed({"done": False, "ask": place.slot, "urgent": False, "services": []}, None)
        words = self.catalogues[locale]
        shown = [
            {
                "id": one.service,
                "place": one.place,
                "rule": ", ".join(one.rules),
                "why": self.renderer.why(one, answers, words),
            }
            for one in place.shown
        ]
        answer: Json = {"done": True, "ask": None, "urgent": place.emergency, "services": shown}
        if explain:
            answer["why_not"] = [self.renderer.hidden(one, words) for one in hidden(self.pathway, answers, place)]
        return Routed(answer, place.card)

    def _turn(self, state: State, event: Event | None, locale: str) -> Turn:
        self.catalogues[locale]
        return self._step(state, event, locale, self.today())

    def _step_and_render(self, state: State, event: Event | None, locale: str, today: date) -> Turn:
        if event is None:
            after, reply = step(self.pathway, state, events.WhyNotAsked())
            reply = replace(reply, why_not=())
        else:
            after, reply = step(self.pathway, state, event)
        shown = self.renderer.reply(reply, self.catalogues[locale], today)
        english = shown if locale == tags.ENGLISH else self.renderer.reply(reply, self.catalogues[tags.ENGLISH], today)
        shown["words"] = self.glossary.explain(english, self.catalogues[locale])
        shown["offer"] = None
        return Turn(after, shown, _as_wire(shown))

    def _tapped(self, slot: str, values: tuple[str, ...]) -> Event:
        match slot, values:
            case ("confirm", ("yes",)):
                return events.Confirmed()
            case ("confirm", ("no",)):
                return events.Rejected()
            case ("after_alert", ("called",)):
                return events.OtherHelpAsked(called=True)
            case ("after_alert", ("other_help",)):
                return events.OtherHelpAsked()
            case ("confirm" | "after_alert", _):
                known = ("yes", "no") if slot == CONFIRM else ("called", "other_help")
                raise UnclearRequest(slot=slot, value=" ".join(values), known=known)
            case ("need", (group,)) if group in self.pathway.groups:
                return events.GroupChosen(group)
            case _:
                return events.Answered(slot, values)

    def _as_tap(self, reply: Reply, text: str, locale: str) -> Event | None:
        """Words that are exactly a button, or its number, count as a tap on it."""
        if reply.prompt is None:
            return None
        words = self.catalogues[locale]
        said = plain(text)
        for number, choice in enumerate(reply.prompt.choices, 1):
            if said in (str(number), plain(words.text(choice.label))):
                return self._tapped(reply.prompt.slot, (choice.value,))
        return None


def _as_wire(reply: Json) -> str:
    return json.dumps(reply, ensure_ascii=False, separators=(",", ":"))


def build_assistant(home: Path, nlu: NLU, today: Callable[[], date]) -> Assistant:
    """An assistant over the files under `home`, or LoadError."""
    pathway = load_pathway(home / "pathways.yaml")
    translations = home / "translations"
    return Assistant(pathway, load_screen(translations), nlu, Catalogues(translations, pathway.numbers), today)
