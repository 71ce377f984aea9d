"""Where answers lead: the next question that still matters, or the services that fit. All routing is in this file.

Pure: no clock, no network, no file, no language, no chance. The same answers always lead to the same place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.pathway.answers import facts
from bot.pathway.conditions import Answers, grounds, holds, undecided
from bot.pathway.model import PLACES, Level, Need, Offer, Pathway, Place

UNSAFE = "unsafe"
NARROW: tuple[Level, ...] = ("targeted", "specialist")
"""Levels of services that are not for everyone: only of these is there a reason to give for not being shown."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question still matters. `left` are all the slots that could still change the outcome, this one first."""

    slot: str
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A service that fits: where it stands, by which rules, for which need (none: for every family)."""

    service: str
    place: Place
    need: str | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The services that fit, best first. `card` is the safety card that goes on top, if any."""

    needs: tuple[str, ...]
    shown: tuple[Shown, ...]
    card: str | None
    emergency: bool
    after_loss: bool


@dataclass(frozen=True, slots=True)
class Hidden:
    """A service that was considered and does not fit: the slots that stand against it (none: another fits better)."""

    service: str
    against: tuple[str, ...]


def route(pathway: Pathway, answers: Answers, *, past_emergency: bool = False) -> Ask | Outcome:
    """The next question, or the outcome.

    Danger comes first: being unsafe, or a need that is an emergency, ends in its card at once, whatever else was
    said. `past_emergency` is for someone who has seen that card and asks for other help too.
    """
    known = facts(pathway, answers)
    if not past_emergency:
        if UNSAFE in known.get("level", ()):
            return _emergency(pathway, known, pathway.safety.unsafe, ())
        for need in _chosen(pathway, known):
            card = pathway.safety.cards.get(need.card or "")
            if card is not None and card.tier == "emergency":
                return _emergency(pathway, known, card.id, (need,))
    if "need" not in known:
        return Ask("need", ("need",))
    known = _with_implied_needs(pathway, known)
    needs = _chosen(pathway, known)
    found = _gather(pathway, known, needs)
    if found.open:
        return _ask(pathway, known, found.open)
    cards = [need.card for need in needs if need.card is not None]
    return Outcome(
        needs=tuple(need.id for need in needs),
        shown=found.ordered(),
        card=cards[0] if cards else None,
        emergency=False,
        after_loss=is_after_loss(pathway, known),
    )


def is_after_loss(pathway: Pathway, known: Answers) -> bool:
    """Whether this conversation is about a loss, so that words about a baby are not said."""
    return holds(pathway.after_loss, known) is True


def reasons(pathway: Pathway, answers: Answers, shown: Shown) -> tuple[str, ...]:
    """The slots on whose answers it rests that a service is shown, in the order in which they are asked."""
    known = facts(pathway, answers)
    slots = set(grounds(pathway.services[shown.service].eligible, known))
    if shown.need is not None:
        offers: Iterable[Offer] = pathway.needs[shown.need].offers
    else:
        offers = (offer for universal in pathway.universal.values() for offer in universal)
    for offer in offers:
        if shown.service in (*offer.first, *offer.also, *offer.meanwhile):
            slots |= grounds(offer.when, known)
    if "role" in slots:
        slots |= {"who", "help_for"}
    return tuple(slot for slot in pathway.questions if slot in slots and slot in answers)


def hidden(pathway: Pathway, answers: Answers, outcome: Outcome) -> tuple[Hidden, ...]:
    """The services considered for these needs and not shown, with what stands against each."""
    known = facts(pathway, answers) | {"need": outcome.needs}
    shown = {one.service for one in outcome.shown}
    against: dict[str, tuple[str, ...]] = {}
    for id in outcome.needs:
        for offer in pathway.needs[id].offers:
            fits = holds(offer.when, known)
            for service in (*offer.first, *offer.also, *offer.meanwhile):
                if service in shown:
                    continue
                eligible = pathway.services[service].eligible
                if holds(eligible, known) is False:
                    against[service] = tuple(sorted(grounds(eligible, known, wanted=False)))
                elif pathway.services[service].level not in NARROW:
                    continue
                elif fits is False:
                    against.setdefault(service, tuple(sorted(grounds(offer.when, known, wanted=False))))
                else:
                    against.setdefault(service, ())
    return tuple(Hidden(service, slots) for service, slots in against.items())


def _gather(pathway: Pathway, known: Answers, needs: Sequence[Need]) -> _Gathered:
    found = _Gathered(pathway, known)
    for need in needs:
        card = pathway.safety.cards.get(need.card or "")
        if card is not None and card.tier == "emergency":
            found.add(card.services, "also", need.id, ("R0",))
        for offer in need.offers:
            found.take(offer, need.id)
    named = {need.universal for need in needs}
    universal = next(name for name in pathway.universal if name in named)
    for offer in pathway.universal[universal]:
        found.take(offer, None)
    return found


def _with_implied_needs(pathway: Pathway, known: Answers) -> dict[str, tuple[str, ...]]:
    """A need that an answer stands for (a loss, told at the stage) joins the others, where that answer matters at all.

    Where it does not, nobody is asked for it, and an answer that nobody is asked for changes nothing.
    """
    joined = dict(known)
    for slot, values in known.items():
        question = pathway.questions.get(slot)
        option = None if question is None or slot == "need" else question.option(values[0])
        for other, implied in option.implies if option is not None else ():
            without = {name: value for name, value in known.items() if name != slot}
            if implied not in known[other] and slot in _gather(pathway, without, _chosen(pathway, without)).open:
                joined[other] = (*known[other], implied)
    return joined


def _chosen(pathway: Pathway, known: Answers) -> list[Need]:
    chosen = known.get("need", ())
    return sorted((pathway.needs[id] for id in pathway.needs if id in chosen), key=lambda need: need.priority)


def _emergency(pathway: Pathway, known: Answers, card: str, needs: Iterable[Need]) -> Outcome:
    found = _Gathered(pathway, known)
    needs = tuple(needs)
    services = pathway.safety.cards[card].services
    rules = tuple(dict.fromkeys(rule for need in needs for offer in need.offers for rule in offer.rules))
    found.add(services[:1], "first", None, rules or ("R0",))
    found.add(services[1:], "also", None, rules or ("R0",))
    for need in needs:
        for offer in need.offers:
            found.take(offer, need.id)
    found.add(pathway.safety.cards[card].meanwhile, "meanwhile", None, rules or ("R0",))
    return Outcome(
        needs=tuple(need.id for need in needs),
        shown=found.ordered(),
        card=card,
        emergency=True,
        after_loss=is_after_loss(pathway, known),
    )


def _ask(pathway: Pathway, known: Answers, open: set[str]) -> Ask:
    wanted = set(open)
    if "role" in wanted:
        wanted.discard("role")
        wanted.add("help_for" if known.get("who") == ("professional",) else "who")
    left = []
    for question in pathway.questions.values():
        if question.slot in wanted and question.slot not in known:
            earlier = set(undecided(question.only_if, known)) - wanted
            left += [slot for slot in pathway.questions if slot in earlier]
            left.append(question.slot)
    order = list(pathway.questions)
    left = sorted(dict.fromkeys(left), key=order.index)
    return Ask(left[0], tuple(left))


class _Gathered:
    """Collects what fits, and the slots that stand open."""

    def __init__(self, pathway: Pathway, known: Answers) -> None:
        self.services, self.known = pathway.services, known
        self.open: set[str] = set()
        self.found: dict[str, Shown] = {}
        self._fits: dict[str, bool | None] = {}

    def take(self, offer: Offer, need: str | None) -> None:
        match holds(offer.when, self.known):
            case None:
                self.open.update(undecided(offer.when, self.known))
            case True:
                self.add(self._best(offer.first), "first", need, offer.rules)
                self.add(self._fitting(offer.also), "universal" if need is None else "also", need, offer.rules)
                self.add(self._fitting(offer.meanwhile), "meanwhile", need, offer.rules)

    def add(self, services: Iterable[str], place: Place, need: str | None, rules: tuple[str, ...]) -> None:
        for service in services:
            before = self.found.get(service)
            if before is None or PLACES.index(place) < PLACES.index(before.place):
                self.found[service] = Shown(service, place, need, rules)
            elif place == before.place and rules != before.rules:
                merged = tuple(dict.fromkeys((*before.rules, *rules)))
                self.found[service] = Shown(service, place, before.need, merged)

    def ordered(self) -> tuple[Shown, ...]:
        return tuple(sorted(self.found.values(), key=lambda one: PLACES.index(one.place)))

    def _best(self, services: tuple[str, ...]) -> tuple[str, ...]:
        for service in services:
            match self._fit(service):
                case True:
                    return (service,)
                case None:
                    return ()
        return ()

    def _fitting(self, services: tuple[str, ...]) -> list[str]:
        return [service for service in services if self._fit(service)]

    def _fit(self, service: str) -> bool | None:
        if service not in self._fits:
            eligible = self.services[service].eligible
            self._fits[service] = fits = holds(eligible, self.known)
            if fits is None:
                self.open.update(undecided(eligible, self.known))
        return self._fits[service]
