"""The page of the map, by strand or for one need, and the map as a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from api.context import Context, Here
from bot.language.map import Maps, Section, Told

router = APIRouter(include_in_schema=False)
ALL = "all"


@dataclass(frozen=True, slots=True)
class View:
    """What is asked for: one need, or else one strand, or all of them."""

    need: str | None
    strand: str | None

    @property
    def query(self) -> str:
        """The same as it stands in an address."""
        return f"need={self.need}" if self.need else f"strand={self.strand or ALL}"


def viewed(here: Here, need: str = "", strand: str = "") -> View:
    """What is not known is passed over: the first strand is shown."""
    graph = here.assistant.pathway
    if need in graph.needs:
        return View(need, None)
    if strand == ALL:
        return View(None, None)
    return View(None, strand if strand in graph.strands else next(iter(graph.strands)))


Asked = Annotated[View, Depends(viewed)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A chart as a page shows it. `legend` holds signs and what they mean, `picture` is SVG."""

    id: str
    heading: str
    legend: tuple[tuple[str, str], ...]
    picture: str
    table: tuple[Section, ...]
    moves: tuple[Told, ...]


@router.get("/map")
async def page(here: Here, request: Request, view: Asked) -> HTMLResponse:
    """The map."""
    locale = here.locale(request)
    words = here.assistant.catalogues[locale]
    made = request.app.state.pages.page(
        "map/page.html",
        words,
        path="/map",
        urgent=here.assistant.renderer.urgent(words),
        graph=here.assistant.pathway,
        say=words.text,
        view=view,
        sheets=await run_in_threadpool(_sheets, here, locale, view),
    )
    return HTMLResponse(made, headers={"Content-Language": words.wire, "Vary": "Accept-Language"})


@router.get("/map.svg")
async def file(here: Here, request: Request, view: Asked) -> Response:
    """The map as a file that stands alone: it carries the way to urgent help itself."""
    locale = here.locale(request)
    headers = {
        "Content-Language": here.assistant.catalogues[locale].wire,
        "Vary": "Accept-Language",
        "Content-Disposition": 'attachment; filename="map.svg"',
    }
    drawn = await run_in_threadpool(_file, here, locale, view)
    return Response(drawn, media_type="image/svg+xml", headers=headers)


@lru_cache(maxsize=256)
def _sheets(here: Context, locale: str, view: View) -> list[Sheet]:
    """The same for everyone, so they are made once."""
    maps, words = Maps(here.assistant.pathway), here.assistant.catalogues[locale]
    return [
        Sheet(
            id=chart.id,
            heading=maps.heading(chart, words),
            legend=maps.legend(chart, words),
            picture=maps.picture(chart, words),
            table=maps.table(chart, words),
            moves=maps.told(chart, words),
        )
        for chart in maps.charts(strand=view.strand, need=view.need)
    ]


@lru_cache(maxsize=256)
def _file(here: Context, locale: str, view: View) -> str:
    maps = Maps(here.assistant.pathway)
    return maps.file(maps.charts(strand=view.strand, need=view.need), here.assistant.catalogues[locale])
