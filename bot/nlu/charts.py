"""Pictures of the figures, as SVG: which needs are taken for which, and what more examples bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

CELL, LEFT, TOP = 20, 210, 200
INK = "#212b32"
COLOURS = ("#005eb8", "#b8002e", "#00703c", "#7c2855")


def confusion(counts: Counter[tuple[str, str]], title: str) -> str:
    """A square a pair (wanted, first guess): the darker, the more of that need's messages."""
    names = sorted({wanted for wanted, _ in counts})
    guesses = [*names, *sorted({guess for _, guess in counts} - set(names))]
    totals = {name: sum(count for (wanted, _), count in counts.items() if wanted == name) for name in names}
    parts = [
        f'<text x="{LEFT + x * CELL + 14}" y="{TOP - 8}" transform="rotate(-60 {LEFT + x * CELL + 14} {TOP - 8})">'
        f"{escape(guess)}</text>"
        for x, guess in enumerate(guesses)
    ]
    for y, name in enumerate(names):
        parts.append(f'<text x="{LEFT - 8}" y="{TOP + y * CELL + 15}" text-anchor="end">{escape(name)}</text>')
        for x, guess in enumerate(guesses):
            count = counts[name, guess]
            shade = count / totals[name] if totals[name] else 0.0
            colour = "#005eb8" if name == guess else "#b8002e"
            parts.append(
                f'<rect x="{LEFT + x * CELL}" y="{TOP + y * CELL}" width="{CELL - 1}" height="{CELL - 1}" '
                f'fill="{colour}" fill-opacity="{max(shade, 0.03):.2f}"/>'
            )
            if count and name != guess:
                parts.append(
                    f'<text x="{LEFT + x * CELL + 10}" y="{TOP + y * CELL + 14}" text-anchor="middle">{count}</text>'
                )
    return _svg(LEFT + len(guesses) * CELL + 90, TOP + len(names) * CELL + 20, title, parts)


def curve(points: Sequence[tuple[int, dict[str, float]]], title: str) -> str:
    """A line a figure (0.0 to 1.0) over the number of examples."""
    width, height, left, top = 560, 300, 60, 40
    most = max(seen for seen, _ in points)
    parts = []
    for tenth in range(11):
        y = top + height * (1 - tenth / 10)
        parts.append(f'<line x1="{left}" y1="{y}" x2="{left + width}" y2="{y}" stroke="#aeb7bd" stroke-width="0.5"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{tenth * 10} %</text>')
    for seen, _ in points:
        x = left + width * seen / most
        parts.append(f'<text x="{x}" y="{top + height + 20}" text-anchor="middle">{seen:,}</text>')
    for colour, name in zip(COLOURS, points[0][1], strict=False):
        places = " ".join(
            f"{left + width * seen / most:.1f},{top + height * (1 - figures[name]):.1f}" for seen, figures in points
        )
        parts.append(f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        last = top + height * (1 - points[-1][1][name])
        parts.append(f'<text x="{left + width + 8}" y="{last + 4}" fill="{colour}">{escape(name)}</text>')
    return _svg(left + width + 230, top + height + 50, title, parts)


def bars(rows: Sequence[tuple[str, Sequence[tuple[float, str]]]], names: Sequence[str], title: str) -> str:
    """A group of bars a row (a label; for each of `names` a length, 0.0 to 1.0, and what to write at its end)."""
    left, width, thick = 290, 420, 16
    y, parts = 30, []
    for number, name in enumerate(names):
        x = left + 150 * number
        parts.append(f'<rect x="{x}" y="6" width="12" height="12" fill="{COLOURS[number]}"/>')
        parts.append(f'<text x="{x + 18}" y="16">{escape(name)}</text>')
    for label, values in rows:
        middle = y + thick * len(values) / 2 + 4
        parts.append(f'<text x="{left - 8}" y="{middle:.0f}" text-anchor="end">{escape(label)}</text>')
        for number, (length, figure) in enumerate(values):
            parts.append(
                f'<rect x="{left}" y="{y}" width="{max(length, 0.002) * width:.1f}" height="{thick - 2}" '
                f'fill="{COLOURS[number]}"/>'
            )
            parts.append(f'<text x="{left + length * width + 6:.1f}" y="{y + thick - 5}">{escape(figure)}</text>')
            y += thick
        y += 10
    return _svg(left + width + 90, y, title, parts)


def _svg(width: int, height: int, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'font-family="sans-serif" font-size="11" fill="{INK}"><title>{escape(title)}</title>'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )
