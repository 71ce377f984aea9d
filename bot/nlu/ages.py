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
_WEEK = 12 / 52.18
_NEAR = 5
_SURELY_PREGNANT, _TERM = 13, 42
"""Weeks that, with no child in sight, are weeks of pregnancy: few parents count a baby's age so far in weeks."""
_BETWEEN = frozenset({"full", "whole", "long", "and"})


@dataclass(frozen=True, slots=True)
class Units:
    """The words of all languages for numbers, units, pregnancy, a child's age, a parent's; as `plain` writes them."""

    numbers: Mapping[str, int]
    months: Mapping[str, float]
    pregnant: frozenset[str]
    child: frozenset[str]
    turned: frozenset[str]
    parent: frozenset[str]


def read_ages(text: str, units: Units) -> dict[str, float]:
    """`weeks_pregnant` (0 to 45), `child_age_months` (0 to 216) and `parent_age_years` (10 to 60), where given."""
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
            for name, value in _bare(words, at, units):
                found.setdefault(name, value)
            continue
        months, length, in_weeks = read
        before, after = words[max(0, at - _NEAR) : at], words[at + length : at + length + _NEAR]
        weeks = months * _WEEKS_PER_MONTH
        near_after = set(after[:3])
        of_child = bool(set(after) & units.child or set(before) & units.child)
        if near_after & units.pregnant or (set(before[-3:]) & units.pregnant and not near_after & units.child):
            found.setdefault("weeks_pregnant", round(weeks))
        elif of_child:
            found.setdefault("child_age_months", round(months, 1))
        elif in_weeks and _SURELY_PREGNANT <= round(weeks) <= _TERM:
            found.setdefault("weeks_pregnant", round(weeks))
    limits = {"weeks_pregnant": (0, 45), "child_age_months": (0, 216), "parent_age_years": (10, 60)}
    return {name: value for name, value in found.items() if limits[name][0] <= value <= limits[name][1]}


def stage_of(values: Mapping[str, float]) -> str | None:
    """The band: a child's age if there is one, else the pregnancy."""
    months = values.get("child_age_months")
    if months is not None:
        for limit, stage in ((12, "baby_under_1"), (24, "child_1"), (48, "child_2_to_3")):
            if months < limit:
                return stage
        return "child_4_or_over"
    return "pregnant" if "weeks_pregnant" in values else None


def parent_age_of(values: Mapping[str, float]) -> str | None:
    """The band of the parent's own age."""
    years = values.get("parent_age_years")
    if years is None:
        return None
    return "under_16" if years < 16 else "16_to_19" if years < 20 else "20_or_over"


def _bare(words: list[str], at: int, units: Units) -> list[tuple[str, float]]:
    """A number without a unit: "turned two" is a child's years; "I'm 17" and "19, Yarmouth" are the parent's own."""
    number = float(words[at]) if words[at].isdigit() else units.numbers.get(words[at])
    if number is None:
        return []
    before, pair = words[at - 1] if at else "", " ".join(words[max(0, at - 2) : at])
    if before in units.turned and 1 <= number <= 6:
        return [("child_age_months", number * 12)]
    told = before in units.parent or pair in units.parent or (at == 0 and words[0].isdigit() and len(words) > 1)
    return [("parent_age_years", float(number))] if told and 12 <= number <= 50 else []


def _quantity(words: list[str], at: int, units: Units) -> tuple[float, int, bool] | None:
    """The months that the words from `at` on name, how many words that takes, and whether they were weeks."""
    match = _NUMBER.match(words[at])
    number = float(match[1]) if match else units.numbers.get(words[at])
    if number is None:
        return None
    if match and match[2]:
        unit, length = match[2], 1
    else:
        after = words[at + 1 : at + 2]
        skip = 2 if after and after[0] in _BETWEEN else 1
        unit, length = (words[at + skip] if at + skip < len(words) else ""), skip + 1
    months = units.months.get(unit)
    return None if months is None else (number * months, length, abs(months - _WEEK) < 0.02)
