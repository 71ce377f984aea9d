"""A piece of wording: a stable id and its plain English. Words appear only when it is rendered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Wording as it stands in `pathways.yaml`.

    `id` is the gettext context (`question.area.ask`), `english` the gettext message. `after_loss` is said
    instead in a conversation about the loss of a pregnancy or a baby. `name` marks a name, which is never
    translated.
    """

    id: str
    english: str
    after_loss: Text | None = None
    name: bool = False

    def said(self, *, after_loss: bool) -> Text:
        """The wording for this conversation."""
        return self.after_loss if after_loss and self.after_loss is not None else self


@dataclass(frozen=True, slots=True)
class Message:
    """One text with what fills its `%(name)s` places: another message, or several (joined as a list)."""

    text: Text
    params: tuple[tuple[str, Message | tuple[Message, ...]], ...] = ()


def say(text: Text, **params: Message | Iterable[Message]) -> Message:
    """A message of `text`, its places filled."""
    filled = tuple(
        (name, value if isinstance(value, Message) else tuple(value)) for name, value in sorted(params.items())
    )
    return Message(text, filled)
