"""What a button sends, in the words that Rasa reads as a command."""

from __future__ import annotations

import json


def payload(slot: str, value: str) -> str:
    """A tap: `/choose{"slot": "value"}`."""
    return f"/choose{json.dumps({slot: value}, ensure_ascii=False)}"
