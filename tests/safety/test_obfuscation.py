"""Twenty thousand changed messages: whoever was heard is still heard."""

from __future__ import annotations

import random

from bot.loading.crisis import load_screen
from bot.nlu.data import DANGER, read_all
from tests.conftest import HOME
from tests.safety.obfuscations import CHANGES

MESSAGES, LOST_AT_MOST = 500, 0.01


def test_changed_messages_lose_at_most_one_in_a_hundred() -> None:
    screen = load_screen(HOME / "translations")
    rng = random.Random(1)
    written = [
        example
        for one in read_all(HOME / "translations")
        for intent, examples in one.examples.items()
        if intent.startswith(DANGER)
        for example in examples
    ]
    rng.shuffle(written)
    heard: list[str] = []
    for message in written:
        if len(heard) == MESSAGES:
            break
        if screen.check(message) is not None:
            heard.append(message)
    lost: dict[str, int] = {}
    for name, change in CHANGES.items():
        missed = sum(screen.check(change(message, rng)) is None for message in heard)
        if missed:
            lost[name] = missed
    assert len(heard) * len(CHANGES) >= 20_000
    assert sum(lost.values()) <= LOST_AT_MOST * len(heard) * len(CHANGES), lost
