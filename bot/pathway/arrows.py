"""The ways of arrows between boxes: along a grid, never through a box, with few turns and little in common."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

PITCH = 8
"""The grid, in pixels. Boxes begin and end on it; those that arrows join stand two lines of it apart."""
TURN, SHARED, OFF_CENTRE = 4.0, 24.0, 0.1
"""What a turn, a stretch taken by another arrow, and a step away from the middle of an edge cost, in steps."""

Node = tuple[int, int]


class State(NamedTuple):
    """A place, and the step that led there."""

    node: Node
    step: Node


STEPS: tuple[Node, ...] = ((0, 1), (1, 0), (0, -1), (-1, 0))


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

    def edges(self) -> Iterator[tuple[Node, Node, float]]:
        """Every place of the grid on an edge (no corner), the step that leads out of it, the steps to its middle."""
        left, top, right, bottom = (value // PITCH for value in (self.x, self.y, self.right, self.bottom))
        for x in range(left + 1, right):
            off = abs(x - (left + right) / 2)
            yield (x, top), (0, -1), off
            yield (x, bottom), (0, 1), off
        for y in range(top + 1, bottom):
            off = abs(y - (top + bottom) / 2)
            yield (left, y), (-1, 0), off
            yield (right, y), (1, 0), off


def route(
    boxes: Mapping[str, Rect], pairs: Sequence[tuple[str, str]], inside: Rect
) -> list[tuple[tuple[int, int], ...]]:
    """For each pair of boxes the corners of a way from one to the other, in pixels, within `inside`."""
    closed = {node for box in boxes.values() for node in _nodes(box)}
    taken: set[tuple[Node, bool]] = set()
    ends: set[Node] = set()
    ways = []
    for start, end in pairs:
        way = _shortest(boxes[start], boxes[end], closed, taken, ends, inside)
        for before, after in itertools.pairwise(way):
            level = before[1] == after[1]
            taken |= {(before, level), (after, level)}
        ends |= {way[0], way[-1]}
        ways.append(tuple((x * PITCH, y * PITCH) for x, y in _corners(way)))
    return ways


def _shortest(
    start: Rect, end: Rect, closed: set[Node], taken: set[tuple[Node, bool]], ends: set[Node], inside: Rect
) -> list[Node]:
    """The cheapest way, by A*."""
    goals = {
        (_after(node, out), (-out[0], -out[1])): (node, off * OFF_CENTRE + SHARED * (node in ends))
        for node, out, off in end.edges()
    }
    queue: list[tuple[float, float, State, Node | None]] = []
    came: dict[State, State | Node] = {}
    best: dict[State, float] = {}

    def offer(state: State, cost: float, before: State | Node) -> None:
        node, step = state
        if node in closed or not _within(node, inside):
            return
        cost += 1 + SHARED * ((node, step[1] == 0) in taken)
        if cost < best.get(state, float("inf")):
            best[state], came[state] = cost, before
            heappush(queue, (cost + _far(node, end), cost, state, None))

    for node, out, off in start.edges():
        offer(State(_after(node, out), out), off * OFF_CENTRE + SHARED * (node in ends), node)
    while queue:
        _, cost, (node, step), arrived = heappop(queue)
        if arrived is not None:
            return [*_back(came, State(node, step)), arrived]
        if cost > best[State(node, step)]:
            continue
        for turned in STEPS:
            turning = TURN * (turned != step)
            if (node, turned) in goals:
                edge, more = goals[node, turned]
                total = cost + 1 + more + turning
                heappush(queue, (total, total, State(node, step), edge))
            if turned != (-step[0], -step[1]):
                offer(State(_after(node, turned), turned), cost + turning, State(node, step))
    raise ValueError("the boxes leave no way: they must stand two lines of the grid apart")


def _after(node: Node, step: Node) -> Node:
    return node[0] + step[0], node[1] + step[1]


def _back(came: Mapping[State, State | Node], state: State) -> list[Node]:
    way = [state[0]]
    before = came[state]
    while isinstance(before, State):
        way.append(before.node)
        before = came[before]
    return [before, *reversed(way)]


def _far(node: Node, box: Rect) -> float:
    """Steps to a box, at the least."""
    x, y = node[0] * PITCH, node[1] * PITCH
    return (max(box.x - x, x - box.right, 0) + max(box.y - y, y - box.bottom, 0)) / PITCH


def _within(node: Node, inside: Rect) -> bool:
    x, y = node[0] * PITCH, node[1] * PITCH
    return inside.x < x < inside.right and inside.y < y < inside.bottom


def _nodes(box: Rect) -> Iterable[Node]:
    """Every place of the grid in a box or on its edge."""
    for x in range(box.x // PITCH, box.right // PITCH + 1):
        for y in range(box.y // PITCH, box.bottom // PITCH + 1):
            yield x, y


def _corners(way: Sequence[Node]) -> list[Node]:
    kept = [way[0]]
    for before, node, after in zip(way, way[1:], way[2:], strict=False):
        if (node[0] - before[0], node[1] - before[1]) != (after[0] - node[0], after[1] - node[1]):
            kept.append(node)
    return [*kept, way[-1]]
