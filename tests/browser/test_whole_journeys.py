"""From the first page to a service that is named: by mouse, by keys, without JavaScript, in Arabic, in Easy Read, on small
and zoomed screens, with a slow line and with none. On the way no other machine is asked for anything, and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from api.app import create_app
from api.settings import Settings
from bot.assistant import Assistant
from tests.browser.conftest import IN_CHROMIUM
from tests.browser.talk import Talk, nothing_is_kept
from tests.server import serving

pytestmark = IN_CHROMIUM
WAY = ("baby_and_me", "bonding", "struggling", "child_1", "norwich", "birthing_parent", "20_or_over")
PAIRS = "Parent and Infant Relationship Service"
ECFS = "Early Childhood and Family Service"
SAID = "I do not feel close to my little one"
PHONE = {"width": 360, "height": 740}


@dataclass(frozen=True)
class Way:
    """How someone comes: the language, the browser, and whether it runs scripts."""

    lang: str = "en"
    script: bool = True
    window: dict[str, Any] = field(default_factory=lambda: {"viewport": PHONE})


WAYS = {
    "by mouse": Way(window={"viewport": {"width": 1280, "height": 800}}),
    "without JavaScript": Way(script=False),
    "in Arabic": Way(lang="ar"),
    "in Easy Read": Way(lang="en-x-easyread"),
    "in Arabic Easy Read without JavaScript": Way(lang="ar-x-easyread", script=False),
    "320 pixels": Way(window={"viewport": {"width": 320, "height": 568}}),
    "400 percent": Way(window={"viewport": {"width": 320, "height": 200}, "device_scale_factor": 4}),
    "reduced motion": Way(window={"viewport": PHONE, "reduced_motion": "reduce"}),
    "forced colours": Way(window={"viewport": PHONE, "forced_colors": "active"}),
    "dark": Way(window={"viewport": PHONE, "color_scheme": "dark"}),
}
Visit = Callable[[Way], Talk]


@pytest.fixture(scope="module")
def address(built: Assistant) -> Iterator[str]:
    with serving(create_app(Settings(), built)) as address:
        yield address


@contextmanager
def visiting(browser: Browser, address: str, way: Way) -> Iterator[Talk]:
    """The first page. Afterwards: nothing was asked of another machine, nothing broke, nothing is kept."""
    context = browser.new_context(java_script_enabled=way.script, **way.window)
    asked: list[str] = []
    broken: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: broken.append(message.text) if "Security Policy" in message.text else None)
    page.set_default_timeout(20_000)
    page.goto(f"{address}/?lang={way.lang}")
    yield Talk(page, way.script)
    assert {url for url in asked if not url.startswith((f"{address}/", "data:"))} == set()
    assert broken == []
    page.unroute_all()
    page.goto(f"{address}/safety")
    assert nothing_is_kept(page)
    context.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with ExitStack() as open:
        yield lambda way: open.enter_context(visiting(browser, address, way))


@pytest.mark.parametrize("name", WAYS)
def test_a_journey_ends_at_a_named_service_with_urgent_help_beside_it(visit: Visit, name: str) -> None:
    talk = visit(WAYS[name])
    for value in WAY:
        talk.choose(value)
        assert talk.page.locator("#urgent a[href='tel:999']").is_visible()
        assert talk.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert talk.page.evaluate("document.getAnimations().length") == 0
    services = talk.page.locator(".service h3").all_inner_texts()
    assert services
    assert any(PAIRS in one or ECFS in one for one in services)
    assert talk.page.locator(".service.first a[href], .service.first p").count() > 0
    assert talk.page.locator("html").get_attribute("lang") == WAYS[name].lang


def test_every_way_leads_to_the_same_services(visit: Visit) -> None:
    found = []
    for way in (Way(), Way(script=False), Way(lang="ar")):
        talk = visit(way)
        for value in WAY:
            talk.choose(value)
        found.append(
            talk.page.locator(".service a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        )
    assert found[0]
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_by_keyboard_alone(visit: Visit, script: bool) -> None:
    talk = visit(Way(script=script, window={"viewport": {"width": 1280, "height": 800}}))
    keys = talk.page.keyboard

    def tab_to(selector: str) -> None:
        for _ in range(60):
            if talk.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            keys.press("Tab")
        raise AssertionError(f"the Tab key does not come to {selector}")

    for value in WAY:
        many = talk.page.locator("form.question input[type=checkbox]").count()
        tab_to("form.question input:not([type=hidden])")
        if many:
            tab_to(f"input[value='{value}']")
            keys.press("Space")
        else:
            at = (
                talk.page.locator("form.question input[type=radio]")
                .evaluate_all("all => all.map(one => one.value)")
                .index(value)
            )
            keys.press("Space")
            for _ in range(at):
                keys.press("ArrowDown")
        assert talk.page.locator(f"input[value='{value}']").is_checked()
        tab_to("button[value=choose]")
        with talk.turn():
            keys.press("Enter")
    assert talk.page.locator(".service h3").count() > 0
    assert not script or talk.focus() == "outcome"


def test_back_and_forward_show_each_step_again(visit: Visit) -> None:
    talk = visit(Way())
    headings = [talk.page.locator("h1").inner_text()]
    for value in WAY[:4]:
        talk.choose(value)
        headings.append(talk.page.locator("h1").inner_text())
    for heading in headings[-2::-1]:
        with talk.turn():
            talk.page.evaluate("history.back()")
        assert talk.page.locator("h1").inner_text() == heading
    for heading in headings[1:]:
        with talk.turn():
            talk.page.evaluate("history.forward()")
        assert talk.page.locator("h1").inner_text() == heading
    assert talk.page.locator(".told dt").count() == 3


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_an_answer_is_changed_and_the_help_changes_with_it(visit: Visit, script: bool) -> None:
    talk = visit(Way(script=script))
    for value in WAY:
        talk.choose(value)
    before = talk.page.locator(".service h3").all_inner_texts()
    talk.press(talk.page.locator(".told form:has(input[value=area]) .change"))
    talk.choose("waveney")
    after = talk.page.locator(".service h3").all_inner_texts()
    assert before != after
    assert any("Suffolk" in one for one in after)


def test_a_page_about_us_is_read_in_the_middle_and_the_way_goes_on(visit: Visit) -> None:
    talk = visit(Way())
    talk.choose(WAY[0])
    heading = talk.page.locator("h1").inner_text()
    talk.page.get_by_role("link", name="What happens to what you write").click()
    expect(talk.page.locator("#step article")).to_be_visible()
    talk.page.locator("#leave-about").click()
    expect(talk.page.locator("h1")).to_have_text(heading)
    talk.choose(WAY[1])


def test_on_a_slow_line_nothing_is_sent_twice_and_the_words_stay_until_they_are_answered(visit: Visit) -> None:
    talk = visit(Way())
    sent: list[Route] = []

    def hold(route: Route) -> None:
        sent.append(route)

    talk.page.route("**/questions", hold)
    talk.page.fill("#text", SAID)
    button = talk.page.locator("button[value=say]")
    for _ in range(3):
        button.click()
    talk.page.wait_for_timeout(100)
    assert len(sent) == 1
    assert talk.page.locator("#text").input_value() == SAID
    assert talk.page.locator("#urgent a[href='tel:999']").is_visible()
    with talk.turn():
        sent[0].continue_()
    assert SAID in talk.page.locator("#log").inner_text()


def test_when_nothing_answers_the_words_and_the_numbers_stay_and_later_it_goes_on(visit: Visit) -> None:
    talk = visit(Way())
    talk.choose(WAY[0])
    talk.page.route("**/questions", lambda route: route.abort())
    talk.page.fill("#text", SAID)
    talk.page.locator("button[value=say]").click()
    expect(talk.page.get_by_role("alert")).to_contain_text("still here")
    assert talk.page.locator("#text").input_value() == SAID
    for number in ("tel:999", "tel:111", "tel:116123"):
        assert talk.page.locator(f"#urgent a[href='{number}']").is_visible()
    talk.page.unroute("**/questions")
    talk.press(talk.page.locator("button[value=say]"))
    assert talk.page.get_by_role("alert").inner_text() == ""


def test_a_fault_of_ours_is_told_and_the_words_stay(visit: Visit) -> None:
    talk = visit(Way())
    talk.page.route(
        "**/questions", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>", content_type="text/html")
    )
    talk.page.fill("#text", SAID)
    talk.page.locator("button[value=say]").click()
    expect(talk.page.get_by_role("alert")).not_to_be_empty()
    assert "Bad gateway" not in talk.page.locator("body").inner_text()
    assert talk.page.locator("#text").input_value() == SAID
