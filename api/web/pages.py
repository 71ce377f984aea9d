"""The pages' templates, filled with a reply and the words of its language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.assistant import Assistant, Turn
from bot.language.catalogues import Catalogue

TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """Renders pages. Everything a person wrote or reads is escaped."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._env = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def journey(self, turn: Turn, token: str, words: Catalogue) -> str:
        """The page of a turn: urgent help, what was said, the question or the outcome."""
        return self._render("journey.html", words, reply=turn.reply, token=token, urgent=turn.reply["urgent"])

    def problem(self, status: int, title: str, words: Catalogue, urgent: dict[str, Any]) -> str:
        """The page of a refusal."""
        return self._render("problem.html", words, status=status, title=title, urgent=urgent)

    def _render(self, name: str, words: Catalogue, **more: Any) -> str:
        phrases = self._assistant.pathway.phrases

        def phrase(id: str) -> str:
            return words.text(phrases[id])

        return self._env.get_template(name).render(
            phrase=phrase, pgettext=words.pgettext, lang=words.wire, dir=words.dir, **more
        )
