"""Open or closed, by the clock of England."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from fastapi.testclient import TestClient

from api.conversations.hours import with_hours
from api.web.clock import ENGLAND, is_holiday, is_open_at
from api.web.pages import Pages
from bot.assistant import Assistant

WEEK = [{"days": [0, 1, 2, 3, 4], "from": 480, "to": 1200}]
TO_TALKING_THERAPIES = {
    "need": ("low_mood",),
    "level": ("struggling",),
    "stage": ("baby_under_1",),
    "area": ("norwich",),
    "who": ("birthing_parent",),
    "parent_age": ("20_or_over",),
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ENGLAND)


@pytest.mark.parametrize(
    ("when", "open"),
    [
        ("2026-11-23T07:59", False),
        ("2026-11-23T08:00", True),
        ("2026-11-23T19:59", True),
        ("2026-11-23T20:00", False),
        ("2026-11-22T12:00", False),
        ("2026-07-13T08:00", True),
    ],
)
def test_a_line_is_open_by_the_clock_of_england(when: str, open: bool) -> None:
    assert is_open_at(at(when), WEEK) is open


@pytest.mark.parametrize(
    ("when", "holiday"), [("2026-12-25T12:00", True), ("2026-12-28T12:00", True), ("2026-11-23T12:00", False)]
)
def test_public_holidays_are_those_of_england(when: str, holiday: bool) -> None:
    assert is_holiday(at(when)) is holiday


@pytest.mark.parametrize(
    ("when", "shown", "hidden"),
    [
        ("2026-11-23T12:00", "open_now", "closed_now"),
        ("2026-11-23T22:00", "closed_now", "open_now"),
        ("2026-12-25T12:00", "holiday_today", None),
    ],
)
def test_the_page_says_whether_a_line_is_open(assistant: Assistant, when: str, shown: str, hidden: str | None) -> None:
    turn = assistant.start()
    for slot, values in TO_TALKING_THERAPIES.items():
        turn = assistant.choose(turn.state, slot, values, "en")
    page = Pages(assistant, lambda: at(when)).journey(turn, "t", assistant.catalogues["en"])
    assert assistant.pathway.phrases[shown].english in page
    if hidden is not None:
        assert assistant.pathway.phrases[hidden].english not in page


def test_the_hours_of_a_contact_are_in_the_answer_as_numbers(client: TestClient) -> None:
    record = client.get("/v1/services/talking_therapies_nw").json()["service"]
    assert [contact["week"] for contact in record["contacts"] if contact["type"] == "hours"] == [WEEK]


@pytest.mark.parametrize(
    ("when", "open", "says"),
    [
        ("2026-11-23T12:00", True, ["open_now"]),
        ("2026-11-23T22:00", False, ["closed_now"]),
        ("2026-12-25T12:00", True, ["open_now", "holiday_today"]),
    ],
)
def test_the_reply_says_whether_a_line_is_open(assistant: Assistant, when: str, open: bool, says: list[str]) -> None:
    turn = assistant.start()
    for slot, values in TO_TALKING_THERAPIES.items():
        turn = assistant.choose(turn.state, slot, values, "en")
    phrases = assistant.pathway.phrases
    reply = with_hours(turn.reply, assistant.catalogues["pl"], phrases, at(when))
    services = {one["id"]: one for one in reply["outcome"]["services"]}
    [now] = [contact["now"] for contact in services["talking_therapies_nw"]["contacts"] if contact["week"]]
    assert now["open"] is open
    assert [said["text"] for said in now["says"]] == [assistant.catalogues["pl"].text(phrases[id]) for id in says]
    without = [contact for one in services.values() for contact in one["contacts"] if not contact["week"]]
    assert without
    assert all("now" not in contact for contact in without)


def test_every_outcome_over_http_has_it_and_nothing_else_is_changed(assistant: Assistant, client: TestClient) -> None:
    token = client.post("/v1/conversations", json={}).json()["conversation"]
    state = assistant.start().state
    for slot, values in TO_TALKING_THERAPIES.items():
        choose = {"slot": slot, "values": list(values)}
        answer = client.post("/v1/conversations/turns", json={"conversation": token, "choose": choose}).json()
        token, turn = answer["conversation"], assistant.choose(state, slot, values, "en")
        state = turn.state
    contacts = [contact for one in answer["reply"]["outcome"]["services"] for contact in one["contacts"]]
    timed = [contact.pop("now", None) for contact in contacts]
    assert any(timed)
    assert answer["reply"] == json.loads(turn.wire)
