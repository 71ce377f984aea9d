"""Checks across the whole pathway: every name known, every promise kept, nothing that could not be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.loading.reader import Notebook, placeholders
from bot.pathway.conditions import ALWAYS, slots_of
from bot.pathway.model import Pathway

SLOTS = ("need", "level", "stage", "area", "who", "help_for", "parent_age", "partner_with_specialist_team")
KINDS = (
    "suicide",
    "self_harm",
    "harm_to_baby",
    "psychosis_emergency",
    "domestic_danger",
    "child_abuse",
    "medical_emergency_baby",
    "medical_emergency_mother",
)
ENGINE_PLACES = frozenset({"heard", "options", "service", "limit", "answers", "need", "count", "label", "date"})


def check(pathway: Pathway, notes: Notebook) -> None:
    """Note every fault that reading one entry at a time cannot see."""
    _names(pathway, notes)
    _questions(pathway, notes)
    _needs(pathway, notes)
    _services(pathway, notes)
    _wordings(pathway, notes)


def _names(pathway: Pathway, notes: Notebook) -> None:
    known: Mapping[str, Iterable[str]] = {
        "service": pathway.services,
        "source": pathway.sources,
        "rule": pathway.rules,
        "strand": pathway.strands,
        "card": pathway.safety.cards,
        "universal offer": pathway.universal,
    }
    for what, name, line in notes.mentioned:
        if name not in known[what]:
            notes.unknown(line, what, name, known[what])


def _questions(pathway: Pathway, notes: Notebook) -> None:
    for slot in SLOTS:
        if slot not in pathway.questions:
            notes.problem(1, f"there is no question '{slot}'", f"put the question '{slot}' back")
    for slot in pathway.questions:
        if slot not in SLOTS:
            notes.unknown(1, "slot known to the navigator:", slot, SLOTS)
    for question in pathway.questions.values():
        if question.slot != "need" and len(question.options) > 10:
            notes.problem(1, f"question '{question.slot}' has {len(question.options)} options", "offer at most ten")
    for id, group in pathway.groups.items():
        if not group.needs:
            notes.problem(1, f"no need is in the group '{id}'", "take the group out, or put a need in it")
        if len(group.needs) > 7:
            notes.problem(1, f"the group '{id}' has {len(group.needs)} needs", "split it: at most seven")
    for shared in set(pathway.groups) & set(pathway.needs):
        if pathway.groups[shared].needs != (shared,):
            notes.problem(1, f"'{shared}' is a need and a group", "rename the group")


def _needs(pathway: Pathway, notes: Notebook) -> None:
    for need in pathway.needs.values():
        conditions = frozenset().union(*(slots_of(offer.when) for offer in need.offers)) if need.offers else frozenset()
        if "level" in conditions and need.level_ask is None:
            notes.problem(1, f"need '{need.id}' depends on the level but does not ask for it", "add 'level: ...'")
        if not need.universal:
            notes.problem(1, f"need '{need.id}' has no universal offer", "add 'universal: ...'")
        card = pathway.safety.cards.get(need.card or "")
        if card is not None and card.tier == "emergency" and conditions:
            notes.problem(
                1,
                f"need '{need.id}' is an emergency, yet its offers wait for {', '.join(sorted(conditions))}",
                "offer the services without conditions: an emergency asks nothing first",
            )
        for offer in need.offers:
            if not offer.rules:
                notes.problem(1, f"an offer of need '{need.id}' names no rule", "add 'rule: R...'")
            if not (offer.first or offer.also or offer.meanwhile):
                notes.problem(1, f"an offer of need '{need.id}' names no service", "add 'first: [...]'")


def _services(pathway: Pathway, notes: Notebook) -> None:
    anyone = {id for id, service in pathway.services.items() if service.eligible == ALWAYS}
    for service in pathway.services.values():
        for slot in slots_of(service.eligible) - set(service.limits):
            notes.problem(
                1,
                f"service '{service.id}' is limited by '{slot}' but does not say how",
                f"add 'limits: {{{slot}: ...}}' in words a parent understands",
            )
        shown = [c for c in service.contacts if c.value is not None and not c.professionals_only]
        if not any(c.type != "hours" for c in shown) and not service.ask and service.access != ("open",):
            notes.problem(
                1,
                f"service '{service.id}' has no way in",
                "add a contact with its source, or 'ask: [gp, ...]'",
            )
        for contact in service.contacts:
            squeezed = (contact.value or "").replace(" ", "")
            for bad in pathway.never_shown:
                if squeezed and bad.replace(" ", "").lower() in squeezed.lower():
                    notes.problem(1, f"service '{service.id}' shows '{bad}', which must not be shown", "take it out")
    for card in (pathway.safety.standing, *pathway.safety.cards.values()):
        for id in card.services:
            if id in pathway.services and id not in anyone and card.tier == "emergency":
                notes.problem(1, f"card '{card.id}' names '{id}', which is not for everyone", "name one that is")
    for kind in KINDS:
        for tier in ("emergency", "urgent"):
            cards = [c.id for c in pathway.safety.cards.values() if c.tier == tier and kind in c.kinds]
            if len(cards) != 1:
                found = " and ".join(cards) or "no card"
                notes.problem(1, f"{found} for {kind} at tier {tier}", f"name {kind} in 'for' of one {tier} card")
    for check in pathway.timeline.checks:
        if check.stage not in {stage.id for stage in pathway.timeline.stages}:
            notes.unknown(1, "stage", check.stage, [stage.id for stage in pathway.timeline.stages])


def _wordings(pathway: Pathway, notes: Notebook) -> None:
    ids: set[str] = set()
    for wording in notes.wordings:
        if wording.text.id in ids:
            notes.problem(wording.line, f"two texts have the id '{wording.text.id}'", "rename one of them")
        ids.add(wording.text.id)
        for name in placeholders(wording.text.english):
            if name in pathway.services:
                if name not in pathway.numbers:
                    notes.problem(wording.line, f"'{name}' has no number to show", "name a service that has one")
            elif name not in ENGINE_PLACES:
                notes.unknown(wording.line, "service or place", name, (*pathway.numbers, *ENGINE_PLACES))
