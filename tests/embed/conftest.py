"""A partner's site, the navigator and a browser in which nothing else can be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.conftest import browser as browser
from tests.embed.hosts import Guest, guest

ELSEWHERE = re.compile("^https:")
WEATHER = "https://www.bbc.co.uk/weather"


@pytest.fixture(scope="module")
def visit() -> Iterator[Guest]:
    with guest() as visit:
        yield visit


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 900, "height": 740})

    def answer(route: Route) -> None:
        route.fulfill(body="<title>Weather</title><h1>Rain</h1>", content_type="text/html")

    context.route(ELSEWHERE, answer)
    yield context
    assert context.cookies() == []
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(10_000)
    return page
