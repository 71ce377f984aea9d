"""Against a real Rasa 3.6.21: it accepts what is exported, and a conversation over it ends where one over ours does.

`make test-rasa` installs Rasa and runs this: some minutes, most of them for training. Otherwise it is skipped, aloud.
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.channels.commands import Chosen, read_command
from bot.assistant import Assistant
from bot.nlu.data import read_all
from bot.nlu.rasa import RasaServer
from bot.rasa.export import write_project
from tests.channels.servers import free_port
from tests.conftest import HOME
from tests.rasa.servers import RASA, TOKEN, get, navigator, post, rasa, rasa_server
from tests.test_conversations import FILES, as_list, load

if os.environ.get("NAVIGATOR_TEST_RASA") != "1":
    pytest.skip("a real Rasa is tried by: make test-rasa", allow_module_level=True)
if not RASA.exists():
    pytest.skip("there is no .venv-rasa; deploy/rasa.sh install says why", allow_module_level=True)
pytestmark = [pytest.mark.rasa, pytest.mark.timeout(1500)]
EPOCHS = 12
STORIES = [
    path
    for path in FILES
    if (story := load(path)).get("locale", "en") == "en" and not any("types" in turn for turn in story["turns"])
]
"""Golden conversations in taps alone: what they lead to does not hang on a model of a few minutes."""


@dataclass(frozen=True)
class Both:
    """Rasa's address, the navigator's, and the log of Rasa."""

    rasa: str
    ours: str
    log: Path


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, built: Assistant) -> Path:
    out = tmp_path_factory.mktemp("rasa")
    words = built.catalogues["en"]
    write_project(out, built.pathway, read_all(HOME / "translations"), words, languages=["en"], sample=8)
    config = yaml.safe_load((out / "config.yml").read_text("utf-8"))
    for part in config["pipeline"]:
        if part["name"] == "DIETClassifier":
            part["epochs"] = EPOCHS
    (out / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    return out


@pytest.fixture(scope="module")
def trained(project: Path) -> Path:
    done = rasa("train", "--fixed-model-name", "test", cwd=project)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return project


@pytest.fixture(scope="module")
def both(trained: Path) -> Iterator[Both]:
    port, log = free_port(), trained / "rasa.log"
    with navigator(port, trained / "navigator.log"), rasa_server(trained, port, log) as (url, _):
        yield Both(url, f"http://127.0.0.1:{port}", log)


def said(url: str, sender: str, message: str, **metadata: str) -> list[dict[str, Any]]:
    body = {"sender": sender, "message": message, "metadata": metadata}
    sent: list[dict[str, Any]] = post(f"{url}/webhooks/rest/webhook", body)
    return sent


def told(turn: dict[str, Any], buttons: dict[str, str]) -> str:
    """What a turn of a golden conversation sends: a move, or what the buttons send."""
    if "goes" in turn:
        where, _, slot = turn["goes"].partition(" ")
        return f"/{where}" + (json.dumps({"slot": slot}) if slot else "")
    chosen = [read_command(buttons[label]) for label in as_list(turn["taps"])]
    assert all(isinstance(one, Chosen) for one in chosen)
    return f"/choose{json.dumps({chosen[0].slot: [value for one in chosen for value in one.values]})}"


def walked(url: str, story: dict[str, Any], sender: str) -> list[list[dict[str, Any]]]:
    """All that was sent in a conversation, turn by turn."""
    audience = story.get("audience", "parent")
    sent = [said(url, sender, "/restart", audience=audience)]
    for turn in story["turns"]:
        buttons = {one["title"]: one["payload"] for one in sent[-1][-1].get("buttons", ())}
        sent.append(said(url, sender, told(turn, buttons), audience=audience))
    return sent


def test_rasa_is_the_one_that_was_pinned(project: Path) -> None:
    assert "Rasa Version      :         3.6.21" in rasa("--version", cwd=project).stdout


def test_rasa_accepts_what_is_exported(project: Path) -> None:
    done = rasa("data", "validate", "--domain", "domain.yml", "--data", "data", cwd=project)
    told = done.stdout + done.stderr
    assert done.returncode == 0, told[-3000:]
    assert "No story structure conflicts found" in told
    assert "ERROR" not in told


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_conversation_over_rasa_goes_as_over_ours(path: Path, both: Both) -> None:
    story = load(path)
    over_rasa, over_ours = (walked(url, story, path.stem + url[-1]) for url in (both.rasa, both.ours))
    for theirs, ours in zip(over_rasa, over_ours, strict=True):
        texts = [one["text"] for one in theirs]
        assert [one["text"] for one in ours if one["text"] not in texts] == []
        assert len(theirs) <= len(ours) + 1
        assert theirs[-1].get("buttons") == ours[-1].get("buttons")
        assert any("999" in text for text in texts)
        assert not [one for one in theirs if "custom" in one]


@pytest.mark.parametrize(
    "words",
    [
        "I want to kill myself",
        "he hit me and I am afraid he will kill me",
        "she hears voices telling her to hurt the baby",
    ],
)
def test_danger_over_rasa_brings_the_card_first(both: Both, words: str) -> None:
    theirs, ours = said(both.rasa, f"a{words}", words), said(both.ours, f"b{words}", words)
    assert theirs[0]["text"] == ours[0]["text"]
    assert "999" in theirs[0]["text"]


def test_going_back_and_starting_again_are_the_navigators(both: Both) -> None:
    first = said(both.rasa, "back", "/restart")
    said(both.rasa, "back", '/choose{"need": "low_mood"}')
    assert said(both.rasa, "back", "/back")[-1] == first[-1]
    said(both.rasa, "back", '/choose{"need": "low_mood"}')
    assert said(both.rasa, "back", "/restart")[-1] == first[-1]


def test_rasa_keeps_no_words(both: Both) -> None:
    secret = "xylophone at the lighthouse"
    said(both.rasa, "private", secret)
    tracker = get(f"{both.rasa}/conversations/private/tracker?token={TOKEN}&include_events=ALL")
    assert secret not in tracker
    assert secret not in both.log.read_text("utf-8", "replace")


def test_needs_are_read_over_the_real_contract(both: Both) -> None:
    answer = RasaServer(both.rasa, TOKEN, timeout_s=30)("I feel so low and cry every day")
    assert isinstance(answer, dict)
    assert answer["text"] == "I feel so low and cry every day"
    assert len(answer["intent_ranking"]) > 5


def test_rasa_is_closed_to_who_does_not_know_the_token(both: Both) -> None:
    post(f"{both.rasa}/model/parse", {"text": "hello"}, status=401)
    post(f"{both.ours}/rasa/actions/webhook", {"sender_id": "x"}, status=401)


def test_without_the_navigator_rasa_says_the_urgent_numbers_and_after_it_is_back_goes_on(trained: Path) -> None:
    port = free_port()
    with rasa_server(trained, port, trained / "alone.log") as (url, _):
        for message in ("I feel low", "/restart", "/back", '/choose{"need": "low_mood"}'):
            (only,) = said(url, "alone", message)
            assert "999" in only["text"]
            assert "Something went wrong" in only["text"]
        with navigator(port, trained / "navigator.log"):
            assert said(url, "alone", "/restart")[-1]["buttons"]


def test_a_rasa_that_hangs_or_dies_costs_no_safety(trained: Path) -> None:
    port, away = free_port(), free_port()
    with (
        rasa_server(trained, away, trained / "hung.log") as (url, process),
        navigator(port, trained / "navigator.log", NAVIGATOR_RASA_URL=url),
    ):
        ours = f"http://127.0.0.1:{port}"
        said(ours, "warm", "I feel low")
        for how in (signal.SIGSTOP, signal.SIGCONT, signal.SIGKILL):
            process.send_signal(how)
            began = time.monotonic()
            assert "999" in said(ours, how.name, "I want to kill myself")[0]["text"]
            assert time.monotonic() - began < 3
