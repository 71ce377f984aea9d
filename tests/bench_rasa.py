"""Rasa 3.6 and the navigator's own reading of needs, in one run on the same machine with the same examples and messages.

`make bench-rasa` trains both on the same sample, prints the table and writes it to docs/benchmarks.md.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TypeVar

from packaging.requirements import Requirement
from rich.console import Console
from rich.table import Table

from bot.language.catalogues import Catalogues
from bot.loading.pathway import load_pathway
from bot.nlu.classifier import Classifier
from bot.nlu.data import Data, read_all
from bot.nlu.evaluate import rows
from bot.nlu.rasa import RasaServer, _ranking
from bot.rasa.export import nlu, write_project
from tests.bench import START as BENCH
from tests.bench import _memory_mb, _quantiles
from tests.channels.servers import free_port
from tests.conftest import HOME
from tests.rasa.servers import RASA, TOKEN, navigator, post, rasa, rasa_server

START, END = "<!-- make bench-rasa -->", "<!-- end of bench-rasa -->"
T = TypeVar("T")
SAMPLE = int(os.environ.get("RASA_SAMPLE", "60"))
TURNS = 60


@dataclass(frozen=True)
class Side:
    """What was measured of one of the two."""

    right: float
    training: float
    times: list[float]
    turns: list[float]
    start: float
    memory: float
    size: float


def main() -> None:
    """Run, print, write."""
    console = Console()
    if not RASA.exists():
        raise SystemExit("There is no .venv-rasa. Run: deploy/rasa.sh install")
    pathway, data = load_pathway(HOME / "pathways.yaml"), read_all(HOME / "translations")
    english = [one for one in data if one.locale == "en"]
    messages = list(rows(HOME / "tests" / "understanding" / "en" / "needs.tsv"))
    needs = frozenset(pathway.needs)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        words = Catalogues(HOME / "translations", pathway.numbers)["en"]
        count = write_project(project, pathway, data, words, languages=["en"], sample=SAMPLE)
        console.print(f"Training both on the same {count:,} examples ...")
        ours_trained, model = _timed(lambda: _small_model(english))
        rasa_trained, done = _timed(lambda: rasa("train", "--fixed-model-name", "test", cwd=project))
        assert done.returncode == 0, done.stderr[-2000:]
        port = free_port()
        began = time.perf_counter()
        with navigator(port, project / "navigator.log") as own:
            ours_start = time.perf_counter() - began
            began = time.perf_counter()
            with rasa_server(project, port, project / "rasa.log") as (url, theirs):
                rasa_start = time.perf_counter() - began
                parse = RasaServer(url, TOKEN, timeout_s=30)
                right, times = _judged(messages, lambda text: _of_rasa(parse, text, needs))
                own_right, own_times = _judged(messages, lambda text: _only(model.scores(text).classes, needs))
                turns, own_turns = ([], [])
                for number in range(TURNS):
                    text = messages[number % len(messages)][1]
                    turns.append(_turn(url, f"a{number}", text))
                    own_turns.append(_turn(f"http://127.0.0.1:{port}", f"b{number}", text))
                memory, own_memory = _memory_mb(theirs.pid), _memory_mb(own.pid)
    sides = (
        Side(own_right, ours_trained, own_times, own_turns, ours_start, own_memory, _our_size_mb()),
        Side(right, rasa_trained, times, turns, rasa_start, memory, _folder_mb(RASA.parent.parent)),
    )
    _write(console, sides, count, len(messages))


def _small_model(english: list[Data]) -> Classifier:
    sampled = [
        replace(one, examples={item["intent"]: tuple(_lines(item)) for item in nlu(one, SAMPLE)["nlu"]})
        for one in english
    ]
    # Ours learns languages too, so it needs a word of another.
    other = Data("pl", {"out_of_scope": ("jaka jest pogoda", "ile kosztuje chleb")}, {})
    return Classifier.train([*sampled, other], lambda done, of: None)


def _lines(item: Mapping[str, str]) -> list[str]:
    return [line.removeprefix("- ") for line in item["examples"].splitlines()]


def _of_rasa(parse: RasaServer, text: str, needs: frozenset[str]) -> dict[str, float]:
    sums: dict[str, float] = {}
    plain = " ".join(text.split())
    for name, confidence in _ranking(parse(plain), plain):
        for need in name.split("+"):
            sums[need] = sums.get(need, 0.0) + confidence
    return _only(sums, needs)


def _only(scores: Mapping[str, float], needs: frozenset[str]) -> dict[str, float]:
    return {name: score for name, score in scores.items() if name in needs}


def _judged(messages: list[list[str]], read: Callable[[str], dict[str, float]]) -> tuple[float, list[float]]:
    right, times = 0, []
    for labels, text in messages:
        took, scores = _timed(lambda: read(text))  # noqa: B023
        times.append(took)
        right += max(scores, key=scores.__getitem__, default="") in labels.split("+")
    return right / len(messages), times


def _turn(url: str, sender: str, text: str) -> float:
    return _timed(lambda: post(f"{url}/webhooks/rest/webhook", {"sender": sender, "message": text}))[0]


def _timed(run: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    found = run()
    return time.perf_counter() - began, found


def _our_size_mb() -> float:
    """What the navigator installs, without what only tests need."""
    seen, wanted, size = set(), ["pathway-navigator"], 0
    while wanted:
        name = wanted.pop().lower().replace("_", "-")
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        size += sum(path.stat().st_size for file in found.files or () if (path := Path(str(file.locate()))).is_file())
        for line in found.requires or ():
            required = Requirement(line)
            if required.marker is None or required.marker.evaluate({"extra": "standard"}):
                wanted.append(required.name)
    return size / 1e6


def _folder_mb(folder: Path) -> float:
    done = subprocess.run(["du", "-sb", folder], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[0]) / 1e6


def _write(console: Console, sides: tuple[Side, Side], count: int, messages: int) -> None:
    measures: list[tuple[str, Callable[[Side], str]]] = [
        (f"need right, of {messages} English messages nobody trained on", lambda side: f"{100 * side.right:.1f} %"),
        (f"training on the same {count:,} English examples", lambda side: f"{side.training:.0f} s"),
        ("reading one message, median and 99th percentile", lambda side: _quantiles(side.times)),
        ("whole turn in words by REST channel, median and 99th percentile", lambda side: _quantiles(side.turns)),
        ("turns a second, one client", lambda side: f"{1 / statistics.mean(side.turns):.0f}"),
        ("answers after start", lambda side: f"{side.start:.1f} s"),
        ("resident memory", lambda side: f"{side.memory:,.0f} MB"),
        ("installed size", lambda side: f"{side.size:,.0f} MB"),
    ]
    lines = [(name, *(show(side) for side in sides)) for name, show in measures]
    table = Table("measure", "navigator alone", "Rasa 3.6.21")
    for line in lines:
        table.add_row(*line)
    console.print(table)
    path = HOME / "docs" / "benchmarks.md"
    text = path.read_text("utf-8")
    # `make bench` owns everything after its own mark.
    head, mark, rest = text.partition(BENCH)
    rest = (mark + rest).strip()
    head = f"{head.partition(START)[0].rstrip()}\n\n{head.partition(END)[2].strip()}".strip()
    body = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    note = (
        "Both are trained on the same sample; the navigator as it is served has learnt from all examples of all\n"
        "languages. A turn over Rasa holds a turn of the navigator. Rasa reads over HTTP, the navigator in process."
    )
    block = f"{START}\n\n{note}\n\n| measure | navigator alone | Rasa 3.6.21 |\n|---|---|---|\n{body}\n\n{END}"
    path.write_text("\n\n".join(part for part in (head, block, rest) if part) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
