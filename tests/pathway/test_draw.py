"""The map as positions: boxes apart and over their stages, arrows clear of them, numbers that can be read."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pathway.arrows import Rect
from bot.pathway.draw import BADGE, COLUMN, HEAD, LABEL, LINE, PAD, draw
from bot.pathway.flow import Chart, Item, Row, chart_for, charts
from bot.pathway.letters import width
from bot.pathway.model import Move
from bot.pathway.text import Text
from tests.pathway.drawn import crosses, on_edge, overlap, within
from tests.pathway.generated import LAW, PATHWAY

KINDS = {"checks": "check", "tools": "tool"}
STAGES = ("one", "two", "three", "four", "five")
words = st.lists(st.text("abiMW", min_size=1, max_size=14), min_size=1, max_size=6).map(" ".join)


@st.composite
def drawings(draw_from):
    """A chart with rows of every kind, and words for all of it."""
    stages = STAGES[: draw_from(st.integers(1, 5))]
    rows, services = [], []
    for row in ("checks", "tools", "universal", "targeted", "specialist"):
        items = []
        for number in range(draw_from(st.integers(0, 5))):
            first = draw_from(st.integers(0, len(stages) - 1))
            last = first if row == "checks" else draw_from(st.integers(first, len(stages) - 1))
            items.append(Item(f"{row}{number}", KINDS.get(row, "service"), first, last))
        if items:
            rows.append(Row(row, tuple(items)))
        services += [item.id for item in items if item.kind == "service"]
    moves = []
    if len(services) > 1:
        ends = st.lists(st.sampled_from(services), min_size=2, max_size=2, unique=True)
        kinds = st.sampled_from(["step_up", "step_down", "warm_handover"])
        for start, end in draw_from(st.lists(ends, max_size=4)):
            moves.append(Move(start, end, draw_from(kinds), Text("says", "Says."), None))
    names = [f"row.{row.id}" for row in rows] + [f"stage.{stage}" for stage in stages]
    names += [item.id for row in rows for item in row.items]
    told = {name: tuple(draw_from(st.lists(words, min_size=1, max_size=2))) for name in names}
    return Chart("toy", stages, tuple(rows), tuple(moves)), told


def checked(chart, drawing):
    """Every law of a drawing."""
    boxes = [box for band in drawing.bands for box in band.boxes]
    frames = [frame for band in drawing.bands for frame in band.frames]
    items = {(row.id, item.id, item.first): item for row in chart.rows for item in row.items}

    assert sorted(box.id for box in boxes) == sorted(item.id for item in items.values())
    for one, other in itertools.combinations(boxes, 2):
        assert not overlap(one.at, other.at), (one.id, other.id)
    for one, other in itertools.combinations(frames, 2):
        assert not overlap(one, other)
    assert drawing.bands[0].at.y == HEAD if drawing.bands else drawing.height == HEAD
    for above, below in itertools.pairwise(drawing.bands):
        assert above.at.bottom == below.at.y

    for band, row in zip(drawing.bands, chart.rows, strict=True):
        assert band.id == row.id
        assert band.at.height >= len(band.lines) * LINE
        bars = [*band.frames, *(box.at for box in band.boxes if not box.framed)]
        spans = sorted({(item.first, item.last) for item in row.items})
        assert sorted(map(over(drawing), bars)) == spans
        for box in band.boxes:
            assert within(box.at, band.at)
            frame = [one for one in band.frames if within(box.at, one)]
            assert len(frame) == box.framed
            first, last = over(drawing)(frame[0] if frame else box.at)
            item = items[row.id, box.id, first]
            assert (item.last, item.kind) == (last, box.kind)
            assert all(width(line, 14) <= box.at.width - 2 * PAD for line in box.lines)
            assert len(box.lines) * LINE <= box.at.height

    assert [arrow.number for arrow in drawing.arrows] == list(range(1, len(chart.moves) + 1))
    for arrow, move in zip(drawing.arrows, chart.moves, strict=True):
        assert (arrow.start, arrow.end) == (move.start, move.end)
        assert arrow.way == {"step_up": "up", "step_down": "down"}.get(move.kind, "across")
        assert any(on_edge(arrow.points[0], box.at) for box in boxes if box.id == arrow.start)
        assert any(on_edge(arrow.points[-1], box.at) for box in boxes if box.id == arrow.end)
        assert [box.id for box in boxes if crosses(arrow.points, box.at)] == []
        x, y = arrow.badge
        round = Rect(x - BADGE, y - BADGE, 2 * BADGE, 2 * BADGE)
        assert [box.id for box in boxes if overlap(round, box.at)] == []
        tip_x, tip_y = arrow.points[-1]
        assert abs(x - tip_x) + abs(y - tip_y) >= 2 * PAD, "the number hides the head"


def over(drawing):
    """From which stage to which a bar stands."""

    def span(at):
        left, right = (drawing.width - at.right, drawing.width - at.x) if drawing.mirrored else (at.x, at.right)
        first, last = (left - LABEL) // COLUMN, (right - LABEL) // COLUMN
        assert left - LABEL - first * COLUMN == 2 * PAD
        assert LABEL + (last + 1) * COLUMN - right == PAD
        return first, last

    return span


@LAW
@given(drawings(), st.booleans())
def test_any_chart_is_drawn_with_boxes_apart_and_arrows_clear(case, mirrored):
    chart, told = case
    checked(chart, draw(chart, told, mirrored=mirrored))


REAL = [*charts(PATHWAY), *(chart_for(PATHWAY, need) for need in PATHWAY.needs)]


def english(chart):
    timeline = PATHWAY.timeline
    return {
        **{id: (PATHWAY.services[id].name.english,) for id in chart.services},
        **{f"check.{check.id}": (check.name.english, check.when.english) for check in timeline.checks},
        **{f"tool.{tool.id}": (tool.name.english,) for tool in timeline.tools},
        **{f"stage.{stage.id}": (stage.label.english,) for stage in timeline.stages},
        **{f"row.{row.id}": (row.id,) for row in chart.rows},
    }


@pytest.mark.parametrize("chart", REAL, ids=lambda chart: chart.id)
def test_the_real_charts_are_drawn_so_too(chart):
    drawing = draw(chart, english(chart))
    checked(chart, drawing)
    badges = [arrow.badge for arrow in drawing.arrows]
    for (x, y), (other_x, other_y) in itertools.combinations(badges, 2):
        assert max(abs(x - other_x), abs(y - other_y)) > 2 * BADGE, "one number on another"


@LAW
@given(drawings())
def test_right_to_left_is_the_same_seen_in_a_mirror(case):
    chart, told = case
    one, other = draw(chart, told), draw(chart, told, mirrored=True)
    assert (one.width, one.height) == (other.width, other.height)

    def flipped(rect):
        return Rect(one.width - rect.right, rect.y, rect.width, rect.height)

    for here, there in zip(one.columns, other.columns, strict=True):
        assert (flipped(here.at), tuple(one.width - mark for mark in here.marks)) == (there.at, there.marks)
    for here, there in zip(one.bands, other.bands, strict=True):
        assert here.at == there.at
        assert [flipped(box.at) for box in here.boxes] == [box.at for box in there.boxes]
        assert tuple(map(flipped, here.frames)) == there.frames
    for here, there in zip(one.arrows, other.arrows, strict=True):
        assert tuple((one.width - x, y) for x, y in here.points) == there.points
        assert (one.width - here.badge[0], here.badge[1]) == there.badge


def test_the_checks_of_a_stage_are_marked_apart_on_the_axis():
    chart = charts(PATHWAY)[0]
    marks = {column.id: column.marks for column in draw(chart, english(chart)).columns}
    assert [len(marks[stage]) for stage in chart.stages] == [0, 1, 3, 0, 1]
    for column in draw(chart, english(chart)).columns:
        assert all(column.at.x < mark < column.at.right for mark in column.marks)
        assert all(after - before > 4 * PAD for before, after in itertools.pairwise(column.marks))


def test_a_service_in_two_places_is_reached_at_its_first():
    items = (Item("twice", "service", 0, 0), Item("twice", "service", 2, 2))
    rows = (Row("universal", (Item("start", "service", 1, 1),)), Row("targeted", items))
    chart = Chart("toy", ("a", "b", "c"), rows, (Move("start", "twice", "step_up", Text("m", "M."), None),))
    told = {"start": ("Start",), "twice": ("Twice",), "row.universal": ("U",), "row.targeted": ("T",)}
    drawing = draw(chart, told | {f"stage.{stage}": (stage,) for stage in chart.stages})
    checked(chart, drawing)
    assert on_edge(drawing.arrows[0].points[-1], drawing.bands[1].boxes[0].at)
