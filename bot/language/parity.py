"""Whether every wording can be said in every language: the walk through the answers is the same in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.language.catalogues import Catalogues
from bot.language.tags import base
from bot.loading.reader import placeholders
from bot.pathway.text import Text


def unsaid(texts: Iterable[Text], catalogues: Catalogues) -> Iterator[str]:
    """What is wrong, a line each: a wording that is not in a language, or whose places cannot be filled there."""
    texts = tuple(text for text in texts if not text.name)
    for locale in catalogues.locales:
        words = catalogues[locale]
        for text in texts:
            said = words.find(text.id, text.english)
            if base(said.lang) != base(words.wire):
                yield f"{locale}: {text.id} is said in {said.lang}"
            try:
                said.text % dict.fromkeys(placeholders(text.english), "")
            except (KeyError, ValueError, TypeError):
                yield f"{locale}: the places of {text.id} cannot be filled"
