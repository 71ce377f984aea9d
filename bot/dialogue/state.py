"""Where a conversation stands: answers and position, never words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.dialogue.events import Pairs


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and the turn in which it was given (so that going back takes back a whole turn)."""

    slot: str
    values: tuple[str, ...]
    turn: int


@dataclass(frozen=True, slots=True)
class State:
    """Everything the next turn needs.

    `reopened` is a slot to be asked again; its old answer still stands until a new one is given.
    `alert` is the emergency card just shown and not yet answered; `past_emergency`, that one was answered.
    """

    given: tuple[Given, ...] = ()
    turn: int = 0
    group: str | None = None
    heard: Pairs = ()
    reopened: str | None = None
    adding: bool = False
    alert: str | None = None
    past_emergency: bool = False
    misses: int = 0

    @property
    def answers(self) -> Mapping[str, tuple[str, ...]]:
        """Slot to values, in the order given."""
        return {one.slot: one.values for one in self.given}

    def with_answers(self, pairs: Pairs) -> State:
        """A turn later, these answers given (an earlier answer to the same slot gives way)."""
        turn = self.turn + 1
        slots = {slot for slot, _ in pairs}
        kept = tuple(one for one in self.given if one.slot not in slots)
        new = tuple(Given(slot, values, turn) for slot, values in pairs)
        return replace(
            self,
            given=(*kept, *new),
            turn=turn,
            group=None,
            heard=(),
            reopened=None,
            adding=False,
            alert=None,
            misses=0,
        )

    def without_last_turn(self) -> State:
        """The answers of the last turn that gave any are taken back."""
        last = max((one.turn for one in self.given if one.turn > 0), default=0)
        kept = tuple(one for one in self.given if one.turn != last or last == 0)
        return replace(
            self,
            given=kept,
            group=None,
            heard=(),
            reopened=None,
            adding=False,
            alert=None,
            past_emergency=False,
        )
