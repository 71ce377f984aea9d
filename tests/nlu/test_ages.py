"""Weeks, months and years as parents and staff write them, and the band each falls into."""

from __future__ import annotations

import pytest

from bot.nlu.ages import parent_age_of, read_ages, stage_of
from bot.nlu.data import lookups_of, read_all
from bot.nlu.places import load_places
from bot.nlu.slots import SlotReader
from tests.conftest import HOME

READER = SlotReader(lookups_of(read_all(HOME / "translations")), load_places())
ENGLISH = READER._lists["en"]

# fmt: off
READ = [
    # message                                    weeks   months
    ("I'm 28+3 and worried",                        28,   None),
    ("30/40, anxious",                              30,   None),
    ("G2P1 36+5 at clinic",                         36,   None),
    ("i am twelve weeks pregnant",                  12,   None),
    ("pregnant, 20 weeks",                          20,   None),
    ("we're at 27 weeks",                           27,   None),
    ("6/52 pp, tearful",                          None,    1.4),
    ("infant 9/12, faltering growth",             None,    9.0),
    ("my baby is 6 weeks old",                    None,    1.4),
    ("LO is 14mo and not walking",                None,   14.0),
    ("she turned two last week",                  None,   24.0),
    ("18 months corrected",                       None,   18.0),
    ("he's two and a half",                       None,   30.0),
    ("1.5 years old",                             None,   18.0),
    ("1½ yr old",                                 None,   18.0),
    ("6 1/2 months old",                          None,    6.5),
    ("half a year old",                           None,    6.0),
    ("a year and 3 months old",                   None,   15.0),
    ("child 2y4m",                                None,   28.0),
    ("10/7 old, jaundiced",                       None,    0.3),
    ("5mo wont sleep",                            None,    5.0),
    ("she is nearly one",                         None,   11.0),
    ("my daughter is 3",                          None,   36.0),
    ("twenty eight weeks pregnant",                 28,   None),
    ("23 months, tantrums",                       None,   23.0),
    ("waited 18 months for an answer",            None,   None),
    ("waited 6 weeks for a call",                 None,   None),
    ("300 weeks pregnant",                        None,   None),
    ("",                                          None,   None),
]
# fmt: on


@pytest.mark.parametrize(("message", "weeks", "months"), READ)
def test_ages_are_read(message: str, weeks: float | None, months: float | None) -> None:
    found = read_ages(message, ENGLISH.units, ENGLISH.owners)
    assert found.get("weeks_pregnant") == weeks
    assert found.get("child_age_months") == months


@pytest.mark.parametrize(
    ("months", "stage"),
    [(0, "baby_under_1"), (11.9, "baby_under_1"), (12, "child_1"), (23.9, "child_1"), (24, "child_2_to_3"),
     (47.9, "child_2_to_3"), (48, "child_4_or_over")],
)  # fmt: skip
def test_a_birthday_begins_the_next_band(months: float, stage: str) -> None:
    assert stage_of({"child_age_months": months}) == stage


@pytest.mark.parametrize(("years", "band"), [(15, "under_16"), (16, "16_to_19"), (19, "16_to_19"), (20, "20_or_over")])
def test_the_parents_own_birthday_begins_the_next_band(years: int, band: str) -> None:
    assert parent_age_of({"parent_age_years": years}) == band


@pytest.mark.parametrize(
    ("message", "slots", "language"),
    [
        ("where do I send a 17yo, 30/40, anxious, NR31?",
         {"who": "professional", "stage": "pregnant", "parent_age": "16_to_19", "area": "great_yarmouth"}, "en"),
        ("my wife is 20 weeks pregnant, Cromer", {"who": "father_or_co_parent", "stage": "pregnant", "area": "north_norfolk"}, "en"),
        ("I'm the nan, he's 14 months, we're in Beccles", {"who": "other_carer", "stage": "child_1", "area": "waveney"}, "en"),
        ("not pregnant any more, we lost our baby", {"stage": "after_loss"}, "en"),
        ("jestem w 28 tygodniu ciąży, mieszkam w Thetford", {"stage": "pregnant", "area": "breckland", "who": "birthing_parent"}, "pl"),
        ("postcode is NR35", {}, "en"),
        ("I live in Peterborough", {"area": "elsewhere"}, "en"),
        ("Dereham Road is closed", {}, "en"),
    ],
)  # fmt: skip
def test_facts_are_read(message: str, slots: dict[str, str], language: str) -> None:
    found = {slot: values[0] for slot, values in READER.read(message, language).slots.items()}
    assert found == slots
