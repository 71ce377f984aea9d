"""Replies as plain data with words in them: what every face shows. Ids become words here, at the very end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.dialogue.prompts import label
from bot.dialogue.reply import Choice, Line, Prompt, Reply
from bot.language.catalogues import Catalogue
from bot.language.services import Directory, is_stale
from bot.pathway.model import PLACES, Pathway
from bot.pathway.navigator import Hidden, Outcome, Shown, reasons
from bot.pathway.text import Message, Text, say

Json = dict[str, Any]


class Renderer:
    """Renders for one pathway. Dates are passed in: nothing here reads a clock."""

    def __init__(self, pathway: Pathway) -> None:
        self.pathway = pathway
        self.directory = Directory(pathway)

    def reply(self, reply: Reply, words: Catalogue, today: date) -> Json:
        """The wire form of a reply: `messages`, `question`, `understood`, `outcome`, `urgent` and more."""
        messages = [self._line(line, words) for line in reply.lines]
        if reply.prompt is not None:
            messages.append(self._message(reply.prompt.ask, "question", words))
        return {
            "messages": messages,
            "question": None if reply.prompt is None else self._question(reply.prompt, words),
            "understood": _flat(reply.understood),
            "said": [self._said(slot, values, words) for slot, values in reply.understood],
            "heard": _flat(reply.heard),
            "left": reply.left,
            "left_text": self._left(reply.left, words),
            "outcome": None if reply.outcome is None else self.outcome(reply.outcome, reply, words, today),
            "why_not": [self.hidden(one, words) for one in reply.why_not],
            "urgent": self.urgent(words, alert=reply.alert, staff=reply.staff, after_loss=reply.after_loss),
            "locale": words.wire,
            "dir": words.dir,
            "draft": words.draft,
            "easy": words.easy,
        }

    def urgent(
        self, words: Catalogue, *, alert: str | None = None, staff: bool = False, after_loss: bool = False
    ) -> Json:
        """The way to urgent help: the standing block, or the card of a danger that was found."""
        card = self.pathway.safety.standing if alert is None else self.pathway.safety.cards[alert]
        lines: Iterable[Text] = card.lines
        if staff:
            lines = (*card.staff_lines, *card.lines)
        heading = card.staff_heading if staff else card.heading
        return {
            "active": alert is not None,
            "tier": card.tier if alert is not None else "none",
            "kind": alert,
            "heading": _words(heading.said(after_loss=after_loss), words),
            "lines": [_words(line.said(after_loss=after_loss), words) for line in lines],
            "contacts": [self.directory.way_in(id, words) for id in card.services],
        }

    def outcome(self, outcome: Outcome, reply: Reply, words: Catalogue, today: date) -> Json:
        """The services that fit, best first; a stale one sinks within its place, unless it is for a crisis."""
        said = dict(reply.understood)
        phrases = self.pathway.phrases
        shown = sorted(
            outcome.shown,
            key=lambda one: (
                PLACES.index(one.place),
                not self._urgent_need(one) and is_stale(self.pathway, self.pathway.services[one.service], today),
            ),
        )
        tips = [self.pathway.needs[id].tip for id in outcome.needs]
        adjustments = self.pathway.adjustments.values() if "adjustments" in outcome.needs else ()
        return {
            "title": words.text(phrases["emergency_title" if outcome.emergency else "outcome_title"]),
            "emergency": outcome.emergency,
            "after_loss": outcome.after_loss,
            "services": [self._shown(one, said, outcome, reply, words, today) for one in shown],
            "tips": [_words(tip.said(after_loss=outcome.after_loss), words) for tip in tips if tip is not None],
            "adjustments": [
                {"id": one.id, "label": words.text(one.label), "says": _words(one.says, words)} for one in adjustments
            ],
        }

    def _urgent_need(self, one: Shown) -> bool:
        """Help for a need that has a safety card never sinks."""
        return one.need is not None and self.pathway.needs[one.need].card is not None

    def why(self, shown: Shown, said: dict[str, tuple[str, ...]], words: Catalogue) -> str:
        """Why a service is shown, in a sentence: the answers it rests on."""
        pairs = [(slot, said[slot]) for slot in reasons(self.pathway, said, shown) if slot != "need"]
        if shown.need is not None:
            pairs.insert(0, ("need", (shown.need,)))
        if not pairs:
            return words.text(self.pathway.phrases["why_everyone"])
        answers = tuple(
            say(label(self.pathway, slot, value))
            for slot, values in pairs
            for value in values
            if slot == "need" or value != self.pathway.questions[slot].unless_said
        )
        return words.text(say(self.pathway.phrases["why_answers"], answers=answers))

    def _left(self, left: int, words: Catalogue) -> str | None:
        if not left:
            return None
        count = Message(Text("count", str(left), name=True))
        return words.text(say(self.pathway.phrases["left"], count=count))

    def _shown(
        self,
        one: Shown,
        said: dict[str, tuple[str, ...]],
        outcome: Outcome,
        reply: Reply,
        words: Catalogue,
        today: date,
    ) -> Json:
        record = self.directory.record(one.service, words, today, staff=reply.staff, after_loss=outcome.after_loss)
        return {
            **record,
            "place": one.place,
            "place_order": PLACES.index(one.place),
            "place_label": words.text(self.pathway.phrases[f"place_{one.place}"]),
            "need": one.need,
            "rule": ", ".join(one.rules),
            "why": self.why(one, said, words),
        }

    def hidden(self, one: Hidden, words: Catalogue) -> Json:
        """Why a service is not shown, in a line."""
        service = self.pathway.services[one.service]
        phrases = self.pathway.phrases
        name = say(service.name)
        limits = [service.limits[slot] for slot in one.against if slot in service.limits]
        if not limits and "level" in one.against:
            limits = [self.pathway.levels[service.level]]
        if limits:
            message = say(phrases["hidden_limit"], service=name, limit=[say(limit) for limit in limits])
        elif one.against:
            message = say(phrases["hidden_need"], service=name)
        else:
            message = say(phrases["hidden_better"], service=name)
        return {"id": service.id, **words.say(message).as_json()}

    def _line(self, line: Line, words: Catalogue) -> Json:
        return self._message(line.message, line.kind, words)

    def _message(self, message: Message, kind: str, words: Catalogue) -> Json:
        return {"id": message.text.id, **words.say(message).as_json(), "kind": kind}

    def _question(self, prompt: Prompt, words: Catalogue) -> Json:
        return {
            "slot": prompt.slot,
            "kind": prompt.kind,
            **words.say(prompt.ask).as_json(),
            "options": [self._choice(choice, words) for choice in prompt.choices],
            "why": None if prompt.why is None else words.text(prompt.why),
            "help": None if prompt.help is None else words.text(prompt.help),
            "parts": {
                name: words.say(text).as_json()
                for name, text in (("why", prompt.why), ("help", prompt.help))
                if text is not None
            },
        }

    def _choice(self, choice: Choice, words: Catalogue) -> Json:
        said = words.say(choice.label)
        return {
            "value": choice.value,
            "label": said.text,
            "lang": said.lang,
            "dir": said.dir,
            "help": None if choice.help is None else words.text(choice.help),
            "picture": choice.picture,
        }

    def _said(self, slot: str, values: tuple[str, ...], words: Catalogue) -> Json:
        labels = [words.text(label(self.pathway, slot, value)) for value in values]
        return {"slot": slot, "values": list(values), "label": words.quote(labels)}


def _flat(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> Json:
    return {slot: list(values) if slot == "need" else values[0] for slot, values in pairs}


def _words(text: Text, words: Catalogue) -> Json:
    return {"id": text.id, **words.say(text).as_json()}
