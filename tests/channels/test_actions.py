"""Rasa's action server: its contract, the same answers as our own channel, and closed to who does not know the token."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app, with_rasa
from api.settings import Settings
from bot.assistant import Assistant
from bot.nlu.rasa import RasaNLU
from tests.channels.test_rest import WALK

URL, REST = "/rasa/actions/webhook", "/webhooks/rest/webhook"
DONE = {"event": "followup", "timestamp": None, "name": "action_listen"}


def call(sender: object = "a", text: object = "/restart", **metadata: object) -> dict[str, Any]:
    """What Rasa 3.6 sends."""
    latest = {"intent": {"name": "choose", "confidence": 1.0}, "entities": [], "text": text, "metadata": metadata}
    tracker = {"sender_id": sender, "slots": {}, "latest_message": latest, "events": [], "paused": False}
    return {"next_action": "action_navigate", "sender_id": sender, "tracker": tracker, "version": "3.6.21"}


def post(client: TestClient, sender: str, text: str, **metadata: object) -> list[dict[str, Any]]:
    answer = client.post(URL, json=call(sender, text, **metadata))
    assert answer.status_code == 200
    assert set(answer.json()) == {"events", "responses"}
    assert answer.json()["events"] == [DONE]
    responses: list[dict[str, Any]] = answer.json()["responses"]
    assert responses
    for one in responses:
        assert set(one) <= {"text", "buttons"}
        assert one["text"]
    assert "999" in "\n".join(one["text"] for one in responses)
    return responses


def texts(sent: list[dict[str, Any]]) -> list[str]:
    return [one["text"] for one in sent]


def test_a_walk_ends_where_our_own_channel_does(client: TestClient) -> None:
    post(client, "rasa", "/restart")
    client.post(REST, json={"sender": "rest", "message": "/restart"})
    for slot, value in WALK:
        tap = f"/choose{json.dumps({slot: value})}"
        theirs = post(client, "rasa", tap)
        ours = client.post(REST, json={"sender": "rest", "message": tap}).json()
        # Ours has the way to urgent help in `custom` too, so it need not stand in words each time.
        assert [text for text in texts(ours) if text not in texts(theirs)] == []
        assert theirs[-1].get("buttons") == ours[-1].get("buttons")
        assert len(theirs) <= len(ours) + 1
    assert any("Talking Therapies" in text for text in texts(theirs))


def test_a_sender_has_one_conversation_on_both(client: TestClient) -> None:
    post(client, "same", '/choose{"need": "low_mood"}')
    sent = client.post(REST, json={"sender": "same", "message": ""}).json()
    assert sent[-1]["custom"]["question"]["slot"] == "level"


def test_danger_brings_the_card_first(client: TestClient) -> None:
    sent = post(client, "risk", "I want to kill myself")
    assert "999" in sent[0]["text"]
    assert sent[-1]["buttons"]


def test_language_and_audience_come_with_the_metadata(client: TestClient, assistant: Assistant) -> None:
    sent = post(client, "pl", "", locale="pl", audience="professional")
    turn = assistant.start("professional", "pl")
    assert sent[-1]["text"] == turn.reply["question"]["text"]


@pytest.mark.parametrize(
    "given", [call(sender=None), call(sender=" "), call(sender=5), {}, [], None, "x", {"tracker": 5}]
)
def test_whatever_is_missing_is_told_with_the_urgent_numbers(client: TestClient, given: object) -> None:
    answer = client.post(URL, content=json.dumps(given))
    assert answer.status_code == 200
    assert "999" in answer.json()["responses"][0]["text"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["tracker", "sender_id", "latest_message", "text", "metadata", "locale", "audience"]), inner
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_gets_an_answer_with_urgent_help(client: TestClient, body: object) -> None:
    answer = client.post(URL, content=json.dumps(body))
    assert answer.status_code == 200
    assert "999" in "\n".join(one["text"] for one in answer.json()["responses"])


@pytest.fixture
def guarded(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(rasa_token="hush"), assistant)) as client:  # type: ignore[arg-type]
        yield client


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        ("", {}, 401),
        ("", {"Authorization": "Bearer hus"}, 401),
        ("", {"Authorization": "Basic hush"}, 401),
        ("?token=hush2", {}, 401),
        ("?token=h%C3%BCsh", {}, 401),
        ("", {"Authorization": "Bearer hush"}, 200),
        ("", {"Authorization": "bearer hush"}, 200),
        ("?token=hush", {}, 200),
    ],
)
def test_only_who_knows_the_token_takes_a_turn(
    guarded: TestClient, query: str, headers: dict[str, str], status: int
) -> None:
    answer = guarded.post(URL + query, json=call(), headers=headers)
    assert answer.status_code == status
    assert "999" in answer.text
    assert "hush" not in answer.text


def test_an_empty_token_is_none(assistant: Assistant) -> None:
    with TestClient(create_app(Settings(rasa_token=""), assistant)) as client:  # type: ignore[arg-type]
        assert client.post(URL, json=call()).status_code == 200


@pytest.mark.parametrize("url", [None, ""])
def test_rasa_is_asked_only_where_the_settings_name_one(url: str | None, assistant: Assistant) -> None:
    assert with_rasa(Settings(rasa_url=url), assistant) is assistant
    asking = with_rasa(Settings(rasa_url="http://127.0.0.1:1"), assistant)
    assert isinstance(asking.nlu, RasaNLU)
    # Nobody is there: what was understood before is understood now, and danger is found.
    assert asking.say(asking.start().state, "nobody knows these words", "en").reply["question"]
    assert asking.say(asking.start().state, "I want to kill myself", "en").reply["urgent"]["tier"] == "emergency"


def test_whether_words_are_read_at_all_is_the_built_in_nlus_to_say(assistant: Assistant) -> None:
    asking = with_rasa(Settings(rasa_url="http://127.0.0.1:1"), assistant)
    with TestClient(create_app(Settings(), asking)) as client:
        assert client.get("/readyz").json()["words"] is True
