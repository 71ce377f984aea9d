"""Where the navigator's files are: beside the code, unless NAVIGATOR_HOME says otherwise."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """The folder that holds pathways.yaml and translations/."""
    return Path(os.environ.get("NAVIGATOR_HOME") or Path(__file__).resolve().parent.parent)


def model_path() -> Path:
    """Where the trained model is written and read."""
    return Path(os.environ.get("NAVIGATOR_MODEL") or home() / "build" / "nlu.skops")
