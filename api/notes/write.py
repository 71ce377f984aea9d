"""Writes the note of a conversation, from the answers in it and the reply that shows its outcome."""

from __future__ import annotations

from typing import Any

from api.notes.note import Answer, Both, Help, Note, Way
from bot.assistant import Assistant
from bot.dialogue.prompts import label
from bot.dialogue.state import State
from bot.language import tags
from bot.language.catalogues import Catalogue, Said
from bot.pathway.model import Pathway
from bot.pathway.text import Message, Text, say

HEADS = ("note_title", "note_own", "note_said", "note_services", "note_ask")
_WAYS_IN = ("phone", "text", "url", "form", "email", "address")
Json = dict[str, Any]


class Writer:
    """Writes in one locale, with English beside it unless it is English."""

    def __init__(self, assistant: Assistant, locale: str) -> None:
        self._assistant, self._locale = assistant, locale
        self._words = assistant.catalogues[locale]
        english = tags.base(self._words.wire) == tags.ENGLISH
        self._english = None if english else assistant.catalogues[tags.ENGLISH]
        self._needs, self._services = _guarded(assistant.pathway)

    def note(self, state: State) -> Note | None:
        """The note, with every line in it; None while there is no outcome, in an emergency, and for staff."""
        pathway = self._assistant.pathway
        reply = self._assistant.resume(state, self._locale).reply
        outcome = reply["outcome"]
        if outcome is None or outcome["emergency"] or reply["understood"].get("who") == "professional":
            return None
        beside = outcome if self._english is None else self._assistant.resume(state, tags.ENGLISH).reply["outcome"]
        in_english = {one["id"]: one for one in beside["services"]}
        heads = {id: self._both(say(pathway.phrases[id])) for id in HEADS}
        return Note(
            heads={**heads, "note_made": self._made()},
            answers=tuple(
                self._answer(one["slot"], value, after_loss=outcome["after_loss"])
                for one in reply["said"]
                for value in one["values"]
            ),
            services=tuple(self._help(one, in_english[one["id"]]) for one in outcome["services"]),
        )

    def _answer(self, slot: str, value: str, *, after_loss: bool) -> Answer:
        pathway = self._assistant.pathway
        question = pathway.questions[slot]
        option = pathway.needs[value] if slot == "need" else question.option(value)
        guarded = value in self._needs if slot == "need" else (slot, value) == ("level", "unsafe")
        return Answer(
            slot=slot,
            value=value,
            question=self._both(say(question.ask.said(after_loss=after_loss))),
            label=self._both(say(label(pathway, slot, value).said(after_loss=after_loss))),
            picture=None if option is None else option.picture,
            guarded=guarded,
        )

    def _kind(self, contact: Json) -> Message:
        kind = contact["type"]
        return say(self._assistant.pathway.phrases[f"contact_{kind}"])

    def _help(self, own: Json, english: Json) -> Help:
        pathway = self._assistant.pathway
        ask = own["ask_person"], english["ask_person"]
        return Help(
            service=own["id"],
            name=self._both(say(pathway.services[own["id"]].name)),
            how=self._parts(own["parts"].get("how"), english["parts"].get("how")),
            ask=self._parts(*({"text": text} if text else None for text in ask)),
            ways=tuple(
                Way(
                    self._both(self._kind(one)),
                    f"{one['value']} ({one['keyword']})" if one["keyword"] else one["value"],
                    self._parts(*({"text": text} if text else None for text in (one["remark"], beside["remark"]))),
                )
                for one, beside in zip(own["contacts"], english["contacts"], strict=True)
                if one["type"] in _WAYS_IN
            ),
            first=own["place"] == "first",
            guarded=own["need"] in self._needs or own["id"] in self._services,
        )

    def _made(self) -> Both:
        day = self._assistant.today().isoformat()

        def made(words: Catalogue) -> Said:
            date = Message(Text("date", words.day(day), name=True))
            return words.say(say(self._assistant.pathway.phrases["note_made"], date=date))

        return Both(made(self._words), None if self._english is None else made(self._english))

    def _both(self, message: Message) -> Both:
        return Both(self._words.say(message), None if self._english is None else self._english.say(message))

    def _parts(self, own: Json | None, english: Json | None) -> Both | None:
        """Words that a reply holds. What does not say its language is in that of the page."""
        if own is None or english is None:
            return None
        usual = {"lang": self._words.wire, "dir": self._words.dir}
        said, beside = usual | own, {"lang": tags.ENGLISH, "dir": "ltr"} | english
        return Both(
            Said(said["text"], said["lang"], said["dir"]),
            None if self._english is None else Said(beside["text"], beside["lang"], beside["dir"]),
        )


def _guarded(pathway: Pathway) -> tuple[frozenset[str], frozenset[str]]:
    """Needs that have a safety card, and services that are offered for them alone: their names would tell."""
    told = frozenset(id for id, need in pathway.needs.items() if need.card is not None)
    offered: dict[bool, set[str]] = {True: set(), False: set()}
    for need in pathway.needs.values():
        for offer in need.offers:
            offered[need.id in told].update(offer.first, offer.also, offer.meanwhile)
    return told, frozenset(offered[True] - offered[False])
