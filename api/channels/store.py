"""Where the conversations of channels rest: a sealed token a sender, never a word of what was said.

A sender is kept as a digest. A save names what it read before: if another message came in between, nothing is
written and the turn is taken again, so that two messages of one sender never undo each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

KEPT_HOURS = 24


class Store(Protocol):
    """The port. `sender` is any text; tokens are as `Tokens.seal` makes them."""

    def load(self, sender: str) -> str | None:
        """The sender's conversation, None where there is none (or it is too old)."""

    def save(self, sender: str, token: str, before: str | None) -> bool:
        """Write the conversation if it is still what it was `before`; whether it was."""

    def delete(self, sender: str) -> bool:
        """Forget a sender; whether there was anything."""

    def delete_older(self, hours: float) -> int:
        """Forget conversations that rested longer; how many."""

    def close(self) -> None:
        """Let go of the connections."""


@dataclass(frozen=True, slots=True)
class Senders:
    """Names under which senders are kept."""

    @staticmethod
    def key(sender: str) -> str:
        """A digest of the sender's id (64 hexadecimal digits)."""
        return sha256(sender.encode("utf-8", "surrogatepass")).hexdigest()


def open_store(url: str, hours: float = KEPT_HOURS) -> Store:
    """The store at a URL: `sqlite:///file`, `postgresql+psycopg://...`, `redis://...`. Conversations rest `hours`."""
    if url.startswith(("redis://", "rediss://", "unix://")):
        from api.channels.redis_store import RedisStore

        return RedisStore(url, hours)
    from api.channels.sql_store import SqlStore

    return SqlStore(url, hours)
