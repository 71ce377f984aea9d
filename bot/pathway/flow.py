"""What is on the map: for a strand or a need, its services by level and stage, the checks, the tools, the moves."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from bot.pathway.conditions import Condition, holds
from bot.pathway.model import Level, Move, Need, Pathway

Kind = Literal["check", "tool", "service"]
Way = Literal["up", "down", "across"]
LEVELS: tuple[Level, ...] = get_args(Level)
WAYS: dict[str, Way] = {"step_up": "up", "step_down": "down"}


@dataclass(frozen=True, slots=True)
class Item:
    """A service, a check or a tool, over the stages `first` to `last` (places in the timeline, from 0).

    One that leaves out a stage between is two items, with one id.
    """

    id: str
    kind: Kind
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Row:
    """Items of one level. `id` is the level, `checks` or `tools`."""

    id: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One flowchart. `id` is that of the strand or the need it is for."""

    id: str
    stages: tuple[str, ...]
    rows: tuple[Row, ...]
    moves: tuple[Move, ...]

    @property
    def services(self) -> tuple[str, ...]:
        """The ids of the services on it."""
        return tuple(dict.fromkeys(item.id for row in self.rows for item in row.items if item.kind == "service"))


def charts(pathway: Pathway) -> tuple[Chart, ...]:
    """A chart for each strand. Every service that a need leads to is on one, and so is every move."""
    return tuple(_chart(pathway, strand, ids) for strand, ids in _by_strand(pathway).items())


def chart_for(pathway: Pathway, need: str) -> Chart:
    """The chart of one need: its services, and where within its strand they can lead on to."""
    ids = services_for(pathway, (pathway.needs[need],))
    strand = _by_strand(pathway)[pathway.needs[need].strand]
    ids |= {move.end for move in pathway.moves if move.start in ids and move.end in strand}
    quiet = holds(pathway.after_loss, {"need": (need,)}) is True
    return _chart(pathway, need, ids, with_baby=not quiet)


def _by_strand(pathway: Pathway) -> dict[str, set[str]]:
    """The services of each strand. A move that would lead out of every chart takes its end along."""
    found = {
        strand: services_for(pathway, (need for need in pathway.needs.values() if need.strand == strand))
        for strand in pathway.strands
    }
    for move in pathway.moves:
        if not any({move.start, move.end} <= ids for ids in found.values()):
            for ids in found.values():
                if move.start in ids:
                    ids.add(move.end)
    return found


def services_for(pathway: Pathway, needs: Iterable[Need]) -> set[str]:
    """The services that some answer leads to, for any of the needs; and those of their safety cards."""
    found: set[str] = set()
    for need in needs:
        for offer in (*need.offers, *pathway.universal[need.universal]):
            found.update(offer.first, offer.also, offer.meanwhile)
        if need.card is not None:
            found.update(pathway.safety.cards[need.card].services)
    return found


def _chart(pathway: Pathway, id: str, ids: set[str], *, with_baby: bool = True) -> Chart:
    """`with_baby` false leaves out the checks and tools, which are about a baby."""
    stages = tuple(stage.id for stage in pathway.timeline.stages)
    services = [service for service in pathway.services.values() if service.id in ids]
    at = {service.id: places(stages, service.eligible) for service in services}
    rows = [_row(level, "service", {one.id: at[one.id] for one in services if one.level == level}) for level in LEVELS]
    if with_baby:
        checks = {f"check.{one.id}": {stages.index(one.stage)} for one in pathway.timeline.checks}
        tools = {
            f"tool.{tool.id}": {place for service in tool.used_by if service in ids for place in at[service]}
            for tool in pathway.timeline.tools
        }
        rows = [_row("checks", "check", checks), _row("tools", "tool", tools), *rows]
    shown = {id for id, where in at.items() if where}
    return Chart(
        id=id,
        stages=stages,
        rows=tuple(row for row in rows if row.items),
        moves=tuple(move for move in pathway.moves if move.start in shown and move.end in shown),
    )


def _row(id: str, kind: Kind, found: Mapping[str, set[int]]) -> Row:
    return Row(id, tuple(Item(one, kind, *span) for one, at in found.items() for span in _spans(at)))


def places(stages: tuple[str, ...], eligible: Condition) -> set[int]:
    """The stages, by their places, at which a condition may hold."""
    return {at for at, stage in enumerate(stages) if holds(eligible, {"stage": (stage,)}) is not False}


def _spans(places: set[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of stages that follow one another."""
    for first in sorted(place for place in places if place - 1 not in places):
        yield first, next(place for place in itertools.count(first) if place + 1 not in places)
