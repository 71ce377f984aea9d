"""A reply as Rasa's REST channel sends it: a list of objects with text, and buttons whose payloads choose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.rasa.payload import payload

Json = dict[str, Any]


def as_messages(recipient: str, reply: Json, *, first: bool = False) -> list[Json]:
    """What to send for a reply, in order. Only keys with a value; `custom` never without `text`.

    The way to urgent help is always in the last object's `custom`; in words where a danger was found, with an outcome
    and in the `first` answer of a conversation.
    """
    sent = [{"recipient_id": recipient, **one} for one in _objects(reply, first=first)]
    sent[-1]["custom"] = sent[-1].get("custom", {}) | {"urgent": reply["urgent"]}
    return sent


def _objects(reply: Json, *, first: bool) -> Iterator[Json]:
    urgent = reply["urgent"]
    if urgent["active"]:
        yield {"text": _urgent(urgent)}
    for message in reply["messages"]:
        if message["kind"] != "question":
            yield from ({"text": part} for part in split(message["text"]))
    if reply["offer"]:
        offer = reply["offer"]
        button = {"title": offer["text"], "payload": payload("language", offer["locale"])}
        yield {"text": offer["text"], "buttons": [button]}
    if reply["outcome"]:
        yield {"text": reply["outcome"]["title"]}
        for service in reply["outcome"]["services"]:
            yield {"text": _service(service), "custom": {"service": service}}
        for tip in reply["outcome"]["tips"]:
            yield {"text": tip["text"]}
        for adjustment in reply["outcome"]["adjustments"]:
            yield {"text": f"{adjustment['label']}: {adjustment['says']['text']}"}
    for one in reply["why_not"]:
        yield {"text": one["text"]}
    if (first or reply["outcome"]) and not urgent["active"]:
        yield {"text": _urgent(urgent)}
    if reply["question"]:
        question = reply["question"]
        buttons = [
            {"title": option["label"], "payload": payload(question["slot"], option["value"])}
            for option in question["options"]
        ]
        yield {"text": question["text"], "buttons": buttons, "custom": {"question": question}}


def split(text: str) -> list[str]:
    """Plain text, a message a paragraph."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _urgent(urgent: Json) -> str:
    lines = [urgent["heading"]["text"], *(line["text"] for line in urgent["lines"])] if urgent["active"] else []
    lines = lines or [urgent["heading"]["text"]]
    return "\n".join([*lines, *(_way_in(contact) for contact in urgent["contacts"] if contact["value"])])


def _way_in(contact: Json) -> str:
    keyword = f"{contact['keyword']} → " if contact["keyword"] else ""
    note = f" ({contact['note']})" if contact["note"] else ""
    return f"{contact['name']}: {keyword}{contact['value']}{note}"


def _service(service: Json) -> str:
    parts = [f"{service['place_label']}: {service['name']}", service["what"], service["how"], service["times"]]
    parts += [f"{one['label']}: {_value(one)}" for one in service["contacts"]]
    parts += [service["ask_person"], service["caution"], service["why"]]
    return "\n".join(part for part in parts if part)


def _value(contact: Json) -> str:
    keyword = f"{contact['keyword']} → " if contact["keyword"] else ""
    more = [contact["note"], contact["remark"], contact["source"]["dated"]]
    return f"{keyword}{contact['value']} ({'; '.join(part for part in more if part)})"
