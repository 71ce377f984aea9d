"""Golden conversations: agreed by reading, kept by this test. Each file in conversations/ is one story.

story: one sentence, for the clinician who reads it
shows: the rules and situations it is an example of
audience: parent (or partner, professional)
locale: en (or pl, ar, en-x-easyread): what stands on buttons and in answers is in that language
turns: what the person does, and what must come of it
  - types: words; `means` is what is understood of them (the dialogue is tested here, not a model's mood)
  - taps: what a button says; a list where several are ticked
  - goes: back, restart, change <slot>, why, why_not, none, someone_else, person, add
  and after any of these, in any mix:
    asks: the question that follows, word for word
    says: a message that must be among those shown, word for word
    alert: the card on top
ends: the services, by place; `first` exactly, the others at least; `never` must not be there
also_contains / never_contains: words that stand, or must not stand, anywhere in the last reply
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.assistant import Assistant, Turn
from bot.dialogue.understanding import FoundNeed, Understanding
from bot.language.tags import negotiate
from bot.loading.strict_yaml import Entries, Items, Leaf, Node, parse

FOLDER = Path(__file__).parent / "conversations"
FILES = sorted(FOLDER.glob("*.yaml"))
SITUATIONS = {"father", "young", "loss", "removed", "fertility", "neonatal", "waveney", "past_second_birthday"}


def load(path: Path) -> dict[str, Any]:
    found = plain_data(parse(path.read_text("utf-8"), file=path.name))
    assert isinstance(found, dict)
    return found


def plain_data(node: Node) -> Any:
    match node:
        case Leaf(value):
            return value
        case Items(items):
            return [plain_data(item) for item in items]
        case Entries(entries):
            return {key: plain_data(value) for key, value in entries.items()}


def understood(means: dict[str, Any]) -> Understanding:
    needs = as_list(means.get("need", []))
    return Understanding(
        in_scope=not means.get("out_of_scope", False),
        needs=tuple(FoundNeed(need, 0.9) for need in needs),
        act=means.get("act"),
        slots={slot: (value,) for slot, value in means.items() if slot not in ("need", "act", "out_of_scope")},
    )


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def take(assistant: Assistant, nlu: Any, turn: Turn, told: dict[str, Any], locale: str) -> Turn:
    if "types" in told:
        nlu.script[told["types"]] = understood(told.get("means", {}))
        return assistant.say(turn.state, told["types"], locale)
    if "goes" in told:
        where, _, slot = told["goes"].partition(" ")
        return assistant.go(turn.state, where, slot or None, locale)
    question = turn.reply["question"]
    assert question is not None, f"nothing to tap when the person taps {told['taps']}"
    values = {option["label"]: option["value"] for option in question["options"]}
    for label in as_list(told["taps"]):
        assert label in values, f"no button '{label}' under '{question['text']}': {list(values)}"
    chosen = tuple(values[label] for label in as_list(told["taps"]))
    return assistant.choose(turn.state, question["slot"], chosen, locale)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_conversation(path: Path, assistant: Assistant, nlu: Any) -> None:
    story = load(path)
    wire = story.get("locale", "en")
    locale = negotiate([wire], assistant.catalogues.locales) or ""
    turn = assistant.start(story.get("audience", "parent"), locale)
    for told in story["turns"]:
        turn = take(assistant, nlu, turn, told, locale)
        reply = turn.reply
        assert reply["locale"] == wire
        texts = [message["text"] for message in reply["messages"]]
        if "asks" in told:
            assert reply["question"] is not None, f"an outcome where '{told['asks']}' was to be asked"
            assert reply["question"]["text"] == told["asks"]
        if "says" in told:
            assert told["says"] in texts
        assert reply["urgent"]["kind"] == told.get("alert", reply["urgent"]["kind"])
        assert reply["urgent"]["contacts"]
    if "ends" in story:
        outcome = turn.reply["outcome"]
        assert outcome is not None, f"no outcome; the question is '{turn.reply['question']['text']}'"
        places: dict[str, list[str]] = {}
        for service in outcome["services"]:
            places.setdefault(service["place"], []).append(service["id"])
        for place, wanted in story["ends"].items():
            if place == "never":
                shown = {service["id"] for service in outcome["services"]}
                assert not shown & set(as_list(wanted))
            elif place == "first":
                assert places.get("first", []) == as_list(wanted)
            else:
                assert set(as_list(wanted)) <= set(places.get(place, []))
    said = json.dumps(turn.reply, ensure_ascii=False)
    for words in as_list(story.get("also_contains", [])):
        assert words in said
    for words in as_list(story.get("never_contains", [])):
        assert words.lower() not in said.lower()


def test_every_rule_and_every_special_situation_has_a_conversation(assistant: Assistant) -> None:
    shown = {what for path in FILES for what in as_list(load(path)["shows"])}
    assert shown >= set(assistant.pathway.rules) | SITUATIONS
