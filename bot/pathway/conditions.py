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

    def holds(self, answers: Answers) -> bool | None:
        """True or false, None while the slot has no answer."""
        given = answers.get(self.slot)
        return None if given is None else not self.values.isdisjoint(given)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    condition: Condition

    def holds(self, answers: Answers) -> bool | None:
        """The opposite, None while that is not known."""
        found = self.condition.holds(answers)
        return None if found is None else not found


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one holds. With none, true."""

    conditions: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool | None:
        """False as soon as one is false."""
        all_known: bool | None = True
        for one in self.conditions:
            found = one.holds(answers)
            if found is False:
                return False
            if found is None:
                all_known = None
        return all_known


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one holds."""

    conditions: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool | None:
        """True as soon as one is true."""
        none_known: bool | None = False
        for one in self.conditions:
            found = one.holds(answers)
            if found is True:
                return True
            if found is None:
                none_known = None
        return none_known


Condition = Is | Not | AllOf | AnyOf

ALWAYS = AllOf(())


def holds(condition: Condition, answers: Answers) -> bool | None:
    """True or false as far as the answers decide it, else None."""
    return condition.holds(answers)


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
