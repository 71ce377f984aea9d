"""The navigator with a stopped clock, and with doors through which a browser can walk straight into any answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qs, urlencode
from urllib.request import urlopen

from fastapi import FastAPI
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import create_app
from api.conversations.token import BrokenToken
from api.settings import Settings
from api.web.clock import ENGLAND
from api.web.pages import Pages
from bot.assistant import build_assistant
from bot.dialogue.understanding import FoundNeed, Understanding
from tests.accessibility.axe import AXE
from tests.conftest import HOME, TODAY, ScriptedNLU
from tests.server import serving

SENT = "/sent/"
HEARD = "I cannot stop crying since she was born"
DANGER = "i want to kill myself"
NOON = datetime(2026, 11, 23, 12, tzinfo=ENGLAND)
"""A Monday: offices are open."""
CHRISTMAS = datetime(2026, 12, 25, 3, tzinfo=ENGLAND)
"""A public holiday at night: offices are closed."""
TOKEN = re.compile(r'name="conversation" value="([^"]+)"')
Fields = Mapping[str, str | Sequence[str]]


class Sent:
    """Turns `GET /sent/POST/questions?do=back` into `POST /questions` with that form: an address for each answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or not scope["path"].startswith(SENT):
            await self.app(scope, receive, send)
            return
        method, _, path = scope["path"].removeprefix(SENT).partition("/")
        form = scope["query_string"]
        language = parse_qs(form.decode()).get("lang", [""])[0]
        headers = [*scope["headers"], (b"content-type", b"application/x-www-form-urlencoded")]
        changed = {"method": method, "path": f"/{path}", "raw_path": f"/{path}".encode(), "headers": headers}
        asked = {"query_string": urlencode({"lang": language}).encode() if language else b""}

        async def body() -> dict[str, object]:
            return {"type": "http.request", "body": form, "more_body": False}

        await self.app({**scope, **changed, **asked}, body, send)


@dataclass(frozen=True)
class Place:
    """A navigator that is being served."""

    base: str
    app: FastAPI
    _tokens: dict[tuple[str, str], str] = field(default_factory=dict)

    def at(self, now: datetime) -> None:
        """Stop the clock."""
        self.app.state.pages = Pages(self.app.state.context.assistant, lambda: now)

    def sent(self, form: Fields, *, path: str = "/questions", method: str = "POST") -> str:
        """The address at which the answer to a form is found."""
        return f"{self.base}{SENT}{method}{path}?{urlencode(form, doseq=True)}"

    def after(self, lang: str, steps: Sequence[Fields], *, last: str = "/questions") -> str:
        """The address of the page after these forms, each sent with the conversation of the page before; `last` is where
        the last is sent.
        """
        if not steps:
            return f"{self.base}/?lang={lang}"
        return self.sent({"conversation": self._token(lang, steps[:-1]), **steps[-1]}, path=last)

    def _token(self, lang: str, steps: Sequence[Fields]) -> str:
        """The conversation after these forms. Many pages share their beginning, so it is asked for once."""
        key = (lang, repr(steps))
        if key not in self._tokens:
            at = self.after(lang, steps)
            with urlopen(at, timeout=20) as answer:
                found = TOKEN.search(answer.read().decode())
            assert found, f"no conversation on {at[:200]}"
            self._tokens[key] = found[1]
        return self._tokens[key]


def choose(slot: str, *values: str) -> Fields:
    """The form of a question."""
    return {"do": "choose", "slot": slot, "value": values}


def say(text: str) -> Fields:
    """The form of a message."""
    return {"do": "say", "text": text}


def go(where: str) -> Fields:
    """The form of a button."""
    return {"do": where}


@contextmanager
def place() -> Iterator[Place]:
    """The navigator; it understands one message, and fails where it is told to."""
    nlu = ScriptedNLU()
    nlu.script[HEARD] = Understanding(True, (FoundNeed("low_mood", 0.9), FoundNeed("bonding", 0.8)))
    app = create_app(Settings(), build_assistant(HOME, nlu, lambda: TODAY))

    @app.get("/fails")
    async def fails() -> None:
        raise RuntimeError

    @app.get("/ended")
    async def ended() -> None:
        raise BrokenToken

    @app.get("/axe.js")
    async def axe() -> FileResponse:
        """As a script of our own the policy of the pages allows it, and a browser compiles it once."""
        return FileResponse(AXE, headers={"Cache-Control": "max-age=600"})

    app.add_middleware(Sent)
    with serving(app) as base:
        there = Place(base, app)
        there.at(NOON)
        yield there
