"""Services, search and the pathway itself, read only."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import JSONResponse

from api.context import Context, Here
from bot.language.search import Index
from bot.pathway.conditions import AllOf, AnyOf, Condition, Is

router = APIRouter(prefix="/v1", tags=["services"])
Staff = Annotated[bool, Query(description="Also the contacts that are for professionals only.")]
Search = Annotated[str, Query(max_length=200, examples=["birth trauma"])]


@router.get("/services")
async def services(here: Here, request: Request, professionals: Staff = False) -> JSONResponse:
    """Every service."""
    assistant, locale = here.assistant, here.locale(request)
    records = [_record(here, id, locale, staff=professionals) for id in assistant.pathway.services]
    return _answer(here, locale, services=records)


@router.get("/services/{id}")
async def service(id: str, here: Here, request: Request, professionals: Staff = False) -> JSONResponse:
    """One service."""
    if id not in here.assistant.pathway.services:
        raise HTTPException(404)
    locale = here.locale(request)
    return _answer(here, locale, service=_record(here, id, locale, staff=professionals))


@router.get("/search")
async def search(here: Here, request: Request, q: Search = "", professionals: Staff = False) -> JSONResponse:
    """Services by a few words, best first. Words of danger answer with the card for staff, first."""
    locale = here.locale(request)
    alert = here.assistant.alert_for(q)
    found = _index(here, locale).find(q)
    records = [_record(here, one.service, locale, staff=professionals) for one in found]
    return _answer(here, locale, alert=alert, staff=professionals, results=records)


@router.get("/pathway")
async def pathway(here: Here, request: Request) -> JSONResponse:
    """The pathway as data: questions, needs with their offers, moves, the timeline, rules and sources."""
    locale = here.locale(request)
    graph, words = here.assistant.pathway, here.assistant.catalogues[locale]
    return _answer(
        here,
        locale,
        version=graph.version,
        fingerprint=graph.fingerprint,
        signed_by=graph.sign_off.clinical_safety_officer,
        questions=[
            {
                "slot": question.slot,
                "ask": words.text(question.ask),
                "options": [{"value": o.value, "label": words.text(o.label)} for o in question.options],
            }
            for question in graph.questions.values()
        ],
        needs=[
            {
                "id": need.id,
                "label": words.text(need.label),
                "group": need.group,
                "strand": need.strand,
                "offers": [
                    {
                        "when": _condition(offer.when),
                        "rules": list(offer.rules),
                        "first": list(offer.first),
                        "also": list(offer.also),
                        "meanwhile": list(offer.meanwhile),
                    }
                    for offer in need.offers
                ],
            }
            for need in graph.needs.values()
        ],
        moves=[
            {"from": move.start, "to": move.end, "kind": move.kind, "says": words.text(move.says)}
            for move in graph.moves
        ],
        timeline={
            "stages": [{"id": s.id, "label": words.text(s.label)} for s in graph.timeline.stages],
            "checks": [
                {"id": c.id, "stage": c.stage, "name": words.text(c.name), "when": words.text(c.when)}
                for c in graph.timeline.checks
            ],
            "tools": [
                {
                    "id": t.id,
                    "name": words.text(t.name),
                    "what": words.text(t.what),
                    "used_by": list(t.used_by),
                }
                for t in graph.timeline.tools
            ],
        },
        programmes=[
            {"id": p.id, "name": words.text(p.name), "kind": p.kind, "part_of": p.part_of, "quote": p.quote}
            for p in graph.programmes.values()
        ],
        rules=[
            {
                "id": r.id,
                "when": r.when,
                "then": r.then,
                "quote": r.quote,
                "source": r.source,
                "caution": r.caution,
            }
            for r in graph.rules.values()
        ],
        sources=[{"id": s.id, "title": s.title, "url": s.url, "dated": s.dated} for s in graph.sources.values()],
    )


def _record(here: Context, id: str, locale: str, *, staff: bool) -> dict[str, Any]:
    assistant = here.assistant
    record = assistant.renderer.directory.record(id, assistant.catalogues[locale], assistant.today(), staff=staff)
    return record | {"eligible": _condition(assistant.pathway.services[id].eligible)}


def _answer(here: Context, locale: str, *, alert: str | None = None, staff: bool = False, **body: Any) -> JSONResponse:
    words = here.assistant.catalogues[locale]
    urgent = here.assistant.renderer.urgent(words, alert=alert, staff=staff)
    return JSONResponse({**body, "urgent": urgent}, headers={"Content-Language": words.wire, "Vary": "Accept-Language"})


def _index(here: Context, locale: str) -> Index:
    return _built(here.assistant.pathway.fingerprint, locale, here)


@lru_cache(maxsize=32)
def _built(fingerprint: str, locale: str, here: Context) -> Index:  # noqa: ARG001
    return Index(here.assistant.pathway, here.assistant.catalogues[locale])


def _condition(condition: Condition) -> Any:
    match condition:
        case Is(slot, values):
            return {slot: sorted(values)}
        case AllOf(conditions):
            return {"all": [_condition(one) for one in conditions]}
        case AnyOf(conditions):
            return {"any": [_condition(one) for one in conditions]}
        case _:
            return {"not": _condition(condition.condition)}
