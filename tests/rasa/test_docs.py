"""What docs/rasa.md says of parity is what there is to compare."""

from __future__ import annotations

import re

from tests.conftest import HOME
from tests.test_conversations import FILES, load


def test_the_table_of_parity_counts_the_conversations_there_are() -> None:
    stories = [load(path) for path in FILES]
    table = (HOME / "docs" / "rasa.md").read_text("utf-8")
    told = {
        locale: (int(all_), int(typed))
        for locale, all_, typed in re.findall(r"\(`([\w-]+)`\) \| (\d+) \| (\d+)", table)
    }
    found = {}
    for locale in {story.get("locale", "en") for story in stories}:
        of = [story for story in stories if story.get("locale", "en") == locale]
        found[locale] = (len(of), sum(any("types" in turn for turn in story["turns"]) for story in of))
    assert told == found
