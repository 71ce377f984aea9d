"""The real pathway loads as its authors meant it, and keeps its laws."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import LoadError
from bot.loading.pathway import load_pathway, read_pathway
from bot.pathway.conditions import Is, slots_of

FILE = Path(__file__).parent.parent.parent / "pathways.yaml"
TEXT = FILE.read_text("utf-8")
LINES = TEXT.splitlines()
AREAS = {
    "norwich",
    "broadland",
    "great_yarmouth",
    "breckland",
    "north_norfolk",
    "south_norfolk",
    "west_norfolk",
    "waveney",
}
LONG_NUMBER = re.compile(r"(?<!\d)(?!20[0-9]{2}(?!\d))\d(?:[ \-.]?\d){2,}")
SHARED = "The number stands in several places: at each of these one more edit is needed, and one can be forgotten."


def numbers():
    """Every number that is a contact, read off the file without its loader; short ones that everyone knows apart."""
    found = sorted(set(re.findall(r'type: (?:phone|text), value: "([\d ]{4,})"', TEXT)))
    assert len(found) > 20
    return found


def wordings():
    return read_pathway(TEXT, file="pathways.yaml").wordings


def values(condition, slot):
    if isinstance(condition, Is):
        return condition.values if condition.slot == slot else frozenset()
    return frozenset().union(*(values(one, slot) for one in condition.conditions))


def test_the_real_pathway_loads(pathway):
    assert pathway.version == "1"


def test_every_rule_of_the_strategy_is_there_in_order(pathway):
    assert list(pathway.rules) == [f"R{number}" for number in range(25)]


def test_every_rule_but_the_general_one_is_rested_on(pathway):
    offers = [offer for need in pathway.needs.values() for offer in need.offers]
    offers += [offer for universal in pathway.universal.values() for offer in universal]
    used = {rule for offer in offers for rule in offer.rules}
    assert set(pathway.rules) - used == {"R24"}


def test_every_rule_says_where_it_comes_from(pathway):
    for rule in pathway.rules.values():
        assert pathway.sources[rule.source].title
        assert rule.quote or rule.source != "strategy" or rule.caution, f"{rule.id} has no words of the strategy"


@pytest.mark.parametrize(
    "need",
    ["low_mood", "anxiety", "psychosis_signs", "past_serious_illness", "after_mother_and_baby_unit", "birth_trauma",
     "fear_of_childbirth", "pregnancy_or_baby_loss", "child_removed", "bonding", "baby_crying_sleep_feeding",
     "parenting_support", "child_development", "neonatal_care", "fertility", "domestic_abuse", "child_safety",
     "money_housing", "loneliness", "adjustments", "something_else"],
)  # fmt: skip
def test_every_need_of_the_contract_is_in_exactly_one_group(pathway, need):
    assert [group.id for group in pathway.groups.values() if need in group.needs] == [pathway.needs[need].group]


def test_every_question_has_the_values_of_the_contract(pathway):
    found = {slot: [option.value for option in question.options] for slot, question in pathway.questions.items()}
    assert found["who"] == ["birthing_parent", "father_or_co_parent", "other_carer", "professional"]
    assert found["help_for"] == ["birthing_parent", "father_or_co_parent", "other_carer"]
    assert found["stage"] == [
        "trying",
        "pregnant",
        "baby_under_1",
        "child_1",
        "child_2_to_3",
        "child_4_or_over",
        "after_loss",
    ]
    assert found["level"] == ["coping", "struggling", "overwhelmed", "unsure", "unsafe"]
    assert set(found["area"]) == AREAS | {"elsewhere", "unsure"}
    assert found["partner_with_specialist_team"] == ["yes", "no", "unsure"]
    assert found["parent_age"] == ["under_16", "16_to_19", "20_or_over", "rather_not_say"]
    assert found["need"] == []


def test_no_wording_holds_a_long_number():
    told = [w for w in wordings() if not w.text.name and LONG_NUMBER.search(re.sub(r"%\(\w+\)s", "", w.text.english))]
    assert told == []


@pytest.mark.parametrize("number", numbers())
def test_a_number_stands_once_in_the_whole_file(number):
    spaced = r"[ \-]?".join(re.sub(r"\D", "", number))
    assert len(re.findall(rf"(?<!\d){spaced}(?!\d)", TEXT)) == 1, SHARED


@pytest.mark.parametrize("number", ["999", "111"])
def test_a_number_everyone_knows_is_a_contact_once(number):
    assert TEXT.count(f'value: "{number}"') == 1


def test_what_must_not_be_shown_stands_nowhere_but_in_its_list(pathway):
    rest = "".join(line for line in LINES if not line.startswith("never_shown:")).replace(" ", "").lower()
    assert pathway.never_shown
    assert [one for one in pathway.never_shown if one.replace(" ", "").lower() in rest] == []


def test_a_place_in_words_is_filled_with_the_number_of_its_service(pathway):
    assert pathway.numbers["samaritans"] == "116 123"
    assert pathway.numbers["shout"] == "85258"
    assert pathway.numbers["talking_therapies_nw"] == "0300 123 1503"


def test_a_number_for_professionals_never_fills_a_place(pathway):
    kept = {c.value for s in pathway.services.values() for c in s.contacts if c.professionals_only}
    assert kept
    assert kept.isdisjoint(pathway.numbers.values())
    assert "kingfisher_mbu" not in pathway.numbers


def test_a_set_of_sets_stands_for_every_value_in_them(pathway):
    assert values(pathway.services["citizens_advice"].eligible, "area") == AREAS | {"unsure"}
    assert values(pathway.services["leeway"].eligible, "area") == AREAS


def test_needs_are_answered_in_the_order_of_the_last_rule(pathway):
    order = ["domestic_abuse", "birth_trauma", "low_mood", "bonding", "money_housing"]
    for earlier, later in pairwise(order):
        assert pathway.needs[earlier].priority < pathway.needs[later].priority


def test_what_is_listed_keeps_the_order_of_the_file(pathway):
    for section in ("questions", "groups", "needs", "services", "rules", "sources", "phrases"):
        body = TEXT.split(f"\n{section}:\n")[1]
        keys = re.findall(r"(?m)^  (\w+):", re.split(r"(?m)^\w", body)[0])
        assert list(getattr(pathway, section)) == keys


def test_each_limit_of_a_service_is_said_in_words_and_nothing_is_said_that_does_not_limit_it(pathway):
    for service in pathway.services.values():
        assert set(service.limits) == slots_of(service.eligible), service.id


def test_what_cannot_wait_asks_nothing_first(pathway):
    for need in pathway.needs.values():
        if need.card and pathway.safety.cards[need.card].tier == "emergency":
            assert need.level_ask is None
            assert all(slots_of(offer.when) == frozenset() for offer in need.offers)


def test_every_card_begins_with_a_number_that_is_open_day_and_night(pathway):
    for card in (pathway.safety.standing, *pathway.safety.cards.values()):
        first = pathway.services[card.services[0]]
        assert first.phone().always_open, card.id


def test_no_sign_off_is_claimed_in_part(pathway):
    claimed = [pathway.sign_off.clinical_safety_officer, pathway.sign_off.pathway_lead, pathway.sign_off.reviewed_on]
    assert all(claimed) or not any(claimed)


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "Yes", "NO", "y", "12:30", "2026-11-23", "1.5", ".nan", "NULL"]
)
def test_a_word_that_other_readers_mistake_stays_a_word_in_the_pathway(word):
    found = read_pathway(TEXT.replace("how: Search on the website.", f"how: {word}"), file="a.yaml").pathway
    assert found.services["norfolk_community_directory"].how.english == word


def test_yes_and_no_need_no_quotes():
    bare = TEXT.replace('yes: {label: "Yes"}', "yes: {label: Yes}").replace('no: {label: "No"}', "no: {label: No}")
    assert bare != TEXT
    options = read_pathway(bare, file="a.yaml").pathway.questions["partner_with_specialist_team"].options
    assert [(option.value, option.label.english) for option in options][:2] == [("yes", "Yes"), ("no", "No")]


@pytest.mark.parametrize(
    "saved",
    [
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.encode("utf-8-sig"),
        (TEXT + "\n\n# a remark\n").encode(),
        ("---\n" + TEXT).encode(),
    ],
    ids=["lines of Windows", "byte order mark", "remark at the end", "dashes at the start"],
)
def test_how_an_editor_saves_the_file_makes_no_difference(pathway, tmp_path, saved):
    path = tmp_path / "pathways.yaml"
    path.write_bytes(saved)
    assert replace(load_pathway(path), fingerprint="") == replace(pathway, fingerprint="")


def test_the_fingerprint_tells_one_text_from_another_and_is_the_same_for_the_same():
    first = read_pathway(TEXT, file="a.yaml").pathway.fingerprint
    assert read_pathway(TEXT, file="b.yaml").pathway.fingerprint == first
    assert read_pathway(TEXT.replace("A free app", "One free app"), file="a.yaml").pathway.fingerprint != first


def problems(text):
    try:
        read_pathway(text, file="a.yaml")
    except LoadError as error:
        return error.problems or pytest.fail("refused without a reason")
    return ()


def changed(lines, number, change):
    line = lines[number]
    return [*lines[:number], *change(line), *lines[number + 1 :]]


@settings(max_examples=40, deadline=None)
@given(
    number=st.integers(0, len(LINES) - 1),
    change=st.sampled_from(
        [
            lambda line: [],
            lambda line: [line, line],
            lambda line: [line[: len(line) // 2]],
            lambda line: [" " + line],
            lambda line: [line.upper()],
            lambda line: [line.replace(":", "", 1)],
            lambda line: [line.replace('"', "", 1)],
            lambda line: [line.replace("a", "e")],
        ]
    ),
)  # fmt: skip
def test_any_slip_on_any_line_either_loads_or_is_refused_with_lines_of_the_file(number, change):
    text = "\n".join(changed(LINES, number, change))
    for problem in problems(text):
        assert problem.file == "a.yaml"
        assert 1 <= problem.line <= len(LINES) + 2
        assert problem.problem
        assert problem.remedy
