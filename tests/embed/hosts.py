"""Partner sites that make it hard for a guest: served from another port, as pages with the lines from /embed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from playwright.sync_api import Locator, Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from api.app import create_app
from api.settings import Settings
from bot.assistant import build_assistant
from bot.dialogue.understanding import Understanding
from tests.conftest import HOME, TODAY, ScriptedNLU
from tests.server import serving

UNSET = "<style>* { all: unset !important; display: block !important; visibility: hidden !important }</style>"
WAR = (
    "<style>.war { position: fixed; inset: 50% 0 0 50%; z-index: 2147483647; background: pink; transform: scale(1) }"
    ".host { transform: translateX(3px); overflow: hidden; height: 40px }</style>"
)
WORDPRESS = """<style>html { font-size: 62.5%; box-sizing: border-box } body { font: 1.6rem/1 Georgia; color: #eee }
button, input, textarea { all: unset; background: #ff69b4 !important; font-size: 30px !important; text-transform: uppercase }
a { color: red !important } section { padding: 90px !important } p { margin: 4rem; letter-spacing: .3em }</style>
<script>
Array.prototype.flatten = function () { return this; }; Object.prototype.extra = "polluted";
addEventListener("keydown", (event) => { if (event.target.tagName !== "TEXTAREA") window.shortcuts = (window.shortcuts || "") + event.key; });
</script>"""


@dataclass(frozen=True)
class Host:
    """A page: its language, what stands in its head and around the element, and its Content-Security-Policy."""

    head: str = ""
    before: str = ""
    after: str = ""
    attributes: str = 'lang="en"'
    policy: str = ""
    width: int = 900


HOSTS = {
    "strict policy": Host(policy="default-src 'none'; base-uri 'none'; form-action 'none'; {documented}"),
    "everything unset": Host(head=UNSET),
    "war of layers": Host(head=WAR, before='<div class="host">', after='</div><div class="war">First!</div>'),
    "right to left": Host(attributes='lang="ar" dir="rtl"'),
    "320 pixels": Host(head='<meta name="viewport" content="width=device-width">', width=320),
    "like WordPress": Host(head=WORDPRESS, before='<div class="entry-content"><p>', after="</p></div>"),
}


class Guest:
    """The navigator, and a partner's site beside it. `snippet` is what /embed says for a query."""

    def __init__(self, stack: ExitStack) -> None:
        self.pages: dict[str, tuple[str, dict[str, str]]] = {}
        site = Starlette(routes=[Route("/{path:path}", self._serve)])
        self.host = stack.enter_context(serving(site))  # type: ignore[arg-type]
        self.stranger = stack.enter_context(serving(site)).replace("127.0.0.1", "localhost")  # type: ignore[arg-type]
        nlu = ScriptedNLU()
        nlu.script["so tired"] = Understanding(in_scope=True)
        self.app = create_app(Settings(partners=(self.host,)), build_assistant(HOME, nlu, lambda: TODAY))
        self.base = stack.enter_context(serving(self.app))
        self.put("before", "<h1>The page before</h1>")

    async def _serve(self, request: Request) -> Response:
        body, headers = self.pages.get(request.path_params["path"], ("nothing", {}))
        return HTMLResponse(body, headers=headers)

    def put(self, path: str, body: str, attributes: str = 'lang="en"', **headers: str) -> str:
        """Serve a page on the partner's site. Its address."""
        whole = f"<!doctype html><html {attributes}><meta charset='utf-8'><title>Partner</title>{body}"
        self.pages[path] = (whole, {name.replace("_", "-"): value for name, value in headers.items()})
        return f"{self.host}/{path}"

    def hosted(self, host: Host, snippet: str, policy: list[str], path: str = "page") -> str:
        """The lines in a host's page. Its address."""
        given = {"content_security_policy": host.policy.format(documented=" ".join(policy))} if host.policy else {}
        body = f"<head>{host.head}</head><body>{host.before}{snippet}{host.after}"
        return self.put(path, body, host.attributes, **given)


@contextmanager
def guest() -> Iterator[Guest]:
    with ExitStack() as stack:
        yield Guest(stack)


def lines(page: str) -> tuple[str, list[str]]:
    """The lines to copy and the parts of the policy, from the page /embed as a person reads them."""
    snippet, policy = (html.unescape(code) for code in re.findall(r"<code>(.*?)</code>", page, re.S))
    return snippet, policy.split("\n")


def opened(page: Page) -> Locator:
    """The conversation, opened by its button, once it has begun."""
    page.locator("pathway-navigator button.open").click()
    page.locator("pathway-navigator .choice").first.wait_for()
    return page.locator("pathway-navigator")
