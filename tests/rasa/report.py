"""What `make bench-rasa` found, as tables and pictures: printed, and between its marks in docs/benchmarks.md."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.nlu.charts import bars
from bot.nlu.evaluate import Share
from bot.nlu.report import table
from tests.bench import START as BENCH
from tests.bench import _quantiles
from tests.rasa.judged import Judged
from tests.rasa.load import Rates

START, END = "<!-- make bench-rasa -->", "<!-- end of bench-rasa -->"
NAMES = ("navigator", "Rasa 3.6.21")
WANTED_TIMES, WANTED_POINTS = 10, 5
"""The aims: so many times Rasa's turns a second, so many points more needs right. Elsewhere: ahead."""


@dataclass(frozen=True)
class Pair:
    """A figure of ours and the same of Rasa's."""

    ours: float
    rasa: float


@dataclass(slots=True)
class Language:
    """How the needs of one language are read; `together`: by one Rasa of all languages."""

    locale: str
    ours: Judged
    rasa: Judged
    together: Judged | None = None


@dataclass(frozen=True)
class Run:
    """All of one run. `starts` are seconds, `memory` and `size` MB."""

    sample: int
    examples: int
    languages: list[Language]
    training: Pair
    starts: list[Pair]
    loads: dict[str, Rates]
    memory: Pair
    size: Pair


@dataclass(frozen=True)
class Row:
    """A measure (what stands in brackets is for the table alone): both figures in words, how many times better ours is, and how many times it should be."""

    name: str
    ours: str
    rasa: str
    times: float
    aim: float = 1.0


def write(console: Console, run: Run, docs: Path) -> None:
    """Print, draw, and write into `docs`."""
    headings, by_language = _by_language(run)
    rows = _rows(run)
    measures = [(row.name, row.ours, row.rasa, f"{row.times:.1f}", f"{row.aim:g}") for row in rows]
    for columns, lines in ((headings, by_language), (("measure", *NAMES, "times better", "aim"), measures)):
        shown = Table(*columns)
        for line in lines:
            shown.add_row(*line)
        console.print(shown)
    pictures = docs / "benchmarks"
    pictures.mkdir(exist_ok=True)
    (pictures / "needs.svg").write_text(_needs_chart(run), "utf-8")
    (pictures / "times.svg").write_text(_times_chart(rows), "utf-8")
    parts = [
        START,
        "### Needs right, by language",
        f"Both learnt from the same {run.examples:,} examples (at most {run.sample} of each intent), and are judged by\n"
        "the messages of `navigator evaluate`, which neither has seen. Ours is one model of all languages, Rasa's one\n"
        "assistant each (`docs/decisions/0008-rasa-a-language-each.md`). As it is served, the navigator has learnt from\n"
        "all examples: `docs/evaluation.md`.",
        table(headings, by_language),
        "![Bar chart of needs right by language, the navigator above Rasa. The figures are those of the table\n"
        "above.](benchmarks/needs.svg)",
        "### Speed, memory, size",
        "The two take turns in short rounds on one machine that does other work too: times vary, so the ratio is the\n"
        "figure, the median of the rounds. Each message comes from a new sender. A turn over Rasa holds a turn of the\n"
        "navigator.",
        table(("measure", *NAMES, "times better", "aim"), measures),
        "![Bar chart of how many times better the navigator is, measure by measure. The figures are those of the table\n"
        "above.](benchmarks/times.svg)",
        _verdict(run, rows),
        END,
    ]
    path = docs / "benchmarks.md"
    path.write_text(placed(path.read_text("utf-8"), "\n\n".join(parts)), "utf-8")


def placed(text: str, block: str) -> str:
    """A page with the block between its marks, or before what `make bench` owns."""
    head, mark, rest = text.partition(BENCH)
    before, _, after = head.partition(START)
    kept = (before, block, after.partition(END)[2], mark + rest)
    return "\n\n".join(part.strip() for part in kept if part.strip()) + "\n"


def _by_language(run: Run) -> tuple[Sequence[str], list[Sequence[str]]]:
    together = all(one.together for one in run.languages)
    more = ("one Rasa for all",) if together else ()
    lines = []
    for one in run.languages:
        also = (_cent(one.together.right),) if one.together else ()
        points = 100 * (one.ours.right.value - one.rasa.right.value)
        line = (str(one.ours.right.whole), _cent(one.ours.right), _cent(one.rasa.right), *also, f"{points:+.1f}")
        lines.append((one.locale, *line))
    ours, theirs = _all([one.ours for one in run.languages]), _all([one.rasa for one in run.languages])
    also = (_cent(_all([one.together for one in run.languages if one.together])),) if together else ()
    points = 100 * (ours.value - theirs.value)
    lines.append(("all", str(ours.whole), _cent(ours), _cent(theirs), *also, f"{points:+.1f}"))
    return ("language", "messages", *NAMES, *more, "points ahead"), lines


def _rows(run: Run) -> list[Row]:
    times = Pair(*(statistics.median(side) for side in _times(run)))
    starts = Pair(statistics.median(one.ours for one in run.starts), statistics.median(one.rasa for one in run.starts))
    return [
        *(
            Row(
                f"turns a second {name}",
                f"{statistics.median(found.ours):,.0f}",
                f"{statistics.median(found.rasa):,.0f}",
                found.ratio,
                WANTED_TIMES,
            )
            for name, found in run.loads.items()
        ),
        *(
            Row(
                f"a turn {name} (median, 99th percentile)",
                _quantiles(found.our_times),
                _quantiles(found.rasa_times),
                statistics.median(found.rasa_times) / statistics.median(found.our_times),
            )
            for name, found in run.loads.items()
        ),
        Row(
            "reading one message (ours in process, Rasa's over HTTP)",
            f"{times.ours * 1000:.2f} ms",
            f"{times.rasa * 1000:.2f} ms",
            times.rasa / times.ours,
        ),
        Row(
            f"answers after start (median of {len(run.starts)})",
            f"{starts.ours:.1f} s",
            f"{starts.rasa:.1f} s",
            statistics.median(one.rasa / one.ours for one in run.starts),
        ),
        Row(
            "training on those examples (all languages, when each was last trained)",
            f"{run.training.ours:,.0f} s",
            f"{run.training.rasa:,.0f} s",
            run.training.rasa / run.training.ours,
        ),
        Row(
            "memory while answering (ours all languages, Rasa English)",
            f"{run.memory.ours:,.0f} MB",
            f"{run.memory.rasa:,.0f} MB",
            run.memory.rasa / run.memory.ours,
        ),
        Row("installed size", f"{run.size.ours:,.0f} MB", f"{run.size.rasa:,.0f} MB", run.size.rasa / run.size.ours),
    ]


def _times(run: Run) -> tuple[list[float], list[float]]:
    return (
        [time for one in run.languages for time in one.ours.times],
        [time for one in run.languages for time in one.rasa.times],
    )


def _verdict(run: Run, rows: Sequence[Row]) -> str:
    """Which aims are not met, plainly."""
    behind = [f"{row.name} ({row.times:.1f} of {row.aim:g})" for row in rows if row.times < row.aim]
    for one in run.languages:
        points = 100 * (one.ours.right.value - one.rasa.right.value)
        if points < WANTED_POINTS:
            behind.append(f"needs right in {one.locale} ({points:+.1f} of {WANTED_POINTS} points)")
    aims = f"Aims: {WANTED_POINTS} points more needs right in each language, and the column *aim*."
    return f"{aims} " + (f"**Behind the aim:** {'; '.join(behind)}." if behind else "All are met.")


def _needs_chart(run: Run) -> str:
    rows = [
        (one.locale, [(judged.right.value, f"{100 * judged.right.value:.0f} %") for judged in (one.ours, one.rasa)])
        for one in run.languages
    ]
    return bars(rows, NAMES, "Needs right of messages nobody trained on, by language")


def _times_chart(rows: Sequence[Row]) -> str:
    most = max(row.times for row in rows)
    shown = [(row.name.partition(" (")[0], [(row.times / most, f"{row.times:.1f}")]) for row in rows]
    return bars(shown, ["times better than Rasa 3.6.21"], "How many times better the navigator is than Rasa")


def _all(judged: Sequence[Judged]) -> Share:
    return Share(sum(one.right.part for one in judged), sum(one.right.whole for one in judged))


def _cent(share: Share) -> str:
    return f"{100 * share.value:.1f} %"
