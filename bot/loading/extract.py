"""Babel's extractor for `pathways.yaml`: every wording with its id as context, its line, and a translator's note."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from bot.loading.pathway import read_pathway
from bot.loading.strict_yaml import decoded

Found = tuple[int, str, tuple[str, str], list[str]]


def extract_pathways(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],  # noqa: ARG001
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[Found]:
    """Yield (line, function, (context, English), comments), as Babel asks of an extractor. Names are left out."""
    file = Path(getattr(fileobj, "name", "pathways.yaml")).name
    loaded = read_pathway(decoded(fileobj.read(), file=file), file=file)
    for wording in loaded.wordings:
        if not wording.text.name:
            note = f"{wording.text.id}: {wording.note}" if wording.note else wording.text.id
            yield wording.line, "pgettext", (wording.text.id, wording.text.english), [note]
