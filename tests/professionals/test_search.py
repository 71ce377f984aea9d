"""A receptionist has a caller waiting: the right service after a few letters, in their own words, misspelt."""

from __future__ import annotations

from statistics import median

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.language.search import Index, misspelt
from bot.pathway.model import Pathway
from tests.conftest import HOME

QUERIES = yaml.safe_load((HOME / "tests" / "professionals" / "queries.yaml").read_text("utf-8"))
POSTCODES = [one for one in QUERIES if one["type"].startswith("nr3")]
WORDS = [one for one in QUERIES if one not in POSTCODES]
NEVER = 1000


@pytest.fixture(scope="module")
def index(built: Assistant) -> Index:
    return Index(built.pathway, built.catalogues["en"])


def found(index: Index, query: str, most: int = 3) -> list[str]:
    return [one.service for one in index.find(query, most)]


def keystrokes(index: Index, query: str, wants: str) -> int:
    """Letters typed before the service stands among the first three."""
    return next((n for n in range(1, len(query) + 1) if wants in found(index, query[:n])), NEVER)


def test_there_are_two_hundred_queries_and_every_service_is_known(pathway: Pathway) -> None:
    assert len(QUERIES) >= 200
    assert len({one["type"] for one in QUERIES}) == len(QUERIES)
    assert {one["wants"] for one in QUERIES} <= set(pathway.services)


def test_the_right_service_is_in_the_first_three_after_four_letters(index: Index) -> None:
    typed = [keystrokes(index, one["type"], one["wants"]) for one in WORDS]
    assert median(typed) <= 4


def test_the_whole_words_find_the_right_service(index: Index) -> None:
    lost = [one["type"] for one in WORDS if one["wants"] not in found(index, one["type"])]
    second = [one["type"] for one in WORDS if one["wants"] != found(index, one["type"])[0]]
    assert len(lost) <= 0.02 * len(WORDS), lost
    assert len(second) <= 0.10 * len(WORDS), second


@pytest.mark.parametrize(
    "typed",
    [
        "PND",
        "PNMH",
        "EPDS",
        "tokophobia",
        "NICU",
        "SCBU",
        "MBU",
        "HV",
        "FNP",
        "IAPT",
        "NHSTT",
        "PTSD",
        "SEND",
        "DV",
        "DA",
        "LD",
        "BSL",
        "CAB",
        "MASH",
        "JPUH",
        "QEH",
        "NNUH",
    ],
)
def test_the_abbreviations_of_surgeries_are_known(index: Index, typed: str) -> None:
    assert index.find(typed)[0].score > 0
    assert found(index, typed) == found(index, typed.lower())


@settings(deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_there_is_an_answer_and_no_service_twice(built: Assistant, text: str) -> None:
    names = found(INDEX.setdefault("en", Index(built.pathway, built.catalogues["en"])), text, 10)
    assert names
    assert len(set(names)) == len(names)


INDEX: dict[str, Index] = {}
LONG = sorted({word for one in WORDS for word in one["type"].split() if len(word) >= 6 and word.isalpha()})


@settings(max_examples=300)
@given(word=st.sampled_from(LONG), data=st.data())
def test_one_slip_in_a_word_is_forgiven(word: str, data: st.DataObject) -> None:
    """A letter left out, doubled, changed, or swapped with the next, anywhere but at the start."""
    at = data.draw(st.integers(1, len(word) - 2))
    slip = data.draw(st.sampled_from(["left", "doubled", "changed", "swapped"]))
    typed = {
        "left": word[:at] + word[at + 1 :],
        "doubled": word[: at + 1] + word[at:],
        "changed": word[:at] + "q" + word[at + 1 :],
        "swapped": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }[slip]
    assert misspelt(typed, word)


def test_a_short_word_is_not_taken_for_another(index: Index) -> None:
    assert [one.score for one in index.find("zz")] == [0, 0]
    assert not misspelt("cat", "cab")
    assert not misspelt("lotus", "motus")
    assert not misspelt("bonding", "feeding")


@pytest.mark.parametrize("age", ["30 weeks", "30wks", "30+4 weeks", "23 months", "23mths", "6w", "18 mon"])
def test_an_age_finds_nothing_by_itself_and_changes_nothing(index: Index, age: str) -> None:
    assert [one.score for one in index.find(age)] == [0, 0]
    assert index.find(f"pnd {age}") == index.find("pnd")
    assert index.find(f"{age} tearful") == index.find("tearful")


def test_words_that_stand_in_everything_find_nothing_by_themselves(index: Index) -> None:
    assert index.find("there is about her pnd") == index.find("pnd")
    assert index.find("her") != index.find("zz"), "they may be the beginning of another word"
    assert index.find("her pnd") == index.find("pnd")


@pytest.mark.parametrize("locale", ["pl", "ar", "en@easyread"])
def test_other_languages_are_searched_by_the_same_abbreviations(built: Assistant, locale: str) -> None:
    index = Index(built.pathway, built.catalogues[locale])
    assert found(index, "pnd")[0] == "talking_therapies_nw"
