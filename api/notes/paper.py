"""How much of a note goes on one sheet of A4, and how large its letters are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from api.notes.note import Both, Help, Note


@dataclass(frozen=True, slots=True)
class Size:
    """A size of print: its name in note.css, the letters on a whole line, the lines there are for answers and help."""

    name: str
    letters: int
    lines: int


USUAL, SMALL, LEAST = Size("usual", 88, 42), Size("small", 98, 46), Size("least", 112, 54)
"""10, 9 and 8 point: measured on the print of note.css. Tests print the longest notes in every locale."""
_HEADINGS, _GAP = 3.5, 0.15
"""Lines: the two headings, and the space under each answer and service."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A note as it is printed."""

    note: Note
    size: str


def on_one_page(note: Note) -> Sheet:
    """The note as it fits: a number is given up last, and before it the size of the letters."""
    first, one_way, best, named = note.shorter()
    tries = [(form, size) for form in (note, first) for size in (USUAL, SMALL)]
    tries += [(form, LEAST) for form in (first, one_way)]
    tries += [(form, size) for form in (best, named) for size in (USUAL, SMALL, LEAST)]
    form, size = next((one for one in tries if lines(*one) <= one[1].lines), tries[-1])
    return Sheet(form, size.name)


def lines(note: Note, size: Size) -> float:
    """The lines a note takes. Two languages stand side by side, and so do services of which little is said."""
    taken = _HEADINGS + _GAP * len(note.asked)
    for question, given in note.asked:
        taken += _side_by_side((question, *(one.label for one in given)), size.letters)
    for remark in note.remarks:
        taken += _side_by_side((remark,), size.letters)
    full = [one for one in note.services if one.way_in is not None]
    brief = [one for one in note.services if one.way_in is None and one.ways]
    names = [one for one in note.services if one.way_in is None and not one.ways]
    for one in full:
        assert one.way_in is not None
        taken += ceil(_head(one) / size.letters) + _side_by_side((one.way_in,), size.letters) + _GAP
    for left, right in zip(brief[::2], [*brief[1::2], None], strict=False):
        taken += max(ceil(_head(one) / (size.letters // 2)) for one in (left, right) if one is not None) + _GAP
    return taken + ceil(sum(_head(one) + 2 for one in names) / size.letters)


def _head(service: Help) -> int:
    """The letters of a service's name and ways in."""
    return _in_a_line(service.name) + sum(len(way.value) + _in_a_line(way.label) + 4 for way in service.ways)


def _in_a_line(both: Both) -> int:
    return len(both.own.text) + (0 if both.alike else 3 + len(both.in_english.text))


def _side_by_side(parts: Sequence[Both], letters: int) -> int:
    own, english = (
        " ".join(said) for said in zip(*((one.own.text, one.in_english.text) for one in parts), strict=True)
    )
    if parts[0].english is None:
        return _wrapped(own, letters)
    return max(_wrapped(own, letters // 2), _wrapped(english, letters // 2))


def _wrapped(text: str, letters: int) -> int:
    return sum(ceil(len(line) / letters) for line in text.split("\n"))
