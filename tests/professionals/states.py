"""Every state of the lookup that someone can see: how to get there, and what then shows. For whoever checks them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

COPIED = "#found:not(:has(> *))"
"""The browser has its copy of the directory."""


@dataclass(frozen=True)
class State:
    """`path` (no language yet), what to do there with a script (None: nothing, and no script is needed), what shows."""

    name: str
    path: str
    shows: str
    steps: Callable[[Page], None] | None = None

    def reach(self, page: Page, address: str, lang: str = "en") -> None:
        """Bring a page there, in a language, and wait for it."""
        page.goto(f"{address}/professionals{self.path}{'&' if '?' in self.path else '?'}lang={lang}")
        if self.steps is not None:
            page.locator(COPIED).wait_for(state="attached")
            self.steps(page)
        page.locator(self.shows).first.wait_for()


def typed(words: str) -> Callable[[Page], None]:
    """Words in the box, as they are typed."""
    return lambda page: page.locator("#q").press_sequentially(words)


def opened(words: str) -> Callable[[Page], None]:
    """The card of the best answer."""

    def steps(page: Page) -> None:
        page.locator("#q").fill(words)
        page.keyboard.press("Enter")

    return steps


def chosen(words: str, **answers: str) -> Callable[[Page], None]:
    """The card, with the questions about it answered."""

    def steps(page: Page) -> None:
        opened(words)(page)
        for slot, value in answers.items():
            page.locator(f"#ask-{slot}").select_option(value)

    return steps


def marked(page: Page) -> None:
    """One of the list is marked by the arrow keys."""
    typed("pnd")(page)
    page.keyboard.press("ArrowDown")


def in_arabic(page: Page) -> None:
    """The text for the patient in another language than the card."""
    opened("lotus")(page)
    page.locator("#to").select_option("ar")


def compared(page: Page) -> None:
    """Two services side by side, from their cards."""
    for words in ("ecfs", "pairs"):
        opened(words)(page)
        page.locator("[data-compare]").click()


def cut_off(page: Page) -> None:
    """A search that reaches nobody."""
    page.route("**/professionals?*", lambda route: route.abort())
    opened("lotus")(page)
    page.locator("#offline:not([hidden])").wait_for()
    page.unroute("**/professionals?*")


def resting(page: Page) -> None:
    """Nobody has touched the page for long."""
    opened("pnd")(page)
    page.locator("#idle").evaluate("line => { line.hidden = false; }")


STATES = [
    State("search", "", "#find"),
    State("search, narrowed", "?area=waveney&stage=pregnant", ".filters[open]"),
    State("results", "?q=pnd", ".found [data-open=talking_therapies_nw]"),
    State("nothing found", "?q=zzzz", ".found [data-open=gp]"),
    State("danger", "?q=she+wants+to+kill+herself", ".tier-emergency"),
    State("urgent", "?q=bleeding+30+weeks", "#strip .tier-urgent, #strip .tier-emergency"),
    State("card", "/services/talking_therapies_nw", "#card"),
    State("card with unknowns", "/services/family_hubs_norfolk", "#card .unknown"),
    State("card for everyone", "/services/nhs_111_option_2", ".verdict.yes"),
    State("eligible: not asked", "/services/lotus", "#eligible select"),
    State("eligible: asked on", "/services/lotus?help_for=birthing_parent", "#eligible .verdict"),
    State("eligible: no", "/services/lotus?help_for=father_or_co_parent", ".verdict.no"),
    State("eligible: yes", "/services/nnuh_maternity?stage=pregnant&area=norwich", ".verdict.yes"),
    State("compare: choose", "/compare", "select[name=service]"),
    State("compare", "/compare?service=lotus&service=pairs&service=ecfs", ".compare .differs"),
    State("patient", "/services/lotus/patient?to=en", ".handout"),
    State("patient, Arabic", "/services/lotus/patient?to=ar", "html[dir=rtl] .handout"),
    State("patient, Easy Read", "/services/lotus/patient?to=en-x-easyread", ".handout"),
    State("pathway", "/pathway", ".pathway"),
    State("directory", "/directory", ".contents"),
    State("no such service", "/services/nowhere", "main"),
    State("typed", "", "#options [role=option]", typed("pnd")),
    State("typed, one marked", "", "[aria-selected=true]", marked),
    State("typed danger", "", ".tier-emergency", typed("she wants to kill herself")),
    State("opened card", "", "#card:focus", opened("lotus")),
    State("opened card: no", "", "#desk .verdict.no", chosen("lotus", help_for="father_or_co_parent")),
    State("opened card: another language", "", "#texts textarea[lang=ar]", in_arabic),
    State("compared", "", "#desk .compare", compared),
    State("offline", "", "#offline", cut_off),
    State("about to clear", "", "#idle", resting),
]  # fmt: skip
