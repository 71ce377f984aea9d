"""Rasa 3.6 and the navigator side by side, in one run on the same machine: how well each reads, how fast it answers.

`make bench-rasa` trains both on the same examples (at most RASA_SAMPLE of each intent), judges them by the messages of
`navigator evaluate`, prints the tables and writes them, with pictures, to docs/benchmarks.md. Models of Rasa are kept
in build/. RASA_TOGETHER=1 adds one Rasa for all languages (long).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import Progress

from bot.language.catalogues import Catalogues
from bot.loading.pathway import load_pathway
from bot.nlu.data import read_all
from bot.nlu.rasa import RasaServer
from tests.bench import _memory_mb
from tests.channels.servers import free_port
from tests.conftest import HOME
from tests.rasa.judged import LOCALES, Judged, judge_rasa, needs
from tests.rasa.load import ROUNDS, rates
from tests.rasa.report import Language, Pair, Run, write
from tests.rasa.servers import RASA, TOKEN, navigator, rasa_server
from tests.rasa.sizes import folder_mb, our_size_mb
from tests.rasa.trained import Trained, our_model, rasa_model

SAMPLE = int(os.environ.get("RASA_SAMPLE", "60"))
TOGETHER = os.environ.get("RASA_TOGETHER") == "1"
WORDS, TAP = "in words", '/choose{"need": "low_mood"}'
LOADS = {f"{WORDS}, one client": 1, f"{WORDS}, four at once": 4, "by a tap, one client": 1, "by a tap, four at once": 4}


def main() -> None:
    """Run, print, write."""
    console = Console()
    if not RASA.exists():
        raise SystemExit("There is no .venv-rasa. Run: deploy/rasa.sh install")
    pathway, data = load_pathway(HOME / "pathways.yaml"), read_all(HOME / "translations")
    catalogues, known = Catalogues(HOME / "translations", pathway.numbers), frozenset(pathway.needs)
    with Progress(console=Console(stderr=True)) as bar:
        train = bar.add_task("Training", total=len(LOCALES) + 1 + TOGETHER)
        models: dict[str, Trained] = {}
        for locale in LOCALES:
            models[locale] = rasa_model(pathway, data, catalogues, [locale], SAMPLE, talks=locale == "en")
            bar.advance(train)
        if TOGETHER:
            models["all"] = rasa_model(pathway, data, catalogues, LOCALES, SAMPLE)
            bar.advance(train)
        own, own_training = our_model(data, SAMPLE)
        bar.advance(train)
        judge = bar.add_task("Judging", total=len(LOCALES))
        languages, starts = [], []
        for locale in LOCALES:
            judged = Judged()
            for wanted, text in needs(locale):
                began = time.perf_counter()
                scores = {name: score for name, score in own.scores(text).classes.items() if name in known}
                judged.add(wanted, scores, time.perf_counter() - began)
            with _started(models[locale]) as up:
                starts.append(up.took)
                theirs = judge_rasa(RasaServer(up.rasa, TOKEN, timeout_s=60), locale, known)
            languages.append(Language(locale, judged, theirs))
            bar.advance(judge)
        if TOGETHER:
            with _started(models["all"]) as up:
                for one in languages:
                    one.together = judge_rasa(RasaServer(up.rasa, TOKEN, timeout_s=60), one.locale, known)
        load = bar.add_task("Turns", total=ROUNDS * len(LOADS))
        with _started(models["en"]) as up:
            words = [text for _, text in needs("en")]
            loads = {
                name: rates(
                    up.ours, up.rasa, words if name.startswith(WORDS) else [TAP], clients, lambda: bar.advance(load)
                )
                for name, clients in LOADS.items()
            }
            memory = Pair(*map(_memory_mb, up.pids))
    run = Run(
        sample=SAMPLE,
        examples=sum(models[locale].examples for locale in LOCALES),
        languages=languages,
        training=Pair(own_training, sum(models[locale].seconds for locale in LOCALES)),
        starts=starts,
        loads=loads,
        memory=memory,
        size=Pair(our_size_mb(), folder_mb(RASA.parent.parent.resolve())),
    )
    write(console, run, HOME / "docs")


@dataclass(frozen=True)
class Up:
    """Both are up: their addresses, their processes, and how long they took (seconds)."""

    ours: str
    rasa: str
    pids: tuple[int, int]
    took: Pair


@contextmanager
def _started(model: Trained) -> Iterator[Up]:
    port, logs = free_port(), model.project
    began = time.perf_counter()
    with navigator(port, logs / "navigator.log") as own:
        ours = time.perf_counter() - began
        began = time.perf_counter()
        with rasa_server(model.project, port, logs / "rasa.log") as (url, theirs):
            took = Pair(ours, time.perf_counter() - began)
            yield Up(f"http://127.0.0.1:{port}", url, (own.pid, theirs.pid), took)


if __name__ == "__main__":
    sys.exit(main())
