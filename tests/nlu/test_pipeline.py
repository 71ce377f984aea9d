"""The default NLU with the model that `make test` trained: it understands, never raises, and says when it has no model."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.policy import both_looks
from bot.dialogue.understanding import Understanding
from bot.home import model_path
from bot.loading.crisis import load_screen
from bot.nlu.classifier import Classifier, NoModel
from bot.nlu.data import read_all
from bot.nlu.evaluate import evaluate
from bot.nlu.lazy import LazyNLU
from bot.nlu.pipeline import SpacyNLU, fingerprint
from bot.safety.screen import Risk
from tests.conftest import HOME

TRANSLATIONS = HOME / "translations"


@cache
def shared() -> SpacyNLU:
    return SpacyNLU.load(TRANSLATIONS, model_path())


@pytest.fixture
def real() -> SpacyNLU:
    return shared()


MEANS = [
    ("ive not slept since she was born and i just feel nothing", "low_mood"),
    ("we lost our baby at 20 weeks", "pregnancy_or_baby_loss"),
    ("im terrified of giving birth", "fear_of_childbirth"),
    ("moja żona słyszy głosy", "psychosis_signs"),
    ("мой ребёнок плачет всю ночь", "baby_crying_sleep_feeding"),
]


@pytest.mark.parametrize(("message", "need"), MEANS)
def test_needs_are_found_in_several_languages(real: SpacyNLU, message: str, need: str) -> None:
    assert real.understand(message, "en").needs[0].id == need


@pytest.mark.parametrize(
    "message", ["what is the weather tomorrow", "how do i get a refund on my train ticket", "asdf qwer zxcv"]
)
def test_what_is_about_something_else_is_out_of_scope(real: SpacyNLU, message: str) -> None:
    assert not real.understand(message, "en").in_scope


@pytest.mark.parametrize(("message", "act"), [("yes", "affirm"), ("no thats wrong", "deny"), ("go back", "go_back")])
def test_short_answers_are_understood_as_such(real: SpacyNLU, message: str, act: str) -> None:
    assert real.understand(message, "en").act == act


def test_danger_of_no_known_kind_is_not_given_the_card_of_one(real: SpacyNLU) -> None:
    found = real.understand("I cry every day since my baby came, he is 6 weeks old, I live in Norwich", "en")
    assert found.kind == "unclear"
    assert real.understand("he hits me and I am scared of him", "en").kind == "domestic_danger"


@given(text=st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    found = shared().understand(text, "en")
    assert all(0 <= need.confidence <= 1 for need in found.needs)
    assert list(found.needs) == sorted(found.needs, key=lambda need: -need.confidence)


def test_no_example_of_the_unseen_sets_stands_in_the_training_data() -> None:
    """Leakage would make the figures of `navigator evaluate` a lie."""
    learnt = {
        " ".join(example.casefold().split())
        for one in read_all(TRANSLATIONS)
        for examples in one.examples.values()
        for example in examples
    }
    for path in (HOME / "tests" / "understanding").glob("*/*.tsv"):
        for line in path.read_text("utf-8").splitlines():
            assert " ".join(line.split("\t")[-1].casefold().split()) not in learnt, line


FLOORS = {
    "en": (0.88, 0.95, 0.06, 0.80, 0.96),
    "lt": (0.82, 0.90, 0.12, 0.80, 0.80),
    "pl": (0.86, 0.92, 0.09, 0.85, 0.90),
    "pt": (0.86, 0.92, 0.12, 0.82, 0.88),
    "ro": (0.82, 0.90, 0.09, 0.82, 0.90),
    "ru": (0.88, 0.92, 0.09, 0.85, 0.85),
    "uk": (0.74, 0.82, 0.09, 0.80, 0.80),
    "bg": (0.80, 0.88, 0.09, 0.76, 0.78),
}
"""Need right, in three, outside taken in (at most), facts right, danger seen: what a change must not fall below."""


@pytest.mark.parametrize("locale", FLOORS)
def test_messages_it_never_saw_are_understood_as_well_as_before(real: SpacyNLU, locale: str) -> None:
    screen = load_screen(TRANSLATIONS)

    def look(message: str, spoken: str) -> tuple[Understanding, Risk | None]:
        found = real.understand(message, spoken)
        return found, both_looks(screen.check(message), found)

    figures = evaluate(HOME / "tests" / "understanding" / locale, look)
    first, three, outside, facts, danger = FLOORS[locale]
    assert figures.first.value >= first
    assert figures.in_three.value >= three
    assert figures.taken_in.value <= outside
    assert figures.facts.value >= facts
    assert figures.danger.value >= danger
    assert figures.ordinary_emergencies.value <= 0.05
    if locale == "en":
        assert figures.explicit.value == 1.0


def test_without_a_model_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoModel, match="navigator train"):
        Classifier.load(tmp_path / "none.skops", "x")
    with pytest.raises(NoModel, match="other examples"):
        Classifier.load(model_path(), "not " + fingerprint(TRANSLATIONS))


def test_while_the_model_cannot_be_loaded_words_are_honestly_not_understood() -> None:
    def fails() -> SpacyNLU:
        raise NoModel("there is no model. Run: navigator train")

    lazy = LazyNLU(fails)
    assert lazy.understand("i feel low", "en") == Understanding(in_scope=True)
    assert not lazy.ready
    assert "navigator train" in (lazy.failure or "")
