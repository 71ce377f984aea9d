"""A layer round every route: how much is read of a request, and the headers of a response."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.headers import HEADERS
from api.problems import READ_OF_A_REFUSED_BODY, TooLong

MOST_BYTES = 64_000
_RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]


class Shield:
    """Wraps the application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        read = bytearray()

        async def limited() -> Message:
            message = await receive()
            if message["type"] == "http.request":
                read.extend(message.get("body", b"")[: MOST_BYTES + 1 - len(read)])
                if len(read) > MOST_BYTES:
                    raise TooLong(bytes(read[:READ_OF_A_REFUSED_BODY]))
            return message

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                given = {name.lower() for name, _ in headers}
                message["headers"] = [*headers, *(pair for pair in _RAW if pair[0] not in given)]
            await send(message)

        await self.app(scope, limited, with_headers)
