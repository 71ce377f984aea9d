"""A5 to A7, A9 to A11, A20: what is seen, how large, how clear, with what round it; on small, zoomed and dark screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.accessibility.served import Place
from tests.accessibility.states import LOOKS, PAGES, Look, Shown
from tests.browser.conftest import IN_CHROMIUM
from tests.browser.talk import Talk, nothing_is_kept

pytestmark = IN_CHROMIUM
SIGHT = (Path(__file__).parent / "sight.js").read_text("utf-8")
PARENTS = {name: shown for name, shown in PAGES.items() if not name.startswith(("staff", "map", "embed"))}
TELLING = {
    name: PAGES[name]
    for name in (
        "first",
        "level",
        "confirm",
        "nothing chosen",
        "much help at night",
        "danger by a tap",
        "404",
        "safety",
    )
}
"""Pages that between them hold everything that is drawn."""
BY_NAME = {look.name: look for look in LOOKS}
Screen = Callable[[int], Page]


def show(screen: Screen, place: Place, shown: Shown, look: Look, lang: str = "en") -> Page:
    page = screen(look.zoom)
    page.goto(shown.address(place, lang))
    look.put_on(page)
    page.evaluate(f"{SIGHT}; 0")
    return page


@pytest.mark.parametrize("look", ["1280", "320", "400 %", "320 dark", "360 forced"])
@pytest.mark.parametrize("name", ["first", "a little help"])
def test_a5_every_stop_of_the_tab_key_is_ringed_and_uncovered(
    place: Place, screen: Screen, name: str, look: str
) -> None:
    page = show(screen, place, PAGES[name], BY_NAME[look])
    stops = []
    while len(stops) < 120:
        page.keyboard.press("Tab")
        at = page.evaluate(
            "document.activeElement === document.body ? null : [sight.focused(), sight.ringed(), sight.uncovered()]"
        )
        if at is None or [at[0]] == stops[:1]:
            break
        stops.append(at[0])
        assert at[1], f"no ring round {at[0]}"
        assert at[2], f"something lies over {at[0]}"
    assert 15 < len(stops) < 120


@pytest.mark.parametrize("look", ["1280", "320"])
def test_a6_targets_are_large(place: Place, screen: Screen, look: str) -> None:
    for name, shown in TELLING.items():
        page = show(screen, place, shown, BY_NAME[look])
        targets = page.evaluate("sight.targets()")
        assert len(targets) > 5
        for one in targets:
            assert one["inline"] or min(one["width"], one["height"]) >= 24, (name, one)
            assert not one["choice"] or one["height"] >= 44, (name, one)


@pytest.mark.parametrize("lang", ["en", "ro", "ar", "en-x-easyread"])
def test_a7_at_320_pixels_with_wide_spacing_nothing_is_cut_or_scrolls_sideways(
    place: Place, screen: Screen, lang: str
) -> None:
    for name, shown in TELLING.items() if lang != "en" else PARENTS.items():
        page = show(screen, place, shown, BY_NAME["320"], lang)
        assert page.evaluate("sight.wide()") == [], name
        page.evaluate("sight.space()")
        assert page.evaluate("sight.wide()") == [], f"{name}, spaced"


def test_a7_on_a_phone_on_its_side_what_sticks_leaves_room_for_words(place: Place, screen: Screen) -> None:
    page = show(screen, place, PAGES["largest text"], Look("on its side", 568))
    page.set_viewport_size({"width": 568, "height": 320})
    page.locator("#text").focus()
    page.keyboard.type("I feel")
    box, bar = page.locator("#text").bounding_box(), page.locator("#bar").bounding_box()
    assert box is not None
    assert bar is not None
    assert box["y"] >= max(0, bar["y"] + bar["height"])
    assert bar["height"] <= 320 / 4


def test_a9_with_reduced_motion_nothing_moves(place: Place, screen: Screen) -> None:
    page = screen(1)
    page.emulate_media(reduced_motion="reduce")
    page.goto(place.base)
    talk = Talk(page)
    for value in ("baby_and_me", "bonding", "struggling"):
        page.locator(f"input[value='{value}']").check()
        page.locator("form.question button[value=choose]").hover()
        talk.press(page.locator("form.question button[value=choose]"))
        assert page.evaluate("document.getAnimations().length") == 0
    moving = """[...document.querySelectorAll("*")].filter(one => [null, "::before", "::after"].some(pseudo => {
      const style = getComputedStyle(one, pseudo);
      return style.scrollBehavior !== "auto" || style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
    })).map(one => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(moving) == []


@pytest.mark.parametrize("look", ["360 forced", "1280 forced dark"])
def test_a10_forced_colours_keep_words_edges_and_pictures(place: Place, screen: Screen, look: str) -> None:
    for name, shown in TELLING.items():
        page = show(screen, place, shown, BY_NAME[look])
        assert page.evaluate("sight.pale(4.5)") == [], name
        assert page.evaluate("sight.edgeless()") == [], name
    page = show(screen, place, PAGES["first"], BY_NAME[look], "en-x-easyread")
    grounds = page.evaluate("[...document.images].map(image => getComputedStyle(image).backgroundColor)")
    assert len(grounds) > 5
    assert set(grounds) == {"rgb(255, 255, 255)"}, "lines of the pictures are black"
    edges = page.evaluate("[...document.querySelectorAll('.size')].map(one => getComputedStyle(one).borderTopWidth)")
    assert edges[0] != edges[1] == edges[2], "the size that is chosen looks like the others"


@pytest.mark.parametrize("look", ["360", "360 dark"])
def test_a11_words_and_edges_stand_out(place: Place, screen: Screen, look: str) -> None:
    for name, shown in TELLING.items():
        page = show(screen, place, shown, BY_NAME[look])
        assert page.evaluate("sight.pale(4.5)") == [], name
        assert page.evaluate("sight.edgeless()") == [], name


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a20_the_size_of_the_text_goes_along_and_nothing_is_kept(place: Place, browser, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(place.base)
    talk = Talk(page, script)
    size = "parseFloat(getComputedStyle(document.querySelector('.option label')).fontSize)"
    usual = page.evaluate(size)
    assert "Arial" in page.evaluate("getComputedStyle(document.body).fontFamily").split(",")[0]
    assert (
        page.evaluate(
            "(style => parseFloat(style.lineHeight) / parseFloat(style.fontSize))(getComputedStyle(document.body))"
        )
        >= 1.5
    )
    talk.show("3")
    for value in ("baby_and_me", "bonding", "struggling"):
        assert page.evaluate(size) == pytest.approx(1.5 * usual)
        assert page.locator("#to-size-3").get_attribute("aria-pressed") == "true"
        talk.choose(value)
    talk.show("en-x-easyread")
    assert page.evaluate(size) >= 1.5 * usual
    talk.press("back")
    assert page.evaluate(size) >= 1.5 * usual
    assert nothing_is_kept(page)
    context.close()


def test_a11_a_chosen_answer_has_a_mark_and_not_only_a_colour(place: Place, screen: Screen) -> None:
    page = show(screen, place, PAGES["level"], BY_NAME["360"])
    box = page.locator(".option input").first
    mark = "box => getComputedStyle(box.labels[0], '::after').opacity"
    assert float(box.evaluate(mark)) == 0
    box.check()
    assert float(box.evaluate(mark)) == 1
