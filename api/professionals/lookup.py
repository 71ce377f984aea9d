"""The search of professionals: a few words or an outward postcode, and filters. The browser is sent the same tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.language.catalogues import Catalogue
from bot.language.search import Index
from bot.pathway.conditions import holds
from bot.pathway.model import Pathway
from bot.pathway.navigator import NARROW
from bot.safety.normalise import plain

MOST = 10
FILTERS = {"stage": "stage", "area": "area", "help_for": "role"}
"""The filters that are questions too, with the slot of a service's conditions."""
_REST_OF_A_POSTCODE = re.compile(r"\d[a-z]{2}\Z")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed and chosen. `chosen` is filter to value; `level` is that of the service."""

    q: str
    chosen: Mapping[str, str]
    level: str

    def __bool__(self) -> bool:
        return bool(self.q.strip() or self.chosen or self.level)


class Lookup:
    """The services of one pathway in one language. `outcodes` are outward postcodes and the areas they may mean."""

    def __init__(self, pathway: Pathway, words: Catalogue, outcodes: Mapping[str, frozenset[str]]) -> None:
        self.pathway, self.outcodes = pathway, outcodes
        self.index = Index(pathway, words)
        self.takes = {
            id: {
                name: tuple(
                    option.value
                    for option in pathway.questions[name].options
                    if holds(service.eligible, {slot: (option.value,)}) is not False
                )
                for name, slot in FILTERS.items()
            }
            for id, service in pathway.services.items()
        }
        """Service, filter, and the values with which the service stays in the list."""

    def find(self, wanted: Wanted) -> list[str]:
        """The services, best first. With words there is always an answer; with filters alone there may be none."""
        words, areas = self._read(wanted.q)
        among = {id for id in self.takes if self._stays(id, wanted, areas)}
        if words:
            return [one.service for one in self.index.find(words, MOST, among)]
        return sorted((id for id in self.takes if id in among), key=lambda id: self._browsed(id, bool(areas)))

    def tables(self) -> dict[str, Any]:
        """What the browser needs to rank as this does."""
        ids = list(self.pathway.services)
        place = {id: number for number, id in enumerate(ids)}
        return {
            "services": ids,
            "narrow": [int(self.pathway.services[id].level in NARROW) for id in ids],
            "levels": [self.pathway.services[id].level for id in ids],
            "takes": [self.takes[id] for id in ids],
            "fallback": [place[id] for id in self.index.fallback],
            "most": MOST,
            "outcodes": {code: sorted(areas) for code, areas in self.outcodes.items()},
            "words": {
                word: [number for id, score in scores.items() for number in (place[id], score)]
                for word, scores in self.index.table.items()
            },
        }

    def _read(self, q: str) -> tuple[str, frozenset[str]]:
        """The words of a search, and the areas of its outward postcode. The rest of a postcode is dropped."""
        words, areas = [], frozenset[str]()
        for word in plain(q).split():
            if word in self.outcodes:
                areas |= self.outcodes[word]
            elif not (areas and (_REST_OF_A_POSTCODE.match(word) or word.isdecimal())):
                words.append(word)
        return " ".join(words), areas

    def _stays(self, id: str, wanted: Wanted, areas: frozenset[str]) -> bool:
        takes = self.takes[id]
        return (
            all(value in takes[name] for name, value in wanted.chosen.items())
            and (not areas or not areas.isdisjoint(takes["area"]))
            and wanted.level in ("", self.pathway.services[id].level)
        )

    def _browsed(self, id: str, by_place: bool) -> tuple[int, bool]:
        """With a postcode alone, what is only for there comes first; else what is not for everyone."""
        return len(self.takes[id]["area"]) if by_place else 0, self.pathway.services[id].level not in NARROW
