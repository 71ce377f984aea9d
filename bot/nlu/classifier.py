"""The need classifier: one-versus-rest logistic regression on word and character n-grams, for all languages at once.

Trained from the repository's own examples and saved with skops, which loads no code. Out of scope and the dialogue
acts are classes like the needs, so they are learnt from examples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, make_pipeline

from bot.errors import NavigatorError
from bot.nlu.data import Data
from bot.safety.normalise import plain

REGULARISATION = 8.0


class NoModel(NavigatorError):
    """There is no trained model, or it is of another version: run `navigator train`."""


class Classifier:
    """Confidence per class, 0.0 to 1.0 each (a message may have several)."""

    def __init__(self, features: Any, classes: tuple[str, ...], weights: Any, biases: Any) -> None:
        self._features, self.classes, self._weights, self._biases = features, classes, weights, biases

    @classmethod
    def train(cls, data: Iterable[Data], progress: Callable[[int, int], None]) -> Classifier:
        """Learn from the examples. `progress` is told how many classes are done of how many."""
        texts, labels = [], []
        for one in data:
            for intent, examples in one.examples.items():
                texts += [plain(example) for example in examples]
                labels += [frozenset(intent.split("+"))] * len(examples)
        classes = tuple(sorted(frozenset().union(*labels)))
        features = make_pipeline(
            FeatureUnion(
                [
                    (
                        "words",
                        TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\S+", min_df=2, sublinear_tf=True),
                    ),
                    (
                        "letters",
                        TfidfVectorizer(
                            analyzer="char_wb",
                            ngram_range=(2, 5),
                            min_df=3,
                            max_features=120_000,
                            sublinear_tf=True,
                        ),
                    ),
                ]
            )
        )
        matrix = features.fit_transform(texts).astype(np.float32)
        weights, biases = [], []
        for done, name in enumerate(classes, 1):
            target = np.fromiter((name in label for label in labels), bool, len(labels))
            model = LogisticRegression(C=REGULARISATION, class_weight="balanced", solver="liblinear", max_iter=200)
            model.fit(matrix, target)
            weights.append(model.coef_[0].astype(np.float32))
            biases.append(float(model.intercept_[0]))
            progress(done, len(classes))
        return cls(features, classes, np.vstack(weights).T.copy(), np.asarray(biases, np.float32))

    def scores(self, text: str) -> Mapping[str, float]:
        """Class to confidence."""
        row = self._features.transform([plain(text)]).astype(np.float32)
        logits = (row @ self._weights)[0] + self._biases
        return dict(zip(self.classes, (1 / (1 + np.exp(-logits))).tolist(), strict=True))

    def save(self, path: Path, fingerprint: str) -> None:
        """Write the model; `fingerprint` says from which data."""
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = {
            "fingerprint": fingerprint,
            "features": self._features,
            "classes": list(self.classes),
            "weights": self._weights,
            "biases": self._biases,
        }
        skops.io.dump(parts, path)

    @classmethod
    def load(cls, path: Path, fingerprint: str) -> Classifier:
        """The model at `path` if it was trained on this data, else NoModel."""
        if not path.exists():
            raise NoModel(f"there is no model at {path.name}. Run: navigator train")
        parts = skops.io.load(path, trusted=[])
        if parts["fingerprint"] != fingerprint:
            raise NoModel("the model was trained on other examples. Run: navigator train")
        return cls(parts["features"], tuple(parts["classes"]), parts["weights"], parts["biases"])
