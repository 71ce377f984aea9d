"""Every state in which the pages are looked at: each page in each language, and each page in each look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from playwright.sync_api import Page

from bot.dialogue.state import State
from bot.loading.pathway import load_pathway
from tests.accessibility.served import CHRISTMAS, DANGER, HEARD, NOON, Fields, Place, choose, go, say
from tests.conftest import HOME

LOCALES = ("en", "bg", "lt", "pl", "pt", "ro", "ru", "uk", "ar", "en-x-easyread", "ar-x-easyread")
CARDS = tuple(load_pathway(HOME / "pathways.yaml").safety.cards)
MUCH = (
    choose("need", "low_mood", "bonding", "child_development", "money_housing"),
    choose("level", "struggling"),
    choose("stage", "child_1"),
    choose("area", "norwich"),
    choose("who", "birthing_parent"),
    choose("parent_age", "20_or_over"),
)
"""Several needs: services of every place, a programme that cannot be entered, contacts that are open or closed."""
LITTLE = (choose("need", "after_mother_and_baby_unit"),)
TIRED = (say("qwe"), say("asd"), say("zxc"))


@dataclass(frozen=True)
class Look:
    """A screen: its width, how far it is zoomed, its colours; `media` is screen or paper."""

    name: str
    width: int
    scheme: str = "light"
    forced: bool = False
    media: str = "screen"
    zoom: int = 1
    opened: bool = True

    @property
    def height(self) -> int:
        """In CSS pixels; a laptop of 1280 x 800 at 400 % leaves 200."""
        return 200 if self.zoom > 1 else 720

    @property
    def meaningless(self) -> tuple[str, ...]:
        """Rules of axe that do not hold here.

        It reads the colours of the page and not those that are forced (test_a10 looks at these); nobody taps paper.
        """
        return ("color-contrast",) if self.forced else ("target-size",) if self.media == "print" else ()

    def put_on(self, page: Page) -> None:
        """Makes the page look so. The zoom is that of the page's context."""
        page.set_viewport_size({"width": self.width, "height": self.height})
        page.emulate_media(
            media=self.media,  # type: ignore[arg-type]
            color_scheme=self.scheme,  # type: ignore[arg-type]
            forced_colors="active" if self.forced else "none",
        )
        if self.opened:
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")


LOOKS = (
    Look("360", 360, opened=False),
    Look("360 dark", 360, "dark"),
    Look("360 forced", 360, forced=True),
    Look("320", 320),
    Look("320 dark", 320, "dark"),
    Look("1280", 1280),
    Look("1280 dark", 1280, "dark"),
    Look("1280 forced dark", 1280, "dark", forced=True),
    Look("400 %", 320, zoom=4),
    Look("400 % dark", 320, "dark", zoom=4),
    Look("paper", 720, media="print", opened=False),
)


@dataclass(frozen=True)
class Shown:
    """How to come to a page: by an address, or by forms from the first page; `card` is one of danger."""

    path: str = "/"
    steps: Sequence[Fields] = ()
    method: str = "GET"
    card: str | None = None
    night: bool = False

    def address(self, place: Place, lang: str) -> str:
        """Where it is, in a language."""
        place.at(CHRISTMAS if self.night else NOON)
        if self.card:
            context = place.app.state.context
            token = context.tokens.seal(replace(State(), alert=self.card), lang)
            return place.sent({"do": "language", "value": lang, "conversation": token})
        if self.method != "GET":
            return place.sent({"lang": lang}, path=self.path, method=self.method)
        if self.steps:
            return place.after(lang, self.steps, last=self.path if self.path != "/" else "/questions")
        return f"{place.base}{self.path}{'&' if '?' in self.path else '?'}lang={lang}"


PAGES = {
    "first": Shown(),
    "for a partner": Shown("/?for=partner"),
    "a group of needs": Shown(steps=[choose("need", "feelings")]),
    "level": Shown(steps=[choose("need", "low_mood")]),
    "one of many": Shown(steps=MUCH[:3]),
    "confirm": Shown(steps=[say(HEARD)]),
    "after the card": Shown(steps=[say(DANGER), choose("after_alert", "other_help")]),
    "answers to change": Shown(steps=[*MUCH[:4], {"do": "change", "slot": "level"}]),
    "adding a need": Shown(steps=[*LITTLE, go("add")]),
    "not understood": Shown(steps=TIRED[:1]),
    "not understood three times": Shown(steps=TIRED),
    "someone else": Shown(steps=[choose("need", "low_mood"), go("someone_else")]),
    "nothing chosen": Shown(steps=[{"do": "choose", "slot": "need"}]),
    "nothing written": Shown(steps=[say(" ")]),
    "largest text": Shown(steps=[*MUCH[:1], {"do": "size", "value": "3"}]),
    "much help": Shown(steps=MUCH),
    "much help at night": Shown(steps=MUCH, night=True),
    "a little help": Shown(steps=LITTLE),
    "why not others": Shown(steps=[*MUCH, go("why_not")]),
    "note to check": Shown("/note", [*MUCH, {}]),
    "note": Shown("/note/page", [*MUCH, {}]),
    "danger by a tap": Shown(steps=[choose("need", "bonding"), choose("level", "unsafe")]),
    **{f"card of {card}": Shown(card=card) for card in CARDS},
    "404": Shown("/nope"),
    "405": Shown("/safety", method="PUT"),
    "410": Shown("/ended"),
    "413": Shown(steps=[say("a" * 5001)]),
    "422": Shown(steps=[choose("level", "no such answer")]),
    "500": Shown("/fails"),
    "safety": Shown("/safety"),
    "privacy": Shown("/privacy"),
    "accessibility": Shown("/accessibility"),
    "map": Shown("/map?need=bonding"),
    "embed": Shown("/embed"),
    "staff": Shown("/professionals"),
    "staff found": Shown("/professionals?q=birth+trauma"),
    "staff danger": Shown("/professionals?q=she+wants+to+kill+herself"),
    "staff card": Shown("/professionals/services/pairs?stage=child_1"),
    "staff compare": Shown("/professionals/compare?service=pairs&service=ecfs"),
    "staff for the patient": Shown("/professionals/services/talking_therapies_nw/patient"),
}


def look_of(locale: str, page: str) -> Look:
    """A Latin square: over the languages each page is seen in each look, over the pages each language too."""
    return LOOKS[(LOCALES.index(locale) + list(PAGES).index(page)) % len(LOOKS)]


STATES = tuple((locale, page, look_of(locale, page)) for locale, page in product(LOCALES, PAGES))
