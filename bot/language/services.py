"""Services as plain data with words in them: the card of a service, and the one line of a way in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.language.catalogues import Catalogue
from bot.language.hours import say_hours
from bot.pathway.hours import ALWAYS
from bot.pathway.model import Contact, Pathway, Service
from bot.pathway.text import say

Json = dict[str, Any]
_REACHES = ("phone", "text", "email", "form", "url", "address")


class Directory:
    """The services of a pathway, as people read them."""

    def __init__(self, pathway: Pathway) -> None:
        self.pathway = pathway

    def record(
        self, id: str, words: Catalogue, today: date, *, staff: bool = False, after_loss: bool | None = None
    ) -> Json:
        """Everything known of a service. `after_loss` None shows the contacts for either conversation."""
        service = self.pathway.services[id]
        phrases = self.pathway.phrases
        loss = bool(after_loss)

        prose = {
            name: words.say(text.said(after_loss=loss)).as_json()
            for name, text in (
                ("what", service.what),
                ("how", service.how),
                ("next", service.next),
                ("times", service.times),
                ("caution", service.caution),
            )
            if text is not None
        }

        def told(name: str) -> str | None:
            return prose[name]["text"] if name in prose else None

        contacts = [
            self.contact(contact, words, today)
            for contact in service.contacts
            if contact.value is not None
            and (staff or not contact.professionals_only)
            and (contact.only_after_loss is None or after_loss is None or contact.only_after_loss == after_loss)
        ]
        ask = [say(self.pathway.services[other].name) for other in service.ask]
        reachable = any(contact["type"] in _REACHES for contact in contacts)
        return {
            "id": service.id,
            "name": words.text(service.name),
            "provider": service.provider,
            "level": service.level,
            "level_label": words.text(self.pathway.levels[service.level]),
            "what": told("what"),
            "lang": prose["what"]["lang"],
            "dir": prose["what"]["dir"],
            "who_for": [words.text(limit) for limit in service.limits.values()],
            "access": list(service.access),
            "how": told("how"),
            "ask": list(service.ask),
            "ask_person": None if reachable or not ask else words.text(say(phrases["ask_person"], service=ask)),
            "next": told("next"),
            "times": told("times"),
            "caution": told("caution"),
            "contacts": contacts,
            "unknown": sorted({contact.type for contact in service.contacts if contact.value is None}),
            "quote": service.quote,
            "parts": prose,
            "stale": is_stale(self.pathway, service, today),
        }

    def contact(self, contact: Contact, words: Catalogue, today: date) -> Json:
        """A contact with its source: nothing is shown without one."""
        phrases = self.pathway.phrases
        source = self.pathway.sources[contact.source or ""]
        stale = _contact_is_stale(self.pathway, contact, today)
        remark = None
        if stale:
            remark = words.text(phrases["stale"])
        elif contact.status == "secondary":
            remark = words.text(phrases["secondary"])
        return {
            "type": contact.type,
            "label": words.text(phrases[f"contact_{contact.type}"]),
            "value": self._value(contact, words),
            "keyword": contact.keyword,
            "href": href(contact),
            "note": None if contact.note is None else words.text(contact.note),
            "professionals_only": contact.professionals_only,
            "always_open": contact.always_open,
            "week": [{"days": list(span.days), "from": span.start, "to": span.end} for span in contact.week],
            "status": contact.status,
            "stale": stale,
            "remark": remark,
            "source": {
                "title": source.title,
                "url": source.url,
                "date": contact.published,
                "dated": source.dated,
                "read": contact.read,
            },
        }

    def _value(self, contact: Contact, words: Catalogue) -> str | None:
        if not contact.week:
            return contact.value
        if contact.week == ALWAYS:
            return words.text(self.pathway.phrases["always_open"])
        return say_hours(contact.week, words.locale)

    def way_in(self, id: str, words: Catalogue) -> Json:
        """A service's name and number, for the urgent block."""
        service = self.pathway.services[id]
        contact = service.phone()
        return {
            "service": id,
            "name": words.text(service.name),
            "type": None if contact is None else contact.type,
            "value": None if contact is None else contact.value,
            "keyword": None if contact is None else contact.keyword,
            "href": None if contact is None else href(contact),
            "note": None if contact is None or contact.note is None else words.text(contact.note),
        }


def href(contact: Contact) -> str | None:
    """The link of a contact, made from the one value that is shown: tel:, sms:, mailto: or the address itself."""
    value = contact.value or ""
    match contact.type:
        case "phone":
            return f"tel:{value.replace(' ', '')}"
        case "text":
            return f"sms:{value.replace(' ', '')}" + (f"?&body={contact.keyword}" if contact.keyword else "")
        case "email":
            return f"mailto:{value}"
        case "url" | "form":
            return value
        case _:
            return None


def is_stale(pathway: Pathway, service: Service, today: date) -> bool:
    """Whether every dated way to reach the service is from too old a page. A crisis service never counts so."""
    dated = [c for c in service.contacts if c.type in _REACHES and c.value is not None]
    return service.level != "crisis" and bool(dated) and all(_contact_is_stale(pathway, c, today) for c in dated)


def _contact_is_stale(pathway: Pathway, contact: Contact, today: date) -> bool:
    if contact.published is None:
        return False
    return date.fromisoformat(contact.published) + timedelta(days=pathway.stale_after_days) < today
