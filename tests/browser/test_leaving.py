"""EX1 to EX8 in the middle of a conversation: it ends at once, and neither Back, Forward nor the address tells of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from api.app import create_app
from api.settings import EXIT_PAGE, Settings
from bot.assistant import Assistant
from tests.browser.conftest import IN_CHROMIUM
from tests.browser.talk import Talk, nothing_is_kept
from tests.server import serving

pytestmark = IN_CHROMIUM
SAID = "he shouts at me and I am frightened"
PRIVATE = (SAID, "Feeling low", "What you told us")
BEFORE = "<title>Before</title><h1>Before</h1>"
ELSEWHERE = "<title>Weather</title><h1>Weather</h1>"
Leave = Callable[[Page], None]


@pytest.fixture(scope="module")
def address(built: Assistant) -> Iterator[str]:
    with serving(create_app(Settings(), built)) as address:
        yield address


@pytest.fixture
def talk(browser: Browser, address: str) -> Iterator[Talk]:
    """A conversation of some turns, come to from another page. Every request is looked at: none leaves before the exit."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(20_000)
    asked: list[str] = []

    def look(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url.startswith(EXIT_PAGE):
            route.fulfill(body=ELSEWHERE, content_type="text/html")
        elif route.request.url.endswith("/before"):
            route.fulfill(body=BEFORE, content_type="text/html")
        else:
            route.continue_()

    page.route("**/*", look)
    page.goto(f"{address}/before")
    page.goto(address)
    talk = Talk(page)
    talk.choose("feelings")
    talk.choose("low_mood")
    talk.say(SAID)
    assert SAID in page.content()
    assert all(url.startswith(address) for url in asked)
    yield talk
    assert {url for url in asked if not url.startswith(address)} <= {EXIT_PAGE}
    assert context.cookies() == []
    context.close()


def silent(page: Page) -> bool:
    """Whether a page tells nothing of what was said."""
    told = page.content() + page.url + page.title()
    return not any(words in told for words in PRIVATE)


def click(page: Page) -> None:
    page.click("#exit")


def shifts(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [click, shifts])
def test_ex1_ex6_back_and_forward_never_show_what_was_said(talk: Talk, leave: Leave) -> None:
    leave(talk.page)
    expect(talk.page.get_by_role("heading", name="Weather")).to_be_visible()
    for _ in range(5):
        talk.page.go_back()
        assert silent(talk.page)
        if talk.page.title() == "Before":
            break
    for _ in range(5):
        talk.page.go_forward()
        assert silent(talk.page)


def test_ex2_shift_three_times_leaves_from_the_box_and_from_nowhere(talk: Talk) -> None:
    talk.page.locator("#text").focus()
    talk.page.keyboard.type("He Is Here")
    assert talk.page.url.startswith("http://127.0.0.1")
    shifts(talk.page)
    expect(talk.page.get_by_role("heading", name="Weather")).to_be_visible()


def test_ex3_our_own_pages_are_framed_by_nobody(talk: Talk, address: str) -> None:
    answer = talk.page.request.get(address)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("leave", ["document.getElementById('exit').click()", "for (let i = 0; i < 3; i++) for (const type of ['keydown', 'keyup']) document.body.dispatchEvent(new KeyboardEvent(type, {key: 'Shift', bubbles: true}))"], ids=["click", "Shift"])  # fmt: skip
def test_ex4_the_page_is_empty_in_the_same_tick(talk: Talk, leave: str) -> None:
    talk.page.route(f"{EXIT_PAGE}**", lambda route: route.abort())
    assert talk.page.evaluate(f"{leave}; document.body.textContent") == ""


def test_ex4_what_was_on_its_way_does_not_come_back(talk: Talk) -> None:
    """An answer that arrives after the exit is shown nowhere."""
    held: list[Route] = []
    talk.page.route(f"{EXIT_PAGE}**", lambda route: route.abort("aborted"))

    def hold(route: Route) -> None:
        held.append(route)

    talk.page.route("**/questions", hold)
    talk.page.fill("#text", SAID)
    talk.page.locator("button[value=say]").click()
    talk.page.wait_for_timeout(100)
    talk.page.evaluate("document.getElementById('exit').click()")
    held[0].continue_()
    talk.page.wait_for_timeout(300)
    assert talk.page.evaluate("document.body.textContent") == ""


def test_ex5_there_is_no_session_to_end(talk: Talk) -> None:
    """The server keeps nothing of a page's conversation, so nothing is sent when someone leaves."""
    sent: list[str] = []
    talk.page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    click(talk.page)
    expect(talk.page.get_by_role("heading", name="Weather")).to_be_visible()
    assert sent == [f"GET {EXIT_PAGE}"]


def test_ex6_from_another_page_back_shows_an_empty_beginning(talk: Talk, address: str) -> None:
    """The browser may keep a page in memory, or ask for it again: neither shows the conversation."""
    talk.page.goto(f"{address}/before")
    talk.page.go_back()
    talk.page.wait_for_load_state()
    expect(talk.page.locator("form.question")).to_be_visible()
    assert talk.page.locator(".said.you").count() == 0
    assert SAID not in talk.page.content()


def test_ex6_the_history_holds_numbers_only(talk: Talk, address: str) -> None:
    state = talk.page.evaluate("history.state")
    assert state["step"] == 3
    assert set(state) == {"step", "visit"}
    assert all(isinstance(value, int | float) for value in state.values())
    assert talk.page.url == f"{address}/"
    assert talk.page.title() == "Pathway Navigator"
    assert talk.page.locator("link[rel=icon]").get_attribute("href") == "data:,"
    assert nothing_is_kept(talk.page)


def test_ex7_the_exit_is_second_in_every_step_and_says_what_it_does(talk: Talk) -> None:
    for step in (lambda: None, lambda: talk.press("back"), lambda: talk.show("2")):
        step()
        assert (
            talk.page.locator("a[href], button, input:not([type=hidden]), summary").nth(1).get_attribute("id") == "exit"
        )
        assert talk.page.locator("#exit").inner_text() == "Leave this page now"


def test_ex8_without_javascript_in_the_middle_of_a_conversation(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route(f"{EXIT_PAGE}**", lambda route: route.fulfill(body=ELSEWHERE, content_type="text/html"))
    page.goto(address)
    Talk(page, script=False).choose("feelings")
    assert page.locator("#exit").get_attribute("target") == "_top"
    page.click("#exit")
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    context.close()


def test_after_a_reload_back_says_nothing_in_a_new_conversation(talk: Talk) -> None:
    talk.page.reload()
    heading = talk.page.locator("h1").inner_text()
    asked: list[str] = []
    talk.page.on("request", lambda request: asked.append(request.url))
    for _ in range(3):
        talk.page.evaluate("history.back()")
        talk.page.wait_for_timeout(300)
    assert talk.page.locator(".said.you").count() == 0
    assert talk.page.locator("h1").inner_text() == heading
    assert asked == []
