"""Lines of words on the map: nothing is lost, nothing is wider than it may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pathway.letters import width, wrap
from tests.pathway.generated import LAW

TEXTS = st.text(st.sampled_from("abiMW ЖшґçęāŠ\u0301\u2066بيت中—’/"), max_size=60)


@LAW
@given(TEXTS, st.integers(20, 200))
def test_lines_hold_every_letter_and_keep_to_their_width(text, most):
    lines = wrap(text, 14, most)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, 14) <= most for line in lines)


@LAW
@given(TEXTS)
def test_words_that_fit_stay_whole_on_one_line(text):
    assert wrap(text, 14, width(text, 14)) == (" ".join(text.split()),)


def test_a_word_too_long_for_a_line_is_broken():
    assert wrap("an extraordinarily long", 10, 60) == ("an", "extraordina", "rily long")


@pytest.mark.parametrize(
    ("narrower", "wider"),
    [("i", "a"), ("a", "m"), ("a", "A"), ("a", "中"), ("e", "é"), ("ب", "A"), ("-", "—")],
)
def test_letters_have_their_own_widths(narrower, wider):
    assert 0 < width(narrower, 14) <= width(wider, 14)


@pytest.mark.parametrize("unseen", ["\u0301", "\u2066", "\u200f", "\u064b"])
def test_marks_over_letters_and_signs_of_direction_take_no_room(unseen):
    assert width(f"a{unseen}", 14) == width("a", 14)
