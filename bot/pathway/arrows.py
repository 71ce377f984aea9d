"""The ways of arrows between boxes: along a grid, never through a box, with few turns and little in common."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

PITCH = 8
"""The grid, in pixels. Boxes, and what they stand in, begin and end on it."""
TURN, SHARED, OFF_CENTRE = 4.0, 24.0, 0.1
"""What a turn, a stretch taken by another arrow, and a step away from the middle of an edge cost, in steps."""

Point = tuple[int, int]
RIGHT, DOWN, LEFT, UP = range(4)
"""Ways to go. The opposite is two further on."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.y + self.height


def route(
    boxes: Iterable[Rect], pairs: Iterable[tuple[Rect, Rect]], inside: Rect, *, lines: Iterable[Rect] = ()
) -> list[tuple[Point, ...]]:
    """For each pair of boxes the corners of a way from one to the other, in pixels, within `inside`.

    Ways cross the edges of `lines` but do not follow them where they need not.
    ValueError where there is none: boxes that stand two lines of the grid apart always leave one.
    """
    grid = _Grid(boxes, inside)
    for one in lines:
        grid.follow(one)
    return [tuple(_corners(grid.way(start, end))) for start, end in pairs]


class _Grid:
    """The places where arrows may pass, numbered line by line, and those that are taken.

    Places and directions are plain numbers, in flat arrays: a search looks at tens of thousands of them.
    """

    def __init__(self, boxes: Iterable[Rect], inside: Rect) -> None:
        self._inside = inside
        self._wide, self._high = inside.width // PITCH + 1, inside.height // PITCH + 1
        self._steps = (1, self._wide, -1, -self._wide)
        self._closed = bytearray(self._wide * self._high)
        self._taken = bytearray(self._wide * self._high), bytearray(self._wide * self._high)
        """By arrows along the line, and by arrows across it."""
        self._ends: set[int] = set()
        for box in (*self._border(), *boxes):
            for y in range(box.y, box.bottom + 1, PITCH):
                first = self._place(box.x, y)
                self._closed[first : first + box.width // PITCH + 1] = b"\1" * (box.width // PITCH + 1)

    def follow(self, line: Rect) -> None:
        """Take the edges of a rectangle."""
        for x in range(line.x, line.right + 1, PITCH):
            for y in (line.y, line.bottom):
                self._taken[0][self._place(x, y)] = True
        for y in range(line.y, line.bottom + 1, PITCH):
            for x in (line.x, line.right):
                self._taken[1][self._place(x, y)] = True

    def way(self, start: Rect, end: Rect) -> list[Point]:
        """Every place on the cheapest way, which is taken from then on."""
        way = self._cheapest(start, end)
        for before, after in itertools.pairwise(way):
            taken = self._taken[abs(after - before) != 1]
            taken[before] = taken[after] = True
        self._ends |= {way[0], way[-1]}
        return [self._point(place) for place in way]

    def _cheapest(self, start: Rect, end: Rect) -> list[int]:
        """By A*. A state is a place and the direction in which it was reached: place * 4 + direction."""
        goals = {place * 4 + (out + 2) % 4: cost for place, out, cost in self._edges(end)}
        far_x = [max(end.x - x, x - end.right, 0) // PITCH for x in self._columns()]
        far_y = [max(end.y - y, y - end.bottom, 0) // PITCH for y in self._lines()]
        best = {place * 4 + out: cost for place, out, cost in self._edges(start)}
        came: dict[int, int] = {}
        queue = [(cost, cost, state) for state, cost in best.items()]
        while queue:
            _, cost, state = heappop(queue)
            if state in goals:
                return self._back(came, state)
            if cost > best[state]:
                continue
            place, direction = divmod(state, 4)
            for turn in (0, 1, 3):
                turned = (direction + turn) % 4
                after = place + self._steps[turned]
                reached = after * 4 + turned
                if self._closed[after]:
                    if reached not in goals:
                        continue
                    more = goals[reached]
                else:
                    more = SHARED * self._taken[turned % 2][after]
                total = cost + 1 + more + TURN * (turn != 0)
                if total < best.get(reached, float("inf")):
                    best[reached], came[reached] = total, state
                    y, x = divmod(after, self._wide)
                    heappush(queue, (total + far_x[x] + far_y[y], total, reached))
        raise ValueError("the boxes leave no way: they must stand two lines of the grid apart")

    def _edges(self, box: Rect) -> Iterator[tuple[int, int, float]]:
        """Every place on an edge of a box (no corner), the direction out of it, what it costs to use it."""
        for x in range(box.x + PITCH, box.right, PITCH):
            off = abs(2 * x - box.x - box.right) / (2 * PITCH)
            yield self._edge(x, box.y, UP, off)
            yield self._edge(x, box.bottom, DOWN, off)
        for y in range(box.y + PITCH, box.bottom, PITCH):
            off = abs(2 * y - box.y - box.bottom) / (2 * PITCH)
            yield self._edge(box.x, y, LEFT, off)
            yield self._edge(box.right, y, RIGHT, off)

    def _edge(self, x: int, y: int, out: int, off: float) -> tuple[int, int, float]:
        place = self._place(x, y)
        return place, out, OFF_CENTRE * off + SHARED * (place in self._ends)

    def _border(self) -> Iterator[Rect]:
        inside = self._inside
        yield Rect(inside.x, inside.y, inside.width, 0)
        yield Rect(inside.x, inside.bottom, inside.width, 0)
        yield Rect(inside.x, inside.y, 0, inside.height)
        yield Rect(inside.right, inside.y, 0, inside.height)

    def _columns(self) -> range:
        return range(self._inside.x, self._inside.right + 1, PITCH)

    def _lines(self) -> range:
        return range(self._inside.y, self._inside.bottom + 1, PITCH)

    def _place(self, x: int, y: int) -> int:
        return (y - self._inside.y) // PITCH * self._wide + (x - self._inside.x) // PITCH

    def _point(self, place: int) -> Point:
        y, x = divmod(place, self._wide)
        return self._inside.x + x * PITCH, self._inside.y + y * PITCH

    def _back(self, came: dict[int, int], state: int) -> list[int]:
        way = [state // 4]
        while state in came:
            state = came[state]
            way.append(state // 4)
        return way[::-1]


def _corners(way: Sequence[Point]) -> list[Point]:
    """The ends of a way, and where it turns."""
    turns = [
        here
        for before, here, after in zip(way, way[1:], way[2:], strict=False)
        if (before[0] == here[0]) != (here[0] == after[0])
    ]
    return [way[0], *turns, way[-1]]
