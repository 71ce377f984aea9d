"""Laws of routing over answers of every kind, on the real pathway."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pathway.answers import facts
from bot.pathway.model import PLACES
from bot.pathway.navigator import Ask, Outcome, hidden, is_after_loss, reasons, route
from bot.pathway.verify import has_way_in, plainly
from tests.pathway import people
from tests.pathway.generated import LAW, PATHWAY, anyone, anyone_safe, only, some_slots


def services(outcome):
    return [(one.service, one.place) for one in outcome.shown]


@LAW
@given(anyone)
def test_whole_answers_always_end_in_help_with_a_way_in_and_a_fallback(answers):
    outcome = route(PATHWAY, answers)
    assert isinstance(outcome, Outcome)
    shown = [PATHWAY.services[one.service] for one in outcome.shown]
    assert all(has_way_in(service) for service in shown)
    assert any(service.level in ("universal", "crisis") for service in shown)


@LAW
@given(anyone)
def test_nobody_is_shown_what_is_not_for_them(answers):
    outcome = route(PATHWAY, answers)
    known = known_to(outcome, answers)
    assert [one.service for one in outcome.shown if not plainly(PATHWAY.services[one.service].eligible, known)] == []


def known_to(outcome, answers):
    """What an outcome rests on: the answers, and the needs that it speaks to."""
    return {**facts(PATHWAY, answers), "need": outcome.needs}


@LAW
@given(anyone, some_slots, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(whole, slots, chance):
    answers = only(whole, slots)
    pairs = [(slot, tuple(shuffled(values, chance))) for slot, values in answers.items()]
    assert route(PATHWAY, dict(shuffled(pairs, chance))) == route(PATHWAY, answers)


def shuffled(things, chance):
    return chance.sample(things, len(things))


@LAW
@given(anyone_safe, some_slots)
def test_what_was_not_asked_could_not_have_changed_anything(whole, slots):
    answers = only(whole, {"need", *slots})
    while isinstance(place := route(PATHWAY, answers), Ask):
        answers[place.slot] = whole[place.slot]
    assert services(route(PATHWAY, whole)) == services(place)


@LAW
@given(anyone)
def test_nobody_is_asked_the_same_twice_or_more_than_seven_things(whole):
    answers = {}
    while isinstance(place := route(PATHWAY, answers), Ask):
        assert place.slot not in answers
        answers[place.slot] = whole[place.slot]
    assert len(answers) <= 7


@LAW
@given(anyone, some_slots)
def test_the_questions_left_are_unanswered_in_order_and_start_with_the_one_asked(whole, slots):
    answers = only(whole, slots)
    place = route(PATHWAY, answers)
    if isinstance(place, Ask):
        assert place.left[0] == place.slot
        assert not set(place.left) & answers.keys()
        assert list(place.left) == [slot for slot in PATHWAY.questions if slot in place.left]


@LAW
@given(anyone, some_slots)
def test_being_unsafe_ends_in_its_card_at_once_whatever_else_is_known(whole, slots):
    answers = only(whole, slots)
    outcome = route(PATHWAY, {**answers, "level": ("unsafe",)})
    assert (outcome.emergency, outcome.card) == (True, "unsafe")
    assert services(outcome)[0] == ("emergency_999", "first")


@LAW
@given(anyone, some_slots)
def test_a_need_that_is_an_emergency_ends_in_its_card_at_once_whatever_else_is_known(whole, slots):
    answers = only(whole, slots)
    outcome = route(PATHWAY, {**answers, "need": (*answers.get("need", ()), "psychosis_signs")})
    assert outcome.emergency
    assert PATHWAY.safety.cards[outcome.card].tier == "emergency"
    assert services(outcome)[0] == ("emergency_999", "first")


@LAW
@given(anyone)
def test_whoever_has_seen_the_card_can_have_other_help_too(whole):
    answers = {**whole, "level": ("unsafe",)}
    outcome = route(PATHWAY, answers, past_emergency=True)
    assert not outcome.emergency
    assert set(answers["need"]) <= set(outcome.needs)


@LAW
@given(anyone)
def test_each_service_is_shown_once_and_better_places_come_first(whole):
    shown = route(PATHWAY, whole).shown
    assert len({one.service for one in shown}) == len(shown)
    ranks = [PLACES.index(one.place) for one in shown]
    assert ranks == sorted(ranks)


@LAW
@given(anyone)
def test_every_service_shown_says_by_which_rules(answers):
    for one in route(PATHWAY, answers).shown:
        assert one.rules
        assert set(one.rules) <= PATHWAY.rules.keys()


@LAW
@given(anyone)
def test_a_service_is_shown_or_hidden_but_not_both(answers):
    outcome = route(PATHWAY, answers)
    left_out = {one.service for one in hidden(PATHWAY, answers, outcome)}
    considered = {
        service
        for need in outcome.needs
        for offer in PATHWAY.needs[need].offers
        for service in (*offer.first, *offer.also, *offer.meanwhile)
    }
    not_shown = considered - {one.service for one in outcome.shown}
    assert left_out <= not_shown
    assert {id for id in not_shown if PATHWAY.services[id].level in ("targeted", "specialist")} <= left_out


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


def test_a_service_that_two_offers_name_keeps_its_better_place_and_both_rules(pathway):
    outcome = route(pathway, people.someone("low_mood", "loneliness", stage="trying", parent_age="under_16"))
    (gp,) = (one for one in outcome.shown if one.service == "gp")
    assert gp.place == "first"
    assert {"R5", "R12"} <= set(gp.rules)


@LAW
@given(anyone)
def test_the_reasons_for_a_service_are_answers_that_were_given_in_the_order_of_the_questions(answers):
    for one in route(PATHWAY, answers).shown:
        found = reasons(PATHWAY, answers, one)
        assert list(found) == [slot for slot in PATHWAY.questions if slot in found]
        assert set(found) <= answers.keys()


@pytest.mark.parametrize(
    ("answers", "service", "expected"),
    [
        (people.someone("low_mood"), "talking_therapies_nw", ("level", "stage", "area", "who", "parent_age")),
        (people.someone("low_mood", parent_age="under_16"), "gp", ("level",)),
        (people.someone("birth_trauma"), "lotus", ("need", "area", "who")),
        (people.someone("low_mood", parent_age="16_to_19"), "fnp_teen_pathway", ("stage", "area", "parent_age")),
        (
            people.a_professional_about("father_or_co_parent", "bonding"),
            "home_start_norfolk",
            ("stage", "area", "who", "help_for"),
        ),
        (people.someone("psychosis_signs"), "emergency_999", ()),
    ],
)
def test_a_service_is_shown_because_of_the_answers_it_rests_on(pathway, answers, service, expected):
    (shown,) = (one for one in route(pathway, answers).shown if one.service == service)
    assert reasons(pathway, answers, shown) == expected


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
