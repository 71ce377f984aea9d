"""Training data in Rasa's format 3.1: examples by intent, and lookup lists of words that give a fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import LoadError, Problem
from bot.loading.strict_yaml import Entries, Items, Leaf, parse

FILES = ("nlu.yml", "danger.yml", "harmless.yml")
"""What people write by need, with the word lists of facts; what they write in danger, or what only sounds like it."""
OUT_OF_SCOPE = "out_of_scope"
DANGER, WORRY, HARMLESS = "danger_", "worry_", "harmless"
"""How intents begin whose examples are for the second look at risk alone: `danger_suicide` (danger now),
`worry_suicide` (help is wanted soon), `harmless` (only sounds like danger). They say nothing of needs."""


@dataclass(frozen=True, slots=True)
class Data:
    """One language's data. An intent's name may be several, joined by +."""

    locale: str
    examples: Mapping[str, tuple[str, ...]]
    lookups: Mapping[str, tuple[str, ...]]


def read_all(folder: Path) -> tuple[Data, ...]:
    """Every language's data under the translations folder, by locale."""
    return tuple(read_locale(path.parent) for path in sorted(folder.glob(f"*/{FILES[0]}")))


def read_locale(folder: Path) -> Data:
    """The data of one language."""
    parts = [read(path) for name in FILES if (path := folder / name).exists()]
    examples = {intent: found for part in parts for intent, found in part.examples.items()}
    lookups = {name: found for part in parts for name, found in part.lookups.items()}
    return Data(folder.name, examples, lookups)


def lookups_of(data: Iterable[Data]) -> dict[str, dict[str, list[str]]]:
    """Locale to name to phrases: the lookup lists as the model file keeps them."""
    return {one.locale: {name: sorted(set(found)) for name, found in one.lookups.items()} for one in data}


def read(path: Path) -> Data:
    """The data in one file, or LoadError."""
    name = f"{path.parent.name}/{path.name}"
    top = parse(path.read_text("utf-8"), file=name)
    entries = top.entries if isinstance(top, Entries) else {}
    version, nlu = entries.get("version"), entries.get("nlu")
    if not (isinstance(version, Leaf) and version.value == "3.1"):
        raise LoadError([Problem(name, top.line, "the format is not 3.1", "write 'version: \"3.1\"' at the top")])
    if not isinstance(nlu, Items):
        raise LoadError([Problem(name, top.line, "there is no list 'nlu'", "start with 'nlu:' and '- intent: ...'")])
    examples: dict[str, tuple[str, ...]] = {}
    lookups: dict[str, tuple[str, ...]] = {}
    problems = []
    for item in nlu.items:
        block = item.entries if isinstance(item, Entries) else {}
        kind = next((key for key in ("intent", "lookup") if key in block), None)
        label, lines = block.get(kind or ""), block.get("examples")
        if not (kind and isinstance(label, Leaf) and isinstance(lines, Leaf) and isinstance(lines.value, str)):
            problems.append(
                Problem(
                    name,
                    item.line,
                    "a block has no name or no examples",
                    "write 'intent: ...' and 'examples: |'",
                )
            )
            continue
        into = examples if kind == "intent" else lookups
        if str(label.value) in into:
            problems.append(Problem(name, item.line, f"'{label.value}' stands here twice", "join the two lists"))
        into[str(label.value)] = tuple(
            line.removeprefix("- ").strip() for line in lines.value.splitlines() if line.strip()
        )
    if problems:
        raise LoadError(problems)
    return Data(path.parent.name, examples, lookups)
