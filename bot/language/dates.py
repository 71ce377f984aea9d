"""Dates in words."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from bot.language.tags import plain


def say_date(day: date, locale: str) -> str:
    """`23 November 2026`, as the language writes it."""
    # Babel's English without a country is that of the United States.
    language = plain(locale)
    return format_date(day, "long", locale="en_GB" if language == "en" else language)
