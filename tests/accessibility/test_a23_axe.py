"""A23: axe-core finds nothing, of any impact, in any state: pages, languages, widths, zoom, colours, paper."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, product

import pytest
from playwright.sync_api import Page

from tests.accessibility.axe import NEEDS_AXE, faults
from tests.accessibility.served import Place
from tests.accessibility.states import LOCALES, LOOKS, PAGES, STATES
from tests.browser.conftest import IN_CHROMIUM

pytestmark = [*IN_CHROMIUM, NEEDS_AXE]
FEWEST_STATES = 300
PARTS = 3
"""Tests of a language: so that two workers share the work evenly."""


def test_a23_the_states_are_many_and_each_pair_is_among_them() -> None:
    print(f"{len(STATES)} states: {len(PAGES)} pages, {len(LOCALES)} languages, {len(LOOKS)} looks")
    assert len(set(STATES)) == len(STATES) >= FEWEST_STATES
    assert {(page, look) for _, page, look in STATES} == set(product(PAGES, LOOKS))
    assert {(locale, look) for locale, _, look in STATES} == set(product(LOCALES, LOOKS))


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("locale", LOCALES)
def test_a23_axe_finds_nothing(place: Place, screen: Callable[[int], Page], locale: str, part: int) -> None:
    found = {}
    for _, name, look in islice((state for state in STATES if state[0] == locale), part, None, PARTS):
        page = screen(look.zoom)
        page.goto(PAGES[name].address(place, locale))
        page.add_script_tag(url="/axe.js")
        look.put_on(page)
        if wrong := faults(page, without=look.meaningless):
            found[f"{locale}, {name}, {look.name}"] = wrong
    assert not found, "\n".join(f"{state}: {one}" for state, wrong in found.items() for one in wrong)
