"""What people see of an answer, and whether it is English."""

import re

from bot.language.catalogues import Catalogues
from bot.loading.pathway import read_pathway
from tests.conftest import HOME

TRANSLATIONS = HOME / "translations"
LOADED = read_pathway((HOME / "pathways.yaml").read_text("utf-8"), file="pathways.yaml")
PATHWAY = LOADED.pathway
WORDINGS = {wording.text.id: wording.text for wording in LOADED.wordings if not wording.text.name}
CATALOGUES = Catalogues(TRANSLATIONS, PATHWAY.numbers)
LANGUAGES = ("ar", "bg", "lt", "pl", "pt", "ro", "ru", "uk")
DONE = (*LANGUAGES, "en@easyread")

PLACE_NAMES = {
    f"question.area.{option.value}"
    for option in PATHWAY.questions["area"].options
    if option.value not in ("elsewhere", "unsure")
}
ALIKE = PLACE_NAMES | {"phrase.hidden_limit"}
"""Names of places, and a colon between a name and a limit: any language may write them as English does."""

NAMES = PATHWAY.names | {wording.text.english for wording in LOADED.wordings if wording.text.name}
_APART = re.compile("|".join((*sorted(map(re.escape, NAMES), key=len, reverse=True), r"\([^)]*\)", r"https?://\S+")))
_LITTLE = {
    *("the", "and", "you", "your", "with", "from", "this", "that", "they", "have"),
    *("will", "when", "what", "how", "help", "of", "is"),
}
_WHOLE = {
    CATALOGUES["en"].text(text)
    for id, text in WORDINGS.items()
    if id not in ALIKE and set(re.findall(r"%\((\w+)\)s", text.english)) <= set(PATHWAY.numbers)
}
_MACHINE = {
    *("id", "slot", "values", "kind", "type", "tier", "status", "locale", "dir", "lang", "href", "level", "access"),
    *("place", "place_order", "need", "rule", "picture", "keyword", "unknown", "ask", "heard", "understood"),
    *("provider", "quote", "source"),
}
"""Keys of a reply whose values nobody reads, or are quotations and names of providers."""


def english(text):
    """Whether a text is one of ours in English, or holds two of the little words no English sentence does without.

    Brackets may hold the English word that staff will use.
    """
    bare = text.replace("\u2066", "").replace("\u2069", "")
    return bare in _WHOLE or len(_LITTLE & set(re.findall(r"[a-z]+", _APART.sub(" ", bare).lower()))) > 1


def seen(part):
    """Every string of an answer that people read."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key not in _MACHINE and (key != "value" or part.get("type") == "hours"):
                yield from seen(value)
    elif isinstance(part, list):
        for value in part:
            yield from seen(value)
    elif isinstance(part, str):
        yield part


def marked(part):
    """Every piece of an answer that says which language it is in."""
    if isinstance(part, dict):
        if "lang" in part:
            yield part
        for value in part.values():
            yield from marked(value)
    elif isinstance(part, list):
        for value in part:
            yield from marked(value)
