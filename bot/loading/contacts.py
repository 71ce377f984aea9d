"""Reads one contact of a service: shown only with its source, its date and its status."""

from __future__ import annotations

import re
from typing import cast, get_args
from urllib.parse import urlsplit

from bot.loading.reader import Reader
from bot.pathway.hours import BadHours, Span, read_hours
from bot.pathway.model import Contact, ContactType, Status

_PHONE = re.compile(r"[0-9][0-9 ]*[0-9]\Z")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+\Z", re.ASCII)
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+\Z")


def read_contact(row: Reader, service: str) -> Contact:
    """The contact in `row`. `service` is the text id of the service it belongs to."""
    type = cast(ContactType, row.choice("type", get_args(ContactType)))
    status = cast(Status, row.choice("status", get_args(Status)))
    value = row.word("value", required=False)
    number_of = row.maybe_name("number_of", "service")
    source = row.maybe_name("source", "source")
    line, blame = row.line, row.notes.problem
    if status == "unknown" and value is not None:
        blame(line, "an unknown contact has a value", "take the value out, or give its source and status")
    if number_of is not None and (value is not None or status == "unknown" or type not in ("phone", "text")):
        blame(row.line_of("number_of"), "'number_of' stands beside a value of its own", "keep one of the two")
    if status != "unknown" and value is None and number_of is None:
        blame(line, "a contact has no value", "add 'value: ...', or write 'status: unknown'")
    if status != "unknown" and source is None:
        blame(
            line,
            "a contact has no source, so it may not be shown",
            "add 'source: ...' from the list of sources",
        )
    published, read = row.date("published"), row.date("read")
    if status != "unknown" and row.node("read") is None:
        blame(line, "a contact does not say when it was read", "add 'read: 2026-11-23'")
    if value is not None:
        _check_value(row, type, value)
    week = row.word("week", required=False)
    if (week is None) == (type == "hours" and value is not None):
        remedy = 'write the hours as week: "mon-fri 08:00-20:00", or week: always'
        blame(line, "only opening hours have a 'week', and they must", remedy)
    spans: tuple[Span, ...] = ()
    try:
        spans = read_hours(week) if week is not None else ()
    except BadHours as error:
        blame(row.line_of("week"), f"{error}", 'write "mon-fri 08:00-20:00, sat+sun 09:00-15:00"')
    return Contact(
        type=type,
        value=value,
        keyword=row.word("keyword", required=False),
        note=row.maybe_text("note", f"{service}.contact.{row.where.split()[1]}.note", note="Beside a number or link."),
        professionals_only=row.flag("professionals_only"),
        always_open=row.flag("always_open"),
        only_after_loss=row.flag("only_after_loss") if row.node("only_after_loss") else None,
        status=status,
        source=source,
        published=published,
        read=read,
        number_of=number_of,
        week=spans,
    )


def _check_value(row: Reader, type: ContactType, value: str) -> None:
    blame = row.notes.problem
    line = row.line_of("value")
    if type in ("phone", "text") and not (_PHONE.match(value) and 3 <= len(value.replace(" ", "")) <= 11):
        blame(line, f"'{value}' is not a UK phone number", "write digits and spaces only; put words into 'note'")
    if type == "email" and not _EMAIL.match(value):
        blame(line, f"'{value}' is not an e-mail address", "write name@example.org")
    if type in ("url", "form") and not _is_web_address(value):
        blame(line, f"'{value}' is not a web address", "start it with https://, and write no spaces")


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = value.isascii() and not any(letter.isspace() or letter in '<>"' for letter in value)
    return plain and parts.scheme in ("https", "http") and "@" not in parts.netloc and bool(_HOST.match(host))
