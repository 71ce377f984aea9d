"""The pages: the same journey as the API, as forms."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from api.context import Context, Here
from api.conversations.schemas import MOST_LETTERS
from api.conversations.token import SIZES, BrokenToken, Conversation, Look
from api.problems import TooLong
from api.web.forms import Form, read_form
from bot.assistant import Turn
from bot.dialogue.state import State
from bot.language.tags import negotiate

router = APIRouter(include_in_schema=False)
DISPLAYS = ("language", "pictures", "size")
"""What changes the page and not the conversation."""
USUAL = Look()


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
        was = here.tokens.open(form.token)
        locale = negotiate([was.locale], here.assistant.catalogues.locales) or here.locale(request)
    except BrokenToken:
        locale = here.locale(request)
        was = Conversation(here.assistant.start("parent", locale).state, locale)
        kept = form.do if form.do in DISPLAYS else "resume"
        form = Form("", "say" if form.text.strip() else kept, "", form.values, form.text)
    request.state.locale = locale
    if len(form.text) > MOST_LETTERS:
        raise TooLong(await request.body())
    locale, look = displayed(here, form, locale, was.look)
    taken = await run_in_threadpool(_take, here, was.state, form, locale)
    return _page(here, request, taken, locale, look, missing=_missing(form))


def displayed(here: Context, form: Form, locale: str, look: Look) -> tuple[str, Look]:
    """The language and the look after a form. An earlier step that is shown again looks as the page does now."""
    match form.do, form.values:
        case "language", wishes:
            locale = negotiate(wishes, here.assistant.catalogues.locales) or locale
        case "pictures", (wish, *_):
            look = replace(look, pictures=wish != "off")
        case "size", (wish, *_) if wish in map(str, SIZES):
            look = replace(look, size=int(wish))
        case "resume", (now, *_):
            with suppress(BrokenToken):
                shown = here.tokens.open(now)
                return negotiate([shown.locale], here.assistant.catalogues.locales) or locale, shown.look
    return locale, look


def _missing(form: Form) -> str | None:
    """Which field was sent empty."""
    empty = {"choose": not form.values, "say": not form.text.strip()}
    return form.do if empty.get(form.do) else None


def _take(here: Context, state: State, form: Form, locale: str) -> Turn:
    assistant = here.assistant
    match form.do:
        case "choose" if form.values:
            return assistant.choose(state, form.slot, form.values, locale)
        case "say" if form.text.strip():
            return assistant.say(state, form.text, locale)
        case "choose" | "say" | "resume" | "":
            return assistant.resume(state, locale)
        case display if display in DISPLAYS:
            return assistant.resume(state, locale)
        case "change":
            return assistant.go(state, "change", form.slot, locale)
        case where:
            return assistant.go(state, where, None, locale)


def _page(
    here: Context, request: Request, taken: Turn, locale: str, look: Look = USUAL, *, missing: str | None = None
) -> HTMLResponse:
    words = here.assistant.catalogues[locale]
    token = here.tokens.seal(taken.state, locale, look)
    page = request.app.state.pages.journey(taken, token, words, look, missing=missing)
    return HTMLResponse(page, headers={"Content-Language": words.wire, "Vary": "Accept-Language"})
