"""The settings of a widget as they come from a form or an address: what is known stays, everything else is dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.assistant import Assistant
from bot.language import tags

AUDIENCES = ("parent", "partner", "professional")
DISPLAYS = ("inline", "corner")
MODES = ("page", "frame")
SCHEMES = ("auto", "light", "dark")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_RADIUS = re.compile(r"[0-9]|1[0-9]|2[0-4]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A partner's choice. Empty says nothing. `channel` is `fixed` (hashed, checked) or `newest`."""

    lang: str
    audience: str
    area: str
    need: str
    display: str
    mode: str
    accent: str
    radius: str
    scheme: str
    channel: str

    def attributes(self, *, framed: bool = False) -> list[tuple[str, str]]:
        """The `data-` attributes, without those that say what is so anyway. In the frame, `mode` is ours."""
        given = [
            ("lang", self.lang),
            ("audience", self.audience if self.audience != AUDIENCES[0] else ""),
            ("area", self.area),
            ("need", self.need),
            ("display", self.display if self.display != DISPLAYS[0] and not framed else ""),
            ("mode", self.mode if self.mode != MODES[0] and not framed else ""),
            ("accent", self.accent),
            ("radius", self.radius),
            ("scheme", self.scheme if self.scheme != SCHEMES[0] else ""),
        ]
        return [(name, value) for name, value in given if value]


def read_wanted(query: Mapping[str, str], locale: str, assistant: Assistant) -> Wanted:
    """The choice in a query. Total: whatever it holds, something safe comes out."""

    def one(name: str, known: tuple[str, ...]) -> str:
        return query.get(name, "") if query.get(name, "") in known else known[0]

    def shaped(name: str, shape: re.Pattern[str]) -> str:
        return query.get(name, "") if shape.fullmatch(query.get(name, "")) else ""

    pathway = assistant.pathway
    areas = tuple(option.value for option in pathway.questions["area"].options)
    return Wanted(
        lang=tags.to_wire(locale),
        audience=one("audience", AUDIENCES),
        area=one("area", ("", *areas)),
        need=one("need", ("", *pathway.needs)),
        display=one("display", DISPLAYS),
        mode=one("mode", MODES),
        accent=shaped("accent", _COLOUR),
        radius=shaped("radius", _RADIUS),
        scheme=one("scheme", SCHEMES),
        channel=one("channel", ("fixed", "newest")),
    )
