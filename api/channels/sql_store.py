"""Conversations in SQLite or PostgreSQL: one row a sender."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from threading import Lock
from time import time

from sqlalchemy import (
    Column,
    Float,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import StaticPool

from api.channels.store import Senders

_META = MetaData()
_ROWS = Table(
    "conversations",
    _META,
    Column("sender", String(64), primary_key=True),
    Column("token", Text, nullable=False),
    Column("at", Float, nullable=False, index=True),
)


class SqlStore:
    """The store over SQLAlchemy. `clock` gives seconds, for tests."""

    def __init__(self, url: str, hours: float, clock: Callable[[], float] = time) -> None:
        in_memory = url in ("sqlite://", "sqlite:///:memory:")
        options = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}} if in_memory else {}
        self._engine = create_engine(url, pool_pre_ping=True, **options)
        # A database in memory is one connection, which only one thread may use at a time.
        self._alone: AbstractContextManager[object] = Lock() if in_memory else nullcontext()
        self._seconds, self._clock = hours * 3600, clock
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _for_many_workers)
        _META.create_all(self._engine)

    def load(self, sender: str) -> str | None:
        """See the port."""
        fresh = self._clock() - self._seconds
        wanted = select(_ROWS.c.token).where(_ROWS.c.sender == Senders.key(sender), _ROWS.c.at >= fresh)
        with self._alone, self._engine.connect() as connection:
            return connection.scalar(wanted)

    def save(self, sender: str, token: str, before: str | None) -> bool:
        """See the port."""
        key, now = Senders.key(sender), self._clock()
        with self._alone, self._engine.begin() as connection:
            if before is None:
                # Whoever begins clears away what has rested too long.
                connection.execute(delete(_ROWS).where(_ROWS.c.at < now - self._seconds))
                try:
                    with connection.begin_nested():
                        connection.execute(insert(_ROWS).values(sender=key, token=token, at=now))
                except IntegrityError:
                    return False
                return True
            same = (_ROWS.c.sender == key) & (_ROWS.c.token == before)
            return connection.execute(update(_ROWS).where(same).values(token=token, at=now)).rowcount == 1

    def delete(self, sender: str) -> bool:
        """See the port."""
        with self._alone, self._engine.begin() as connection:
            return connection.execute(delete(_ROWS).where(_ROWS.c.sender == Senders.key(sender))).rowcount > 0

    def delete_older(self, hours: float) -> int:
        """See the port."""
        with self._alone, self._engine.begin() as connection:
            return connection.execute(delete(_ROWS).where(_ROWS.c.at < self._clock() - hours * 3600)).rowcount

    def close(self) -> None:
        """See the port."""
        self._engine.dispose()


def _for_many_workers(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "busy_timeout=5000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
