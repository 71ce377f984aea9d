"""The pages in a real browser, against a real server: a phone without JavaScript, a keyboard, narrow screens, paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import IN_CHROMIUM
from tests.server import start

pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with start() as address:
        yield address


def test_words_then_taps_lead_to_the_right_service_on_a_phone(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#text", "I feel so low since my baby was born 6 weeks ago, we live in Lowestoft")
    page.get_by_role("button", name="Send").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("You said: Feeling low, tearful or flat")
    page.get_by_role("button", name="Yes, that is right").click()
    for label in ("Struggling. Some days are hard", "The person who is pregnant or gave birth", "20 or over"):
        page.get_by_label(label).check()
        page.get_by_role("button", name="Next").click()
    assert page.locator(".service.first h3").inner_text() == "NHS Norfolk and Waveney Talking Therapies"
    assert page.get_by_text("Suffolk Family Hubs").first.is_visible()
    assert not page.get_by_text("Norfolk Family Hubs").is_visible()


def test_the_whole_journey_can_be_made_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.locator("a.skip").evaluate("link => link === document.activeElement")
    page.get_by_label("How I feel").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_label("Home from a mother and baby unit").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    assert page.locator(".service.first h3").inner_text() == "Kingfisher outreach team"


def test_danger_typed_brings_the_emergency_card_to_the_top(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#text", "i want to kill myself")
    page.get_by_role("button", name="Send").click()
    card = page.locator("section.urgent.tier-emergency")
    assert "999" in card.get_by_role("heading").inner_text()
    assert card.bounding_box()["y"] < 300
    page.get_by_role("button", name="Show me other help").click()
    assert page.locator("form.question").is_visible()
    assert not page.locator("section.tier-emergency").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_scrolls_sideways_and_targets_are_large(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    targets = "[...document.querySelectorAll('button, .calls a, summary, .option input')]"
    heights = page.evaluate(f"{targets}.map(e => e.getBoundingClientRect().height)")
    assert min(heights) >= 44
    context.close()


def test_the_outcome_prints_with_urgent_help_and_without_buttons(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Money, home and practical help").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Trying for a baby or having IVF").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Norwich", exact=True).check()
    page.get_by_role("button", name="Next").click()
    page.emulate_media(media="print")
    assert page.get_by_text("Need help now?").is_visible()
    assert page.get_by_role("heading", name="Bourn Hall fertility clinics").is_visible()
    assert not page.get_by_role("button", name="Start again").is_visible()
    context.close()


def test_the_page_asks_nothing_of_any_other_machine(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert all(url.startswith((address, "data:")) for url in asked)
    stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert stored == [0, 0, ""]
    context.close()
