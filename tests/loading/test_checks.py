"""What the program needs of the pathway is named in one place, and is what the program really uses."""

import re
from pathlib import Path

import pytest

from bot.errors import LoadError
from bot.loading.checks import FILLED, PHRASES
from bot.loading.pathway import read_pathway

HOME = Path(__file__).parent.parent.parent
TEXT = (HOME / "pathways.yaml").read_text("utf-8")
FAMILIES = re.compile(
    r"(map_(?:checks|tools|frame|up|down|across)|place_\w+|contact_\w+|missed_[123]|out_of_scope_1)\Z"
)
SOURCES = "\n".join(
    path.read_text("utf-8")
    for folder in ("bot", "api")
    for path in sorted((HOME / folder).rglob("*"))
    if path.suffix in (".py", ".html") and "loading" not in path.parts
)


def said():
    """The names of phrases that stand in the sources, however they are asked for."""
    looked_up = re.findall(r"phrases\[([^\]]+)\]|phrase\(([^)]+)\)", SOURCES)
    found = {name for pair in looked_up for part in pair for name in re.findall(r"(?<!f)[\"'](\w+)[\"']", part)}
    found = {name for name in found if not name.endswith("_")}
    return found | set(re.findall(r"[\"'](problem_\w+)[\"']", SOURCES))


def test_every_phrase_that_the_sources_ask_for_is_in_the_list():
    assert len(said()) > 30
    assert said() - PHRASES == set()


def test_every_phrase_in_the_list_stands_in_the_sources():
    quoted = set(re.findall(r"[\"'](\w+)[\"']", SOURCES))
    assert {name for name in PHRASES - quoted if not FAMILIES.match(name)} == set()


def test_every_family_of_phrases_that_the_sources_ask_for_is_in_the_list():
    families = set(re.findall(r"phrases\[f[\"'](\w+_)\{", SOURCES))
    assert families == {"place_", "contact_", "map_"}
    assert all(any(name.startswith(family) for name in PHRASES) for family in families)


def test_the_file_has_the_phrases_of_the_list_and_no_others(pathway):
    assert set(pathway.phrases) == PHRASES


def test_the_places_that_are_filled_are_those_that_stand_in_the_phrases(pathway):
    for name, text in pathway.phrases.items():
        found = set(re.findall(r"%\((\w+)\)s", text.english)) - set(pathway.numbers)
        assert found == FILLED.get(name, frozenset()), name


def told(old, new):
    assert TEXT.count(old) == 1
    with pytest.raises(LoadError) as caught:
        read_pathway(TEXT.replace(old, new), file="a.yaml")
    line = TEXT[: TEXT.index(old)].count("\n") + 1
    return [(problem.line - line, problem.problem) for problem in caught.value.problems]


def test_a_number_that_stands_at_two_services_is_refused_at_the_second():
    ((line, problem),) = told("type: phone, number_of: cads_norfolk", 'type: phone, value: "0344 8008 020"')
    assert line == 0
    assert "the number 0344 8008 020 stands here again" in problem


@pytest.mark.parametrize("number", ["0344 800 8021", "0344-800-8021", "03448008021", "01603 000000", "85258"])
def test_a_number_in_the_words_of_a_rule_is_refused_at_its_line(number):
    ((line, problem),) = told("The line for professionals is never", f"{number} is never")
    assert line == 0
    assert "a phone number stands in words" in problem


def test_a_shared_number_is_the_number_of_the_service_that_has_it(pathway):
    assert pathway.numbers["pandas_foundation"] == pathway.numbers["shout"]
    assert pathway.services["pandas_foundation"].contacts[0].keyword == "PANDAS"


@pytest.mark.parametrize("lender", ["bliss", "pandas_foundation"])
def test_a_number_cannot_be_shared_with_a_service_that_has_none(lender):
    problems = told("number_of: shout", f"number_of: {lender}")
    assert (0, f"'{lender}' has no number of its own") in problems


def test_whoever_is_not_safe_meets_an_emergency():
    assert told("  unsafe: unsafe\n", "  unsafe: urgent_medical\n") == [
        (0, "card 'urgent_medical' answers 'not safe' and is not an emergency")
    ]


def test_a_phrase_that_lost_what_was_heard_is_refused():
    assert told('"You said: %(heard)s. Is that right?"', "Is that right?") == [
        (0, "phrase 'confirm' does not hold %(heard)s")
    ]
