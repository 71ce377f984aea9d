"""The quick exit of our own pages: by click, by keys, without JavaScript; and nothing comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from api.app import create_app
from api.settings import EXIT_PAGE, Settings
from bot.assistant import Assistant
from tests.browser.conftest import IN_CHROMIUM
from tests.server import serving

pytestmark = IN_CHROMIUM
ELSEWHERE = "<title>Weather</title><h1>Weather</h1>"


@pytest.fixture
def address(assistant: Assistant) -> Iterator[str]:
    with serving(create_app(Settings(), assistant)) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.route(f"{EXIT_PAGE}**", lambda route: route.fulfill(body=ELSEWHERE, content_type="text/html"))
    page.set_default_timeout(20_000)
    page.goto("about:blank")
    page.goto(address)
    page.get_by_label("How I feel").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_text("Feeling low").first.wait_for()
    page.locator("#exit-keys").wait_for()
    yield page
    context.close()


def shifts(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [lambda page: page.click("#exit"), shifts], ids=["click", "Shift three times"])
def test_the_exit_leads_away_and_back_does_not_lead_to_what_was_said(visitor: Page, leave) -> None:
    leave(visitor)
    expect(visitor.get_by_role("heading", name="Weather")).to_be_visible()
    visitor.go_back()
    assert "Feeling low" not in visitor.content()
    assert "What you told us" not in visitor.content()


def test_a_capital_letter_is_no_exit(visitor: Page) -> None:
    visitor.locator("#text").press_sequentially("I AM OK")
    expect(visitor.locator("#exit")).to_be_visible()


def test_the_page_is_empty_before_the_network_answers(visitor: Page) -> None:
    visitor.route(f"{EXIT_PAGE}**", lambda route: route.abort())
    assert visitor.evaluate("(document.getElementById('exit').click(), document.body.textContent)") == ""


def test_the_exit_is_second_in_tab_order_and_stays_in_sight(visitor: Page, address: str) -> None:
    visitor.goto(address)
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Tab")
    assert visitor.evaluate("document.activeElement.id") == "exit"
    visitor.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert visitor.locator("#exit").bounding_box()["y"] >= 0


def test_without_javascript_the_link_leads_away(page: Page, address: str) -> None:
    page.route(f"{EXIT_PAGE}**", lambda route: route.fulfill(body=ELSEWHERE, content_type="text/html"))
    page.goto(address)
    page.click("#exit")
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
