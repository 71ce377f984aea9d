"""Walks every combination of answers and proves the laws, with a second, plainer reading of the conditions.

A question is only asked while its answer still matters. So one leaf of the walk stands for every combination that
differs from it in answers that were never asked; that this is true is itself checked, with whole combinations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import prod

from bot.pathway.answers import facts
from bot.pathway.conditions import AllOf, Answers, AnyOf, Condition, Is, Not
from bot.pathway.model import Pathway, Question, Service
from bot.pathway.navigator import Ask, Outcome, route

MOST_QUESTIONS = 8
FALLBACK_LEVELS = ("universal", "crisis")
STRIDE = 7919
"""A prime, so that samples of a leaf vary in every open question."""
SAMPLES = 240
"""Whole combinations tried for each set of needs, at least: every leaf is tried with one or more."""


@dataclass(slots=True)
class Report:
    """What a walk found. `questions` counts combinations by the number of questions they were asked."""

    combinations: int = 0
    leaves: int = 0
    outcomes: set[tuple[str, ...]] = field(default_factory=set)
    services: set[str] = field(default_factory=set)
    questions: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, other: Report) -> None:
        """Take in what another walk found."""
        self.combinations += other.combinations
        self.leaves += other.leaves
        self.outcomes |= other.outcomes
        self.services |= other.services
        self.questions.update(other.questions)
        self.faults += other.faults

    @property
    def median(self) -> int:
        """The number of questions that half of all combinations need at most."""
        half, seen = self.combinations / 2, 0
        for number in sorted(self.questions):
            seen += self.questions[number]
            if seen >= half:
                return number
        return 0

    @property
    def longest(self) -> int:
        """The most questions anyone is asked."""
        return max(self.questions, default=0)


def journeys(pathway: Pathway) -> list[tuple[str, ...]]:
    """The sets of needs to walk: each need alone, and every pair."""
    return [*((need,) for need in pathway.needs), *combinations(pathway.needs, 2)]


def walk(pathway: Pathway, needs: tuple[str, ...]) -> Report:
    """Every combination of answers of someone with these needs."""
    report = Report()
    leaves = list(_leaves(pathway, {"need": needs}))
    samples = max(1, SAMPLES // len(leaves))
    for number, (answers, outcome) in enumerate(leaves):
        open_slots = [q for q in pathway.questions.values() if q.slot not in answers and q.slot != "need"]
        stands_for = prod(len(question.options) for question in open_slots)
        report.combinations += stands_for
        report.leaves += 1
        report.outcomes.add(tuple(shown.service for shown in outcome.shown))
        report.services.update(shown.service for shown in outcome.shown)
        report.questions[_taps(pathway, answers, needs)] += stands_for
        faults: set[str] = set()
        for sample in range(min(samples, stands_for)):
            whole = _completed(answers, open_slots, (number + sample * STRIDE) % stands_for)
            faults.update(_faults(pathway, whole, outcome), _differs(pathway, answers, whole, outcome))
        report.faults += [f"{_spelt(answers)}: {fault}" for fault in sorted(faults)]
    if report.longest > MOST_QUESTIONS:
        report.faults.append(f"{' and '.join(needs)}: asks {report.longest} questions, {MOST_QUESTIONS} are allowed")
    return report


def unreached(pathway: Pathway, report: Report) -> tuple[str, ...]:
    """Services that no one can reach. There must be none."""
    return tuple(id for id in pathway.services if id not in report.services)


def _completed(answers: Answers, open_slots: Sequence[Question], number: int) -> dict[str, tuple[str, ...]]:
    """One of the whole combinations that a leaf stands for: the `number`-th, counted through the open questions."""
    whole = dict(answers)
    for question in open_slots:
        number, chosen = divmod(number, len(question.options))
        whole[question.slot] = (question.options[chosen].value,)
    return whole


def _leaves(pathway: Pathway, answers: dict[str, tuple[str, ...]]) -> Iterator[tuple[Answers, Outcome]]:
    place = route(pathway, answers)
    if isinstance(place, Outcome):
        yield answers, place
        return
    for option in pathway.questions[place.slot].options:
        yield from _leaves(pathway, {**answers, place.slot: (option.value,)})


def _taps(pathway: Pathway, answers: Answers, needs: Sequence[str]) -> int:
    """Questions asked, the choice of a group of needs counted where there is one."""
    grouped = any(pathway.groups[pathway.needs[need].group].needs != (need,) for need in needs)
    return len(answers) + grouped


def _faults(pathway: Pathway, answers: Answers, outcome: Outcome) -> Iterator[str]:
    known = facts(pathway, answers) | ({"need": outcome.needs} if outcome.needs else {})
    if not outcome.shown:
        yield "nothing is shown"
    if not any(pathway.services[one.service].level in FALLBACK_LEVELS for one in outcome.shown):
        yield "there is no universal or national fallback"
    for one in outcome.shown:
        service = pathway.services[one.service]
        if not has_way_in(service):
            yield f"{service.id} has no way in"
        if not plainly(service.eligible, known):
            yield f"{service.id} is shown, and they are not eligible"
    shown = {one.service for one in outcome.shown}
    for id in outcome.needs:
        for offer in pathway.needs[id].offers:
            if plainly(offer.when, known):
                best = next((s for s in offer.first if plainly(pathway.services[s].eligible, known)), None)
                if best is not None and best not in shown:
                    yield f"{best} fits best and is not shown"
                for service_id in (*offer.also, *offer.meanwhile):
                    if service_id not in shown and plainly(pathway.services[service_id].eligible, known):
                        yield f"{service_id} fits and is not shown"


def _differs(pathway: Pathway, answers: Answers, whole: Answers, outcome: Outcome) -> Iterator[str]:
    """Whether answers that were never asked change anything (they may not), whatever order they come in."""
    if "unsafe" in whole.get("level", ()) and "level" not in answers:
        return
    again = route(pathway, dict(reversed(list(whole.items()))))
    if isinstance(again, Ask):
        yield f"asks for {again.slot} although it was never needed"
    elif [(s.service, s.place) for s in again.shown] != [(s.service, s.place) for s in outcome.shown]:
        yield f"leads elsewhere with {_spelt(whole)}"


def has_way_in(service: Service) -> bool:
    """Whether a person can get in: a contact to use, or someone named to ask."""
    reachable = any(
        contact.value is not None and not contact.professionals_only and contact.type != "hours"
        for contact in service.contacts
    )
    return reachable or bool(service.ask) or "open" in service.access


def plainly(condition: Condition, known: Answers) -> bool:
    """The condition read in two values: what is not known does not hold. Written apart from `holds`, on purpose."""
    if isinstance(condition, Is):
        return any(value in condition.values for value in known.get(condition.slot, ()))
    if isinstance(condition, Not):
        return not plainly(condition.condition, known)
    if isinstance(condition, AllOf):
        return all(plainly(one, known) for one in condition.conditions)
    assert isinstance(condition, AnyOf)
    return any(plainly(one, known) for one in condition.conditions)


def _spelt(answers: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(f"{slot}={'+'.join(values)}" for slot, values in answers.items())
