"""Reads a condition: slot to value or list (any of); several slots mean all; a list means either; `not` negates."""

from __future__ import annotations

from collections.abc import Mapping

from bot.loading.reader import Notebook
from bot.loading.strict_yaml import Entries, Items, Leaf, Node, as_written
from bot.pathway.conditions import ALWAYS, AllOf, AnyOf, Condition, Is, Not


def read_condition(
    node: Node | None,
    where: str,
    notes: Notebook,
    *,
    slots: Mapping[str, tuple[str, ...]],
    value_sets: Mapping[str, tuple[str, ...]],
) -> Condition:
    """The condition at `node`; always true where there is none.

    `slots` gives each slot's values; `value_sets` are names that stand for several values.
    """

    def values_of(slot: str, value: Node) -> frozenset[str]:
        found: set[str] = set()
        before = len(notes.problems)
        for item in value.items if isinstance(value, Items) else (value,):
            if not isinstance(item, Leaf) or item.value is None:
                notes.problem(item.line, f"{where}: '{slot}' needs a value or a list of values", "write [a, b]")
                continue
            name = as_written(item.value)
            meant = value_sets.get(name, (name,))
            for one in meant:
                if one in slots[slot]:
                    found.add(one)
                else:
                    notes.unknown(item.line, f"value of '{slot}' in {where}:", one, (*slots[slot], *value_sets))
        if not found and len(notes.problems) == before:
            notes.problem(value.line, f"{where}: '{slot}' has no values, so it never holds", "name one, or take it out")
        return frozenset(found)

    def read(part: Node) -> Condition:
        if isinstance(part, Items):
            if not part.items:
                notes.problem(part.line, f"{where} is an empty list", "take it out, or name a slot")
            return AnyOf(tuple(map(read, part.items)))
        if not isinstance(part, Entries) or not part.entries:
            notes.problem(part.line, f"{where} must name slots and values", "write {stage: [pregnant]}")
            return ALWAYS
        tests: list[Condition] = []
        for slot, value in part.entries.items():
            if slot == "not":
                tests.append(Not(read(value)))
            elif slot in slots:
                tests.append(Is(slot, values_of(slot, value)))
            else:
                notes.unknown(part.key_lines[slot], f"slot (in {where})", slot, (*slots, "not"))
        return tests[0] if len(tests) == 1 else AllOf(tuple(tests))

    return ALWAYS if node is None else read(node)
