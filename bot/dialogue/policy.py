"""What a person's words amount to: one event. Thresholds and precedence live here alone."""

from __future__ import annotations

from bot.dialogue import events
from bot.dialogue.events import Event, Pairs
from bot.dialogue.state import State
from bot.dialogue.understanding import Understanding
from bot.pathway.model import Pathway
from bot.safety.screen import Risk, RiskTier

BEST_NEED = 0.30
"""The best need is taken from this confidence up; it is always shown back before it counts."""
FURTHER_NEED = 0.55
"""Further needs of the same message."""
NEED_BESIDE_FACTS = 0.75
"""The best need of a message that answers the question on the table: "28 weeks, in Lowestoft" names none."""
MOST_NEEDS = 3
DANGER_URGENT = 0.25
"""From this confidence up, a second look that finds danger brings the urgent card."""
DANGER_EMERGENCY = 0.55
"""And where it is this sure that the danger is now, the emergency card."""
NEVER_FROM_WORDS = frozenset({"level"})
"""What decides urgency is asked, never read out of free text."""


def decide(pathway: Pathway, state: State, asked: str | None, understanding: Understanding) -> Event:
    """The event that the words amount to, `asked` being the slot of the question they answer (if any)."""
    match understanding.act:
        case "affirm" if state.heard:
            return events.Confirmed()
        case "deny" if state.heard:
            return events.Rejected()
        case "go_back":
            return events.WentBack()
        case "start_again":
            return events.Restarted()
        case "why_ask":
            return events.WhyAsked()
        case "none_of_these":
            return events.NoneFits()
        case "talk_to_person":
            return events.PersonAsked()
    heard = heard_in(pathway, state, understanding, asked)
    if len(heard) == 1 and heard[0][0] == asked and asked != "need":
        return events.Answered(*heard[0])
    if heard:
        return events.Heard(heard)
    if understanding.act == "for_someone_else":
        return events.ForSomeoneElse()
    return events.Missed(out_of_scope=not understanding.in_scope)


def both_looks(first: Risk | None, understanding: Understanding) -> Risk | None:
    """The graver of what the phrases found and what a second look suspects; the phrases' where they are equal."""
    found = [risk for risk in (first, second_look(understanding)) if risk is not None]
    return min(found, key=lambda risk: risk.tier != "emergency", default=None)


def second_look(understanding: Understanding) -> Risk | None:
    """The danger that the understanding suspects, where the phrases of the first look found none. It can only add."""
    if understanding.kind is None or understanding.danger < DANGER_URGENT:
        return None
    tier: RiskTier = "emergency" if understanding.emergency >= DANGER_EMERGENCY else "urgent"
    return Risk(understanding.kind, tier, "second_look")


def heard_in(pathway: Pathway, state: State, understanding: Understanding, asked: str | None = None) -> Pairs:
    """Needs and slot values worth showing back: sure enough, known to the pathway, and new."""
    given = state.answers
    best = NEED_BESIDE_FACTS if asked != "need" and "need" in given and understanding.slots else BEST_NEED
    needs = tuple(
        need.id
        for rank, need in enumerate(understanding.needs[:MOST_NEEDS])
        if understanding.in_scope
        and need.confidence >= (max(best, FURTHER_NEED) if rank else best)
        and need.id in pathway.needs
        and need.id not in given.get("need", ())
    )
    heard: list[tuple[str, tuple[str, ...]]] = [("need", needs)] if needs else []
    for slot in pathway.questions:
        values = understanding.slots.get(slot)
        if values is None or slot in ("need", *NEVER_FROM_WORDS) or given.get(slot) == values:
            continue
        if len(values) == 1 and pathway.questions[slot].option(values[0]) is not None:
            heard.append((slot, values))
    return tuple(heard)
