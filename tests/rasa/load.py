"""Turns a second over two REST channels, one after the other in short rounds: what else a machine does meets both."""

from __future__ import annotations

import http.client
import json
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

ROUNDS, SECONDS = 21, 0.8
_senders = count()


@dataclass(slots=True)
class Rates:
    """Turns a second of the two, a round each; and seconds of each turn."""

    ours: list[float] = field(default_factory=list)
    rasa: list[float] = field(default_factory=list)
    our_times: list[float] = field(default_factory=list)
    rasa_times: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """How many times Rasa's turns ours are, median of the rounds."""
        return statistics.median(ours / rasa for ours, rasa in zip(self.ours, self.rasa, strict=True))


def rates(ours: str, rasa: str, messages: Sequence[str], clients: int, tick: Callable[[], None]) -> Rates:
    """The rates of two channels at a number of clients at once. Each message comes from a new sender."""
    found = Rates()
    for _ in range(ROUNDS):
        for url, into, times in (
            (ours, found.ours, found.our_times),
            (rasa, found.rasa, found.rasa_times),
        ):
            began = time.perf_counter()
            with ThreadPoolExecutor(clients) as pool:
                took = [one for some in pool.map(lambda _: _turns(url, messages), range(clients)) for one in some]  # noqa: B023
            into.append(len(took) / (time.perf_counter() - began))
            times += took
        tick()
    return found


def _turns(url: str, messages: Sequence[str]) -> list[float]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    took: list[float] = []
    until = time.perf_counter() + SECONDS
    while (began := time.perf_counter()) < until:
        number = next(_senders)
        body = json.dumps({"sender": f"load-{number}", "message": messages[number % len(messages)]})
        connection.request("POST", "/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        if response.status != 200 or b"999" not in response.read():
            raise SystemExit(f"{url} did not answer")
        took.append(time.perf_counter() - began)
    connection.close()
    return took
