"""The map as positions: a chart and its words in, boxes that do not overlap and arrows between them out."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from bot.pathway.arrows import PITCH, Point, Rect, route
from bot.pathway.flow import WAYS, Chart, Item, Kind, Row, Way
from bot.pathway.letters import wrap

SIZE, LINE = 14, 16
"""Height of letters and of a line of them, in pixels."""
LABEL, COLUMN, CELL = 136, 256, 176
"""Width of the names of the levels, of a stage, and of a box among others at the least."""
PAD, GAP, WAY = 8, 16, 24
"""Room within a frame; between boxes; and between them where arrows begin or end, for a number and a head."""
SIDE = 40
"""Room beside the last stage, where arrows pass."""
ABOVE = 4
"""Room within a box, above and below its words."""
HEAD, AXIS = 56, 44
"""Height of the names of the stages with the axis, and where in it the axis is."""
BADGE = 7
MARKED = 16
"""Room for the mark of a check or a tool."""
Words = Mapping[str, tuple[str, ...]]
"""An item's id to its lines of words, each of which may have to be broken."""


@dataclass(frozen=True, slots=True)
class Box:
    """An item in its place, with the lines that fit in it. One that is `framed` shares its frame with others."""

    id: str
    kind: Kind
    at: Rect
    lines: tuple[str, ...]
    framed: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A row of the chart: its level, its place, its name's lines, the frames and the boxes in it."""

    id: str
    at: Rect
    lines: tuple[str, ...]
    frames: tuple[Rect, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A move. `number` leads to its sentence; it stands at `badge`, on the way, which turns at `points`."""

    number: int
    start: str
    end: str
    way: Way
    points: tuple[Point, ...]
    badge: Point


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
    arrows: tuple[Arrow, ...]


def draw(chart: Chart, words: Words, *, mirrored: bool = False) -> Drawing:
    """The chart drawn. `words` are those of every item, row (`row.<id>`) and stage (`stage.<id>`)."""
    wide = LABEL + COLUMN * len(chart.stages) + SIDE
    joined = {id for move in chart.moves for id in (move.start, move.end)}
    bands, top = [], HEAD
    for row in chart.rows:
        bands.append(_band(row, words, top, wide, joined))
        top += bands[-1].at.height
    boxes = [box for band in bands for box in band.boxes]
    # Arrows lead to the first box of one that has several.
    rects = {box.id: box.at for box in reversed(boxes)}
    pairs = [(rects[move.start], rects[move.end]) for move in chart.moves]
    frames = [frame for band in bands for frame in band.frames]
    ways = route([box.at for box in boxes], pairs, Rect(LABEL, HEAD, wide - LABEL, top - HEAD), lines=frames)
    badges: list[Point] = []
    for points in ways:
        badges.append(_badge(points, badges))
    drawing = Drawing(
        width=wide,
        height=top,
        mirrored=False,
        columns=tuple(_columns(chart, words)),
        bands=tuple(bands),
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
        yield Column(stage, Rect(x, 0, COLUMN, HEAD), _broken(words[f"stage.{stage}"], COLUMN - 2 * PAD), marks)


def _band(row: Row, words: Words, top: int, wide: int, joined: Set[str]) -> Band:
    """A row from `top` down. Items over the same stages stand together in a frame, narrow ones above wide ones."""
    name = _broken(words[f"row.{row.id}"], LABEL - 2 * PAD)
    groups: dict[tuple[int, int], list[Item]] = defaultdict(list)
    for item in row.items:
        groups[item.first, item.last].append(item)
    lane = WAY if any(item.id in joined for item in row.items) else PAD
    frames: list[Rect] = []
    boxes: list[Box] = []
    bottom = top
    for shelf in _shelves(groups):
        y = bottom + (max(lane, GAP) if boxes else GAP)
        for span in shelf:
            end, frame, placed = _group(groups[span], *span, words, y, lane, joined)
            bottom = max(bottom, end)
            frames += frame
            boxes += placed
    bottom = max(bottom, top + PAD + _grid(len(name) * LINE)) + PAD
    return Band(row.id, Rect(0, top, wide, bottom - top), name, tuple(frames), tuple(boxes))


def _shelves(spans: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Spans of stages, those side by side that have no stage in common."""
    shelves: list[list[tuple[int, int]]] = []
    for span in sorted(spans, key=lambda span: (span[1] - span[0], span[0])):
        for shelf in shelves:
            if all(span[1] < first or last < span[0] for first, last in shelf):
                shelf.append(span)
                break
        else:
            shelves.append([span])
    return shelves


def _group(
    items: Sequence[Item], first: int, last: int, words: Words, top: int, lane: int, joined: Set[str]
) -> tuple[int, list[Rect], list[Box]]:
    """Where the items over the same stages end, the frame round them if they are several, their boxes."""
    x, wide = LABEL + first * COLUMN + WAY - PAD, (last - first + 1) * COLUMN - WAY
    if len(items) == 1:
        (box,) = _line(items, x, top, wide, PAD, words)
        return box.at.bottom, [], [replace(box, framed=False)]
    below = WAY if any(item.id in joined for item in items) else PAD
    inner = wide - 2 * PAD
    lines = -(-len(items) // ((inner + lane) // (CELL + lane)))
    abreast = -(-len(items) // lines)
    across = (inner - (abreast - 1) * lane) // abreast // PITCH * PITCH
    boxes: list[Box] = []
    y = top + PAD
    for begin in range(0, len(items), abreast):
        boxes += _line(items[begin : begin + abreast], x + PAD, y, across, lane, words)
        y = boxes[-1].at.bottom + below
    bottom = boxes[-1].at.bottom + PAD
    return bottom, [Rect(x, top, wide, bottom - top)], boxes


def _line(items: Sequence[Item], x: int, y: int, across: int, lane: int, words: Words) -> list[Box]:
    """Boxes side by side, as high as the highest."""
    told = [_broken(words[item.id], across - 2 * PAD - (MARKED if item.kind != "service" else 0)) for item in items]
    high = _grid(max(map(len, told)) * LINE + 2 * ABOVE)
    return [
        Box(item.id, item.kind, Rect(x + place * (across + lane), y, across, high), lines, framed=True)
        for place, (item, lines) in enumerate(zip(items, told, strict=True))
    ]


def _broken(told: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(line for one in told for line in wrap(one, SIZE, most))


def _grid(pixels: float) -> int:
    return int(-(-pixels // PITCH) * PITCH)


def _badge(points: Sequence[Point], others: Sequence[Point]) -> Point:
    """A place on the way, as far from its ends as may be, so that it hides no head, and on no other badge."""
    places = []
    for (x, y), (to_x, to_y) in itertools.pairwise(points):
        steps = max(abs(to_x - x), abs(to_y - y)) // PITCH
        places += [(x + (to_x - x) * step // steps, y + (to_y - y) * step // steps) for step in range(steps)]
    inner = places[1:-1]
    middle = len(inner) // 2
    by_middle = [inner[at] for at in sorted(range(len(inner)), key=lambda at: abs(at - middle))]
    return next((place for place in by_middle if all(_apart(place, other) for other in others)), by_middle[0])


def _apart(one: Point, other: Point) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) > 2 * BADGE


def _mirror(drawing: Drawing) -> Drawing:
    def flip(rect: Rect) -> Rect:
        return replace(rect, x=drawing.width - rect.right)

    def over(point: Point) -> Point:
        return drawing.width - point[0], point[1]

    return replace(
        drawing,
        mirrored=True,
        columns=tuple(
            replace(one, at=flip(one.at), marks=tuple(drawing.width - mark for mark in one.marks))
            for one in drawing.columns
        ),
        bands=tuple(
            replace(
                band,
                frames=tuple(map(flip, band.frames)),
                boxes=tuple(replace(one, at=flip(one.at)) for one in band.boxes),
            )
            for band in drawing.bands
        ),
        arrows=tuple(
            replace(one, points=tuple(map(over, one.points)), badge=over(one.badge)) for one in drawing.arrows
        ),
    )
