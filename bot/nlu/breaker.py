"""A circuit breaker: whoever fails again and again is not asked for a while."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

FAILURES = 3
REST_S = 30.0


class Breaker:
    """Closed while calls succeed. Opens after `failures` in a row; `rest_s` seconds later lets one call through to try.

    `clock` counts seconds and never goes back. Safe to use from several threads.
    """

    def __init__(self, clock: Callable[[], float], failures: int = FAILURES, rest_s: float = REST_S) -> None:
        self._clock, self._most, self._rest_s = clock, failures, rest_s
        self._failed = 0
        self._next_try: float | None = None
        self._lock = Lock()

    @property
    def closed(self) -> bool:
        """Whether calls go through."""
        return self._next_try is None

    def lets_through(self) -> bool:
        """Whether to call now. Every yes is followed by `succeeded` or `failed`."""
        with self._lock:
            if self._next_try is None:
                return True
            now = self._clock()
            if now < self._next_try:
                return False
            self._next_try = now + self._rest_s
            return True

    def succeeded(self) -> None:
        """The call went well."""
        with self._lock:
            self._failed, self._next_try = 0, None

    def failed(self) -> None:
        """The call did not go well."""
        with self._lock:
            self._failed += 1
            if self._failed >= self._most:
                self._next_try = self._clock() + self._rest_s
