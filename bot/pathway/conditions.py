"""Conditions on answers, in three values: true, false, or not known yet (Kleene's strong logic).

A condition that is already true or false under some answers stays so whatever else is answered. That is what
lets the navigator ask only what still matters, and what lets `verify` count a whole subtree at one leaf.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

Value = str
Answers = Mapping[str, tuple[Value, ...]]
"""Slot to the values given: one value, or several where the question takes several."""


@dataclass(frozen=True, slots=True)
class Is:
    """The slot's answer is one of `values` (any of several answers will do)."""

    slot: str
    values: frozenset[Value]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one holds. With none, true."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one holds."""

    conditions: tuple[Condition, ...]


Condition = Is | Not | AllOf | AnyOf

ALWAYS = AllOf(())


def holds(condition: Condition, answers: Answers) -> bool | None:
    """True or false as far as the answers decide it, else None."""
    match condition:
        case Is(slot, values):
            given = answers.get(slot)
            return None if given is None else not values.isdisjoint(given)
        case Not(inner):
            found = holds(inner, answers)
            return None if found is None else not found
        case AllOf(conditions):
            unknown = False
            for one in conditions:
                match holds(one, answers):
                    case False:
                        return False
                    case None:
                        unknown = True
            return None if unknown else True
        case AnyOf(conditions):
            unknown = False
            for one in conditions:
                match holds(one, answers):
                    case True:
                        return True
                    case None:
                        unknown = True
            return None if unknown else False
        case _:
            assert_never(condition)


def undecided(condition: Condition, answers: Answers) -> Iterator[str]:
    """The slots whose answer could still decide the condition; none when it is decided."""
    if holds(condition, answers) is None:
        match condition:
            case Is(slot):
                yield slot
            case Not(inner):
                yield from undecided(inner, answers)
            case AllOf(conditions) | AnyOf(conditions):
                for one in conditions:
                    yield from undecided(one, answers)
            case _:
                assert_never(condition)


def slots_of(condition: Condition) -> frozenset[str]:
    """Every slot the condition speaks of."""
    match condition:
        case Is(slot):
            return frozenset({slot})
        case Not(inner):
            return slots_of(inner)
        case AllOf(conditions) | AnyOf(conditions):
            return frozenset().union(*map(slots_of, conditions))
        case _:
            assert_never(condition)


def grounds(condition: Condition, answers: Answers, wanted: bool = True) -> frozenset[str]:
    """The slots on whose answers the condition's being `wanted` rests: the reason to give a person."""
    if holds(condition, answers) is not wanted:
        return frozenset()
    match condition:
        case Is(slot):
            return frozenset({slot})
        case Not(inner):
            return grounds(inner, answers, not wanted)
        case AllOf(conditions) | AnyOf(conditions):
            return _union(grounds(one, answers, wanted) for one in conditions)
        case _:
            assert_never(condition)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
