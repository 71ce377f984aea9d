"""How wide words are likely to be, and where lines break. An estimate on the wide side: nothing here knows a font."""

from __future__ import annotations

import unicodedata

NARROW = frozenset("iljItfr.,:;'|!()[]-/’ ")
WIDE = frozenset("mwMW@%&ЖШЩЮФМжшщюфмЫыѢ")


def width(text: str, size: float) -> float:
    """The likely width of a line, in the unit of `size` (the height of its letters)."""
    return size * sum(map(_share, text))


def _share(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if letter in NARROW:
        return 0.36
    if letter in WIDE:
        return 0.92
    if "\u0600" <= letter <= "\u06ff":
        return 0.6
    if letter.isupper():
        return 0.72
    return 0.62 if ord(letter) < 0x2E80 else 1.0


def wrap(text: str, size: float, most: float) -> tuple[str, ...]:
    """Lines no wider than `most`, by the estimate. A word that is too long for a line is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, size, most):
            longer = f"{line} {piece}".strip()
            if line and width(longer, size) > most:
                lines.append(line)
                line = piece
            else:
                line = longer
    return (*lines, line)


def _pieces(word: str, size: float, most: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size) > most:
            pieces.append("")
        pieces[-1] += letter
    return pieces
