"""The default NLU: a spaCy pipeline with the need classifier and the slot reader as components, in process."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.dialogue.understanding import Act, FoundNeed, Understanding
from bot.nlu.classifier import Classifier
from bot.nlu.data import FILES, OUT_OF_SCOPE
from bot.nlu.places import load_places
from bot.nlu.slots import SlotReader

ACT = 0.6
"""A dialogue act is taken from this confidence up, and only in a short message."""
SHORT = 8
SURELY = 0.5
"""How far ahead a language must be before anyone is offered a switch to it."""
LISTED = 0.1
OUTSIDE = 1.3
"""How many times as sure of a need as of none of ours a message must be, to be taken in."""
_ACTS = frozenset(get_args(Act))
Doc.set_extension("scores", default=None, force=True)
Doc.set_extension("facts", default=None, force=True)


@Language.factory("navigator_needs")
def _needs(nlp: Language, name: str) -> Any:  # noqa: ARG001
    return _Component()


@Language.factory("navigator_slots")
def _slots(nlp: Language, name: str) -> Any:  # noqa: ARG001
    return _Component()


class _Component:
    """Holds what it runs; set when the pipeline is put together."""

    def __init__(self) -> None:
        self.run: Any = None

    def __call__(self, doc: Doc) -> Doc:
        self.run(doc)
        return doc


class SpacyNLU:
    """The pipeline. `understand` never raises and keeps nothing."""

    def __init__(self, classifier: Classifier, slots: SlotReader) -> None:
        self._nlp = spacy.blank("xx")
        needs, facts = self._nlp.add_pipe("navigator_needs"), self._nlp.add_pipe("navigator_slots")

        def score(doc: Doc) -> None:
            doc._.scores = classifier.scores(doc.text)

        def read(doc: Doc) -> None:
            doc._.facts = slots.read(doc.text, doc._.scores.language)

        needs.run, facts.run = score, read  # type: ignore[attr-defined]

    @classmethod
    def load(cls, translations: Path, model: Path) -> SpacyNLU:
        """The pipeline over the trained model, or NoModel."""
        classifier = Classifier.load(model, fingerprint(translations))
        return cls(classifier, SlotReader(classifier.lookups, load_places()))

    def understand(self, text: str, locale: str) -> Understanding:  # noqa: ARG002
        """What the text speaks of: see the port."""
        doc = self._nlp(" ".join(text.split())[:2000])
        scores: dict[str, float] = doc._.scores.classes
        act = max(_ACTS & scores.keys(), key=scores.__getitem__, default=None)
        said = act if act is not None and scores[act] >= ACT and len(doc) <= SHORT else None
        needs = sorted(
            (FoundNeed(name, round(score, 3)) for name, score in scores.items() if name not in {*_ACTS, OUT_OF_SCOPE}),
            key=lambda need: -need.confidence,
        )
        in_scope = OUTSIDE * scores.get(OUT_OF_SCOPE, 0.0) < max((need.confidence for need in needs), default=0.0)
        listed = tuple(need for rank, need in enumerate(needs) if rank == 0 or need.confidence >= LISTED)
        return Understanding(
            in_scope=in_scope,
            needs=listed if in_scope and (said is None or needs[0].confidence > scores[said]) else (),
            act=said if said is None or needs[0].confidence <= scores[said] else None,
            slots=doc._.facts.slots,
            values=doc._.facts.values,
            danger=round(doc._.scores.danger, 3),
            emergency=round(doc._.scores.emergency, 3),
            kind=doc._.scores.kind,
            language=doc._.scores.language if doc._.scores.language_margin >= SURELY else None,
        )


def fingerprint(translations: Path) -> str:
    """A digest of all training data: a model of other data is refused."""
    digest = sha256()
    for path in sorted(path for name in FILES for path in translations.glob(f"*/{name}")):
        digest.update(f"{path.parent.name}/{path.name}".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
