"""Rasa's domain and rules out of the pathway: every message leads to one action, which the navigator answers.

Rasa decides nothing. Its rules hand each message to `action_navigate`; where the navigator does not answer, a fixed
sentence with the numbers of urgent help follows, so that nobody who writes in is met with silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.dialogue.prompts import ask_slot
from bot.dialogue.state import State
from bot.language.catalogues import Catalogue, isolated
from bot.language.render import Renderer
from bot.pathway.model import Pathway, Question
from bot.rasa.payload import payload

Json = dict[str, Any]
VERSION = "3.1"
ACTION, RESTART, BACK = "action_navigate", "action_restart", "action_back"
NOT_REACHED = "utter_not_reached"
CHOOSE = "choose"
MOVES = ("add", "back", "change", "forget", "none", "person", "restart", "someone_else", "why", "why_not")
FALLBACK = "nlu_fallback"
DEFAULTS = {"restart": RESTART, "back": BACK}
"""What Rasa itself does at these intents, whatever a rule says: actions of the same name are the navigator's."""
LANGUAGE = "language"
OTHER_ENTITIES = ("after_alert", "confirm", LANGUAGE, "slot")


def domain(pathway: Pathway, intents: Iterable[str], words: Sequence[Catalogue]) -> Json:
    """The domain: `intents` are those of the training data. What Rasa says where the navigator is away is in the
    language of each of `words`, English first; questions, for forms of one's own, are in English.
    """
    return {
        "version": VERSION,
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": False},
        "intents": _intents(intents),
        "entities": sorted([*pathway.questions, *OTHER_ENTITIES]),
        "slots": {slot: _slot(question, pathway) for slot, question in pathway.questions.items()} | {LANGUAGE: _text()},
        "responses": {
            NOT_REACHED: [_for_everyone(pathway, words), *(_in(one, pathway) for one in words)],
            **{f"utter_ask_{slot}": [_ask(slot, pathway, words[0])] for slot in pathway.questions},
        },
        "actions": [ACTION, BACK, RESTART],
    }


def rules(intents: Iterable[str]) -> Json:
    """A rule for every message; and one for each intent at which Rasa would do something of its own."""
    everything = [{"intent": intent} for intent in _intents(intents) if intent not in DEFAULTS]
    return {
        "version": VERSION,
        "rules": [
            _rule("The navigator answers every message", {"or": everything}, ACTION),
            *(_rule(f"And {intent}", {"intent": intent}, action) for intent, action in DEFAULTS.items()),
        ],
    }


def _rule(name: str, said: Json, action: str) -> Json:
    # The navigator's answer ends the turn. Only where none came does Rasa go on to the last step.
    return {"rule": name, "steps": [said, {"action": action}, {"action": NOT_REACHED}]}


def _intents(trained: Iterable[str]) -> list[str]:
    return sorted({*trained, *MOVES, CHOOSE, FALLBACK})


def _slot(question: Question, pathway: Pathway) -> Json:
    kind: Json = (
        {"type": "list"} if question.multiple else {"type": "categorical", "values": _values(question, pathway)}
    )
    return kind | _filled(question.slot)


def _text() -> Json:
    return {"type": "text"} | _filled(LANGUAGE)


def _filled(entity: str) -> Json:
    return {"influence_conversation": False, "mappings": [{"type": "from_entity", "entity": entity}]}


def _values(question: Question, pathway: Pathway) -> list[str]:
    return [option.value for option in question.options] or [*pathway.needs]


def _ask(slot: str, pathway: Pathway, words: Catalogue) -> Json:
    prompt = ask_slot(pathway, State(), slot, {}, after_loss=False)
    buttons = [{"title": words.text(one.label), "payload": payload(slot, one.value)} for one in prompt.choices]
    return {"text": words.text(prompt.ask), "buttons": buttons}


def _in(words: Catalogue, pathway: Pathway) -> Json:
    """For those of whom Rasa knows the language: from the message's metadata, or a slot that was set."""
    condition = [{"type": "slot", "name": LANGUAGE, "value": words.wire}]
    return {"condition": condition, "text": _not_reached(pathway, words)}


def _for_everyone(pathway: Pathway, words: Sequence[Catalogue]) -> Json:
    """For all others: in English; then in each language where to call."""
    lines = [_not_reached(pathway, words[0])]
    for one in words[1:]:
        urgent = Renderer(pathway).urgent(one)
        numbers = ", ".join(
            isolated(way["value"], one.dir) for way in urgent["contacts"] if way["value"] and not way["keyword"]
        )
        lines.append(f"{urgent['heading']['text']} {numbers}")
    return {"text": "\n".join(lines)}


def _not_reached(pathway: Pathway, words: Catalogue) -> str:
    urgent = Renderer(pathway).urgent(words)
    ways = [
        f"{one['name']}: {one['keyword'] + ' → ' if one['keyword'] else ''}{one['value']}"
        for one in urgent["contacts"]
        if one["value"]
    ]
    return "\n".join([words.text(pathway.phrases["problem_ours"]), urgent["heading"]["text"], *ways])
