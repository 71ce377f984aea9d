"""Facts that a message gives: who, stage, area, the parent's age. Word lists of every language are read together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.nlu.ages import Units, parent_age_of, read_ages, stage_of
from bot.nlu.places import Places
from bot.safety.normalise import plain

_MONTHS = {"day": 12 / 365, "week": 12 / 52.18, "month": 1.0, "year": 12.0}
_STAGES_BY_WORD = (
    "after_loss",
    "trying",
    "pregnant",
    "child_4_or_over",
    "child_2_to_3",
    "child_1",
    "baby_under_1",
)
_ROLES = ("professional", "other_carer", "father_or_co_parent", "birthing_parent")
_AGES = ("under_16", "16_to_19", "20_or_over")


@dataclass(frozen=True, slots=True)
class Facts:
    """Slot to value, and the numbers they came from."""

    slots: dict[str, tuple[str, ...]]
    values: dict[str, float]


class SlotReader:
    """Reads facts with phrase lists, the gazetteer and the age reader."""

    def __init__(self, lookups: Mapping[str, Iterable[str]], places: Places) -> None:
        self.places = places
        self._blank = spacy.blank("xx")
        self._matcher = PhraseMatcher(self._blank.vocab)
        known = {name: set(filter(None, map(plain, phrases))) for name, phrases in lookups.items()}
        for name, found in known.items():
            if name.partition(".")[0] in ("who", "stage", "parent_age", "area"):
                self._matcher.add(name, [self._doc(phrase) for phrase in sorted(found)])
        numbers = {
            word: int(name.removeprefix("number."))
            for name, words in known.items()
            if name.startswith("number.")
            for word in words
        }
        months = {
            word: _MONTHS[name.removeprefix("unit.")]
            for name, words in known.items()
            if name.removeprefix("unit.") in _MONTHS
            for word in words
        }
        self._units = Units(
            numbers,
            months,
            _single(known.get("marker.pregnant_weeks", set())),
            _single(known.get("marker.child_age", set())),
            _single(known.get("marker.turned", set())),
            frozenset(known.get("marker.parent_age", set())),
        )
        self._self = _single(known.get("marker.self", set()))

    def read(self, text: str) -> Facts:
        """The facts in `text`."""
        words = plain(text)
        doc = self._doc(words)
        found: dict[str, set[str]] = {}
        for match, _, _ in self._matcher(doc):
            slot, _, value = self._blank.vocab.strings[match].partition(".")
            found.setdefault(slot, set()).add(value)
        values = read_ages(text, self._units)
        slots: dict[str, tuple[str, ...]] = {}
        stage = self._stage(found.get("stage", set()), values)
        if stage is not None:
            slots["stage"] = (stage,)
        for slot, order in (("who", _ROLES), ("parent_age", _AGES)):
            best = next((value for value in order if value in found.get(slot, ())), None)
            if best is not None:
                slots[slot] = (best,)
        age = parent_age_of(values)
        if age is not None:
            slots["parent_age"] = (age,)
        if "who" not in slots and stage == "pregnant" and self._self & set(words.split()):
            slots["who"] = ("birthing_parent",)
        area = self.places.area(words) or next(iter(found.get("area", ())), None)
        if area is not None:
            slots["area"] = (area,)
        return Facts(slots, values)

    def _stage(self, found: set[str], values: dict[str, float]) -> str | None:
        if "after_loss" in found:
            return "after_loss"
        if "not_pregnant" in found:
            found = found - {"pregnant"}
            values = {name: value for name, value in values.items() if name != "weeks_pregnant"}
        return stage_of(values) or next((stage for stage in _STAGES_BY_WORD if stage in found), None)

    def _doc(self, words: str) -> Doc:
        return Doc(self._blank.vocab, words=words.split())


def _single(phrases: set[str]) -> frozenset[str]:
    return frozenset(phrase for phrase in phrases if " " not in phrase)
