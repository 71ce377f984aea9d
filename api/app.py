"""The application: the only place that chooses adapters and puts the faces together."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import health, problems
from api.context import Context
from api.conversations import routes as conversations
from api.conversations.token import Tokens
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
    )
    key = settings.key.get_secret_value() if settings.key else None
    tokens = Tokens(key, settings.conversation_hours, assistant.pathway)
    app.state.context = Context(settings, assistant, tokens)
    app.state.pages = Pages(assistant)
    problems.install(app)
    app.include_router(conversations.router)
    app.include_router(services.router)
    app.include_router(health.router)
    app.include_router(web.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(Shield)
    return app


def production() -> FastAPI:
    """The application as `navigator serve` runs it."""
    return create_app(Settings(), default_assistant())
