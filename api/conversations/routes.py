"""Conversations over HTTP: read the request, take the turn, shape the answer. What is said is never kept."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.context import Context, Here
from api.conversations.hours import with_hours
from api.conversations.schemas import ProblemOut, RouteIn, RouteOut, Start, TurnIn, TurnOut
from api.web.clock import here_and_now
from bot.assistant import Turn
from bot.language.tags import negotiate

router = APIRouter(
    prefix="/v1",
    tags=["conversations"],
    responses={status: {"model": ProblemOut} for status in (410, 413, 422)},
)


@router.post("/conversations", status_code=201, response_model=TurnOut)
async def start(body: Start, here: Here, request: Request) -> Response:
    """Begin. The answer holds the token for the next turn and the first question."""
    locale = here.locale(request, body.locale)
    return _answer(here, here.assistant.start(body.audience, locale), locale, status=201)


@router.post("/conversations/turns", response_model=TurnOut)
async def turn(body: TurnIn, here: Here, request: Request) -> Response:
    """Say something, choose an option, or go back, restart or change an answer."""
    conversation = here.tokens.open(body.conversation)
    assistant, state = here.assistant, conversation.state
    wishes = (body.locale or "", conversation.locale)
    locale = negotiate(wishes, assistant.catalogues.locales) or here.locale(request)
    if body.choose is not None:
        taken = assistant.choose(state, body.choose.slot, body.choose.chosen, locale)
    elif body.go is not None:
        taken = assistant.go(state, body.go, body.slot, locale)
    else:
        taken = await run_in_threadpool(assistant.say, state, body.say or "", locale)
    return _answer(here, taken, locale)


@router.post("/route", response_model=RouteOut)
async def route(body: RouteIn, here: Here, request: Request) -> Response:
    """Where a whole set of answers leads. Stateless."""
    locale = here.locale(request, body.locale)
    found = here.assistant.route(body.answers, locale, explain=body.explain)
    words = here.assistant.catalogues[locale]
    answer = found.answer | {
        "emergency": found.answer["urgent"],
        "urgent": here.assistant.renderer.urgent(words, alert=found.card),
    }
    return Response(
        json.dumps(answer, ensure_ascii=False),
        media_type="application/json",
        headers={"Content-Language": words.wire, "Vary": "Accept-Language"},
    )


def _answer(here: Context, taken: Turn, locale: str, status: int = 200) -> Response:
    token = here.tokens.seal(taken.state, locale)
    wire, assistant = taken.wire, here.assistant
    if taken.reply["outcome"] is not None:
        timed = with_hours(taken.reply, assistant.catalogues[locale], assistant.pathway.phrases, here_and_now())
        wire = json.dumps(timed, ensure_ascii=False, separators=(",", ":"))
    return Response(
        f'{{"conversation":"{token}","reply":{wire}}}',
        status,
        {"Content-Language": taken.reply["locale"], "Vary": "Accept-Language"},
        media_type="application/json",
    )
