"""The note as plain text: to copy, to share, and for the code."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from api.notes.note import Both, Help, Note
from bot.language.catalogues import Said

Pick = Callable[[Both], Said]


def own(note: Note) -> str:
    """The note in the person's language."""
    return "\n".join(_lines(note, lambda both: both.own))


def english(note: Note) -> str:
    """The note in English."""
    return "\n".join(_lines(note, lambda both: both.in_english))


def whole(note: Note) -> str:
    """The note in the person's language, and under it the same in English."""
    one, other = own(note), english(note)
    return one if note.heads["note_title"].english is None else f"{one}\n\n{other}"


def answers(note: Note) -> str:
    """The answers alone, in English, without their questions."""
    return "\n".join(one.label.in_english.text for one in note.answers)


def _lines(note: Note, pick: Pick) -> Iterator[str]:
    def head(id: str) -> str:
        return pick(note.heads[id]).text

    yield from (head("note_title"), head("note_made"), _flat(head("note_own")))
    if note.answers:
        yield from ("", head("note_said"))
    for question, given in note.asked:
        yield _flat(pick(question).text)
        yield from (f"- {_flat(pick(one.label).text)}" for one in given)
    if note.services:
        yield from ("", head("note_services"))
    for service in note.services:
        yield from _service(note, service, pick)
    yield from (f"{'*' * (at + 1)} {_flat(pick(remark).text)}" for at, remark in enumerate(note.remarks))


def _service(note: Note, service: Help, pick: Pick) -> Iterator[str]:
    yield f"- {pick(service.name).text}"
    if service.way_in is not None:
        yield _flat(pick(service.way_in).text)
    for way in service.ways:
        label = pick(way.label)
        # In a right-to-left line the groups of a number would stand in reverse order.
        value = f"\u2066{way.value}\u2069" if label.dir == "rtl" else way.value
        yield f"{label.text}: {value}{note.mark(way)}"


def _flat(text: str) -> str:
    """Several lines of Easy Read as one."""
    return text.replace("\n", " ")
