"""Reading a condition: slot to values, several slots mean all, a list means either, `not` turns one round."""

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.loading.conditions import read_condition
from bot.loading.reader import Notebook
from bot.loading.strict_yaml import parse
from bot.pathway.conditions import ALWAYS, AllOf, AnyOf, Is, Not, holds

SLOTS = {
    "stage": ("pregnant", "baby_under_1", "child_1"),
    "area": ("norwich", "waveney", "elsewhere"),
    "partner": ("yes", "no"),
}
SETS = {"perinatal": ("pregnant", "baby_under_1", "child_1"), "local": ("norwich", "waveney"), "nothing": ()}


def read(text):
    notes = Notebook("a.yaml")
    node = parse(text, file="a.yaml").entries["for"]
    return read_condition(node, "'for' of service 'x'", notes, slots=SLOTS, value_sets=SETS), notes.problems


def is_(slot, *values):
    return Is(slot, frozenset(values))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("for: {stage: pregnant}", is_("stage", "pregnant")),
        ("for: {stage: [pregnant]}", is_("stage", "pregnant")),
        ("for: {stage: [pregnant, child_1]}", is_("stage", "pregnant", "child_1")),
        ("for: {stage: perinatal}", is_("stage", "pregnant", "baby_under_1", "child_1")),
        ("for: {area: [local, elsewhere]}", is_("area", "norwich", "waveney", "elsewhere")),
        ("for: {area: [local, norwich]}", is_("area", "norwich", "waveney")),
        ("for: {partner: yes}", is_("partner", "yes")),
        ("for: {partner: [no]}", is_("partner", "no")),
        ("for: {stage: pregnant, area: norwich}", AllOf((is_("stage", "pregnant"), is_("area", "norwich")))),
        ("for:\n  - stage: pregnant\n  - area: norwich", AnyOf((is_("stage", "pregnant"), is_("area", "norwich")))),
        ("for: [{stage: pregnant}]", AnyOf((is_("stage", "pregnant"),))),
        ("for: {not: {stage: pregnant}}", Not(is_("stage", "pregnant"))),
        ("for: {not: [{stage: pregnant}]}", Not(AnyOf((is_("stage", "pregnant"),)))),
        (
            "for: {area: norwich, not: {stage: pregnant}}",
            AllOf((is_("area", "norwich"), Not(is_("stage", "pregnant")))),
        ),
        ("for: {not: {not: {stage: pregnant}}}", Not(Not(is_("stage", "pregnant")))),
    ],
)
def test_a_condition_means_what_its_author_wrote(text, meant):
    assert read(text) == (meant, [])


def test_where_no_condition_stands_it_always_holds():
    notes = Notebook("a.yaml")
    assert read_condition(None, "'for'", notes, slots=SLOTS, value_sets=SETS) == ALWAYS
    assert notes.problems == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("for: {stge: pregnant}", 1, ["'stge'", "'for' of service 'x'", "write 'stage'"]),
        ("for:\n  area: norwich\n  stge: pregnant", 3, ["'stge'", "write 'stage'"]),
        ("for: {nt: {stage: pregnant}}", 1, ["'nt'", "write 'not'"]),
        ("for: {qqqqq: pregnant}", 1, ["'qqqqq'", "use one of: area, not, partner, stage"]),
        ("for: {stage: pregnat}", 1, ["'pregnat'", "'stage'", "write 'pregnant'"]),
        ("for:\n  stage:\n    - pregnant\n    - chld_1", 4, ["'chld_1'", "write 'child_1'"]),
        ("for: {stage: perinatl}", 1, ["'perinatl'", "write 'perinatal'"]),
        ("for: {stage: norwich}", 1, ["'norwich'", "'stage'"]),
        ("for: {partner: Yes}", 1, ["'Yes'", "write 'yes'"]),
        ("for: {partner: 1}", 1, ["'1'", "'partner'"]),
        ("for:\n  stage: ~", 2, ["'stage' needs a value or a list of values", "[a, b]"]),
        ("for: {stage: [pregnant, ~]}", 1, ["'stage' needs a value or a list of values", "[a, b]"]),
        ("for: {stage: [[pregnant]]}", 1, ["'stage' needs a value or a list of values", "[a, b]"]),
        ("for: {stage: {pregnant: child_1}}", 1, ["'stage' needs a value or a list of values", "[a, b]"]),
        ("for: pregnant", 1, ["must name slots and values", "{stage: [pregnant]}"]),
        ("for: {}", 1, ["must name slots and values", "{stage: [pregnant]}"]),
        ("for: []", 1, ["is an empty list", "take it out"]),
        ("for: [pregnant]", 1, ["must name slots and values", "{stage: [pregnant]}"]),
        ("for:\n  - stage: pregnant\n  - child_1", 3, ["must name slots and values"]),
        ("for: {not: pregnant}", 1, ["must name slots and values"]),
        ("for: {not: []}", 1, ["is an empty list"]),
        ("for: {not: {stage: pregnat}}", 1, ["'pregnat'", "write 'pregnant'"]),
    ],
)
def test_a_condition_that_cannot_be_evaluated_is_a_problem_with_its_line_and_a_remedy(text, line, words):
    _, problems = read(text)
    (problem,) = problems
    assert problem.line == line
    assert all(word in str(problem) for word in words), str(problem)


def test_a_set_of_answers_to_another_question_is_a_problem():
    _, problems = read("for:\n  area: perinatal")
    assert [problem.line for problem in problems] == [2, 2, 2]
    assert all("no value of 'area'" in problem.problem for problem in problems)


def test_every_problem_of_a_condition_is_found_at_once():
    _, problems = read("for:\n  - {stage: pregnat}\n  - {aera: norwich}\n  - {not: {area: [norwhich, wavney]}}")
    assert [problem.line for problem in problems] == [2, 3, 4, 4]


@pytest.mark.parametrize("text", ["for: {stage: []}", "for: {area: nothing}"])
def test_a_condition_without_any_value_is_a_problem(text):
    assert read(text)[1]


LEAVES = st.sampled_from(sorted(SLOTS)).flatmap(
    lambda slot: st.lists(st.sampled_from(SLOTS[slot]), min_size=1, max_size=3, unique=True).map(
        lambda values: {slot: values}
    )
)
WRITTEN = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | inner.map(lambda one: {"not": one})
        | st.tuples(LEAVES, inner).map(lambda pair: pair[0] | {"not": pair[1]})
    ),
    max_leaves=6,
)


def meant(written, answers):
    """What a person reading the file would say."""
    if isinstance(written, list):
        return any(meant(one, answers) for one in written)
    return all(
        not meant(value, answers) if slot == "not" else answers[slot] in value for slot, value in written.items()
    )


@given(WRITTEN)
def test_a_condition_holds_for_exactly_those_whom_its_words_mean(written):
    condition, problems = read(json.dumps({"for": written}))
    assert problems == []
    for values in product(*SLOTS.values()):
        answers = dict(zip(SLOTS, values, strict=True))
        assert holds(condition, {slot: (value,) for slot, value in answers.items()}) is meant(written, answers)
