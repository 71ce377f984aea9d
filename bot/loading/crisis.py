"""The crisis phrases of every language, from translations/<locale>/crisis.yaml."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bot.errors import LoadError, Problem
from bot.loading.checks import KINDS
from bot.loading.reader import Notebook, Reader
from bot.loading.strict_yaml import parse, text_of
from bot.safety.normalise import plain
from bot.safety.patterns import BadPattern, to_expression
from bot.safety.screen import Phrase, RiskTier, Screen, Softeners

FILE = "crisis.yaml"


@dataclass(frozen=True, slots=True)
class Crisis:
    """One language's phrases, the idioms that mean no harm, and what makes an emergency urgent."""

    locale: str
    phrases: tuple[Phrase, ...]
    idioms: tuple[str, ...]
    softeners: Softeners


def load_screen(translations: Path) -> Screen:
    """A screen over every language's phrases, or LoadError with every problem found.

    Words that stand at least twice among the examples of nlu.yml are ordinary: they are not taken for misspelt ones.
    """
    found: list[Crisis] = []
    problems: list[Problem] = []
    for path in sorted(translations.glob(f"*/{FILE}")):
        try:
            found.append(read_crisis(path))
        except LoadError as error:
            problems.extend(error.problems)
    if not problems and not any(one.phrases for one in found):
        problems.append(Problem(FILE, 1, "no language has a crisis phrase", f"put translations/en/{FILE} back"))
    if problems:
        raise LoadError(problems)
    texts = (text_of(path, file=f"{path.parent.name}/{path.name}") for path in sorted(translations.glob("*/nlu.yml")))
    examples = " ".join(texts)
    counts = Counter(re.findall(r"\w+", re.sub(r"['’]", "", examples.casefold())))
    return Screen(
        [phrase for one in found for phrase in one.phrases],
        [idiom for one in found for idiom in one.idioms],
        (word if word.isascii() else plain(word) for word, count in counts.items() if count > 1),
        Softeners(
            *(
                tuple(pattern for one in found for pattern in getattr(one.softeners, name))
                for name in ("spans", "past", "well", "present")
            )
        ),
    )


def read_crisis(path: Path) -> Crisis:
    """The phrases in one file, or LoadError."""
    notes = Notebook(f"{path.parent.name}/{path.name}")
    top = Reader(parse(text_of(path, file=notes.file), file=notes.file), "the file", notes)
    ids: set[str] = set()

    def phrase(row: Reader) -> Phrase:
        id, pattern = row.need_word("id"), row.need_word("pattern")
        if id in ids:
            notes.problem(row.line, f"two phrases have the id '{id}'", "number one of them anew")
        ids.add(id)
        if row.node("pattern") is not None:
            _check(notes, row.line, pattern)
        row.need_word("source")
        tier = cast(RiskTier, row.choice("tier", ("emergency", "urgent")))
        return Phrase(id, pattern, row.choice("kind", KINDS), tier)

    phrases = top.rows("phrases", phrase)

    def patterns(reader: Reader, key: str) -> tuple[str, ...]:
        written = reader.words_and_lines(key)
        for pattern, line in written:
            _check(notes, line, pattern)
        return tuple(pattern for pattern, _ in written)

    idioms = patterns(top, "idioms")
    softeners = Softeners()
    if top.node("softeners") is not None:
        soft = top.inner("softeners")
        softeners = Softeners(*(patterns(soft, key) for key in ("spans", "past", "well", "present")))
        soft.close()
    top.close()
    if notes.problems:
        raise LoadError(notes.problems)
    return Crisis(path.parent.name, phrases, idioms, softeners)


def _check(notes: Notebook, line: int, pattern: str) -> None:
    try:
        to_expression(pattern)
    except BadPattern as error:
        notes.problem(
            line, f"the pattern '{pattern}' cannot be read: {error}", "use words, word*, (a|b), x? and ..., no more"
        )
        return
    bare = " ".join(pattern.translate(str.maketrans("()|*?.", "      ")).split())
    if plain(bare) != bare:
        notes.problem(
            line,
            f"the pattern '{pattern}' is not written as it is matched",
            f"lower case, no marks, no apostrophes: '{plain(bare)}'",
        )
