"""Reads one mapping of a strictly parsed file: asks for keys by name, and remembers every problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from bot.errors import Problem
from bot.loading.strict_yaml import Entries, Items, Leaf, Node, as_written
from bot.pathway.text import Text

_T = TypeVar("_T")
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_BARE_PERCENT = re.compile(r"%(?!\(\w+\)s)")
_NUMBER_IN_WORDS = re.compile(r"(?<!\d)(?!20\d\d(?!\d))\d(?: ?\d){2,}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text, where it stands, and what a translator needs to know."""

    text: Text
    line: int
    note: str


@dataclass(slots=True)
class Notebook:
    """What reading one file has found: problems, wordings, and names mentioned (to be checked at the end).

    `top` is the file itself, so that a check at the end can name the line of what it blames.
    """

    file: str
    top: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    wordings: list[Wording] = field(default_factory=list)
    mentioned: list[tuple[str, str, int]] = field(default_factory=list)

    def line(self, *path: str | int) -> int:
        """The line of what stands at `path` (keys, and places in lists from 0), or of as much of it as is there."""
        node, line = self.top, 1 if self.top is None else self.top.line
        for step in path:
            if isinstance(node, Entries) and step in node.entries:
                line, node = node.key_lines[str(step)], node.entries[str(step)]
            elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                line = node.line
            else:
                break
        return line

    def holds(self, *path: str | int) -> bool:
        """Whether something stands at `path`."""
        node = self.top
        for step in path:
            if not isinstance(node, Entries) or step not in node.entries:
                return False
            node = node.entries[str(step)]
        return True

    def problem(self, line: int, problem: str, remedy: str) -> None:
        """Note a problem; reading goes on."""
        self.problems.append(Problem(self.file, line, problem, remedy))

    def unknown(self, line: int, what: str, name: str, known: Iterable[str]) -> None:
        """Note a name that is not among `known`, with the nearest one as the remedy."""
        known = sorted(known)
        near = get_close_matches(name, known, n=1)
        remedy = f"write '{near[0]}'" if near else f"use one of: {', '.join(known)}"
        self.problem(line, f"there is no {what} '{name}'", remedy)


class Reader:
    """One mapping. Call `close` last: it reports the keys nobody asked for."""

    def __init__(self, node: Node, where: str, notes: Notebook) -> None:
        self.where, self.notes = where, notes
        self.line = node.line
        self.entries: dict[str, Node] = {}
        self.key_lines: dict[str, int] = {}
        if isinstance(node, Entries):
            self.entries, self.key_lines = node.entries, node.key_lines
        else:
            notes.problem(node.line, f"{where} must be keys and values", "write 'key: value' lines under it")
        self.asked: set[str] = set()

    def node(self, key: str) -> Node | None:
        """The node under `key`, None where it is absent or empty."""
        self.asked.add(key)
        found = self.entries.get(key)
        return None if isinstance(found, Leaf) and found.value is None else found

    def line_of(self, key: str) -> int:
        """The line to blame for `key`."""
        return self.key_lines.get(key, self.line)

    def missing(self, key: str) -> None:
        """Note that a key that must be there is not."""
        self.notes.problem(self.line_of(key), f"{self.where} has no '{key}'", f"add a line '{key}: ...'")

    def word(self, key: str, *, required: bool = True) -> str | None:
        """A single value, as text."""
        node = self.node(key)
        if node is None:
            if required:
                self.missing(key)
            return None
        if not isinstance(node, Leaf):
            self.notes.problem(node.line, f"'{key}' of {self.where} must be one value", "write it on one line")
            return None
        return str(node.value).lower() if isinstance(node.value, bool) else str(node.value)

    def need_word(self, key: str) -> str:
        """A single value that must be there."""
        return self.word(key) or ""

    def date(self, key: str) -> str | None:
        """A day of the calendar, as 2026-11-23; None where it is absent."""
        value = self.word(key, required=False)
        if value is not None and not _is_date(value):
            self.notes.problem(self.line_of(key), f"'{key}' must be a date", "write it as 2026-11-23")
            return None
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where it is absent."""
        node = self.node(key)
        if node is None:
            return False
        if not isinstance(node, Leaf) or not isinstance(node.value, bool):
            self.notes.problem(node.line, f"'{key}' of {self.where} must be true or false", "write true or false")
            return False
        return node.value

    def whole_number(self, key: str, *, low: int, high: int) -> int:
        """A whole number between `low` and `high`, both included."""
        node = self.node(key)
        if isinstance(node, Leaf) and type(node.value) is int and low <= node.value <= high:
            return node.value
        self.notes.problem(
            self.line_of(key),
            f"'{key}' of {self.where} must be a whole number",
            f"write a number from {low} to {high}",
        )
        return low

    def choice(self, key: str, known: tuple[str, ...], *, default: str | None = None) -> str:
        """One of `known`."""
        value = self.word(key, required=default is None)
        first = known[0] if known else ""
        if value is None:
            return default if default is not None else first
        if value not in known:
            if known:
                self.notes.unknown(self.line_of(key), f"{key}", value, known)
            return first
        return value

    def words(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of values (a single value counts as a list of one)."""
        return tuple(value for value, _ in self.words_and_lines(key, required=required))

    def words_and_lines(self, key: str, *, required: bool = False) -> tuple[tuple[str, int], ...]:
        """A list of values, each with its line."""
        node = self.node(key)
        if node is None or (isinstance(node, Items) and not node.items):
            if required:
                self.missing(key)
            return ()
        items = node.items if isinstance(node, Items) else (node,)
        found: list[tuple[str, int]] = []
        for item in items:
            if isinstance(item, Leaf) and item.value is not None:
                found.append((as_written(item.value), item.line))
            else:
                self.notes.problem(item.line, f"'{key}' of {self.where} must be a list of names", "write [a, b]")
        values = [value for value, _ in found]
        for value in dict.fromkeys(value for value in values if values.count(value) > 1):
            self.notes.problem(node.line, f"'{key}' of {self.where} names '{value}' twice", "keep one")
        return tuple(found)

    def names(self, key: str, what: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of names of other things (`what`), checked when the whole file is read."""
        found = self.words_and_lines(key, required=required)
        self.notes.mentioned.extend((what, name, line) for name, line in found)
        return tuple(name for name, _ in found)

    def maybe_name(self, key: str, what: str, *, required: bool = False) -> str | None:
        """The name of one other thing."""
        found = self.names(key, what, required=required)
        if len(found) > 1:
            self.notes.problem(self.line_of(key), f"'{key}' of {self.where} names {len(found)}", "keep one")
        return found[0] if found else None

    def need_name(self, key: str, what: str) -> str:
        """The name of one other thing, which must be there."""
        return self.maybe_name(key, what, required=True) or ""

    def text(self, key: str, id: str, *, note: str = "", name: bool = False) -> Text:
        """Wording that must be there."""
        node = self.node(key)
        if node is None:
            self.missing(key)
            return Text(id, "")
        return _wording(node, id, f"'{key}' of {self.where}", self.notes, note, name=name)

    def maybe_text(self, key: str, id: str, *, note: str = "") -> Text | None:
        """Wording that may be there."""
        node = self.node(key)
        return None if node is None else _wording(node, id, f"'{key}' of {self.where}", self.notes, note)

    def texts(self, key: str, id: str, *, note: str = "") -> tuple[Text, ...]:
        """A list of wordings, numbered from 1 in their ids. At least one must be there."""
        node = self.node(key)
        if node is None or (isinstance(node, Items) and not node.items):
            self.missing(key)
            return ()
        if not isinstance(node, Items):
            self.notes.problem(node.line, f"'{key}' of {self.where} must be a list", "start each line with '- '")
            return ()
        return tuple(
            _wording(item, f"{id}.{index}", f"'{key}' of {self.where}", self.notes, note)
            for index, item in enumerate(node.items, 1)
        )

    def each(self, key: str, build: Callable[[str, Reader], _T], *, required: bool = True) -> dict[str, _T]:
        """The mapping under `key`: name to what `build` makes of it."""
        node = self.node(key)
        if node is None or (isinstance(node, Entries) and not node.entries):
            if required:
                self.missing(key)
            return {}
        inner = Reader(node, f"'{key}'" if self.where == "the file" else f"'{key}' of {self.where}", self.notes)
        built = {}
        for name, child in inner.entries.items():
            reader = Reader(child, f"{_singular(key)} '{name}'", self.notes)
            built[name] = build(name, reader)
            reader.close()
        return built

    def rows(self, key: str, build: Callable[[Reader], _T], *, required: bool = True) -> tuple[_T, ...]:
        """The list of mappings under `key`, each as `build` makes of it."""
        node = self.node(key)
        if node is None:
            if required:
                self.missing(key)
            return ()
        if not isinstance(node, Items):
            self.notes.problem(node.line, f"'{key}' of {self.where} must be a list", "start each entry with '- '")
            return ()
        built = []
        for index, item in enumerate(node.items, 1):
            reader = Reader(item, f"{_singular(key)} {index} of {self.where}", self.notes)
            built.append(build(reader))
            reader.close()
        return tuple(built)

    def inner(self, key: str) -> Reader:
        """The mapping under `key`, to be read by the caller (who closes it)."""
        node = self.node(key)
        if node is None:
            self.missing(key)
            node = Entries({}, {}, self.line_of(key))
        return Reader(node, f"'{key}'", self.notes)

    def close(self) -> None:
        """Report the keys nobody asked for: most often a slip of the pen."""
        for key in self.entries:
            if key not in self.asked:
                near = get_close_matches(key, sorted(self.asked), n=1)
                remedy = f"write '{near[0]}'" if near else f"take it out; known keys: {', '.join(sorted(self.asked))}"
                self.notes.problem(self.key_lines[key], f"{self.where} has an unknown key '{key}'", remedy)


def placeholders(english: str) -> tuple[str, ...]:
    """The names in `%(name)s` places."""
    return tuple(_PLACEHOLDER.findall(english))


def _wording(node: Node, id: str, where: str, notes: Notebook, note: str, *, name: bool = False) -> Text:
    after_loss: Text | None = None
    words = node
    if isinstance(node, Entries):
        reader = Reader(node, where, notes)
        words = reader.node("text") or Leaf("", node.line)
        loss = reader.node("after_loss")
        if loss is not None:
            after_loss = _wording(loss, f"{id}.after_loss", where, notes, f"{note} Said after the loss of a baby.")
        reader.close()
    if not isinstance(words, Leaf) or not isinstance(words.value, str) or not words.value.strip():
        notes.problem(words.line, f"{where} must be words", "write a sentence")
        return Text(id, "")
    english = " ".join(words.value.split())
    if _BARE_PERCENT.search(english):
        notes.problem(
            words.line, f"{where} has a % that stands for nothing", "write 'percent', or %(name)s for a place"
        )
    if not name and _NUMBER_IN_WORDS.search(_PLACEHOLDER.sub("", english)):
        notes.problem(
            words.line,
            f"{where} holds a long number; a phone number is written once, at its service",
            "write %(service_id)s where the number should stand",
        )
    text = Text(id, english, after_loss, name)
    notes.wordings.append(Wording(text, words.line, note.strip()))
    return text


def _is_date(value: str) -> bool:
    try:
        return bool(_DATE.match(value) and date.fromisoformat(value))
    except ValueError:
        return False


def _singular(key: str) -> str:
    return {"universal": "offer", "for": "condition"}.get(key, key.removesuffix("s"))
