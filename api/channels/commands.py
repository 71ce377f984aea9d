"""What a message on a channel asks for: a tap (`/choose{...}`), a move (`/back`), or words."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_COMMAND = re.compile(r"/(?P<name>[\w-]+)(?:@[\d.]+)?\s*(?P<body>\{.*\})?\s*\Z", re.DOTALL)
MOVES = {
    "restart": "restart",
    "session_start": "restart",
    "back": "back",
    "why": "why",
    "why_not": "why_not",
    "none": "none",
    "add": "add",
    "someone_else": "someone_else",
    "person": "person",
}
LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A tap: a slot with its values."""

    slot: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A move: where to, and for `change` which answer."""

    where: str
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Switched:
    """Another language, as a wire tag."""

    locale: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Forget this sender."""


Command = Chosen | Moved | Switched | Forgotten | Said


def read_command(message: str) -> Command:
    """The command in a message; whatever is none is words."""
    match = _COMMAND.match(message.strip())
    if match is None:
        return Said(message)
    name, body = match["name"], _mapping(match["body"])
    if name in MOVES:
        return Moved(MOVES[name])
    if name == "forget":
        return Forgotten()
    if name == "change":
        return Moved("change", next(iter(body.values()), (None,))[0] if body else None)
    if name == "choose" and body:
        slot, values = next(iter(body.items()))
        return Switched(values[0]) if slot == LANGUAGE else Chosen(slot, values)
    return Said(message)


def _mapping(body: str | None) -> dict[str, tuple[str, ...]]:
    """Names to one value or several, as text; empty for anything else."""
    try:
        read = json.loads(body or "{}")
    except ValueError:
        return {}
    if not isinstance(read, dict):
        return {}
    listed = {name: value if isinstance(value, list) else [value] for name, value in read.items()}
    return {
        name: tuple(values) for name, values in listed.items() if values and all(isinstance(v, str) for v in values)
    }
