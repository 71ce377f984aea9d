"""The pages' templates, filled with a reply and the words of its language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from api.conversations.token import SIZES, Look
from api.settings import EXIT_PAGE
from api.web.clock import here_and_now, is_holiday, is_open_at
from bot.assistant import Assistant, Turn
from bot.language import tags
from bot.language.catalogues import Catalogue, Said

TEMPLATES = Path(__file__).parent / "templates"
OF_FACES = tuple(
    Path(__file__).parent.parent / face / "templates" for face in ("professionals", "embed", "map", "notes")
)
"""The templates of the faces that have a folder of their own."""
PICTURES = Path(__file__).parent / "static" / "pictures"


class Pages:
    """Renders pages. Everything a person wrote or reads is escaped."""

    def __init__(
        self, assistant: Assistant, now: Callable[[], datetime] = here_and_now, exit_page: str = EXIT_PAGE
    ) -> None:
        self._assistant, self._now, self._exit_page = assistant, now, exit_page
        self._env = Environment(
            loader=FileSystemLoader([TEMPLATES, *OF_FACES]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._pictures = {path.stem: f"/static/pictures/{path.parent.name}/{path.name}" for path in drawn()}

    def journey(
        self, turn: Turn, token: str, words: Catalogue, look: Look | None = None, *, missing: str | None = None
    ) -> str:
        """The page of a turn: urgent help, what was said, the question or the outcome.

        `missing` names a form that was sent empty: "choose" or "say".
        """
        reply = turn.reply
        partly = tags.base(words.wire) != tags.ENGLISH and f'"lang":"{tags.ENGLISH}"' in turn.wire
        return self._render(
            "journey.html",
            words,
            look,
            reply=reply,
            token=token,
            urgent=reply["urgent"],
            partly=partly,
            missing=missing,
        )

    def problem(self, status: int, title: str, words: Catalogue, urgent: dict[str, Any]) -> str:
        """The page of a refusal."""
        return self._render("problem.html", words, status=status, title=title, urgent=urgent, token=None, partly=False)

    def page(self, name: str, words: Catalogue, **more: Any) -> str:
        """A page of another face, by its template. Its `urgent` is required, as everywhere."""
        return self._render(name, words, **{"token": None, "partly": False} | more)

    def _render(self, name: str, words: Catalogue, look: Look | None = None, **more: Any) -> str:
        pathway, look = self._assistant.pathway, look or Look()
        phrases = pathway.phrases

        def asked(slot: str) -> str:
            return _marked(words.say(pathway.questions[slot].ask), words)

        def phrase(id: str) -> str:
            return _marked(words.say(phrases[id]), words)

        def bare(id: str) -> str:
            return words.text(phrases[id])

        def pgettext(context: str, english: str) -> str:
            return _marked(words.find(context, english), words)

        def passage(context: str, english: str) -> dict[str, Any]:
            return words.find(context, english).as_json()

        return self._env.get_template(name).render(
            phrase=phrase,
            passage=passage,
            bare=bare,
            pgettext=pgettext,
            lang=words.wire,
            dir=words.dir,
            draft=words.draft,
            easy=words.easy,
            asked=asked,
            day=words.day,
            size=look.size,
            sizes=SIZES,
            shows_pictures=look.pictures,
            picture=self._pictures.get,
            is_open=lambda week: is_open_at(self._now(), week),
            holiday=is_holiday(self._now()),
            plain_locale=tags.to_wire(tags.plain(words.locale)),
            easy_locale=tags.to_wire(tags.easy(words.locale)),
            languages=self._languages(words),
            exit_page=self._exit_page,
            **more,
        )

    def _languages(self, now: Catalogue) -> list[dict[str, Any]]:
        """Every other language, called by its own name. Easy Read stays as it is."""
        catalogues = self._assistant.catalogues
        named = self._assistant.pathway.phrases["language_name"]
        return [
            {
                "locale": tags.to_wire(tags.easy(language) if now.easy else language),
                "name": catalogues[language].text(named),
                "lang": tags.to_wire(language),
                "dir": tags.direction(language),
            }
            for language in catalogues.languages
            if language != tags.plain(now.locale)
        ]


def drawn() -> list[Path]:
    """Every picture there is, a folder for each set it comes from."""
    return sorted(PICTURES.glob("*/*.svg"))


def _marked(said: Said, words: Catalogue) -> str:
    """The words, saying which language they are in where it is not that of the page."""
    if tags.base(said.lang) == tags.base(words.wire):
        return said.text
    return Markup('<span lang="{}" dir="{}">{}</span>').format(said.lang, said.dir, said.text)
