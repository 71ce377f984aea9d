"""The circuit breaker, on a clock of its own, against a plain description of what it should do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.breaker import Breaker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def opened(clock: Clock) -> Breaker:
    breaker = Breaker(clock, failures=3, rest_s=30)
    for _ in range(3):
        assert breaker.lets_through()
        breaker.failed()
    return breaker


def test_it_opens_after_failures_in_a_row_and_not_before() -> None:
    breaker = Breaker(Clock(), failures=3, rest_s=30)
    for outcome in (breaker.failed, breaker.failed, breaker.succeeded, breaker.failed, breaker.failed):
        assert breaker.lets_through()
        outcome()
    assert breaker.closed
    breaker.failed()
    assert not breaker.closed
    assert not breaker.lets_through()


def test_after_a_rest_one_call_tries() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now = 29.9
    assert not breaker.lets_through()
    clock.now = 30.0
    assert breaker.lets_through()
    assert not breaker.lets_through()


def test_a_try_that_succeeds_closes_it_and_one_that_fails_opens_it_at_once() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now = 30.0
    assert breaker.lets_through()
    breaker.failed()
    clock.now = 59.9
    assert not breaker.lets_through()
    clock.now = 60.0
    assert breaker.lets_through()
    breaker.succeeded()
    assert breaker.closed
    assert breaker.lets_through()


def test_a_try_that_never_comes_back_does_not_shut_it_for_good() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now = 30.0
    assert breaker.lets_through()
    clock.now = 60.0
    assert breaker.lets_through()


@given(st.lists(st.tuples(st.floats(0, 40), st.booleans()), max_size=60))
def test_however_it_goes_it_never_asks_more_than_it_should(calls: list[tuple[float, bool]]) -> None:
    clock = Clock()
    breaker = Breaker(clock, failures=3, rest_s=30)
    failed, asked_at = 0, 0.0
    for wait, well in calls:
        clock.now += wait
        expected = failed < 3 or clock.now >= asked_at + 30
        assert breaker.lets_through() is expected
        if expected:
            asked_at = clock.now
            failed = 0 if well else failed + 1
            (breaker.succeeded if well else breaker.failed)()
