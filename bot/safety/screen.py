"""Screening: does the text speak of danger? Phrases of every language are searched, since people in distress mix them.

Linear in the length of the text (RE2, no backtracking). It looks at nothing but the text, so it works when all else
is down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import re2

from bot.safety.normalise import views
from bot.safety.patterns import to_expression, words_of

RiskTier = Literal["emergency", "urgent"]
_MEMORY = 1 << 28
_MIN_SPELLED = 5
RESPELLED = 2
"""Views of a text that are also read with misspelt words put right: the plain one, and the one without leet."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern that means danger, of a kind and a tier. `id` is what a log may say; the text never."""

    id: str
    pattern: str
    kind: str
    tier: RiskTier


@dataclass(frozen=True, slots=True)
class Softeners:
    """Patterns that make an emergency urgent, never less: the second look may raise it again.

    `spans` (a bereavement, a denial) are taken out: what is an emergency without them stays one. A message with one
    of `past` and one of `well` and none of `present` tells of something long over.
    """

    spans: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    well: tuple[str, ...] = ()
    present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
    """What was found: the most serious, and of those the first in the lists."""

    kind: str
    tier: RiskTier
    rule: str


class Screen:
    """Screens texts against phrases. `idioms` are patterns that mean no harm: they are taken out first.

    `known_words` are ordinary words of the languages; a longer word that is none of them is read as the crisis word
    that it misses by one letter.
    """

    def __init__(
        self,
        phrases: Iterable[Phrase],
        idioms: Iterable[str] = (),
        known_words: Iterable[str] = (),
        softeners: Softeners | None = None,
    ) -> None:
        # Bytes, not letters: "anything but a space" is then one step, where it would be hundreds over all of Unicode.
        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.max_mem = _MEMORY
        self.phrases = tuple(sorted(phrases, key=lambda phrase: phrase.tier != "emergency"))
        self._set = re2.Set.SearchSet(options)
        for phrase in self.phrases:
            self._set.Add(to_expression(phrase.pattern).encode())
        self._set.Compile()
        self._idioms = _any_of(idioms, options)
        soft = softeners or Softeners()
        self._spans, self._past = _any_of(soft.spans, options), _any_of(soft.past, options)
        self._well, self._present = _any_of(soft.well, options), _any_of(soft.present, options)
        self._known = frozenset(known_words)
        self._near = _misspellings(words_of(" ".join(p.pattern for p in self.phrases)))

    def check(self, text: str) -> Risk | None:
        """The most serious danger the text speaks of, or None."""
        readings = list(self._readings(text))
        best = self._best(readings)
        if best is None:
            return None
        phrase = self.phrases[best]
        tier = phrase.tier
        if tier == "emergency" and (self._is_past(readings) or not self._emergency_beside_spans(readings)):
            tier = "urgent"
        return Risk(phrase.kind, tier, phrase.id)

    def _best(self, readings: Iterable[bytes]) -> int | None:
        """The place in the list of the gravest phrase that any reading holds."""
        found = [place for reading in readings for place in self._set.Match(reading) or ()]
        return min(found, default=None)

    def _emergency_beside_spans(self, readings: list[bytes]) -> bool:
        """Whether an emergency is left when bereavements and denials are taken out."""
        if self._spans is None:
            return True
        left = self._best(_without(self._spans, reading) for reading in readings)
        return left is not None and self.phrases[left].tier == "emergency"

    def _is_past(self, readings: list[bytes]) -> bool:
        def holds(expression: Any) -> bool:
            return expression is not None and any(expression.search(reading) for reading in readings)

        return holds(self._past) and holds(self._well) and not holds(self._present)

    def _readings(self, text: str) -> Iterable[bytes]:
        seen: set[bytes] = set()
        for rank, view in enumerate(views(text)):
            for reading in (view, self._respelled(view)) if rank < RESPELLED else (view,):
                masked = f" {reading}".encode()
                if self._idioms is not None:
                    masked = _without(self._idioms, masked)
                if masked not in seen:
                    seen.add(masked)
                    yield masked

    def _respelled(self, view: str) -> str:
        words = view.split()
        strange = {word for word in set(words) if len(word) >= _MIN_SPELLED and word not in self._known}
        spelled = {word: near for word in strange if (near := self._spelled(word)) != word}
        return " ".join(spelled.get(word, word) for word in words) if spelled else view

    def _spelled(self, word: str) -> str:
        near = self._near
        if word in near.words or len(word) > near.longest + 1:
            return word
        if word in near.shapes:
            return near.shapes[word]
        for shape in _shapes(word):
            if shape in near.shapes:
                return near.shapes[shape]
        return word


def _any_of(patterns: Iterable[str], options: Any) -> Any:
    expressions = [f"(?:{to_expression(pattern)})".encode() for pattern in patterns]
    return re2.compile(b"|".join(expressions), options) if expressions else None


def _without(expression: Any, reading: bytes) -> bytes:
    masked: bytes = expression.sub(b" ~ ", reading)
    # Twice, since a match takes the space that the next one would begin with.
    return masked if masked == reading else expression.sub(b" ~ ", masked)


@dataclass(frozen=True, slots=True)
class _Near:
    words: frozenset[str]
    shapes: dict[str, str]
    longest: int


def _misspellings(words: frozenset[str]) -> _Near:
    """Words by their shapes with one letter left out: two words one slip apart share such a shape."""
    long = sorted(word for word in words if len(word) >= _MIN_SPELLED)
    shapes: dict[str, str] = {}
    for word in long:
        for shape in (word, *_shapes(word)):
            shapes.setdefault(shape, word)
    return _Near(words, shapes, max(map(len, long), default=0))


def _shapes(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))
