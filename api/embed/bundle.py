"""Puts the modules of the widget together into one file, and gives a file its name: the hash of what is in it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).parent.parent / "web" / "static" / "widget"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+)\.js";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) )", re.M)
_COMMENT = re.compile(r"^\s*(?:/\*\*.*?\*/|//[^\n]*)\n", re.M | re.S)
_BLANKS = re.compile(r"""("(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\s*([{}()\[\];,=?:<>!&|])\s*""")
"""Blanks beside a sign. Strings stay as they are; our statements end with a semicolon, so a line may go on."""
_CSS_BLANKS = re.compile(r"\s*([{};,])\s*|(?<=:)\s+")
_GIVEN = "given"
"""The module that stands in no file: what the server gives. Its types are in given.d.ts."""


@dataclass(frozen=True)
class File:
    """A file as it is served."""

    name: str
    body: bytes

    @cached_property
    def version(self) -> str:
        """The folder in its address: 16 hexadecimal digits of its SHA-256."""
        return hashlib.sha256(self.body).hexdigest()[:16]

    @property
    def path(self) -> str:
        """Where it is served, for ever the same."""
        return f"/embed/v1/{self.version}/{self.name}"

    @cached_property
    def integrity(self) -> str:
        """For the `integrity` of a script tag."""
        return "sha384-" + base64.b64encode(hashlib.sha384(self.body).digest()).decode()

    @cached_property
    def packed(self) -> bytes:
        """The same, gzip."""
        return gzip.compress(self.body, 9, mtime=0)


def classic(entry: str, given: dict[str, Any]) -> str:
    """A script for any page: nothing of it can be seen from outside."""
    return f"(() => {{\n'use strict';\n{_together(entry, given)}}})();\n"


def module(entry: str, given: dict[str, Any], exported: str) -> str:
    """A module with one export."""
    return f"{_together(entry, given)}export {{ {exported} }};\n"


def _together(entry: str, given: dict[str, Any]) -> str:
    constants = [
        f"const {name} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"
        for name, value in given.items()
    ]
    return "".join([*constants, *_modules(entry, set())])


def _modules(name: str, seen: set[str]) -> list[str]:
    """The module's text after those it needs, each once, without comments."""
    if name in seen or name == _GIVEN:
        return []
    seen.add(name)
    text = _COMMENT.sub("", (SOURCES / f"{name}.js").read_text("utf-8"))
    needed = [part for other in _IMPORT.findall(text) for part in _modules(other, seen)]
    return [*needed, _BLANKS.sub(r"\1\2", _EXPORT.sub("", _IMPORT.sub("", text)))]


def styles(name: str) -> str:
    """A style sheet without the blanks that only its readers need."""
    return _CSS_BLANKS.sub(r"\1", (SOURCES / f"{name}.css").read_text("utf-8"))
