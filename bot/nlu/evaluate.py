"""How well messages are understood: figures over messages that nobody trained on, one set of them a locale.

Reads, from a folder a locale: needs.tsv (need or need+need, message), scope.tsv (out_of_scope, message), facts.tsv
(slots as JSON, message), danger.tsv (kind, tier of wording, message), harmless.tsv (message). The messages are made up:
good figures here are no clinical proof.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bot.dialogue.understanding import Understanding
from bot.safety.screen import Risk

Look = Callable[[str, str], tuple[Understanding, Risk | None]]
"""What a message and its locale amount to: what is understood, and the danger that both looks find together."""

OF_DANGER = frozenset({"psychosis_signs", "domestic_abuse", "child_safety"})
"""Needs whose messages may rightly bring a card."""
EXPLICIT = "1"
"""The tier of wording that says it outright."""


@dataclass(slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def add(self, hit: bool) -> None:
        """Count one more."""
        self.part += hit
        self.whole += 1

    @property
    def value(self) -> float:
        """0.0 to 1.0; 0.0 of nothing."""
        return self.part / self.whole if self.whole else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        if not self.whole:
            return 0.0, 1.0
        z, n, p = 1.96, self.whole, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(slots=True)
class Figures:
    """The figures of one locale. `took` are milliseconds a message."""

    locale: str
    first: Share = field(default_factory=Share)
    in_three: Share = field(default_factory=Share)
    kept: Share = field(default_factory=Share)
    taken_in: Share = field(default_factory=Share)
    facts: Share = field(default_factory=Share)
    danger: Share = field(default_factory=Share)
    explicit: Share = field(default_factory=Share)
    by_wording: dict[str, Share] = field(default_factory=dict)
    by_kind: dict[str, Share] = field(default_factory=dict)
    alarms: Share = field(default_factory=Share)
    emergencies: Share = field(default_factory=Share)
    ordinary_alarms: Share = field(default_factory=Share)
    ordinary_emergencies: Share = field(default_factory=Share)
    language: Share = field(default_factory=Share)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def macro_f1(self) -> float:
        """The mean over needs of the harmonic mean of precision and recall, of the first guess."""
        names = {wanted for wanted, _ in self.confusion}
        scores = []
        for name in names:
            right = self.confusion[name, name]
            said = sum(count for (_, guess), count in self.confusion.items() if guess == name)
            meant = sum(count for (wanted, _), count in self.confusion.items() if wanted == name)
            scores.append(2 * right / (said + meant) if said + meant else 0.0)
        return sum(scores) / len(scores) if scores else 0.0

    @property
    def milliseconds(self) -> tuple[float, float]:
        """Median and 99th percentile of a message."""
        return (median(self.took), quantiles(self.took, n=100)[98]) if len(self.took) > 1 else (0.0, 0.0)


def evaluate(folder: Path, look: Look, tick: Callable[[], None] = lambda: None) -> Figures:
    """The figures over the test files in `folder`. `tick` is called after each message."""
    figures = Figures(folder.name)

    def looked(message: str) -> tuple[Understanding, Risk | None]:
        began = perf_counter()
        answer = look(message, figures.locale)
        figures.took.append((perf_counter() - began) * 1000)
        tick()
        return answer

    for labels, message in rows(folder / "needs.tsv"):
        found, risk = looked(message)
        _need(figures, frozenset(labels.split("+")), found, risk, message)
    for _, message in rows(folder / "scope.tsv"):
        found, risk = looked(message)
        figures.taken_in.add(bool(found.needs))
        _ordinary(figures, risk)
    for slots, message in rows(folder / "facts.tsv"):
        found, _ = looked(message)
        _facts(figures, json.loads(slots), found, message)
    for kind, wording, message in rows(folder / "danger.tsv"):
        _, risk = looked(message)
        for share in (
            figures.danger,
            figures.by_wording.setdefault(wording, Share()),
            figures.by_kind.setdefault(kind, Share()),
            *([figures.explicit] if wording == EXPLICIT else ()),
        ):
            share.add(risk is not None)
        if risk is None:
            figures.wrong.append(f"{kind} ({wording}) not seen: {message}")
    for (message,) in rows(folder / "harmless.tsv"):
        _, risk = looked(message)
        figures.alarms.add(risk is not None)
        figures.emergencies.add(risk is not None and risk.tier == "emergency")
        if risk is not None and risk.tier == "emergency":
            figures.wrong.append(f"false emergency ({risk.rule}): {message}")
    return figures


def _need(figures: Figures, wanted: frozenset[str], found: Understanding, risk: Risk | None, message: str) -> None:
    best = [need.id for need in found.needs[:3]]
    first = best[0] if best else "none"
    figures.kept.add(found.in_scope)
    figures.first.add(first in wanted)
    figures.in_three.add(not wanted.isdisjoint(best))
    figures.language.add(found.language in (None, figures.locale))
    figures.confusion[first if first in wanted else min(wanted), first] += 1
    if wanted.isdisjoint(OF_DANGER):
        _ordinary(figures, risk)
    if first not in wanted:
        figures.wrong.append(f"{'+'.join(sorted(wanted))} taken for {first}: {message}")


def _ordinary(figures: Figures, risk: Risk | None) -> None:
    figures.ordinary_alarms.add(risk is not None)
    figures.ordinary_emergencies.add(risk is not None and risk.tier == "emergency")


def _facts(figures: Figures, wanted: Mapping[str, str], found: Understanding, message: str) -> None:
    read = {slot: values[0] for slot, values in found.slots.items()}
    for slot, value in wanted.items():
        figures.facts.add(read.get(slot) == value)
        if read.get(slot) != value:
            figures.wrong.append(f"{slot}={value} read as {read.get(slot)}: {message}")


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of a test file that is there: its columns."""
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield line.split("\t")


def count(folder: Path) -> int:
    """How many messages a locale's folder holds."""
    return sum(1 for path in folder.glob("*.tsv") for _ in rows(path))
