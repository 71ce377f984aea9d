"""The map as positions: a chart and its words in, boxes that do not overlap and arrows between them out."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.pathway.arrows import PITCH, Rect, route
from bot.pathway.flow import WAYS, Chart, Item, Kind, Row, Way
from bot.pathway.letters import wrap

SIZE, LINE = 14, 16
"""Height of letters and of a line of them, in pixels."""
LABEL, COLUMN, CELL = 136, 272, 176
"""Width of the names of the levels, of a stage, and of a box among others at the least."""
PAD, GAP, WAY = 8, 16, 24
"""Room within a frame; between boxes, so that an arrow finds a way; and between lines of boxes that have arrows."""
SIDE = 40
"""Room beside the last stage, where arrows pass."""
ABOVE = 4
"""Room within a box, above and below its words."""
HEAD = 96
"""The title, the names of the stages, and the axis."""
BADGE = 7
MARKED = 16
"""Room for the mark of a check or a tool."""
Words = Mapping[str, tuple[str, ...]]
"""An item's id to its lines of words, each of which may have to be broken."""


@dataclass(frozen=True, slots=True)
class Box:
    """An item in its place, with the lines that fit in it."""

    id: str
    kind: Kind
    at: Rect
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A row of the chart: its level, its name's lines, its place."""

    id: str
    at: Rect
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A move. `number` leads to its sentence; it stands at `badge`, on the way."""

    number: int
    start: str
    end: str
    way: Way
    points: tuple[tuple[int, int], ...]
    badge: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Column:
    """A stage: its name's lines, its place in the head, and where on the axis its checks are marked."""

    id: str
    at: Rect
    lines: tuple[str, ...]
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything in its place. Right to left, all is mirrored."""

    width: int
    height: int
    mirrored: bool
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    frames: tuple[Rect, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(chart: Chart, words: Words, *, mirrored: bool = False) -> Drawing:
    """The chart drawn. `words` are those of every item, row (`row.<id>`) and stage (`stage.<id>`)."""
    wide = LABEL + COLUMN * len(chart.stages) + SIDE
    bands, frames, boxes = [], [], []
    top = HEAD
    for row in chart.rows:
        name = _broken(words[f"row.{row.id}"], LABEL - 2 * PAD)
        moves = any(item.id in (move.start, move.end) for item in row.items for move in chart.moves)
        bottom, framed, placed = _row(row, words, top + PAD, WAY if moves else GAP)
        bottom = max(bottom, top + PAD + _grid(len(name) * LINE)) + PAD
        bands.append(Band(row.id, Rect(0, top, wide, bottom - top), name))
        frames += framed
        boxes += placed
        top = bottom
    rects = {box.id: box.at for box in boxes}
    pairs = [(move.start, move.end) for move in chart.moves]
    ways = route(rects, pairs, Rect(LABEL, HEAD, wide - LABEL, top - HEAD))
    badges: list[tuple[int, int]] = []
    for points in ways:
        badges.append(_badge(points, badges))
    drawing = Drawing(
        width=wide,
        height=top,
        mirrored=False,
        columns=tuple(_columns(chart, words)),
        bands=tuple(bands),
        frames=tuple(frames),
        boxes=tuple(boxes),
        arrows=tuple(
            Arrow(number, move.start, move.end, WAYS.get(move.kind, "across"), points, badge)
            for number, (move, points, badge) in enumerate(zip(chart.moves, ways, badges, strict=True), 1)
        ),
    )
    return _mirror(drawing) if mirrored else drawing


def _columns(chart: Chart, words: Words) -> Iterable[Column]:
    checks = [item for row in chart.rows for item in row.items if item.kind == "check"]
    for place, stage in enumerate(chart.stages):
        x = LABEL + place * COLUMN
        here = sum(item.first == place for item in checks)
        marks = tuple(x + COLUMN * (2 * mark + 1) // (2 * here) for mark in range(here))
        yield Column(stage, Rect(x, 40, COLUMN, HEAD - 40), _broken(words[f"stage.{stage}"], COLUMN - 2 * PAD), marks)


def _row(row: Row, words: Words, top: int, gap: int) -> tuple[int, list[Rect], list[Box]]:
    """Where the row's boxes end, its frames, its boxes. Items over the same stages stand together in a frame."""
    groups: dict[tuple[int, int], list[Item]] = defaultdict(list)
    for item in row.items:
        groups[item.first, item.last].append(item)
    shelves: list[list[tuple[int, int]]] = []
    for span in sorted(groups, key=lambda span: (span[1] - span[0], span[0])):
        shelf = next((one for one in shelves if all(span[1] < first or last < span[0] for first, last in one)), None)
        if shelf is None:
            shelves.append([span])
        else:
            shelf.append(span)
    frames: list[Rect] = []
    boxes: list[Box] = []
    for shelf in shelves:
        ends = []
        for first, last in shelf:
            end, frame, placed = _group(groups[first, last], first, last, words, top)
            ends.append(end)
            frames += frame
            boxes += placed
        top = max(ends) + gap
    return top - gap, frames, boxes


def _group(items: Sequence[Item], first: int, last: int, words: Words, top: int) -> tuple[int, list[Rect], list[Box]]:
    stages = last - first + 1
    whole = Rect(LABEL + first * COLUMN + PAD, top, stages * COLUMN - GAP, 0)
    if len(items) == 1:
        line = _line(items, whole.x, top, whole.width, words)
        return line[0].at.bottom, [], line
    inner = whole.width - 2 * PAD
    lines = -(-len(items) // ((inner + GAP) // (CELL + GAP)))
    abreast = -(-len(items) // lines)
    across = (inner - (abreast - 1) * GAP) // abreast // PITCH * PITCH
    below = GAP if items[0].kind == "service" else PAD
    boxes: list[Box] = []
    y = top + PAD
    for begin in range(0, len(items), abreast):
        line = _line(items[begin : begin + abreast], whole.x + PAD, y, across, words)
        boxes += line
        y = line[0].at.bottom + below
    bottom = y - below + PAD
    return bottom, [replace(whole, height=bottom - top)], boxes


def _line(items: Sequence[Item], x: int, y: int, across: int, words: Words) -> list[Box]:
    """Boxes side by side, as high as the highest."""
    told = [_broken(words[item.id], across - 2 * PAD - (MARKED if item.kind != "service" else 0)) for item in items]
    high = _grid(max(map(len, told)) * LINE + 2 * ABOVE)
    return [
        Box(item.id, item.kind, Rect(x + place * (across + GAP), y, across, high), lines)
        for place, (item, lines) in enumerate(zip(items, told, strict=True))
    ]


def _broken(told: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(line for one in told for line in wrap(one, SIZE, most))


def _grid(pixels: float) -> int:
    return int(-(-pixels // PITCH) * PITCH)


def _badge(points: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """A place on the way, well inside it, as far from its ends and from other badges as may be."""
    places = []
    for (x, y), (to_x, to_y) in itertools.pairwise(points):
        steps = max(abs(to_x - x), abs(to_y - y)) // PITCH
        places += [(x + (to_x - x) * step // steps, y + (to_y - y) * step // steps) for step in range(steps)]
    # Near its end a badge would hide the head of the arrow.
    inner = places[1:-2] or places[1:2] or [points[0]]
    middle = len(inner) // 2
    by_middle = sorted(range(len(inner)), key=lambda place: abs(place - middle))
    free = (inner[place] for place in by_middle if all(_apart(inner[place], other) for other in others))
    return next(free, inner[middle])


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) > 2 * BADGE


def _mirror(drawing: Drawing) -> Drawing:
    def flip(rect: Rect) -> Rect:
        return replace(rect, x=drawing.width - rect.right)

    def over(point: tuple[int, int]) -> tuple[int, int]:
        return drawing.width - point[0], point[1]

    return replace(
        drawing,
        mirrored=True,
        columns=tuple(
            replace(one, at=flip(one.at), marks=tuple(drawing.width - mark for mark in one.marks))
            for one in drawing.columns
        ),
        bands=tuple(replace(one, at=flip(one.at)) for one in drawing.bands),
        frames=tuple(map(flip, drawing.frames)),
        boxes=tuple(replace(one, at=flip(one.at)) for one in drawing.boxes),
        arrows=tuple(
            replace(one, points=tuple(map(over, one.points)), badge=over(one.badge)) for one in drawing.arrows
        ),
    )
