"""Finding a service by a few words: names, abbreviations, needs, misspellings. For people with a caller waiting.

A table of words and what each is worth for each service, and a few lines of arithmetic over it. The page for
professionals is sent the same table, so that it ranks in the browser exactly as it is ranked here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log

from bot.language.catalogues import Catalogue
from bot.pathway.conditions import slots_of
from bot.pathway.model import Need, Pathway
from bot.pathway.navigator import NARROW
from bot.safety.normalise import plain

_WEIGHTS = {"known_as": 90, "name": 80, "part": 70, "best": 60, "need": 40, "what": 20, "who": 10}
"""An abbreviation or name counts most (`part` is one word of several by which it is known), then the words of a need
for which the service is a first choice.
"""
_AGAIN = 0.1
"""What a word is worth where it stands again for the same service."""
_NARROW_FIRST = 1.2
"""Of two services for one need, the one that is not for everyone is more often what is looked for."""
_LITTLE = (
    "a about after all also am an and any are as at baby be been but by can cannot do does doesnt dont for from get "
    "has have he her him his i if in is it its may me my now of on or our she so some someone that the their them "
    "there they this to us was we what when where which who will with you your"
)
"""English words that stand in everything: they find nothing by themselves, and only as the beginning of another."""
_AGE = re.compile(r"\b\d{1,2}( \d)? ?(w|we|wee|weeks?|wks?|m|mo|mon|mont|months?|mths?|mnths?)\b")
"""An age or a week of pregnancy: it says nothing of which service, and must not find the ones with a number in them."""
_MOST_WORDS = 12
_MISSPELT_FROM = 4
"""Letters a word has before it is taken for a misspelling: shorter ones are too close to too much."""


@dataclass(frozen=True, slots=True)
class Found:
    """A service and how well it answers (higher is better; for ranking only)."""

    service: str
    score: int


class Index:
    """The services of one pathway in one language."""

    def __init__(self, pathway: Pathway, words: Catalogue, fallback: Iterable[str] = ("gp", "health_visitor")) -> None:
        self.fallback = tuple(fallback)
        self._order = {id: place for place, id in enumerate(pathway.services)}
        found: dict[str, dict[str, list[float]]] = {}
        for id, weight, text in _texts(pathway, words):
            for word in dict.fromkeys(plain(text).split()):
                found.setdefault(word, {}).setdefault(id, []).append(weight)
        self.table: Mapping[str, Mapping[str, int]] = {
            word: {id: _worth(weights, len(by_service), len(pathway.services)) for id, weights in by_service.items()}
            for word, by_service in sorted(found.items())
        } | {word: {} for word in _LITTLE.split()}
        """Word, as `plain` writes it, to what it is worth for each service."""

    def find(self, query: str, most: int = 10, among: Collection[str] | None = None) -> list[Found]:
        """The best services for the words of `query` (as typed so far), best first. Never empty.

        `among` leaves out the others; the fallback is given where nothing else is found.
        """
        typed = _AGE.sub(" ", plain(query)).split()[:_MOST_WORDS]
        total: dict[str, int] = {}
        for place, word in enumerate(typed):
            for id, score in self._one(word, being_typed=place == len(typed) - 1).items():
                if among is None or id in among:
                    total[id] = total.get(id, 0) + score
        found = sorted((Found(id, score) for id, score in total.items()), key=self._rank)[:most]
        return found or [Found(id, 0) for id in self.fallback]

    def _rank(self, one: Found) -> tuple[int, int]:
        return -one.score, self._order[one.service]

    def _one(self, word: str, *, being_typed: bool) -> dict[str, int]:
        """What a word is worth: whole, as a beginning (half), or as a misspelling (half) where it is neither."""
        best: dict[str, int] = {}
        matches = [(word, 2)] if word in self.table else []
        if being_typed or not matches:
            matches += [(known, 1) for known in self.table if known != word and known.startswith(word)]
        if not matches and len(word) >= _MISSPELT_FROM:
            matches = [(known, 1) for known in self.table if misspelt(word, known)]
        for known, times in matches:
            for id, score in self.table[known].items():
                best[id] = max(best.get(id, 0), score * times)
        return best


def misspelt(word: str, known: str) -> bool:
    """Whether `word` is `known`, or its beginning, with a slip (two in a long word). The first letter must be right."""
    if word[0] != known[0] or len(known) < _MISSPELT_FROM:
        return False
    slips = 1 if len(word) < 8 else 2
    return _apart(word, known, slips) <= slips or _apart(word, known[: len(word)], slips) <= slips


def _apart(one: str, other: str, most: int) -> int:
    """Letters changed, left out, put in or swapped with the next (optimal string alignment); stops above `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _worth(weights: Iterable[float], services: int, all_services: int) -> int:
    """A word for a service: its best weight and a little for each other, more the fewer services it fits."""
    best, *others = sorted(weights, reverse=True)
    return round((best + _AGAIN * sum(others)) * (1 + log(all_services / services)))


def _texts(pathway: Pathway, words: Catalogue) -> Iterable[tuple[str, float, str]]:
    """Service, weight and text: everything by which a service may be found."""
    for need in pathway.needs.values():
        named = f"{words.text(need.label)} {need.id.replace('_', ' ')} {' '.join(need.known_as)}"
        for id, weight in _helpers(pathway, need).items():
            yield id, weight * (_NARROW_FIRST if pathway.services[id].level in NARROW else 1), named
    for service in pathway.services.values():
        for known in service.known_as:
            yield service.id, _WEIGHTS["part" if " " in known else "known_as"], known
        yield service.id, _WEIGHTS["name"], f"{words.text(service.name)} {service.id.replace('_', ' ')}"
        yield service.id, _WEIGHTS["what"], f"{words.text(service.what)} {words.text(service.how)} {service.provider}"
        yield service.id, _WEIGHTS["who"], " ".join(words.text(limit) for limit in service.limits.values())


def _helpers(pathway: Pathway, need: Need) -> dict[str, int]:
    """The services of a need. The first choice of an offer to every role, and of its safety card, weighs more."""
    lists = [
        ("role" not in slots_of(offer.when), offer.first, (*offer.also, *offer.meanwhile)) for offer in need.offers
    ]
    if need.card is not None:
        lists.append((True, pathway.safety.cards[need.card].services, ()))
    found: dict[str, int] = {}
    for to_all, first, others in lists:
        for place, id in enumerate((*first, *others)):
            weight = _WEIGHTS["best" if to_all and first and place == 0 else "need"]
            found[id] = max(found.get(id, 0), weight)
    return found
