"""A14 to A17 over the pathway itself: nothing is asked twice, few choices, a way on for whoever is not understood."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given

from bot.assistant import Assistant, build_assistant
from bot.pathway.model import Pathway
from tests.accessibility.states import TIRED
from tests.conftest import HOME, TODAY, ScriptedNLU
from tests.pathway.generated import LAW, anyone

MOST_CHOICES = 5
"""Beside something else, and not knowing."""
WAYS_ROUND = frozenset(["unsure", "elsewhere", "rather_not_say", "something_else", "unsafe", "after_loss"])
ASSISTANT = build_assistant(HOME, ScriptedNLU(), lambda: TODAY)


@LAW
@given(anyone)
def test_a14_no_fact_is_asked_twice(answers: dict[str, tuple[str, ...]]) -> None:
    turn = ASSISTANT.start()
    asked: list[str] = []
    while (question := turn.reply["question"]) and question["kind"] in ("one", "many"):
        asked.append(question["slot"])
        turn = ASSISTANT.choose(turn.state, question["slot"], answers[question["slot"]], "en")
    assert asked
    assert Counter(asked).most_common(1)[0][1] == 1, asked


def test_a15_three_misses_are_told_in_three_ways_and_the_third_names_people(assistant: Assistant) -> None:
    turn, told = assistant.start(), []
    for form in TIRED:
        turn = assistant.say(turn.state, str(form["text"]), "en")
        told.append(" ".join(message["text"] for message in turn.reply["messages"]))
    assert len(set(told)) == len(told) == 3
    assert re.search(r"\d{3}|midwife|health visitor|GP", told[-1])


def test_a16_choices_are_few(pathway: Pathway) -> None:
    most = {"stage": 6, "area": 8}
    """These two name every stage and every district, so that nobody has to guess which of a few is meant."""
    for slot, question in pathway.questions.items():
        choices = [option for option in question.options if option.value not in WAYS_ROUND]
        assert len(choices) <= most.get(slot, MOST_CHOICES), slot
    for group in pathway.groups.values():
        assert len(group.needs) <= MOST_CHOICES, group.id


def test_a17_whoever_does_not_know_can_say_so(pathway: Pathway) -> None:
    for slot in ("level", "area", "partner_with_specialist_team", "parent_age"):
        assert WAYS_ROUND & {option.value for option in pathway.questions[slot].options}, slot
