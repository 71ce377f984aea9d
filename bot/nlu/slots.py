"""Facts that a message gives: who, stage, area, the parent's age. A message mixes its own language with English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.nlu.ages import Owners, parent_age_of, read_ages, stage_of
from bot.nlu.places import Places
from bot.nlu.quantities import Units
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


ENGLISH = "en"
_UNLIKE_OTHERS = 4
"""Letters from which an English word is looked for in other languages: shorter ones are other words there."""
_CLAUSE = re.compile(r"[,.:;!?\n]| - ")
"""Where a first clause ends: "Midwife, Cromer" says who writes; "midwife said" does not."""

_DIGITS = re.compile(r"^\d{1,3}(?=[^\W\d]*$)")
_REPEATED = re.compile(r"\b0(?: 0)+\b")


@dataclass(frozen=True, slots=True)
class _Lists:
    """The word lists of one language, with those of English."""

    matcher: PhraseMatcher
    units: Units
    owners: Owners
    self: frozenset[str]
    openings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """Slot to value, and the numbers they came from."""

    slots: dict[str, tuple[str, ...]]
    values: dict[str, float]


class SlotReader:
    """Reads facts with the word lists of the message's language and of English, the gazetteer and the age reader."""

    def __init__(self, lookups: Mapping[str, Mapping[str, Iterable[str]]], places: Places) -> None:
        self.places = places
        self._blank = spacy.blank("xx")
        english = lookups.get(ENGLISH, {})
        self._lists = {language: self._read_lists(own, english) for language, own in lookups.items()}

    def read(self, text: str, language: str = ENGLISH) -> Facts:
        """The facts in `text`, whose language is known from elsewhere; one without lists is read as English."""
        lists = self._lists.get(language) or self._lists[ENGLISH]
        words = plain(text)
        found: dict[str, set[str]] = {}
        for match in {
            match for view in (words, _masked(words, lists)) for match, _, _ in lists.matcher(self._doc(view))
        }:
            slot, _, value = self._blank.vocab.strings[match].partition(".")
            found.setdefault(slot, set()).add(value)
        opening = self._opening(plain(_CLAUSE.split(text, maxsplit=1)[0]).split(), lists.openings)
        if opening is not None:
            found.setdefault("who", set()).add(opening)
        values = read_ages(text, lists.units, lists.owners)
        slots: dict[str, tuple[str, ...]] = {}
        stage = _stage(found.get("stage", set()), values)
        if stage is not None:
            slots["stage"] = (stage,)
        if stage == "pregnant" and "who_if_pregnant" in found:
            found.setdefault("who", set()).update(found["who_if_pregnant"])
        for slot, order in (("who", _ROLES), ("parent_age", _AGES)):
            best = next((value for value in order if value in found.get(slot, ())), None)
            if best is not None:
                slots[slot] = (best,)
        age = parent_age_of(values)
        if age is not None:
            slots["parent_age"] = (age,)
        if "who" not in slots and stage == "pregnant" and lists.self & set(words.split()):
            slots["who"] = ("birthing_parent",)
        area = self.places.area(words) or next(iter(found.get("area", ())), None)
        if area is not None:
            slots["area"] = (area,)
        return Facts(slots, values)

    def _opening(self, clause: list[str], openings: Mapping[str, str]) -> str | None:
        """Who writes, by a first clause that is nothing but a role, or a role and a place."""
        for end in range(len(clause), 0, -1):
            role = openings.get(" ".join(clause[:end]))
            if role is not None and (end == len(clause) or self.places.area(" ".join(clause[end:])) is not None):
                return role
        return None

    def _read_lists(self, own: Mapping[str, Iterable[str]], english: Mapping[str, Iterable[str]]) -> _Lists:
        known = {
            name: {plain(phrase) for phrase in own.get(name, ())}
            | {
                phrase
                for phrase in map(plain, english.get(name, ()))
                if own is english or len(phrase) >= _UNLIKE_OTHERS
            }
            for name in {*own, *english}
        }
        matcher = PhraseMatcher(self._blank.vocab)
        for name, phrases in sorted(known.items()):
            if name.partition(".")[0] in ("who", "who_if_pregnant", "stage", "parent_age", "area"):
                matcher.add(name, [self._doc(phrase) for phrase in sorted(phrases - {""})])

        def one_word(name: str) -> frozenset[str]:
            return frozenset(phrase for phrase in known.get(name, ()) if " " not in phrase)

        def any_length(name: str) -> frozenset[str]:
            return frozenset(known.get(name, ()))

        def amounts(kind: str, amount: Callable[[str], float]) -> dict[str, float]:
            named = ((name.partition(".")[2], words) for name, words in known.items() if name.startswith(f"{kind}."))
            return {word: amount(name) for name, words in named for word in words}

        return _Lists(
            matcher,
            Units(amounts("number", float), amounts("unit", _MONTHS.__getitem__), one_word("marker.joins")),
            Owners(
                any_length("marker.pregnant_weeks"),
                any_length("marker.child_age"),
                one_word("marker.turned"),
                any_length("marker.parent_age"),
                one_word("marker.nearly"),
                one_word("marker.named"),
                one_word("marker.since"),
                one_word("marker.carrying"),
                any_length("marker.born"),
                one_word("marker.counted"),
            ),
            one_word("marker.self"),
            {
                phrase: name.removeprefix("opening.")
                for name, phrases in known.items()
                if name.startswith("opening.")
                for phrase in phrases
            },
        )

    def _doc(self, words: str) -> Doc:
        return Doc(self._blank.vocab, words=words.split())


def _masked(words: str, lists: _Lists) -> str:
    """The words with 0 for each number above one, as phrases have it in which any number may stand ("dad of 0")."""
    numbers = lists.units.numbers
    masked = ("0" if numbers.get(word, 0) > 1 else _DIGITS.sub("0", word) for word in words.split())
    return _REPEATED.sub("0", " ".join(masked))


def _stage(found: set[str], values: dict[str, float]) -> str | None:
    if "after_loss" in found:
        return "after_loss"
    if "not_pregnant" in found:
        found = found - {"pregnant"}
        values = {name: value for name, value in values.items() if name != "weeks_pregnant"}
    return stage_of(values) or next((stage for stage in _STAGES_BY_WORD if stage in found), None)
