"""What a turn answers with: ids and texts, not yet words in any language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.dialogue.events import Pairs
from bot.pathway.navigator import Hidden, Outcome
from bot.pathway.text import Message, Text

LineKind = Literal["statement", "understood", "why", "retry"]
PromptKind = Literal["one", "many", "confirm", "after_alert"]
CONFIRM = "confirm"
AFTER_ALERT = "after_alert"


@dataclass(frozen=True, slots=True)
class Line:
    """Something said before the question."""

    kind: LineKind
    message: Message


@dataclass(frozen=True, slots=True)
class Choice:
    """A button."""

    value: str
    label: Text
    help: Text | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """The question on the table: for a slot, or to confirm, or after an emergency card."""

    slot: str
    kind: PromptKind
    ask: Message
    why: Text | None
    help: Text | None
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole turn's answer. `left` counts the questions that may still come, this one included."""

    lines: tuple[Line, ...]
    prompt: Prompt | None
    understood: Pairs
    heard: Pairs
    outcome: Outcome | None
    alert: str | None
    why_not: tuple[Hidden, ...]
    left: int
    after_loss: bool
    staff: bool
