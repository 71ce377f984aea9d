"""The pages about the navigator: how to use it safely, what becomes of what people write, for whom it works so far."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.context import Here

router = APIRouter(include_in_schema=False)


@router.get("/safety")
@router.get("/privacy")
@router.get("/accessibility")
async def about(here: Here, request: Request) -> HTMLResponse:
    """One of the pages; which one is in the path."""
    words = here.assistant.catalogues[here.locale(request)]
    path = request.url.path
    urgent = here.assistant.renderer.urgent(words)
    page = request.app.state.pages.page(f"about{path}.html", words, urgent=urgent, path=path)
    return HTMLResponse(page, headers={"Content-Language": words.wire, "Vary": "Accept-Language"})
