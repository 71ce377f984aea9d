"""Filters and postcodes: nothing is lost that could fit, nothing stays that cannot."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.professionals.lookup import FILTERS, Lookup, Wanted
from bot.assistant import Assistant
from bot.nlu.places import load_places
from bot.pathway.conditions import holds
from bot.pathway.model import Pathway
from tests.conftest import HOME
from tests.professionals.test_search import POSTCODES

MADE: dict[str, Lookup] = {}


def lookup(built: Assistant) -> Lookup:
    if "en" not in MADE:
        MADE["en"] = Lookup(built.pathway, built.catalogues["en"], load_places().outcodes)
    return MADE["en"]


@settings(deadline=None)
@given(data=st.data(), q=st.sampled_from(["", "pnd", "crying", "debt", "hub"]))
def test_a_filter_keeps_what_can_fit_and_only_that(built: Assistant, data: st.DataObject, q: str) -> None:
    graph = built.pathway
    chosen = {
        name: data.draw(st.sampled_from([option.value for option in graph.questions[name].options]))
        for name in data.draw(st.sets(st.sampled_from(sorted(FILTERS))))
    }
    level = data.draw(st.sampled_from(["", *graph.levels]))
    found = lookup(built).find(Wanted(q, chosen, level))
    fits = {
        id
        for id, one in graph.services.items()
        if all(holds(one.eligible, {FILTERS[name]: (value,)}) is not False for name, value in chosen.items())
        and level in ("", one.level)
    }
    if q:
        assert set(found) <= fits | {"gp", "health_visitor"}
        assert found
    else:
        assert set(found) == fits


@pytest.mark.parametrize("one", POSTCODES, ids=lambda one: one["type"])
def test_a_postcode_alone_lists_what_is_only_for_there_first(built: Assistant, one: dict[str, str]) -> None:
    assert one["wants"] in lookup(built).find(Wanted(one["type"], {}, ""))[:3]


@pytest.mark.parametrize("typed", ["hub NR32", "nr32 1ab hub", "NR33 hub"])
def test_a_postcode_with_words_keeps_to_its_area(built: Assistant, typed: str) -> None:
    found = lookup(built).find(Wanted(typed, {}, ""))
    assert found[0] == "suffolk_family_hubs"
    assert "family_hubs_norfolk" not in found


def test_a_postcode_on_a_border_keeps_both_sides(built: Assistant, pathway: Pathway) -> None:
    found = lookup(built).find(Wanted("nr34", {}, ""))
    assert {"suffolk_family_hubs", "family_hubs_norfolk"} <= set(found)
    assert "dial_great_yarmouth" not in found


def test_the_words_by_which_things_are_known_are_never_shown(built: Assistant) -> None:
    """They find; they are nobody's wording, so no catalogue holds them."""
    for path in (HOME / "api").rglob("*.html"):
        assert "known_as" not in path.read_text("utf-8")
