"""What tests share: the real pathway, and an assistant whose understanding is scripted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.assistant import Assistant, build_assistant
from bot.dialogue.understanding import Understanding
from bot.loading.pathway import load_pathway
from bot.pathway.model import Pathway

HOME = Path(__file__).parent.parent
TODAY = date(2026, 11, 23)


class ScriptedNLU:
    """Understands exactly the messages it was told of; everything else is out of scope."""

    def __init__(self) -> None:
        self.script: dict[str, Understanding] = {}

    def understand(self, text: str, locale: str) -> Understanding:
        return self.script.get(text, Understanding(in_scope=False))


@pytest.fixture(scope="session")
def pathway() -> Pathway:
    return load_pathway(HOME / "pathways.yaml")


@pytest.fixture(scope="session")
def built() -> Assistant:
    return build_assistant(HOME, ScriptedNLU(), lambda: TODAY)


@pytest.fixture
def nlu() -> ScriptedNLU:
    return ScriptedNLU()


@pytest.fixture
def assistant(built: Assistant, nlu: ScriptedNLU) -> Assistant:
    return Assistant(built.pathway, built.screen, nlu, built.catalogues, built.today)
