"""A text message for the patient: the service and its way in, and how many messages that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The default alphabet of GSM 03.38: one place of seven bits a letter."""
GSM_TWICE = frozenset("^{}\\[~]|€\f")
"""Its extension: two places a letter."""
_ONE, _PART = {"gsm": 160, "ucs2": 70}, {"gsm": 153, "ucs2": 67}
_ISOLATES = re.compile("[\u2066-\u2069]")
_ORDER = ("phone", "text", "url", "email", "hours")
_WAYS_IN = ("phone", "text", "url", "email")


@dataclass(frozen=True, slots=True)
class Sms:
    """A text, its alphabet (`gsm` or `ucs2`), its length in places of that alphabet, and the messages it takes."""

    text: str
    alphabet: str
    length: int
    messages: int


def measured(text: str) -> Sms:
    """The text as a phone network counts it. A letter that takes two places is never split between messages."""
    alphabet = "gsm" if all(letter in GSM or letter in GSM_TWICE for letter in text) else "ucs2"
    sizes = [_size(letter, alphabet) for letter in text]
    length = sum(sizes)
    if length <= _ONE[alphabet]:
        return Sms(text, alphabet, length, 1)
    messages, left = 1, _PART[alphabet]
    for size in sizes:
        if size > left:
            messages, left = messages + 1, _PART[alphabet]
        left -= size
    return Sms(text, alphabet, length, messages)


def message(record: dict[str, Any]) -> Sms:
    """A service's name and its ways in: the first, and each other that leaves it one message."""
    lines = [_line(contact) for contact in _sorted(record["contacts"])]
    needed, more = [f"{record['name']}.", *lines[:1]], lines[1:]
    if record["ask_person"]:
        needed, more = [f"{record['name']}.", record["ask_person"]], lines
    elif not lines:
        needed = [f"{record['name']}.", record["how"]]
    text = _joined(needed)
    for line in more:
        longer = _joined([text, line])
        if measured(longer).messages == 1:
            text = longer
    return measured(text)


def neutral(record: dict[str, Any]) -> Sms | None:
    """Only the number, for a phone that someone else may read; None where there is no number."""
    lines = [_line(contact) for contact in _sorted(record["contacts"]) if contact["type"] in ("phone", "text")]
    return measured(_joined(lines[:1])) if lines else None


def _sorted(contacts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One of each kind, in the order of use."""
    first: dict[str, dict[str, Any]] = {}
    for contact in contacts:
        first.setdefault(contact["type"], contact)
    kinds = _ORDER if any(kind in first for kind in _WAYS_IN) else ()
    return [first[kind] for kind in kinds if kind in first]


def _line(contact: dict[str, Any]) -> str:
    if contact["type"] == "url":
        return str(contact["value"])
    keyword = f" ({contact['keyword']})" if contact["keyword"] else ""
    return f"{contact['label']}: {contact['value']}{keyword}"


def _joined(parts: list[str]) -> str:
    return _ISOLATES.sub("", " ".join(parts)).replace("\n", " ").replace("–", "-").replace("’", "'")


def _size(letter: str, alphabet: str) -> int:
    if alphabet == "gsm":
        return 2 if letter in GSM_TWICE else 1
    return len(letter.encode("utf-16-le")) // 2
