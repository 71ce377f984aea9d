"""Whether the lines of an outcome are open now: added at the edge, because everything behind it reads no clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from api.web.clock import is_holiday, is_open_at
from bot.language.catalogues import Catalogue
from bot.pathway.text import Text

Json = dict[str, Any]


def with_hours(reply: Json, words: Catalogue, phrases: Mapping[str, Text], now: datetime) -> Json:
    """A copy of a reply in which every contact with opening hours has `now`: `{open, says: [{text, lang, dir}]}`.

    `now` is a time in England. A line with hours for some days only may be closed on a public holiday, and says so.
    """
    outcome = reply["outcome"]
    if outcome is None:
        return reply

    def timed(contact: Json) -> Json:
        week = contact["week"]
        if not week:
            return contact
        open_now = is_open_at(now, week)
        says = ["open_now" if open_now else "closed_now"]
        if is_holiday(now) and len(week[0]["days"]) < 7:
            says.append("holiday_today")
        return contact | {"now": {"open": open_now, "says": [words.say(phrases[id]).as_json() for id in says]}}

    services = [one | {"contacts": [timed(contact) for contact in one["contacts"]]} for one in outcome["services"]]
    return reply | {"outcome": outcome | {"services": services}}
