"""What is on the map: every service exactly where its conditions say, every move, nothing else."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given

from bot.pathway.conditions import AllOf, Is, holds, slots_of
from bot.pathway.flow import chart_for, charts
from bot.pathway.navigator import Outcome, route
from tests.pathway.generated import LAW, PATHWAY, anyone_safe

STAGES = [stage.id for stage in PATHWAY.timeline.stages]
CHARTS = [*charts(PATHWAY), *(chart_for(PATHWAY, need) for need in PATHWAY.needs)]
EACH_CHART = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)


def stages_on(chart, id):
    return {
        STAGES[at]
        for row in chart.rows
        for item in row.items
        if item.id == id
        for at in range(item.first, item.last + 1)
    }


def stages_of(service):
    """By trying every answer to every question that the service's limits ask about."""
    slots = slots_of(service.eligible) - {"stage"}
    values = [[("role", (role,)) for role in ROLES] if slot == "role" else VALUES[slot] for slot in sorted(slots)]
    return {
        stage
        for stage in STAGES
        if any(holds(service.eligible, {"stage": (stage,), **dict(one)}) for one in itertools.product(*values))
    }


ROLES = [option.value for option in PATHWAY.questions["who"].options]
VALUES = {
    slot: [(slot, (value,)) for value in (PATHWAY.needs if slot == "need" else [one.value for one in question.options])]
    for slot, question in PATHWAY.questions.items()
}


def test_every_service_stands_on_the_map_exactly_where_its_conditions_say():
    shown = {id for chart in charts(PATHWAY) for id in chart.services}
    assert shown == {service.id for service in PATHWAY.services.values() if stages_of(service)}
    for chart in CHARTS:
        for id in chart.services:
            assert stages_on(chart, id) == stages_of(PATHWAY.services[id]), (chart.id, id)


@EACH_CHART
def test_every_service_stands_at_its_level_and_once(chart):
    for row in chart.rows:
        for item in row.items:
            assert item.kind == {"checks": "check", "tools": "tool"}.get(row.id, "service")
            assert item.kind != "service" or PATHWAY.services[item.id].level == row.id
    all_ids = [item.id for row in chart.rows for item in row.items]
    assert len(all_ids) == len(set(all_ids))


@LAW
@given(anyone_safe)
def test_nobody_is_sent_to_a_service_that_the_map_of_their_need_lacks(answers):
    outcome = route(PATHWAY, answers)
    assert isinstance(outcome, Outcome)
    stage = answers["stage"][0]
    for one in outcome.shown:
        asked = (one.need,) if one.need else outcome.needs
        here = [chart for chart in CHARTS if chart.id in asked and one.service in chart.services]
        assert here, one
        assert stage not in STAGES or all(stage in stages_on(chart, one.service) for chart in here)


@pytest.mark.parametrize("need", PATHWAY.needs)
def test_the_map_of_a_need_invents_nothing(need):
    asked = PATHWAY.needs[need]
    offers = [*asked.offers, *PATHWAY.universal[asked.universal]]
    named = {id for offer in offers for id in (*offer.first, *offer.also, *offer.meanwhile)}
    named |= set(PATHWAY.safety.cards[asked.card].services) if asked.card else set()
    led_to = {move.end for move in PATHWAY.moves if move.start in named}
    assert named <= set(chart_for(PATHWAY, need).services) <= named | led_to


def test_every_move_is_on_the_map_with_both_its_ends():
    assert {move for chart in charts(PATHWAY) for move in chart.moves} == set(PATHWAY.moves)
    for chart in CHARTS:
        assert list(chart.moves) == [m for m in PATHWAY.moves if {m.start, m.end} <= set(chart.services)]


def test_every_check_and_tool_is_on_the_map_at_its_stage():
    mental_health = charts(PATHWAY)[0]
    for check in PATHWAY.timeline.checks:
        assert stages_on(mental_health, f"check.{check.id}") == {check.stage}
    for chart in charts(PATHWAY):
        for tool in PATHWAY.timeline.tools:
            used_by = [PATHWAY.services[id] for id in tool.used_by if id in chart.services]
            assert stages_on(chart, f"tool.{tool.id}") == {stage for one in used_by for stage in stages_of(one)}


def test_after_a_loss_nobody_is_shown_checks_of_a_baby():
    assert not {"checks", "tools"} & {row.id for row in chart_for(PATHWAY, "pregnancy_or_baby_loss").rows}
    assert {"checks", "tools"} <= {row.id for row in chart_for(PATHWAY, "low_mood").rows}


def with_stages(id, *stages):
    service = replace(PATHWAY.services[id], eligible=AllOf((Is("stage", frozenset(stages)),)))
    return replace(PATHWAY, services={**PATHWAY.services, id: service})


def test_a_service_that_leaves_out_a_stage_is_not_drawn_over_it():
    chart = charts(with_stages("lotus", "pregnant", "child_1", "child_2_to_3"))[0]
    places = [(item.first, item.last) for row in chart.rows for item in row.items if item.id == "lotus"]
    assert places == [(1, 1), (3, 4)]
    assert chart.services.count("lotus") == 1


def test_a_service_at_no_stage_of_the_timeline_is_not_drawn_and_nothing_leads_to_it():
    chart = charts(with_stages("lotus", "after_loss"))[0]
    assert "lotus" not in chart.services
    assert not any("lotus" in (move.start, move.end) for move in chart.moves)


def test_a_move_out_of_every_strand_takes_its_end_along():
    move = replace(PATHWAY.moves[0], start="lotus", end="dial_great_yarmouth")
    without, beyond = charts(PATHWAY)[0], charts(replace(PATHWAY, moves=(*PATHWAY.moves, move)))[0]
    assert move.end not in without.services
    assert move.end in beyond.services
    assert move in beyond.moves
