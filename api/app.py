"""The application: the only place that chooses adapters and puts the faces together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache, partial
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import health, problems
from api.channels import rest
from api.channels.store import open_store
from api.context import Context
from api.conversations import routes as conversations
from api.conversations.token import Tokens
from api.professionals import routes as professionals
from api.services import routes as services
from api.settings import Settings
from api.shield import Shield
from api.web import routes as web
from api.web.pages import Pages
from bot.assistant import Assistant
from bot.cli import assistant as default_assistant

STATIC = Path(__file__).parent / "web" / "static"


def create_app(settings: Settings, assistant: Assistant) -> FastAPI:
    """The application over an assistant."""
    app = FastAPI(
        title="Pathway Navigator",
        version=version("pathway-navigator"),
        description="Finds perinatal mental health and parent-infant relationship services in Norfolk and Waveney. "
        "Every response holds `urgent`, the way to urgent help.",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    key = settings.key.get_secret_value() if settings.key else None
    tokens = Tokens(key, settings.conversation_hours, assistant.pathway)
    app.state.context = Context(settings, assistant, tokens)
    app.state.pages = Pages(assistant)
    app.state.store = lru_cache(maxsize=1)(partial(open_store, settings.store, settings.conversation_hours))
    problems.install(app)
    app.include_router(conversations.router)
    app.include_router(services.router)
    app.include_router(professionals.router)
    app.include_router(health.router)
    app.include_router(rest.router)
    app.include_router(web.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(Shield)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    if app.state.store.cache_info().currsize:
        app.state.store().close()


def production() -> FastAPI:
    """The application as `navigator serve` runs it."""
    return create_app(Settings(), default_assistant())
