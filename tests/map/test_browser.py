"""The map as a real browser draws it: words in their boxes, calm on a phone, whole on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from api.app import create_app
from api.settings import Settings
from bot.assistant import Assistant
from tests.browser.conftest import IN_CHROMIUM, browser, page
from tests.language.seen import CATALOGUES
from tests.server import serving

__all__ = ["browser", "page"]

pytestmark = IN_CHROMIUM
WIRES = [CATALOGUES[locale].wire for locale in CATALOGUES.locales]
LONGEST = ["en", "ar", "lt", "uk", "en-x-easyread"]
"""Languages of every script, with the longest words."""
SPILLED = """() => {
  const area = element => element.getBBox(), spilled = [];
  const check = (text, room) => {
    const at = area(text);
    if (at.x < room.x || at.x + at.width > room.x + room.width || at.y < room.y || at.y + at.height > room.y + room.height)
      spilled.push([text.textContent, at.x, at.width, room.x, room.width]);
  };
  let checked = 0;
  for (const box of document.querySelectorAll(".wide .box")) {
    check(box.parentElement.querySelector("text"), area(box));
    checked += 1;
  }
  for (const band of document.querySelectorAll(".wide .band")) {
    const at = area(band), rtl = document.dir === "rtl";
    let text = band.nextElementSibling;
    while (text.tagName !== "text") text = text.nextElementSibling;
    check(text, {x: rtl ? at.x + at.width - LABEL : at.x, y: at.y, width: LABEL, height: at.height});
    checked += 1;
  }
  return [checked, spilled];
}"""
"""How many words were measured, and those that do not fit in their box or beside their band."""
HEAPED = """svg => {
  const texts = [...svg.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()]);
  const paper = svg.getBoundingClientRect(), heaped = [];
  texts.forEach(([words, one], place) => {
    if (one.left < paper.left || one.right > paper.right || one.bottom > paper.bottom) heaped.push([words]);
    for (const [others, other] of texts.slice(place + 1))
      if (one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 4 && other.top < one.bottom - 4)
        heaped.push([words, others]);
  });
  return heaped;
}"""
"""Words of a file that stand on others, or beyond its edge. (Lines may touch by the room above and below letters.)"""


@pytest.fixture(scope="module")
def address(built: Assistant) -> Iterator[str]:
    with serving(create_app(Settings(), built)) as address:
        yield address


@pytest.fixture(scope="module")
def wide(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, java_script_enabled=True)
    page = context.new_page()
    yield page
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("wire", WIRES)
def test_words_keep_to_their_boxes(wide: Page, address: str, wire: str) -> None:
    wide.goto(f"{address}/map?strand=all&lang={wire}")
    checked, spilled = wide.evaluate(SPILLED.replace("LABEL", "136"))
    assert checked > 120
    assert spilled == []


@pytest.mark.parametrize("wire", LONGEST)
def test_words_of_the_file_stand_apart(wide: Page, address: str, wire: str) -> None:
    svg = wide.request.get(f"{address}/map.svg?strand=mental_health&lang={wire}").text()
    wide.set_content(svg)
    assert wide.locator("svg").evaluate(HEAPED) == []


@pytest.mark.parametrize("wire", LONGEST)
def test_each_strand_prints_on_one_sheet_and_none_of_it_is_cut_off(browser: Browser, address: str, wire: str) -> None:
    # A4 landscape less 8 mm at each edge, at 96 pixels an inch.
    context = browser.new_context(viewport={"width": 1062, "height": 733})
    page = context.new_page()
    page.goto(f"{address}/map?strand=all&lang={wire}")
    paper = page.pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert [(round(float(wide)), round(float(high))) for wide, high in sheets] == [(842, 595)] * 4
    page.emulate_media(media="print")
    cut = page.evaluate("""() => [...document.querySelectorAll(".sheet")].map(sheet => [
        sheet.scrollHeight - sheet.clientHeight,
        sheet.scrollWidth - sheet.clientWidth,
        sheet.querySelector("ol") ? sheet.querySelector("ol").getBoundingClientRect().bottom > sheet.querySelector(".on-paper").getBoundingClientRect().top : false,
    ])""")
    assert cut == [[0, 0, False]] * 4
    context.close()


@pytest.mark.parametrize("wire", ["en", "ar", "en-x-easyread"])
def test_on_a_phone_the_picture_scrolls_in_its_own_box_and_the_table_comes_first(
    page: Page, address: str, wire: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/map?lang={wire}")
    page.locator("summary", has=page.locator("xpath=self::*[parent::details[@class='as-table']]")).click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    table, picture = page.locator(".as-table table").bounding_box(), page.locator(".wide").bounding_box()
    assert table is not None
    assert picture is not None
    assert table["x"] >= 0
    assert table["x"] + table["width"] <= 320
    assert table["y"] < picture["y"]
    size = page.evaluate("document.querySelector('.wide text').getBoundingClientRect().height")
    assert size >= 12
    starts = page.evaluate(
        "(box => [box.scrollWidth > box.clientWidth, box.scrollLeft])(document.querySelector('.wide'))"
    )
    assert starts == [True, 0]


def test_right_to_left_the_first_stage_stands_right(wide: Page, address: str) -> None:
    found = {}
    for wire in ("en", "ar"):
        wide.goto(f"{address}/map?strand=relationship&lang={wire}")
        boxes = [wide.locator(f".wide a[href*='{id}/']").bounding_box() for id in ("midwife", "health_visitor")]
        found[wire] = [box["x"] for box in boxes if box is not None]
    assert found["en"] == sorted(found["en"])
    assert found["ar"] == sorted(found["ar"], reverse=True)


def test_a_box_is_reached_by_keyboard_seen_and_opened(wide: Page, address: str) -> None:
    wide.goto(f"{address}/map?need=low_mood")
    box = wide.locator(".wide a[href*='talking_therapies_nw/']")
    before = box.locator(".box").evaluate("e => getComputedStyle(e).fill")
    wide.locator(".wide").focus()
    for _ in range(40):
        wide.keyboard.press("Tab")
        if box.evaluate("e => e === document.activeElement"):
            break
    assert box.locator(".box").evaluate("e => getComputedStyle(e).fill") != before
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/professionals/services/talking_therapies_nw/patient?lang=en")


def test_a_need_is_chosen_without_a_script(page: Page, address: str) -> None:
    page.goto(f"{address}/map?lang=pl")
    page.locator("#need").select_option("bonding")
    page.locator(".pick button").click()
    page.wait_for_url("**need=bonding")
    assert page.locator(".sheet").count() == 1
    assert page.locator("html").get_attribute("lang") == "pl"
