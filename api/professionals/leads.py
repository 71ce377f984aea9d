"""What leads to a service: every need, level and answer that does, to ask aloud; and the whole on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.pathway.conditions import holds, slots_of
from bot.pathway.model import PLACES, Need, Offer, Pathway, Place, Service
from bot.pathway.text import Text

SAID_LEVELS = ("coping", "struggling", "overwhelmed")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the answers with which the way stays open."""

    ask: Text
    answers: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """A way to a service: the need (none: every family), where the service then stands, and what else to ask."""

    need: Need | None
    place: Place
    asks: tuple[Asked, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leads:
    """Every way to a service: by needs, by a red flag, from another service, as something to ask for."""

    offers: tuple[Lead, ...]
    flags: tuple[Text, ...]
    moves: tuple[tuple[str, Text], ...]
    adjustments: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A need on the page, with the services that may come first: for any level, or for each of three."""

    need: Need
    cells: tuple[tuple[str, ...], ...]


def leads(pathway: Pathway, id: str) -> Leads:
    """What leads to the service `id`."""
    return Leads(
        offers=tuple(_offers(pathway, id)),
        flags=tuple(
            card.staff_heading for card in pathway.safety.cards.values() if id in (*card.services, *card.meanwhile)
        ),
        moves=tuple((move.start, move.says) for move in pathway.moves if move.end == id),
        adjustments=tuple(one.label for one in pathway.adjustments.values() if id in one.services),
    )


def sheet(pathway: Pathway) -> tuple[Row, ...]:
    """The local pathway: for each need, the services that come first, by level where the level matters."""
    return tuple(Row(need, _cells(pathway, need)) for need in pathway.needs.values())


def _offers(pathway: Pathway, id: str) -> Iterator[Lead]:
    for need in pathway.needs.values():
        for offer in need.offers:
            yield from _lead(pathway, id, need, offer)
    seen = set()
    for offers in pathway.universal.values():
        for offer in offers:
            for lead in _lead(pathway, id, None, offer):
                if lead.asks not in seen:
                    seen.add(lead.asks)
                    yield lead


def _lead(pathway: Pathway, id: str, need: Need | None, offer: Offer) -> Iterator[Lead]:
    for place in PLACES[:3]:
        if id in {"first": offer.first, "also": offer.also, "meanwhile": offer.meanwhile}[place]:
            shown: Place = "universal" if need is None else place
            yield Lead(need, shown, tuple(_asks(pathway, need, offer)), offer.rules)
            return


def _asks(pathway: Pathway, need: Need | None, offer: Offer) -> Iterator[Asked]:
    for slot, question in pathway.questions.items():
        stands_as = "role" if slot == "help_for" else slot
        if slot == "need" or stands_as not in slots_of(offer.when):
            continue
        answers = tuple(
            option.label for option in question.options if holds(offer.when, {stands_as: (option.value,)}) is not False
        )
        if len(answers) < len(question.options):
            ask = need.level_ask if slot == "level" and need is not None and need.level_ask else question.ask
            yield Asked(ask, answers)


def _cells(pathway: Pathway, need: Need) -> tuple[tuple[str, ...], ...]:
    if need.level_ask is None:
        return (_first(pathway, need, {}),)
    return tuple(_first(pathway, need, {"level": (level,)}) for level in SAID_LEVELS)


def _first(pathway: Pathway, need: Need, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What may come first, wherever they live; who is there for everyone is left out where there is someone closer."""
    found: dict[str, None] = {}
    card = pathway.safety.cards.get(need.card or "")
    if card is not None and card.tier == "emergency":
        found.update(dict.fromkeys(card.services[:2]))
    for offer in need.offers:
        if holds(offer.when, {**known, "role": ("birthing_parent",)}) is not False:
            kept = [id for place, id in enumerate(offer.first) if not (place and _stands_in(pathway.services[id]))]
            found.update(dict.fromkeys(kept))
    return tuple(found)


def _stands_in(service: Service) -> bool:
    """Whether a service is for every family anywhere."""
    return service.level == "universal" and "area" not in slots_of(service.eligible)
