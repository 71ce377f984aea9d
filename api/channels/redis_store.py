"""Conversations in Redis: a key a sender, which expires by itself."""

from __future__ import annotations

from time import time
from typing import Any

import redis

from api.channels.store import Senders

_PREFIX = "navigator:conversation:"
_BY_AGE = "navigator:conversations"
_SWAP = """
local now = redis.call('GET', KEYS[1])
if (now or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[5])
return 1
"""
"""Compare and swap in one step; an empty `before` stands for none."""


class RedisStore:
    """The store over redis-py."""

    def __init__(self, url: str, hours: float) -> None:
        self._redis: Any = redis.Redis.from_url(url, decode_responses=True)
        self._seconds = int(hours * 3600)
        self._swap = self._redis.register_script(_SWAP)

    def load(self, sender: str) -> str | None:
        """See the port."""
        found: str | None = self._redis.get(_PREFIX + Senders.key(sender))
        return found

    def save(self, sender: str, token: str, before: str | None) -> bool:
        """See the port."""
        key = Senders.key(sender)
        done = self._swap(keys=[_PREFIX + key, _BY_AGE], args=[before or "", token, self._seconds, time(), key])
        return bool(done)

    def delete(self, sender: str) -> bool:
        """See the port."""
        key = Senders.key(sender)
        self._redis.zrem(_BY_AGE, key)
        return bool(self._redis.delete(_PREFIX + key))

    def delete_older(self, hours: float) -> int:
        """See the port."""
        until = time() - hours * 3600
        keys: list[str] = self._redis.zrangebyscore(_BY_AGE, "-inf", f"({until}")
        if not keys:
            return 0
        self._redis.zrem(_BY_AGE, *keys)
        return int(self._redis.delete(*(_PREFIX + key for key in keys)))

    def close(self) -> None:
        """See the port."""
        self._redis.close()
