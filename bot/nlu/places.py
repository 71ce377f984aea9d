"""Where a message says it is from: an outward postcode, a town, a village. What straddles a border stays open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from importlib.resources import files

from bot.loading.strict_yaml import Entries, Items, Leaf, Node, parse
from bot.safety.normalise import plain

_OUTCODE = re.compile(r"\b([a-z]{1,2}[0-9][0-9a-z]?)(?: ?[0-9][a-z]{2})?\b")
_LEADS = frozenset(["in", "from", "near", "at", "live", "living", "around", "to", "by", "outside"])
_NOT_HOME = frozenset(["road", "rd", "street", "st", "hospital", "ward", "lane", "close", "avenue"])
ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Places:
    """The gazetteer: names (as `plain` writes them) and outcodes to the areas they may mean."""

    names: Mapping[str, frozenset[str]]
    outcodes: Mapping[str, frozenset[str]]
    shy: frozenset[str]

    def area(self, text: str) -> str | None:
        """The one area that the places in `text` (already `plain`) can mean together, or None."""
        found = [self.outcodes[code] for code in _OUTCODE.findall(text) if code in self.outcodes]
        words = text.split()
        at = 0
        while at < len(words):
            length = next((n for n in (4, 3, 2, 1) if self._named(words, at, n)), 0)
            if length:
                found.append(self.names[" ".join(words[at : at + length])])
            at += length or 1
        if not found:
            return None
        areas = reduce(frozenset.__and__, found) or frozenset().union(*found)
        inside = areas - {ELSEWHERE} if len(areas) > 1 and any(ELSEWHERE not in one for one in found) else areas
        return next(iter(inside)) if len(inside) == 1 else None

    def _named(self, words: list[str], at: int, length: int) -> bool:
        name = " ".join(words[at : at + length])
        if at + length > len(words) or name not in self.names:
            return False
        after = words[at + length] if at + length < len(words) else ""
        if after in _NOT_HOME:
            return False
        alone = length == len(words)
        return name not in self.shy or alone or (at > 0 and words[at - 1] in _LEADS)


def load_places() -> Places:
    """The gazetteer beside this file."""
    top = parse(files("bot.nlu").joinpath("places.yaml").read_text("utf-8"), file="bot/nlu/places.yaml")
    assert isinstance(top, Entries)
    names: dict[str, frozenset[str]] = {}
    places = top.entries["places"]
    for area, towns in places.entries.items() if isinstance(places, Entries) else ():
        for town in _words(towns):
            names[plain(town)] = frozenset({area})
    ambiguous = top.entries["ambiguous"]
    for item in ambiguous.items if isinstance(ambiguous, Items) else ():
        if isinstance(item, Entries):
            names[plain(_words(item.entries["name"])[0])] = frozenset(_words(item.entries["areas"]))
    codes = top.entries["outcodes"]
    outcodes = {
        code.lower(): frozenset(_words(areas))
        for code, areas in (codes.entries.items() if isinstance(codes, Entries) else ())
    }
    return Places(names, outcodes, frozenset(plain(name) for name in _words(top.entries["needs_in"])))


def _words(node: Node) -> list[str]:
    items = node.items if isinstance(node, Items) else (node,)
    return [str(item.value) for item in items if isinstance(item, Leaf)]
