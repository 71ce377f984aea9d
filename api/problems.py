"""Every refusal in one shape, `application/problem+json`, and always with the way to urgent help."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from api.context import Context
from api.conversations.token import BrokenToken
from api.headers import HEADERS
from bot.errors import BadAnswer

PHRASES = {404: "problem_not_found", 405: "problem_not_allowed", 413: "problem_too_long", 500: "problem_ours"}
OUR_WORDS = frozenset(
    {
        *("body", "query", "conversation", "say", "choose", "go", "slot", "value", "values", "locale"),
        *("audience", "answers", "explain", "q", "professionals"),
    }
)
READ_OF_A_REFUSED_BODY = 40_000
"""Bytes of a refused request that are still searched for danger."""


class TooLong(HTTPException):
    """The request is larger than we read. `start` is what was read of it."""

    def __init__(self, start: bytes) -> None:
        super().__init__(413)
        self.start = start


def problem(
    request: Request,
    status: int,
    phrase: str,
    *,
    said: bytes = b"",
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """The problem in the person's language, with urgent help: the card of a danger, if what was said holds one."""
    context: Context = request.app.state.context
    assistant = context.assistant
    locale = context.locale(request)
    words = assistant.catalogues[locale]
    alert = assistant.alert_for(_letters(said)) if said else None
    urgent = assistant.renderer.urgent(words, alert=alert)
    title = words.say(assistant.pathway.phrases[phrase])
    extra = {**(headers or {}), "Content-Language": words.wire, "Vary": "Accept-Language"}
    if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1"):
        page = request.app.state.pages.problem(status, title.text, words, urgent)
        return HTMLResponse(page, status, extra)
    body = {
        "type": "about:blank",
        "title": title.text,
        "status": status,
        "lang": title.lang,
        **more,
        "urgent": urgent,
    }
    return Response(json.dumps(body, ensure_ascii=False), status, extra, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Give every kind of failure the one shape."""

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        detail = [{"where": _place(one["loc"]), "problem": one["msg"]} for one in error.errors()]
        return problem(request, 422, "problem_unreadable", said=await _body(request), errors=detail[:10])

    @app.exception_handler(BadAnswer)
    async def unknown(request: Request, error: BadAnswer) -> Response:
        return problem(
            request,
            422,
            "problem_unknown_answer",
            said=await _body(request),
            slot=error.slot if error.slot in request.app.state.context.assistant.pathway.questions else None,
            known=list(error.known),
        )

    @app.exception_handler(BrokenToken)
    async def ended(request: Request, error: BrokenToken) -> Response:  # noqa: ARG001
        return problem(request, 410, "ended", said=await _body(request))

    @app.exception_handler(TooLong)
    async def too_long(request: Request, error: TooLong) -> Response:
        return problem(request, 413, "problem_too_long", said=error.start)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        phrase = PHRASES.get(error.status_code, "problem_unreadable")
        said = await _body(request) if error.status_code == 400 else b""
        return problem(request, error.status_code, phrase, said=said, headers=error.headers)

    @app.exception_handler(Exception)
    async def ours(request: Request, error: Exception) -> Response:  # noqa: ARG001
        return problem(request, 500, "problem_ours", headers=HEADERS)


def _place(location: Sequence[str | int]) -> str:
    """Where in the request, in our words only: a key that we do not know may be something a person wrote."""
    return ".".join(str(part) if part in OUR_WORDS else "(unknown)" for part in location[:3])


async def _body(request: Request) -> bytes:
    try:
        return (await request.body())[:READ_OF_A_REFUSED_BODY]
    except (TooLong, RuntimeError):
        return b""


def _letters(said: bytes) -> str:
    """The words of a body as they were meant: JSON's escapes undone where they can be."""
    text = said.decode("utf-8", "replace")
    try:
        return " ".join(_strings(json.loads(text)))
    except ValueError:
        return text.replace("+", " ")


def _strings(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case list():
            return [text for one in value for text in _strings(one)]
        case dict():
            return [text for one in value.values() for text in _strings(one)]
        case _:
            return []
