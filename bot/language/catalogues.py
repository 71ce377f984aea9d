"""The gettext catalogues: plain English is the message, the text's id its context; the words of a locale, or its
parent's, or English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from bot.errors import NavigatorError
from bot.language.tags import ENGLISH, chain, direction, easy, is_easy, plain, to_wire
from bot.loading.strict_yaml import Entries, Items, Leaf, parse
from bot.pathway.text import Message, Text

DOMAINS = ("pathways", "messages")
PICTURES = "pictures.yaml"
DRAFT = "the project"
"""The `Last-Translator` of a catalogue that no named person has reviewed."""
Words = Mapping[tuple[str, str], str]


class UnknownLocale(NavigatorError):
    """A locale that has no folder in translations/."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words, with the language and direction they are really in.

    In Easy Read each line is one sentence, and `pictures` names one for each line (or one for all).
    """

    text: str
    lang: str
    dir: str
    pictures: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """`text`, `lang`, `dir`; and in Easy Read `lines`, each with its `picture`."""
        shown: dict[str, Any] = {"text": self.text, "lang": self.lang, "dir": self.dir}
        if self.pictures:
            lines = self.text.split("\n") if len(self.pictures) > 1 else [self.text]
            shown["lines"] = [
                {"text": line, "picture": picture} for line, picture in zip(lines, self.pictures, strict=True)
            ]
        return shown


class Catalogue:
    """The words of one locale. `layers` are locale and words, nearest first; `pictures` are by the text's id."""

    def __init__(
        self,
        locale: str,
        layers: tuple[tuple[str, Words], ...],
        numbers: Mapping[str, str],
        pictures: Mapping[str, tuple[str, ...]] | None = None,
        *,
        draft: bool = False,
    ) -> None:
        self.locale = locale
        self.wire = to_wire(locale)
        self.dir = direction(locale)
        self.easy = is_easy(locale)
        self.draft = draft
        self._layers = tuple((to_wire(name), direction(name), words) for name, words in layers)
        self._numbers = {id: isolated(number, self.dir) for id, number in numbers.items()}
        self._pictures = pictures or {}

    def find(self, context: str, english: str) -> Said:
        """The words for a context and its English."""
        for lang, dir, words in self._layers:
            found = words.get((context, english))
            if found:
                return Said(found, lang, dir, self._pictured(context, found))
        return Said(english, ENGLISH, "ltr", self._pictured(context, english))

    def _pictured(self, context: str, text: str) -> tuple[str, ...]:
        named = self._pictures.get(context, ())
        return named if len(named) == text.count("\n") + 1 else named[:1]

    def say(self, message: Message | Text) -> Said:
        """A message with its places filled: by other messages (several become a list), or by a service's number."""
        if isinstance(message, Text):
            message = Message(message)
        text = message.text
        said = Said(text.english, ENGLISH, "ltr") if text.name else self.find(text.id, text.english)
        if "%(" not in said.text:
            return said
        # What fills a place may be several lines of Easy Read; lines are counted by those of the message itself.
        filled = {
            name: (self.text(value) if isinstance(value, Message) else self._list(value)).replace("\n", " ")
            for name, value in message.params
        }
        return replace(said, text=said.text % {**self._numbers, **filled})

    def _list(self, messages: tuple[Message, ...]) -> str:
        said = [self.text(message) for message in messages]
        return self.quote(said)

    def text(self, message: Message | Text) -> str:
        """The words alone."""
        return self.say(message).text

    def pgettext(self, context: str, english: str) -> str:
        """For templates."""
        return self.find(context, english).text

    def day(self, day: str) -> str:
        """A date such as 2026-11-23, as the language writes it."""
        # Babel's English without a country is that of the United States.
        language = plain(self.locale)
        return format_date(date.fromisoformat(day), "long", locale="en_GB" if language == ENGLISH else language)

    def quote(self, items: list[str]) -> str:
        """What was said, side by side: labels are whole phrases, so a comma would blur them."""
        return ("؛ " if self.dir == "rtl" else "; ").join(items)


class Catalogues:
    """All locales under a folder, each read when it is first wanted."""

    def __init__(self, folder: Path, numbers: Mapping[str, str]) -> None:
        self._folder, self._numbers = folder, numbers
        self._read: dict[str, Words] = {}
        self._built: dict[str, Catalogue] = {}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language with a catalogue: English first, then by name."""
        found = sorted(path.parent.name for path in self._folder.glob("*/LC_MESSAGES"))
        return (ENGLISH, *(locale for locale in found if locale != ENGLISH and not is_easy(locale)))

    @cached_property
    def locales(self) -> tuple[str, ...]:
        """Every locale that can be asked for: each language, plain and easy to read."""
        return (*self.languages, *map(easy, self.languages))

    def __getitem__(self, locale: str) -> Catalogue:
        if locale not in self._built:
            if locale not in self.locales:
                raise UnknownLocale(f"there is no locale '{locale}'. Known: {', '.join(self.locales)}")
            layers = tuple((name, self._words(name)) for name in chain(locale))
            pictures = self._pictures if is_easy(locale) else {}
            draft = any(self._draft(name) for name in chain(locale))
            self._built[locale] = Catalogue(locale, layers, self._numbers, pictures, draft=draft)
        return self._built[locale]

    def _words(self, locale: str) -> Words:
        if locale not in self._read:
            self._read[locale] = dict(_pairs(self._folder / locale / "LC_MESSAGES"))
        return self._read[locale]

    def _draft(self, locale: str) -> bool:
        """Whether a locale has words of its own that nobody named has reviewed."""
        return locale != ENGLISH and any(map(is_draft, _catalogs(self._folder / locale / "LC_MESSAGES")))

    @cached_property
    def _pictures(self) -> dict[str, tuple[str, ...]]:
        path = self._folder / easy(ENGLISH) / PICTURES
        if not path.exists():
            return {}
        top = parse(path.read_text("utf-8"), file=PICTURES)
        return {
            context: tuple(str(leaf.value) for leaf in names.items if isinstance(leaf, Leaf))
            for context, names in (top.entries.items() if isinstance(top, Entries) else ())
            if isinstance(names, Items)
        }


def isolated(number: str, dir: str) -> str:
    """A number as it stands in a line: in one from right to left, its groups would stand in reverse order."""
    return f"\u2066{number}\u2069" if dir == "rtl" else number


def is_draft(catalog: Catalog) -> bool:
    """Whether no named person stands in a catalogue's header. Babel writes FULL NAME where nobody wrote a name."""
    return catalog.last_translator in ("", DRAFT) or catalog.last_translator.startswith("FULL NAME")


def compile_catalogues(folder: Path) -> list[str]:
    """Write the .mo file beside each .po (fuzzy messages left out). The locales done."""
    done = set()
    for po in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with po.with_suffix(".mo").open("wb") as out:
            write_mo(out, _read_po(po))
        done.add(po.parent.parent.name)
    return sorted(done)


def _pairs(folder: Path) -> Iterator[tuple[tuple[str, str], str]]:
    for catalog in _catalogs(folder):
        for message in catalog:
            if message.id and message.string and not message.fuzzy and isinstance(message.string, str):
                # Babel's reader of compiled catalogues leaves contexts as bytes.
                context = message.context.decode() if isinstance(message.context, bytes) else message.context
                yield (context or "", str(message.id)), message.string


def _catalogs(folder: Path) -> Iterator[Catalog]:
    """The catalogues of a locale: compiled, unless the source is newer."""
    for domain in DOMAINS:
        mo, po = folder / f"{domain}.mo", folder / f"{domain}.po"
        if mo.exists() and (not po.exists() or mo.stat().st_mtime >= po.stat().st_mtime):
            with mo.open("rb") as file:
                yield read_mo(file)
        elif po.exists():
            yield _read_po(po)


def _read_po(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)
