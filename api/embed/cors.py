"""Lets the pages of partners talk to the conversation, and nobody else's: an exact list, no credentials."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TALK = "/v1/conversations"
_ALLOWED = {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "600",
}


class Cors:
    """Wraps the application. Other origins (`null` too) get the answer of a server that has never heard of CORS."""

    def __init__(self, app: ASGIApp, partners: tuple[str, ...]) -> None:
        self.app, self.partners = app, frozenset(partners)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or not (scope["path"] + "/").startswith(TALK + "/"):
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        origins = asked.getlist("origin")
        partner = origins[0] if len(origins) == 1 and origins[0] in self.partners else None

        async def with_origin(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.add_vary_header("Origin")
                if partner is not None:
                    headers["Access-Control-Allow-Origin"] = partner
            await send(message)

        if partner and scope["method"] == "OPTIONS" and "access-control-request-method" in asked:
            await Response(status_code=204, headers=_ALLOWED)(scope, receive, with_origin)
        else:
            await self.app(scope, receive, with_origin)
