"""One contract, kept by every store on its real server."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.channels.sql_store import SqlStore
from api.channels.store import Store, open_store
from tests.channels.servers import postgres_server, redis_server


@pytest.fixture(scope="module")
def urls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str | None]]:
    with redis_server() as redis, postgres_server() as postgres:
        file = tmp_path_factory.mktemp("store") / "conversations.sqlite"
        yield {"sqlite": f"sqlite:///{file}", "memory": "sqlite://", "redis": redis, "postgresql": postgres}


@pytest.fixture(params=["sqlite", "memory", "redis", "postgresql"])
def store(request: pytest.FixtureRequest, urls: dict[str, str | None]) -> Iterator[Store]:
    url = urls[request.param]
    if url is None:
        pytest.skip(f"{request.param} is not installed: run tests/install.sh as root")
    found = open_store(url)
    found.delete_older(-1)
    yield found
    found.close()


def test_a_sender_nobody_knows_has_no_conversation(store: Store) -> None:
    assert store.load("a") is None


def test_what_is_saved_is_there_again_and_only_for_its_sender(store: Store) -> None:
    assert store.save("a", "one", None)
    assert (store.load("a"), store.load("b")) == ("one", None)
    assert store.save("a", "two", "one")
    assert store.load("a") == "two"


@pytest.mark.parametrize("before", [None, "another"])
def test_a_conversation_that_went_on_meanwhile_is_not_overwritten(store: Store, before: str | None) -> None:
    assert store.save("a", "one", None)
    assert not store.save("a", "two", before)
    assert store.load("a") == "one"


def test_nothing_is_written_over_what_was_deleted_meanwhile(store: Store) -> None:
    store.save("a", "one", None)
    assert store.delete("a")
    assert not store.save("a", "two", "one")
    assert store.load("a") is None


def test_deleting_a_sender_forgets_it_alone(store: Store) -> None:
    store.save("a", "one", None)
    store.save("b", "one", None)
    assert store.delete("a")
    assert not store.delete("a")
    assert (store.load("a"), store.load("b")) == (None, "one")


def test_deleting_by_age_forgets_what_rested_longer(store: Store) -> None:
    store.save("a", "one", None)
    assert store.delete_older(1) == 0
    assert store.delete_older(-1) == 1
    assert store.load("a") is None


@pytest.mark.parametrize(
    "sender", ["", "x" * 10_000, "+44 7700 900123", "د ع", "'; DROP TABLE conversations", "\ud800"]
)
def test_any_text_can_be_a_sender(store: Store, sender: str) -> None:
    assert store.save(sender, "one", None)
    assert store.load(sender) == "one"


def test_of_many_writers_at_once_each_step_is_taken_by_one(store: Store) -> None:
    def add_one(_: int) -> None:
        while True:
            before = store.load("counter")
            if store.save("counter", str(int(before or 0) + 1), before):
                return

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_one, range(40)))
    assert store.load("counter") == "40"


def test_no_senders_name_stands_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "conversations.sqlite"
    store = open_store(f"sqlite:///{file}")
    store.save("+447700900123", "token", None)
    store.close()
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"token" in written
    assert b"447700900123" not in written


def test_an_old_conversation_is_as_good_as_none() -> None:
    now = [1_000_000.0]
    store = SqlStore("sqlite://", 24, lambda: now[0])
    assert store.save("a", "one", None)
    now[0] += 24 * 3600 + 1
    assert store.load("a") is None
    assert store.save("b", "two", None)
    assert store.delete_older(24) == 0
    assert store.save("a", "new", None)
    assert store.load("a") == "new"
    store.close()
