"""The pages in other languages and in Easy Read, as a real browser lays them out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from api.app import create_app
from api.settings import Settings
from bot.assistant import build_assistant
from tests.browser.conftest import IN_CHROMIUM
from tests.conftest import HOME, TODAY, ScriptedNLU
from tests.server import serving

pytestmark = IN_CHROMIUM
GROUPS = """(element, number) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = node.data.indexOf(number); at >= 0; at = node.data.indexOf(number, at + 1)) {
      let from = at;
      found.push(number.split(" ").map(group => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, from += group.length);
        from += 1;
        const box = range.getBoundingClientRect();
        return [Math.round(box.top), Math.round(box.left)];
      }));
    }
  }
  return found;
}"""
"""Where the groups of a number stand (from the top, from the left), each time it is found."""
SMALL = """main => {
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), small = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    if (node.data.trim() && size < 19) small.push([node.parentElement.tagName, size, node.data.trim().slice(0, 40)]);
  }
  return small;
}"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(create_app(Settings(), build_assistant(HOME, ScriptedNLU(), lambda: TODAY))) as address:
        yield address


def press(page: Page, button: Locator) -> None:
    """Press a button and wait until the next page is whole."""
    with page.expect_navigation():
        button.click()


def choose(page: Page, *values: str) -> None:
    for value in values:
        page.locator(f"input[value='{value}']").check()
        press(page, page.locator("form.question button[value='choose']"))


BONDING = ("baby_and_me", "bonding", "struggling", "child_1", "norwich", "birthing_parent", "20_or_over")
LOSS = ("loss_and_birth", "pregnancy_or_baby_loss", "norwich", "birthing_parent")
NOT_SAFE = ("feelings", "low_mood", "unsafe")


def in_reading_order(element: Locator, number: str) -> bool:
    """Whether the number is there, and its groups stand from left to right on one line."""
    found = element.evaluate(GROUPS, number)
    in_line = all(len({top for top, _ in groups}) == 1 for groups in found)
    return bool(found) and in_line and all(groups == sorted(groups) for groups in found)


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def pictures(page: Page) -> int:
    return page.locator("img:visible").count()


def test_an_arabic_page_runs_from_right_to_left(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=ar")
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    box, label = page.locator(".option input").first.bounding_box(), page.locator(".option label").first.bounding_box()
    assert box is not None
    assert label is not None
    assert box["x"] + box["width"] >= label["x"] + label["width"]


def test_a_phone_number_reads_from_left_to_right_in_arabic(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=ar")
    assert in_reading_order(page.locator(".calls a[href='tel:116123']"), "116 123")
    choose(page, *LOSS)
    numbers = page.locator(".contact a[href^='tel:'] bdi")
    assert numbers.count() > 1
    for number in numbers.all():
        assert in_reading_order(number, number.inner_text())


def test_a_phone_number_in_a_sentence_of_arabic_reads_from_left_to_right(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{address}/?lang=ar")
    page.fill("#text", "i want to kill myself")
    press(page, page.locator("button[value='say']"))
    card = page.locator("section.urgent.tier-emergency")
    assert page.evaluate("getComputedStyle(document.querySelector('section.urgent')).direction") == "rtl"
    lines = [line for line in card.locator("p").all() if "116 123" in line.inner_text()]
    assert lines
    assert all(in_reading_order(line, "116 123") for line in lines)


@pytest.mark.parametrize("lang", ["ar", "en-x-easyread"])
def test_nothing_scrolls_sideways_on_a_narrow_phone(browser: Browser, address: str, lang: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{address}/?lang={lang}")
    page.locator(".languages summary").click()
    assert not scrolls_sideways(page)
    choose(page, *BONDING)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert not scrolls_sideways(page)
    page.goto(f"{address}/?lang={lang}")
    choose(page, *NOT_SAFE)
    assert page.locator("section.urgent.tier-emergency").is_visible()
    assert not scrolls_sideways(page)
    context.close()


@pytest.mark.parametrize("journey", [BONDING, NOT_SAFE], ids=["an outcome", "a card"])
def test_easy_read_is_large_everywhere(page: Page, address: str, journey: tuple[str, ...]) -> None:
    page.goto(f"{address}/?lang=en-x-easyread")
    for value in journey:
        assert page.locator("main").evaluate(SMALL) == []
        choose(page, value)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert page.locator("main").evaluate(SMALL) == []
    assert page.locator("section.urgent").evaluate(SMALL) == []


@pytest.mark.parametrize("lang", ["en-x-easyread", "ar-x-easyread"])
def test_a_picture_stands_beside_each_line_of_easy_read(page: Page, address: str, lang: str) -> None:
    page.goto(f"{address}/?lang={lang}")
    seen = 0
    for value in (*NOT_SAFE, None):
        for line in page.locator(".line:visible").all():
            picture, words = line.locator("img").bounding_box(), line.locator("span").bounding_box()
            assert picture is not None
            assert words is not None
            before, after = (words, picture) if lang.startswith("ar") else (picture, words)
            assert before["x"] + before["width"] <= after["x"]
            assert picture["width"] >= 48
            seen += 1
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        if value:
            choose(page, value)
    assert seen > 10


def test_pictures_go_and_come_back(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en-x-easyread")
    assert pictures(page) > 5
    press(page, page.get_by_role("button", name="Hide the pictures"))
    assert pictures(page) == 0
    choose(page, "feelings")
    assert pictures(page) == 0
    press(page, page.get_by_role("button", name="Show the pictures"))
    assert pictures(page) > 3
    press(page, page.get_by_role("button", name="Leave Easy Read"))
    assert pictures(page) == 0
    assert page.get_by_label("Feeling alone").is_visible()


def test_another_language_is_two_presses_away_and_keeps_the_answers(page: Page, address: str) -> None:
    page.goto(address)
    choose(page, "baby_and_me", "bonding", "struggling")
    page.locator(".languages summary").click()
    press(page, page.locator(".languages button[lang='ar']"))
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator(".told .nhsuk-summary-list__row").count() == 2
    assert page.locator("input[value='child_1']").is_visible()
