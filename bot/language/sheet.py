"""A drawing as SVG, in the order in which it is read out, and lines of notes beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import svg
from bot.pathway.arrows import Point, Rect
from bot.pathway.draw import AXIS, LABEL, LINE, PAD, SIZE, Band, Box, Drawing
from bot.pathway.letters import wrap

SMALL = 13
ROUND = {"service": 4, "check": 0, "tool": 14}


def drawn(drawing: Drawing, *, links: str = "") -> list[str]:
    """The stages, then each level with what is in it, then the arrows. `links` is where `%s`, a service, leads."""
    parts = list(_axis(drawing))
    for place, band in enumerate(drawing.bands):
        parts += _band(band, drawing, shaded=place % 2 == 1)
        parts += [_box(box, drawing, links if box.kind == "service" else "") for box in band.boxes]
    parts.append(svg.line("rule", ((0, drawing.height), (drawing.width, drawing.height))))
    # The moves are read out where they are sentences.
    return [*parts, '<g aria-hidden="true">', *map(svg.move, drawing.arrows), "</g>"]


def notes(
    said: Sequence[tuple[str, str]], top: int, drawing: Drawing, *, beside: int, abreast: int, bold: bool = False
) -> tuple[list[str], int]:
    """Lines of words from `top` down, each with its sign, `abreast` side by side; and where they end.

    `beside` is the room for the sign, in pixels.
    """
    across = (drawing.width - 2 * PAD) // abreast
    parts: list[str] = []
    for begin in range(0, len(said), abreast):
        most = 0
        for place, (sign, words) in enumerate(said[begin : begin + abreast]):
            x = PAD + place * across
            lines = wrap(words, SMALL, across - beside - 2 * PAD)
            most = max(most, len(lines))
            left = drawing.width - x - beside if drawing.mirrored else x
            # In a right-to-left drawing the start of a line is its right end.
            start = drawing.width - x - beside if drawing.mirrored else x + beside
            parts += [f'<g transform="translate({left} {top})">{sign}</g>'] if sign else []
            parts.append(svg.text(lines, start, top + LINE - 3, size=SMALL, bold=bold, anchor="start"))
        top += most * LINE + PAD
    return parts, top


def _axis(drawing: Drawing) -> Iterator[str]:
    ends: list[Point] = [(x, AXIS) for one in drawing.columns for x in _ends(one.at, drawing)]
    yield svg.line("axis", (ends[0], ends[-1]), thick=2.0) + svg.head(ends[0], ends[-1])
    for column in drawing.columns:
        yield svg.text(column.lines, column.at.x + column.at.width // 2, LINE, bold=True)
        start, _ = _ends(column.at, drawing)
        yield svg.line("axis", ((start, AXIS - 6), (start, AXIS + 6)), thick=2.0)
        yield from (svg.diamond(mark, AXIS) for mark in column.marks)


def _ends(at: Rect, drawing: Drawing) -> tuple[int, int]:
    """Where a line of words would begin and end."""
    return (at.right, at.x) if drawing.mirrored else (at.x, at.right)


def _band(band: Band, drawing: Drawing, *, shaded: bool) -> Iterator[str]:
    fill, kind = (svg.PALE, "band shaded") if shaded else (svg.PAPER, "band")
    yield svg.rect(kind, band.at, fill=fill, stroke="none")
    yield svg.line("rule", ((0, band.at.y), (drawing.width, band.at.y)))
    middle = drawing.width - LABEL // 2 if drawing.mirrored else LABEL // 2
    yield svg.text(band.lines, middle, band.at.y + PAD + LINE, bold=True)
    yield from map(svg.frame, band.frames)


def _box(box: Box, drawing: Drawing, links: str) -> str:
    at = box.at
    kind, stroke = ("box framed", svg.FAINT) if box.framed else ("box", svg.INK)
    shape = svg.rect(kind, at, stroke=stroke, thick=1.5, round=ROUND[box.kind])
    top = at.y + (at.height - len(box.lines) * LINE) // 2 + SIZE - 1
    words = svg.text(box.lines, at.x + at.width // 2, top)
    if links:
        return f'<a href="{links % box.id}">{shape}{words}</a>'
    start, inwards = (at.right, -1) if drawing.mirrored else (at.x, 1)
    marks = {"check": svg.diamond, "tool": svg.ring}
    mark = marks[box.kind](start + 11 * inwards, at.y + 12) if box.kind in marks else ""
    return f"<g>{shape}{words}{mark}</g>"
