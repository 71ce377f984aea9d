"""The map as SVG: the drawing in the words of a language, a legend, the moves in sentences, the way to urgent help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from bot.language.catalogues import Catalogue
from bot.language.services import Directory
from bot.pathway.draw import BADGE, HEAD, LINE, PAD, SIZE, Arrow, Box, Drawing, draw
from bot.pathway.flow import Chart, Way, chart_for, charts
from bot.pathway.letters import wrap
from bot.pathway.model import Move, Pathway

INK, PALE, PAPER, LINK, DANGER = "#212b32", "#eef2f4", "#ffffff", "#003d78", "#a3002a"
FONT = "Arial, 'Noto Sans', 'Noto Sans Arabic', sans-serif"
DASHES: dict[Way, str] = {"up": "", "down": "10 5", "across": "2 4"}
SMALL = 13
ABREAST = 4
"""Sentences of moves side by side."""
APART = 40
"""Pixels between charts of one file."""


@dataclass(frozen=True, slots=True)
class Told:
    """A move in words."""

    number: int
    start: str
    end: str
    says: str


class Maps:
    """The maps of a pathway, in the words of any language."""

    def __init__(self, pathway: Pathway) -> None:
        self.pathway = pathway
        self._directory = Directory(pathway)

    def charts(self, need: str | None = None) -> tuple[Chart, ...]:
        """The chart of a need, or one for each strand."""
        return charts(self.pathway) if need is None else (chart_for(self.pathway, need),)

    def heading(self, chart: Chart, words: Catalogue) -> str:
        """What a chart is called: its need, or its strand."""
        need = self.pathway.needs.get(chart.id)
        return _line(words.text(need.label if need else self.pathway.strands[chart.id]))

    def name(self, row: str, words: Catalogue) -> str:
        """What a row is called."""
        level = self.pathway.levels.get(row)
        return _line(words.text(level or self.pathway.phrases[f"map_{row}"]))

    def told(self, chart: Chart, words: Catalogue) -> list[Told]:
        """The moves of a chart in sentences, numbered as on the map."""
        return [self._told(number, move, words) for number, move in enumerate(chart.moves, 1)]

    def svg(self, chart: Chart, words: Catalogue, *, page: bool) -> str:
        """One chart. On a `page` its boxes lead to their services; a file has no links."""
        drawing = draw(chart, self._words(chart, words), mirrored=words.dir == "rtl")
        parts, high = self._parts(chart, drawing, words, page=page)
        return _svg(parts, drawing.width, high, words, self._names(chart, words), "group" if page else "img")

    def file(self, chosen: Sequence[Chart], words: Catalogue) -> str:
        """Charts one below the other, as a file that stands alone."""
        if len(chosen) == 1:
            return self.svg(chosen[0], words, page=False)
        parts, top, wide = [], 0, 0
        for chart in chosen:
            drawing = draw(chart, self._words(chart, words), mirrored=words.dir == "rtl")
            inner, high = self._parts(chart, drawing, words, page=False)
            parts += [f'<g transform="translate(0 {top})">', *inner, "</g>"]
            top, wide = top + high + APART, drawing.width
        phrases = self.pathway.phrases
        names = _Names("map", _line(words.text(phrases["map_title"])), _line(words.text(phrases["map_about"])))
        return _svg(parts, wide, top - APART, words, names, "img")

    def _names(self, chart: Chart, words: Catalogue) -> _Names:
        phrases = self.pathway.phrases
        title = f"{_line(words.text(phrases['map_title']))}: {self.heading(chart, words)}"
        return _Names(f"map-{chart.id}", title, _line(words.text(phrases["map_about"])))

    def _words(self, chart: Chart, words: Catalogue) -> dict[str, tuple[str, ...]]:
        timeline, services = self.pathway.timeline, self.pathway.services
        return {
            **{id: (words.text(services[id].name),) for id in chart.services},
            **{f"check.{one.id}": (words.text(one.name), words.text(one.when)) for one in timeline.checks},
            **{f"tool.{one.id}": (words.text(one.name),) for one in timeline.tools},
            **{f"stage.{one.id}": (words.text(one.label),) for one in timeline.stages},
            **{f"row.{row.id}": (self.name(row.id, words),) for row in chart.rows},
        }

    def _told(self, number: int, move: Move, words: Catalogue) -> Told:
        start, end = (words.text(self.pathway.services[id].name) for id in (move.start, move.end))
        return Told(number, start, end, _line(words.text(move.says)))

    def _parts(self, chart: Chart, drawing: Drawing, words: Catalogue, *, page: bool) -> tuple[list[str], int]:
        """What is drawn, and how high it is."""
        middle = drawing.width // 2
        parts = [_text((self._names(chart, words).title,), middle, 26, size=20, bold=True)]
        for place, band in enumerate(drawing.bands):
            fill = (PAPER, PALE)[place % 2]
            parts.append(_rect("band", 0, band.at.y, drawing.width, band.at.height, fill=fill, stroke="none"))
        for band in drawing.bands:
            x = drawing.width - _LABEL_MIDDLE if drawing.mirrored else _LABEL_MIDDLE
            parts.append(_text(band.lines, x, band.at.y + PAD + LINE, bold=True))
            parts.append(_path("rule", ((0, band.at.y), (drawing.width, band.at.y))))
        parts.append(_path("rule", ((0, drawing.height), (drawing.width, drawing.height))))
        parts += self._axis(drawing)
        parts += [
            _rect("frame", one.x, one.y, one.width, one.height, fill="none", more=' stroke-dasharray="1 3" rx="6"')
            for one in drawing.frames
        ]
        parts += [self._box(box, words, page=page) for box in drawing.boxes]
        for arrow in drawing.arrows:
            parts += _arrow(arrow)
        foot = [self._legend(chart, drawing, words), self._sentences(chart, words), self._urgent(words)]
        top = drawing.height + PAD
        for lines in foot:
            made, top = lines.at(top, drawing)
            parts += made
        return parts, top

    def _axis(self, drawing: Drawing) -> list[str]:
        y, parts = HEAD - 12, []
        ends = [edge for one in drawing.columns for edge in (one.at.x, one.at.right)]
        near, far = (max(ends), min(ends)) if drawing.mirrored else (min(ends), max(ends))
        parts.append(_path("axis", ((near, y), (far, y)), thick=2.0))
        parts.append(_head((far, y), 1 if far > near else -1, 0))
        for column in drawing.columns:
            parts.append(_text(column.lines, column.at.x + column.at.width // 2, 54, bold=True))
            edge = column.at.right if drawing.mirrored else column.at.x
            parts.append(_path("axis", ((edge, y - 6), (edge, y + 6)), thick=2.0))
            parts += [_diamond(mark, y) for mark in column.marks]
        return parts

    def _box(self, box: Box, words: Catalogue, *, page: bool) -> str:
        at = box.at
        rounded = {"service": ' rx="4"', "check": "", "tool": ' rx="14"'}[box.kind]
        thick = 1.5 if box.kind == "service" else 1.0
        drawn = _rect(f"box {box.kind}", at.x, at.y, at.width, at.height, fill=PAPER, thick=thick, more=rounded)
        top = at.y + (at.height - len(box.lines) * LINE) // 2 + SIZE - 1
        drawn += _text(box.lines, at.x + at.width // 2, top)
        mark = at.x + at.width - 10 if words.dir == "rtl" else at.x + 10
        if box.kind == "check":
            drawn += _diamond(mark, at.y + 12)
        elif box.kind == "tool":
            drawn += _ring(mark + (2 if words.dir == "ltr" else -2), at.y + 12)
        if page and box.kind == "service":
            return f'<a href="/professionals/services/{box.id}?lang={words.wire}">{drawn}</a>'
        return f"<g>{drawn}</g>"

    def _legend(self, chart: Chart, drawing: Drawing, words: Catalogue) -> _Foot:
        phrases = self.pathway.phrases
        ways = [way for way in DASHES if any(arrow.way == way for arrow in drawing.arrows)]
        kinds = [row.id for row in chart.rows if row.id in ("checks", "tools")]
        signs = [*kinds, *(["frame"] if drawing.frames else []), *ways]
        return _Foot("legend", [(sign, _line(words.text(phrases[f"map_{sign}"]))) for sign in signs], words)

    def _sentences(self, chart: Chart, words: Catalogue) -> _Foot:
        return _Foot("moves", [(str(one.number), one.says) for one in self.told(chart, words)], words)

    def _urgent(self, words: Catalogue) -> _Foot:
        card = self.pathway.safety.standing
        lines = [("", _line(words.text(card.heading)))]
        for id in card.services:
            way = self._directory.way_in(id, words)
            number = f"{way['keyword']} → {way['value']}" if way["keyword"] else way["value"]
            lines.append(("", f"{way['name']}: \u2066{number}\u2069"))
        return _Foot("urgent", lines, words)


@dataclass(frozen=True, slots=True)
class _Names:
    id: str
    title: str
    about: str


_LABEL_MIDDLE = 64


@dataclass(frozen=True, slots=True)
class _Foot:
    """Lines under a chart, each with its sign, several side by side."""

    kind: str
    lines: list[tuple[str, str]]
    words: Catalogue

    def at(self, top: int, drawing: Drawing) -> tuple[list[str], int]:
        """What is drawn from `top` on, and where it ends."""
        if not self.lines:
            return [], top
        abreast = ABREAST if self.kind == "moves" else len(self.lines)
        size, bold = (SIZE, True) if self.kind == "urgent" else (SMALL, False)
        beside = 20 if self.kind == "moves" else 0 if self.kind == "urgent" else 46
        across = (drawing.width - 2 * PAD) // abreast
        told = [wrap(text, size, across - beside - 2 * PAD) for _, text in self.lines]
        parts, y = [], top
        for begin in range(0, len(told), abreast):
            for place in range(begin, min(begin + abreast, len(told))):
                x = PAD + (place - begin) * across
                parts += self._one(place, told[place], x, y, across, beside, drawing, size, bold=bold)
            y += max(map(len, told[begin : begin + abreast])) * LINE + PAD
        if self.kind == "urgent":
            parts.insert(0, _rect("urgent", 1, top, drawing.width - 2, y - top, fill=PAPER, stroke=DANGER, thick=2.0))
        return parts, y + PAD

    def _one(
        self, place: int, lines: Sequence[str], x: int, y: int, across: int, beside: int, drawing: Drawing, size: int,
        *, bold: bool,
    ) -> list[str]:  # fmt: skip
        def over(at: int) -> int:
            return drawing.width - at if drawing.mirrored else at

        sign = self.lines[place][0]
        middle = over(x + beside + (across - beside) // 2) if self.kind == "urgent" else over(x + beside + PAD)
        # In a right-to-left drawing the start of a line is its right end.
        anchor = "middle" if self.kind == "urgent" else "start"
        parts = [_text(lines, middle, y + LINE, size=size, bold=bold, anchor=anchor)]
        level, from_x, to_x = y + LINE - 5, over(x + 6), over(x + 42)
        match sign:
            case "checks":
                parts.append(_diamond(over(x + 24), level))
            case "tools":
                parts.append(_ring(over(x + 24), level))
            case "frame":
                dashes = ' stroke-dasharray="1 3" rx="4"'
                parts.append(_rect("frame", min(from_x, to_x), level - 7, 36, 14, fill="none", more=dashes))
            case "up" | "down" | "across":
                parts.append(_path(f"arrow {sign}", ((from_x, level), (to_x, level)), dash=DASHES[sign], thick=2.0))
                parts.append(_head((to_x, level), 1 if to_x > from_x else -1, 0))
            case number if number:
                parts.append(_badge(over(x + 10), level, number))
        return parts


def _svg(parts: Sequence[str], wide: int, high: int, words: Catalogue, names: _Names, role: str) -> str:
    title, about = f"{names.id}-title", f"{names.id}-about"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 {wide} {high}" lang="{words.wire}" '
        f'xml:lang="{words.wire}" direction="{words.dir}" role="{role}" aria-labelledby="{title}" '
        f'aria-describedby="{about}" font-family="{FONT}" font-size="{SIZE}" fill="{INK}">'
        f'<title id="{title}">{escape(names.title)}</title><desc id="{about}">{escape(names.about)}</desc>'
        + _rect("paper", 0, 0, wide, high, fill=PAPER, stroke="none")
        + "".join(parts)
        + "</svg>\n"
    )


def _text(lines: Sequence[str], x: int, y: int, *, size: int = SIZE, bold: bool = False, anchor: str = "middle") -> str:
    # Each line is set apart, so that a name in English keeps its own direction.
    weight = ' font-weight="bold"' if bold else ""
    spans = "".join(
        f'<tspan x="{x}" y="{y + place * LINE}">\u2068{escape(line)}\u2069 </tspan>' for place, line in enumerate(lines)
    )
    return f'<text text-anchor="{anchor}" font-size="{size}"{weight}>{spans}</text>'


def _rect(
    kind: str, x: int, y: int, wide: int, high: int, *, fill: str, stroke: str = INK, thick: float = 1.0, more: str = ""
) -> str:
    return (
        f'<rect class="{kind}" x="{x}" y="{y}" width="{wide}" height="{high}" fill="{fill}" stroke="{stroke}" '
        f'stroke-width="{thick}"{more}/>'
    )


def _path(kind: str, points: Sequence[tuple[int, int]], *, dash: str = "", thick: float = 1.0) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    way = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline class="{kind}" points="{way}" fill="none" stroke="{INK}" stroke-width="{thick}"{dashed}/>'


def _arrow(arrow: Arrow) -> list[str]:
    (before_x, before_y), (x, y) = arrow.points[-2:]
    along, down = (x > before_x) - (x < before_x), (y > before_y) - (y < before_y)
    return [
        _path(f"arrow {arrow.way}", arrow.points, dash=DASHES[arrow.way], thick=2.0),
        _head((x, y), along, down),
        _badge(*arrow.badge, str(arrow.number)),
    ]


def _head(tip: tuple[int, int], along: int, down: int) -> str:
    """The head of an arrow that goes `along` (1 to the right) or `down`."""
    x, y = tip
    back_x, back_y = x - 8 * along, y - 8 * down
    corners = f"{x},{y} {back_x + 4 * down},{back_y + 4 * along} {back_x - 4 * down},{back_y - 4 * along}"
    return f'<polygon class="head" points="{corners}" fill="{INK}"/>'


def _badge(x: int, y: int, number: str) -> str:
    return (
        f'<circle class="badge" cx="{x}" cy="{y}" r="{BADGE}" fill="{PAPER}" stroke="{INK}"/>'
        f'<text class="number" text-anchor="middle" font-size="10" font-weight="bold" x="{x}" y="{y + 4}">'
        f"{number}</text>"
    )


def _diamond(x: int, y: int) -> str:
    return f'<polygon class="mark" points="{x},{y - 6} {x + 6},{y} {x},{y + 6} {x - 6},{y}" fill="{INK}"/>'


def _ring(x: int, y: int) -> str:
    return f'<circle class="ring" cx="{x}" cy="{y}" r="5" fill="none" stroke="{INK}" stroke-width="2"/>'


def _line(text: str) -> str:
    """Easy Read breaks its lines; the map breaks them where they fit."""
    return " ".join(text.split())
