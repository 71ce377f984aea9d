"""YAML as a careful author means it.

Words stay words (YAML 1.2: yes, no, on, off are text; 12:30 and 1_000 too). Whatever can surprise is refused with
its line: aliases, anchors, tags, merges, a key given twice, a number with a leading zero, a second document, tabs,
too deep, too large.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from bot.errors import LoadError, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_DIGITS = 100
_HALF_A_LETTER = re.compile("[\ud800-\udfff]")
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9 ]+\Z")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value and where it stands."""

    value: str | int | bool | None
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping, in the file's order."""

    entries: dict[str, Node]
    key_lines: dict[str, int]
    line: int


Node = Leaf | Items | Entries


def parse(text: str, *, file: str) -> Node:
    """The nodes of `text` (one YAML document, at most 1 MB), or LoadError naming `file`."""
    return _Parser(text, file).document()


def text_of(path: Path, *, file: str) -> str:
    """The words of the file at `path`, or LoadError naming `file`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LoadError([Problem(file, 1, f"the file cannot be read ({error.strerror})", "put it back")]) from None
    return decoded(data, file=file).replace("\r\n", "\n")


def decoded(data: bytes, *, file: str) -> str:
    """The words in `data`, or LoadError naming `file` and the line of the first letter that is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problem = Problem(file, line, "this letter is not UTF-8", "save the file as UTF-8, in your editor's 'save as'")
    raise LoadError([problem])


class _Parser:
    def __init__(self, text: str, file: str) -> None:
        self.file = file
        if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
            self._refuse(1, "the file is over 1 MB", "split it, or look for something pasted in by mistake")
        if _HALF_A_LETTER.search(text):
            self._refuse(1, "the file holds half a letter (a lone surrogate)", "type the words again")
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            self.events = list(yaml.parse(text, Loader=loader))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            self._refuse(line, f"this is not valid YAML ({error.problem or error.context})", _hint(text, line))
        except yaml.YAMLError as error:
            self._refuse(1, f"this is not valid YAML ({str(error).splitlines()[0]})", "save it as plain UTF-8 text")
        except (ValueError, OverflowError):
            self._refuse(1, "the file holds a letter that does not exist", "look for a \\u or \\U and take it out")
        self.at = 0

    def document(self) -> Node:
        starts = [event for event in self.events if isinstance(event, yaml.DocumentStartEvent)]
        if not starts:
            self._refuse(1, "the file is empty", "put it back from the last version that worked")
        if len(starts) > 1:
            self._refuse(_line(starts[1]), "a second document starts here", "take out the line '---'")
        self.at = self.events.index(starts[0]) + 1
        return self._node(0)

    def _node(self, depth: int) -> Node:
        event = self.events[self.at]
        line = _line(event)
        if depth > MAX_DEPTH:
            self._refuse(line, f"more than {MAX_DEPTH} levels deep", "flatten it")
        if isinstance(event, yaml.AliasEvent):
            self._refuse(line, f"'*{event.anchor}' repeats another part of the file", "write the words out again")
        if anchor := getattr(event, "anchor", None):
            self._refuse(line, f"'&{anchor}' names a part to repeat", "take the name out; write the words out")
        if tag := getattr(event, "tag", None):
            self._refuse(line, f"the tag '{tag}' is not allowed", "take out the part that starts with '!'")
        self.at += 1
        match event:
            case yaml.ScalarEvent():
                return self._leaf(event, line)
            case yaml.SequenceStartEvent():
                items = []
                while not isinstance(self.events[self.at], yaml.SequenceEndEvent):
                    items.append(self._node(depth + 1))
                self.at += 1
                return Items(tuple(items), line)
            case _:
                return self._mapping(line, depth)

    def _mapping(self, line: int, depth: int) -> Entries:
        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(self.events[self.at], yaml.MappingEndEvent):
            key = self._node(depth + 1)
            if not isinstance(key, Leaf) or key.value is None:
                self._refuse(key.line, "a key must be a word", "write a word before the colon")
            name = as_written(key.value)
            if name == "<<":
                self._refuse(key.line, "'<<' merges another part of the file", "write the words out again")
            if name in entries:
                self._refuse(
                    key.line,
                    f"'{name}' is given twice (first on line {lines[name]})",
                    "keep one of the two, or rename one",
                )
            lines[name] = key.line
            entries[name] = self._node(depth + 1)
        self.at += 1
        return Entries(entries, lines, line)

    def _leaf(self, event: yaml.ScalarEvent, line: int) -> Leaf:
        value: str = event.value
        if event.style in ("'", '"', "|", ">"):
            return Leaf(value, line)
        if value in _WORDS:
            return Leaf(_WORDS[value], line)
        if _WHOLE_NUMBER.match(value):
            if len(value) > MAX_DIGITS:
                self._refuse(line, f"a number of more than {MAX_DIGITS} digits", "put it in quotes, or take it out")
            return Leaf(int(value), line)
        if _LEADING_ZERO.match(value):
            self._refuse(line, f"{value} starts with a zero, which could be lost", f'put it in quotes: "{value}"')
        return Leaf(value, line)

    def _refuse(self, line: int, problem: str, remedy: str) -> NoReturn:
        raise LoadError([Problem(self.file, line, problem, remedy)])


def as_written(value: str | int | bool | None) -> str:
    """A value as its author wrote it: true, not True."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _hint(text: str, line: int) -> str:
    lines = text.splitlines()
    shown = lines[line - 1] if line <= len(lines) else ""
    if "\t" in shown:
        return "use spaces, not tabs, at the start of the line"
    if ": " in shown.partition(": ")[2]:
        return "put words that hold a colon in quotes"
    return "look at this line and the one above: spaces at the start, quotes and colons must match"
