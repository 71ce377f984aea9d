"""The two files of the widget as this server gives them, and older ones that pages may still ask for."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from api.embed.bundle import File, classic, module, styles
from api.embed.words import urgent, words
from api.settings import Settings
from bot.assistant import Assistant
from bot.language import tags

NAMES = ("navigator.js", "widget.js")
_VERSION = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Release:
    """`loader` is what a page asks for; it brings `widget` when someone opens it. `kept` holds every version served."""

    loader: File
    widget: File
    kept: Path | None

    def find(self, version: str, name: str) -> File | None:
        """The file of that version: one of ours now, or one that was kept. None where it is unknown or was changed."""
        for file in (self.loader, self.widget):
            if (version, name) == (file.version, file.name):
                return file
        if self.kept is None or name not in NAMES or not _VERSION.fullmatch(version):
            return None
        try:
            old = File(name, (self.kept / version / name).read_bytes())
        except OSError:
            return None
        return old if old.version == version else None

    def keep(self) -> None:
        """Write both files where they are kept, unless they are there."""
        for file in (self.loader, self.widget) if self.kept is not None else ():
            path = self.kept / file.version / file.name  # type: ignore[operator]
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                half = path.with_suffix(f".{os.getpid()}")
                half.write_bytes(file.body)
                half.replace(path)


def build(settings: Settings, assistant: Assistant) -> Release:
    """Both files: their modules, their styles, every word and number they show."""
    named = assistant.pathway.phrases["language_name"]
    languages = [
        {
            "locale": tags.to_wire(language),
            "name": assistant.catalogues[language].text(named),
            "dir": tags.direction(language),
        }
        for language in assistant.catalogues.languages
    ]
    widget = _file(
        NAMES[1],
        module(
            "conversation",
            {"WORDS": words(assistant, "embed/widget_words.html"), "LANGUAGES": languages, "STYLES": styles("widget")},
            "converse",
        ),
    )
    loader = _file(
        NAMES[0],
        classic(
            "loader",
            {
                "WORDS": words(assistant, "embed/loader_words.html"),
                "URGENT": urgent(assistant),
                "STYLES": styles("loader"),
                "WIDGET": {"path": widget.path, "integrity": widget.integrity},
                "EXIT": settings.exit_page,
            },
        ),
    )
    release = Release(loader, widget, settings.widget_versions)
    release.keep()
    return release


def _file(name: str, text: str) -> File:
    return File(name, text.encode())
