"""What the widget says, in every language, as data for its script."""

from __future__ import annotations

import json
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.embed import TEMPLATES
from bot.assistant import Assistant
from bot.language import tags
from bot.language.catalogues import Catalogue

Json = dict[str, Any]
_ENV = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


def locales(assistant: Assistant) -> tuple[str, ...]:
    """Every locale with words of its own: each language, and Easy Read in English."""
    return (*assistant.catalogues.languages, tags.easy(tags.ENGLISH))


def words(assistant: Assistant, template: str) -> Json:
    """By locale (as on the wire): `dir`, and `say`: the words by name, `{text, lang, dir}` where not in the locale."""
    return {
        tags.to_wire(locale): {
            "dir": tags.direction(locale),
            "say": _said(assistant, assistant.catalogues[locale], template),
        }
        for locale in locales(assistant)
    }


def _said(assistant: Assistant, words: Catalogue, template: str) -> Json:
    def pgettext(context: str, english: str) -> Any:
        said = words.find(context, english)
        same = tags.base(said.lang) == tags.base(words.wire)
        return said.text if same else {"text": said.text, "lang": said.lang, "dir": said.dir}

    def phrase(id: str) -> Any:
        text = assistant.pathway.phrases[id]
        return pgettext(text.id, text.english)

    made: Json = json.loads(_ENV.get_template(template).render(pgettext=pgettext, phrase=phrase))
    return made


def urgent(assistant: Assistant) -> Json:
    """The standing way to urgent help: `contacts` (numbers and links), and by locale its `heading` and `names`."""
    standing = {
        tags.to_wire(locale): assistant.renderer.urgent(assistant.catalogues[locale]) for locale in locales(assistant)
    }
    return {
        "contacts": [
            {key: contact[key] for key in ("value", "keyword", "href")}
            for contact in standing[tags.ENGLISH]["contacts"]
            if contact["value"]
        ],
        "by": {
            wire: {
                "heading": _flat(block["heading"], wire),
                "names": [[one["name"], one["note"]] for one in block["contacts"] if one["value"]],
            }
            for wire, block in standing.items()
        },
    }


def _flat(said: Json, wire: str) -> Any:
    return said["text"] if tags.base(said["lang"]) == tags.base(wire) else said
