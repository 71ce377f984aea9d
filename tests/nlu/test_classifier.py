"""A message is read on a way of its own, fast; it must find what training saw."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.home import model_path
from bot.nlu.classifier import BITS, Classifier, _hashed, _weighted
from bot.nlu.pipeline import fingerprint
from bot.safety.normalise import plain
from tests.conftest import HOME

TEXTS = ["i feel so low", "my baby cries all night", "jaka jest pogoda", "مرحبا كيف الحال"]


@cache
def trained() -> Classifier:
    return Classifier.load(model_path(), fingerprint(HOME / "translations"))


@given(text=st.text(max_size=200) | st.lists(st.sampled_from(TEXTS), max_size=5).map(" ".join))
@example(text="")
@settings(max_examples=200, deadline=None)
def test_a_message_has_the_features_that_training_would_give_it(text: str) -> None:
    model = trained()
    row = _weighted([plain(text)], (model._parts["words"], model._parts["letters"]))
    places, values = model._features(plain(text))
    want, have = np.zeros(2 * 2**BITS), np.zeros(2 * 2**BITS)
    want[row.indices] = row.data
    have[places] = values
    assert np.allclose(want, have, atol=1e-6)
    assert len(set(places.tolist())) == len(places)


def test_training_counts_words_and_letters() -> None:
    words, letters = _hashed(["one two"])
    assert words.sum() == 3
    assert letters.sum() > 9
