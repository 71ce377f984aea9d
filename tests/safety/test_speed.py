"""Screening costs the same for any text of a length: counted in letters read, never timed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.safety.normalise import fold, views

MOST_VIEWS = 9
GROWTH = 4
"""No letter may become more than so many: half marks and the like do grow a little."""


@given(st.text(max_size=400))
@settings(max_examples=400, deadline=None)
def test_a_text_never_grows_much_when_it_is_folded(text: str) -> None:
    assert len(fold(text)) <= GROWTH * len(text)


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_there_are_only_so_many_readings(text: str) -> None:
    assert len(views(text)) <= MOST_VIEWS


@pytest.mark.parametrize("sign", ["\ufdfa", "\u3316", "\ufb03", "½", "㎏", "e\u0301", "\u200b", "😀"])
def test_signs_that_stand_for_whole_words_do_not_blow_a_text_up(sign: str) -> None:
    assert len(fold(sign * 10_000)) <= GROWTH * 10_000 * len(sign)
