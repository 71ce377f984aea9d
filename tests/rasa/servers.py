"""A real Rasa beside the real navigator, both on this machine alone, gone when the tests end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.channels.servers import free_port
from tests.conftest import HOME

RASA = HOME / ".venv-rasa" / "bin" / "rasa"
TOKEN = "only-for-tests"
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
    "LOG_LEVEL": "INFO",
}
PATIENCE_S = 240


def only_with_rasa() -> None:
    """Skip the file that asks, aloud, unless `make test-rasa` runs it."""
    if os.environ.get("NAVIGATOR_TEST_RASA") != "1":
        pytest.skip("a real Rasa is tried by: make test-rasa", allow_module_level=True)
    if not RASA.exists():
        pytest.skip("there is no .venv-rasa; deploy/rasa.sh install says why", allow_module_level=True)


def rasa(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """One command of Rasa's."""
    return subprocess.run(
        [RASA, *arguments], cwd=cwd, env={**os.environ, **QUIET, **environment}, capture_output=True, text=True
    )


@contextmanager
def navigator(port: int, log: Path, *, scripted: bool = False, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """`navigator serve` on a port; `scripted`: see scripted.py."""
    program = ["tests.rasa.scripted", str(port)] if scripted else ["bot.cli", "serve", "--port", str(port)]
    command = [sys.executable, "-m", *program]
    with _running(command, HOME, log, {"NAVIGATOR_RASA_TOKEN": TOKEN, **environment}) as process:
        _until_there(f"http://127.0.0.1:{port}/healthz", process, log)
        yield process


@contextmanager
def rasa_server(project: Path, navigator_port: int, log: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`rasa run` over a trained project, as deploy/rasa.sh starts it: its address and its process."""
    port = free_port()
    command = [str(RASA), "run", "--enable-api", "--interface", "127.0.0.1", "--port", str(port), "--auth-token", TOKEN]
    command += ["--model", "models/test.tar.gz", "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    environment = {"NAVIGATOR_RASA_TOKEN": TOKEN, "NAVIGATOR_URL": f"http://127.0.0.1:{navigator_port}"}
    with _running(command, project, log, environment) as process:
        _until_there(f"http://127.0.0.1:{port}/", process, log)
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def _running(command: list[str], cwd: Path, log: Path, more: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **QUIET, **more}, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def _until_there(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text("utf-8", "replace")[-3000:]
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise TimeoutError(f"nothing on {url}: {log.read_text('utf-8', 'replace')[-3000:]}")


def post(url: str, body: object, *, status: int = 200) -> Any:
    """The answer as JSON, of a request that is answered with `status`."""
    sent = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(sent, timeout=60) as answer:
            got, said = answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        got, said = refused.code, refused.read()
    assert got == status
    return json.loads(said)


def said(url: str, sender: str, message: str, **metadata: str) -> list[dict[str, Any]]:
    """What a REST channel, Rasa's or ours, answers to a message."""
    body = {"sender": sender, "message": message, "metadata": metadata}
    sent: list[dict[str, Any]] = post(f"{url}/webhooks/rest/webhook", body)
    return sent


def get(url: str) -> str:
    """What is there."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        body: bytes = answer.read()
    return body.decode()
