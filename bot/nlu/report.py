"""docs/evaluation.md: the figures in words, tables and pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.nlu import charts
from bot.nlu.evaluate import Figures, Share

HEADINGS = (
    "need right",
    "in first three",
    "macro F1",
    "outside taken in",
    "facts right",
    "danger seen",
    "explicit danger",
    "harmless: any card",
    "harmless: emergency",
    "ordinary: any card",
    "ordinary: emergency",
)
AIMS = ("90 (85)", "98 (95)", "", "at most 3", "95", "99.5 (97)", "100", "", "at most 5", "", "at most 5")
"""Per cent; in brackets for languages other than English."""

_ABOUT = """Written by `navigator evaluate --write`. **The messages are made up, by writers who did not see the
examples; none of this is clinical validation.** Aims are per cent, in brackets for languages other than English."""
_COLUMNS = """*harmless*: half near misses by design, half ordinary. *ordinary*: the messages of all needs that are no
danger, and those about something else. A card never stops the talk, and every page has the way to urgent help."""
_WORDINGS = """1 explicit, 2 passive, 3 burden, 4 plan or goodbye, 5 self-harm, 6 psychosis, 7 harm to the baby,
8 estrangement or sudden change, 9 told by another, 10 abuse, 11 obfuscated, 12 beside an ordinary question. With 95 %
intervals (Wilson)."""

_CROSSED = """Lower than above, since examples were written for what is hard and rare, not for what is usual: each fifth
of them is judged by the other four."""

Columns = tuple[str, ...]


def columns(figures: Figures) -> Columns:
    """The figures of a locale, in the order of HEADINGS."""
    return (
        cell(figures.first),
        cell(figures.in_three),
        f"{100 * figures.macro_f1:.1f}",
        *map(
            cell,
            (
                figures.taken_in,
                figures.facts,
                figures.danger,
                figures.explicit,
                figures.alarms,
                figures.emergencies,
                figures.ordinary_alarms,
                figures.ordinary_emergencies,
            ),
        ),
    )


def cell(share: Share) -> str:
    """Per cent, and of how many."""
    return f"{100 * share.value:.1f} of {share.whole}" if share.whole else "-"


def write(
    folder: Path,
    judged: Sequence[Figures],
    crossed: Mapping[str, Mapping[str, Share]] | None,
    grown: Sequence[tuple[int, dict[str, float]]],
) -> None:
    """Write `folder`/evaluation.md and its pictures. What was not run anew keeps the picture that is there."""
    pictures = folder / "evaluation"
    pictures.mkdir(parents=True, exist_ok=True)
    for figures in judged:
        drawn = charts.confusion(figures.confusion, f"Needs taken for one another, {figures.locale}")
        (pictures / f"confusion-{figures.locale}.svg").write_text(drawn, "utf-8")
    if grown:
        drawn = charts.curve(grown, "What more examples bring, English, messages never seen")
        (pictures / "curve.svg").write_text(drawn, "utf-8")
    took = [one.milliseconds for one in judged]
    locales = [one.locale for one in judged]
    slow, slowest = max(one for one, _ in took), max(one for _, one in took)
    parts = [
        "# How well messages are understood",
        _ABOUT,
        "## Messages never seen (`tests/understanding/`)",
        table(("locale", *HEADINGS), [("aim", *AIMS), *((one.locale, *columns(one)) for one in judged)]),
        _COLUMNS,
        f"A message, both looks and understanding, in the slowest language: median {slow:.1f} ms, 99th percentile "
        f"{slowest:.1f} ms.",
        "## Danger by tier of wording",
        _WORDINGS,
        _danger(locales, [one.by_wording for one in judged]),
        "## Danger by kind",
        _danger(locales, [one.by_kind for one in judged]),
    ]
    if crossed:
        parts += [
            "## Cross-validation on the examples (the second look alone, five folds)",
            _CROSSED,
            table(
                ("locale", "need right", "outside taken in", "danger suspected", "harmless suspected"),
                [
                    (locale, *(cell(shares[name]) for name in ("first", "outside", "danger", "harmless")))
                    for locale, shares in crossed.items()
                ],
            ),
        ]
    if grown or (pictures / "curve.svg").exists():
        parts += ["## What more examples bring", "![](evaluation/curve.svg)"]
    parts += ["## Which need is taken for which", *(f"![](evaluation/confusion-{one.locale}.svg)" for one in judged)]
    (folder / "evaluation.md").write_text("\n\n".join(parts) + "\n", "utf-8")


def _danger(locales: Sequence[str], shares: Sequence[Mapping[str, Share]]) -> str:
    names = sorted({name for one in shares for name in one}, key=lambda name: (name.isdigit() * len(name), name))
    rows = [(name, *(_with_interval(one.get(name, Share())) for one in shares)) for name in names]
    return table(("", *locales), rows)


def _with_interval(share: Share) -> str:
    if not share.whole:
        return "-"
    low, high = share.interval
    return f"{100 * share.value:.0f} ({100 * low:.0f}-{100 * high:.0f}) of {share.whole}"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
