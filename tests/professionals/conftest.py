"""The lookup over HTTP, and in Chromium against a server in this process: it needs no trained model."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from bot.assistant import Assistant
from tests.browser.conftest import browser

__all__ = ["browser"]


@pytest.fixture(scope="session")
def client(built: Assistant) -> TestClient:
    return TestClient(create_app(Settings(), built), raise_server_exceptions=False)


@pytest.fixture(scope="module")
def address(built: Assistant) -> Iterator[str]:
    config = uvicorn.Config(create_app(Settings(), built), port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)
