"""A real server, as `make run` starts it: a process of its own, the trained model, a free port."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.conftest import HOME


@contextmanager
def running() -> Iterator[str]:
    """The address of a server that is ready and understands words."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "serve", "--port", str(port)], cwd=HOME, stderr=subprocess.PIPE
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.kill()
        process.wait()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        if process.poll() is not None:
            stderr = process.stderr.read().decode() if process.stderr else ""
            raise AssertionError(f"the server stopped: {stderr}")
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=30) as answer:
                if json.load(answer)["words"]:
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("the server was not ready in 90 seconds")
