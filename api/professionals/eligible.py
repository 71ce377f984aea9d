"""Are they eligible? At most three questions about a service; if not, why not and what instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.pathway.conditions import Answers, grounds, holds, slots_of, undecided
from bot.pathway.model import Pathway, Question, Service
from bot.pathway.text import Text

MOST_ASKED = 3
MOST_INSTEAD = 3
SOMETHING_ELSE = "something_else"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a service, with the answers that can matter."""

    slot: str
    ask: Text
    options: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a service takes them (None: not known yet), the limits that stand against it, and what to try instead."""

    fits: bool | None
    left: tuple[str, ...]
    against: tuple[Text, ...]
    instead: tuple[str, ...]


def questions(pathway: Pathway, service: Service) -> tuple[Asked, ...]:
    """What to ask about a service, in the pathway's order: never more than three.

    Where there would be more, what a person may decline to say is not asked: it counts as declined.
    """
    slots = {"help_for" if slot == "role" else slot for slot in slots_of(service.eligible)}
    wanted = [question for slot, question in pathway.questions.items() if slot in slots]
    if len(wanted) > MOST_ASKED:
        wanted = [question for question in wanted if question.unless_said is None]
    return tuple(Asked(one.slot, one.ask, _options(pathway, service, one)) for one in wanted[:MOST_ASKED])


def judge(pathway: Pathway, service: Service, given: Mapping[str, str]) -> Verdict:
    """What the answers say so far. `given` is slot (as `questions` names it) to value; others are ignored."""
    asked = questions(pathway, service)
    known = _known(pathway, service, {one.slot: given[one.slot] for one in asked if one.slot in given})
    fits = holds(service.eligible, known)
    if fits is not False:
        left = set(undecided(service.eligible, known))
        left = {"help_for" if slot == "role" else slot for slot in left}
        return Verdict(fits, tuple(one.slot for one in asked if one.slot in left), (), ())
    slots = grounds(service.eligible, known, wanted=False)
    limits = tuple(limit for slot, limit in service.limits.items() if slot in slots)
    return Verdict(False, (), limits, instead(pathway, service, known))


def instead(pathway: Pathway, service: Service, known: Answers) -> tuple[str, ...]:
    """The first choices of the same needs that can take them. Never empty."""
    found: dict[str, None] = {}
    for need in pathway.needs.values():
        offered = {id for offer in need.offers for id in (*offer.first, *offer.also)}
        if service.id not in offered or need.id not in known.get("need", (need.id,)):
            continue
        for offer in need.offers:
            if holds(offer.when, known) is False:
                continue
            fitting = (id for id in offer.first if id != service.id and _takes(pathway.services[id], known))
            found.update(dict.fromkeys(list(fitting)[:1]))
    return tuple(found)[:MOST_INSTEAD] or ("gp",)


def _takes(service: Service, known: Answers) -> bool:
    return holds(service.eligible, known) is not False


def _known(pathway: Pathway, service: Service, given: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {
        "role" if slot == "help_for" else slot: (value,) for slot, value in given.items()
    }
    asked = {one.slot for one in questions(pathway, service)}
    for slot in slots_of(service.eligible) - asked - {"role"}:
        unless_said = pathway.questions[slot].unless_said
        if unless_said is not None:
            known[slot] = (unless_said,)
    return known


def _options(pathway: Pathway, service: Service, question: Question) -> tuple[tuple[str, Text], ...]:
    if question.slot != "need":
        return tuple((option.value, option.label) for option in question.options)
    named = {id for id in pathway.needs if holds(service.eligible, {"need": (id,)}) is not False}
    return tuple((id, need.label) for id, need in pathway.needs.items() if id in {*named, SOMETHING_ELSE})
