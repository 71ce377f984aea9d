"""Forty ways in which people, keyboards and phones change what is written, each keeping it readable."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from itertools import pairwise

Change = Callable[[str, random.Random], str]
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
BIDI = "\u200e\u200f\u202a\u202c\u2066\u2069"
CYRILLIC = str.maketrans("aeopcyxis", "аеорсухіѕ")
LEET = str.maketrans("oieas", "01345")
KEYS = {a: b for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for a, b in pairwise(row)}


def _between(mark: str) -> Change:
    return lambda text, rng: "".join(c + mark if c.isalpha() and rng.random() < 0.4 else c for c in text)


def _full_width(text: str, rng: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _mathematical(start: int) -> Change:
    return lambda text, rng: "".join(chr(start + ord(c) - 97) if "a" <= c <= "z" else c for c in text.lower())


def _slip(text: str, rng: random.Random, how: Callable[[str, int], str]) -> str:
    """One slip in one long word."""
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if len(word) >= 7 and word.isalpha() and word.isascii()]
    if long:
        place = rng.choice(long)
        words[place] = how(words[place], rng.randrange(2, len(words[place]) - 2))
    return " ".join(words)


def _slipping(how: Callable[[str, int], str]) -> Change:
    return lambda text, rng: _slip(text, rng, how)


def _long_word(change: Callable[[str], str]) -> Change:
    """A change of one long word as a whole."""

    def changed(text: str, rng: random.Random) -> str:
        words = text.split(" ")
        long = [place for place, word in enumerate(words) if len(word) >= 5 and word.isalpha() and word.isascii()]
        if long:
            place = rng.choice(long)
            words[place] = change(words[place])
        return " ".join(words)

    return changed


def _stretched(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    place = rng.randrange(len(words))
    if words[place] and words[place][-1].isalpha():
        words[place] += words[place][-1] * rng.randrange(2, 6)
    return " ".join(words)


def _marked(mark: str) -> Change:
    return lambda text, rng: "".join(
        c + mark if c.isascii() and c.isalpha() and rng.random() < 0.2 else c for c in text
    )


CHANGES: dict[str, Change] = {
    "upper": lambda text, rng: text.upper(),
    "title": lambda text, rng: text.title(),
    "random case": lambda text, rng: "".join(rng.choice((c.upper(), c.lower())) for c in text),
    "no punctuation": lambda text, rng: "".join(c for c in text if c.isalnum() or c in " '’"),
    "no apostrophes": lambda text, rng: text.replace("'", "").replace("’", ""),
    "curly apostrophes": lambda text, rng: text.replace("'", "’"),
    "backtick apostrophes": lambda text, rng: text.replace("'", "`"),
    "two spaces": lambda text, rng: text.replace(" ", "  "),
    "tabs": lambda text, rng: text.replace(" ", "\t"),
    "new lines": lambda text, rng: text.replace(" ", "\n"),
    "no-break spaces": lambda text, rng: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text, rng: text.replace(" ", "\u2009"),
    "ideographic spaces": lambda text, rng: text.replace(" ", "\u3000"),
    "dots for spaces": lambda text, rng: text.replace(" ", "."),
    "dashes for spaces": lambda text, rng: text.replace(" ", "-"),
    "underscores for spaces": lambda text, rng: text.replace(" ", "_"),
    "dots between": lambda text, rng: text.replace(" ", " ... "),
    "exclamation": lambda text, rng: text + "!!!!!",
    "emoji after": lambda text, rng: text + " 😭😭💔",
    "emoji between": lambda text, rng: text.replace(" ", " 😢 "),
    "asterisks": lambda text, rng: f"*{text}*",
    "quotes": lambda text, rng: f"“{text}”",
    "zero width space": _between(ZERO_WIDTH[0]),
    "zero width non-joiner": _between(ZERO_WIDTH[1]),
    "zero width joiner": _between(ZERO_WIDTH[2]),
    "word joiner": _between(ZERO_WIDTH[3]),
    "byte order mark": _between(ZERO_WIDTH[4]),
    "soft hyphen": _between(ZERO_WIDTH[5]),
    "left-to-right marks": _between(BIDI[0]),
    "embedding": lambda text, rng: f"{BIDI[2]}{text}{BIDI[3]}",
    "isolates": lambda text, rng: f"{BIDI[4]}{text}{BIDI[5]}",
    "full width": _full_width,
    "mathematical bold": _mathematical(0x1D41A),
    "mathematical sans": _mathematical(0x1D5BA),
    "decomposed": lambda text, rng: unicodedata.normalize("NFD", text),
    "acute accents": _marked("\u0301"),
    "struck through": _marked("\u0336"),
    "look-alikes": lambda text, rng: text.translate(CYRILLIC) if text.isascii() else text,
    "stretched": _stretched,
    "leet": _long_word(lambda word: word.translate(LEET)),
    "letters apart": _long_word(" ".join),
    "a letter left out": _slipping(lambda word, at: word[:at] + word[at + 1 :]),
    "a letter doubled": _slipping(lambda word, at: word[:at] + word[at] + word[at:]),
    "a wrong key": _slipping(lambda word, at: word[:at] + KEYS.get(word[at], word[at]) + word[at + 1 :]),
}
