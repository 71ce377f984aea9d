"""How far a pregnancy is, how old a child is: read from a message, turned into a band, then dropped.

Staff write 30/40 (weeks of pregnancy), 6/52 (weeks) and 9/12 (months); parents write "28+3", "14mo", "six weeks old".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.safety.normalise import fold

_STAFF = re.compile(r"\b(\d{1,2})(?:\+\d)?/(40|52|12)\b")
_WEEKS_AND_DAYS = re.compile(r"\b(\d{1,2})\s?\+\s?[0-6]\b")
_NUMBER = re.compile(r"(\d{1,3})(?:\.\d)?([a-z]*)\Z")
_WEEKS_PER_MONTH = 4.345
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Units:
    """The words of all languages for numbers, units, pregnancy and a child's age, as `plain` writes them."""

    numbers: Mapping[str, int]
    months: Mapping[str, float]
    pregnant: frozenset[str]
    child: frozenset[str]


def read_ages(text: str, units: Units) -> dict[str, float]:
    """`weeks_pregnant` (0 to 45) and `child_age_months` (0 to 216), where the message gives them."""
    found: dict[str, float] = {}
    lower = " ".join(text.casefold().split())
    for number, of in _STAFF.findall(lower):
        match of:
            case "40":
                found.setdefault("weeks_pregnant", float(number))
            case "52":
                found.setdefault("child_age_months", round(int(number) / _WEEKS_PER_MONTH, 1))
            case _:
                found.setdefault("child_age_months", float(number))
    dated = _WEEKS_AND_DAYS.search(_STAFF.sub(" ", lower))
    if dated:
        found["weeks_pregnant"] = float(dated[1])
    words = fold(_WEEKS_AND_DAYS.sub(" ", _STAFF.sub(" ", lower))).split()
    for at in range(len(words)):
        read = _quantity(words, at, units)
        if read is None:
            continue
        months, length = read
        before, after = words[max(0, at - _NEAR) : at], words[at + length : at + length + _NEAR]
        weeks = months * _WEEKS_PER_MONTH
        near_after = set(after[:3])
        if near_after & units.pregnant or (set(before[-3:]) & units.pregnant and not near_after & units.child):
            if weeks <= 45:
                found.setdefault("weeks_pregnant", round(weeks))
        elif set(after) & units.child or set(before) & units.child:
            found.setdefault("child_age_months", round(months, 1))
    return {name: value for name, value in found.items() if 0 <= value <= (45 if name == "weeks_pregnant" else 216)}


def stage_of(values: Mapping[str, float]) -> str | None:
    """The band: a child's age if there is one, else the pregnancy."""
    months = values.get("child_age_months")
    if months is not None:
        for limit, stage in ((12, "baby_under_1"), (24, "child_1"), (48, "child_2_to_3")):
            if months < limit:
                return stage
        return "child_4_or_over"
    return "pregnant" if "weeks_pregnant" in values else None


def _quantity(words: list[str], at: int, units: Units) -> tuple[float, int] | None:
    """The months that the words from `at` on name, and how many words that takes."""
    match = _NUMBER.match(words[at])
    number = float(match[1]) if match else units.numbers.get(words[at])
    if number is None:
        return None
    if match and match[2]:
        return (number * units.months[match[2]], 1) if match[2] in units.months else None
    for skip in (1, 2):
        unit = words[at + skip] if at + skip < len(words) else ""
        if unit in units.months:
            return number * units.months[unit], skip + 1
    return None
