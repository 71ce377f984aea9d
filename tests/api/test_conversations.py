"""Conversations over HTTP: the contract, the same outcome as a whole set of answers, and honest refusals."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

WHOLE = [
    {"who": "father_or_co_parent", "stage": "baby_under_1", "need": ["low_mood"], "level": "struggling", "area": "norwich"},
    {"who": "birthing_parent", "stage": "baby_under_1", "need": ["bonding"], "level": "struggling", "area": "waveney"},
    {"who": "birthing_parent", "stage": "after_loss", "need": ["pregnancy_or_baby_loss"], "area": "breckland"},
    {"who": "professional", "help_for": "birthing_parent", "stage": "pregnant", "need": ["anxiety"], "level": "overwhelmed",
     "area": "great_yarmouth", "parent_age": "16_to_19"},
    {"who": "other_carer", "stage": "child_1", "need": ["domestic_abuse", "money_housing"], "area": "unsure"},
]  # fmt: skip


def begin(client: TestClient, **body: str) -> dict:
    answer = client.post("/v1/conversations", json=body)
    assert answer.status_code == 201
    return answer.json()


def turn(client: TestClient, conversation: str, **body: object) -> dict:
    answer = client.post("/v1/conversations/turns", json={"conversation": conversation, **body})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_new_conversation_asks_what_is_going_on(client: TestClient) -> None:
    reply = begin(client)["reply"]
    assert reply["question"]["slot"] == "need"
    assert {"messages", "question", "understood", "outcome", "urgent"} <= reply.keys()
    assert reply["messages"][-1]["kind"] == "question"
    assert {"id", "text", "lang", "dir", "kind"} <= reply["messages"][0].keys()


@pytest.mark.parametrize("answers", WHOLE, ids=lambda answers: "+".join(answers["need"]))
def test_a_conversation_ends_where_the_whole_set_of_answers_leads(client: TestClient, answers: dict) -> None:
    """Law 4: the same answers lead to the same outcome on every face."""
    whole = client.post("/v1/route", json={"answers": answers}).json()
    at = begin(client)
    asked = []
    while at["reply"]["question"] and len(asked) < 12:
        slot = at["reply"]["question"]["slot"]
        asked.append(slot)
        value = answers.get(slot, {"parent_age": "rather_not_say", "partner_with_specialist_team": "unsure"}.get(slot))
        choose = {"slot": slot, "values": value} if isinstance(value, list) else {"slot": slot, "value": value}
        at = turn(client, at["conversation"], choose=choose)
    shown = at["reply"]["outcome"]["services"]
    assert len(asked) == len(set(asked))
    assert [(s["id"], s["place"], s["rule"]) for s in shown] == [
        (s["id"], s["place"], s["rule"]) for s in whole["services"]
    ] or sorted((s["id"], s["place"]) for s in shown) == sorted((s["id"], s["place"]) for s in whole["services"])
    assert whole["done"] is True
    assert whole["ask"] is None


def test_a_route_asks_for_what_still_matters(client: TestClient) -> None:
    answer = client.post("/v1/route", json={"answers": {"need": ["low_mood"]}}).json()
    assert (answer["done"], answer["ask"], answer["services"]) == (False, "level", [])


def test_a_route_says_on_request_why_others_are_not_shown(client: TestClient) -> None:
    answer = client.post("/v1/route", json={"answers": WHOLE[1], "explain": True}).json()
    line = next(one["text"] for one in answer["why_not"] if one["id"] == "pairs")
    assert line.endswith("For moderate need and above")


def test_back_takes_back_the_last_answer_only(client: TestClient) -> None:
    at = turn(client, begin(client)["conversation"], choose={"slot": "need", "value": "low_mood"})
    at = turn(client, at["conversation"], choose={"slot": "level", "value": "struggling"})
    at = turn(client, at["conversation"], go="back")
    assert at["reply"]["question"]["slot"] == "level"
    assert at["reply"]["understood"] == {"need": ["low_mood"]}


def test_a_conversation_survives_a_change_of_worker(assistant) -> None:
    """The token holds everything: another process with the same key goes on where the first stopped."""
    from cryptography.fernet import Fernet

    from api.app import create_app
    from api.settings import Settings

    key = Fernet.generate_key().decode()
    with TestClient(create_app(Settings(key=key), assistant)) as one:
        at = turn(one, begin(one)["conversation"], choose={"slot": "need", "value": "fertility"})
    with TestClient(create_app(Settings(key=key), assistant)) as other:
        assert turn(other, at["conversation"], choose={"slot": "area", "value": "norwich"})["reply"]["outcome"]


REFUSED = [
    ("broken token", {"conversation": "gAAAA", "go": "back"}, 410),
    ("no token", {"go": "back"}, 422),
    ("token of another kind", {"conversation": 7, "go": "back"}, 422),
    ("nothing to do", {"conversation": "TOKEN"}, 422),
    ("two things to do", {"conversation": "TOKEN", "go": "back", "say": "hello"}, 422),
    ("unknown slot", {"conversation": "TOKEN", "choose": {"slot": "shoe_size", "value": "9"}}, 422),
    ("value of another slot", {"conversation": "TOKEN", "choose": {"slot": "area", "value": "low_mood"}}, 422),
    ("two values for one", {"conversation": "TOKEN", "choose": {"slot": "area", "values": ["norwich", "waveney"]}}, 422),
    ("no values", {"conversation": "TOKEN", "choose": {"slot": "area", "values": []}}, 422),
    ("wrong type", {"conversation": "TOKEN", "choose": {"slot": "area", "value": 3}}, 422),
    ("unknown key", {"conversation": "TOKEN", "go": "back", "name": "x"}, 422),
    ("unknown place to go", {"conversation": "TOKEN", "go": "home"}, 422),
    ("unknown slot to change", {"conversation": "TOKEN", "go": "change", "slot": "shoe_size"}, 422),
    ("too many letters", {"conversation": "TOKEN", "say": "a" * 5001}, 422),
    ("a megabyte", {"conversation": "TOKEN", "say": "a" * 1_000_000}, 413),
    ("a list", [], 422),
    ("null", None, 422),
]  # fmt: skip


@pytest.mark.parametrize(("case", "body", "status"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_refusal_has_one_shape_and_the_way_to_urgent_help(
    client: TestClient, case: str, body: object, status: int
) -> None:
    if isinstance(body, dict) and body.get("conversation") == "TOKEN":
        body = body | {"conversation": begin(client)["conversation"]}
    answer = client.post("/v1/conversations/turns", json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json()
    assert found["status"] == status
    assert found["title"]
    assert {contact["value"] for contact in found["urgent"]["contacts"]} >= {"999", "111", "116 123"}


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"nonsense", b'{"conversation": "x"'])
def test_a_body_that_is_not_json_is_refused_kindly(client: TestClient, raw: bytes) -> None:
    answer = client.post("/v1/conversations/turns", content=raw, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["urgent"]["contacts"]


@pytest.mark.parametrize("status", [413, 422])
def test_danger_in_a_message_too_long_to_read_still_brings_the_card(client: TestClient, status: int) -> None:
    words = "i want to kill myself " * (60_000 if status == 413 else 300)
    answer = client.post("/v1/conversations/turns", json={"conversation": "x", "say": words})
    assert answer.status_code == status
    assert answer.json()["urgent"]["kind"] == "suicide"


@pytest.mark.parametrize("path", ["/nowhere", "/v1/services/nobody", "/static/none.css", "/v1/conversations"])
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_page_that_is_not_there_says_where_urgent_help_is(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"accept": accept})
    assert answer.status_code in (404, 405)
    assert "116 123" in answer.text


def test_a_fault_of_ours_says_so_and_where_urgent_help_is(app, monkeypatch) -> None:
    """Nothing of the fault, and nothing that was said, is shown."""

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(app.state.context.assistant, "start", fails)
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.post("/v1/conversations", json={})
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.json()["urgent"]["contacts"]
    assert answer.headers["content-security-policy"]


def test_the_token_holds_no_words(client: TestClient, app, nlu) -> None:
    from bot.dialogue.understanding import FoundNeed, Understanding

    nlu.script["zebracanary so low"] = Understanding(in_scope=True, needs=(FoundNeed("low_mood", 0.9),))
    at = turn(client, begin(client)["conversation"], say="zebracanary so low")
    tokens = app.state.context.tokens
    opened = tokens._fernet.decrypt(at["conversation"].encode())
    assert b"zebracanary" not in opened
    assert json.loads(opened)["h"] == [["need", ["low_mood"]]]


def test_openapi_has_an_example_for_every_body(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    assert all("examples" in json.dumps(schemas[name]) for name in ("Start", "TurnIn", "RouteIn"))
