"""Needs read by a Rasa server, behind the NLU's port. It may only say what a message is about.

Danger, facts, dialogue acts and language are read here in process, always and first; and a need that leads to a safety
card is never lost because Rasa did not see it. So a Rasa that is away, hangs, dies or lies costs understanding, never
safety.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Collection
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from time import monotonic
from typing import Any
from urllib.parse import urlencode, urlsplit

from bot.dialogue.policy import BEST_NEED, MOST_NEEDS
from bot.dialogue.understanding import FoundNeed, Understanding
from bot.errors import NavigatorError
from bot.nlu.breaker import Breaker
from bot.nlu.data import OUT_OF_SCOPE
from bot.nlu.port import NLU

TIMEOUT_S = 0.3
MOST_LETTERS = 2_000
MOST_BYTES = 256_000
LISTED = 0.1
_TOGETHER = "+"
Parse = Callable[[str], object]
"""Text in, what `POST /model/parse` answered out; RasaFailed where it did not."""


class RasaFailed(NavigatorError):
    """Rasa did not answer in time, or not as it should."""


@dataclass(frozen=True, slots=True)
class RasaServer:
    """`POST /model/parse` of a Rasa server. `url` is http(s)://host:port; `timeout_s` is for a whole call."""

    url: str
    token: str | None = None
    timeout_s: float = TIMEOUT_S

    def __call__(self, text: str) -> object:
        """See Parse."""
        try:
            with closing(self._connection()) as connection:
                return self._answer(connection, text, monotonic() + self.timeout_s)
        except (OSError, HTTPException, ValueError, RecursionError) as error:
            raise RasaFailed(f"Rasa did not answer: {type(error).__name__}") from None

    def _answer(self, connection: HTTPConnection, text: str, deadline: float) -> object:
        connection.connect()
        # A time-out of the socket is for each read; a server that drips would be waited for without end.
        cut = Timer(deadline - monotonic(), _cut, (connection.sock,))
        cut.daemon = True
        cut.start()
        try:
            body = json.dumps({"text": text}).encode()
            connection.request("POST", self._path(), body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            read = answer.read(MOST_BYTES)
        finally:
            cut.cancel()
        if answer.status != 200:
            raise RasaFailed(f"Rasa answered {answer.status}")
        return json.loads(read)

    def _connection(self) -> HTTPConnection:
        at = urlsplit(self.url)
        kind = HTTPSConnection if at.scheme == "https" else HTTPConnection
        return kind(at.hostname or "", at.port, timeout=self.timeout_s)

    def _path(self) -> str:
        query = f"?{urlencode({'token': self.token})}" if self.token else ""
        return f"{urlsplit(self.url).path.rstrip('/')}/model/parse{query}"


class RasaNLU:
    """The port over a Rasa server, with the built-in NLU beside it and in its place.

    `needs` are those of the pathway; `kept` the ones among them that lead to a safety card.
    """

    def __init__(
        self, parse: Parse, own: NLU, needs: Collection[str], kept: Collection[str], breaker: Breaker | None = None
    ) -> None:
        self._parse, self._own = parse, own
        self._needs, self._kept = frozenset(needs), frozenset(kept)
        self.breaker = breaker or Breaker(monotonic)

    @property
    def ready(self) -> bool:
        """Whether the built-in NLU is there, without which nothing is."""
        return bool(getattr(self._own, "ready", True))

    @property
    def failure(self) -> str | None:
        """Why the built-in NLU is not there, if so."""
        found: str | None = getattr(self._own, "failure", None)
        return found

    def understand(self, text: str, locale: str) -> Understanding:
        """What the text speaks of: see the port."""
        own = self._own.understand(text, locale)
        text = " ".join(text.split())[:MOST_LETTERS]
        # To Rasa a slash begins a command, which would be believed whole.
        if text.startswith("/") or not self.breaker.lets_through():
            return own
        try:
            ranking = _ranking(self._parse(text), text)
        except RasaFailed:
            self.breaker.failed()
            return own
        self.breaker.succeeded()
        return self._joined(own, ranking)

    def _joined(self, own: Understanding, ranking: list[tuple[str, float]]) -> Understanding:
        best = ranking[0][0] if ranking else ""
        theirs = self._found(ranking)
        if best == OUT_OF_SCOPE:
            theirs = []
        elif not set(best.split(_TOGETHER)) <= self._needs:
            return own
        kept = [
            need
            for need in own.needs[:MOST_NEEDS]
            if own.in_scope and need.id in self._kept and need.confidence >= BEST_NEED
        ]
        already = {need.id for need in kept}
        needs = (*kept, *(need for need in theirs if need.id not in already))
        return replace(own, in_scope=bool(needs), needs=needs)

    def _found(self, ranking: list[tuple[str, float]]) -> list[FoundNeed]:
        """Each need with the sum of the intents it stands in, best first."""
        sums: dict[str, float] = {}
        for name, confidence in ranking:
            for need in name.split(_TOGETHER):
                if need in self._needs:
                    sums[need] = sums.get(need, 0.0) + confidence
        found = [FoundNeed(need, round(min(confidence, 1.0), 3)) for need, confidence in sums.items()]
        found.sort(key=lambda need: -need.confidence)
        return [need for rank, need in enumerate(found) if rank == 0 or need.confidence >= LISTED]


def _ranking(answer: object, text: str) -> list[tuple[str, float]]:
    """Intents with their confidences, best first. RasaFailed for whatever is not as it should be."""
    ranking: Any = answer.get("intent_ranking") if isinstance(answer, dict) and answer.get("text") == text else None
    if not isinstance(ranking, list):
        raise RasaFailed("Rasa's answer is of another shape")
    found = []
    for one in ranking:
        name, confidence = (one.get("name"), one.get("confidence")) if isinstance(one, dict) else (None, None)
        if not isinstance(name, str) or isinstance(confidence, bool) or not isinstance(confidence, float | int):
            raise RasaFailed("Rasa's answer has an intent of another shape")
        if not 0.0 <= confidence <= 1.0:
            raise RasaFailed("Rasa's answer has a confidence that is none")
        found.append((name, float(confidence)))
    return sorted(found, key=lambda one: -one[1])


def _cut(connected: socket.socket | None) -> None:
    with suppress(OSError):
        if connected is not None:
            connected.shutdown(socket.SHUT_RDWR)
