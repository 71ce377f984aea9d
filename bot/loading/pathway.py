"""`pathways.yaml` as a Pathway, or every mistake in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import cast, get_args

from bot.errors import LoadError
from bot.loading.checks import check
from bot.loading.conditions import read_condition
from bot.loading.contacts import read_contact
from bot.loading.reader import Notebook, Reader, Wording
from bot.loading.strict_yaml import Entries, Leaf, as_written, parse, text_of
from bot.pathway import model
from bot.pathway.conditions import AllOf, Condition, Is
from bot.pathway.text import Text

ROLE = "role"
"""The person the help is for: `who`, or `help_for` where a professional asks. May stand in conditions only."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pathway, and its wordings with their lines (for extraction)."""

    pathway: model.Pathway
    wordings: tuple[Wording, ...]


def load_pathway(path: Path) -> model.Pathway:
    """The checked pathway at `path`, or LoadError with every problem found."""
    return read_pathway(text_of(path, file=path.name), file=path.name).pathway


def read_pathway(text: str, *, file: str) -> Loaded:
    """The checked pathway in `text`; `file` is the name for messages."""
    notes = Notebook(file)
    notes.top = parse(text, file=file)
    reader = Reader(notes.top, "the file", notes)
    pathway = _Builder(reader, notes).pathway(sha256(text.encode()).hexdigest()[:16])
    reader.close()
    check(pathway, notes)
    if notes.problems:
        raise LoadError(sorted(dict.fromkeys(notes.problems), key=lambda problem: problem.line))
    return Loaded(pathway, tuple(notes.wordings))


class _Builder:
    def __init__(self, top: Reader, notes: Notebook) -> None:
        self.top, self.notes = top, notes
        self.slots = self._slots()
        self.value_sets: dict[str, tuple[str, ...]] = {}

    def _slots(self) -> dict[str, tuple[str, ...]]:
        # Conditions may stand above the questions they speak of, so the names are gathered first.
        slots: dict[str, tuple[str, ...]] = {}
        questions = self.top.entries.get("questions")
        for slot, question in questions.entries.items() if isinstance(questions, Entries) else ():
            options = question.entries.get("options") if isinstance(question, Entries) else None
            slots[slot] = tuple(options.entries) if isinstance(options, Entries) else ()
        needs = self.top.entries.get("needs")
        if "need" in slots and isinstance(needs, Entries):
            slots["need"] = tuple(needs.entries)
        if "help_for" in slots:
            slots[ROLE] = slots["help_for"]
        return slots

    def pathway(self, fingerprint: str) -> model.Pathway:
        top = self.top
        version = top.need_word("version")
        sign_off = self._sign_off()
        stale = top.whole_number("stale_after_days", low=30, high=3650)
        self.value_sets = self._value_sets()
        sources = top.each("sources", self._source)
        rules = top.each("rules", self._rule)
        levels = top.each("levels", lambda id, r: r.text("text", f"level.{id}", note="Who a service is for."))
        strands = top.each("strands", lambda id, r: r.text("text", f"strand.{id}", note="A heading of the map."))
        questions = top.each("questions", self._question)
        groups = top.each("groups", self._group)
        priorities = top.words("priorities", required=True)
        needs = top.each("needs", lambda id, r: self._need(id, r, priorities))
        groups = {
            id: model.Group(g.id, g.label, g.ask, g.picture, tuple(n.id for n in needs.values() if n.group == id))
            for id, g in groups.items()
        }
        services = self._services()
        return model.Pathway(
            version=version,
            fingerprint=fingerprint,
            sign_off=sign_off,
            stale_after_days=stale,
            questions=questions,
            groups=groups,
            needs=needs,
            services=services,
            universal=self._universal(),
            rules=rules,
            sources=sources,
            moves=top.rows("moves", self._move),
            timeline=self._timeline(),
            programmes=top.each("programmes", self._programme),
            safety=self._safety(),
            adjustments=top.each("adjustments", self._adjustment),
            glossary=top.each("glossary", self._term, required=False),
            after_loss=self._after_loss(),
            levels=levels,
            strands=strands,
            phrases=self._phrases(),
            never_shown=top.words("never_shown", required=True),
            numbers={id: c.value for id, s in services.items() if (c := s.phone()) is not None and c.value},
        )

    def _condition(self, reader: Reader, key: str, where: str) -> Condition:
        return read_condition(reader.node(key), where, self.notes, slots=self.slots, value_sets=self.value_sets)

    def _after_loss(self) -> Condition:
        if self.top.node("after_loss") is None:
            self.top.missing("after_loss")
        return self._condition(self.top, "after_loss", "'after_loss'")

    def _services(self) -> dict[str, model.Service]:
        """The services, with what one borrows of another put in."""
        written = self.top.each("services", self._service)
        numbers = {id: contact.value for id, one in written.items() if (contact := one.phone()) is not None}

        def own(service: model.Service) -> model.Service:
            contacts = tuple(
                contact if contact.number_of is None else replace(contact, value=numbers.get(contact.number_of))
                for contact in service.contacts
            )
            return replace(service, contacts=contacts)

        filled = {id: own(service) for id, service in written.items()}
        return {
            id: service
            if service.contacts_of not in filled
            else replace(service, contacts=filled[service.contacts_of].contacts)
            for id, service in filled.items()
        }

    def _sign_off(self) -> model.SignOff:
        reader = self.top.inner("sign_off")
        found = model.SignOff(
            clinical_safety_officer=reader.word("clinical_safety_officer", required=False),
            pathway_lead=reader.word("pathway_lead", required=False),
            reviewed_on=reader.date("reviewed_on"),
            next_review=reader.date("next_review"),
        )
        reader.close()
        return found

    def _value_sets(self) -> dict[str, tuple[str, ...]]:
        reader = self.top.inner("value_sets")
        found: dict[str, tuple[str, ...]] = {}
        known = {value for values in self.slots.values() for value in values}
        for name in reader.entries:
            values: list[str] = []
            for value, line in reader.words_and_lines(name, required=True):
                if value in found or value in known:
                    values += found.get(value, (value,))
                else:
                    self.notes.unknown(line, "answer", value, (*known, *found))
            found[name] = tuple(values)
        reader.close()
        return found

    def _source(self, id: str, reader: Reader) -> model.Source:
        return model.Source(
            id=id,
            title=reader.need_word("title"),
            url=reader.word("url", required=False),
            date=reader.date("date"),
            dated=reader.word("dated", required=False) or "",
        )

    def _rule(self, id: str, reader: Reader) -> model.Rule:
        return model.Rule(
            id=id,
            when=reader.need_word("when"),
            then=reader.need_word("then"),
            quote=reader.word("quote", required=False),
            source=reader.need_name("source", "source"),
            caution=reader.word("caution", required=False),
        )

    def _question(self, slot: str, reader: Reader) -> model.Question:
        id = f"question.{slot}"

        def option(value: str, inner: Reader) -> model.Option:
            return model.Option(
                value=value,
                label=inner.text("label", f"{id}.{value}", note="A button: at most 8 words."),
                help=inner.maybe_text("help", f"{id}.{value}.help"),
                picture=inner.word("picture", required=False),
                implies=self._implied(inner),
            )

        ask = reader.text("ask", f"{id}.ask", note="A question on the page.")
        why = reader.text("why", f"{id}.why", note="Shown when someone asks why we ask.")
        help = reader.maybe_text("help", f"{id}.help")
        options = reader.each("options", option, required=slot != "need")
        if slot == "need" and options:
            self.notes.problem(reader.line_of("options"), "the options of 'need' are the needs", "take them out here")
        unless = reader.word("unless_said", required=False)
        if unless is not None and unless not in options:
            self.notes.unknown(reader.line_of("unless_said"), f"value of '{slot}'", unless, options)
        return model.Question(
            slot=slot,
            ask=ask,
            why=why,
            help=help,
            options=tuple(options.values()),
            multiple=reader.flag("multiple"),
            only_if=self._condition(reader, "only_if", f"'only_if' of question '{slot}'"),
            unless_said=unless,
        )

    def _implied(self, option: Reader) -> tuple[tuple[str, str], ...]:
        if option.node("implies") is None:
            return ()
        reader = option.inner("implies")
        pairs: list[tuple[str, str]] = []
        for slot in tuple(reader.entries):
            node = reader.node(slot)
            meant = as_written(node.value) if isinstance(node, Leaf) else ""
            if slot == ROLE or slot not in self.slots:
                known = [one for one in self.slots if one != ROLE]
                self.notes.unknown(reader.line_of(slot), "slot", slot, known)
            elif meant not in self.slots[slot]:
                self.notes.unknown(reader.line_of(slot), f"value of '{slot}'", meant, self.slots[slot])
            else:
                pairs.append((slot, meant))
        return tuple(pairs)

    def _group(self, id: str, reader: Reader) -> model.Group:
        return model.Group(
            id=id,
            label=reader.text("label", f"group.{id}", note="A button: at most 8 words."),
            ask=reader.text("ask", f"group.{id}.ask", note="A question on the page."),
            picture=reader.word("picture", required=False),
            needs=(),
        )

    def _need(self, id: str, reader: Reader, priorities: tuple[str, ...]) -> model.Need:
        groups = self.top.entries.get("groups")
        group = reader.choice("group", tuple(groups.entries) if isinstance(groups, Entries) else ("",))
        priority = reader.choice("priority", priorities or ("",))
        return model.Need(
            id=id,
            label=reader.text("label", f"need.{id}", note="A button: at most 8 words."),
            help=reader.maybe_text("help", f"need.{id}.help"),
            picture=reader.word("picture", required=False),
            group=group,
            strand=reader.need_name("strand", "strand"),
            priority=priorities.index(priority) if priority in priorities else 0,
            card=reader.maybe_name("card", "card"),
            universal=reader.maybe_name("universal", "universal offer") or "",
            level_ask=reader.maybe_text("level", f"need.{id}.level", note="Asks how hard things are."),
            offers=reader.rows("offers", self._offer),
            tip=reader.maybe_text("tip", f"need.{id}.tip", note="What to do while waiting."),
            known_as=reader.words("known_as"),
        )

    def _offer(self, row: Reader) -> model.Offer:
        condition = self._condition(row, "when", row.where)
        level = row.words("level")
        if level:
            known = self.slots.get("level", ())
            for value in level:
                if value not in known:
                    self.notes.unknown(row.line_of("level"), "level", value, known)
            condition = AllOf((Is("level", frozenset(level)), condition))
        return model.Offer(
            when=condition,
            rules=row.names("rule", "rule"),
            first=row.names("first", "service"),
            also=row.names("also", "service"),
            meanwhile=row.names("meanwhile", "service"),
        )

    def _universal(self) -> dict[str, tuple[model.Offer, ...]]:
        reader = self.top.inner("universal")
        found = {id: reader.rows(id, self._offer) for id in tuple(reader.entries)}
        reader.close()
        return found

    def _service(self, id: str, reader: Reader) -> model.Service:
        key = f"service.{id}"
        limits = reader.inner("limits") if reader.node("limits") else None
        texts = {}
        if limits is not None:
            texts = {slot: limits.text(slot, f"{key}.limits.{slot}") for slot in limits.entries}
            for slot in texts:
                if slot not in self.slots:
                    self.notes.unknown(limits.line_of(slot), "slot", slot, self.slots)
            limits.close()
        access = reader.words("access")
        for way in access:
            if way not in get_args(model.Access):
                self.notes.unknown(reader.line_of("access"), "access", way, get_args(model.Access))
        return model.Service(
            id=id,
            name=self._name(reader, key),
            provider=reader.need_word("provider"),
            level=cast(model.Level, reader.choice("level", get_args(model.Level))),
            what=reader.text("what", f"{key}.what", note="What the service does."),
            eligible=self._condition(reader, "for", f"'for' of service '{id}'"),
            limits=texts,
            access=cast("tuple[model.Access, ...]", access),
            how=reader.text("how", f"{key}.how", note="How to get in."),
            ask=reader.names("ask", "service"),
            next=reader.maybe_text("next", f"{key}.next", note="What happens next."),
            times=reader.maybe_text("times", f"{key}.times", note="How long it takes. An aim, not a promise."),
            caution=reader.maybe_text("caution", f"{key}.caution", note="What to check first."),
            quote=reader.word("quote", required=False),
            contacts=reader.rows("contacts", lambda row: read_contact(row, key), required=False),
            contacts_of=reader.maybe_name("contacts_of", "service"),
            known_as=reader.words("known_as"),
        )

    def _name(self, reader: Reader, key: str) -> Text:
        if reader.node("called"):
            return reader.text("called", f"{key}.called", note="What the service is called, in ordinary words.")
        return reader.text("name", f"{key}.name", note="A name: never translated.", name=True)

    def _move(self, reader: Reader) -> model.Move:
        start, end = reader.need_name("from", "service"), reader.need_name("to", "service")
        kinds = (
            "step_up",
            "step_down",
            "joint_assessment",
            "warm_handover",
            "outreach",
            "partner_assessment",
        )
        kind = reader.choice("kind", kinds)
        says = reader.text("says", f"move.{start}.{end}.{kind}", note="An arrow of the map.")
        return model.Move(start, end, kind, says, reader.word("quote", required=False))

    def _timeline(self) -> model.Timeline:
        reader = self.top.inner("timeline")
        found = model.Timeline(
            stages=tuple(reader.each("stages", lambda id, r: model.Stage(id, r.text("label", f"stage.{id}"))).values()),
            checks=tuple(
                reader.each(
                    "checks",
                    lambda id, r: model.Check(
                        id,
                        r.need_word("stage"),
                        r.text("name", f"check.{id}"),
                        r.text("when", f"check.{id}.when"),
                    ),
                ).values()
            ),
            tools=tuple(
                reader.each(
                    "tools",
                    lambda id, r: model.Tool(
                        id,
                        r.text("name", f"tool.{id}", name=True),
                        r.text("what", f"tool.{id}.what"),
                        r.names("used_by", "service"),
                        r.word("quote", required=False),
                    ),
                ).values()
            ),
        )
        reader.close()
        return found

    def _programme(self, id: str, reader: Reader) -> model.Programme:
        return model.Programme(
            id=id,
            name=reader.text("name", f"programme.{id}", note="A name: never translated.", name=True),
            kind=reader.choice("kind", ("service", "programme", "team", "check", "pathway", "resource", "area")),
            level=cast(model.Level, reader.choice("level", get_args(model.Level))),
            part_of=reader.need_name("part_of", "service"),
            quote=reader.need_word("quote"),
        )

    def _card(self, id: str, reader: Reader) -> model.Card:
        note = "Urgent help. Short, calm, exact."
        return model.Card(
            id=id,
            tier=cast(model.Tier, reader.choice("tier", get_args(model.Tier))),
            kinds=reader.words("for"),
            heading=reader.text("heading", f"card.{id}.heading", note=note),
            staff_heading=reader.text("staff_heading", f"card.{id}.staff_heading", note=note),
            lines=reader.texts("lines", f"card.{id}.line", note=note),
            staff_lines=reader.texts("staff_lines", f"card.{id}.staff_line", note=note),
            services=reader.names("services", "service", required=True),
            meanwhile=reader.names("meanwhile", "service"),
        )

    def _safety(self) -> model.Safety:
        reader = self.top.inner("safety")
        standing = reader.inner("standing")
        card = self._card("standing", standing)
        standing.close()
        cards = reader.each("cards", self._card)
        unsafe = reader.need_name("unsafe", "card")
        reader.close()
        return model.Safety(card, cards, unsafe)

    def _adjustment(self, id: str, reader: Reader) -> model.Adjustment:
        return model.Adjustment(
            id=id,
            label=reader.text("label", f"adjustment.{id}"),
            says=reader.text("says", f"adjustment.{id}.says"),
            services=reader.names("services", "service"),
        )

    def _term(self, id: str, reader: Reader) -> model.Term:
        return model.Term(
            id=id,
            term=reader.text("term", f"glossary.{id}", note="A word that some people do not know."),
            means=reader.text("means", f"glossary.{id}.means", note="What the word means, very simply."),
            finds=reader.words("finds", required=True),
        )

    def _phrases(self) -> dict[str, Text]:
        reader = self.top.inner("phrases")
        found: dict[str, Text] = {}
        for key in tuple(reader.entries):
            found[key] = reader.text(key, f"phrase.{key}")
        reader.close()
        return found
