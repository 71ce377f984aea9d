"""Surgeries and families have browsers that are two years old: no script or style is in a grammar they do not know.

Grammar only. Functions of the language are held to 2023 by TypeScript where it checks types; what a browser offers beyond
that is asked for before it is used (`showPopover`), or is older.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import Settings
from bot.assistant import Assistant
from tests.conftest import HOME

STATIC = HOME / "api" / "web" / "static"
ESBUILD = HOME / "build" / "node" / "node_modules" / ".bin" / "esbuild"
TWO_YEARS_OLD = "chrome130,edge130,firefox132,safari18"
"""What was new in November 2024."""
FILES = sorted(path for kind in ("*.js", "*.css") for path in STATIC.rglob(kind))
pytestmark = pytest.mark.skipif(
    not ESBUILD.exists() or shutil.which("node") is None, reason="NOT RUN: no esbuild (see tests/install.sh)"
)


def written_for(path: Path, browsers: str) -> str:
    """The file as esbuild writes it for these browsers: what they do not know is put into older words."""
    line = [str(ESBUILD), str(path), f"--target={browsers}", "--log-level=error"]
    return subprocess.run(line, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(STATIC)))
def test_nothing_has_to_be_put_into_older_words(path: Path) -> None:
    assert written_for(path, TWO_YEARS_OLD) == written_for(path, "esnext")


def test_the_files_of_the_widget_need_nothing_either(built: Assistant, tmp_path: Path) -> None:
    release = create_app(Settings(), built).state.widget()
    for file in (release.loader, release.widget):
        path = tmp_path / file.name
        path.write_bytes(file.body)
        assert written_for(path, TWO_YEARS_OLD) == written_for(path, "esnext")


@pytest.mark.parametrize(
    ("name", "newer", "browsers"),
    [
        ("a.js", "using file = open();", TWO_YEARS_OLD),
        ("a.css", "a { & b { color: red } }", "chrome100"),
    ],
)
def test_a_newer_word_is_noticed(tmp_path: Path, name: str, newer: str, browsers: str) -> None:
    path = tmp_path / name
    path.write_text(newer)
    assert written_for(path, browsers) != written_for(path, "esnext")
