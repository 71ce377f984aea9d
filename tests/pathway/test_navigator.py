"""Laws of routing over answers of every kind, on the real pathway."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pathway.answers import facts
from bot.pathway.model import PLACES
from bot.pathway.navigator import Ask, Outcome, hidden, is_after_loss, route
from bot.pathway.verify import has_way_in, plainly
from tests.pathway import people
from tests.pathway.generated import LAW, anyone, anyone_safe, only, some_slots


def services(outcome):
    return [(one.service, one.place) for one in outcome.shown]


@LAW
@given(anyone)
def test_whole_answers_always_end_in_help_with_a_way_in_and_a_fallback(pathway, answers):
    outcome = route(pathway, answers)
    assert isinstance(outcome, Outcome)
    shown = [pathway.services[one.service] for one in outcome.shown]
    assert all(has_way_in(service) for service in shown)
    assert any(service.level in ("universal", "crisis") for service in shown)


@LAW
@given(anyone)
def test_nobody_is_shown_what_is_not_for_them(pathway, answers):
    known = facts(pathway, answers)
    outside = [
        one.service
        for one in route(pathway, answers).shown
        if not plainly(pathway.services[one.service].eligible, known)
    ]
    assert outside == []


@LAW
@given(anyone, some_slots, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(pathway, whole, slots, chance):
    answers = only(whole, slots)
    pairs = [(slot, tuple(shuffled(values, chance))) for slot, values in answers.items()]
    assert route(pathway, dict(shuffled(pairs, chance))) == route(pathway, answers)


def shuffled(things, chance):
    return chance.sample(things, len(things))


@LAW
@given(anyone_safe, some_slots)
def test_what_was_not_asked_could_not_have_changed_anything(pathway, whole, slots):
    answers = only(whole, {"need", *slots})
    while isinstance(place := route(pathway, answers), Ask):
        answers[place.slot] = whole[place.slot]
    assert services(route(pathway, whole)) == services(place)


@LAW
@given(anyone)
def test_nobody_is_asked_the_same_twice_or_more_than_seven_things(pathway, whole):
    answers = {}
    while isinstance(place := route(pathway, answers), Ask):
        assert place.slot not in answers
        answers[place.slot] = whole[place.slot]
    assert len(answers) <= 7


@LAW
@given(anyone, some_slots)
def test_the_questions_left_are_unanswered_in_order_and_start_with_the_one_asked(pathway, whole, slots):
    answers = only(whole, slots)
    place = route(pathway, answers)
    if isinstance(place, Ask):
        assert place.left[0] == place.slot
        assert not set(place.left) & answers.keys()
        assert list(place.left) == [slot for slot in pathway.questions if slot in place.left]


@LAW
@given(anyone, some_slots)
def test_being_unsafe_ends_in_its_card_at_once_whatever_else_is_known(pathway, whole, slots):
    answers = only(whole, slots)
    outcome = route(pathway, {**answers, "level": ("unsafe",)})
    assert (outcome.emergency, outcome.card) == (True, "unsafe")
    assert services(outcome)[0] == ("emergency_999", "first")


@LAW
@given(anyone, some_slots)
def test_a_need_that_is_an_emergency_ends_in_its_card_at_once_whatever_else_is_known(pathway, whole, slots):
    answers = only(whole, slots)
    outcome = route(pathway, {**answers, "need": (*answers.get("need", ()), "psychosis_signs")})
    assert outcome.emergency
    assert pathway.safety.cards[outcome.card].tier == "emergency"
    assert services(outcome)[0] == ("emergency_999", "first")


@LAW
@given(anyone)
def test_whoever_has_seen_the_card_can_have_other_help_too(pathway, whole):
    answers = {**whole, "level": ("unsafe",)}
    outcome = route(pathway, answers, past_emergency=True)
    assert not outcome.emergency
    assert set(outcome.needs) == set(answers["need"])


@LAW
@given(anyone)
def test_each_service_is_shown_once_and_better_places_come_first(pathway, whole):
    shown = route(pathway, whole).shown
    assert len({one.service for one in shown}) == len(shown)
    ranks = [PLACES.index(one.place) for one in shown]
    assert ranks == sorted(ranks)


@LAW
@given(anyone)
def test_every_service_shown_says_why(pathway, answers):
    for one in route(pathway, answers).shown:
        assert one.rules
        assert set(one.rules) <= pathway.rules.keys()
        assert set(one.grounds) <= facts(pathway, answers).keys()


@LAW
@given(anyone)
def test_a_service_is_shown_or_hidden_but_not_both(pathway, answers):
    outcome = route(pathway, answers)
    left_out = {one.service for one in hidden(pathway, answers, outcome)}
    considered = {
        service
        for need in outcome.needs
        for offer in pathway.needs[need].offers
        for service in (*offer.first, *offer.also, *offer.meanwhile)
    }
    assert left_out == considered - {one.service for one in outcome.shown}


@pytest.mark.parametrize(
    ("answers", "service", "against"),
    [
        (people.someone("low_mood", area="elsewhere"), "talking_therapies_nw", ("area",)),
        (people.someone("low_mood", stage="trying", area="elsewhere"), "talking_therapies_nw", ("area", "stage")),
        (people.someone("low_mood", parent_age="under_16"), "talking_therapies_nw", ("parent_age",)),
        (people.someone("low_mood"), "specialist_perinatal_team", ("level",)),
        (people.someone("low_mood"), "talking_therapies_general", ()),
        (people.a_father("birth_trauma"), "lotus", ("role",)),
        (people.someone("bonding", stage="child_4_or_over", level="overwhelmed"), "pairs", ("stage",)),
    ],
)
def test_what_is_hidden_says_which_answers_stand_against_it(pathway, answers, service, against):
    outcome = route(pathway, answers)
    found = {one.service: one.against for one in hidden(pathway, answers, outcome)}
    assert found[service] == against


def test_a_service_that_two_offers_name_keeps_its_better_place_and_both_reasons(pathway):
    outcome = route(pathway, people.someone("low_mood", "loneliness", stage="trying", parent_age="under_16"))
    (gp,) = (one for one in outcome.shown if one.service == "gp")
    assert gp.place == "first"
    assert {"R5", "R12"} <= set(gp.rules)
    assert gp.grounds == ("level",)


@pytest.mark.parametrize(
    ("need", "card", "emergency"),
    [
        ("psychosis_signs", "psychosis_emergency", True),
        ("domestic_abuse", "domestic_abuse", False),
        ("child_safety", "child_safety", False),
        ("low_mood", None, False),
    ],
)
def test_an_outcome_carries_the_card_of_its_need(pathway, need, card, emergency):
    outcome = route(pathway, people.someone(need))
    assert (outcome.card, outcome.emergency) == (card, emergency)


def test_after_the_card_of_an_emergency_need_its_own_help_is_still_shown(pathway):
    outcome = route(pathway, {"need": ("psychosis_signs",)}, past_emergency=True)
    assert outcome.card == "psychosis_emergency"
    assert ("app", "meanwhile") in services(outcome)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"stage": ("after_loss",)}, True),
        ({"need": ("pregnancy_or_baby_loss",)}, True),
        ({"need": ("low_mood",), "stage": ("pregnant",)}, False),
        ({"need": ("low_mood",)}, False),
        ({}, False),
    ],
)
def test_words_about_a_baby_are_not_said_after_a_loss(pathway, answers, expected):
    assert is_after_loss(pathway, facts(pathway, answers)) is expected


@pytest.mark.parametrize(
    "answers", [people.someone("pregnancy_or_baby_loss"), {"stage": ("after_loss",), "level": ("unsafe",)}]
)
def test_an_outcome_remembers_that_it_is_after_a_loss(pathway, answers):
    assert route(pathway, answers).after_loss
