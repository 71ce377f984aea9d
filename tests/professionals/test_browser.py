"""The lookup in Chromium: typed, by keyboard, in a side window, offline, on paper, and with nothing left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from api.professionals.lookup import Lookup, Wanted
from bot.assistant import Assistant
from bot.nlu.places import load_places
from tests.browser.conftest import IN_CHROMIUM
from tests.professionals.test_eligible import SERVICES
from tests.professionals.test_search import QUERIES

pytestmark = IN_CHROMIUM


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The lookup on a surgery's screen, its copy of the directory loaded; and nothing stored afterwards."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.set_default_timeout(10_000)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    with page.expect_response("**/professionals/directory*"):
        page.goto(f"{address}/professionals")
    expect(page.locator("#options")).to_be_attached()
    expect(page.locator("#found > *")).to_have_count(0)
    yield page
    assert broken == []
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    context.close()


def test_by_keyboard_from_the_first_letter_to_the_card(page: Page) -> None:
    box = page.get_by_role("combobox", name=re.compile("What do they need"))
    expect(box).to_be_focused()
    page.keyboard.type("p")
    expect(page.locator("#options [role=option]").first).to_be_visible()
    page.keyboard.type("nd")
    expect(page.locator("#count")).to_have_text("Services found: 10")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    active = box.get_attribute("aria-activedescendant")
    option = page.locator(f"#{active}")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(option).to_contain_text("Talking Therapies")
    page.keyboard.press("Enter")
    card = page.locator("#card")
    expect(card).to_be_focused()
    expect(card).to_contain_text("0300 123 1503")


def test_the_browser_ranks_as_the_server_does(page: Page, built: Assistant) -> None:
    """Every query, whole and cut short, with and without filters."""
    outcodes = {code: areas for code, areas in load_places().outcodes.items() if areas != {"elsewhere"}}
    lookup = Lookup(built.pathway, built.catalogues["en"], outcodes)
    asked = [(one["type"], {}, "") for one in QUERIES]
    asked += [(one["type"][:3], {"area": "waveney"}, "") for one in QUERIES]
    asked += [
        ("", {"stage": "pregnant", "help_for": "father_or_co_parent"}, ""),
        ("", {}, "specialist"),
        ("é Ünï", {}, ""),
    ]
    asked += [(one["type"][:-2] + "x", {}, "") for one in QUERIES]
    ranked = page.evaluate(
        """async asked => {
            const { rank } = await import("/static/professionals/ranking.js");
            const { fetchPage } = await import("/static/professionals/pages.js");
            const tables = JSON.parse((await fetchPage("/professionals/directory")).getElementById("tables").textContent);
            return asked.map(([q, chosen, level]) => rank(tables, {q, chosen, level}));
        }""",
        asked,
    )
    for (q, chosen, level), found in zip(asked, ranked, strict=True):
        assert found == lookup.find(Wanted(q, chosen, level)), (q, chosen, level)


def test_words_of_danger_bring_the_card_for_staff_while_typing_and_it_is_read_out(page: Page) -> None:
    page.keyboard.type("she wants to kill herself")
    strip = page.get_by_role("alert").first
    expect(strip).to_contain_text("Stop. Tell a clinician now")
    expect(page.locator("#strip .tier-emergency")).to_be_in_viewport()
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Alt+n")
    expect(strip).to_contain_text("Red flags")


@pytest.mark.parametrize("keys", [["Alt+n"], ["Escape", "Escape"], []])
def test_a_new_person_leaves_nothing_of_the_last(page: Page, keys: list[str]) -> None:
    page.get_by_text("Narrow the list").click()
    page.locator("#by-area").select_option("waveney")
    page.locator("#q").fill("zebracanary hub")
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_visible()
    for key in keys:
        page.keyboard.press(key)
    if not keys:
        page.get_by_role("link", name="New person").click()
    expect(page.locator("#card")).to_have_count(0)
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#options [role=option]")).to_have_count(0)
    assert page.locator("#by-area").input_value() == ""
    assert "zebracanary" not in page.evaluate("document.documentElement.outerHTML + location + document.title")
    assert page.locator("#q").input_value() == ""


def test_when_the_network_drops_the_last_good_copy_goes_on_and_says_its_hour(page: Page) -> None:
    page.context.set_offline(True)
    expect(page.locator("#offline")).to_have_text(re.compile(r"You are offline\. This list is from \d\d:\d\d\."))
    page.keyboard.type("lotus")
    expect(page.locator("#options [role=option]").first).to_contain_text("Lotus")
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_contain_text("01603 786781")
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()


def test_eligibility_is_answered_on_the_card_from_filters_and_choices(page: Page) -> None:
    page.get_by_text("Narrow the list").click()
    page.locator("#by-stage").select_option("pregnant")
    page.locator("#q").fill("lotus")
    page.keyboard.press("Enter")
    asks = page.locator("#eligible")
    asks.get_by_label("Who are you asking about?").select_option("father_or_co_parent")
    expect(asks).to_contain_text("No. This service does not take them.")
    expect(asks).to_contain_text("For women and people who have been pregnant")
    asks.get_by_label("What is going on?").select_option("birth_trauma")
    expect(asks.get_by_role("link", name="Talking Therapies").first).to_be_visible()


def test_two_services_stand_side_by_side(page: Page) -> None:
    for typed in ("ecfs", "pairs"):
        page.locator("#q").fill(typed)
        page.locator("#q").press("Enter")
        page.locator("#card").get_by_role("link", name="Compare").click()
    expect(page.locator("#compared thead a")).to_have_count(2)
    expect(page.locator("#compared .differs th", has_text="Level of need")).to_be_visible()


def test_a_text_for_the_patient_in_another_language_can_be_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#q").fill("lotus")
    page.keyboard.press("Enter")
    page.locator("#to").select_option("ar")
    message = page.locator("#texts textarea").first
    expect(message).to_have_attribute("dir", "rtl")
    expect(page.locator("#texts .count").first).to_contain_text("Text messages:")
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == message.input_value()


def test_every_card_stands_on_one_screen_of_a_surgery(page: Page) -> None:
    """As it is opened from the list: each in turn, measured."""
    ends = page.evaluate(
        """async ids => {
            const { fetchPage } = await import("/static/professionals/pages.js");
            const directory = await fetchPage("/professionals/directory");
            const desk = document.querySelector("#desk");
            return ids.map(id => {
                const card = directory.querySelector(`template[data-service="${id}"]`).content;
                desk.replaceChildren(document.importNode(card, true));
                return document.querySelector("#card").getBoundingClientRect().bottom;
            });
        }""",
        SERVICES,
    )
    assert len(ends) == len(SERVICES)
    assert {id: end for id, end in zip(SERVICES, ends, strict=True) if not 300 < end <= 768} == {}


@pytest.mark.parametrize("width", [320, 480, 1280])
def test_nothing_scrolls_sideways_in_a_side_window(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 720}, java_script_enabled=False)
    page = context.new_page()
    for path in (
        "?q=pnd",
        "/services/lotus?area=elsewhere",
        "/pathway",
        "/compare?service=lotus&service=pairs",
        "/directory",
    ):
        page.goto(f"{address}/professionals{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        expect(page.get_by_text("Thoughts of suicide or of harming a baby.")).to_be_visible()
        small = page.evaluate(
            "[...document.querySelectorAll('main a, main button, main input, .calls a')].filter(e => e.offsetParent"
            " && !e.closest('dd, li, p, td') && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"
        )
        assert small == [], path
    context.close()


@pytest.mark.parametrize("path", ["/pathway", "/services/lotus/patient?to=pl", "/services/cads_norfolk/patient?to=ar"])
def test_it_prints_on_one_page(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/professionals{path}")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    context.close()
