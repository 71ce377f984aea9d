"""The gettext catalogues: plain English is the message, the text's id its context; the words of a locale, or its
parent's, or English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from bot.errors import NavigatorError
from bot.language.tags import ENGLISH, chain, direction, to_wire
from bot.pathway.text import Message, Text

DOMAINS = ("pathways", "messages")
Words = Mapping[tuple[str, str], str]


class UnknownLocale(NavigatorError):
    """A locale that has no folder in translations/."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words, with the language and direction they are really in."""

    text: str
    lang: str
    dir: str


class Catalogue:
    """The words of one locale. `layers` are locale and words, nearest first."""

    def __init__(self, locale: str, layers: tuple[tuple[str, Words], ...], numbers: Mapping[str, str]) -> None:
        self.locale = locale
        self.wire = to_wire(locale)
        self.dir = direction(locale)
        self._layers = tuple((to_wire(name), direction(name), words) for name, words in layers)
        self._numbers = numbers

    def find(self, context: str, english: str) -> Said:
        """The words for a context and its English."""
        for lang, dir, words in self._layers:
            found = words.get((context, english))
            if found:
                return Said(found, lang, dir)
        return Said(english, ENGLISH, "ltr")

    def say(self, message: Message | Text) -> Said:
        """A message with its places filled: by other messages (several become a list), or by a service's number."""
        if isinstance(message, Text):
            message = Message(message)
        text = message.text
        said = Said(text.english, ENGLISH, "ltr") if text.name else self.find(text.id, text.english)
        if "%(" not in said.text:
            return said
        filled = {
            name: self.say(value).text if isinstance(value, Message) else self._list(value)
            for name, value in message.params
        }
        return Said(said.text % {**self._numbers, **filled}, said.lang, said.dir)

    def _list(self, messages: tuple[Message, ...]) -> str:
        said = [self.text(message) for message in messages]
        return self.quote(said)

    def text(self, message: Message | Text) -> str:
        """The words alone."""
        return self.say(message).text

    def pgettext(self, context: str, english: str) -> str:
        """For templates."""
        return self.find(context, english).text

    def join(self, items: list[str]) -> str:
        """Names in a list, as the language writes it."""
        return format_list(items, locale=self.locale.split("@")[0]) if items else ""

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
    def locales(self) -> tuple[str, ...]:
        """Every locale with a catalogue: English first, then by name."""
        found = sorted(path.parent.name for path in self._folder.glob("*/LC_MESSAGES"))
        return (ENGLISH, *(locale for locale in found if locale != ENGLISH))

    def __getitem__(self, locale: str) -> Catalogue:
        if locale not in self._built:
            if locale not in self.locales:
                raise UnknownLocale(f"there is no locale '{locale}'. Known: {', '.join(self.locales)}")
            layers = tuple((name, self._words(name)) for name in chain(locale) if name in self.locales)
            self._built[locale] = Catalogue(locale, layers, self._numbers)
        return self._built[locale]

    def _words(self, locale: str) -> Words:
        if locale not in self._read:
            self._read[locale] = dict(_pairs(self._folder / locale / "LC_MESSAGES"))
        return self._read[locale]


def compile_catalogues(folder: Path) -> list[str]:
    """Write the .mo file beside each .po (fuzzy messages left out). The locales done."""
    done = set()
    for po in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with po.with_suffix(".mo").open("wb") as out:
            write_mo(out, _read_po(po))
        done.add(po.parent.parent.name)
    return sorted(done)


def _pairs(folder: Path) -> Iterator[tuple[tuple[str, str], str]]:
    for domain in DOMAINS:
        mo, po = folder / f"{domain}.mo", folder / f"{domain}.po"
        if mo.exists() and (not po.exists() or mo.stat().st_mtime >= po.stat().st_mtime):
            with mo.open("rb") as file:
                catalog = read_mo(file)
        elif po.exists():
            catalog = _read_po(po)
        else:
            continue
        for message in catalog:
            if message.id and message.string and not message.fuzzy and isinstance(message.string, str):
                yield (message.context or "", str(message.id)), message.string


def _read_po(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)
