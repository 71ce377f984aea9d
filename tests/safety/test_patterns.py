"""The small language of crisis phrases: what each sign finds, and what is refused."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.safety.patterns import BadPattern, to_expression, words_of

LAW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found(pattern, text):
    return re.search(to_expression(pattern), f" {text}") is not None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        # words stand whole, in order and side by side
        ("die", "i want to die", True),
        ("die", "die now", True),
        ("die", "the diet", False),
        ("die", "a bodie", False),
        ("kill myself", "i will kill myself", True),
        ("kill myself", "i will kill it myself", False),
        ("kill myself", "myself kill", False),
        # a beginning of a word
        ("suicid*", "suicidal thoughts", True),
        ("suicid*", "suicid", True),
        ("suicid*", "unsuicidal", False),
        # one of several
        ("(kill|hurt) myself", "hurt myself", True),
        ("(kill|hurt) myself", "wash myself", False),
        ("(end it|die)", "i will end it", True),
        ("(end it|die)", "i will end", False),
        ("(harm*|hurt) him", "harming him", True),
        # what may be missing
        ("want to? die", "want die", True),
        ("want to? die", "want to die", True),
        ("want to? die", "want not die", False),
        ("want (to|2)? die", "want 2 die", True),
        ("want (to|2)? die", "want die", True),
        ("will* (ever)? end", "willing end", True),
        # a gap
        ("kill ... baby", "kill baby", True),
        ("kill ... baby", "kill my own little baby", True),
        ("kill ... baby", "kill one two three four five baby", True),
        ("kill ... baby", "kill one two three four five six baby", False),
        # other scripts, and letters with an apostrophe between
        ("покончить с собой", "хочу покончить с собой", True),
        ("убить*", "убить", True),
        ("don't want", "i don't want it", True),
        ("8 weeks", "28 weeks", False),
    ],
)
def test_a_pattern_finds_what_it_says(pattern, text, expected):
    assert found(pattern, text) is expected


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("", "at least one word"),
        ("...", "at least one word"),
        ("to? ...", "at least one word"),
        ("(kill|hurt)?", "at least one word"),
        ("(kill", "brackets must match"),
        ("kill)", "brackets must match"),
        ("((kill) him)", "brackets must match"),
        ("(kill|)", "empty choice"),
        ("()", "empty choice"),
        ("(kill||hurt) me", "empty choice"),
        ("kill+", "'kill\\+' is not a word"),
        ("k*ll", "is not a word"),
        ("kill_me", "is not a word"),
        ("*", "is not a word"),
        ("?", "at least one word"),
        ("? me", "is not a word"),
        ("[a-z]", "is not a word"),
        ("kill ....", "is not a word"),
        ("(kill|h.rt) me", "is not a word"),
        ("kill.* me", "is not a word"),
    ],
)
def test_what_is_not_of_the_language_is_refused_with_a_reason(pattern, problem):
    with pytest.raises(BadPattern, match=problem):
        to_expression(pattern)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("kill myself", {"kill", "myself"}),
        ("(kill|hurt) my* baby?", {"kill", "hurt", "baby"}),
        ("suicid*", set()),
        ("want ... die", {"want", "die"}),
        ("", set()),
    ],
)
def test_the_whole_words_of_a_pattern_leave_out_beginnings(pattern, words):
    assert words_of(pattern) == words


@LAW
@given(st.text(max_size=30))
def test_any_text_is_either_a_pattern_or_refused(pattern):
    try:
        expression = to_expression(pattern)
    except BadPattern:
        return
    assert re.compile(expression)


words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)


@LAW
@given(st.lists(words, min_size=1, max_size=4), st.lists(words, max_size=3), st.lists(words, max_size=3))
def test_plain_words_are_found_wherever_they_stand(pattern, before, after):
    text = " ".join([*before, *pattern, *after])
    assert found(" ".join(pattern), text)
