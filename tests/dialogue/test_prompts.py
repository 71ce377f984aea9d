"""The questions as they are put."""

import pytest

from bot.dialogue.prompts import after_alert, ask_slot, confirm, label, labels
from bot.dialogue.state import State
from bot.pathway.text import say

SLOTS = ["level", "stage", "area", "who", "help_for", "partner_with_specialist_team", "parent_age"]


def put(pathway, slot, *, state=None, after_loss=False, **known):
    return ask_slot(pathway, state or State(), slot, known, after_loss=after_loss)


def values(prompt):
    return [choice.value for choice in prompt.choices]


@pytest.mark.parametrize("slot", SLOTS)
def test_a_question_offers_its_options_in_order_and_says_why_it_is_asked(pathway, slot):
    prompt = put(pathway, slot)
    question = pathway.questions[slot]
    assert (prompt.slot, prompt.kind) == (slot, "one")
    assert (prompt.ask, prompt.why, prompt.help) == (say(question.ask), question.why, question.help)
    assert values(prompt) == [option.value for option in question.options]


def test_a_choice_brings_its_picture(pathway):
    pictures = {choice.value: choice.picture for choice in put(pathway, "stage").choices}
    assert pictures["trying"] == "trying"


def test_needs_are_asked_by_group_first(pathway):
    prompt = put(pathway, "need")
    assert (prompt.kind, prompt.ask) == ("one", say(pathway.questions["need"].ask))
    assert values(prompt) == list(pathway.groups)
    assert len(prompt.choices) <= 7


@pytest.mark.parametrize("group", ["feelings", "baby_and_me", "loss_and_birth", "safety", "practical"])
def test_a_group_offers_its_needs_of_which_several_may_be_chosen(pathway, group):
    prompt = put(pathway, "need", state=State(group=group))
    assert (prompt.slot, prompt.kind, prompt.ask) == ("need", "many", say(pathway.groups[group].ask))
    assert {pathway.needs[value].group for value in values(prompt)} == {group}
    assert 2 <= len(prompt.choices) <= 7


@pytest.mark.parametrize(
    ("needs", "worded_for"),
    [
        (("low_mood",), "low_mood"),
        (("bonding",), "bonding"),
        (("bonding", "anxiety"), "anxiety"),
        (("money_housing", "bonding"), "bonding"),
    ],
)
def test_the_level_is_asked_in_the_words_of_the_need_that_matters_most(pathway, needs, worded_for):
    prompt = put(pathway, "level", need=needs)
    assert prompt.ask == say(pathway.needs[worded_for].level_ask)


@pytest.mark.parametrize("known", [{}, {"need": ("money_housing",)}])
def test_the_level_has_words_of_its_own_where_no_need_has_any(pathway, known):
    assert put(pathway, "level", **known).ask == say(pathway.questions["level"].ask)


def test_every_way_of_asking_how_hard_it_is_offers_to_say_unsafe(pathway):
    assert "unsafe" in values(put(pathway, "level", need=("low_mood",)))


def test_what_was_heard_is_shown_back_with_yes_and_no(pathway):
    prompt = confirm(pathway, (("need", ("low_mood", "bonding")), ("area", ("norwich",))))
    assert (prompt.slot, prompt.kind, values(prompt)) == ("confirm", "confirm", ["yes", "no"])
    said = [message.text.english for message in dict(prompt.ask.params)["heard"]]
    assert said == ["Feeling low, tearful or flat", "Finding it hard to bond with my baby", "Norwich"]
    assert prompt.why is not None


def test_after_a_card_one_can_say_that_one_called_or_ask_for_other_help(pathway):
    prompt = after_alert(pathway)
    assert (prompt.slot, prompt.kind, values(prompt)) == ("after_alert", "after_alert", ["called", "other_help"])
    assert prompt.why is None


def test_answers_are_called_by_their_labels(pathway):
    assert label(pathway, "area", "waveney").id == "question.area.waveney"
    assert label(pathway, "need", "low_mood").id == "need.low_mood"
    assert [one.text.id for one in labels(pathway, (("area", ("waveney",)), ("need", ("bonding", "anxiety"))))] == [
        "question.area.waveney",
        "need.bonding",
        "need.anxiety",
    ]


def test_two_answers_of_the_same_name_are_named_once(pathway):
    loss = (("need", ("pregnancy_or_baby_loss",)), ("stage", ("after_loss",)))
    assert [one.text.english for one in labels(pathway, loss)] == ["We lost a pregnancy or a baby"]


def test_an_answer_that_was_never_checked_has_no_label(pathway):
    with pytest.raises(AssertionError, match="area=atlantis"):
        label(pathway, "area", "atlantis")
