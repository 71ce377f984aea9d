"""The need classifier: one linear separator a class over hashed word and character n-grams, for all languages at once.

Each feature stands twice: once for all languages and once for the message's own, so that languages learn from each
other and keep what is theirs. Out of scope and the dialogue acts are classes like the needs; so is each language.
Trained from the repository's own examples; saved with skops, which loads no code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

from bot.errors import NavigatorError
from bot.nlu.data import DANGER, HARMLESS, Data, lookups_of
from bot.safety.normalise import plain

BITS = 16
"""Each of the two blocks of features (words, letters) has 2 to this power of places."""
REGULARISATION = 0.4
ALSO_DANGER = "psychosis_signs"
NEITHER = frozenset({"domestic_abuse", "child_safety"})
"""Needs whose examples may or may not tell of danger now: the second look learns nothing from them."""
HELD_BACK = 20
"""One example in so many is kept out of training, to turn distances into confidences."""


class NoModel(NavigatorError):
    """There is no trained model, or it is of another version: run `navigator train`."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Confidence per class, 0.0 to 1.0 each (a message may have several), that of danger, and the language."""

    classes: dict[str, float]
    danger: float
    language: str


class Classifier:
    """Learns, scores, saves and loads."""

    def __init__(self, parts: dict[str, Any]) -> None:
        self._idf: tuple[Any, Any] = (parts["words"], parts["letters"])
        self._weights, self._biases = parts["weights"], parts["biases"]
        self._slope, self._shift = parts["slope"], parts["shift"]
        self._classes: list[str] = parts["classes"]
        self._languages: list[str] = parts["languages"]
        self.lookups: dict[str, dict[str, list[str]]] = parts["lookups"]
        self._parts = parts

    @classmethod
    def train(cls, data: Iterable[Data], progress: Callable[[int, int], None]) -> Classifier:
        """Learn from the examples. `progress` is told how many classes are done of how many."""
        # Only training needs these, and they would cost every server some of its memory.
        from sklearn.linear_model import LogisticRegression
        from sklearn.svm import LinearSVC

        data = tuple(data)
        rows = [
            (plain(example), frozenset(intent.split("+")), one.locale)
            for one in data
            for intent, examples in one.examples.items()
            for example in examples
        ]
        learnt = [row for number, row in enumerate(rows) if number % HELD_BACK]
        judged = rows[::HELD_BACK]
        languages = sorted({language for _, _, language in rows})
        classes = sorted(frozenset().union(*(labels for _, labels, _ in rows)) - {DANGER, HARMLESS})
        texts = [text for text, _, _ in learnt]
        words, letters = _hashed(texts)
        idf = TfidfTransformer(sublinear_tf=True).fit(words), TfidfTransformer(sublinear_tf=True).fit(letters)
        common = _weighted(texts, idf)
        matrix = hstack([common, _own(common, [languages.index(row[2]) for row in learnt])]).tocsr()
        of_needs = np.array([labels.isdisjoint((DANGER, HARMLESS)) for _, labels, _ in learnt])
        of_danger = np.array([labels.isdisjoint(NEITHER) for _, labels, _ in learnt])
        dangerous = np.array([not labels.isdisjoint((DANGER, ALSO_DANGER)) for _, labels, _ in learnt])
        everything = np.ones(len(learnt), bool)
        weights, biases = [], []
        of = len(classes) + 1 + len(languages)
        for done, name in enumerate([*classes, DANGER, *languages], 1):
            if done <= len(classes):
                chosen, target = of_needs, np.array([name in labels for _, labels, _ in learnt])
            elif name == DANGER:
                chosen, target = of_danger, dangerous
            else:
                chosen, target = everything, np.array([name == language for _, _, language in learnt])
            about = common if name in languages else matrix
            model = LinearSVC(C=REGULARISATION, class_weight="balanced", max_iter=1000, random_state=0)
            model.fit(about[chosen], target[chosen])
            learned = model.coef_[0].astype(np.float16)
            weights.append(np.concatenate([learned, np.zeros(matrix.shape[1] - learned.size, np.float16)]))
            biases.append(float(model.intercept_[0]))
            progress(done, of)
        parts = {
            "words": idf[0],
            "letters": idf[1],
            "classes": classes,
            "languages": languages,
            "lookups": lookups_of(data),
            "weights": np.ascontiguousarray(np.vstack(weights).T),
            "biases": np.asarray(biases, np.float32),
            "slope": 1.0,
            "shift": 0.0,
        }
        raw = cls(parts)
        judged = [row for row in judged if row[1].isdisjoint((DANGER, HARMLESS))]
        distances = np.array([raw._distances(text)[0][:-1] for text, _, _ in judged])
        truth = np.array([[name in labels for name in classes] for _, labels, _ in judged])
        fitted = LogisticRegression(C=1e6).fit(distances.reshape(-1, 1), truth.ravel())
        return cls(parts | {"slope": float(fitted.coef_[0, 0]), "shift": float(fitted.intercept_[0])})

    def scores(self, text: str) -> Scores:
        """How sure of each class, and the language."""
        distances, language = self._distances(plain(text))
        confidences = 1 / (1 + np.exp(-(self._slope * distances + self._shift)))
        *classes, danger = confidences.tolist()
        return Scores(dict(zip(self._classes, classes, strict=True)), danger, language)

    def save(self, path: Path, fingerprint: str) -> None:
        """Write the model; `fingerprint` says from which data."""
        path.parent.mkdir(parents=True, exist_ok=True)
        skops.io.dump(self._parts | {"fingerprint": fingerprint}, path)

    @classmethod
    def load(cls, path: Path, fingerprint: str) -> Classifier:
        """The model at `path` if it was trained on this data, else NoModel."""
        if not path.exists():
            raise NoModel(f"there is no model at {path.name}. Run: navigator train")
        parts = skops.io.load(path, trusted=[])
        if parts.get("fingerprint") != fingerprint:
            raise NoModel("the model was trained on other examples. Run: navigator train")
        return cls(parts)

    def _distances(self, text: str) -> tuple[Any, str]:
        """The distances of the classes, that of danger last, and the language."""
        row = _weighted([text], self._idf)
        common = row.data @ self._weights[row.indices].astype(np.float32) + self._biases
        wanted = len(self._classes) + 1
        which = int(np.argmax(common[wanted:]))
        own = _own(row, [which])
        half = self._weights.shape[0] // 2
        added = own.data @ self._weights[own.indices + half].astype(np.float32)
        return (common + added)[:wanted], self._languages[which]


def _hashed(texts: list[str]) -> tuple[Any, Any]:
    shared = {"n_features": 2**BITS, "alternate_sign": False, "norm": None, "dtype": np.float32}
    words = HashingVectorizer(ngram_range=(1, 2), token_pattern=r"\S+", **shared)
    letters = HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), **shared)
    return words.transform(texts), letters.transform(texts)


def _weighted(texts: list[str], idf: tuple[Any, Any]) -> Any:
    words, letters = _hashed(texts)
    return hstack([idf[0].transform(words), idf[1].transform(letters)]).tocsr().astype(np.float32)


def _own(common: Any, languages: list[int]) -> Any:
    """The same features once more, at places of the language's own (a fixed shuffle of the places)."""
    masks = np.array([(language + 1) * 7919 % common.shape[1] for language in languages], np.int64)
    places = common.indices ^ np.repeat(masks, np.diff(common.indptr))
    return csr_matrix((common.data, places.astype(np.int32), common.indptr), common.shape)
