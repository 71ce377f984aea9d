"""Finding a service by a few words: names, abbreviations, needs, misspellings. For people with a caller waiting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from bot.language.catalogues import Catalogue
from bot.pathway.model import Pathway
from bot.safety.normalise import plain

_WEIGHTS = {"name": 8, "best": 6, "need": 4, "what": 2, "who": 1}
"""A word of a name counts most, then of the need for which the service is the first choice."""
_NEAR_ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Found:
    """A service and how well it answers (higher is better; for ranking only)."""

    service: str
    score: int


class Index:
    """The services of one pathway in one language. `also` are further words by service, such as abbreviations."""

    def __init__(self, pathway: Pathway, words: Catalogue, fallback: Iterable[str] = ("gp", "health_visitor")) -> None:
        self._fallback = tuple(fallback)
        self._words: dict[str, dict[str, int]] = {}
        best: dict[str, set[str]] = {}
        offered: dict[str, set[str]] = {}
        for need in pathway.needs.values():
            named = f"{words.text(need.label)} {need.id.replace('_', ' ')}"
            for id in need.offers[0].first[:1]:
                best.setdefault(id, set()).add(named)
            for offer in need.offers:
                for id in (*offer.first, *offer.also):
                    offered.setdefault(id, set()).add(named)
        for service in pathway.services.values():
            fields = {
                "name": f"{words.text(service.name)} {service.id.replace('_', ' ')} {service.provider}",
                "best": " ".join(sorted(best.get(service.id, ()))),
                "need": " ".join(sorted(offered.get(service.id, ()))),
                "what": f"{words.text(service.what)} {words.text(service.how)}",
                "who": " ".join(words.text(limit) for limit in service.limits.values()),
            }
            for kind, text in fields.items():
                for word in plain(text).split():
                    scores = self._words.setdefault(word, {})
                    scores[service.id] = max(scores.get(service.id, 0), _WEIGHTS[kind])
        self._vocabulary = sorted(self._words)

    def find(self, query: str, most: int = 10) -> list[Found]:
        """The best services for the words of `query` (as typed so far), best first. Never empty."""
        total: dict[str, int] = {}
        for word in plain(query).split()[:12]:
            for id, score in self._one(word).items():
                total[id] = total.get(id, 0) + score
        found = sorted((Found(id, score) for id, score in total.items()), key=lambda one: -one.score)[:most]
        return found or [Found(id, 0) for id in self._fallback]

    def _one(self, word: str) -> dict[str, int]:
        best: dict[str, int] = {}
        matches = [known for known in self._vocabulary if known.startswith(word)]
        if not matches and len(word) > 3:
            matches = get_close_matches(word, self._vocabulary, n=3, cutoff=_NEAR_ENOUGH)
        for known in matches:
            for id, score in self._words[known].items():
                exact = 2 if known == word else 1
                best[id] = max(best.get(id, 0), score * exact)
        return best
