"""A served navigator, and screens of every kind to look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility.served import Place
from tests.accessibility.served import place as served
from tests.browser.conftest import browser

__all__ = ["browser"]


@pytest.fixture(scope="session")
def place() -> Iterator[Place]:
    with served() as place:
        yield place


@pytest.fixture
def screen(browser: Browser) -> Iterator[Callable[[int], Page]]:
    """A page by the zoom of its window. No other machine is asked for anything, and nothing stays behind."""
    pages: dict[int, Page] = {}

    def page(zoom: int = 1) -> Page:
        if zoom not in pages:
            context = browser.new_context(device_scale_factor=zoom)
            pages[zoom] = context.new_page()
            pages[zoom].set_default_timeout(20_000)
        return pages[zoom]

    yield page
    for one in pages.values():
        assert one.context.cookies() == []
        one.context.close()
