"""The note as a code for the camera of a phone. It holds the words themselves: no address, and nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import segno

from api.notes import text
from api.notes.note import Note

MOST_BYTES = 1_270
"""In UTF-8. A code of version 25 at level L holds 1273; a larger one is too fine for 5 cm of paper."""
_QUIET = 4
"""Modules of white round a code, as ISO/IEC 18004 asks."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code, drawn, with the text in it. `whole` says whether that is the whole note."""

    svg: str
    text: str
    whole: bool


def draw(note: Note) -> Code | None:
    """The longest form of the note that a phone can read from paper; None where not even the answers fit."""
    for at, words in enumerate(_forms(note)):
        if len(words.encode()) <= MOST_BYTES:
            made = segno.make_qr(words, error="l", encoding="utf-8")
            svg = made.svg_inline(border=_QUIET, omitsize=True, svgclass="qr", lineclass=None, light="#fff")
            return Code(svg, words, whole=at == 0)
    return None


def _forms(note: Note) -> Iterator[str]:
    """Both languages; then English alone, with ever less about the services; then the answers alone."""
    yield text.whole(note)
    yield text.english(note)
    yield from map(text.english, note.shorter())
    yield text.answers(note)
