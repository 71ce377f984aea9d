"""Ways of arrows: from edge to edge, along the grid, through no box."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pathway.arrows import PITCH, Rect, route
from tests.pathway.drawn import crosses, on_edge
from tests.pathway.generated import LAW

CELL = 10 * PITCH
ACROSS, DOWN = 5, 4
INSIDE = Rect(3 * PITCH, 5 * PITCH, ACROSS * CELL, DOWN * CELL)


@st.composite
def scenes(draw):
    """Boxes, each in a cell of its own with a line of the grid free round it, and pairs of them."""
    cells = draw(st.sets(st.tuples(st.integers(0, ACROSS - 1), st.integers(0, DOWN - 1)), min_size=2))
    boxes = []
    for column, line in sorted(cells):
        left, top = draw(st.integers(1, 6)), draw(st.integers(1, 6))
        wide, high = draw(st.integers(2, 9 - left)), draw(st.integers(2, 9 - top))
        x, y = INSIDE.x + column * CELL, INSIDE.y + line * CELL
        boxes.append(Rect(x + left * PITCH, y + top * PITCH, wide * PITCH, high * PITCH))
    pair = st.tuples(st.sampled_from(boxes), st.sampled_from(boxes)).filter(lambda two: two[0] != two[1])
    return boxes, draw(st.lists(pair, min_size=1, max_size=6))


@LAW
@given(scenes())
def test_arrows_join_their_boxes_and_cross_none(scene):
    boxes, pairs = scene
    ways = route(boxes, pairs, INSIDE)
    assert len(ways) == len(pairs)
    for (start, end), way in zip(pairs, ways, strict=True):
        assert on_edge(way[0], start)
        assert on_edge(way[-1], end)
        for before, after in itertools.pairwise(way):
            assert (before[0] == after[0]) != (before[1] == after[1])
        for before, here, after in zip(way, way[1:], way[2:], strict=False):
            assert (before[0] == here[0]) != (here[0] == after[0]), "a corner that is none"
        for x, y in way:
            assert x % PITCH == y % PITCH == 0
            assert INSIDE.x < x < INSIDE.right
            assert INSIDE.y < y < INSIDE.bottom
        assert [box for box in boxes if crosses(way, box)] == []


LEFT, RIGHT = Rect(80, 80, 40, 40), Rect(200, 80, 40, 40)
ROOM = Rect(0, 0, 400, 400)


def test_a_free_way_is_straight_and_in_the_middle():
    assert route([LEFT, RIGHT], [(LEFT, RIGHT)], ROOM) in ([((120, 96), (200, 96))], [((120, 104), (200, 104))])


def test_two_arrows_share_no_stretch_and_no_end():
    there, back = route([LEFT, RIGHT], [(LEFT, RIGHT), (RIGHT, LEFT)], ROOM)
    assert there[0] != back[-1]
    assert there[-1] != back[0]
    assert {y for _, y in there} & {y for _, y in back} == set()


def test_an_arrow_goes_round_what_stands_between():
    between = Rect(144, 16, 32, 200)
    (way,) = route([LEFT, RIGHT, between], [(LEFT, RIGHT)], ROOM)
    assert len(way) > 2
    assert not crosses(way, between)


def test_an_arrow_does_not_follow_the_edge_of_a_frame():
    lines = [Rect(96, 56, 200, 40), Rect(96, 104, 200, 120)]
    (way,) = route([LEFT, RIGHT], [(LEFT, RIGHT)], ROOM, lines=lines)
    assert way == ((120, 88), (200, 88)) or way == ((120, 112), (200, 112))
    standing = Rect(240, 24, 8, 200)
    below = Rect(200, 240, 40, 40)
    (way,) = route([RIGHT, below], [(RIGHT, below)], ROOM, lines=[Rect(216, 0, 8, 360), standing])
    assert {x for x, _ in way} & {216, 224} == set()


def test_boxes_that_leave_no_way_are_an_error():
    walls = [Rect(56, 56, 8, 88), Rect(136, 56, 8, 88), Rect(56, 48, 88, 8), Rect(56, 144, 88, 8)]
    with pytest.raises(ValueError, match="no way"):
        route([LEFT, RIGHT, *walls], [(LEFT, RIGHT)], ROOM)
