"""How plain a piece of English is: the length of its sentences, and the school grade that its words ask for."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from pyphen import Pyphen

_APART = "|".join(
    (
        r"%\(\w+\)s",
        r"(?:https?://|www\.)\S*[^\s.,;:!?]",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"\b\d{1,2}(?:[.:]\d{2})?\s?[ap]m\b",
        r"\b\d{1,2}[.:]\d{2}\b",
        r"\b\d[\d ]*\d\b",
    )
)
"""What a filled place, a link, an e-mail address, a time and a phone number look like."""
_ONE = "X"
"""Stands for each of these and for each name: one word of one syllable."""
_WORD = re.compile(r"\w[\w'’&-]*")
_END = re.compile(r"[.!?]+[\"'”’)]*(?:\s+|$)|\n+")
_VOWELS = re.compile(r"[aeiouyà-ÿ]+")
_SILENT = re.compile(r"(?:(?<=[^aeiouy])(?<![^aeiouy]l)e|(?<![cgsxz])(?<!sh)(?<!ch)es|(?<=[^aeiouytd])ed)$")
"""The endings of "fine", "times" and "called". The e of "able", "places" and "needed" is said."""


@dataclass(frozen=True, slots=True)
class Readability:
    """What was counted in a text, for its author and not for its reader.

    `sentences` and `words` are counts, `longest` the words of the longest sentence. `grade` is the Flesch-Kincaid
    grade in years of United States schooling: 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid
    and others, 1975). Five more than the grade is about the age. The NHS content guide aims at a reading age of 9 to
    11 years. It says little of a text of a few words, where one long word decides.
    """

    sentences: int
    longest: int
    words: int
    grade: float


def measure(text: str, names: Collection[str] = ()) -> Readability:
    """Measure English prose. A line's end ends a sentence. `names` are as in `apart`. Without words all is 0."""
    lengths, spoken = [], 0
    for sentence in _END.split(apart(text, names)):
        if words := _WORD.findall(sentence):
            lengths.append(len(words))
            spoken += sum(map(syllables, words))
    total = sum(lengths)
    if not total:
        return Readability(0, 0, 0, 0.0)
    return Readability(len(lengths), max(lengths), total, 0.39 * total / len(lengths) + 11.8 * spoken / total - 15.59)


def apart(text: str, names: Collection[str] = ()) -> str:
    """The text with every name, filled place, number, time and link as "X", since nobody can word these plainer.

    `names` are matched as whole words in the case they are given in, the longest first.
    """
    longest_first = sorted(names, key=len, reverse=True)
    named = "".join(rf"(?<!\w){re.escape(name)}(?!\w)|" for name in longest_first if name)
    return re.sub(named + _APART, _ONE, text)


def syllables(word: str) -> int:
    """The syllables of an English word, by pyphen's British hyphenation: about, and never 0.

    A printer leaves no single letter on a line and parts no short ending, so "baby" has no hyphen and "family" one:
    the vowels within each part are counted too.
    """
    return sum(
        max(1, len(_VOWELS.findall(_SILENT.sub("", part)))) for part in _british().inserted(word.lower()).split("-")
    )


@cache
def _british() -> Pyphen:
    return Pyphen(lang="en_GB")
