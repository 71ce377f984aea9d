"""On partner sites that make it hard: it is there, it is ours to the pixel, and nobody else's page frames it."""

from __future__ import annotations

import urllib.request

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import IN_CHROMIUM
from tests.embed.hosts import HOSTS, Guest, lines, opened

pytestmark = IN_CHROMIUM
LOOKS = """root => [...root.shadowRoot.querySelectorAll("button, h2, .urgent a, .choice")].map(element => {
  const style = getComputedStyle(element);
  return [element.className, style.fontFamily, style.fontSize, style.textTransform, style.letterSpacing, style.color,
    style.backgroundColor, style.visibility].join("|");
})"""


def asked(visit: Guest, query: str) -> tuple[str, list[str]]:
    with urllib.request.urlopen(f"{visit.base}/embed?{query}", timeout=30) as answer:
        return lines(answer.read().decode())


@pytest.fixture(scope="module")
def plain(visit: Guest) -> dict[str, list[str]]:
    """How it looks on a page that does nothing; filled as the tests go."""
    return {}


@pytest.mark.parametrize("display", ["inline", "corner"])
@pytest.mark.parametrize("name", HOSTS)
def test_it_works_and_looks_the_same_everywhere(
    visit: Guest, context: BrowserContext, page: Page, name: str, display: str, plain: dict[str, list[str]]
) -> None:
    host = HOSTS[name]
    snippet, policy = asked(visit, f"display={display}&lang=en")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": host.width, "height": 740})
    page.goto(visit.hosted(host, snippet, policy))
    assert page.locator("pathway-navigator .panel").is_hidden(), "it never opens by itself"
    widget = opened(page)
    assert widget.locator(".always a[href='tel:999']").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if display not in plain:
        bare = context.new_page()
        bare.goto(visit.put("plain", snippet))
        plain[display] = opened(bare).evaluate(LOOKS)
        bare.close()
    assert widget.evaluate(LOOKS) == plain[display]
    widget.get_by_role("button", name="How I feel").click()
    widget.get_by_label("Feeling low, tearful or flat").check()
    widget.get_by_role("button", name="Next").click()
    assert widget.locator(".told li").inner_text().startswith("Feeling low")
    widget.locator("textarea").fill("i want to kill myself")
    widget.locator("textarea").press("Enter")
    assert "999" in widget.locator(".tier-emergency h3").inner_text()
    assert page.evaluate("window.shortcuts") is None, "what is typed is no shortcut of the page"
    assert said == []


@pytest.mark.parametrize("name", ["strict policy", "war of layers", "320 pixels"])
def test_the_frame_works_too(visit: Guest, page: Page, name: str) -> None:
    host = HOSTS[name]
    snippet, policy = asked(visit, "mode=frame&display=corner&need=low_mood&area=norwich")
    page.set_viewport_size({"width": host.width, "height": 740})
    page.goto(visit.hosted(host, snippet, policy))
    assert page.locator("iframe").count() == 0, "nothing is asked of us before someone opens it"
    page.locator("pathway-navigator button.open").click()
    frame = page.frame_locator("pathway-navigator iframe").locator("pathway-navigator")
    frame.get_by_role("button", name="Struggling").click()
    assert frame.locator(".told li").all_inner_texts()[1].startswith("Norwich")
    assert page.locator("iframe").get_attribute("sandbox") == (
        "allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation-by-user-activation"
    )
    assert page.locator("iframe").get_attribute("title") == "Pathway Navigator"
    frame.locator(".choice").first.focus()
    page.keyboard.press("Escape")
    page.locator("iframe").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "open main"
    page.keyboard.press("Enter")
    assert frame.locator(".told li").count() == 3, "closing keeps the conversation"


def test_a_right_to_left_page_gets_it_right_to_left(visit: Guest, page: Page) -> None:
    snippet, policy = asked(visit, "lang=ar&display=corner")
    page.goto(visit.hosted(HOSTS["right to left"], snippet.replace(' data-lang="ar"', ""), policy))
    widget = opened(page)
    assert widget.locator(".frame").evaluate("frame => getComputedStyle(frame).direction") == "rtl"
    box = widget.locator(".panel").bounding_box()
    assert box is not None
    assert box["x"] < 100
    number = widget.locator(".always a[href='tel:116123'] bdi")
    assert number.evaluate("bdi => getComputedStyle(bdi).direction") == "ltr"


def test_a_stranger_can_neither_frame_it_nor_talk(visit: Guest, page: Page) -> None:
    snippet, _ = asked(visit, "display=inline")
    visit.put(
        "stranger", f"{snippet}<iframe src='{visit.base}/embed/frame'></iframe><iframe src='{visit.base}/'></iframe>"
    )
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{visit.stranger}/stranger")
    page.wait_for_timeout(300)
    assert sum("frame-ancestors" in line for line in refused) == 2
    page.locator("pathway-navigator button.open").click()
    page.locator("pathway-navigator [role=alert]").wait_for()
    assert any("CORS" in line for line in refused)
    assert page.locator("pathway-navigator .always a[href='tel:999']").is_visible()
    answers = page.evaluate(
        """async base => {
          const frame = document.createElement("iframe");
          frame.sandbox = "allow-scripts";
          frame.srcdoc = `<script>fetch("${base}/v1/conversations", {method: "POST", body: "{}",
            headers: {"Content-Type": "application/json"}}).then(() => "open", () => "closed")
            .then(said => parent.postMessage(said, "*"))</scr` + "ipt>";
          document.body.append(frame);
          return new Promise(done => addEventListener("message", event => done([event.origin, event.data])));
        }""",
        visit.base,
    )
    assert answers == ["null", "closed"]


def test_without_script_the_numbers_and_the_link_stay(visit: Guest, page: Page) -> None:
    snippet, _ = asked(visit, "display=corner")
    page.goto(visit.put("refused", snippet, content_security_policy="default-src 'none'"))
    assert page.locator("pathway-navigator a[href='tel:999']").is_visible()
    assert page.locator(f"pathway-navigator a[href='{visit.base}/?lang=en']").is_visible()


def test_a_file_that_was_changed_on_the_way_does_not_run(visit: Guest, page: Page) -> None:
    snippet, _ = asked(visit, "")
    page.goto(visit.put("changed", snippet.replace('integrity="sha384-', 'integrity="sha384-A')))
    assert page.locator("pathway-navigator").evaluate("element => element.shadowRoot") is None
    assert page.locator("pathway-navigator a[href='tel:999']").is_visible()


def test_one_script_tag_is_enough(visit: Guest, page: Page) -> None:
    snippet, _ = asked(visit, "display=corner")
    page.goto(visit.put("one", snippet[snippet.index("<script") :]))
    assert opened(page).locator(".log").is_visible()
