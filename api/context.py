"""What every route needs, made once by `create_app` and carried on the application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.conversations.token import Tokens
from api.settings import Settings
from bot.assistant import Assistant
from bot.language.tags import ENGLISH, accepted, negotiate


@dataclass(frozen=True, slots=True)
class Context:
    """The assistant and the tokens."""

    settings: Settings
    assistant: Assistant
    tokens: Tokens

    def locale(self, request: Request, wish: str | None = None) -> str:
        """Explicit choice, the conversation's own, `?lang=`, `Accept-Language`, then the default; English where none of
        them is spoken here.
        """
        wishes = [wish or "", getattr(request.state, "locale", ""), request.query_params.get("lang", "")]
        wishes += [*accepted(request.headers.get("accept-language", "")), self.settings.language]
        return negotiate(filter(None, wishes), self.assistant.catalogues.locales) or ENGLISH


async def get_context(request: Request) -> Context:
    """The context of the application. (A plain function would be sent to a thread for each request.)"""
    context: Context = request.app.state.context
    return context


Here = Annotated[Context, Depends(get_context)]
