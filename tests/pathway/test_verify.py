"""What the walk over every answer must catch: the real pathway is sound, and each way of breaking it is reported."""

from dataclasses import replace

import pytest

from bot.pathway import verify
from bot.pathway.conditions import ALWAYS, AllOf, AnyOf, Is, Not
from bot.pathway.model import Contact, Offer, Option
from bot.pathway.navigator import Ask, route
from bot.pathway.text import Text
from bot.pathway.verify import MOST_QUESTIONS, Report, has_way_in, journeys, plainly, unreached, walk

NEVER = Is("stage", frozenset())


def with_need(pathway, id, **changes):
    return replace(pathway, needs={**pathway.needs, id: replace(pathway.needs[id], **changes)})


def with_service(pathway, id, **changes):
    return replace(pathway, services={**pathway.services, id: replace(pathway.services[id], **changes)})


def without(pathway, need, service):
    """The pathway with a service dropped from every offer of a need."""

    def rest(services):
        return tuple(one for one in services if one != service)

    offers = tuple(
        replace(offer, first=rest(offer.first), also=rest(offer.also), meanwhile=rest(offer.meanwhile))
        for offer in pathway.needs[need].offers
    )
    return with_need(pathway, need, offers=offers)


@pytest.fixture
def navigating(monkeypatch):
    """Sends the walk's own navigator down another pathway than the one that is verified: a navigator with a fault."""

    def by(navigator):
        monkeypatch.setattr(verify, "route", navigator)

    return by


@pytest.mark.parametrize(
    "needs",
    [
        ("psychosis_signs",),
        ("domestic_abuse",),
        ("pregnancy_or_baby_loss",),
        ("neonatal_care",),
        ("fertility",),
        ("money_housing",),
        ("psychosis_signs", "fertility"),
        ("child_safety", "adjustments"),
    ],
)
def test_the_real_pathway_has_no_fault(pathway, needs):
    report = walk(pathway, needs)
    assert report.faults == []
    assert report.leaves > 0


def test_a_leaf_stands_for_every_answer_that_was_not_asked(pathway):
    whole = 1
    for slot, question in pathway.questions.items():
        whole *= len(question.options) if slot != "need" else 1
    for need in ("psychosis_signs", "fertility", "money_housing"):
        report = walk(pathway, (need,))
        assert report.combinations == whole
        assert sum(report.questions.values()) == whole


def test_every_need_and_every_pair_of_needs_is_a_journey(pathway):
    count = len(pathway.needs)
    found = journeys(pathway)
    assert len(set(found)) == len(found) == count + count * (count - 1) // 2
    assert {need for needs in found for need in needs} == set(pathway.needs)


def test_the_choice_of_a_group_counts_as_a_question_only_where_there_is_one(pathway):
    assert walk(pathway, ("psychosis_signs",)).questions.keys() == {2}
    alone = replace(pathway.groups["safety"], needs=("psychosis_signs",))
    ungrouped = replace(pathway, groups={**pathway.groups, "safety": alone})
    assert walk(ungrouped, ("psychosis_signs",)).questions.keys() == {1}


# Faults that the walk finds in a pathway that is broken


def test_an_outcome_without_a_universal_offer_is_reported(pathway):
    broken = replace(pathway, universal={**pathway.universal, "quiet": ()})
    faults = walk(broken, ("after_mother_and_baby_unit",)).faults
    assert faults == ["need=after_mother_and_baby_unit: there is no universal or national fallback"]


def test_an_outcome_that_shows_nothing_is_reported(pathway):
    empty = with_need(replace(pathway, universal={**pathway.universal, "quiet": ()}), "fertility", offers=())
    faults = walk(empty, ("fertility",)).faults
    assert "need=fertility: nothing is shown" in faults


def test_a_service_without_a_way_in_is_reported(pathway):
    closed = with_service(pathway, "bourn_hall", contacts=(), ask=(), access=("professional",))
    assert any("bourn_hall has no way in" in fault for fault in walk(closed, ("fertility",)).faults)


@pytest.mark.parametrize(
    ("need", "service"),
    [
        ("pregnancy_or_baby_loss", "nnuh_bereavement"),
        ("fertility", "bourn_hall"),
        ("money_housing", "dial_great_yarmouth"),
        ("neonatal_care", "bliss"),
        ("child_safety", "suffolk_customer_first"),
    ],
)
def test_a_service_that_was_dropped_or_closed_to_all_is_reported_as_unreached(pathway, need, service):
    assert service not in unreached(pathway, walk(pathway, (need,)))
    dropped = without(pathway, need, service)
    assert service in unreached(dropped, walk(dropped, (need,)))
    closed = with_service(pathway, service, eligible=NEVER)
    assert service in unreached(closed, walk(closed, (need,)))


def test_a_service_that_stands_behind_one_for_everybody_is_reported_as_unreached(pathway):
    widened = with_service(pathway, "cads_norfolk", eligible=ALWAYS)
    offers = (Offer(ALWAYS, ("R2",), ("cads_norfolk", "suffolk_customer_first"), (), ()),)
    broken = with_need(widened, "child_safety", offers=offers)
    assert "suffolk_customer_first" in unreached(broken, walk(broken, ("child_safety",)))


def conditional_emergency(pathway, stage):
    """Help in an emergency that waits for an answer that is never asked."""
    waiting = Offer(Is("stage", frozenset({stage})), ("R0",), (), (), ("app",))
    return with_need(pathway, "psychosis_signs", offers=(waiting,))


def test_an_emergency_that_waits_for_an_answer_is_reported(pathway):
    faults = walk(conditional_emergency(pathway, "trying"), ("psychosis_signs",)).faults
    assert any("leads elsewhere with" in fault for fault in faults)


@pytest.mark.parametrize("stage", ["pregnant", "baby_under_1", "after_loss"])
def test_an_emergency_that_waits_for_any_answer_is_reported(pathway, stage):
    assert walk(conditional_emergency(pathway, stage), ("psychosis_signs",)).faults


@pytest.mark.parametrize("service", ["emergency_999", "nhs_111_option_2"])
def test_urgent_help_that_is_not_for_everyone_is_reported(pathway, service):
    narrowed = with_service(pathway, service, eligible=Is("area", frozenset({"norwich"})))
    faults = walk(narrowed, ("psychosis_signs",)).faults
    assert f"need=psychosis_signs: {service} is shown, and they are not eligible" in faults


def test_a_journey_with_too_many_questions_is_reported(pathway):
    yes_or_no = tuple(Option(value, Text(value, value), None, None, ()) for value in ("yes", "no"))
    extra = {f"extra_{number}": yes_or_no for number in range(MOST_QUESTIONS)}
    stage = pathway.questions["stage"]
    questions = {slot: replace(stage, slot=slot, options=options) for slot, options in extra.items()}
    wanted = AllOf(tuple(Is(slot, frozenset({"yes"})) for slot in extra))
    asking = replace(
        with_need(pathway, "adjustments", offers=(Offer(wanted, ("R19",), ("gp",), (), ()),)),
        questions={"need": pathway.questions["need"], **questions},
    )
    report = walk(asking, ("adjustments",))
    assert report.longest == MOST_QUESTIONS + 2
    assert f"adjustments: asks {MOST_QUESTIONS + 2} questions, {MOST_QUESTIONS} are allowed" in report.faults


# Faults that the walk finds in a navigator that does not follow the pathway


def test_a_navigator_that_widens_a_service_is_reported(pathway, navigating):
    wider = with_service(pathway, "bourn_hall", eligible=ALWAYS)
    navigating(lambda _, answers: route(wider, answers))
    faults = walk(pathway, ("fertility",)).faults
    assert "need=fertility: bourn_hall is shown, and they are not eligible" in faults


def test_a_navigator_that_widens_a_service_in_one_area_is_reported_there_alone(pathway, navigating):
    norfolk_only = pathway.services["cads_norfolk"].eligible
    wider = with_service(pathway, "cads_norfolk", eligible=AnyOf((norfolk_only, Is("area", frozenset({"waveney"})))))
    offers = (replace(pathway.needs["child_safety"].offers[0], when=ALWAYS), *pathway.needs["child_safety"].offers[1:])
    wider = with_need(wider, "child_safety", offers=offers)
    navigating(lambda _, answers: route(wider, answers))
    faults = walk(pathway, ("child_safety",)).faults
    assert faults == ["need=child_safety, area=waveney: cads_norfolk is shown, and they are not eligible"]


@pytest.mark.parametrize(
    ("need", "service", "fault"),
    [
        ("fertility", "gp", "gp fits best and is not shown"),
        ("baby_crying_sleep_feeding", "icon", "icon fits and is not shown"),
        ("money_housing", "citizens_advice", "citizens_advice fits and is not shown"),
    ],
)
def test_a_navigator_that_drops_a_service_is_reported(pathway, navigating, need, service, fault):
    fewer = without(pathway, need, service)
    navigating(lambda _, answers: route(fewer, answers))
    assert any(fault in found for found in walk(pathway, (need,)).faults)


def test_a_navigator_that_never_asks_about_a_service_is_reported(pathway, navigating):
    fewer = without(pathway, "fertility", "bourn_hall")
    navigating(lambda _, answers: route(fewer, answers))
    assert walk(pathway, ("fertility",)).faults


def test_a_navigator_that_drops_a_service_in_an_emergency_is_reported(pathway, navigating):
    fewer = without(pathway, "psychosis_signs", "app")
    navigating(lambda _, answers: route(fewer, answers))
    assert walk(pathway, ("psychosis_signs",)).faults


def test_a_navigator_that_asks_on_when_nothing_matters_is_reported(pathway, navigating):
    def nosy(pathway, answers):
        return Ask("area", ("area",)) if "parent_age" in answers else route(pathway, answers)

    navigating(nosy)
    faults = walk(pathway, ("fertility",)).faults
    assert faults
    assert all("asks for area although it was never needed" in fault for fault in faults)


def test_a_navigator_that_heeds_what_was_never_asked_is_reported(pathway, navigating):
    narrower = with_service(pathway, "bourn_hall", eligible=Is("parent_age", frozenset({"20_or_over"})))

    def biased(pathway, answers):
        return route(narrower if "parent_age" in answers else pathway, answers)

    navigating(biased)
    assert any("leads elsewhere with" in fault for fault in walk(pathway, ("fertility",)).faults)


# The parts


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"ask": ("gp",)}, True),
        ({"access": ("open",)}, True),
        ({"contacts": [("phone", "01603 000000", False)]}, True),
        ({"contacts": [("url", "https://example.org", False)]}, True),
        ({"contacts": [("phone", "01603 000000", True)]}, False),
        ({"contacts": [("phone", None, False)]}, False),
        ({"contacts": [("hours", "9 to 5", False)]}, False),
        ({"contacts": [("hours", "9 to 5", False), ("text", "85258", False)]}, True),
    ],
)
def test_a_way_in_is_a_contact_for_parents_or_someone_to_ask(pathway, changes, expected):
    contacts = tuple(
        Contact(type, value, None, None, staff, False, None, "verified", None, None, None)
        for type, value, staff in changes.get("contacts", ())
    )
    service = replace(
        pathway.services["lotus"], **{"ask": (), "access": ("professional",), **changes, "contacts": contacts}
    )
    assert has_way_in(service) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Is("area", frozenset({"norwich"})), True),
        (Is("stage", frozenset({"pregnant"})), False),
        (Not(Is("stage", frozenset({"pregnant"}))), True),
        (AllOf(()), True),
        (AnyOf(()), False),
        (AllOf((Is("area", frozenset({"norwich"})), Is("stage", frozenset({"pregnant"})))), False),
        (AnyOf((Is("area", frozenset({"norwich"})), Is("stage", frozenset({"pregnant"})))), True),
    ],
    ids=repr,
)
def test_plainly_read_what_is_not_known_does_not_hold(condition, expected):
    assert plainly(condition, {"area": ("norwich",)}) is expected


def test_reports_add_up(pathway):
    first, second = walk(pathway, ("fertility",)), walk(pathway, ("child_safety",))
    both = Report()
    both.add(first)
    both.add(second)
    assert both.combinations == first.combinations + second.combinations
    assert both.leaves == first.leaves + second.leaves
    assert both.services == first.services | second.services
    assert both.outcomes == first.outcomes | second.outcomes
    assert both.questions == first.questions + second.questions


def test_faults_of_two_reports_are_kept():
    both = Report(faults=["one"])
    both.add(Report(faults=["two"]))
    assert both.faults == ["one", "two"]


@pytest.mark.parametrize(
    ("questions", "median", "longest"),
    [
        ({}, 0, 0),
        ({3: 1}, 3, 3),
        ({2: 5, 4: 5}, 2, 4),
        ({2: 4, 4: 6}, 4, 4),
        ({1: 1, 2: 1, 8: 1}, 2, 8),
    ],
)
def test_the_median_is_what_half_of_all_people_are_asked_at_most(questions, median, longest):
    report = Report(combinations=sum(questions.values()))
    report.questions.update(questions)
    assert (report.median, report.longest) == (median, longest)


def test_a_report_that_counts_more_people_than_it_asked_has_no_median():
    assert Report(combinations=1).median == 0
