"""The conversation in the widget: for a keyboard, a screen reader, another language; and when the server is down."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser.conftest import IN_CHROMIUM
from tests.embed.hosts import Guest, opened
from tests.embed.test_hosts import asked

pytestmark = IN_CHROMIUM
ANSWERS = ("Struggling", "Has a child aged 1", "Norwich", "The person who is pregnant", "20 or over")
FOCUS = """() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at ? at.textContent.trim() : "" }"""
ADDED_ONLY = """log => { window.wrong = []; new MutationObserver(all => all.forEach(one => {
  if (one.removedNodes.length || one.type !== "childList") window.wrong.push(one.type) }))
  .observe(log, {childList: true, subtree: true, characterData: true}) }"""


def start(visit: Guest, page: Page, query: str = "display=corner"):
    snippet, _ = asked(visit, query)
    page.goto(visit.put("talk", f"<button id='first'>First</button>{snippet}"))
    return opened(page)


def test_the_keyboard_opens_closes_and_comes_back(visit: Guest, page: Page) -> None:
    snippet, _ = asked(visit, "display=corner")
    page.goto(visit.put("keys", f"<button id='first'>First</button>{snippet}<input id='last'>"))
    page.locator("#first").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("pathway-navigator .choice").first.wait_for()
    assert page.evaluate(FOCUS) == "Pathway Navigator"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "Leave this page now"
    page.locator("#last").focus()
    assert page.locator("pathway-navigator .panel").is_visible(), "the page beside it can be used"
    page.locator("pathway-navigator textarea").focus()
    page.keyboard.press("Escape")
    assert page.locator("pathway-navigator .panel").is_hidden()
    assert page.evaluate(FOCUS) == "Find help"


def test_closing_keeps_the_conversation_while_the_page_is_there(visit: Guest, page: Page) -> None:
    widget = start(visit, page)
    widget.get_by_role("button", name="How I feel").click()
    widget.get_by_label("Feeling alone").wait_for()
    widget.get_by_role("button", name="Close").click()
    widget.locator("button.open").click()
    assert widget.get_by_label("Feeling alone").is_visible()


def test_one_live_region_and_only_additions_are_spoken(visit: Guest, page: Page) -> None:
    widget = start(visit, page)
    log = widget.get_by_role("log", name="What was said so far")
    assert widget.locator("[aria-live], [role=log], [role=status], [role=alert]").count() == 1
    log.evaluate(ADDED_ONLY)
    widget.get_by_role("button", name="My baby or child and me").click()
    widget.get_by_label("Finding it hard to bond with my baby").check()
    widget.get_by_role("button", name="Next").click()
    widget.get_by_role("button", name="Struggling").wait_for()
    assert page.evaluate(FOCUS).startswith("How"), "after a tap the focus is on the next question"
    widget.locator("textarea").fill("what <b>now</b>?")
    widget.locator("textarea").press("Enter")
    log.get_by_text("what <b>now</b>?").wait_for()
    assert widget.locator("textarea").evaluate("box => box === box.getRootNode().activeElement")
    assert log.locator(".who").all_inner_texts()[:3] == ["Pathway Navigator", "You said", "Pathway Navigator"]
    assert log.locator("b").count() == 0
    assert page.evaluate("window.wrong") in ([], ["attributes"])


def test_taps_lead_to_services_with_ways_in(visit: Guest, page: Page) -> None:
    widget = start(visit, page, "display=inline&need=bonding&area=norwich")
    assert widget.locator(".log").inner_text().count("Hello.") == 1
    for _ in range(6):
        if widget.locator(".outcome").count():
            break
        widget.locator(".choice").nth(1).click()
        page.wait_for_timeout(200)
    assert widget.locator(".outcome h3").inner_text() == "Help that fits what you told us"
    assert page.evaluate(FOCUS) == "Help that fits what you told us"
    hrefs = widget.locator(".outcome a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert hrefs
    assert all(href.startswith(("https://", "tel:", "sms:", "mailto:")) for href in hrefs)
    widget.locator(".told button").first.click()
    page.wait_for_timeout(200)
    assert widget.locator(".question").is_visible()


def test_danger_moves_the_focus_to_its_card(visit: Guest, page: Page) -> None:
    widget = start(visit, page)
    widget.locator("textarea").fill("i want to kill myself")
    widget.get_by_role("button", name="Send").click()
    widget.locator(".tier-emergency").wait_for()
    assert page.evaluate(FOCUS).startswith("Call 999")
    assert widget.locator(".tier-emergency h3").bounding_box()["y"] < 740  # type: ignore[index]
    widget.get_by_role("button", name="Show me other help").click()
    widget.get_by_role("button", name="How I feel").wait_for()
    assert widget.locator(".tier-emergency").count() == 0


def test_another_language_keeps_the_answers(visit: Guest, page: Page) -> None:
    widget = start(visit, page, "need=low_mood&display=inline")
    widget.locator(".languages summary").click()
    widget.locator(".languages button[lang=ar]").click()
    widget.locator(".frame[lang=ar][dir=rtl]").wait_for()
    assert widget.locator(".told li").count() == 1
    assert widget.locator(".said").last.get_attribute("lang") == "ar"
    assert widget.locator(".always h3").inner_text() != "Need help now?"
    widget.locator(".languages button").first.click()
    widget.locator(".languages summary").click()


def test_easy_read_has_its_pictures(visit: Guest, page: Page) -> None:
    widget = start(visit, page, "lang=en-x-easyread&display=inline")
    pictures = widget.locator("img").evaluate_all(
        "all => Promise.all(all.map(one => one.decode().then(() => one.naturalWidth)))"
    )
    assert len(pictures) > 4
    assert all(pictures)


@pytest.mark.parametrize("mode", ["page", "frame"])
def test_when_the_server_is_down_the_numbers_are_there(
    visit: Guest, context: BrowserContext, page: Page, mode: str
) -> None:
    snippet, _ = asked(visit, f"mode={mode}&display=corner&lang=pl")
    page.goto(visit.put("down", snippet))
    page.locator("pathway-navigator button.open").wait_for()
    context.route(f"{visit.base}/**", lambda route: route.abort())
    page.locator("pathway-navigator button.open").click()
    for number in ("tel:999", "tel:111", "tel:116123"):
        assert page.locator(f"pathway-navigator .always a[href='{number}']").is_visible()
    page.locator("pathway-navigator [role=alert]").wait_for(timeout=15_000)
    assert page.locator("pathway-navigator .body a").get_attribute("href") == f"{visit.base}/?lang=pl"
    context.unroute(f"{visit.base}/**")
    page.keyboard.press("Escape")
    if mode == "page":
        opened(page)


def test_when_the_server_goes_down_the_words_stay_in_the_box(visit: Guest, context: BrowserContext, page: Page) -> None:
    widget = start(visit, page)
    context.route(f"{visit.base}/v1/**", lambda route: route.abort())
    widget.locator("textarea").fill("so tired")
    widget.locator("textarea").press("Enter")
    widget.get_by_text("Something went wrong on our side").wait_for()
    assert widget.locator("textarea").input_value() == "so tired"
    assert widget.locator(".always a[href='tel:999']").is_visible()


def test_an_ended_conversation_says_so_and_begins_again(visit: Guest, context: BrowserContext, page: Page) -> None:
    widget = start(visit, page)

    def spoil(route: Route) -> None:
        body = json.loads(route.request.post_data or "{}") | {"conversation": "old"}
        route.continue_(post_data=json.dumps(body))

    context.route(f"{visit.base}/v1/conversations/turns", spoil, times=1)
    widget.locator("textarea").fill("i want to kill myself")
    widget.locator("textarea").press("Enter")
    widget.get_by_text("This conversation has ended").wait_for()
    widget.get_by_role("button", name="How I feel").click()
    widget.get_by_label("Feeling alone").wait_for()


NASTY = (
    "<img src=x onerror=window.__xss=1>", '"><script>window.__xss=1</script>', "javascript:window.__xss=1",
    "#fff;}*{background:url(javascript:1)}", "</style><script>window.__xss=1</script>", "__proto__", "constructor",
)  # fmt: skip


def test_nothing_in_the_attributes_runs(visit: Guest, page: Page) -> None:
    names = ("lang", "audience", "area", "place", "need", "display", "mode", "accent", "radius", "scheme")
    parts = []
    for payload in NASTY:
        safe = payload.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        parts.append(
            "<pathway-navigator " + " ".join(f'data-{name}="{safe}"' for name in names) + "></pathway-navigator>"
        )
    page.goto(visit.put("nasty", f"{''.join(parts)}<script src='{visit.base}/embed/v1/navigator.js' defer></script>"))
    for element in page.locator("pathway-navigator").all():
        element.locator("button.open").click()
        element.locator(".choice").first.wait_for()
        assert element.locator("script, [onerror], [style]").count() == 0
        element.locator("textarea").fill(NASTY[0])
        element.locator("textarea").press("Enter")
        element.locator(".log").get_by_text(NASTY[0]).wait_for()
    assert page.evaluate("window.__xss") is None


def test_a_reply_full_of_markup_is_only_text(visit: Guest, context: BrowserContext, page: Page) -> None:
    """Even if the server were made to say it."""

    def poisoned(route: Route) -> None:
        answer = route.fetch()
        body = answer.json()
        reply = body["reply"]
        reply["messages"][0]["text"] = NASTY[0]
        reply["question"]["options"][0]["label"] = NASTY[1]
        reply["question"]["options"][0]["picture"] = "../../x' onerror='window.__xss=1"
        reply["easy"] = True
        reply["urgent"]["active"] = True
        reply["urgent"]["contacts"] = [
            {
                "service": "x",
                "name": NASTY[0],
                "type": "phone",
                "value": "1",
                "keyword": None,
                "href": href,
                "note": None,
            }
            for href in (
                "javascript:window.__xss=1",
                " javascript:window.__xss=1",
                "data:text/html,x",
                "//evil.example",
                "tel:1",
            )
        ]
        route.fulfill(response=answer, json=body)

    context.route(f"{visit.base}/v1/conversations", poisoned)
    widget = start(visit, page)
    hrefs = widget.locator(".danger a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert hrefs == [None, None, None, None, "tel:1"]
    for link in widget.locator(".danger a").all()[:4]:
        link.click()
    assert widget.get_by_text(NASTY[0]).first.is_visible()
    assert page.evaluate("window.__xss") is None


@pytest.mark.parametrize("width", [320, 900])
def test_targets_are_large_and_nothing_moves(visit: Guest, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.emulate_media(reduced_motion="reduce")
    widget = start(visit, page)
    widget.locator(".languages summary").click()
    boxes = widget.locator("button, .urgent a, a.exit, summary, textarea").evaluate_all(
        "all => all.filter(one => one.offsetParent).map(one => one.getBoundingClientRect().height)"
    )
    assert min(boxes) >= 43.9
    assert widget.locator(".panel").evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize(("accent", "used"), [("#7b1fa2", True), ("#ffff00", False)])
def test_a_theme_is_used_where_it_can_be_read(visit: Guest, page: Page, accent: str, used: bool) -> None:
    snippet, _ = asked(visit, f"accent=%23{accent[1:]}&radius=20&scheme=light&display=inline")
    page.goto(visit.put("theme", snippet))
    style = page.locator("pathway-navigator button.open").evaluate(
        "button => [getComputedStyle(button).backgroundColor, getComputedStyle(button).borderTopLeftRadius]"
    )
    assert (style[0] == "rgb(123, 31, 162)") is used
    assert style[1] == "20px"


def test_forced_colours_keep_every_border(visit: Guest, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    widget = start(visit, page)
    for part in (".panel", ".urgent", ".choice", "a.exit"):
        assert widget.locator(part).first.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
