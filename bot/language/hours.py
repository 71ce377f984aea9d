"""Opening hours in words: the names of days as the language writes them, times by the clock of 24 hours."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from babel.dates import get_day_names

from bot.language.tags import plain
from bot.pathway.hours import Span


def say_hours(spans: tuple[Span, ...], locale: str) -> str:
    """`Monday–Friday 08:00–20:00; Saturday, Sunday 09:00–15:00`, in the language of `locale`."""
    names = get_day_names("wide", "stand-alone", locale=plain(locale))
    return "; ".join(f"{_days(span.days, dict(names))} {_time(span.start)}–{_time(span.end)}" for span in spans)


def _days(days: tuple[int, ...], names: Mapping[int, str]) -> str:
    if len(days) > 2 and all(after - before == 1 for before, after in pairwise(days)):
        return f"{names[days[0]]}–{names[days[-1]]}"
    return ", ".join(names[day] for day in days)


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
