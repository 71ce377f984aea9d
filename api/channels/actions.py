"""Rasa's action server: a Rasa assistant hands each message on, and the navigator answers it as on its own channel.

The conversation is the one that `/webhooks/rest` would have for the same sender: the same store, the same screening,
the same answers. `custom` is left out, since most channels of Rasa would show it to people as code; so the way to
urgent help stands in words in every answer.
"""

from __future__ import annotations

import json
from secrets import compare_digest
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from api.channels.rest import MOST_SENDER, Posted, answer, told
from api.context import Context, Here
from api.problems import problem

router = APIRouter(prefix="/rasa/actions", include_in_schema=False)
ANSWERED: dict[str, Any] = {"event": "followup", "timestamp": None, "name": "action_listen"}
"""The turn is over. Without this event Rasa's rule goes on to say that the navigator was not reached."""
Json = dict[str, Any]


@router.post("/webhook")
async def webhook(here: Here, request: Request) -> Response:
    """Rasa's custom action call: `{next_action, sender_id, tracker}` in, `{events, responses}` out."""
    if not _allowed(here, request):
        return problem(request, 401, "problem_not_allowed", headers={"WWW-Authenticate": "Bearer"})
    posted = _read(await request.body())
    locale = here.locale(request, str(posted.metadata.get("locale") or posted.metadata.get("language") or ""))
    if posted.sender is None:
        sent = told(here, "default", "no_sender", locale)
    else:
        sent = await run_in_threadpool(answer, here, request.app.state.store, posted, locale, in_words=True)
    return JSONResponse({"events": [ANSWERED], "responses": [_response(one) for one in sent]})


def _allowed(here: Context, request: Request) -> bool:
    """Whether the caller knows the token, as a bearer or as Rasa's `?token=`; anyone where none is set."""
    secret = here.settings.rasa_token
    if not secret:
        return True
    kind, _, bearer = request.headers.get("authorization", "").partition(" ")
    given = bearer if kind.lower() == "bearer" else request.query_params.get("token", "")
    return compare_digest(given.encode("utf-8", "surrogatepass"), secret.get_secret_value().encode())


def _response(message: Json) -> Json:
    return {name: value for name, value in message.items() if name in ("text", "buttons")}


def _read(body: bytes) -> Posted:
    """The message of an action call; whatever is not as it should be counts as missing."""
    try:
        read = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        read = None
    call = _mapping(read)
    tracker = _mapping(call.get("tracker"))
    latest = _mapping(tracker.get("latest_message"))
    sender, text = tracker.get("sender_id") or call.get("sender_id"), latest.get("text")
    return Posted(
        sender[:MOST_SENDER] if isinstance(sender, str) and sender.strip() else None,
        text if isinstance(text, str) else "",
        _mapping(latest.get("metadata")),
    )


def _mapping(value: object) -> Json:
    return value if isinstance(value, dict) else {}
