"""Every state of the widget that someone can see, on a host's page: its settings, and what to do there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.embed.hosts import Guest, opened
from tests.embed.test_hosts import asked


def closed(page: Page) -> None:
    """Only the button."""
    page.locator("pathway-navigator button.open").wait_for()


def begun(page: Page) -> None:
    """The first question."""
    opened(page)


def several(page: Page) -> None:
    """A question with several answers, why we ask, and the list of languages."""
    widget = opened(page)
    widget.locator(".choice").first.click()
    widget.locator(".question input").first.wait_for()
    for summary in widget.locator("summary").all():
        summary.click()
    widget.locator(".panel").evaluate("panel => panel.scrollTo(0, 0)")


def found(page: Page) -> None:
    """An outcome with its reasons."""
    widget = opened(page)
    for _ in range(8):
        if widget.locator(".outcome").count():
            break
        step = widget.locator(".question").inner_text()
        widget.locator(".choice").nth(1).click()
        page.wait_for_function(
            "was => document.querySelector('pathway-navigator').shadowRoot.querySelector('.question')?.innerText !== was",
            arg=step,
        )
    widget.locator(".outcome summary").first.click()


def saying(words: str) -> Callable[[Page], None]:
    """Words of danger."""

    def steps(page: Page) -> None:
        widget = opened(page)
        widget.locator("textarea").fill(words)
        widget.locator("textarea").press("Enter")
        widget.locator(".danger").wait_for()

    return steps


def never_came(page: Page) -> None:
    """The server is down before the widget has come."""
    page.route("**/widget.js", lambda route: route.abort())
    page.locator("pathway-navigator button.open").click()
    page.locator("pathway-navigator [role=alert]").wait_for()


def went_away(page: Page) -> None:
    """The server is down in the middle."""
    widget = opened(page)
    page.route("**/v1/**", lambda route: route.abort())
    widget.locator("textarea").fill("so tired")
    widget.locator("textarea").press("Enter")
    widget.locator(".said.ours").nth(1).wait_for()


@dataclass(frozen=True)
class State:
    """What is asked of /embed, and the steps. `found` wants a need, so that it is not asked for."""

    name: str
    steps: Callable[[Page], None]
    query: str = ""
    everywhere: bool = False
    """Whether every look shows something of its own here, or four are enough."""

    def reach(self, visit: Guest, page: Page, **look: str) -> None:
        """Bring a page there, on a host that is a proper page. `look` is display, lang or scheme."""
        asks = "&".join([self.query, *(f"{name}={value}" for name, value in look.items())])
        snippet, _ = asked(visit, asks)
        rtl = ' dir="rtl"' if look.get("lang") == "ar" else ""
        head = '<meta name="viewport" content="width=device-width"><main><h1>A partner</h1><button id="first">First</button>'
        page.goto(visit.put("state", f"{head}{snippet}<p>Their words.</p></main>", f'lang="en"{rtl}'))
        self.steps(page)


STATES = [
    State("closed", closed),
    State("question", begun, everywhere=True),
    State("several answers", several),
    State("outcome", found, "need=low_mood&area=norwich", everywhere=True),
    State("emergency", saying("i want to kill myself"), everywhere=True),
    State("urgent", saying("i am bleeding heavily and i am pregnant")),
    State("never came", never_came),
    State("went away", went_away),
]
LOOKS: dict[str, dict[str, Any]] = {
    "corner": {"all": True, "look": {"display": "corner"}},
    "inline": {"look": {"display": "inline"}},
    "Arabic": {"all": True, "look": {"display": "corner", "lang": "ar"}},
    "Easy Read": {"all": True, "look": {"display": "inline", "lang": "en-x-easyread"}},
    "dark": {"look": {"display": "corner", "scheme": "dark"}},
    "forced colours": {"look": {"display": "corner"}, "media": {"forced_colors": "active"}},
    "320 pixels": {"all": True, "look": {"display": "corner"}, "width": 320},
    "landscape phone": {"look": {"display": "corner"}, "width": 640, "height": 320},
}
