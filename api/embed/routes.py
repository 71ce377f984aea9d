"""The widget's files, the page for a frame, and the page that writes the lines for partners."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from api.context import Context, Here
from api.embed.bundle import File
from api.embed.partners import framed_policy, framing_policy
from api.embed.release import Release
from api.embed.snippet import Wanted, read_wanted
from api.web.pages import drawn
from bot.language import tags
from bot.language.catalogues import Catalogue

router = APIRouter(prefix="/embed", include_in_schema=False)
_FOR_EVER = "public, max-age=31536000, immutable"
_SHORT = "public, max-age=300"
_PICTURES = {path.stem: path for path in drawn()}
_FOR_ANY_PAGE = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""The files are the same for everyone, and hold nothing about anyone."""


@router.get("/v1/navigator.js")
async def newest(request: Request) -> Response:
    """The loader as it is now. Kept by browsers for five minutes; without a hash, because it changes."""
    return _script(request, _release(request).loader, _SHORT)


@router.get("/v1/pictures/{name}.svg")
async def picture(name: str) -> Response:
    """A picture of Easy Read."""
    if name not in _PICTURES:
        raise HTTPException(404)
    headers = _FOR_ANY_PAGE | {"Cache-Control": _SHORT}
    return Response(_PICTURES[name].read_bytes(), media_type="image/svg+xml", headers=headers)


@router.get("/v1/{version}/{name}")
async def fixed(version: str, name: str, request: Request) -> Response:
    """A version of the loader or of the widget. What is at this address never changes."""
    file = _release(request).find(version, name)
    if file is None:
        raise HTTPException(404)
    return _script(request, file, _FOR_EVER)


@router.get("/frame")
async def frame(here: Here, request: Request) -> Response:
    """The page in a partner's frame: the widget alone. Only partners and our own preview may frame it."""
    locale = here.locale(request)
    words = here.assistant.catalogues[locale]
    wanted = read_wanted(request.query_params, locale, here.assistant)
    page = request.app.state.pages.page(
        "embed/frame.html",
        words,
        urgent=here.assistant.renderer.urgent(words),
        loader=_release(request).loader,
        settings=wanted.attributes(framed=True),
    )
    return _page(page, words, framed_policy(here.settings.partners))


@router.get("")
async def write(here: Here, request: Request) -> Response:
    """The form, the lines to copy, and the preview."""
    locale = here.locale(request)
    assistant, words = here.assistant, here.assistant.catalogues[locale]
    wanted = read_wanted(request.query_params, locale, assistant)
    address = here.settings.address or str(request.base_url).rstrip("/")
    loader = _release(request).loader
    lines = _snippet(here, request, words, wanted, address, loader)
    preview = _snippet(here, request, words, wanted, "", loader)
    named = assistant.pathway.phrases["language_name"]
    page = request.app.state.pages.page(
        "embed/page.html",
        words,
        urgent=assistant.renderer.urgent(words),
        catalogue=words,
        wanted=wanted,
        spoken=[(tags.to_wire(one), assistant.catalogues[one].text(named)) for one in assistant.catalogues.languages]
        + [("en-x-easyread", words.text(assistant.pathway.phrases["easy_read"]))],
        areas=[(one.value, words.text(one.label)) for one in assistant.pathway.questions["area"].options],
        needs=[(one.id, words.text(one.label)) for one in assistant.pathway.needs.values()],
        snippet=lines,
        preview=Markup(preview),  # our own template, which escapes what it is given
        policy=_policy(wanted, address),
    )
    return _page(page, words, framing_policy())


def _snippet(here: Context, request: Request, words: Catalogue, wanted: Wanted, address: str, loader: File) -> str:
    fixed = wanted.channel == "fixed"
    snippet: str = request.app.state.pages.page(
        "embed/snippet.html",
        words,
        urgent=here.assistant.renderer.urgent(words),
        src=address + (loader.path if fixed else "/embed/v1/navigator.js"),
        integrity=loader.integrity if fixed else "",
        page=f"{address}/?lang={words.wire}",
        link=words.pgettext("page.widget_page", "Find help on our own page"),
        settings=wanted.attributes(),
    )
    return snippet.strip()


def _policy(wanted: Wanted, address: str) -> list[str]:
    """What a page under `default-src 'none'` needs beyond what it has."""
    parts = ("script-src", "frame-src") if wanted.mode == "frame" else ("script-src", "connect-src", "img-src")
    return [f"{part} {address};" for part in parts]


def _release(request: Request) -> Release:
    release: Release = request.app.state.widget()
    return release


def _script(request: Request, file: File, cache: str) -> Response:
    headers = _FOR_ANY_PAGE | {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    packed = "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(file.packed if packed else file.body, media_type="text/javascript; charset=utf-8", headers=headers)


def _page(page: Any, words: Catalogue, policy: str) -> HTMLResponse:
    headers = {"Content-Language": words.wire, "Vary": "Accept-Language", "Content-Security-Policy": policy}
    return HTMLResponse(page, headers=headers)
