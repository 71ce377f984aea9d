"""Partner sites: one script tag with which another site shows the navigator, and the page that writes the tag."""

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
