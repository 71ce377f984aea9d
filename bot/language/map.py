"""The map in the words of a language: as a picture for a page, as a file that stands alone, and as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language import svg
from bot.language.catalogues import Catalogue
from bot.language.services import Directory
from bot.language.sheet import drawn, notes
from bot.pathway.arrows import Rect
from bot.pathway.draw import LINE, Drawing, draw
from bot.pathway.flow import Chart, Item, Kind, Row, chart_for, charts
from bot.pathway.model import Pathway
from bot.pathway.text import Text

MARGIN = 8
"""Pixels between the parts of a file."""
APART = 40
"""Pixels between its charts."""


@dataclass(frozen=True, slots=True)
class Told:
    """A move in words."""

    number: int
    start: str
    end: str
    says: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in words. `about` is when a check is and what a tool does; a service leads to its own page."""

    id: str
    kind: Kind
    name: str
    about: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """A row of the chart as part of a table: what there is, by the names of the stages it is for."""

    id: str
    name: str
    lines: tuple[tuple[tuple[str, ...], tuple[Entry, ...]], ...]


class Maps:
    """The maps of a pathway, in the words of any language."""

    def __init__(self, pathway: Pathway) -> None:
        self.pathway = pathway
        self._directory = Directory(pathway)
        timeline = pathway.timeline
        self._texts: dict[str, tuple[Text, ...]] = {
            **{service.id: (service.name,) for service in pathway.services.values()},
            **{f"check.{check.id}": (check.name, check.when) for check in timeline.checks},
            **{f"tool.{tool.id}": (tool.name, tool.what) for tool in timeline.tools},
        }

    def charts(self, *, strand: str | None = None, need: str | None = None) -> tuple[Chart, ...]:
        """The chart of a need or of a strand, otherwise one for each strand. KeyError for a need that is not known."""
        if need is not None:
            return (chart_for(self.pathway, need),)
        return tuple(chart for chart in charts(self.pathway) if strand in (None, chart.id))

    def heading(self, chart: Chart, words: Catalogue) -> str:
        """What a chart is called: its need, or its strand."""
        need = self.pathway.needs.get(chart.id)
        return _line(words, need.label if need else self.pathway.strands[chart.id])

    def told(self, chart: Chart, words: Catalogue) -> tuple[Told, ...]:
        """The moves of a chart in sentences, numbered as on the map."""
        return tuple(
            Told(number, self._name(move.start, words), self._name(move.end, words), _line(words, move.says))
            for number, move in enumerate(chart.moves, 1)
        )

    def legend(self, chart: Chart, words: Catalogue) -> tuple[tuple[str, str], ...]:
        """The signs that a chart holds, each with what it means."""
        drawing = self._drawing(chart, words)
        rows = [band.id for band in drawing.bands if band.id in ("checks", "tools")]
        frames = ["frame"] if any(band.frames for band in drawing.bands) else []
        ways = [way for way in svg.DASHES if any(arrow.way == way for arrow in drawing.arrows)]
        return tuple(
            (svg.sign(id, mirrored=drawing.mirrored), self._phrase(f"map_{id}", words))
            for id in (*rows, *frames, *ways)
        )

    def table(self, chart: Chart, words: Catalogue) -> tuple[Section, ...]:
        """The same as the picture shows. What is for the same stages stands together, as in its frames."""
        return tuple(Section(row.id, self._row_name(row.id, words), self._lines(row, words)) for row in chart.rows)

    def picture(self, chart: Chart, words: Catalogue) -> str:
        """One chart for a page, which says the rest in its own words. Its boxes lead to their services."""
        drawing = self._drawing(chart, words)
        names = f"map-{chart.id}", self._title(chart, words), self._phrase("map_about", words)
        parts = drawn(drawing, links=f"/professionals/services/%s/patient?lang={words.wire}")
        return svg.document(
            parts, drawing.width, drawing.height, names=names, role="group", lang=words.wire, dir=words.dir
        )

    def file(self, chosen: Sequence[Chart], words: Catalogue) -> str:
        """Charts one below the other, each with its legend, its moves in sentences and the way to urgent help."""
        parts: list[str] = []
        top = wide = 0
        for chart in chosen:
            drawing = self._drawing(chart, words)
            sheet, high = self._sheet(chart, drawing, words)
            parts += [f'<g transform="translate(0 {top})">', *sheet, "</g>"]
            top, wide = top + high + APART, drawing.width
        title = self._title(chosen[0], words) if len(chosen) == 1 else self._phrase("map_title", words)
        names = "map", title, self._phrase("map_about", words)
        return svg.document(parts, wide, top - APART, names=names, role="img", lang=words.wire, dir=words.dir)

    def _title(self, chart: Chart, words: Catalogue) -> str:
        return f"{self._phrase('map_title', words)}: {self.heading(chart, words)}"

    def _phrase(self, id: str, words: Catalogue) -> str:
        return _line(words, self.pathway.phrases[id])

    def _name(self, id: str, words: Catalogue) -> str:
        return _line(words, self._texts[id][0])

    def _row_name(self, row: str, words: Catalogue) -> str:
        return _line(words, self.pathway.levels.get(row) or self.pathway.phrases[f"map_{row}"])

    def _lines(self, row: Row, words: Catalogue) -> tuple[tuple[tuple[str, ...], tuple[Entry, ...]], ...]:
        stages = [_line(words, stage.label) for stage in self.pathway.timeline.stages]
        found: dict[tuple[int, int], list[Entry]] = defaultdict(list)
        for item in sorted(row.items, key=lambda item: (item.first, item.last)):
            found[item.first, item.last].append(self._entry(item, words))
        return tuple((tuple(stages[first : last + 1]), tuple(entries)) for (first, last), entries in found.items())

    def _entry(self, item: Item, words: Catalogue) -> Entry:
        name, *about = (_line(words, text) for text in self._texts[item.id])
        return Entry(item.id, item.kind, name, about[0] if about else None)

    def _drawing(self, chart: Chart, words: Catalogue) -> Drawing:
        told = {
            item.id: tuple(_line(words, text) for text in self._texts[item.id][: 2 if item.kind == "check" else 1])
            for row in chart.rows
            for item in row.items
        }
        stages = {f"stage.{stage.id}": (_line(words, stage.label),) for stage in self.pathway.timeline.stages}
        rows = {f"row.{row.id}": (self._row_name(row.id, words),) for row in chart.rows}
        return draw(chart, told | stages | rows, mirrored=words.dir == "rtl")

    def _sheet(self, chart: Chart, drawing: Drawing, words: Catalogue) -> tuple[list[str], int]:
        """What a chart of a file holds, and how high it is."""
        title = svg.text((self._title(chart, words),), drawing.width // 2, 26, size=20, bold=True)
        legend, top = notes(self.legend(chart, words), 40, drawing, beside=svg.SIGN + MARGIN, abreast=6)
        chart_at = f'<g transform="translate(0 {top})">'
        moves = [(svg.badge((10, LINE // 2), one.number), one.says) for one in self.told(chart, words)]
        told, bottom = notes(moves, top + drawing.height + MARGIN, drawing, beside=24, abreast=4)
        card = self.pathway.safety.standing
        calls = [("", _line(words, card.heading)), *(("", self._call(id, words)) for id in card.services)]
        urgent, end = notes(calls, bottom + MARGIN, drawing, beside=0, abreast=len(calls), bold=True)
        border = svg.rect("urgent", Rect(1, bottom, drawing.width - 2, end - bottom), stroke=svg.DANGER, thick=2.0)
        return [title, *legend, chart_at, *drawn(drawing), "</g>", *told, border, *urgent], end + 1

    def _call(self, id: str, words: Catalogue) -> str:
        way = self._directory.way_in(id, words)
        number = f"{way['keyword']} → {way['value']}" if way["keyword"] else way["value"]
        return f"{way['name']}: \u2066{number}\u2069"


def _line(words: Catalogue, text: Text) -> str:
    """Easy Read breaks its lines; the map breaks them where they fit."""
    return " ".join(words.text(text).split())
