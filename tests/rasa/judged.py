"""How well Rasa reads the messages that nobody trained on: asked one by one over `POST /model/parse`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import yaml

from bot.nlu.evaluate import Share, rows
from bot.nlu.rasa import Parse, _ranking
from bot.rasa.domain import FALLBACK
from tests.conftest import HOME

MESSAGES = HOME / "tests" / "understanding"
LOCALES = tuple(sorted(path.name for path in MESSAGES.iterdir()))


@dataclass(slots=True)
class Judged:
    """`right`: the need that is likeliest is one of those meant. `times`: seconds a message."""

    right: Share = field(default_factory=Share)
    times: list[float] = field(default_factory=list)

    def add(self, wanted: str, scores: Mapping[str, float], took: float) -> None:
        """One more message, of needs parted by +."""
        self.right.add(max(scores, key=scores.__getitem__, default="") in wanted.split("+"))
        self.times.append(took)


def needs(locale: str) -> list[tuple[str, str]]:
    """The messages about needs: needs parted by +, words."""
    return [(labels, text) for labels, text in rows(MESSAGES / locale / "needs.tsv")]


def judge_rasa(parse: Parse, locale: str, known: frozenset[str]) -> Judged:
    """Each need is as likely as the intents together that it stands in."""
    judged = Judged()
    for wanted, text in needs(locale):
        began = perf_counter()
        sums: dict[str, float] = {}
        for name, confidence in intents(parse, text):
            for need in name.split("+"):
                sums[need] = sums.get(need, 0.0) + confidence
        judged.add(wanted, {need: sum for need, sum in sums.items() if need in known}, perf_counter() - began)
    return judged


def intents(parse: Parse, text: str) -> list[tuple[str, float]]:
    """The intents that Rasa has learnt, likeliest first."""
    plain = " ".join(text.split())
    return [(name, confidence) for name, confidence in _ranking(parse(plain), plain) if name != FALLBACK]


def written(folder: Path) -> Iterator[tuple[str, str]]:
    """The messages of Rasa's own test files: intent, words. Each once, as Rasa counts them."""
    seen = {
        (item["intent"], line.removeprefix("- "))
        for path in sorted(folder.glob("*.yml"))
        for item in yaml.safe_load(path.read_text("utf-8"))["nlu"]
        for line in item["examples"].splitlines()
    }
    yield from sorted(seen)
