"""Every state of the lookup can be reached and has no fault that axe-core knows, and a desk that nobody touches clears itself, with notice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility.axe import AXE, faults
from tests.browser.conftest import IN_CHROMIUM
from tests.professionals.states import COPIED, STATES, State, opened

pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.set_default_timeout(5_000)
    yield page
    context.close()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_every_state_can_be_reached_and_has_no_fault(page: Page, address: str, state: State) -> None:
    state.reach(page, address)
    assert page.locator("main").count() == 1
    if not AXE.exists():
        pytest.skip("NOT RUN: axe-core, see tests/install.sh; the state was reached")
    assert faults(page) == []


def test_no_two_states_have_one_name() -> None:
    assert len({state.name for state in STATES}) == len(STATES)


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Page]:
    """A desk whose clock is ours, with a card open and a letter more typed."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.set_default_timeout(5_000)
    page.clock.install()
    page.goto(f"{address}/professionals")
    page.locator(COPIED).wait_for(state="attached")
    page.get_by_text("Narrow the list").click()
    page.locator("#by-area").select_option("waveney")
    opened("pnd")(page)
    yield page
    context.close()


def test_after_fifteen_minutes_without_a_key_nothing_of_the_person_is_left(desk: Page) -> None:
    desk.clock.fast_forward("13:50")
    expect(desk.locator("#idle")).to_be_hidden()
    desk.clock.fast_forward("00:15")
    expect(desk.locator("#idle")).to_have_text("This page will clear in one minute. Press any key to keep it.")
    expect(desk.locator("#idle")).to_be_in_viewport(ratio=1)
    expect(desk.locator("#card")).to_be_attached()
    desk.clock.fast_forward("01:00")
    expect(desk.locator("#card")).to_have_count(0)
    expect(desk.locator("#idle")).to_be_hidden()
    expect(desk.locator("#q")).to_have_value("")
    expect(desk.locator("#by-area")).to_have_value("")
    expect(desk.locator("#options [role=option]")).to_have_count(0)
    opened("lotus")(desk)
    expect(desk.locator("#card")).to_contain_text("01603 786781")


@pytest.mark.parametrize("sign", ["key", "pointer"])
def test_any_sign_of_someone_keeps_it(desk: Page, sign: str) -> None:
    for _ in range(2):
        desk.clock.fast_forward("14:05")
        expect(desk.locator("#idle")).to_be_visible()
        if sign == "key":
            desk.keyboard.press("Shift")
        else:
            desk.locator("#card-name").click()
        expect(desk.locator("#idle")).to_be_hidden()
        desk.clock.fast_forward("01:30")
    expect(desk.locator("#card")).to_be_visible()
    expect(desk.locator("#q")).to_have_value("pnd")


def test_an_empty_desk_is_not_cleared_and_says_nothing(desk: Page) -> None:
    """A page on which nothing stands has nothing to lose: no notice every quarter of an hour."""
    desk.keyboard.press("Alt+n")
    desk.clock.fast_forward("14:05")
    expect(desk.locator("#idle")).to_be_hidden()
