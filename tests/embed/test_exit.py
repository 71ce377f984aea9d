"""The way out: by click and by Shift three times, wherever the focus is; Back shows nothing of it (EX1 to EX8)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import IN_CHROMIUM
from tests.embed.conftest import WEATHER
from tests.embed.hosts import Guest
from tests.embed.test_hosts import asked

pytestmark = IN_CHROMIUM
SAID = "my private words"


def arrive(visit: Guest, page: Page, mode: str, display: str = "corner"):
    """On the partner's page, with something private said. The part that holds the conversation."""
    snippet, _ = asked(visit, f"mode={mode}&display={display}")
    page.goto(f"{visit.host}/before")
    page.goto(visit.put("private", f"<p><input id='outside'></p>{snippet}"))
    page.locator("pathway-navigator button.open").click()
    talk = page if mode == "page" else page.frame_locator("pathway-navigator iframe")
    talk.locator(".choice").first.wait_for()
    talk.locator("textarea").fill(SAID)
    talk.locator("textarea").press("Enter")
    talk.locator(".log").get_by_text(SAID).wait_for()
    page.wait_for_timeout(150)
    return talk


def gone(page: Page) -> None:
    page.get_by_role("heading", name="Rain").wait_for()
    assert page.url == WEATHER
    page.go_back()
    page.get_by_role("heading", name="The page before").wait_for()


@pytest.mark.parametrize("mode", ["page", "frame"])
def test_a_click_leaves_and_back_shows_the_page_before(visit: Guest, page: Page, mode: str) -> None:
    arrive(visit, page, mode)
    page.locator("a.exit").click()
    gone(page)


@pytest.mark.parametrize("focus", ["outside", "exit", "textarea", "body"])
@pytest.mark.parametrize("mode", ["page", "frame"])
def test_shift_three_times_leaves_wherever_the_focus_is(visit: Guest, page: Page, mode: str, focus: str) -> None:
    talk = arrive(visit, page, mode)
    match focus:
        case "outside":
            page.locator("#outside").focus()
        case "exit":
            page.locator("a.exit").focus()
        case "textarea":
            talk.locator("textarea").focus()
        case _:
            page.evaluate("document.activeElement.blur()")
    for _ in range(3):
        page.keyboard.press("Shift")
    gone(page)


def test_two_shifts_or_capital_letters_do_not_leave(visit: Guest, page: Page) -> None:
    talk = arrive(visit, page, "page")
    talk.locator("textarea").focus()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    assert talk.locator("textarea").input_value() == "ABC"
    assert page.url.endswith("/private")


def test_before_anyone_opened_it_shift_is_the_partners(visit: Guest, page: Page) -> None:
    snippet, _ = asked(visit, "")
    page.goto(visit.put("closed", snippet))
    for _ in range(4):
        page.keyboard.press("Shift")
    page.wait_for_timeout(200)
    assert page.url.endswith("/closed")


@pytest.mark.parametrize("mode", ["page", "frame"])
def test_everything_is_gone_before_anything_is_asked_of_the_network(visit: Guest, page: Page, mode: str) -> None:
    arrive(visit, page, mode)
    left, cover = page.locator("a.exit").evaluate(
        """link => { link.click(); const root = document.querySelector("pathway-navigator").shadowRoot;
          const box = root.querySelector(".cover").getBoundingClientRect();
          return [root.innerHTML, [box.x, box.y, box.width, box.height]] }"""
    )
    assert SAID not in left
    assert "iframe" not in left
    assert cover == [0, 0, 900, 740]


def test_coming_back_after_following_a_link_shows_a_closed_door(visit: Guest, page: Page) -> None:
    arrive(visit, page, "page")
    page.goto(f"{visit.host}/before")
    page.go_back()
    page.locator("pathway-navigator button.open").wait_for()
    assert SAID not in page.locator("pathway-navigator").evaluate("element => element.shadowRoot.textContent")
    assert page.locator("pathway-navigator .panel").is_hidden()


def test_where_the_exit_could_be_blocked_it_does_not_start(visit: Guest, page: Page) -> None:
    snippet, _ = asked(visit, "display=inline")
    inner = visit.put("inner", snippet)
    for frame in (
        f"<iframe src='{inner}' sandbox='allow-scripts allow-same-origin allow-forms'></iframe>",
        f"<iframe src='{inner.replace('127.0.0.1', 'localhost')}'></iframe>",
    ):
        page.goto(visit.put("outer", frame))
        framed = page.frame_locator("iframe").locator("pathway-navigator")
        framed.locator("a[href='tel:999']").wait_for()
        page.wait_for_timeout(200)
        assert framed.evaluate("element => element.shadowRoot") is None
    page.goto(visit.put("outer", f"<iframe src='{inner}'></iframe>"))
    page.frame_locator("iframe").locator("pathway-navigator button.open").wait_for()


def test_a_frame_written_by_hand_does_not_start(visit: Guest, page: Page) -> None:
    page.goto(
        visit.put("hand", f"<iframe src='{visit.base}/embed/frame' sandbox='allow-scripts allow-same-origin'></iframe>")
    )
    framed = page.frame_locator("iframe")
    framed.locator("a[href='tel:999']").wait_for()
    page.wait_for_timeout(300)
    assert framed.locator(".choice").count() == 0
    assert framed.locator(f"a[href='{WEATHER}'][target='_top']").is_visible()


def test_messages_from_elsewhere_do_nothing(visit: Guest, page: Page) -> None:
    arrive(visit, page, "frame")
    page.evaluate(
        """() => {
          const shapes = [{navigator: "exit"}, {navigator: "close"}, "exit", null, {navigator: "exit", more: 1},
            {navigator: {}}, [], {navigator: "__proto__"}, 1, {exit: true}];
          for (let at = 0; at < 1000; at++) postMessage(shapes[at % shapes.length], "*");
        }"""
    )
    page.wait_for_timeout(300)
    assert page.url.endswith("/private")
    assert page.locator("pathway-navigator iframe").is_visible()


def test_the_address_the_title_and_the_history_say_nothing(visit: Guest, page: Page) -> None:
    arrive(visit, page, "page")
    assert page.title() == "Partner"
    assert page.url.endswith("/private")
    assert page.evaluate("[history.state, localStorage.length, sessionStorage.length, document.cookie]") == [
        None,
        0,
        0,
        "",
    ]
