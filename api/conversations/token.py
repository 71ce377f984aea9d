"""The conversation itself as a token: encrypted, signed, expiring. It holds answers and position, never words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from bot.dialogue.state import Given, State
from bot.errors import BadAnswer, NavigatorError
from bot.pathway.answers import checked
from bot.pathway.model import Pathway

TOO_LONG = 8_000
"""Letters; a token of ours is far shorter."""


class BrokenToken(NavigatorError):
    """The conversation has ended, was changed, or never began here."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the pages of a conversation look: Easy Read's pictures, and the size of the text (1 is the usual one)."""

    pictures: bool = True
    size: int = 1


SIZES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a token holds."""

    state: State
    locale: str
    look: Look = Look()


class Tokens:
    """Seals and opens tokens with one key. A token that rested longer than `hours` is refused."""

    def __init__(self, key: str | None, hours: float, pathway: Pathway) -> None:
        self._fernet = Fernet(key.encode() if key else Fernet.generate_key())
        self._seconds = int(hours * 3600)
        self._pathway = pathway

    def seal(self, state: State, locale: str, look: Look | None = None) -> str:
        """The token of a conversation."""
        look = look or Look()
        body = {
            "l": locale,
            "g": [[one.slot, one.values, one.turn] for one in state.given],
            "t": state.turn,
            "s": [state.group, state.reopened, state.adding, state.alert, state.past_emergency, state.misses],
            "h": state.heard,
            "p": look.pictures,
            "z": look.size,
        }
        return self._fernet.encrypt(json.dumps(body, separators=(",", ":")).encode()).decode()

    def open(self, token: str) -> Conversation:
        """What the token holds, or BrokenToken. Answers that an edited pathway no longer knows are left out."""
        if len(token) > TOO_LONG:
            raise BrokenToken("the token is too long")
        try:
            body = json.loads(self._fernet.decrypt(token.encode("utf-8", "replace"), ttl=self._seconds))
        except (InvalidToken, ValueError) as error:
            raise BrokenToken("the token cannot be opened") from error
        group, reopened, adding, alert, past_emergency, misses = body["s"]
        return Conversation(
            State(
                given=tuple(
                    Given(slot, tuple(values), turn) for slot, values, turn in body["g"] if self._known(slot, values)
                ),
                turn=body["t"],
                group=group if group in self._pathway.groups else None,
                heard=tuple((slot, tuple(values)) for slot, values in body["h"] if self._known(slot, values)),
                reopened=reopened if reopened in self._pathway.questions else None,
                adding=adding,
                alert=alert if alert in self._pathway.safety.cards else None,
                past_emergency=past_emergency,
                misses=misses,
            ),
            body["l"],
            Look(body.get("p", True), body.get("z", 1)),
        )

    def _known(self, slot: str, values: list[Any]) -> bool:
        """Whether the pathway knows the answer. One that added nothing new is kept for the sake of going back."""
        if not values:
            return slot in self._pathway.questions
        try:
            checked(self._pathway, slot, values)
        except BadAnswer:
            return False
        return True
