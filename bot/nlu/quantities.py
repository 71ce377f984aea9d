"""Numbers with their units, as people write them: "6 weeks", "14mo", "two and a half years", "a year and 3 months".

The words of all languages are lists of data; only digits and signs are known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.safety.normalise import fold

_HALF = re.compile(r"(?<=\d)[.,]5\b|½|(?<=\d)\s1/2\b")
_DECIMALS = re.compile(r"(?<=\d)[.,]\d\b")
_HALF_WORD = "half"
_PAUSE = re.compile(r"(?<!\d)[,;.:!?\n]|[,;.:!?\n](?!\d)")
_STOP = "zz0"
"""Stands where the writer paused, so that no number takes a unit from beyond."""
_RUN_TOGETHER = re.compile(r"(?<=\d)([a-z]{1,3})(?=\d)")
_ORDINAL = re.compile(r"(?<=\d)[-.](?:[^\W\d]{1,3})(?=\s)")
_HALF_OF_ONE = 0.5
_YEAR = 12.0
_NUMBER = re.compile(r"(\d{1,3})([^\W\d]*)\Z")
_TENS = frozenset({20, 30, 40})


@dataclass(frozen=True, slots=True)
class Units:
    """The words of all languages, as `plain` writes them: numbers, units (in months), what may stand between."""

    numbers: Mapping[str, float]
    months: Mapping[str, float]
    joins: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number from word `start` up to `end`. `months` and `unit` (in months) are None where no unit was said.

    `glued` where number and unit are one word ("14mo").
    """

    start: int
    end: int
    number: float
    months: float | None = None
    unit: float | None = None
    glued: bool = False


def read_quantities(text: str, units: Units) -> tuple[list[str], list[Quantity]]:
    """The words of `text`, and the numbers in them."""
    marked = _PAUSE.sub(f" {_STOP} ", _ORDINAL.sub("", text))
    words = fold(_RUN_TOGETHER.sub(r"\1 ", _DECIMALS.sub("", _HALF.sub(f" {_HALF_WORD} ", marked)))).split()
    return words, list(_joined(words, _spans(words, units), units))


def _spans(words: list[str], units: Units) -> Iterator[Quantity]:
    at = 0
    while at < len(words):
        span = _quantity(words, at, units)
        if span is not None:
            yield span
        at = span.end if span is not None else at + 1


def _joined(words: list[str], spans: Iterator[Quantity], units: Units) -> Iterator[Quantity]:
    """Numbers, with "a year and 3 months" made one: a smaller unit straight after a greater one adds to it."""
    pending: Quantity | None = None
    for span in spans:
        if pending is None:
            pending = span
        elif (
            pending.months is not None
            and span.months is not None
            and (pending.unit or 0) > (span.unit or 0)
            and span.start == _past_joins(words, pending.end, units)
        ):
            pending = Quantity(pending.start, span.end, pending.number, pending.months + span.months, pending.unit)
        else:
            yield pending
            pending = span
    if pending is not None:
        yield pending


def _quantity(words: list[str], at: int, units: Units) -> Quantity | None:
    """The number that starts at a word, with its unit if it has one; None where there is no number."""
    match = _NUMBER.match(words[at])
    number = float(match[1]) if match else units.numbers.get(words[at])
    if number is None:
        unsaid = units.months.get(words[at])
        one_and = unsaid == _YEAR and _past_joins(words, at + 1, units) > at + 1
        return Quantity(at, at + 1, 1, unsaid, unsaid) if one_and else None
    end = at + 1
    glued = units.months.get(match[2]) if match and match[2] else None
    if glued is not None:
        return Quantity(at, end, number, number * glued, glued, glued=True)
    if match and match[2]:
        return None
    if not match and number in _TENS:
        ones = _past_joins(words, end, units)
        if ones < len(words) and 1 <= units.numbers.get(words[ones], 0) <= 9:
            number, end = number + units.numbers[words[ones]], ones + 1
    if number == _HALF_OF_ONE and end < len(words) and units.numbers.get(words[end]) == 1:
        end += 1
    number, end = _and_a_half(words, end, units, number)
    unit_at = _past_joins(words, end, units)
    unit = units.months.get(words[unit_at]) if unit_at < len(words) else None
    if unit is None:
        return Quantity(at, end, number)
    number, end = _and_a_half(words, unit_at + 1, units, number)
    return Quantity(at, end, number, number * unit, unit)


def _and_a_half(words: list[str], at: int, units: Units, number: float) -> tuple[float, int]:
    """The number and where it ends, with the half that may follow ("and a half")."""
    step = _past_joins(words, at, units)
    if step < len(words) and units.numbers.get(words[step]) == 1:
        step += 1
    if number >= 1 and step < len(words) and units.numbers.get(words[step]) == _HALF_OF_ONE:
        return number + _HALF_OF_ONE, step + 1
    return number, at


def _past_joins(words: list[str], at: int, units: Units) -> int:
    """Past one word such as "and" or "full"."""
    return at + 1 if at < len(words) and words[at] in units.joins else at
