"""Is it alive, is it ready: for whoever runs it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from api.context import Here

router = APIRouter(tags=["operations"])


@router.get("/healthz")
async def alive(here: Here) -> JSONResponse:
    """The process answers."""
    return _answer(here, status="ok")


@router.get("/readyz")
async def ready(here: Here) -> JSONResponse:
    """Taps and screening answer. `words` says whether free text is understood too, or still being loaded."""
    return _answer(
        here,
        status="ready",
        pathway=here.assistant.pathway.fingerprint,
        words=getattr(here.assistant.nlu, "ready", True),
        why_not=getattr(here.assistant.nlu, "failure", None),
    )


def _answer(here: Here, **body: Any) -> JSONResponse:
    words = here.assistant.catalogues[here.settings.language]
    return JSONResponse({**body, "urgent": here.assistant.renderer.urgent(words)})
