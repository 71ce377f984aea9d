"""How well messages are understood that nobody trained on: a row of figures a language.

Reads, from a folder a locale: needs.tsv (need or need+need, message), scope.tsv (out_of_scope, message), facts.tsv
(slots as JSON, message), danger.tsv (kind, tier of wording, message), harmless.tsv (message).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.nlu.port import NLU


@dataclass(slots=True)
class Row:
    """The figures of one locale: each a count of messages, and of those that were right (or, for alarms, were not)."""

    locale: str
    needs: int = 0
    needs_right: int = 0
    needs_in_three: int = 0
    kept: int = 0
    outside: int = 0
    outside_accepted: int = 0
    facts: int = 0
    facts_right: int = 0
    danger: int = 0
    danger_seen: int = 0
    harmless: int = 0
    alarms: int = 0
    emergencies: int = 0
    wrong: list[str] = field(default_factory=list)


def evaluate(folder: Path, nlu: NLU, tier: Callable[[str, str], str | None]) -> Row:
    """The figures over the test files in `folder`. `tier` says how serious the danger in a message is, if any."""
    row = Row(folder.name)
    for labels, message in _rows(folder / "needs.tsv"):
        found = nlu.understand(message, row.locale)
        best = [need.id for need in found.needs[:3]]
        wanted = set(labels.split("+"))
        row.needs += 1
        row.kept += found.in_scope
        row.needs_right += bool(best) and best[0] in wanted
        row.needs_in_three += bool(wanted & set(best))
        if not best or best[0] not in wanted:
            row.wrong.append(f"{labels} taken for {best[0] if best else 'nothing'}: {message}")
    for _, message in _rows(folder / "scope.tsv"):
        row.outside += 1
        row.outside_accepted += bool(nlu.understand(message, row.locale).needs)
    for slots, message in _rows(folder / "facts.tsv"):
        read = {slot: values[0] for slot, values in nlu.understand(message, row.locale).slots.items()}
        for slot, value in json.loads(slots).items():
            row.facts += 1
            row.facts_right += read.get(slot) == value
            if read.get(slot) != value:
                row.wrong.append(f"{slot}={value} read as {read.get(slot)}: {message}")
    for kind, _, message in _rows(folder / "danger.tsv"):
        row.danger += 1
        row.danger_seen += tier(message, row.locale) is not None
        if tier(message, row.locale) is None:
            row.wrong.append(f"{kind} not seen: {message}")
    for (message,) in _rows(folder / "harmless.tsv"):
        found_tier = tier(message, row.locale)
        row.harmless += 1
        row.alarms += found_tier is not None
        row.emergencies += found_tier == "emergency"
        if found_tier == "emergency":
            row.wrong.append(f"false alarm: {message}")
    return row


def _rows(path: Path) -> Iterator[list[str]]:
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield line.split("\t")


HEADINGS = (
    "need right",
    "in first three",
    "kept in scope",
    "outside taken in",
    "facts right",
    "danger seen",
    "false alarms",
    "of them emergency",
)


def figures(row: Row) -> tuple[str, ...]:
    """The figures of a row in words, in the order of HEADINGS: per cent, and of how many messages."""
    return (
        _share(row.needs_right, row.needs),
        _share(row.needs_in_three, row.needs),
        _share(row.kept, row.needs),
        _share(row.outside_accepted, row.outside),
        _share(row.facts_right, row.facts),
        _share(row.danger_seen, row.danger),
        _share(row.alarms, row.harmless),
        _share(row.emergencies, row.harmless),
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} of {whole}" if whole else "-"
