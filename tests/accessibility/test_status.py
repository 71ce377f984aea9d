"""A24: the table of what was tested is true: each test in it is there, each rule has one, what nobody did is said."""

from __future__ import annotations

import re

from tests.accessibility.states import LOCALES, LOOKS, PAGES, STATES
from tests.conftest import HOME

TABLE = (HOME / "docs" / "accessibility.md").read_text("utf-8")


def test_a24_every_rule_has_a_test_that_is_there() -> None:
    tests = "\n".join(path.read_text("utf-8") for path in (HOME / "tests").rglob("test_*.py"))
    rows = dict(re.findall(r"^\| (A\d+) \|(.*)$", TABLE, re.M))
    assert list(rows) == [f"A{number}" for number in range(1, 25)]
    for rule, row in rows.items():
        named = re.findall(r"`(test_\w+)`", row)
        assert named or rule == "A24", rule
        for name in named:
            assert f"def {name}(" in tests, name


def test_a24_what_nobody_did_is_said() -> None:
    for who in ("NVDA", "VoiceOver", "TalkBack", "parents who are disabled", "learning disabilities"):
        assert re.search(rf"^\|.*{who}.*\| NOT DONE", TABLE, re.M), who


def test_a24_the_states_are_as_many_as_it_says() -> None:
    said = f"{len(STATES)} states: {len(PAGES)} pages, {len(LOCALES)} languages, {len(LOOKS)} looks"
    assert said in TABLE
