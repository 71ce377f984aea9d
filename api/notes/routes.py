"""The pages of a note: which lines go in, the note itself, and the note as a file. Each is a form that carries the
conversation, so nothing of it stands in an address or stays here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.context import Context, Here
from api.conversations.token import BrokenToken, Look
from api.notes import code, fhir, paper, text
from api.notes.note import Note
from api.notes.write import Writer
from api.web.clock import here_and_now
from api.web.forms import Form, one_of, read_fields
from api.web.routes import displayed
from bot.dialogue.state import State
from bot.language.tags import negotiate

router = APIRouter(include_in_schema=False)
MOST_FIELDS = 200
"""More than every answer and every service there is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A form, read: the whole note of its conversation, and the lines that are to be in it (None: not yet chosen)."""

    note: Note
    kept: frozenset[str] | None
    state: State
    locale: str
    look: Look

    @property
    def chosen(self) -> Note:
        """The note with the lines that are in it."""
        return self.note.keeping(self.note.usual if self.kept is None else self.kept)


@router.get("/note")
@router.get("/note/page")
@router.get("/note.json")
async def begin() -> Response:
    """A note is made of a conversation; without one, the conversation begins."""
    return RedirectResponse("/", 303)


@router.post("/note")
async def check(here: Here, request: Request) -> Response:
    """Check your answers: what goes in, and what is left out."""
    return await run_in_threadpool(_check, here, request, await _read(here, request))


@router.post("/note/page")
async def page(here: Here, request: Request) -> Response:
    """The note, on one page. With no line left in it, the choice again."""
    asked = await _read(here, request)
    if not asked.chosen.lines:
        return await run_in_threadpool(_check, here, request, asked, missing=True)
    return await run_in_threadpool(_written, here, request, asked)


@router.post("/note.json")
async def file(here: Here, request: Request) -> Response:
    """The answers in the note, for a health record."""
    asked = await _read(here, request)
    words = here.assistant.catalogues[asked.locale]
    resource = fhir.questionnaire_response(
        asked.chosen,
        lang=words.wire,
        version=here.assistant.pathway.version,
        now=here_and_now(),
        urgent=here.assistant.renderer.urgent(words),
    )
    body = json.dumps(resource, ensure_ascii=False, indent=2)
    headers = {"Content-Language": words.wire, "Content-Disposition": 'attachment; filename="note.json"'}
    return Response(body, media_type=fhir.TYPE, headers=headers)


async def _read(here: Context, request: Request) -> Asked:
    """What was sent. BrokenToken where no note can be made of it."""
    fields = await read_fields(request, MOST_FIELDS)
    was = here.tokens.open(one_of(fields, "conversation"))
    locale = negotiate([was.locale], here.assistant.catalogues.locales) or here.locale(request)
    wish = Form("", one_of(fields, "do"), "", tuple(fields.get("value", ())), "")
    locale, look = displayed(here, wish, locale, was.look)
    note = await run_in_threadpool(Writer(here.assistant, locale).note, was.state)
    if note is None:
        raise BrokenToken("the conversation is not at an outcome of which a note is made")
    kept = frozenset(fields.get("keep", ())) if "chosen" in fields else None
    return Asked(note, kept, was.state, locale, look)


def _check(here: Context, request: Request, asked: Asked, *, missing: bool = False) -> HTMLResponse:
    kept = asked.note.usual if asked.kept is None else asked.kept
    guarded = any(one.guarded for one in asked.note.lines)
    return _page(here, request, "check", asked, note=asked.note, kept=kept, guarded=guarded, missing=missing)


def _written(here: Context, request: Request, asked: Asked) -> HTMLResponse:
    sheet = paper.on_one_page(asked.chosen)
    return _page(
        here,
        request,
        "page",
        asked,
        note=sheet.note,
        print_size=sheet.size,
        text=text.whole(sheet.note),
        code=code.draw(sheet.note),
    )


def _page(here: Context, request: Request, name: str, asked: Asked, **more: Any) -> HTMLResponse:
    """A page. Its urgent help is the standing one: a card of a danger would tell whoever sees the print."""
    words = here.assistant.catalogues[asked.locale]
    made = request.app.state.pages.page(
        f"notes/{name}.html",
        words,
        look=asked.look,
        token=here.tokens.seal(asked.state, asked.locale, asked.look),
        action=request.url.path,
        carried=_carried(asked),
        urgent=here.assistant.renderer.urgent(words),
        **more,
    )
    return HTMLResponse(made, headers={"Content-Language": words.wire, "Vary": "Accept-Language"})


def _carried(asked: Asked) -> list[tuple[str, str]]:
    """Fields that bring the chosen lines to the next page."""
    if asked.kept is None:
        return []
    return [("chosen", "yes"), *(("keep", one.id) for one in asked.chosen.lines)]
