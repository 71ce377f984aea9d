"""The application over the real pathway, with a scripted understanding; and over HTTP as a client sees it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from bot.assistant import Assistant


@pytest.fixture
def app(assistant: Assistant) -> FastAPI:
    return create_app(Settings(), assistant)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
