"""The note: what a person answered and was shown, each line in their language and in English."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.language.catalogues import Said


@dataclass(frozen=True, slots=True)
class Both:
    """The same words in the person's language and in English; `english` is None where that is their language."""

    own: Said
    english: Said | None

    @property
    def in_english(self) -> Said:
        """The English, whichever it is."""
        return self.english or self.own

    @property
    def alike(self) -> bool:
        """Whether one of them is enough, as with a name."""
        return self.english is None or self.own.text == self.english.text


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was given. One that is `guarded` goes into a note only when it is asked for."""

    slot: str
    value: str
    question: Both
    label: Both
    picture: str | None
    guarded: bool

    @property
    def id(self) -> str:
        """`need:low_mood`."""
        return f"{self.slot}:{self.value}"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach a service. `remark` says why to check it first."""

    label: Both
    value: str
    remark: Both | None


@dataclass(frozen=True, slots=True)
class Help:
    """A service that was shown: its name and how to get in. `first` marks a best fit."""

    service: str
    name: Both
    how: Both | None
    ask: Both | None
    ways: tuple[Way, ...]
    first: bool
    guarded: bool

    @property
    def id(self) -> str:
        """`service:talking_therapies`."""
        return f"service:{self.service}"

    @property
    def way_in(self) -> Both | None:
        """How to get in, in words: or, where that is left out and there is no number, whom to ask."""
        return self.how or self.ask


@dataclass(frozen=True, slots=True)
class Note:
    """A note. `heads` are its headings and standing lines, by the ids of their phrases."""

    heads: Mapping[str, Both]
    answers: tuple[Answer, ...]
    services: tuple[Help, ...]

    @property
    def lines(self) -> tuple[Answer | Help, ...]:
        """Every line that can be left out."""
        return (*self.answers, *self.services)

    @property
    def asked(self) -> tuple[tuple[Both, tuple[Answer, ...]], ...]:
        """Each question once, with the answers to it."""
        slots = dict.fromkeys(one.slot for one in self.answers)
        groups = [tuple(one for one in self.answers if one.slot == slot) for slot in slots]
        return tuple((group[0].question, group) for group in groups)

    @property
    def remarks(self) -> tuple[Both, ...]:
        """What is to be known of some ways in, each once: the foot of the note."""
        return tuple(dict.fromkeys(way.remark for one in self.services for way in one.ways if way.remark is not None))

    def mark(self, way: Way) -> str:
        """What leads from a way in to its remark: a star, or two."""
        return "" if way.remark is None else "*" * (self.remarks.index(way.remark) + 1)

    @property
    def usual(self) -> frozenset[str]:
        """The lines that are in unless someone takes them out."""
        return frozenset(one.id for one in self.lines if not one.guarded)

    def keeping(self, ids: Collection[str]) -> Note:
        """The note with these lines alone."""
        return replace(
            self,
            answers=tuple(one for one in self.answers if one.id in ids),
            services=tuple(one for one in self.services if one.id in ids),
        )

    def shorter(self) -> tuple[Note, ...]:
        """Ever shorter notes with every answer and service still in: how to get in for the best fit alone; one way in
        for each; that for the best fit alone; names alone.
        """
        first = tuple(one if one.first else replace(one, how=None) for one in self.services)
        one_way = tuple(replace(one, ways=one.ways[:1]) for one in first)
        best = tuple(one if one.first else replace(one, ways=(), ask=None) for one in one_way)
        named = tuple(replace(one, how=None, ways=(), ask=None) for one in first)
        return tuple(replace(self, services=services) for services in (first, one_way, best, named))
