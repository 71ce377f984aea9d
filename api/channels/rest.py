"""Rasa's REST channel, so that widgets and connectors made for Rasa talk to the navigator unchanged."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from api.channels.commands import Chosen, Command, Forgotten, Moved, Said, Switched, read_command
from api.channels.messages import as_messages
from api.channels.store import Store
from api.context import Context, Here
from api.conversations.schemas import MOST_LETTERS
from api.conversations.token import BrokenToken
from bot.assistant import AUDIENCES, Turn
from bot.dialogue.state import State
from bot.errors import BadAnswer
from bot.language.tags import negotiate

router = APIRouter(prefix="/webhooks/rest", include_in_schema=False)
MOST_BYTES = 64_000
MOST_SENDER = 400
ATTEMPTS = 5
"""How often a turn is taken anew when another message of the same sender came in between."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A message as Rasa's channel takes it. `sender` None where it is missing."""

    sender: str | None
    message: str
    metadata: dict[str, Any]


@router.get("/")
async def health() -> dict[str, str]:
    """As Rasa answers."""
    return {"status": "ok"}


@router.post("/webhook")
async def webhook(here: Here, request: Request) -> Response:
    """A message in, a list of messages out. Whatever is wrong is told in the same shape."""
    posted = _read((await request.body())[:MOST_BYTES])
    locale = here.locale(request, str(posted.metadata.get("locale") or posted.metadata.get("language") or ""))
    if posted.sender is None:
        sent = told(here, "default", "no_sender", locale)
    else:
        sent = await run_in_threadpool(answer, here, request.app.state.store, posted, locale)
    if request.query_params.get("stream", "").lower() in ("true", "1"):
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in sent)
        return Response(lines, media_type="text/event-stream")
    return JSONResponse(sent)


def answer(
    here: Context, opened: Callable[[], Store], posted: Posted, locale: str, *, in_words: bool = False
) -> list[dict[str, Any]]:
    """The turn of a sender: read, taken, written only if nothing came in between.

    `in_words`: the way to urgent help stands in words in every answer, for callers that drop `custom`.
    """
    sender, store = posted.sender or "", opened()
    if read_command(posted.message) == Forgotten():
        store.delete(sender)
        return told(here, sender, "ended", locale)
    for _ in range(ATTEMPTS):
        before = store.load(sender)
        try:
            known = here.tokens.open(before) if before is not None else None
        except BrokenToken:
            known = None
        spoken = known.locale if known is not None and not posted.metadata.get("locale") else locale
        try:
            turn, spoken = _taken(here, known.state if known else None, posted, spoken)
        except BadAnswer:
            return told(here, sender, "problem_unknown_answer", spoken)
        if store.save(sender, here.tokens.seal(turn.state, spoken), before):
            return as_messages(sender, turn.reply, first=in_words or known is None)
    return told(here, sender, "problem_ours", locale)


def _taken(here: Context, state: State | None, posted: Posted, locale: str) -> tuple[Turn, str]:
    assistant = here.assistant
    wish = str(posted.metadata.get("audience", "parent"))
    audience = wish if wish in AUDIENCES else "parent"
    command: Command = read_command(posted.message[:MOST_LETTERS])
    started = assistant.start(audience, locale)
    match command:
        case Switched(wanted):
            locale = negotiate([wanted], assistant.catalogues.locales) or locale
            return assistant.resume(state or started.state, locale), locale
        case Moved("restart"):
            return started, locale
        case Moved(where, slot):
            return assistant.go(state or started.state, where, slot, locale), locale
        case Chosen(slot, values):
            return assistant.choose(state or started.state, slot, values, locale), locale
        case Said(text) if text.strip():
            return assistant.say(state or started.state, text, locale), locale
    return (assistant.resume(state, locale) if state is not None else started), locale


def told(here: Context, recipient: str, phrase: str, locale: str) -> list[dict[str, Any]]:
    """What went wrong, in a message, with the numbers of urgent help."""
    assistant = here.assistant
    words = assistant.catalogues[locale]
    urgent = assistant.renderer.urgent(words)
    text = words.text(assistant.pathway.phrases[phrase])
    numbers = "\n".join(f"{one['name']}: {one['value']}" for one in urgent["contacts"] if one["value"])
    return [{"recipient_id": recipient, "text": f"{text}\n{numbers}", "custom": {"urgent": urgent}}]


def _read(body: bytes) -> Posted:
    try:
        read = json.loads(body.decode("utf-8", "replace"))
    except ValueError:
        read = None
    fields: dict[str, Any] = read if isinstance(read, dict) else {}
    sender, message, metadata = fields.get("sender"), fields.get("message"), fields.get("metadata")
    return Posted(
        sender[:MOST_SENDER] if isinstance(sender, str) and sender.strip() else None,
        message if isinstance(message, str) else "",
        metadata if isinstance(metadata, dict) else {},
    )
