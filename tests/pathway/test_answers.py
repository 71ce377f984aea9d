"""Answers that come from outside, and what goes without saying."""

import pytest
from hypothesis import given

from bot.errors import BadAnswer
from bot.pathway.answers import as_if_rather_not_say, checked, facts, read_answers
from tests.pathway.generated import LAW, PATHWAY, anyone, only, some_slots


def test_values_come_back_in_the_order_of_the_file_and_once(pathway):
    assert checked(pathway, "need", ["money_housing", "low_mood", "money_housing"]) == ("low_mood", "money_housing")


@pytest.mark.parametrize(
    ("slot", "values", "value", "known"),
    [
        ("mood", ("low",), None, "need"),
        ("area", ("atlantis",), "atlantis", "norwich"),
        ("need", ("boredom",), "boredom", "low_mood"),
        ("area", ("norwich", "waveney"), "norwich and waveney", "norwich"),
        ("area", (), "", "norwich"),
        ("need", (), "", "low_mood"),
    ],
)
def test_a_wrong_answer_is_named_with_what_would_have_been_right(pathway, slot, values, value, known):
    with pytest.raises(BadAnswer) as error:
        checked(pathway, slot, values)
    assert (error.value.slot, error.value.value) == (slot, value)
    assert known in error.value.known


def test_losing_a_baby_says_what_is_going_on(pathway):
    assert facts(pathway, {"stage": ("after_loss",)})["need"] == ("pregnancy_or_baby_loss",)


def test_what_a_person_said_is_not_replaced_by_what_goes_without_saying(pathway):
    known = facts(pathway, {"need": ("low_mood",), "stage": ("after_loss",)})
    assert known["need"] == ("low_mood",)


@pytest.mark.parametrize(
    ("answers", "role"),
    [
        ({"who": ("father_or_co_parent",)}, ("father_or_co_parent",)),
        ({"who": ("professional",), "help_for": ("other_carer",)}, ("other_carer",)),
        ({"who": ("professional",)}, None),
        ({"who": ("birthing_parent",), "help_for": ("other_carer",)}, ("birthing_parent",)),
        ({}, None),
    ],
)
def test_the_role_is_the_person_whom_the_help_is_for(pathway, answers, role):
    assert facts(pathway, answers).get("role") == role


@pytest.mark.parametrize(
    ("who", "expected"), [("birthing_parent", ("unsure",)), ("father_or_co_parent", ("yes",)), (None, ("yes",))]
)
def test_an_answer_to_a_question_that_is_not_for_this_person_does_not_count(pathway, who, expected):
    answers = {"partner_with_specialist_team": ("yes",)} | ({"who": (who,)} if who else {})
    assert facts(pathway, answers)["partner_with_specialist_team"] == expected


def test_a_whole_set_may_leave_out_what_a_person_may_decline_to_say(pathway):
    assert as_if_rather_not_say(pathway, {"area": ("norwich",)}) == {
        "area": ("norwich",),
        "parent_age": ("rather_not_say",),
        "partner_with_specialist_team": ("unsure",),
    }


def test_declining_replaces_nothing_that_was_said(pathway):
    given_answers = {"parent_age": ("under_16",), "partner_with_specialist_team": ("yes",)}
    assert as_if_rather_not_say(pathway, given_answers) == given_answers


def test_answers_from_outside_are_one_value_or_a_list_of_values(pathway):
    assert read_answers(pathway, {"area": "norwich", "need": ["bonding", "low_mood"]}) == {
        "area": ("norwich",),
        "need": ("low_mood", "bonding"),
    }


@pytest.mark.parametrize("value", [7, None, True, {"a": "b"}, [["norwich"]], ["norwich", 7]])
def test_an_answer_that_is_not_text_is_refused_with_what_is_known(pathway, value):
    with pytest.raises(BadAnswer) as error:
        read_answers(pathway, {"area": value})
    assert (error.value.slot, error.value.value) == ("area", "(not text)")
    assert "norwich" in error.value.known


@pytest.mark.parametrize("value", [7, "low", ["low"]])
def test_a_slot_that_nobody_knows_is_refused_with_the_slots(pathway, value):
    with pytest.raises(BadAnswer) as error:
        read_answers(pathway, {"mood": value})
    assert (error.value.slot, error.value.value) == ("mood", None)
    assert "level" in error.value.known


def test_a_need_that_is_not_text_is_refused_with_the_needs(pathway):
    with pytest.raises(BadAnswer) as error:
        read_answers(pathway, {"need": 7})
    assert "low_mood" in error.value.known


def test_the_message_of_a_wrong_answer_says_what_is_wrong_and_what_is_known(pathway):
    with pytest.raises(BadAnswer, match="'who' has no value 'nobody'. Known: birthing_parent, "):
        read_answers(pathway, {"who": "nobody"})
    with pytest.raises(BadAnswer, match="there is no slot 'mood'. Known: need, "):
        read_answers(pathway, {"mood": "low"})


@LAW
@given(anyone, some_slots)
def test_answers_that_were_read_once_read_the_same_again(whole, slots):
    answers = only(whole, slots)
    assert read_answers(PATHWAY, {slot: list(values) for slot, values in answers.items()}) == answers


@LAW
@given(anyone, some_slots)
def test_facts_keep_every_answer_that_is_asked_of_this_person(whole, slots):
    answers = only(whole, slots)
    known = facts(PATHWAY, answers)
    changed = {slot for slot, values in answers.items() if known[slot] != values}
    assert changed <= {"partner_with_specialist_team"}
    assert not changed or answers["who"] != ("father_or_co_parent",)


@LAW
@given(anyone, some_slots)
def test_facts_of_facts_say_nothing_new(whole, slots):
    known = facts(PATHWAY, only(whole, slots))
    asked = {slot: values for slot, values in known.items() if slot in PATHWAY.questions}
    assert facts(PATHWAY, asked) == known
