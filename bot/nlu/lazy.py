"""The NLU, read in the background at start-up: taps and screening answer at once, the first words may wait a moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from bot.dialogue.understanding import Understanding
from bot.errors import NavigatorError
from bot.nlu.port import NLU

PATIENCE_S = 20.0


class LazyNLU:
    """Loads when it is told to begin; until it has loaded, or if it cannot, words are honestly not understood."""

    def __init__(self, load: Callable[[], NLU]) -> None:
        self._load = load
        self._begun: Future[NLU] | None = None

    def begin(self) -> Future[NLU]:
        """Start loading, in the background, once."""
        if self._begun is None:
            self._begun = ThreadPoolExecutor(1, thread_name_prefix="nlu").submit(self._load)
        return self._begun

    @property
    def ready(self) -> bool:
        """Whether words are understood now."""
        return self._begun is not None and self._begun.done() and self._begun.exception() is None

    @property
    def failure(self) -> str | None:
        """Why it could not be loaded, if so."""
        error = self._begun.exception() if self._begun is not None and self._begun.done() else None
        return None if error is None else str(error)

    def understand(self, text: str, locale: str) -> Understanding:
        """What the text speaks of, or nothing understood where the model is not there."""
        try:
            nlu = self.begin().result(PATIENCE_S)
        except (NavigatorError, OSError, ImportError, TimeoutError):
            return Understanding(in_scope=True)
        return nlu.understand(text, locale)
