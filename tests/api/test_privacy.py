"""Law 7: what a person writes is in no log, no answer, no token, no file."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import HOME
from tests.server import start

CANARY = "zebracanary"


@pytest.fixture(scope="module")
def traffic(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[str]]:
    """Everything a server wrote, and every answer it gave, while the canary was sent through every route."""
    log = tmp_path_factory.mktemp("server") / "log"
    answers = []
    with log.open("wb") as out, start(stdout=out, stderr=subprocess.STDOUT) as address:

        def send(path: str, body: bytes | None, type: str = "application/json") -> str:
            request = urllib.request.Request(address + path, body, {"content-type": type, "accept": "application/json"})
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    answers.append(answer.read().decode())
            except urllib.error.HTTPError as refusal:
                answers.append(refusal.read().decode())
            return answers[-1]

        token = json.loads(send("/v1/conversations", b"{}"))["conversation"]
        for say in (f"i feel low {CANARY}", f"{CANARY}", f"i want to kill myself {CANARY}", f"{CANARY} " * 2000):
            send("/v1/conversations/turns", json.dumps({"conversation": token, "say": say}).encode())
            send("/v1/conversations/turns", json.dumps({"conversation": say, "say": say}).encode())
            send("/questions", f"do=say&text={say.replace(' ', '+')}".encode(), "application/x-www-form-urlencoded")
        send("/v1/conversations/turns", f'{{"say": "{CANARY}'.encode())
        send("/v1/route", json.dumps({"answers": {"need": CANARY}}).encode())
        send(
            "/v1/conversations/turns",
            json.dumps({"conversation": token, "choose": {"slot": CANARY, "value": CANARY}}).encode(),
        )
        send(f"/v1/search?q={CANARY}", None)
    return log.read_text("utf-8", "replace"), answers


def test_nothing_a_person_wrote_is_logged(traffic: tuple[str, list[str]]) -> None:
    log, answers = traffic
    assert len(answers) > 15
    assert CANARY not in log


def test_nothing_a_person_wrote_comes_back(traffic: tuple[str, list[str]]) -> None:
    for answer in traffic[1]:
        assert CANARY not in answer


def test_nothing_is_written_to_disk(traffic: tuple[str, list[str]]) -> None:
    for folder, folders, files in os.walk(HOME):
        folders[:] = [name for name in folders if name not in {".git", ".venv", "node_modules", "tests"}]
        for name in files:
            path = Path(folder) / name
            if path.stat().st_size < 5_000_000:
                assert CANARY.encode() not in path.read_bytes(), path
