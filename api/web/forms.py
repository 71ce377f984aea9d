"""Reads the journey's form: one button pressed, its fields. Plain URL-encoded bodies only."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

from fastapi import HTTPException, Request


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent. `do` is the button."""

    token: str
    do: str
    slot: str
    values: tuple[str, ...]
    text: str


async def read_form(request: Request) -> Form:
    """The form in the body; fields that are missing are empty."""
    fields = await read_fields(request)
    return Form(
        token=one_of(fields, "conversation"),
        do=one_of(fields, "do"),
        slot=one_of(fields, "slot"),
        values=tuple(fields.get("value", ())),
        text=one_of(fields, "text"),
    )


async def read_fields(request: Request, most: int = 60) -> dict[str, list[str]]:
    """The fields of the body and their values. More than `most` of them is no form of ours: HTTPException 400."""
    body = await request.body()
    try:
        return parse_qs(body.decode("utf-8", "replace"), max_num_fields=most)
    except ValueError as error:
        raise HTTPException(400) from error


def one_of(fields: dict[str, list[str]], name: str) -> str:
    """The value of a field, empty where it is missing."""
    return fields.get(name, [""])[0]
