"""Rasa's REST channel: its shape to the letter, and the same answers as everywhere else."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api.channels.commands import Chosen, Moved, Said, Switched, read_command
from bot.assistant import Assistant

URL = "/webhooks/rest/webhook"
KEYS = {"recipient_id", "text", "image", "buttons", "attachment", "custom"}
WALK = [
    ("need", "low_mood"),
    ("level", "struggling"),
    ("stage", "baby_under_1"),
    ("area", "norwich"),
    ("who", "birthing_parent"),
    ("parent_age", "20_or_over"),
]


def post(client: TestClient, sender: str, message: str, **more: object) -> list[dict]:
    answer = client.post(URL, json={"sender": sender, "message": message, **more})
    assert answer.status_code == 200
    sent = answer.json()
    assert isinstance(sent, list)
    assert sent
    for one in sent:
        assert set(one) <= KEYS
        assert None not in one.values()
        assert one["recipient_id"] == sender
        assert one["text"]
        for button in one.get("buttons", ()):
            assert set(button) == {"title", "payload"}
            assert all(isinstance(value, str) for value in button.values())
    assert sent[-1]["custom"]["urgent"]["contacts"]
    return sent


def test_it_says_that_it_is_there(client: TestClient) -> None:
    assert client.get("/webhooks/rest/").json() == {"status": "ok"}


def test_the_first_answer_greets_says_the_urgent_numbers_and_asks(client: TestClient) -> None:
    sent = post(client, "a", "/session_start")
    assert "999" in sent[-2]["text"]
    assert sent[-1]["buttons"]


def test_a_walk_by_buttons_ends_where_the_assistant_does(client: TestClient, assistant: Assistant) -> None:
    post(client, "walker", "/restart")
    turn = assistant.start()
    for slot, value in WALK:
        sent = post(client, "walker", f"/choose{json.dumps({slot: value})}")
        turn = assistant.choose(turn.state, slot, (value,), "en")
    told = [one["custom"]["service"]["id"] for one in sent if "service" in one.get("custom", {})]
    assert told == [service["id"] for service in turn.reply["outcome"]["services"]]
    assert told


def test_every_button_leads_on(client: TestClient) -> None:
    sent = post(client, "buttons", "/restart")
    for _ in range(9):
        if "buttons" not in sent[-1]:
            break
        sent = post(client, "buttons", sent[-1]["buttons"][0]["payload"])
    assert any("service" in one.get("custom", {}) for one in sent)


def test_two_senders_do_not_mix(client: TestClient) -> None:
    post(client, "one", '/choose{"need": "low_mood"}')
    other = post(client, "two", "/session_start")
    assert other[-1]["custom"]["question"]["slot"] == "need"


def test_danger_brings_the_card_first(client: TestClient) -> None:
    sent = post(client, "risk", "I want to kill myself")
    assert "999" in sent[0]["text"]
    assert sent[-1]["custom"]["urgent"]["tier"] == "emergency"


def test_another_language_is_kept_for_the_conversation(client: TestClient) -> None:
    post(client, "pl", "/session_start", metadata={"locale": "pl"})
    sent = post(client, "pl", '/choose{"need": "low_mood"}')
    assert sent[-1]["custom"]["question"]["lang"] == "pl"
    sent = post(client, "pl", '/choose{"language": "ar"}')
    assert sent[-1]["custom"]["question"]["lang"] == "ar"


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "text/plain"}, {"Content-Type": "application/x-unknown"}])
def test_any_content_type_is_read(client: TestClient, headers: dict[str, str]) -> None:
    body = json.dumps({"sender": "t", "message": "/restart"})
    assert client.post(URL, content=body, headers=headers).json()[0]["recipient_id"] == "t"


@pytest.mark.parametrize(
    "body",
    ["", "[]", "nonsense", '{"message": "hi"}', '{"sender": "", "message": "hi"}', '{"sender": 5}', '{"sender": null}'],
)
def test_a_missing_sender_is_told_in_the_same_shape_with_urgent_help(client: TestClient, body: str) -> None:
    answer = client.post(URL, content=body)
    assert answer.status_code == 200
    (only,) = answer.json()
    assert only["recipient_id"] == "default"
    assert "999" in only["text"]
    assert only["custom"]["urgent"]


def test_a_sender_can_be_forgotten(client: TestClient) -> None:
    post(client, "gone", '/choose{"need": "low_mood"}')
    assert "999" in post(client, "gone", "/forget")[0]["text"]
    assert post(client, "gone", "")[-1]["custom"]["question"]["slot"] == "need"


def test_an_answer_nobody_knows_is_told_and_changes_nothing(client: TestClient) -> None:
    post(client, "odd", '/choose{"need": "low_mood"}')
    sent = post(client, "odd", '/choose{"need": "nonsense"}')
    assert "999" in sent[0]["text"]
    assert post(client, "odd", "/back")


def test_a_stream_is_an_object_a_line(client: TestClient) -> None:
    answer = client.post(f"{URL}?stream=true", json={"sender": "s", "message": "/restart"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert all(json.loads(line)["recipient_id"] == "s" for line in answer.text.splitlines())


@pytest.mark.parametrize(
    ("message", "command"),
    [
        ('/choose{"need": "low_mood"}', Chosen("need", ("low_mood",))),
        ('/choose@0.9{"need": ["low_mood", "anxiety"]}', Chosen("need", ("low_mood", "anxiety"))),
        ('/choose{"language": "pl"}', Switched("pl")),
        ("/restart", Moved("restart")),
        ("/session_start", Moved("restart")),
        ("/back", Moved("back")),
        ('/change{"slot": "area"}', Moved("change", "area")),
        ("/choose", Said("/choose")),
        ("/choose{broken", Said("/choose{broken")),
        ('/choose{"need": 5}', Said('/choose{"need": 5}')),
        ("/greet", Said("/greet")),
        ("I feel low", Said("I feel low")),
        ("/ I feel low", Said("/ I feel low")),
    ],
)
def test_a_message_is_a_tap_a_move_or_words(message: str, command: object) -> None:
    assert read_command(message) == command


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_message_is_read(message: str) -> None:
    assert read_command(message) is not None
