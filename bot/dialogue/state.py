"""Where a conversation stands: answers and position, never words."""

from __future__ import annotations

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
    def answers(self) -> dict[str, tuple[str, ...]]:
        """Slot to values, in the order given. A slot that was added to holds all that was said."""
        found: dict[str, tuple[str, ...]] = {}
        for one in self.given:
            found[one.slot] = (*found.get(one.slot, ()), *one.values)
        return found

    def with_answers(self, pairs: Pairs, *, adding_to: frozenset[str] = frozenset()) -> State:
        """A turn later, these answers given.

        An earlier answer to the same slot gives way, except for the slots that are `adding_to`: there what is new
        joins, as an answer of its own turn.
        """
        turn, before = self.turn + 1, self.answers
        slots = {slot for slot, _ in pairs} - adding_to
        kept = tuple(one for one in self.given if one.slot not in slots)
        new = []
        for slot, values in pairs:
            fresh = tuple(value for value in values if slot in slots or value not in before.get(slot, ()))
            new.append(Given(slot, fresh, turn))
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
        anew = any(one.turn == last and one.slot in ("need", "level") for one in self.given)
        past = self.past_emergency and not anew
        return replace(
            self, given=kept, group=None, heard=(), reopened=None, adding=False, alert=None, past_emergency=past
        )
