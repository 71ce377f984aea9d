"""Whether a line is open: by the clock of England, whatever the server's."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from bot.pathway.hours import Span, is_open

ENGLAND = ZoneInfo("Europe/London")


def here_and_now() -> datetime:
    """The time in England."""
    return datetime.now(ENGLAND)  # noqa: TID251


def is_open_at(now: datetime, week: list[dict[str, Any]]) -> bool:
    """Whether hours as a contact's `week` gives them (days, from, to: minutes) hold at a time in England."""
    spans = tuple(Span(tuple(span["days"]), span["from"], span["to"]) for span in week)
    return is_open(spans, now.weekday(), now.hour * 60 + now.minute)


def is_holiday(now: datetime) -> bool:
    """Whether it is a public holiday in England: lines that keep office hours may be closed."""
    return now.date() in _of_england(now.year)


@lru_cache(maxsize=4)
def _of_england(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG", years=year)
