"""Opening hours: which days, from when to when. Read from a small form, so that every language can say them."""

from __future__ import annotations

import re
from dataclasses import dataclass

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
_SPAN = re.compile(r"(?P<days>[a-z]{3}(?:[-+][a-z]{3})*) (?P<from>\d\d:\d\d)-(?P<to>\d\d:\d\d)\Z")


class BadHours(ValueError):
    """Hours that are not of the form; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Span:
    """Open on `days` (0 is Monday) from minute `start` (0 to 1439) to `end` (1 to 1440).

    An end that is not after the start is on the next day.
    """

    days: tuple[int, ...]
    start: int
    end: int


ALWAYS = (Span(tuple(range(7)), 0, DAY),)


def read_hours(text: str) -> tuple[Span, ...]:
    """`always`, or spans such as `mon-fri 08:00-20:00, sat+sun 09:00-15:00`. BadHours for anything else."""
    if text == "always":
        return ALWAYS
    return tuple(_span(part.strip()) for part in text.split(","))


def is_open(spans: tuple[Span, ...], day: int, minute: int) -> bool:
    """Whether it is open on a day (0 is Monday) at a minute (0 to 1439)."""
    for span in spans:
        overnight = span.end <= span.start
        if day in span.days and span.start <= minute and (overnight or minute < span.end):
            return True
        if overnight and (day - 1) % 7 in span.days and minute < span.end:
            return True
    return False


def _span(part: str) -> Span:
    match = _SPAN.match(part)
    if match is None:
        raise BadHours(f"'{part}' is not days and times such as mon-fri 08:00-20:00")
    start, end = _minute(match["from"]), _minute(match["to"])
    if start == DAY:
        raise BadHours(f"'{match['from']}' is the next day's 00:00")
    return Span(_days(match["days"]), start, end)


def _days(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for part in text.split("+"):
        names = part.split("-")
        unknown = [name for name in names if name not in DAYS]
        if unknown or len(names) > 2:
            raise BadHours(f"'{part}' is not a day or two: use {', '.join(DAYS)}")
        first, last = DAYS.index(names[0]), DAYS.index(names[-1])
        if last < first:
            raise BadHours(f"'{part}' runs backwards")
        found.extend(range(first, last + 1))
    return tuple(sorted(set(found)))


def _minute(text: str) -> int:
    hours, minutes = int(text[:2]), int(text[3:])
    if minutes > 59 or hours * 60 + minutes > DAY:
        raise BadHours(f"'{text}' is not a time of day")
    return hours * 60 + minutes
