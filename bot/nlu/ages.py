"""How far a pregnancy is, how old a child or a parent is: read from a message, turned into a band, then dropped.

Staff write 30/40 (weeks of pregnancy), 6/52 (weeks) and 9/12 (months); parents write "28+3", "14mo", "six weeks old",
"two and a half". The words of all languages are lists of data; only digits and signs are known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.nlu.quantities import Quantity, Units, read_quantities

_STAFF = re.compile(r"\b(\d{1,2})(?:\+\d)?/(40|52|12|7)\b")
_STAFF_MONTHS = {"52": 12 / 52.18, "12": 1.0, "7": 12 / 365}
_WEEKS_AND_DAYS = re.compile(r"\b(\d{1,2})\s?\+\s?[0-6]\b")
_WEEKS_PER_MONTH = 4.345
_YEAR = 12.0
_NEAR, _NEAR_PREGNANCY = 5, 3
"""Words between a number and what says whose age it is."""
_LONGEST_MARKER = 4
"""Words in the longest phrase that says whose age a number is."""
_HALF_WAY = 20
"""Weeks from which a "daughter" is grown and pregnant, unless "old" follows: a baby's age is in months by then."""
_SURELY_PREGNANT, _TERM = 13, 42
"""Weeks that, with no child in sight, are weeks of pregnancy: few parents count a baby's age so far in weeks."""
_LONGEST_PREGNANCY = 10.0
"""Months: a longer time is a child's age, unless it is how long something lasted."""
_PARENT_FROM, _PARENT_TO = 13, 50
"""Years that are a parent's own age rather than a child's."""


@dataclass(frozen=True, slots=True)
class Owners:
    """The words of all languages, as `plain` writes them, that say whose age a number is."""

    pregnant: frozenset[str]
    child: frozenset[str]
    turned: frozenset[str]
    parent: frozenset[str]
    nearly: frozenset[str]
    named: frozenset[str]
    since: frozenset[str]
    carrying: frozenset[str]
    born: frozenset[str]
    counted: frozenset[str]


def read_ages(text: str, units: Units, owners: Owners) -> dict[str, float]:
    """`weeks_pregnant` (0 to 45), `child_age_months` (0 to 216) and `parent_age_years` (10 to 60), where given."""
    found: dict[str, float] = {}
    lower = " ".join(text.casefold().split())
    for number, of in _STAFF.findall(lower):
        if of == "40":
            found.setdefault("weeks_pregnant", float(number))
        else:
            found.setdefault("child_age_months", round(int(number) * _STAFF_MONTHS[of], 1))
    lower = _STAFF.sub(" ", lower)
    dated = _WEEKS_AND_DAYS.search(lower)
    if dated:
        found["weeks_pregnant"] = float(dated[1])
    words, quantities = read_quantities(_WEEKS_AND_DAYS.sub(" ", lower), units)
    for quantity in quantities:
        meaning = _meaning(words, quantity, owners)
        if meaning is not None:
            found.setdefault(*meaning)
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


def _meaning(words: list[str], quantity: Quantity, owners: Owners) -> tuple[str, float] | None:
    """What the number is the age of, if anything."""
    before, after = words[max(0, quantity.start - _NEAR) : quantity.start], words[quantity.end : quantity.end + _NEAR]
    told = bool(before) and (before[-1] in owners.parent or " ".join(before[-2:]) in owners.parent)
    short_of = 1.0 if before and before[-1] in owners.nearly else 0.0
    if quantity.months is None or quantity.unit is None:
        return _bare(words, quantity, owners, before, told=told, short_of=short_of)
    lasted = bool({*before[-2:], *after[:1]} & owners.since)
    if quantity.unit == _YEAR and (lasted or _PARENT_FROM <= quantity.number <= _PARENT_TO):
        return None if lasted else ("parent_age_years", float(int(quantity.number)))
    weeks = quantity.months * _WEEKS_PER_MONTH
    in_months = quantity.unit >= 1.0
    pregnant, child = _distance(before, after, owners.pregnant), _distance(before, after, owners.child)
    if pregnant <= min(child, _NEAR_PREGNANCY) or (
        not in_months and _of_one_carrying(before, after, owners, round(weeks))
    ):
        return "weeks_pregnant", round(weeks)
    surely_child = in_months and (quantity.glued or quantity.months > _LONGEST_PREGNANCY) and not lasted
    if child <= _NEAR or surely_child:
        return "child_age_months", round(quantity.months - (short_of if quantity.unit == _YEAR else 0.0), 1)
    if not in_months and _SURELY_PREGNANT <= round(weeks) <= _TERM:
        return "weeks_pregnant", round(weeks)
    return None


def _of_one_carrying(before: list[str], after: list[str], owners: Owners, weeks: int) -> bool:
    """Whether the weeks are those of a wife, a girlfriend, a friend: "my wife is 12 weeks", but not "6 weeks pp"."""
    named = before[:-1] if before and before[-1] in owners.named else before
    if not named or named[-1] not in owners.carrying or weeks > _TERM or _distance([], after[:2], owners.born) < _NEAR:
        return False
    return weeks >= _HALF_WAY or named[-1] not in owners.child


def _distance(before: list[str], after: list[str], wanted: frozenset[str]) -> int:
    """How many words away the nearest of `wanted` is, on either side; more than _NEAR where there is none."""
    ends = (len(before) - end + 1 for end in range(1, len(before) + 1) if _ends_with(before[:end], wanted))
    starts = (place for place in range(1, len(after) + 1) if _starts_with(after[place - 1 :], wanted))
    return min((*ends, *starts), default=_NEAR + 1)


def _ends_with(words: list[str], wanted: frozenset[str]) -> bool:
    return any(" ".join(words[-length:]) in wanted for length in range(1, min(_LONGEST_MARKER, len(words)) + 1))


def _starts_with(words: list[str], wanted: frozenset[str]) -> bool:
    return any(" ".join(words[:length]) in wanted for length in range(1, min(_LONGEST_MARKER, len(words)) + 1))


def _bare(
    words: list[str], quantity: Quantity, owners: Owners, before: list[str], *, told: bool, short_of: float
) -> tuple[str, float] | None:
    """A number without a unit: "turned two", "my son is 3" are a child's years; "I'm 17", "19, Yarmouth" a parent's."""
    if words[quantity.end : quantity.end + 1] and words[quantity.end] in owners.counted:
        return None
    named = len(before) > 1 and before[-1] in owners.named
    alone = quantity.start == 0 and words[0].isdigit() and len(words) > 1
    if _PARENT_FROM - 1 <= quantity.number <= _PARENT_TO:
        return ("parent_age_years", float(int(quantity.number))) if told or named or alone else None
    turned = bool(before) and before[-1] in owners.turned
    if 0 < quantity.number <= 11 and (turned or (named and before[-2] in owners.child)):
        return "child_age_months", quantity.number * _YEAR - short_of
    return None
