"""Hard words that a reply uses, explained in the person's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.language.catalogues import Catalogue
from bot.pathway.model import Term

Json = dict[str, Any]


class Glossary:
    """Finds terms by their English forms, so that one list serves every language."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms
        self._owner = {form.casefold(): term.id for term in terms.values() for form in term.finds}
        longest_first = sorted(self._owner, key=len, reverse=True)
        self._forms = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if terms else None

    def explain(self, english: Json, words: Catalogue) -> list[Json]:
        """The terms that stand in a reply as it reads in English, in the order of the file, explained in `words`."""
        if self._forms is None:
            return []
        text = "\n".join(_strings(english)).casefold()
        found = {self._owner[form] for form in self._forms.findall(text)}
        explained = []
        for id in (id for id in self._terms if id in found):
            means = words.say(self._terms[id].means)
            explained.append(
                {"id": id, "term": words.text(self._terms[id].term), "means": means.text}
                | {"lang": means.lang, "dir": means.dir}
            )
        return explained


_READ = ("messages", "question", "outcome")
_SHOWN = frozenset({"text", "label", "help", "what", "how", "next", "times", "caution", "ask_person", "says", "why"})


def _strings(english: Json) -> Iterator[str]:
    return _walk([english.get(part) for part in _READ])


def _walk(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if isinstance(value, str):
                if key in _SHOWN:
                    yield value
            else:
                yield from _walk(value)
    elif isinstance(part, list):
        for value in part:
            if isinstance(value, str):
                yield value
            else:
                yield from _walk(value)
