"""The small language of crisis phrases: what a clinician or a translator can write, and RE2 can match in linear time.

word            that word
word*           any word that begins so
(a|b c|d*)      one of these
x?              x may be missing
...             up to five words between
"""

from __future__ import annotations

import re
from functools import cache

GAP = 5
_TOKEN = re.compile(r"\.\.\.|\([^()]*\)\??|[^\s()]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\*?\Z")


class BadPattern(ValueError):
    """A pattern that is not of the language; the message says what is wrong with it."""


@cache
def to_expression(pattern: str) -> str:
    """An RE2 expression that finds `pattern` in a text whose words are each led by one space."""
    parts = []
    rest = _TOKEN.sub(" ", pattern).strip()
    if rest:
        raise BadPattern(f"'{rest}' does not belong here: brackets must match")
    tokens = _TOKEN.findall(pattern)
    if not tokens or all(token == "..." or token.endswith("?") for token in tokens):
        raise BadPattern("at least one word must be there")
    for token in tokens:
        if token == "...":
            parts.append(f"(?: [^ ]+){{0,{GAP}}}")
        elif token.startswith("("):
            body = _alternatives(token.removesuffix("?")[1:-1])
            parts.append(f"(?: {body})?" if token.endswith("?") else f" {body}")
        elif token.endswith("?"):
            parts.append(f"(?: {_word(token[:-1])})?")
        else:
            parts.append(f" {_word(token)}")
    return "".join(parts) + "(?: |$)"


def words_of(pattern: str) -> frozenset[str]:
    """The whole words of a pattern (not the beginnings marked by *)."""
    return frozenset(re.findall(r"(?<![^\W_])[^\W_]+(?![*\w])", pattern))


def _alternatives(body: str) -> str:
    choices = [choice.split() for choice in body.split("|")]
    if not all(choices):
        raise BadPattern("an empty choice: take out the extra '|'")
    return "(?:" + "|".join(" ".join(map(_word, choice)) for choice in choices) + ")"


def _word(word: str) -> str:
    if not _WORD.match(word):
        raise BadPattern(f"'{word}' is not a word: use letters, digits and a * at the end")
    return re.escape(word.removesuffix("*")) + ("[^ ]*" if word.endswith("*") else "")
