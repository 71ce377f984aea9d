"""Trials in training: the same figures by cross-validation, and how they grow with the number of examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.dialogue.policy import DANGER_URGENT
from bot.nlu.classifier import Classifier
from bot.nlu.data import DANGER, HARMLESS, OUT_OF_SCOPE, WORRY, Data
from bot.nlu.evaluate import Share

SHARES = (0.1, 0.25, 0.5, 0.75, 1.0)
URGENT_FROM = DANGER_URGENT

Progress = Callable[[int, int], None]


def part(data: tuple[Data, ...], keep: Callable[[int], bool]) -> tuple[Data, ...]:
    """The examples whose number within their intent passes `keep`; the lists whole."""
    return tuple(
        Data(
            one.locale,
            {
                intent: tuple(example for number, example in enumerate(examples) if keep(number))
                for intent, examples in one.examples.items()
            },
            one.lookups,
        )
        for one in data
    )


def cross_validate(data: tuple[Data, ...], folds: int, progress: Progress) -> dict[str, dict[str, Share]]:
    """Locale to `first` (need right), `outside` (taken in) and `danger` (suspected by the second look alone)."""
    found: dict[str, dict[str, Share]] = {
        one.locale: {name: Share() for name in ("first", "outside", "danger", "harmless")} for one in data
    }
    for fold in range(folds):
        # A fold is every so-manieth example, so that what was written one after the other is not all on one side.
        model = Classifier.train(part(data, lambda number: number % folds != fold), progress)  # noqa: B023
        for one in part(data, lambda number: number % folds == fold):  # noqa: B023
            for intent, examples in one.examples.items():
                for example in examples:
                    _judge(model, intent, example, found[one.locale])
    return found


def _judge(model: Classifier, intent: str, example: str, shares: dict[str, Share]) -> None:
    scores = model.scores(example)
    if intent.startswith((DANGER, WORRY)):
        shares["danger"].add(scores.danger >= URGENT_FROM)
    elif intent == HARMLESS:
        shares["harmless"].add(scores.danger >= URGENT_FROM)
    elif intent == OUT_OF_SCOPE:
        shares["outside"].add(max(scores.classes, key=scores.classes.__getitem__) != OUT_OF_SCOPE)
    else:
        shares["first"].add(max(scores.classes, key=scores.classes.__getitem__) in intent.split("+"))


def learning_curve(data: tuple[Data, ...], progress: Progress) -> Iterator[tuple[int, Classifier]]:
    """Models of ever more of the examples, each with how many it saw."""
    for share in SHARES:
        some = part(data, lambda number: number * 0.618034 % 1 < share)  # noqa: B023
        seen = sum(len(examples) for one in some for examples in one.examples.values())
        yield seen, Classifier.train(some, progress)
