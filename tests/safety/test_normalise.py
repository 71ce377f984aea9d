"""The copy of a text that is searched: tricks of keyboards, typing and hiding are folded away."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.safety.normalise import fold, plain, views

LAW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
anything = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I Want To DIE", "i want to die"),
        ("  too\tmany \n spaces  ", "too many spaces"),
        ("ｋｉｌｌ", "kill"),
        ("𝐤𝐢𝐥𝐥", "kill"),
        ("ﬁne", "fine"),
        ("café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("z\u0336a\u0336p\u0336", "zap"),
        ("Łódź", "lodz"),
        ("straße", "strasse"),
        ("ki\u200bll", "kill"),
        ("ki\u00adll", "kill"),
        ("\u202ekill\u202c", "kill"),
        ("don't", "dont"),
        ("don’t", "dont"),
        ("kill-myself", "kill myself"),
        ("kill_myself", "kill myself"),
        ("kill.myself!", "kill myself!"),
        ("kіll", "kill"),  # the i is Cyrillic
        ("ԁіе", "ԁіе"),  # all of it is: another script, not a disguise
        ("хочу умереть", "хочу умереть"),
        ("أإآٱ", "اااا"),
        ("مـــوت", "موت"),
        ("kill\ud800me", "killme"),
        ("😀", ""),
        ("", ""),
    ],
)
def test_folding_takes_away_everything_but_the_words(text, expected):
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Help!", "help"), ("$5 @ home", "5 home"), ("28 weeks, in Lowestoft.", "28 weeks in lowestoft"), ("!?", "")],
)
def test_plain_text_has_nothing_but_letters_digits_and_single_spaces(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("I feel su1c1dal", "i feel suicidal"),
        ("k1ll myself", "kill myself"),
        ("k!ll myself", "kill myself"),
        ("$uicide", "suicide"),
        ("@bused", "abused"),
        ("I want to dieeeeee", "i want to die"),
        ("killllll me", "kill me"),
        ("kill me", "kill me"),
        ("s u i c i d e", "suicide"),
        ("i am s.u.i.c.i.d.a.l", "i am suicidal"),
        ("s 1 c k", "s1ck"),
        ("d13333", "die"),
        ("kill myself!", "kill myself"),
    ],
)
def test_a_trick_is_read_through_in_one_of_the_views(text, reading):
    assert reading in views(text)


def test_numbers_that_are_only_numbers_stay_numbers():
    assert views("28 weeks") == ("28 weeks",)


def test_the_plainest_reading_comes_first():
    assert views("I Feel Su1c1dal")[0] == "i feel su1c1dal"


@pytest.mark.parametrize("text", ["", "   ", "!!!", "\u200b"])
def test_nothing_to_read_has_no_views(text):
    assert views(text) == ()


@LAW
@given(anything)
def test_folding_twice_folds_no_further(text):
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)


@LAW
@given(anything)
def test_no_view_is_empty_or_comes_twice_and_the_plain_text_is_one(text):
    seen = views(text)
    assert len(set(seen)) == len(seen)
    assert all(seen)
    assert plain(text) in (*seen, "")


def test_words_of_a_view_have_one_space_between():
    assert all("  " not in view for view in views("kill @ me"))


@LAW
@given(anything)
def test_plain_text_has_only_signs_of_words(text):
    assert all(sign.isalnum() or sign == " " or not sign.isascii() for sign in plain(text))
