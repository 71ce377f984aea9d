"""The shapes of the map, as SVG. Colours stand on each shape, for a file; in a page the style sheet has its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from bot.pathway.arrows import Point, Rect
from bot.pathway.draw import BADGE, LINE, SIZE, Arrow
from bot.pathway.flow import Way

INK, FAINT, PALE, PAPER, DANGER = "#212b32", "#aeb7bd", "#eef2f4", "#ffffff", "#a3002a"
FONT = "Arial, 'Noto Sans', 'Noto Sans Arabic', sans-serif"
DASHES: dict[Way, str] = {"up": "", "down": "10 5", "across": "2 4"}
SIGN = 36
"""Width of a sign of the legend; its height is a line."""


def document(
    parts: Iterable[str], wide: int, high: int, *, names: tuple[str, str, str], role: str, lang: str, dir: str
) -> str:
    """The whole. `names` are its id, its title and its description."""
    id, title, description = names
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 {wide} {high}" lang="{lang}" '
        f'xml:lang="{lang}" direction="{dir}" role="{role}" aria-labelledby="{id}-title" '
        f'aria-describedby="{id}-about" font-family="{FONT}" font-size="{SIZE}" fill="{INK}">'
        f'<title id="{id}-title">{escape(title)}</title><desc id="{id}-about">{escape(description)}</desc>'
        + rect("paper", Rect(0, 0, wide, high), stroke="none")
        + "".join(parts)
        + "</svg>\n"
    )


def text(lines: Sequence[str], x: int, y: int, *, size: int = SIZE, bold: bool = False, anchor: str = "middle") -> str:
    """Lines of words, the first one standing on `y`. Each is set apart: a name in English keeps its own direction."""
    more = ' font-weight="bold"' if bold else ""
    spans = "".join(
        f'<tspan x="{x}" y="{y + place * LINE}">\u2068{escape(line)}\u2069 </tspan>' for place, line in enumerate(lines)
    )
    return f'<text text-anchor="{anchor}" font-size="{size}"{more}>{spans}</text>'


def rect(
    kind: str, at: Rect, *, fill: str = PAPER, stroke: str = INK, thick: float = 1.0, round: int = 0, dash: str = ""
) -> str:
    """A rectangle of a class."""
    more = (f' rx="{round}"' if round else "") + (f' stroke-dasharray="{dash}"' if dash else "")
    return (
        f'<rect class="{kind}" x="{at.x}" y="{at.y}" width="{at.width}" height="{at.height}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="{thick}"{more}/>'
    )


def frame(at: Rect) -> str:
    """The frame round services of the same stages."""
    return rect("frame", at, thick=1.5, round=6)


def line(kind: str, points: Sequence[Point], *, dash: str = "", thick: float = 1.0) -> str:
    """A line through points."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    way = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline class="{kind}" points="{way}" fill="none" stroke="{INK}" stroke-width="{thick}"{dashed}/>'


def arrow(way: str, points: Sequence[Point], dash: str) -> str:
    """A line that ends in a head."""
    return line(f"arrow {way}", points, dash=dash, thick=2.0) + head(*points[-2:])


def move(one: Arrow) -> str:
    """The arrow of a move, with its number."""
    return arrow(one.way, one.points, DASHES[one.way]) + badge(one.badge, one.number)


def head(before: Point, tip: Point) -> str:
    """The head of an arrow that comes straight from `before`."""
    along, down = (tip[0] > before[0]) - (tip[0] < before[0]), (tip[1] > before[1]) - (tip[1] < before[1])
    x, y = tip[0] - 8 * along, tip[1] - 8 * down
    corners = f"{tip[0]},{tip[1]} {x + 4 * down},{y + 4 * along} {x - 4 * down},{y - 4 * along}"
    return f'<polygon class="head" points="{corners}" fill="{INK}"/>'


def badge(at: Point, number: int) -> str:
    """A number in a circle."""
    return (
        f'<circle class="badge" cx="{at[0]}" cy="{at[1]}" r="{BADGE}" fill="{PAPER}" stroke="{INK}"/>'
        f'<text text-anchor="middle" font-size="10" font-weight="bold" x="{at[0]}" y="{at[1] + 4}">{number}</text>'
    )


def diamond(x: int, y: int) -> str:
    """The mark of a check."""
    return f'<polygon class="mark" points="{x},{y - 6} {x + 6},{y} {x},{y + 6} {x - 6},{y}" fill="{INK}"/>'


def ring(x: int, y: int) -> str:
    """The mark of a tool."""
    return f'<circle class="ring" cx="{x}" cy="{y}" r="5" fill="none" stroke="{INK}" stroke-width="2"/>'


def sign(what: str, *, mirrored: bool = False) -> str:
    """What stands in the legend for `checks`, `tools`, a `frame`, or a way to go, within SIGN and a line."""
    middle = LINE // 2
    match what:
        case "checks":
            return diamond(SIGN // 2, middle)
        case "tools":
            return ring(SIGN // 2, middle)
        case "frame":
            two = (rect("box framed", Rect(x, 4, 12, LINE - 8), stroke=FAINT) for x in (4, 20))
            return frame(Rect(1, 0, SIGN - 2, LINE)) + "".join(two)
        case "up" | "down" | "across":
            start, end = ((SIGN, middle), (0, middle)) if mirrored else ((0, middle), (SIGN, middle))
            return arrow(what, (start, end), DASHES[what])
    raise ValueError(f"the map has no sign for '{what}'")
