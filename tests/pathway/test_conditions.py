"""Kleene's logic, row by row and as laws."""

import pytest
from hypothesis import given

from bot.pathway.conditions import ALWAYS, AllOf, AnyOf, Is, Not, grounds, holds, slots_of, undecided
from bot.pathway.verify import plainly
from tests.pathway.generated import LAW, SLOTS, conditions, known_slots, only, whole_answers

TRUE = Is("yes", frozenset({"x"}))
FALSE = Is("no", frozenset({"x"}))
OPEN = Is("open", frozenset({"x"}))
ANSWERS = {"yes": ("x",), "no": ("y",)}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (TRUE, True),
        (FALSE, False),
        (OPEN, None),
        (Not(TRUE), False),
        (Not(FALSE), True),
        (Not(OPEN), None),
        (AllOf((TRUE, TRUE)), True),
        (AllOf((TRUE, FALSE)), False),
        (AllOf((TRUE, OPEN)), None),
        (AllOf((OPEN, FALSE)), False),
        (AllOf((FALSE, OPEN)), False),
        (AllOf(()), True),
        (AnyOf((FALSE, FALSE)), False),
        (AnyOf((FALSE, TRUE)), True),
        (AnyOf((FALSE, OPEN)), None),
        (AnyOf((OPEN, TRUE)), True),
        (AnyOf((TRUE, OPEN)), True),
        (AnyOf(()), False),
        (ALWAYS, True),
    ],
)
def test_a_condition_is_true_false_or_unknown_as_kleene_says(condition, expected):
    assert holds(condition, ANSWERS) is expected


@pytest.mark.parametrize(
    ("given_values", "expected"), [(("x",), True), (("y",), False), (("y", "x"), True), (("y", "z"), False)]
)
def test_any_one_of_several_answers_is_enough(given_values, expected):
    assert holds(Is("need", frozenset({"x"})), {"need": given_values}) is expected


def test_an_unknown_condition_names_only_the_slots_that_could_decide_it():
    condition = AllOf((TRUE, AnyOf((FALSE, OPEN)), Not(Is("other", frozenset({"x"})))))
    assert list(undecided(condition, ANSWERS)) == ["open", "other"]


def test_a_condition_speaks_of_every_slot_inside_it():
    assert slots_of(AnyOf((Not(TRUE), AllOf((FALSE, OPEN))))) == {"yes", "no", "open"}
    assert slots_of(ALWAYS) == frozenset()


@pytest.mark.parametrize(
    ("condition", "wanted", "expected"),
    [
        (TRUE, True, {"yes"}),
        (TRUE, False, set()),
        (FALSE, False, {"no"}),
        (OPEN, True, set()),
        (Not(FALSE), True, {"no"}),
        (AllOf((TRUE, FALSE)), False, {"no"}),
        (AnyOf((TRUE, FALSE)), True, {"yes"}),
        (AnyOf((Not(FALSE), TRUE)), True, {"yes", "no"}),
        (ALWAYS, True, set()),
    ],
)
def test_the_grounds_are_the_answers_that_made_it_so(condition, wanted, expected):
    assert grounds(condition, ANSWERS, wanted=wanted) == expected


@LAW
@given(conditions, whole_answers, known_slots)
def test_what_is_decided_stays_decided_whatever_else_is_answered(condition, whole, slots):
    early = holds(condition, only(whole, slots))
    assert early is None or holds(condition, whole) is early


@LAW
@given(conditions, whole_answers, known_slots)
def test_slots_are_left_open_exactly_while_a_condition_is_unknown(condition, whole, slots):
    partial = only(whole, slots)
    left = list(undecided(condition, partial))
    assert bool(left) is (holds(condition, partial) is None)
    assert set(left) <= slots_of(condition) - set(partial)


@LAW
@given(conditions, whole_answers)
def test_with_every_slot_answered_the_plain_reading_agrees(condition, whole):
    assert holds(condition, whole) is plainly(condition, whole)


@LAW
@given(conditions, whole_answers, known_slots)
def test_answering_the_open_slots_decides_a_condition(condition, whole, slots):
    partial = only(whole, slots)
    left = set(undecided(condition, partial))
    assert holds(condition, {**partial, **only(whole, left)}) is not None


@LAW
@given(conditions, whole_answers, known_slots)
def test_the_grounds_alone_would_have_decided_it_the_same_way(condition, whole, slots):
    partial = only(whole, slots)
    found = holds(condition, partial)
    if found is not None:
        assert holds(condition, only(partial, grounds(condition, partial, wanted=found))) is found


@LAW
@given(conditions, whole_answers, known_slots)
def test_a_slot_that_a_condition_does_not_name_never_changes_it(condition, whole, slots):
    partial = only(whole, slots)
    named = only(partial, slots_of(condition))
    assert holds(condition, partial) is holds(condition, named)
    assert slots_of(condition) <= set(SLOTS)
