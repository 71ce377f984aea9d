"""The crisis phrases of every language, from translations/<locale>/crisis.yaml."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bot.errors import LoadError
from bot.loading.checks import KINDS
from bot.loading.reader import Notebook, Reader
from bot.loading.strict_yaml import parse
from bot.safety.normalise import plain
from bot.safety.patterns import BadPattern, to_expression
from bot.safety.screen import Phrase, RiskTier, Screen

FILE = "crisis.yaml"


@dataclass(frozen=True, slots=True)
class Crisis:
    """One language's phrases, and the idioms that mean no harm."""

    locale: str
    phrases: tuple[Phrase, ...]
    idioms: tuple[str, ...]


def load_screen(translations: Path) -> Screen:
    """A screen over every language's phrases, or LoadError with every problem found.

    Words that stand at least twice among the examples of nlu.yml are ordinary: they are not taken for misspelt ones.
    """
    found = [read_crisis(path) for path in sorted(translations.glob(f"*/{FILE}"))]
    examples = " ".join(path.read_text("utf-8") for path in sorted(translations.glob("*/nlu.yml")))
    counts = Counter(re.findall(r"\w+", re.sub(r"['’]", "", examples.casefold())))
    return Screen(
        [phrase for one in found for phrase in one.phrases],
        [idiom for one in found for idiom in one.idioms],
        (plain(word) for word, count in counts.items() if count > 1),
    )


def read_crisis(path: Path) -> Crisis:
    """The phrases in one file, or LoadError."""
    notes = Notebook(f"{path.parent.name}/{path.name}")
    top = Reader(parse(path.read_text("utf-8"), file=notes.file), "the file", notes)
    ids: set[str] = set()

    def phrase(row: Reader) -> Phrase:
        id, pattern = row.need_word("id"), row.need_word("pattern")
        if id in ids:
            notes.problem(row.line, f"two phrases have the id '{id}'", "number one of them anew")
        ids.add(id)
        _check(notes, row.line, pattern)
        row.need_word("source")
        tier = cast(RiskTier, row.choice("tier", ("emergency", "urgent")))
        return Phrase(id, pattern, row.choice("kind", KINDS), tier)

    phrases = top.rows("phrases", phrase)
    idioms = top.words("idioms")
    for idiom in idioms:
        _check(notes, top.line_of("idioms"), idiom)
    top.close()
    if notes.problems:
        raise LoadError(notes.problems)
    return Crisis(path.parent.name, phrases, idioms)


def _check(notes: Notebook, line: int, pattern: str) -> None:
    try:
        to_expression(pattern)
    except BadPattern as error:
        notes.problem(line, f"the pattern '{pattern}' cannot be read: {error}", "see docs/safety/screening.md")
        return
    bare = " ".join(pattern.translate(str.maketrans("()|*?.", "      ")).split())
    if plain(bare) != bare:
        notes.problem(
            line,
            f"the pattern '{pattern}' is not written as it is matched",
            f"lower case, no marks, no apostrophes: '{plain(bare)}'",
        )
