"""Locale names: Babel's inside (`en@easyread`), BCP 47 on the wire (`en-x-easyread`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from babel import Locale
from babel.core import get_locale_identifier, parse_locale

ENGLISH = "en"
_EASY = ("@easyread", "-x-easyread")


def to_wire(locale: str) -> str:
    """`en@easyread` to `en-x-easyread`, `pt_BR` to `pt-BR`."""
    return locale.replace(*_EASY).replace("_", "-")


def easy(locale: str) -> str:
    """The Easy Read version of a locale."""
    return locale if is_easy(locale) else f"{locale}{_EASY[0]}"


def plain(locale: str) -> str:
    """The locale without Easy Read."""
    return locale.removesuffix(_EASY[0])


def is_easy(locale: str) -> bool:
    """Whether a locale is Easy Read."""
    return locale.endswith(_EASY[0])


def base(wire: str) -> str:
    """The language of a wire tag: `pt-BR` and `en-x-easyread` are `pt` and `en`."""
    return wire.split("-")[0]


def direction(locale: str) -> str:
    """`ltr` or `rtl`."""
    return Locale.parse(locale.split("@")[0]).text_direction


def chain(locale: str) -> tuple[str, ...]:
    """Where to look for words: the locale, its parents, English."""
    base = locale.split("@")[0]
    steps = [locale, base, base.split("_")[0], ENGLISH]
    return tuple(dict.fromkeys(steps))


def negotiate(wishes: Iterable[str], known: Sequence[str]) -> str | None:
    """The first wish (BCP 47, any case) that a known locale can meet: exactly, or by language."""
    wire = {to_wire(locale).lower(): locale for locale in known}
    for wish in wishes:
        tag = wish.strip().replace("_", "-").replace("@easyread", "-x-easyread").lower()
        if tag in wire:
            return wire[tag]
        easy = tag.endswith("-x-easyread")
        try:
            parsed = parse_locale(tag.split("-x-")[0], sep="-")
        except ValueError:
            continue
        language, territory, script = parsed[0], parsed[1], parsed[2]
        for candidate in (
            get_locale_identifier((language, territory, script, None)),
            get_locale_identifier((language, None, script, None)),
            language,
        ):
            found = wire.get(to_wire(candidate).lower() + ("-x-easyread" if easy else ""))
            found = found or wire.get(to_wire(candidate).lower())
            if found is not None:
                return found
    return None


def accepted(header: str) -> list[str]:
    """The tags of an `Accept-Language` header, the most wanted first. What cannot be read is passed over."""
    weighed = []
    for part in header[:500].split(","):
        tag, _, quality = part.partition(";")
        try:
            weight = float(quality.partition("=")[2]) if quality else 1.0
        except ValueError:
            continue
        if tag.strip() and weight > 0:
            weighed.append((weight, tag.strip()))
    return [tag for _, tag in sorted(weighed, key=lambda pair: -pair[0])]
