"""Writes the Rasa project: settings as they are kept here, domain and rules from the pathway, examples by language."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.errors import NavigatorError
from bot.language.catalogues import Catalogues
from bot.nlu.data import Data
from bot.nlu.evaluate import rows
from bot.pathway.model import Pathway
from bot.rasa.domain import VERSION, domain, rules

KEPT = Path(__file__).parent
SETTINGS = ("config.yml", "endpoints.yml", "credentials.yml", "forgetful.py", "spoken.py")
"""Files that stand in this folder and are copied as they are."""
MADE_FROM = "# Made by `navigator export rasa` from pathways.yaml and translations/. Change those, then make it anew.\n"
_MARKUP = re.compile(r"[\[\]{}]")
_NAME = re.compile(r"[a-z0-9_]+(\+[a-z0-9_]+)*")


class UnknownLanguage(NavigatorError):
    """A language without examples."""


class _Writer(yaml.SafeDumper):
    """YAML as people write it: lists indented, several lines as a block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ARG002
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Writer.add_representer(str, _text)


def write_kept(pathway: Pathway, data: Sequence[Data], catalogues: Catalogues, folder: Path = KEPT) -> None:
    """Write `domain.yml` and `rules.yml` into a folder."""
    intents, words = intents_of(data), [catalogues[language] for language in catalogues.languages]
    (folder / "domain.yml").write_text(as_yaml(domain(pathway, intents, words)), "utf-8")
    (folder / "rules.yml").write_text(as_yaml(rules(intents)), "utf-8")


def write_project(
    out: Path,
    pathway: Pathway,
    data: Sequence[Data],
    catalogues: Catalogues,
    *,
    languages: Sequence[str] = (),
    sample: int | None = None,
) -> int:
    """Write a whole Rasa project into `out`: the examples of `languages` (all of them where none is named), at most
    `sample` of each intent; how many examples there are. UnknownLanguage for one without examples.
    """
    chosen = _chosen(data, languages)
    examples = out / "data" / "nlu"
    shutil.rmtree(examples, ignore_errors=True)
    examples.mkdir(parents=True)
    for name in SETTINGS:
        shutil.copyfile(KEPT / name, out / name)
    write_kept(pathway, chosen, catalogues, out)
    shutil.move(out / "rules.yml", out / "data" / "rules.yml")
    count = 0
    for one in chosen:
        block = nlu(one, sample)
        count += sum(item["examples"].count("\n") for item in block["nlu"])
        (examples / f"{one.locale}.yml").write_text(as_yaml(block), "utf-8")
    return count


def write_tests(out: Path, folder: Path, data: Sequence[Data], *, languages: Sequence[str] = ()) -> Path:
    """Write the messages that `navigator evaluate` judges by (`folder`) into `out`/tests, as `rasa test nlu` reads
    them: what is about a need, and what is about none. The folder written.
    """
    written = out / "tests"
    shutil.rmtree(written, ignore_errors=True)
    written.mkdir(parents=True)
    chosen = _chosen(data, languages)
    named = {frozenset(intent.split("+")): intent for intent in intents_of(chosen)}
    for one in chosen:
        listed: dict[str, list[str]] = {}
        for labels, message in (*rows(folder / one.locale / "needs.tsv"), *rows(folder / one.locale / "scope.tsv")):
            # Several needs that nobody gave examples of together stand under their first.
            intent = named.get(frozenset(labels.split("+")), labels.split("+")[0])
            listed.setdefault(intent, []).append(_plain(message))
        (written / f"{one.locale}.yml").write_text(as_yaml(_block(listed)), "utf-8")
    return written


def intents_of(data: Iterable[Data]) -> list[str]:
    """Every intent there are examples of. A name that Rasa would read as something else is left out."""
    return sorted({intent for one in data for intent in one.examples if _NAME.fullmatch(intent)})


def nlu(data: Data, sample: int | None = None) -> dict[str, Any]:
    """One language's examples in Rasa's format, without the word lists: facts the navigator reads itself."""
    listed = {
        intent: _spread([one for one in map(_plain, examples) if one], sample)
        for intent, examples in data.examples.items()
        if _NAME.fullmatch(intent)
    }
    return _block(listed)


def _block(listed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "nlu": [
            {"intent": intent, "examples": "".join(f"- {one}\n" for one in examples)}
            for intent, examples in listed.items()
        ],
    }


def as_yaml(content: dict[str, Any]) -> str:
    """As it stands in a file."""
    return MADE_FROM + yaml.dump(content, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=118)


def _chosen(data: Sequence[Data], languages: Sequence[str]) -> list[Data]:
    known = {one.locale: one for one in data}
    unknown = [language for language in languages if language not in known]
    if unknown:
        raise UnknownLanguage(f"there are no examples in {', '.join(unknown)}. Known: {', '.join(known)}")
    return [known[language] for language in languages or known]


def _plain(example: str) -> str:
    """An example without what Rasa would read as markup or as a command."""
    return _MARKUP.sub(" ", " ".join(example.split())).strip().lstrip("/-").strip()


def _spread(examples: list[str], sample: int | None) -> list[str]:
    """At most `sample` of them, from beginning to end."""
    if sample is None or len(examples) <= sample:
        return examples
    return [examples[round(number * (len(examples) - 1) / max(sample - 1, 1))] for number in range(sample)]
