"""The need classifier: one linear separator a class over hashed word and character n-grams, for all languages at once.

Each feature stands twice: once for all languages and once for the message's own, so that languages learn from each
other and keep what is theirs. Out of scope and the dialogue acts are classes like the needs; so is each language.
Trained from the repository's own examples; saved with skops, which loads no code.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.utils import murmurhash3_32

from bot.errors import NavigatorError
from bot.nlu.data import DANGER, HARMLESS, WORRY, Data, lookups_of
from bot.safety.normalise import plain

BITS = 16
"""Each of the two blocks of features (words, letters) has 2 to this power of places."""
REGULARISATION = 0.4
ALSO_DANGER = "psychosis_signs"
NEITHER = frozenset({"domestic_abuse", "child_safety"})
"""Needs whose examples may or may not tell of danger now: the second look learns nothing from them."""
ORDINARY, TOLD = 0.5, 1.5
"""How much an example of a need counts for the second look, and how much one written for it."""
HELD_BACK = 20
"""One example in so many is kept out of training, to turn distances into confidences."""
RISKS = ("danger", "emergency")
UNCLEAR = "unclear"
"""The kind of a danger that is like no kind."""


class NoModel(NavigatorError):
    """There is no trained model, or it is of another version: run `navigator train`."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Confidence per class, 0.0 to 1.0 each (a message may have several); of danger, soon or now, and of which kind.

    `kind` is "unclear" where the message is like no kind.
    `language_margin` is how far the language is ahead of the next one (a distance; 1.0 is much).
    """

    classes: dict[str, float]
    danger: float
    emergency: float
    kind: str
    language: str
    language_margin: float


@dataclass(frozen=True, slots=True)
class _Row:
    """One example."""

    text: str
    labels: frozenset[str]
    language: str

    @property
    def kind(self) -> str | None:
        """Of an example of danger, which it is."""
        return next((kind for label in self.labels if (kind := _kind(label))), None)

    @property
    def now(self) -> bool:
        return any(label.startswith(DANGER) or label == ALSO_DANGER for label in self.labels)

    @property
    def at_risk(self) -> bool:
        return self.now or self.kind is not None

    @property
    def of_needs(self) -> bool:
        return self.kind is None and HARMLESS not in self.labels


class Classifier:
    """Learns, scores, saves and loads."""

    def __init__(self, parts: dict[str, Any]) -> None:
        self._analysers = [hasher.build_analyzer() for hasher in _hashers()]
        self._idf_values = [parts[block].idf_ for block in ("words", "letters")]
        self._weights, self._biases = parts["weights"], parts["biases"]
        self._slope, self._shift = parts["slope"], parts["shift"]
        self._risk_slopes, self._risk_shifts = parts["risk_slopes"], parts["risk_shifts"]
        self._classes: list[str] = parts["classes"]
        self._kinds: list[str] = parts["kinds"]
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
            _Row(plain(example), frozenset(intent.split("+")), one.locale)
            for one in data
            for intent, examples in one.examples.items()
            for example in examples
        ]
        learnt = [row for number, row in enumerate(rows) if number % HELD_BACK]
        judged = rows[::HELD_BACK]
        languages = sorted({row.language for row in rows})
        classes = sorted({label for row in rows if row.of_needs for label in row.labels})
        kinds = sorted({row.kind for row in rows if row.kind})
        texts = [row.text for row in learnt]
        words, letters = _hashed(texts)
        idf = TfidfTransformer(sublinear_tf=True).fit(words), TfidfTransformer(sublinear_tf=True).fit(letters)
        common = _weighted(texts, idf)
        matrix = hstack([common, _own(common, [languages.index(row.language) for row in learnt])]).tocsr()
        of_needs = np.array([row.of_needs for row in learnt])
        of_risk = np.array([row.labels.isdisjoint(NEITHER) for row in learnt])
        of_kind = np.array([row.kind is not None for row in learnt])
        count = np.where(of_needs, ORDINARY, TOLD)
        tasks: list[tuple[Any, Any, Any, Any]] = [
            *((matrix, of_needs, [name in row.labels for row in learnt], None) for name in classes),
            (matrix, of_risk, [row.at_risk for row in learnt], count),
            (matrix, of_risk, [row.now for row in learnt], count),
            *((matrix, of_kind, [row.kind == kind for row in learnt], None) for kind in kinds),
            *((common, slice(None), [row.language == language for row in learnt], None) for language in languages),
        ]

        def fit(task: tuple[Any, Any, Any, Any]) -> tuple[Any, float]:
            about, chosen, target, weight = task
            balance = "balanced" if weight is None else None
            model = LinearSVC(C=REGULARISATION, class_weight=balance, max_iter=1000, tol=1e-3, random_state=0)
            model.fit(about[chosen], np.array(target)[chosen], None if weight is None else weight[chosen])
            learned = model.coef_[0].astype(np.float16)
            empty = np.zeros(matrix.shape[1] - learned.size, np.float16)
            return np.concatenate([learned, empty]), float(model.intercept_[0])

        weights, biases = [], []
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for done, (learned, bias) in enumerate(pool.map(fit, tasks), 1):
                weights.append(learned)
                biases.append(bias)
                progress(done, len(tasks))
        parts = {
            "words": idf[0],
            "letters": idf[1],
            "classes": classes,
            "kinds": kinds,
            "languages": languages,
            "lookups": lookups_of(data),
            "weights": np.ascontiguousarray(np.vstack(weights).T),
            "biases": np.asarray(biases, np.float32),
            "slope": 1.0,
            "shift": 0.0,
            "risk_slopes": [1.0, 1.0],
            "risk_shifts": [[0.0] * len(languages)] * len(RISKS),
        }
        raw = cls(parts)
        plainly = [row for row in judged if row.of_needs]
        distances = np.array([raw._distances(row.text)[0][: len(classes)] for row in plainly])
        truth = np.array([[name in row.labels for name in classes] for row in plainly])
        fitted = LogisticRegression(C=1e6).fit(distances.reshape(-1, 1), truth.ravel())
        fair = [row for row in judged if row.labels.isdisjoint(NEITHER)]
        risks = np.array([raw._distances(row.text)[0][len(classes) : len(classes) + 2] for row in fair])
        spoken = np.array([[row.language == language for language in languages] for row in fair], float)
        slopes, shifts = [], []
        for which, dangerous in enumerate(([row.at_risk for row in fair], [row.now for row in fair])):
            # One slope for all, and for each language a shift, held near the common one by the penalty.
            told = LogisticRegression(C=1.0).fit(np.hstack([4 * risks[:, [which]], spoken]), dangerous)
            slopes.append(4 * float(told.coef_[0, 0]))
            shifts.append((told.coef_[0, 1:] + told.intercept_[0]).tolist())
        return cls(
            parts
            | {"slope": float(fitted.coef_[0, 0]), "shift": float(fitted.intercept_[0])}
            | {"risk_slopes": slopes, "risk_shifts": shifts}
        )

    def scores(self, text: str) -> Scores:
        """How sure of each class, and the language."""
        distances, spoken, margin = self._distances(plain(text))
        many = len(self._classes)
        confidences = _confidence(self._slope * distances[:many] + self._shift).tolist()
        danger, emergency = (
            float(_confidence(self._risk_slopes[which] * distances[many + which] + self._risk_shifts[which][spoken]))
            for which in range(len(RISKS))
        )
        of_kinds = distances[many + len(RISKS) :]
        nearest = int(np.argmax(of_kinds))
        # Where the nearest kind would rather not have it, a card of that kind would frighten for nothing.
        kind = self._kinds[nearest] if of_kinds[nearest] >= 0 else UNCLEAR
        classes = dict(zip(self._classes, confidences, strict=True))
        return Scores(classes, danger, emergency, kind, self._languages[spoken], margin)

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

    def _distances(self, text: str) -> tuple[Any, int, float]:
        """The distances of the classes, the risks and the kinds, in that order; which language it is, how far ahead."""
        places, values = self._features(text)
        common = values @ self._weights[places].astype(np.float32) + self._biases
        wanted = len(self._classes) + len(RISKS) + len(self._kinds)
        which = int(np.argmax(common[wanted:]))
        best, second = np.sort(common[wanted:])[:-3:-1]
        own = (places ^ _mask(which, 2 * 2**BITS)) + 2 * 2**BITS
        added = values @ self._weights[own].astype(np.float32)
        return (common + added)[:wanted], which, float(best - second)

    def _features(self, text: str) -> tuple[Any, Any]:
        """Where a message's features are, and their values: the row of `_weighted`, in a tenth of the time."""
        places, values = [], []
        for block, (analyse, idf) in enumerate(zip(self._analysers, self._idf_values, strict=True)):
            hashes = np.fromiter(map(murmurhash3_32, analyse(text)), np.int64)
            found, counts = np.unique(np.abs(hashes) % 2**BITS, return_counts=True)
            weighed = (np.log(counts) + 1) * idf[found]
            places.append(found + block * 2**BITS)
            values.append(weighed / (np.linalg.norm(weighed) or 1.0))
        return np.concatenate(places), np.concatenate(values).astype(np.float32)


def _kind(label: str) -> str | None:
    return next((label.removeprefix(tier) for tier in (DANGER, WORRY) if label.startswith(tier)), None)


def _confidence(distance: Any) -> Any:
    return 1 / (1 + np.exp(-distance))


def _hashers() -> tuple[HashingVectorizer, HashingVectorizer]:
    """Of words and pairs of words, and of three to five letters."""
    shared = {"n_features": 2**BITS, "alternate_sign": False, "norm": None, "dtype": np.float32}
    return (
        HashingVectorizer(ngram_range=(1, 2), token_pattern=r"\S+", **shared),
        HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), **shared),
    )


def _hashed(texts: list[str]) -> tuple[Any, Any]:
    words, letters = _hashers()
    return words.transform(texts), letters.transform(texts)


def _weighted(texts: list[str], idf: tuple[Any, Any]) -> Any:
    words, letters = _hashed(texts)
    return hstack([idf[0].transform(words), idf[1].transform(letters)]).tocsr().astype(np.float32)


def _own(common: Any, languages: list[int]) -> Any:
    """The same features once more, at places of the language's own (a fixed shuffle of the places)."""
    masks = np.array([_mask(language, common.shape[1]) for language in languages], np.int64)
    places = common.indices ^ np.repeat(masks, np.diff(common.indptr))
    return csr_matrix((common.data, places.astype(np.int32), common.indptr), common.shape)


def _mask(language: int, wide: int) -> int:
    return (language + 1) * 7919 % wide
