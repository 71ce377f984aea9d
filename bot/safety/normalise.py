"""A copy of the text for detection only: the tricks of keyboards, typing and hiding are folded away.

Nothing here is ever shown. Several views are made, since no single folding is right: doubled letters may be a
stretched word ("dieee") or spelling ("kill"), digits may be letters ("su1cide") or Arabic sounds ("3").
"""

from __future__ import annotations

import re
import unicodedata

_LOOK_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝкмтвнгαεορτυνικ",
    "aeopcyxijshdqwkmtbhraeoptuvik",
)
_ALL_LOOK_ALIKE = re.compile(rf"(?<!\S)[{''.join(map(chr, _LOOK_ALIKE))}]{{2,}}(?!\S)")
_LATIN_LETTER = re.compile(r"[a-z]")
_LEET = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i"}
)
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = re.compile(r"['’ʼ`´‘]")
_SIGNS_OF_LEET = re.compile(r"(?<=\w)[@$!](?=\w)|(?<!\w)[@$](?=\w)")
_SIGNS = re.compile(r"[@$!]")
_DIGIT_BY_LETTER = re.compile(r"\d[^\W\d_]|[^\W\d_]\d")
_MAY_BE_LEET = re.compile(r"[@$!0-9]")
_NOT_WORD = re.compile(r"[^\w@$!]+|_+")
_STRETCHED = re.compile(r"(.)\1{2,}")
_SPACED_OUT = re.compile(r"(?<!\S)(?:\w ){2,}\w(?!\S)")


_LONGEST_SIGN = 4
_WHOLE_WORDS = {
    code: " "
    for start, end in ((0x3300, 0x3400), (0xFB00, 0xFE00))
    for code in range(start, end)
    if len(unicodedata.normalize("NFKC", chr(code))) > _LONGEST_SIGN
}
"""Signs that stand for whole words: a message of nothing else would grow eighteenfold when they are spelt out."""


class _Visible(dict[int, int | None]):
    """For str.translate: marks, format characters and lone surrogates are dropped. Fills itself as letters are met."""

    def __missing__(self, code: int) -> int | None:
        dropped = unicodedata.category(chr(code)) in ("Cf", "Mn", "Me", "Cs")
        self[code] = None if dropped else code
        return self[code]


_VISIBLE = _Visible()


def fold(text: str) -> str:
    """Lower case, compatibility forms, no marks, no invisible characters, words with one space between."""
    if text.isascii():
        return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", text.lower())).strip()
    short = text.translate(_WHOLE_WORDS)
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", short)).translate(_VISIBLE)
    lower = _APOSTROPHES.sub("", folded.casefold().translate(_LETTERS).translate(_ARABIC))
    words = _NOT_WORD.sub(" ", lower).split()
    return " ".join(_one_script(word) for word in words)


def plain(text: str) -> str:
    """The folded text with nothing but letters, digits and single spaces."""
    return " ".join(_SIGNS.sub(" ", fold(text)).split())


def views(text: str) -> tuple[str, ...]:
    """The readings worth searching, the plainest first, without repeats."""
    folded = fold(text)
    bare = " ".join(_SIGNS.sub(" ", folded).split())
    found = [bare]
    leet = bare
    if _MAY_BE_LEET.search(folded):
        leet = _unleet(folded, _LEET)
        found += [leet, _unleet(folded, _LEET | {ord("1"): "l"})]
    for view in dict.fromkeys((bare, leet)):
        if _STRETCHED.search(view):
            found += [_STRETCHED.sub(r"\1", view), _STRETCHED.sub(r"\1\1", view)]
    latin = _ALL_LOOK_ALIKE.sub(lambda match: match[0].translate(_LOOK_ALIKE), leet)
    if latin != leet and latin.isascii():
        # Where other letters of the script remain, it is a language that is written in it, and no disguise.
        found.append(latin)
    if _SPACED_OUT.search(leet):
        found.append(_SPACED_OUT.sub(lambda match: match[0].replace(" ", ""), leet))
    return tuple(dict.fromkeys(view for view in found if view))


def _unleet(folded: str, table: dict[int, str]) -> str:
    words = folded.split()
    plainer = {word: _letters(word, table) for word in set(words) if not word.isalpha()}
    return " ".join(filter(None, (plainer.get(word, word) for word in words)))


def _letters(word: str, table: dict[int, str]) -> str:
    if _SIGNS_OF_LEET.search(word) or _DIGIT_BY_LETTER.search(word):
        return word.translate(table)
    return _SIGNS.sub("", word)


def _one_script(word: str) -> str:
    if word.isascii() or not _LATIN_LETTER.search(word):
        return word
    return word.translate(_LOOK_ALIKE)
