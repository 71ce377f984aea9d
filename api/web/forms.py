"""Reads the journey's form: one button pressed, its fields. Plain URL-encoded bodies only."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

from fastapi import Request

from api.conversations.schemas import MOST_LETTERS
from api.problems import TooLong


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent. `do` is the button."""

    token: str
    do: str
    slot: str
    values: tuple[str, ...]
    text: str


async def read_form(request: Request) -> Form:
    """The form in the body; fields that are missing are empty. TooLong for a message over the limit."""
    body = await request.body()
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=60)
    text = _one(fields, "text")
    if len(text) > MOST_LETTERS:
        raise TooLong(body)
    return Form(
        token=_one(fields, "conversation"),
        do=_one(fields, "do"),
        slot=_one(fields, "slot"),
        values=tuple(fields.get("value", ())),
        text=text,
    )


def _one(fields: dict[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]
