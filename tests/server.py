"""A real server, as `make run` starts it: a process of its own, the trained model, a free port."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import uvicorn
from fastapi import FastAPI

from tests.conftest import HOME


@contextmanager
def start(*, stdout: IO[Any] | int = subprocess.DEVNULL, stderr: int = subprocess.DEVNULL) -> Iterator[str]:
    """The address of a server that is ready and understands words. What it prints goes where it is told."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "serve", "--port", str(port)], cwd=HOME, stdout=stdout, stderr=stderr
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.kill()
        process.wait()


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of an application that is served from this process: no model is needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        free.listen(128)
        server = uvicorn.Server(uvicorn.Config(app, ws="none", log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [free]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{free.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        assert process.poll() is None, "the server stopped by itself; run `navigator serve` to see why"
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=30) as answer:
                if json.load(answer)["words"]:
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("the server was not ready in 90 seconds")
