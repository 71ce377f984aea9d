"""How complete and how faithful the translations are: a line a locale, and every problem with where and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.language.catalogues import DOMAINS, is_draft
from bot.language.tags import is_easy, plain

SAFETY = ("card.", "phrase.not_advice", "phrase.signed_off_nobody", "phrase.welcome_privacy")
"""How the ids of wording begin without which nothing is released: urgent help, and what we say of ourselves."""
EASY_WORDS = 15
BUTTON_WORDS = 10
_PLACE = re.compile(r"%\(\w+\)s")
_NUMBER = re.compile(r"\d+")
_LINK = re.compile(r"https?://\S+")
_BRACKETS = re.compile(r"\([^)]*\)")
_ENGLISH = frozenset(
    "the you your with from this that they their have will when what how help".split()  # noqa: SIM905
)
"""Words that no sentence of English can do without, and that are no words of our other languages."""
_LATIN = re.compile(r"[A-Za-z]{3,}")
_SMALL = re.compile(r"\b[a-z]{3,}")
_OWN_SCRIPT = frozenset({"ar", "bg", "ru", "uk"})


@dataclass(slots=True)
class Line:
    """One locale: counts of messages, and its problems (`problem` names the message)."""

    locale: str
    wanted: int = 0
    done: int = 0
    fuzzy: int = 0
    missing: int = 0
    draft: bool = True
    longest: str = ""
    problems: list[str] = field(default_factory=list)
    blocking: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Done, 0.0 to 1.0."""
        return self.done / self.wanted if self.wanted else 0.0


def examine(translations: Path, names: Collection[str]) -> list[Line]:
    """A line for every locale but English. `names` (of services, places) may stay English in any language."""
    known = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)) or r"(?!)")
    return [
        _examine(folder, known)
        for folder in sorted(path.parent for path in translations.glob("*/LC_MESSAGES"))
        if folder.name != "en"
    ]


def _examine(folder: Path, names: re.Pattern[str]) -> Line:
    line = Line(folder.name)
    longest = 0.0
    drafts = []
    for domain in DOMAINS:
        template = _read(folder.parent / f"{domain}.pot")
        catalog = _read(folder / "LC_MESSAGES" / f"{domain}.po")
        drafts.append(is_draft(catalog))
        for wanted in template:
            if not wanted.id:
                continue
            line.wanted += 1
            english, context = str(wanted.id), wanted.context or ""
            found = catalog.get(english, context=wanted.context)
            state = _state(found)
            if state != "done":
                line.fuzzy += state == "fuzzy"
                line.missing += state == "missing"
                if context.startswith(SAFETY):
                    line.blocking.append(f"{context}: {state}")
                continue
            line.done += 1
            assert found is not None
            told = str(found.string)
            line.problems.extend(f"{context}: {fault}" for fault in _faults(plain(folder.name), english, told, names))
            if is_easy(folder.name):
                line.problems.extend(f"{context}: {fault}" for fault in _hard(told))
            if len(english) > 20 and len(told) / len(english) > longest:
                longest, line.longest = len(told) / len(english), f"{context} ({len(told) / len(english):.1f} times)"
    line.draft = any(drafts)
    return line


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


def _state(message: Message | None) -> str:
    if message is None or not message.string:
        return "missing"
    return "fuzzy" if message.fuzzy else "done"


def _faults(language: str, english: str, told: str, names: re.Pattern[str]) -> Iterator[str]:
    if set(_PLACE.findall(told)) != set(_PLACE.findall(english)):
        yield f"the places are {_listed(_PLACE, told)}, in English {_listed(_PLACE, english)}"
    missing = set(_numbers(english)) - set(_numbers(told))
    if missing:
        yield f"the numbers {', '.join(sorted(missing))} are missing"
    if language != "en" and set(_numbers(told)) - set(_numbers(english)):
        yield f"the numbers {', '.join(sorted(set(_numbers(told)) - set(_numbers(english))))} are not in the English"
    if _LINK.findall(told) != _LINK.findall(english):
        yield "the links differ"
    if language == "en":
        return
    bare = names.sub(" ", _PLACE.sub(" ", _BRACKETS.sub(" ", told)))
    left = [word for word in _LATIN.findall(bare) if word.lower() in _ENGLISH]
    if left:
        yield f"English is left: {' '.join(left)}"
    if language in _OWN_SCRIPT and not re.search(r"[^\W\da-zA-Z]", told) and _SMALL.search(bare):
        yield "it is not in the language's script"


def _hard(told: str) -> Iterator[str]:
    for sentence in told.split("\n"):
        words = len(_PLACE.sub("N", sentence).split())
        if words > EASY_WORDS:
            yield f"a sentence of {words} words: {sentence}"


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(_PLACE.sub("", text))


def _listed(pattern: re.Pattern[str], text: str) -> str:
    return ", ".join(sorted(set(pattern.findall(text)))) or "none"


def unpictured(translations: Path, pictures: Mapping[str, tuple[str, ...]], drawn: Collection[str]) -> list[str]:
    """Messages of Easy Read with no picture for each line, and pictures that no file shows."""
    problems = [
        f"{context}: there is no picture '{name}'"
        for context, named in pictures.items()
        for name in named
        if name not in drawn
    ]
    for domain in DOMAINS:
        for message in _read(translations / "en@easyread" / "LC_MESSAGES" / f"{domain}.po"):
            if message.id and message.string:
                lines, named = str(message.string).count("\n") + 1, len(pictures.get(message.context or "", ()))
                if lines != named:
                    problems.append(f"{message.context}: {lines} lines, {named} pictures")
    return problems
