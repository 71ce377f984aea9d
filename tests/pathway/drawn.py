"""Where arrows and boxes meet."""

import itertools


def on_edge(point, box):
    """On an edge of the box and on none of its corners."""
    x, y = point
    return (box.x < x < box.right and y in (box.y, box.bottom)) or (box.y < y < box.bottom and x in (box.x, box.right))


def crosses(way, box):
    """Whether a way touches a box otherwise than by beginning or ending on its edge."""
    for place, ((x, y), (to_x, to_y)) in enumerate(itertools.pairwise(way)):
        left, right = max(min(x, to_x), box.x), min(max(x, to_x), box.right)
        top, bottom = max(min(y, to_y), box.y), min(max(y, to_y), box.bottom)
        if left <= right and top <= bottom:
            ends = [way[0]] * (place == 0) + [way[-1]] * (place == len(way) - 2)
            if (left, top) != (right, bottom) or (left, top) not in ends:
                return True
    return False


def overlap(one, other):
    """Whether two rectangles have a place in common."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def within(inner, outer):
    """Whether a rectangle lies in another."""
    across = outer.x <= inner.x and inner.right <= outer.right
    return across and outer.y <= inner.y and inner.bottom <= outer.bottom
