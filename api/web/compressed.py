"""Pages are compressed on their way: an outcome is large, and phones are on slow lines."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

LEAST = 1_000
"""Bytes from which it is worth while."""


class Compressed:
    """Compresses what is asked for as a page; not answers in a stream, which must not wait for one another."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._packed = GZipMiddleware(app, minimum_size=LEAST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        page = scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", "")
        await (self._packed if page else self._plain)(scope, receive, send)
