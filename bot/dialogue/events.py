"""What can happen in a conversation. Past tense: an event has happened."""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[str, tuple[str, ...]], ...]
"""Slots with their values, in order."""


@dataclass(frozen=True, slots=True)
class Started:
    """A conversation began, with what is known from the start (a professional's page knows `who`)."""

    known: Pairs = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """An option was tapped, or typed as it is written."""

    slot: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupChosen:
    """A group of needs was chosen."""

    group: str


@dataclass(frozen=True, slots=True)
class Heard:
    """Answers were understood in a person's own words; to be shown back and confirmed."""

    answers: Pairs


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was understood is right."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """What was understood is wrong."""


@dataclass(frozen=True, slots=True)
class Missed:
    """The words were not understood, or are about something else (`out_of_scope`)."""

    out_of_scope: bool


@dataclass(frozen=True, slots=True)
class RiskFound:
    """Screening found words of danger: the id of the card to show. `heard` is what else was understood."""

    card: str
    heard: Pairs = ()


@dataclass(frozen=True, slots=True)
class OtherHelpAsked:
    """After an emergency card: please go on."""

    called: bool = False


@dataclass(frozen=True, slots=True)
class WentBack:
    """One step back."""


@dataclass(frozen=True, slots=True)
class Restarted:
    """From the beginning."""


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    """An earlier answer is to be given again."""

    slot: str


@dataclass(frozen=True, slots=True)
class AddAsked:
    """Something else is going on too: another need is to be added."""


@dataclass(frozen=True, slots=True)
class WhyAsked:
    """Why do you ask?"""


@dataclass(frozen=True, slots=True)
class WhyNotAsked:
    """Why are other services not shown?"""


@dataclass(frozen=True, slots=True)
class NoneFits:
    """None of these fits."""


@dataclass(frozen=True, slots=True)
class ForSomeoneElse:
    """The help is for another person."""


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """To speak to a human."""


Event = (
    Started
    | Answered
    | GroupChosen
    | Heard
    | Confirmed
    | Rejected
    | Missed
    | RiskFound
    | OtherHelpAsked
    | WentBack
    | Restarted
    | ChangeAsked
    | AddAsked
    | WhyAsked
    | WhyNotAsked
    | NoneFits
    | ForSomeoneElse
    | PersonAsked
)
