"""A1 to A3, A18: what a screen reader is told during a conversation, who speaks, where the focus goes, the way back."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from bot.pathway.model import Pathway
from tests.accessibility.served import DANGER, HEARD, Place
from tests.browser.conftest import IN_CHROMIUM
from tests.browser.talk import Talk

pytestmark = IN_CHROMIUM
CHATS, TURNS = 50, 3
WATCH = """() => {
  window.heard = [];
  for (const region of document.querySelectorAll("[aria-live], [role=log], [role=alert], [role=status]"))
    new MutationObserver(records => heard.push(...records.map(({type, addedNodes, removedNodes}) =>
      [region.id, type, addedNodes.length, removedNodes.length]))).observe(region, {childList: true, characterData: true, subtree: true});
}"""
"""Notes every change in a live region: where, of which kind, how much was added and taken away."""


@pytest.fixture
def talk(place: Place, screen: Callable[[], Page]) -> Talk:
    page = screen()
    page.goto(place.base)
    return Talk(page)


def heard(talk: Talk) -> list[list[object]]:
    return talk.page.evaluate("heard.splice(0)")


def test_a1_one_live_region_speaks_once_a_turn_and_only_of_what_is_new(talk: Talk) -> None:
    log = talk.page.locator("[role=log]")
    assert log.get_attribute("aria-label")
    assert "aria-live" not in log.evaluate("log => log.getAttributeNames()")
    talk.page.evaluate(WATCH)
    for turn in (
        lambda: talk.choose("feelings"),
        lambda: talk.choose("low_mood"),
        lambda: talk.say("qwe"),
        lambda: talk.say(HEARD),
        lambda: talk.press("back"),
        lambda: talk.press("restart"),
    ):
        turn()
        assert heard(talk) == [["log", "childList", 1, 0]]
    talk.show("2")
    assert heard(talk) == []
    assert talk.page.locator("[aria-live], [role=alert], [role=status]").evaluate_all(
        "all => all.map(one => one.id)"
    ) == ["trouble"]


def test_a1_trouble_is_told_once_and_by_no_other_region(talk: Talk) -> None:
    talk.page.evaluate(WATCH)
    talk.page.route("**/questions", lambda route: route.abort())
    talk.page.fill("#text", "hello there")
    talk.page.get_by_role("button", name="Send").click()
    talk.page.locator("#trouble p").first.wait_for()
    assert heard(talk) == [["trouble", "childList", 2, 0]]
    assert talk.page.locator("#text").input_value() == "hello there"
    assert talk.page.locator(".calls a[href='tel:999']").is_visible()


def test_a2_each_message_says_who_sent_it(talk: Talk) -> None:
    talk.choose("feelings")
    talk.say("qwe")
    talk.press("back")
    said = talk.page.locator(".said")
    assert said.count() >= 5
    for message in said.all():
        who = "You said" if "you" in str(message.get_attribute("class")).split() else "Navigator said"
        assert message.locator("p").first.inner_text() == who


def test_a3_in_fifty_conversations_the_focus_goes_to_the_card_to_the_fault_or_to_the_next_question(
    talk: Talk, pathway: Pathway
) -> None:
    chance = random.Random(5)
    for _ in range(CHATS):
        if talk.page.locator(".moves button[value=restart]").count():
            talk.press("restart")
        for _ in range(TURNS):
            match chance.choice(["tap", "tap", "words", "danger", "nothing", "back"]):
                case "danger":
                    before = talk.page.locator("#urgent").get_attribute("class")
                    talk.say(DANGER)
                    assert before == "urgent tier-emergency" or talk.focus() == "urgent-heading"
                    assert talk.page.locator("#urgent").get_attribute("class") == "urgent tier-emergency"
                case "nothing":
                    talk.say(" ")
                    assert talk.focus() == "text"
                    assert talk.page.locator("#text").get_attribute("aria-invalid") == "true"
                case "words":
                    talk.say(HEARD)
                    assert talk.focus() == "asked"
                case "back":
                    talk.press("back")
                    assert talk.focus() in ("asked", "outcome")
                case _:
                    values = talk.page.locator("form.question :is(input:not([type=hidden]), .pair button)")
                    offered = [
                        one for one in values.evaluate_all("all => all.map(one => one.value)") if one != "unsafe"
                    ]
                    if not offered:
                        break
                    chosen = chance.choice(offered)
                    talk.choose(chosen)
                    card = chosen in pathway.needs and pathway.needs[chosen].card
                    assert talk.focus() in (("urgent-heading",) if card else ("asked", "outcome", "urgent-heading"))
                    assert (talk.focus() == "urgent-heading") <= (talk.page.locator("#urgent.tier-none").count() == 0)
        assert talk.page.evaluate("document.activeElement !== document.body")


def test_a18_back_and_change_at_every_step_and_nothing_else_is_lost(talk: Talk) -> None:
    for value in ("baby_and_me", "bonding", "struggling", "child_1", "norwich", "birthing_parent", "20_or_over"):
        assert talk.page.locator(".moves button[value=back]").is_visible()
        talk.choose(value)
    told = talk.page.locator(".told dd.nhsuk-summary-list__value").all_inner_texts()
    assert len(told) == talk.page.locator(".told .change").count() == 6
    talk.press(talk.page.locator(".told form:has(input[value=area]) .change"))
    talk.choose("breckland")
    changed = talk.page.locator(".told dd.nhsuk-summary-list__value").all_inner_texts()
    assert sorted(set(told) ^ set(changed)) == ["Breckland", "Norwich"]
    talk.press("back")
    assert talk.focus() == "asked"
