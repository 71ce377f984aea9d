"""The pages: the same journey as the API, as forms."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from api.context import Context, Here
from api.conversations.token import BrokenToken
from api.web.forms import Form, read_form
from bot.assistant import Turn
from bot.dialogue.state import State
from bot.language.tags import negotiate

router = APIRouter(include_in_schema=False)


@router.get("/")
@router.get("/questions")
async def start(here: Here, request: Request) -> Response:
    """The first question. `?for=professional` (or `partner`) says who asks."""
    locale = here.locale(request)
    audience = {"partner": "partner", "professional": "professional"}.get(request.query_params.get("for", ""), "parent")
    return _page(here, request, here.assistant.start(audience, locale), locale)


@router.post("/questions")
async def turn(here: Here, request: Request) -> Response:
    """One turn. A conversation that has ended begins again, and what was just written is still heard."""
    form = await read_form(request)
    try:
        conversation = here.tokens.open(form.token)
        state, pictures = conversation.state, conversation.pictures
        locale = negotiate([conversation.locale], here.assistant.catalogues.locales) or here.locale(request)
    except BrokenToken:
        locale, pictures = here.locale(request), True
        state = here.assistant.start("parent", locale).state
        kept = form.do if form.do in ("language", "pictures") else "resume"
        form = Form("", "say" if form.text.strip() else kept, "", form.values, form.text)
    match form.do:
        case "language":
            locale = negotiate(form.values, here.assistant.catalogues.locales) or locale
        case "pictures":
            pictures = form.values != ("off",)
    taken = await run_in_threadpool(_take, here, state, form, locale)
    return _page(here, request, taken, locale, pictures=pictures)


def _take(here: Context, state: State, form: Form, locale: str) -> Turn:
    assistant = here.assistant
    match form.do:
        case "choose" if form.values:
            return assistant.choose(state, form.slot, form.values, locale)
        case "say" if form.text.strip():
            return assistant.say(state, form.text, locale)
        case "choose" | "say" | "resume" | "language" | "pictures" | "":
            return assistant.resume(state, locale)
        case "change":
            return assistant.go(state, "change", form.slot, locale)
        case where:
            return assistant.go(state, where, None, locale)


def _page(here: Context, request: Request, taken: Turn, locale: str, *, pictures: bool = True) -> HTMLResponse:
    words = here.assistant.catalogues[locale]
    token = here.tokens.seal(taken.state, locale, pictures=pictures)
    page = request.app.state.pages.journey(taken, token, words, pictures=pictures)
    return HTMLResponse(page, headers={"Content-Language": words.wire, "Vary": "Accept-Language"})
