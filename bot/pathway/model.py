"""The pathway as `pathways.yaml` states it, and nothing else. Frozen, checked when it was loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.pathway.conditions import Condition
from bot.pathway.hours import Span
from bot.pathway.text import Text

Level = Literal["universal", "targeted", "specialist", "support", "crisis"]
Place = Literal["first", "also", "meanwhile", "universal"]
PLACES: tuple[Place, ...] = ("first", "also", "meanwhile", "universal")
Tier = Literal["emergency", "urgent"]
Access = Literal["self", "professional", "open"]
Status = Literal["verified", "secondary_agreed", "secondary", "unknown"]
ContactType = Literal["phone", "text", "email", "url", "address", "hours", "form"]


@dataclass(frozen=True, slots=True)
class Option:
    """A fixed answer. `implies` are answers that go without saying once this one is given."""

    value: str
    label: Text
    help: Text | None
    picture: str | None
    implies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Asks for one slot.

    `only_if` says of whom it is asked at all; `unless_said` is the answer taken when it is not asked, or when
    a caller sends a whole set of answers without it. Neither decides urgency.
    """

    slot: str
    ask: Text
    why: Text
    help: Text | None
    options: tuple[Option, ...]
    multiple: bool
    only_if: Condition
    unless_said: str | None

    def option(self, value: str) -> Option | None:
        """The option with this value."""
        return next((option for option in self.options if option.value == value), None)


@dataclass(frozen=True, slots=True)
class Group:
    """A first choice among needs, so that no question offers more than seven."""

    id: str
    label: Text
    ask: Text
    picture: str | None
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Services for a need when `when` holds.

    Of `first`, the first service that fits is the best fit; of the other lists, all that fit are given.
    """

    when: Condition
    rules: tuple[str, ...]
    first: tuple[str, ...]
    also: tuple[str, ...]
    meanwhile: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """What people come with. `known_as` are words that staff type for it; they find, and are never shown."""

    id: str
    label: Text
    help: Text | None
    picture: str | None
    group: str
    strand: str
    priority: int
    card: str | None
    universal: str
    level_ask: Text | None
    offers: tuple[Offer, ...]
    tip: Text | None
    known_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach a service, with where it was found. `value` is written once, here.

    `only_after_loss` keeps it to conversations about a loss (true) or out of them (false). `published` is the date
    on the source (ISO), None where the page has none; `read` the day it was read. `number_of` names the service whose
    number stands here too: the value is taken from there. `week` are opening hours that can be said in any language.
    """

    type: ContactType
    value: str | None
    keyword: str | None
    note: Text | None
    professionals_only: bool
    always_open: bool
    only_after_loss: bool | None
    status: Status
    source: str | None
    published: str | None
    read: str | None
    number_of: str | None = None
    week: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """Who helps. `contacts_of` names the service whose contacts these are, since a number is written once.

    `known_as` are the abbreviations and other words by which staff look for it.
    """

    id: str
    name: Text
    provider: str
    level: Level
    what: Text
    eligible: Condition
    limits: Mapping[str, Text]
    access: tuple[Access, ...]
    how: Text
    ask: tuple[str, ...]
    next: Text | None
    times: Text | None
    caution: Text | None
    quote: str | None
    contacts: tuple[Contact, ...]
    contacts_of: str | None
    known_as: tuple[str, ...] = ()

    def phone(self) -> Contact | None:
        """The number to show in a sentence."""
        return next((c for c in self.contacts if c.type in ("phone", "text") and not c.professionals_only), None)


@dataclass(frozen=True, slots=True)
class Rule:
    """A routing rule of the strategy, with its words and the care it needs."""

    id: str
    when: str
    then: str
    quote: str | None
    source: str
    caution: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a rule or a contact rests on."""

    id: str
    title: str
    url: str | None
    date: str | None
    dated: str


@dataclass(frozen=True, slots=True)
class Move:
    """An edge between services: how a family is stepped up, stepped down or handed over."""

    start: str
    end: str
    kind: str
    says: Text
    quote: str | None


@dataclass(frozen=True, slots=True)
class Check:
    """One of the five health visitor checks."""

    id: str
    stage: str
    name: Text
    when: Text


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that staff use. Named here, never scored."""

    id: str
    name: Text
    what: Text
    used_by: tuple[str, ...]
    quote: str | None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the timeline, in the order of a family's life."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Timeline:
    """Conception to the second birthday, and just beyond."""

    stages: tuple[Stage, ...]
    checks: tuple[Check, ...]
    tools: tuple[Tool, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """What the strategy names inside a service: shown to staff, in the strategy's words."""

    id: str
    name: Text
    kind: str
    level: Level
    part_of: str
    quote: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is said when someone may be in danger. Numbers come from the services it names.

    `kinds` are the kinds of risk for which, at this tier, the card is shown.
    """

    id: str
    tier: Tier
    kinds: tuple[str, ...]
    heading: Text
    staff_heading: Text
    lines: tuple[Text, ...]
    staff_lines: tuple[Text, ...]
    services: tuple[str, ...]
    meanwhile: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Safety:
    """The standing urgent help, and a card for each kind of risk."""

    standing: Card
    cards: Mapping[str, Card]
    unsafe: str

    def card_for(self, kind: str, tier: str) -> Card:
        """The card for a kind of risk at a tier. KeyError for one that the loader would have refused."""
        for card in self.cards.values():
            if card.tier == tier and kind in card.kinds:
                return card
        raise KeyError(f"no card for {kind} at {tier}")


@dataclass(frozen=True, slots=True)
class Term:
    """A word that some people do not know. `finds` are the forms in which it stands in the English."""

    id: str
    term: Text
    means: Text
    finds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Something to ask for that goes with any outcome."""

    id: str
    label: Text
    says: Text
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who has answered for the content. Blank until a named person does."""

    clinical_safety_officer: str | None
    pathway_lead: str | None
    reviewed_on: str | None
    next_review: str | None


@dataclass(frozen=True, slots=True)
class Pathway:
    """The whole graph. Mappings keep the file's order."""

    version: str
    fingerprint: str
    sign_off: SignOff
    stale_after_days: int
    questions: Mapping[str, Question]
    groups: Mapping[str, Group]
    needs: Mapping[str, Need]
    services: Mapping[str, Service]
    universal: Mapping[str, tuple[Offer, ...]]
    rules: Mapping[str, Rule]
    sources: Mapping[str, Source]
    moves: tuple[Move, ...]
    timeline: Timeline
    programmes: Mapping[str, Programme]
    safety: Safety
    adjustments: Mapping[str, Adjustment]
    glossary: Mapping[str, Term]
    after_loss: Condition
    levels: Mapping[str, Text]
    strands: Mapping[str, Text]
    phrases: Mapping[str, Text]
    never_shown: tuple[str, ...]
    numbers: Mapping[str, str]
    """Placeholder name (a service id) to the number that stands there."""

    @property
    def names(self) -> frozenset[str]:
        """What is called by a name, and so is the same in every language: services, their providers, programmes."""
        services = {service.name.english for service in self.services.values() if service.name.name}
        return frozenset({*services, *(service.provider for service in self.services.values())})
