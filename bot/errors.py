"""Every error this project raises on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class NavigatorError(Exception):
    """Catch this to catch everything the project raises on purpose."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file that a person edits. `line` counts from 1."""

    file: str
    line: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.problem}. To mend it: {self.remedy}."


class LoadError(NavigatorError):
    """A file cannot be used. Raised at start-up, never in a conversation. Holds every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


class BadAnswer(NavigatorError):
    """An answer the pathway does not know: a slot, or a value of it.

    `known` are the names that would have been right.
    """

    def __init__(self, *, slot: str, value: str | None, known: Sequence[str]) -> None:
        self.slot, self.value, self.known = slot, value, tuple(known)
        wrong = f"there is no slot '{slot}'" if value is None else f"'{slot}' has no value '{value}'"
        super().__init__(f"{wrong}. Known: {', '.join(known)}")
