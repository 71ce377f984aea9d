"""The page of the map, by strand or for one need, and the map as a file."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from api.context import Context, Here
from bot.language.map import Maps
from bot.pathway.flow import Chart

router = APIRouter(include_in_schema=False)


@router.get("/map")
async def page(here: Here, request: Request, need: str = "") -> HTMLResponse:
    """The map. `need` keeps what serves it; one that is not known is passed over."""
    locale = here.locale(request)
    chosen = need if need in here.assistant.pathway.needs else None
    words = here.assistant.catalogues[locale]
    shown = await run_in_threadpool(_charts, here, locale, chosen)
    made = request.app.state.pages.page(
        "map/page.html",
        words,
        path="/map",
        urgent=here.assistant.renderer.urgent(words),
        graph=here.assistant.pathway,
        say=words.text,
        chosen=chosen,
        charts=shown,
    )
    return HTMLResponse(made, headers={"Content-Language": words.wire, "Vary": "Accept-Language"})


@router.get("/map.svg")
async def file(here: Here, request: Request, need: str = "") -> Response:
    """The map as a file that stands alone: it carries the way to urgent help itself."""
    locale = here.locale(request)
    chosen = need if need in here.assistant.pathway.needs else None
    words = here.assistant.catalogues[locale]
    drawn = await run_in_threadpool(_file, here, locale, chosen)
    headers = {
        "Content-Language": words.wire,
        "Vary": "Accept-Language",
        "Content-Disposition": 'attachment; filename="map.svg"',
    }
    return Response(drawn, media_type="image/svg+xml", headers=headers)


@lru_cache(maxsize=128)
def _charts(here: Context, locale: str, need: str | None) -> list[dict[str, Any]]:
    """Each chart drawn, and as a table. The same for everyone, so it is made once."""
    maps, words = Maps(here.assistant.pathway), here.assistant.catalogues[locale]
    return [
        {
            "id": chart.id,
            "heading": maps.heading(chart, words),
            "svg": maps.svg(chart, words, page=True),
            "stages": [words.text(stage.label) for stage in here.assistant.pathway.timeline.stages],
            "rows": [{"name": maps.name(row, words), "cells": cells} for row, cells in _table(chart)],
            "moves": maps.told(chart, words),
        }
        for chart in maps.charts(need)
    ]


@lru_cache(maxsize=32)
def _file(here: Context, locale: str, need: str | None) -> str:
    maps = Maps(here.assistant.pathway)
    return maps.file(maps.charts(need), here.assistant.catalogues[locale])


def _table(chart: Chart) -> list[tuple[str, list[list[str]]]]:
    """By row, and in it by stage: the ids of what is there."""
    return [
        (row.id, [[item.id for item in row.items if item.first <= at <= item.last] for at in range(len(chart.stages))])
        for row in chart.rows
    ]
