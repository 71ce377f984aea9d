"""Small folders of translations to try things on."""

import os
import shutil

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.language.seen import TRANSLATIONS, WORDINGS


def copied(folder, *locales):
    """A folder with the catalogues of these locales as they are, source only, and the templates."""
    for locale in locales:
        shutil.copytree(
            TRANSLATIONS / locale,
            folder / locale,
            ignore=shutil.ignore_patterns("*.mo", "*.yml", "crisis.yaml", "*.tsv"),
        )
    for template in TRANSLATIONS.glob("*.pot"):
        shutil.copy(template, folder)
    return folder


def written(folder, locale, told, *, fuzzy=(), translator="the project", domain="pathways"):
    """A catalogue of a few messages: id of the text to words. Those in `fuzzy` need another look."""
    catalog = Catalog(locale=None, last_translator=translator, fuzzy=False)
    for id, words in told.items():
        catalog.add(WORDINGS[id].english, words, context=id, flags=["fuzzy"] if id in fuzzy else [])
    return save(catalog, folder, locale, domain)


def save(catalog, folder, locale, domain="pathways"):
    """Write a catalogue, newer than what was compiled of it before."""
    path = folder / locale / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=None)
    compiled = path.with_suffix(".mo")
    if compiled.exists():
        later = compiled.stat().st_mtime + 10
        os.utime(path, (later, later))
    return path


def opened(folder, locale, domain="pathways"):
    """The catalogue of a locale."""
    with (folder / locale / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file)
