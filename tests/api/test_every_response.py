"""Laws 2 and 6 over HTTP: whatever is sent, in whatever order, every response carries the way to urgent help, none is a
server error, and every sentence comes from the catalogue.
"""

from __future__ import annotations

import re
from functools import cache

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from api.app import create_app
from api.settings import Settings
from bot.assistant import build_assistant
from bot.loading.pathway import read_pathway
from tests.conftest import HOME, TODAY, ScriptedNLU

PATHWAY = HOME / "pathways.yaml"
CRISIS = ["i want to kill myself", "My wife thinks the baby is evil and hears voices", "I WANT TO D1E kill myself"]
TEXT = st.text(max_size=80) | st.sampled_from(["", " ", "1", "Norwich", "\x00", "\ud800", "a" * 6000, "yes", "no"])


@cache
def approved() -> re.Pattern[str]:
    """Everything the pathway can say, its places open."""
    loaded = read_pathway(PATHWAY.read_text("utf-8"), file="pathways.yaml")
    parts = {re.sub(r"%\\\(\w+\\\)s", ".*", re.escape(w.text.english)) for w in loaded.wordings}
    return re.compile("|".join(f"(?:{part})" for part in sorted(parts)), re.S)


@cache
def client() -> TestClient:
    app = create_app(Settings(), build_assistant(HOME, ScriptedNLU(), lambda: TODAY))
    return TestClient(app, raise_server_exceptions=False)


class AnyConversation(RuleBasedStateMachine):
    token = ""
    question: dict | None = None

    @initialize(audience=st.sampled_from(["parent", "partner", "professional"]))
    def start(self, audience: str) -> None:
        self.take(client().post("/v1/conversations", json={"audience": audience}))

    def take(self, answer) -> None:
        body = answer.json()
        assert answer.status_code < 500
        reply = body.get("reply", body)
        assert {contact["value"] for contact in reply["urgent"]["contacts"]} >= {"999"}
        assert reply["urgent"]["heading"]["text"]
        if "reply" not in body:
            return
        self.token, self.question = body["conversation"], reply["question"]
        assert self.question or reply["outcome"]
        said = [message["text"] for message in reply["messages"]]
        said += [line["text"] for line in reply["urgent"]["lines"]]
        said += [option["label"] for option in (self.question or {"options": []})["options"]]
        for service in (reply["outcome"] or {"services": []})["services"]:
            said += [service["name"], service["what"], service["how"], service["why"]]
            assert service["contacts"] or service["ask_person"] or "open" in service["access"] or service["ask"]
        for sentence in said:
            assert approved().fullmatch(sentence), sentence

    def turn(self, **body: object) -> None:
        self.take(client().post("/v1/conversations/turns", json={"conversation": self.token, **body}))

    @precondition(lambda self: self.question is not None)
    @rule(data=st.data())
    def tap(self, data: st.DataObject) -> None:
        values = [option["value"] for option in self.question["options"]]
        many = self.question["kind"] == "many"
        chosen = data.draw(st.lists(st.sampled_from(values), min_size=1, max_size=3 if many else 1, unique=True))
        self.turn(choose={"slot": self.question["slot"], "values": chosen})

    @rule(slot=st.sampled_from(["need", "level", "area", "stage", "who", "nonsense"]), value=TEXT)
    def tap_anything(self, slot: str, value: str) -> None:
        self.turn(choose={"slot": slot, "value": value.encode("utf-8", "replace").decode()})

    @rule(text=TEXT)
    def say(self, text: str) -> None:
        self.turn(say=text.encode("utf-8", "replace").decode())

    @rule(where=st.sampled_from(["back", "restart", "add", "why", "why_not", "none", "someone_else", "person"]))
    def go(self, where: str) -> None:
        self.turn(go=where)

    @rule(slot=st.sampled_from(["need", "level", "area", "parent_age", "nonsense"]))
    def change(self, slot: str) -> None:
        self.turn(go="change", slot=slot)

    @rule(text=st.sampled_from(CRISIS))
    def danger(self, text: str) -> None:
        answer = client().post("/v1/conversations/turns", json={"conversation": self.token, "say": text})
        self.take(answer)
        assert answer.json()["reply"]["urgent"]["tier"] == "emergency"


TestAnyConversation = AnyConversation.TestCase
TestAnyConversation.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
