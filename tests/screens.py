"""The pictures of the documentation, taken from the real pages by `make screens`, so that they show what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from rich.progress import track

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.conftest import HOME
from tests.server import start

OUT = HOME / "docs" / "pictures"
PHONE, DESK = (390, 844), (1366, 768)
WORDS = "I feel so low since my baby was born 6 weeks ago, we live in Lowestoft"
PATIENCE_MS = 30_000


@dataclass(frozen=True)
class Screen:
    """A picture: what is done before it is taken, in a window of `size`, in the first of which language."""

    name: str
    path: str
    size: tuple[int, int]
    steps: Callable[[Page], None] = lambda page: None
    dark: bool = False


def _say(page: Page) -> None:
    page.fill("#text", WORDS)
    page.click("button[value=say]")
    page.locator(".pair").wait_for()


def _outcome(page: Page) -> None:
    _say(page)
    page.locator(".pair button").first.click()
    for value in ("struggling", "birthing_parent", "20_or_over"):
        page.locator(f"#step input[value='{value}']").check()
        page.click(".question button[value=choose]")
        page.locator(f"#step input[value='{value}']").wait_for(state="detached")
    page.locator(".outcome").wait_for()


def _note(page: Page) -> None:
    _outcome(page)
    page.locator("form[action='/note'] button").click()
    page.locator("form[action='/note/page'] button").first.click()
    page.locator("main h1").wait_for()


def _search(page: Page) -> None:
    page.fill("input[type=search]", "pnd")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".card").wait_for()


SCREENS = (
    Screen("question", "/", PHONE, _say),
    Screen("outcome", "/", (1000, 900), _outcome),
    Screen("easy-read", "/?lang=en-x-easyread", PHONE),
    Screen("arabic", "/?lang=ar", PHONE, dark=True),
    Screen("note", "/?lang=pl", (1000, 900), _note),
    Screen("professionals", "/professionals", DESK, _search),
    Screen("map", "/map", (1500, 1000)),
)


def _taken(address: str) -> Iterator[tuple[Screen, bytes]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for screen in track(SCREENS, "Taking pictures"):
            wide, high = screen.size
            context = browser.new_context(
                viewport={"width": wide, "height": high},
                color_scheme="dark" if screen.dark else "light",
                has_touch=screen.size == PHONE,
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.goto(address + screen.path)
            screen.steps(page)
            yield screen, page.screenshot()
            context.close()
        browser.close()


def main(out: Path = OUT) -> None:
    """Take them all."""
    out.mkdir(parents=True, exist_ok=True)
    with start() as address:
        for screen, png in _taken(address):
            (out / f"{screen.name}.png").write_bytes(png)


if __name__ == "__main__":
    main()
