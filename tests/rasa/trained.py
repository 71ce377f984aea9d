"""Models for measuring: trained once, kept in build/ until what they are made of changes."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from bot.language.catalogues import Catalogues
from bot.nlu.classifier import Classifier
from bot.nlu.data import Data
from bot.pathway.model import Pathway
from bot.rasa.export import nlu, write_project
from tests.conftest import HOME
from tests.rasa.servers import rasa

FOLDER = HOME / "build" / "bench-rasa"


@dataclass(frozen=True)
class Trained:
    """A Rasa project with its model; how many examples it learnt from, and in how many seconds, then."""

    project: Path
    examples: int
    seconds: float


def rasa_model(
    pathway: Pathway,
    data: Sequence[Data],
    catalogues: Catalogues,
    languages: Sequence[str],
    sample: int,
    *,
    talks: bool = False,
) -> Trained:
    """A Rasa of these languages; one that only reads needs, or one that `talks` too."""
    project = FOLDER / ("-".join(languages) if len(languages) < len(data) else "all")
    count = write_project(project, pathway, data, catalogues, languages=languages, sample=sample)
    made_of = ["config.yml", *(["domain.yml", "data/rules.yml"] if talks else [])]
    paths = [*(project / name for name in made_of), *sorted((project / "data" / "nlu").glob("*.yml"))]
    digest = sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
    kept = project / "trained.json"
    if kept.exists() and (was := json.loads(kept.read_text("utf-8")))["digest"] == digest:
        return Trained(project, count, was["seconds"])
    began = time.perf_counter()
    done = rasa("train", *([] if talks else ["nlu"]), "--fixed-model-name", "test", cwd=project)
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    seconds = time.perf_counter() - began
    kept.write_text(json.dumps({"digest": digest, "seconds": seconds}), "utf-8")
    return Trained(project, count, seconds)


def our_model(data: Sequence[Data], sample: int) -> tuple[Classifier, float]:
    """Ours of all languages, from the same examples as Rasa; and the seconds."""
    sampled = [
        replace(one, examples={item["intent"]: tuple(_lines(item["examples"])) for item in nlu(one, sample)["nlu"]})
        for one in data
    ]
    began = time.perf_counter()
    model = Classifier.train(sampled, lambda done, of: None)
    return model, time.perf_counter() - began


def _lines(examples: str) -> list[str]:
    return [line.removeprefix("- ") for line in examples.splitlines()]
