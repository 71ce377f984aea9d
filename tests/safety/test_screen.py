"""Screening: what is found, what is left alone, and that hiding does not help."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.safety.screen import Phrase, Risk, Screen

PHRASES = [
    Phrase("low.1", "(cannot|cant) go on", "suicide", "urgent"),
    Phrase("kill.1", "(kill|hurt) (myself|me)", "suicide", "emergency"),
    Phrase("die.1", "want to die", "suicide", "emergency"),
    Phrase("suicide.1", "suicide", "suicide", "emergency"),
    Phrase("bleed.1", "bleeding ... heavily", "medical_emergency_mother", "emergency"),
    Phrase("baby.1", "shake ... baby", "harm_to_baby", "emergency"),
]
IDIOMS = ["want to die laughing", "(kill|killing) me ... laughing"]
SCREEN = Screen(PHRASES)
ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
DANGER = st.sampled_from(["kill myself", "I want to die", "suicide", "bleeding very heavily", "I can't go on"])
LAW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rule(text, screen=SCREEN):
    risk = screen.check(text)
    return risk and risk.rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I will kill myself", "kill.1"),
        ("he may hurt me", "kill.1"),
        ("KILL MYSELF", "kill.1"),
        ("k1ll myself", "kill.1"),
        ("ki\u200bll my\u00adself", "kill.1"),
        ("I want to dieeee", "die.1"),
        ("s u i c i d e", "suicide.1"),
        ("$uicide", "suicide.1"),
        ("I can’t go on", "low.1"),
        ("I cannot go on", "low.1"),
        ("bleeding so very heavily", "bleed.1"),
        ("my baby will not sleep", None),
        ("the skill of myself", None),
        ("", None),
        ("😀", None),
    ],
)
def test_danger_is_found_in_what_people_write(text, expected):
    assert rule(text) == expected


def test_a_risk_says_its_kind_its_tier_and_its_phrase():
    assert SCREEN.check("I will shake the baby") == Risk("harm_to_baby", "emergency", "baby.1")


@pytest.mark.parametrize("text", ["cannot go on, I want to die", "I want to die, cannot go on"])
def test_the_most_serious_danger_counts_wherever_it_stands(text):
    assert rule(text) == "die.1"


def test_of_two_as_serious_the_first_in_the_list_counts():
    assert rule("suicide, or kill myself") == "kill.1"


def test_a_danger_that_only_one_reading_shows_outranks_a_lesser_one_that_all_show():
    assert rule("I cannot go on, su1c1de") == "suicide.1"


def test_without_phrases_nothing_is_found():
    assert Screen([]).check("kill myself") is None


@pytest.mark.parametrize("text", ["ki11 myself", "kil1 myself"])
def test_a_one_may_stand_for_an_l(text):
    assert rule(text) == "kill.1"


def test_a_sign_between_spaced_letters_does_not_hide_the_word():
    assert rule("s u i @ c i d e") == "suicide.1"


# One letter wrong


@pytest.mark.parametrize(
    "text",
    [
        "sucide",
        "suicde",
        "suicidde",
        "siucide",
        "suivide",
        "suicid e suicide",
        "kill mysef",
        "kill mysself",
        "bleading heavily",
    ],
)
def test_a_longer_word_may_have_one_letter_wrong(text):
    assert rule(text) is not None


@pytest.mark.parametrize("text", ["want to dye", "kilt me", "hunt me", "sucde", "scrape the baby clean"])
def test_short_words_and_two_slips_are_left_alone(text):
    assert rule(text) is None


def test_an_ordinary_word_is_not_taken_for_the_crisis_word_beside_it():
    knowing = Screen(PHRASES, known_words=["breeding"])
    assert rule("breeding dogs heavily") == "bleed.1"
    assert rule("breeding dogs heavily", knowing) is None
    assert rule("bleeding heavily", knowing) == "bleed.1"


# Idioms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I want to die laughing", None),
        ("you are killing me, I am laughing", None),
        ("I want to die laughing, and I want to die", "die.1"),
        ("I want to die", "die.1"),
        ("I want to die. Laughing is over", None),
        ("suicide, I want to die laughing", "suicide.1"),
    ],
)
def test_an_idiom_that_means_no_harm_is_taken_out_first(text, expected):
    assert rule(text, Screen(PHRASES, IDIOMS)) == expected


def test_an_idiom_does_not_join_the_words_around_it():
    screen = Screen([Phrase("x", "kill baby", "harm_to_baby", "emergency")], ["dead tired"])
    assert rule("kill dead tired baby", screen) is None


def test_an_idiom_said_twice_is_taken_out_twice():
    assert rule("want to die laughing, want to die laughing", Screen(PHRASES, IDIOMS)) is None


# Laws


@LAW
@given(ANYTHING)
def test_screening_takes_any_text(text):
    risk = SCREEN.check(text)
    assert risk is None or risk.rule in {phrase.id for phrase in PHRASES}


@LAW
@given(ANYTHING, DANGER, ANYTHING)
def test_words_around_danger_never_hide_it(before, danger, after):
    found = SCREEN.check(f"{before} {danger} {after}")
    alone = SCREEN.check(danger)
    assert found is not None
    assert found.tier == "emergency" or alone.tier == "urgent"


@LAW
@given(DANGER, st.data())
def test_signs_that_nobody_sees_never_hide_it(danger, data):
    unseen = st.sampled_from(["", "", "\u200b", "\u00ad", "\u2060", "\ufeff", "\u0301", "\u0336"])
    hidden = "".join(letter + data.draw(unseen) for letter in danger)
    assert SCREEN.check(hidden) == SCREEN.check(danger)


@LAW
@given(DANGER, st.data())
def test_capitals_and_look_alikes_never_hide_it(danger, data):
    # an e stays an e: a word wholly of another script's letters is read as that script
    alike = {"a": "aAаａ", "i": "iIіｉ", "o": "oOоｏ", "s": "sSѕｓ", "d": "dDԁｄ", "l": "lLｌ", "n": "nNｎ"}
    other = "".join(data.draw(st.sampled_from(alike.get(letter, letter))) for letter in danger)
    risk = SCREEN.check(other)
    assert risk is not None
    assert risk.kind == SCREEN.check(danger).kind


@LAW
@given(ANYTHING, st.lists(st.sampled_from(PHRASES), unique=True))
def test_more_phrases_only_ever_add(text, fewer):
    some = Screen(fewer).check(text)
    every = SCREEN.check(text)
    assert some is None or every is not None
    assert not (some and some.tier == "emergency") or every.tier == "emergency"


@LAW
@given(ANYTHING, DANGER, st.sets(st.sampled_from(["kill", "suicide", "bleeding", "breeding", "heavily"])))
def test_a_crisis_word_that_is_an_ordinary_word_too_is_still_found(text, danger, known):
    assert Screen(PHRASES, known_words=known).check(f"{text} {danger}") is not None
