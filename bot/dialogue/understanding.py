"""What the NLU port answers with. The words themselves stay behind the port."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Act = Literal[
    "affirm",
    "deny",
    "go_back",
    "start_again",
    "why_ask",
    "none_of_these",
    "for_someone_else",
    "talk_to_person",
]


@dataclass(frozen=True, slots=True)
class FoundNeed:
    """A need, and how sure: 0.0 to 1.0."""

    id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """Needs best first, slot values, a dialogue act if there is one.

    `values` are numbers as read (`weeks_pregnant`, `child_age_months`) before they became bands: kept in memory
    for this turn only. `danger` is how sure a second look is (0.0 to 1.0) that someone may be in danger, `emergency`
    that it is now, and `kind` which danger it would be. `language` is the message's own.
    """

    in_scope: bool
    needs: tuple[FoundNeed, ...] = ()
    act: Act | None = None
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    danger: float = 0.0
    emergency: float = 0.0
    kind: str | None = None
    language: str | None = None
