"""Checks across the whole pathway: every name known, every promise kept, nothing that could not be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from bot.loading.reader import Notebook, placeholders
from bot.loading.strict_yaml import Entries, Items, Leaf, Node
from bot.pathway.conditions import ALWAYS, slots_of
from bot.pathway.model import PLACES, Card, ContactType, Level, Offer, Pathway, Service

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
"""The kinds of danger that phrases tell of."""
CARD_KINDS = (*KINDS, "unclear")
"""What cards are for. A second look may suspect danger and not know which."""
FILLED: Mapping[str, frozenset[str]] = {
    "ask_person": frozenset({"service"}),
    "confirm": frozenset({"heard"}),
    "hidden_better": frozenset({"service"}),
    "hidden_limit": frozenset({"service", "limit"}),
    "hidden_need": frozenset({"service"}),
    "left": frozenset({"count"}),
    "note_made": frozenset({"date"}),
    "why_answers": frozenset({"answers"}),
}
"""The phrases whose places the navigator fills, with those places. Any other place is a service's number."""

PHRASES = frozenset(
    {
        *FILLED,
        *(f"place_{place}" for place in PLACES),
        *(f"contact_{type}" for type in get_args(ContactType)),
        *("missed_1", "missed_2", "missed_3", "out_of_scope_1"),
        *("title", "welcome", "welcome_privacy", "type_here", "back", "restart", "change", "why_ask", "none_of_these"),
        *("someone_else", "add_need", "why_not", "you_said", "choose_many", "confirm_why", "confirm_yes", "confirm_no"),
        *("rejected", "none_fits", "for_someone_else", "someone_else_alert", "talk_to_person", "called", "other_help"),
        *("after_alert", "after_alert_called", "after_alert_other", "outcome_title", "emergency_title", "who_for"),
        *("how_to_get_in", "what_next", "how_long", "check_first", "why_this", "why_everyone", "why_rule", "source"),
        *("secondary", "stale", "hidden_title", "ask_for", "signed_off_nobody", "not_advice", "ended"),
        *("problem_title", "problem_unreadable", "problem_unknown_answer", "problem_too_long", "problem_not_found"),
        *("problem_not_allowed", "problem_ours", "language_name", "language_choose", "language_offer"),
        *("language_draft", "language_partly", "easy_read", "easy_read_about", "easy_read_off", "pictures_off"),
        *("pictures_on", "words_explained", "always_open", "open_now", "closed_now"),
        *("holiday_today", "no_sender"),
        *("map_title", "map_about", "map_checks", "map_tools", "map_frame", "map_up", "map_down", "map_across"),
        *("note_title", "note_own", "note_said", "note_services", "note_ask"),
    }
)
"""Every phrase the program says. One that is not in the file would be missed in a conversation."""

_KNOWN_TO_ALL = 3
"""Digits of the numbers everyone knows (999, 111): they may stand in names and words of any kind."""
_PHONE_IN_WORDS = re.compile(r"(?<!\d)0\d(?:[ -]?\d){7,9}(?!\d)")


def check(pathway: Pathway, notes: Notebook) -> None:
    """Note every fault that reading one entry at a time cannot see."""
    _names(pathway, notes)
    _questions(pathway, notes)
    _needs(pathway, notes)
    for service in pathway.services.values():
        _service(pathway, service, notes)
    _cards(pathway, notes)
    _words_for_all(pathway, notes)
    _wordings(pathway, notes)
    _never_shown(pathway, notes)
    _numbers_once(notes)


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
    stages = [stage.id for stage in pathway.timeline.stages]
    for one in pathway.timeline.checks:
        if one.stage not in stages:
            notes.unknown(notes.line("timeline", "checks", one.id, "stage"), "stage", one.stage, stages)


def _questions(pathway: Pathway, notes: Notebook) -> None:
    strange = [slot for slot in pathway.questions if slot not in SLOTS]
    for slot in SLOTS:
        if slot not in pathway.questions:
            line = notes.line("questions", *strange[:1])
            notes.problem(line, f"there is no question '{slot}'", f"put the question '{slot}' back")
    for slot in strange:
        notes.unknown(notes.line("questions", slot), "slot known to the navigator:", slot, SLOTS)
    for slot, question in pathway.questions.items():
        count = len(question.options)
        if slot != "need" and count > 10:
            line = notes.line("questions", slot, "options", question.options[10].value)
            notes.problem(line, f"question '{slot}' has {count} options", "offer at most ten")
    for id, group in pathway.groups.items():
        line = notes.line("groups", id)
        if not group.needs:
            notes.problem(line, f"no need is in the group '{id}'", "take the group out, or put a need in it")
        if len(group.needs) > 7:
            notes.problem(line, f"the group '{id}' has {len(group.needs)} needs", "split it: at most seven")
        if id in pathway.needs and group.needs != (id,):
            notes.problem(line, f"'{id}' is a need and a group", "rename the group")


def _needs(pathway: Pathway, notes: Notebook) -> None:
    for id, need in pathway.needs.items():
        line = notes.line("needs", id)
        slots = [slots_of(offer.when) for offer in need.offers]
        conditions = frozenset().union(*slots)
        if "level" in conditions and need.level_ask is None:
            notes.problem(line, f"need '{id}' depends on the level but does not ask for it", "add 'level: ...'")
        if not need.universal:
            notes.problem(line, f"need '{id}' has no universal offer", "add 'universal: ...'")
        if not need.offers:
            notes.problem(notes.line("needs", id, "offers"), f"need '{id}' offers nothing", "add an offer")
        card = pathway.safety.cards.get(need.card or "")
        if card is not None and card.tier == "emergency" and conditions:
            waiting = next(index for index, found in enumerate(slots) if found)
            notes.problem(
                notes.line("needs", id, "offers", waiting),
                f"need '{id}' is an emergency, yet its offers wait for {', '.join(sorted(conditions))}",
                "offer the services without conditions: an emergency asks nothing first",
            )
        _offers(need.offers, f"an offer of need '{id}'", ("needs", id, "offers"), notes)
    for id, offers in pathway.universal.items():
        _offers(offers, f"an offer of '{id}'", ("universal", id), notes)


def _offers(offers: Iterable[Offer], what: str, path: tuple[str, ...], notes: Notebook) -> None:
    for index, offer in enumerate(offers):
        line = notes.line(*path, index)
        if not offer.rules:
            notes.problem(line, f"{what} names no rule", "add 'rule: R...'")
        if not (offer.first or offer.also or offer.meanwhile):
            notes.problem(line, f"{what} names no service", "add 'first: [...]'")


def _service(pathway: Pathway, service: Service, notes: Notebook) -> None:
    id, slots = service.id, slots_of(service.eligible)
    for slot in sorted(slots - set(service.limits)):
        notes.problem(
            notes.line("services", id, "for"),
            f"service '{id}' is limited by '{slot}' but does not say how",
            f"add 'limits: {{{slot}: ...}}' in words a parent understands",
        )
    for slot in sorted(set(service.limits) - slots):
        notes.problem(
            notes.line("services", id, "limits"),
            f"service '{id}' says that it is limited by '{slot}', but nothing limits it",
            f"add '{slot}' to 'for', or take its words out",
        )
    shown = [c for c in service.contacts if c.value is not None and not c.professionals_only]
    if not any(c.type != "hours" for c in shown) and not service.ask and service.access != ("open",):
        notes.problem(
            notes.line("services", id, "contacts", 0),
            f"service '{id}' has no way in",
            "add a contact with its source, or 'ask: [gp, ...]'",
        )
    for index, contact in enumerate(service.contacts):
        if contact.number_of in pathway.services and contact.value is None:
            line = notes.line("services", id, "contacts", index, "number_of")
            notes.problem(line, f"'{contact.number_of}' has no number of its own", "name a service that has one")
    lender = pathway.services.get(service.contacts_of or "")
    if lender is not None:
        line = notes.line("services", id, "contacts_of")
        if notes.holds("services", id, "contacts"):
            notes.problem(line, f"service '{id}' has 'contacts' and 'contacts_of'", "keep one of the two")
        if lender.contacts_of is not None or not lender.contacts:
            remedy = "name the service at which they stand"
            notes.problem(line, f"'contacts_of' names '{lender.id}', which has no contacts of its own", remedy)


def _cards(pathway: Pathway, notes: Notebook) -> None:
    safety = pathway.safety
    paths = {"standing": ("safety", "standing")} | {id: ("safety", "cards", id) for id in safety.cards}
    anyone = {id for id, service in pathway.services.items() if service.eligible == ALWAYS}
    for card in (safety.standing, *safety.cards.values()):
        path = paths[card.id]
        line = notes.line(*path, "services")
        for id in card.services:
            if id in pathway.services and id not in anyone and card.tier == "emergency":
                notes.problem(line, f"card '{card.id}' names '{id}', which is not for everyone", "name one that is")
        named = [pathway.services[id] for id in card.services if id in pathway.services]
        if named and not any(service.phone() and service.id in pathway.numbers for service in named):
            notes.problem(line, f"no service of card '{card.id}' has a number", "name one that has a number")
        for kind in card.kinds:
            if kind not in CARD_KINDS:
                notes.unknown(notes.line(*path, "for"), "kind of danger", kind, CARD_KINDS)
    unsafe = safety.cards.get(safety.unsafe)
    if unsafe is not None and unsafe.tier != "emergency":
        line = notes.line("safety", "unsafe")
        notes.problem(line, f"card '{unsafe.id}' answers 'not safe' and is not an emergency", "name one that is")
    for kind in CARD_KINDS:
        for tier in ("emergency", "urgent"):
            of_tier = [card for card in safety.cards.values() if card.tier == tier]
            cards = [card for card in of_tier if kind in card.kinds]
            if len(cards) != 1:
                found = " and ".join(card.id for card in cards) or "no card"
                blamed = cards[-1:] or [card for card in of_tier if _may_have_lost(card, safety.unsafe)]
                line = notes.line(*paths[blamed[0].id], "for") if blamed else notes.line("safety", "cards")
                notes.problem(line, f"{found} for {kind} at tier {tier}", f"name {kind} in 'for' of one {tier} card")


def _may_have_lost(card: Card, unsafe: str) -> bool:
    """Whether a kind that no card has could have been meant to stand at this one."""
    return card.id != unsafe and (not card.kinds or not set(card.kinds) <= set(CARD_KINDS))


def _words_for_all(pathway: Pathway, notes: Notebook) -> None:
    strange = sorted(set(pathway.phrases) - PHRASES)
    for name in sorted(PHRASES - set(pathway.phrases)):
        notes.problem(notes.line("phrases"), f"there is no phrase '{name}', which the program says", "put it back")
    for name in strange:
        notes.unknown(notes.line("phrases", name), "phrase that the program says:", name, PHRASES)
    for level in get_args(Level):
        if level not in pathway.levels:
            notes.problem(notes.line("levels"), f"level '{level}' has no words", f"add '{level}: {{text: ...}}'")
    for level in pathway.levels:
        if level not in get_args(Level):
            notes.unknown(notes.line("levels", level), "level", level, get_args(Level))


def _wordings(pathway: Pathway, notes: Notebook) -> None:
    ids: set[str] = set()
    for wording in notes.wordings:
        if wording.text.id in ids:
            notes.problem(wording.line, f"two texts have the id '{wording.text.id}'", "rename one of them")
        ids.add(wording.text.id)
        section, _, name = wording.text.id.removesuffix(".after_loss").partition(".")
        filled = FILLED.get(name, frozenset()) if section == "phrase" else frozenset()
        found = set(placeholders(wording.text.english))
        for place in sorted(filled - found):
            notes.problem(wording.line, f"phrase '{name}' does not hold %({place})s", "put the place back")
        for place in sorted(found - filled):
            if place not in pathway.services:
                notes.unknown(wording.line, "service or place", place, (*pathway.numbers, *filled))
            elif place not in pathway.numbers:
                notes.problem(wording.line, f"'{place}' has no number to show", "name a service that has one")


def _never_shown(pathway: Pathway, notes: Notebook) -> None:
    for leaf, path in _leaves(notes.top):
        if path[0] == "never_shown":
            continue
        squeezed = _squeezed(str(leaf.value))
        for bad in pathway.never_shown:
            if _squeezed(bad) in squeezed:
                notes.problem(leaf.line, f"here stands '{bad}', which must not be shown", "take it out")


def _numbers_once(notes: Notebook) -> None:
    """A number is written once, as the value of a contact. A second copy is one that someone forgets to change."""
    leaves = [(leaf, path) for leaf, path in _leaves(notes.top) if path[0] != "never_shown"]
    first: dict[str, int] = {}
    for leaf, path in leaves:
        if path[0] == "services" and path[-1] == "value" and _is_number(str(leaf.value)):
            number = str(leaf.value)
            same = re.sub(r"\D", "", number)
            if same in first:
                notes.problem(
                    leaf.line,
                    f"the number {number} stands here again (first on line {first[same]})",
                    "write 'number_of: ...' with the service that has it",
                )
            first.setdefault(same, leaf.line)
    known = re.compile(rf"(?<!\d)(?:{'|'.join('[ -]?'.join(same) for same in first) or 'none'})(?!\d)")
    for leaf, path in leaves:
        words = str(leaf.value)
        if "://" in words or (path[-1] == "value" and _is_number(words)):
            continue
        if _PHONE_IN_WORDS.search(words) or known.search(words):
            notes.problem(
                leaf.line,
                "a phone number stands in words; it is written once, at its service",
                "name the line instead, or write %(service_id)s where a number can be filled in",
            )


def _is_number(value: str) -> bool:
    digits = value.replace(" ", "")
    return digits.isdecimal() and len(digits) > _KNOWN_TO_ALL


def _squeezed(words: str) -> str:
    return re.sub(r"[\s-]", "", words).lower()


def _leaves(node: Node | None, path: tuple[str, ...] = ("",)) -> Iterator[tuple[Leaf, tuple[str, ...]]]:
    """Every value of the file, with the keys that lead to it."""
    match node:
        case Leaf():
            yield node, path
        case Items(items):
            for item in items:
                yield from _leaves(item, path)
        case Entries(entries):
            for key, child in entries.items():
                yield from _leaves(child, (key,) if path == ("",) else (*path, key))
        case None:
            return
