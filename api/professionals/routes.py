"""The pages of the lookup. Every one is a plain page or GET form first; the script asks for the same pages."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from api.context import Context, Here
from api.professionals.card import Card, card
from api.professionals.eligible import judge, questions
from api.professionals.leads import leads, sheet
from api.professionals.lookup import FILTERS, Lookup, Wanted
from api.professionals.message import message, neutral
from api.web.clock import here_and_now
from api.web.pages import Pages
from bot.language.tags import negotiate, to_wire
from bot.nlu.places import load_places

router = APIRouter(prefix="/professionals", include_in_schema=False)
MOST_COMPARED = 3
KEPT_MINUTES = 5
"""How long a copy of the directory is given out; the page says from when it is."""
MOST_LETTERS = 200
"""Letters of a search that are looked up. Danger is looked for in all of it: a long search is never refused unread."""
Chosen = Annotated[list[str], Query()]


@router.get("")
async def search(here: Here, request: Request, q: str = "") -> Response:
    """The search, and what it found. Words of danger put the card for staff on top."""
    return await run_in_threadpool(_search, here, request, q)


def _search(here: Context, request: Request, q: str) -> Response:
    locale = here.locale(request)
    wanted = _wanted(here, request, q[:MOST_LETTERS])
    found = [_card(here, id, locale) for id in _lookup(here, locale).find(wanted)] if wanted else []
    alert = here.assistant.alert_for(q) if q else None
    return _page(here, request, "search", alert=alert, wanted=wanted, found=found, view=None)


@router.get("/directory")
async def directory(here: Here, request: Request) -> Response:
    """Every service on one page, and the cards and tables with which the browser goes on when the network drops."""
    locale = here.locale(request)
    now = here_and_now()
    minute = now.replace(minute=now.minute - now.minute % KEPT_MINUTES, second=0, microsecond=0)
    page = await run_in_threadpool(_directory, here, request.app.state.pages, locale, minute)
    headers = _headers(here, locale) | {"Vary": "Accept-Language, Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return HTMLResponse(page, headers=headers | {"Content-Encoding": "gzip"})
    return HTMLResponse(gzip.decompress(page), headers=headers)


@lru_cache(maxsize=16)
def _directory(here: Context, pages: Pages, locale: str, minute: datetime) -> bytes:
    """The page, compressed: it is the same for everyone for some minutes, and large."""
    views = [_view(here, id, locale, {}) for id in here.assistant.pathway.services]
    tables = json.dumps(_lookup(here, locale).tables(), ensure_ascii=False, separators=(",", ":"))
    shared = _shared(here, locale, "/professionals/directory")
    page = pages.page(
        "professionals/directory.html",
        here.assistant.catalogues[locale],
        **shared,
        views=views,
        tables=tables.replace("<", "\\u003c"),
        made=f"{minute:%H:%M}",
    )
    return gzip.compress(page.encode(), compresslevel=6)


@router.get("/pathway")
async def pathway(here: Here, request: Request) -> Response:
    """The local pathway on one sheet of paper."""
    locale = here.locale(request)
    rows = sheet(here.assistant.pathway)
    named = dict.fromkeys(id for row in rows for cell in row.cells for id in cell)
    cards = {id: _card(here, id, locale) for id in named}
    return _page(here, request, "pathway", rows=rows, cards=cards, questions=here.assistant.pathway.questions)


@router.get("/compare")
async def compare(here: Here, request: Request, service: Chosen = []) -> Response:  # noqa: B006
    """Two or three services side by side."""
    locale = here.locale(request)
    known = [id for id in dict.fromkeys(service) if id in here.assistant.pathway.services][:MOST_COMPARED]
    return _page(here, request, "compare", cards=[_card(here, id, locale) for id in known])


@router.get("/services/{id}")
async def service(id: str, here: Here, request: Request) -> Response:
    """A card, whether someone is eligible, what leads to it, and what to say and send."""
    if id not in here.assistant.pathway.services:
        raise HTTPException(404)
    view = _view(here, id, here.locale(request), dict(request.query_params))
    return _page(here, request, "search", view=view, wanted=_wanted(here, request, ""), found=[])


@router.get("/services/{id}/patient")
async def patient(id: str, here: Here, request: Request, to: str = "") -> Response:
    """What to hand to the patient, in the patient's language: to print, or as a text message."""
    assistant = here.assistant
    if id not in assistant.pathway.services:
        raise HTTPException(404)
    locale = negotiate([to], assistant.catalogues.locales) or here.locale(request)
    record = assistant.renderer.directory.record(id, assistant.catalogues[locale], assistant.today())
    given, desk = _given(here, id, locale), assistant.catalogues[here.locale(request)]
    return _page(here, request, "patient", locale=locale, staff=False, record=record, given=given, desk=desk)


def _wanted(here: Context, request: Request, q: str) -> Wanted:
    """The search as asked for. A filter with a value that is not known is left out."""
    asked, graph = request.query_params, here.assistant.pathway
    chosen = {name: asked[name] for name in FILTERS if graph.questions[name].option(asked.get(name, ""))}
    level = asked.get("level", "")
    return Wanted(q, chosen, level if level in graph.levels else "")


def _view(here: Context, id: str, locale: str, asked: dict[str, str]) -> dict[str, Any]:
    """All that is shown of a service."""
    graph = here.assistant.pathway
    about = graph.services[id]
    verdict = judge(graph, about, {slot: value for slot, value in asked.items() if value})
    ways = leads(graph, id)
    named = {*verdict.instead, *(start for start, _ in ways.moves)}
    return {
        "card": _card(here, id, locale),
        "questions": questions(graph, about),
        "asked": asked,
        "verdict": verdict,
        "answered": any(asked.get(one.slot) for one in questions(graph, about)),
        "leads": ways,
        "names": {one: here.assistant.catalogues[locale].text(graph.services[one].name) for one in named},
        "given": _given(here, id, locale),
    }


def _given(here: Context, id: str, locale: str) -> dict[str, Any]:
    """What to send to the patient."""
    assistant = here.assistant
    words = assistant.catalogues[locale]
    record = assistant.renderer.directory.record(id, words, assistant.today())
    return {"lang": words.wire, "dir": words.dir, "sms": message(record), "neutral": neutral(record)}


@lru_cache(maxsize=1024)
def _card_on(here: Context, id: str, locale: str, day: str) -> Card:  # noqa: ARG001
    return card(here.assistant.pathway, id, here.assistant.catalogues[locale], here.assistant.today())


def _card(here: Context, id: str, locale: str) -> Card:
    return _card_on(here, id, locale, here.assistant.today().isoformat())


@lru_cache(maxsize=32)
def _lookup(here: Context, locale: str) -> Lookup:
    codes = {code: areas for code, areas in load_places().outcodes.items() if areas != {"elsewhere"}}
    return Lookup(here.assistant.pathway, here.assistant.catalogues[locale], codes)


def _page(
    here: Context,
    request: Request,
    name: str,
    *,
    locale: str = "",
    alert: str | None = None,
    staff: bool = True,
    **more: Any,
) -> HTMLResponse:
    locale = locale or here.locale(request)
    shared = _shared(here, locale, request.url.path, alert=alert, staff=staff)
    page = request.app.state.pages.page(
        f"professionals/{name}.html", here.assistant.catalogues[locale], **{**shared, **more}
    )
    return HTMLResponse(page, headers=_headers(here, locale))


def _shared(here: Context, locale: str, path: str, *, alert: str | None = None, staff: bool = True) -> dict[str, Any]:
    """What every page of the lookup is given: the red flags first of all."""
    assistant, words = here.assistant, here.assistant.catalogues[locale]
    standing = assistant.renderer.urgent(words, staff=staff)
    return {
        "urgent": standing if alert is None else assistant.renderer.urgent(words, alert=alert, staff=staff),
        "flags": standing["lines"][: len(assistant.pathway.safety.standing.staff_lines)] if staff else (),
        "graph": assistant.pathway,
        "say": words.text,
        "path": path,
        "report_to": here.settings.report_to,
        "locales": [(to_wire(one), _named(here, one)) for one in assistant.catalogues.locales],
    }


def _headers(here: Context, locale: str) -> dict[str, str]:
    return {"Content-Language": here.assistant.catalogues[locale].wire, "Vary": "Accept-Language"}


def _named(here: Context, locale: str) -> str:
    """A locale called by its own name, Easy Read said beside it."""
    words = here.assistant.catalogues[locale]
    phrases = here.assistant.pathway.phrases
    name = words.text(phrases["language_name"])
    return f"{name} ({words.text(phrases['easy_read'])})" if words.easy else name
