"""The application: the only place that chooses adapters and puts the faces together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache, partial
from importlib.metadata import version

from fastapi import FastAPI

from api import health, problems
from api.channels import actions, rest
from api.channels.store import open_store
from api.context import Context
from api.conversations import routes as conversations
from api.conversations.token import Tokens
from api.embed import routes as embed
from api.embed.cors import Cors
from api.embed.release import build as build_widget
from api.map import routes as map_
from api.notes import routes as notes
from api.professionals import routes as professionals
from api.services import routes as services
from api.settings import Settings
from api.shield import Shield
from api.web import about
from api.web import routes as web
from api.web.assets import assets
from api.web.compressed import Compressed
from api.web.pages import Pages
from bot.assistant import Assistant
from bot.cli import assistant as default_assistant
from bot.nlu.rasa import RasaNLU, RasaServer


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
    app.state.pages = Pages(assistant, exit_page=settings.exit_page)
    app.state.store = lru_cache(maxsize=1)(partial(open_store, settings.store, settings.conversation_hours))
    app.state.widget = lru_cache(maxsize=1)(partial(build_widget, settings, assistant))
    problems.install(app)
    app.include_router(conversations.router)
    app.include_router(services.router)
    app.include_router(professionals.router)
    app.include_router(health.router)
    app.include_router(rest.router)
    app.include_router(actions.router)
    app.include_router(embed.router)
    app.include_router(map_.router)
    app.include_router(notes.router)
    app.include_router(web.router)
    app.include_router(about.router)
    app.mount("/static", assets(), name="static")
    app.add_middleware(Compressed)
    app.add_middleware(Shield)
    app.add_middleware(Cors, partners=settings.partners)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    if app.state.store.cache_info().currsize:
        app.state.store().close()


def production() -> FastAPI:
    """The application as `navigator serve` runs it."""
    settings = Settings()
    return create_app(settings, with_rasa(settings, default_assistant()))


def with_rasa(settings: Settings, assistant: Assistant) -> Assistant:
    """The assistant, its needs read by a Rasa server where the settings name one."""
    if not settings.rasa_url:
        return assistant
    token = settings.rasa_token.get_secret_value() if settings.rasa_token else None
    needs = assistant.pathway.needs
    kept = [id for id, need in needs.items() if need.card is not None]
    nlu = RasaNLU(RasaServer(settings.rasa_url, token), assistant.nlu, needs, kept)
    return Assistant(assistant.pathway, assistant.screen, nlu, assistant.catalogues, assistant.today)
