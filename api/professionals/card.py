"""A service as one card: every field that staff need, in one order, each known, not limited, or not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from api.professionals.leads import leads
from bot.language.catalogues import Catalogue
from bot.language.services import Directory
from bot.pathway.conditions import holds, slots_of
from bot.pathway.hours import ALWAYS
from bot.pathway.model import Pathway, Service
from bot.pathway.text import Text

State = Literal["known", "unknown", "any", "none"]
_WAYS = ("phone", "text", "email", "form", "url", "address", "hours")
_MOST_EXCLUDED = 4


@dataclass(frozen=True, slots=True)
class Line:
    """Words of a field: with a link where they are one, and what to know about them."""

    text: str
    lang: str
    dir: str
    href: str | None = None
    notes: tuple[str, ...] = ()
    week: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One fact about a service. `id` names its label. `any`: there is no limit; `none`: there is nothing to say."""

    id: str
    state: State
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A service: its name and its fields. `phone` is the number to ring, if one is known."""

    id: str
    name: str
    level: str
    phone: Line | None
    access: tuple[str, ...]
    fields: tuple[Field, ...]

    def field(self, id: str) -> Field:
        """The field of this id. KeyError for one that no card has."""
        return {field.id: field for field in self.fields}[id]


def card(pathway: Pathway, id: str, words: Catalogue, today: date) -> Card:
    """The card of a service in a language. Contacts for professionals are on it: it is for staff."""
    return _Writer(pathway, pathway.services[id], words, today).card()


class _Writer:
    def __init__(self, pathway: Pathway, service: Service, words: Catalogue, today: date) -> None:
        self.pathway, self.service, self.words = pathway, service, words
        self.record = Directory(pathway).record(service.id, words, today, staff=True)
        self.limited = slots_of(service.eligible)

    def card(self) -> Card:
        phones = self._contacts("phone").lines
        return Card(
            id=self.service.id,
            name=self.record["name"],
            level=self.record["level_label"],
            phone=phones[0] if phones else None,
            access=self.service.access,
            fields=tuple(self._fields()),
        )

    def _fields(self) -> Iterable[Field]:
        service, sign_off = self.service, self.pathway.sign_off
        yield self._told("what")
        yield self._told("caution", otherwise="none")
        yield self._limit("for_whom", "role", "need", "partner_with_specialist_team")
        yield self._known("not_for", self._excluded(), otherwise="any")
        yield self._known("level", [self._line(self.pathway.levels[service.level])])
        yield self._known("pregnancy", [self._pregnancy()])
        yield self._limit("child_age", "stage")
        yield self._limit("parent_age", "parent_age")
        yield self._limit("area", "area")
        yield self._told("how")
        yield self._contacts("phone")
        yield self._contacts("text")
        yield self._contacts("email")
        yield self._contacts("form")
        yield self._contacts("url")
        yield self._contacts("address")
        yield self._hours()
        yield self._known("holidays", self._always())
        yield self._told("times")
        yield self._told("next")
        yield self._known("meanwhile", self._meanwhile())
        yield self._known("interpreter", [self._line(self.pathway.adjustments["interpreter"].says)])
        yield from (Field(id, "unknown") for id in ("languages", "bsl", "building", "cost"))
        yield self._known("safe_contact", [self._line(self.pathway.adjustments["contact"].says)])
        yield self._known("provider", [self._name(service.provider)])
        yield Field("commissioner", "unknown")
        yield self._known("source", self._sources())
        yield Field("owner", "unknown")
        yield self._known("checked", self._dates(contact.read for contact in service.contacts))
        yield self._known("next_check", self._dates([sign_off.next_review]))
        approved = sign_off.clinical_safety_officer
        nobody = self._line(self.pathway.phrases["signed_off_nobody"])
        yield self._known("approved", [nobody if approved is None else self._name(approved)])
        yield self._known("version", [self._name(f"{service.id} · {self.pathway.fingerprint[:8]} · {self.words.wire}")])

    def _told(self, id: str, otherwise: State = "unknown") -> Field:
        text: Text | None = getattr(self.service, id)
        return self._known(id, [] if text is None else [self._line(text)], otherwise)

    def _limit(self, id: str, *slots: str) -> Field:
        limits = [self._line(self.service.limits[slot]) for slot in slots if slot in self.service.limits]
        return self._known(id, limits, otherwise="any")

    def _known(self, id: str, lines: Iterable[Line], otherwise: State = "unknown") -> Field:
        lines = tuple(lines)
        return Field(id, "known" if lines else otherwise, lines)

    def _contacts(self, type: str) -> Field:
        found = [contact for contact in self.record["contacts"] if contact["type"] == type]
        lines = []
        for one in found:
            value = f"{one['value']} ({one['keyword']})" if one["keyword"] else one["value"]
            notes = tuple(note for note in (one["note"], one["remark"]) if note)
            lines.append(Line(value, "", "" if one["week"] else "ltr", one["href"], notes, tuple(one["week"])))
        if not lines and type == "phone" and self.record["ask_person"]:
            return self._known(type, [Line(self.record["ask_person"], "", "")])
        return self._known(type, lines)

    def _hours(self) -> Field:
        """The hours as found; where there are none, that a number is answered at any hour, if it is."""
        found = self._contacts("hours")
        return found if found.state == "known" else self._known("hours", self._always())

    def _always(self) -> list[Line]:
        always = any(contact.always_open or contact.week == ALWAYS for contact in self.service.contacts)
        return [self._line(self.pathway.phrases["always_open"])] if always else []

    def _excluded(self) -> list[Line]:
        """The answers, one question at a time, that rule a family out."""
        labels = []
        for slot, question in (("role", "help_for"), ("stage", "stage"), ("area", "area")):
            options = self.pathway.questions[question].options
            out = [o.label for o in options if holds(self.service.eligible, {slot: (o.value,)}) is False]
            if out and (len(out) <= _MOST_EXCLUDED or slot != "area"):
                labels += out
        said = [self.words.text(label) for label in labels]
        return [Line(self.words.quote(said), "", "")] if said else []

    def _pregnancy(self) -> Line:
        yes, no, *_ = self.pathway.questions["partner_with_specialist_team"].options
        takes = holds(self.service.eligible, {"stage": ("pregnant",)}) is not False
        return self._line(yes.label if takes else no.label)

    def _meanwhile(self) -> list[Line]:
        """What to do while waiting, where every need that leads here says the same."""
        tips = dict.fromkeys(
            lead.need.tip for lead in leads(self.pathway, self.service.id).offers if lead.need and lead.place == "first"
        )
        only = next(iter(tips), None) if len(tips) == 1 else None
        return [] if only is None else [self._line(only)]

    def _sources(self) -> list[Line]:
        """Each page the contacts were found on; the strategy where there is none."""
        named = dict.fromkeys(contact.source for contact in self.service.contacts if contact.source)
        if not named and self.service.quote:
            named = {"strategy": None}
        found = (self.pathway.sources[id] for id in named)
        return [Line(source.title, "en", "ltr", source.url, (source.dated,)) for source in found]

    def _dates(self, days: Iterable[str | None]) -> list[Line]:
        known = sorted(day for day in days if day)
        return [self._name(known[-1])] if known else []

    def _line(self, text: Text) -> Line:
        said = self.words.say(text)
        return Line(said.text.replace("\n", " "), said.lang, said.dir)

    def _name(self, text: str) -> Line:
        return Line(text, "en", "ltr")
