"""A Rasa trained for a minute on a little of three languages, beside the navigator: once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot.assistant import Assistant
from bot.nlu.data import read_all
from bot.rasa.export import write_project
from tests.channels.servers import free_port
from tests.conftest import HOME
from tests.rasa.servers import navigator, rasa, rasa_server

EPOCHS, SAMPLE = 8, 3
LANGUAGES = ("en", "pl", "ar")


@dataclass(frozen=True)
class Both:
    """Rasa's address, the navigator's, and the log of Rasa."""

    rasa: str
    ours: str
    log: Path


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory, built: Assistant) -> Path:
    """A project as it is exported, to be trained in a minute: what it leads to does not hang on how well it reads."""
    out = tmp_path_factory.mktemp("rasa")
    data = read_all(HOME / "translations")
    write_project(out, built.pathway, data, built.catalogues, languages=LANGUAGES, sample=SAMPLE)
    config = yaml.safe_load((out / "config.yml").read_text("utf-8"))
    for part in config["pipeline"]:
        if part["name"] == "DIETClassifier":
            part["epochs"] = EPOCHS
    (out / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    return out


@pytest.fixture(scope="session")
def trained(exported: Path) -> Path:
    done = rasa("train", "--fixed-model-name", "test", cwd=exported)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return exported


@pytest.fixture(scope="session")
def both(trained: Path) -> Iterator[Both]:
    port, log = free_port(), trained / "rasa.log"
    with navigator(port, trained / "navigator.log", scripted=True), rasa_server(trained, port, log) as (url, _):
        yield Both(url, f"http://127.0.0.1:{port}", log)
