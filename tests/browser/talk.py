"""A person on the pages of parents, with or without JavaScript: each method waits until the turn is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

TOKEN = "document.querySelector('input[name=conversation]')?.value"
KEPT = """async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
"""What a page could keep on a device."""
NOTHING = ["", 0, 0, 0, 0, 0]


@dataclass(frozen=True)
class Talk:
    """A conversation. Every answer comes with a new token, with JavaScript or without: that is what is waited for."""

    page: Page
    script: bool = True

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Whatever is done here is followed by an answer."""
        if not self.script:
            with self.page.expect_navigation():
                yield
            return
        before = self.page.evaluate(TOKEN)
        yield
        self.page.wait_for_function(f"before => {TOKEN} !== before", arg=before)

    def press(self, button: Locator | str) -> None:
        """Press a button, by what it is or by its `do`."""
        if isinstance(button, str):
            button = self.page.locator(f".moves button[value={button}], .not-right button[value={button}]")
        with self.turn():
            button.click()

    def choose(self, *values: str) -> None:
        """Answer the question; a pair of buttons has no boxes to tick."""
        if self.page.locator(".pair").count():
            self.press(self.page.locator(f".pair button[value={values[0]}]"))
            return
        for value in values:
            self.page.locator(f"input[value='{value}']").check()
        self.press(self.page.locator("button[name=do][value=choose]"))

    def say(self, words: str) -> None:
        """Write and send."""
        self.page.fill("#text", words)
        self.press(self.page.locator("button[name=do][value=say]"))

    def show(self, value: str) -> None:
        """Another size (1, 2, 3), or a language or Easy Read by its locale."""
        button = self.page.locator(f"nav.languages button[value='{value}']").first
        if not button.is_visible():
            self.page.locator("nav.languages summary").click()
        self.press(button)

    def focus(self) -> str:
        """The id of what has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))

    def first(self) -> str:
        """The service that is named first."""
        return self.page.locator(".service h3").first.inner_text()


def nothing_is_kept(page: Page) -> bool:
    """Whether neither the page nor its browser keeps anything at all."""
    return page.evaluate(KEPT) == NOTHING and page.context.cookies() == []
