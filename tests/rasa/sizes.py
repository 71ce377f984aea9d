"""What the navigator, and what Rasa, take of a disk."""

from __future__ import annotations

import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement


def our_size_mb() -> float:
    """What the navigator installs, without what only tests need."""
    seen, wanted, size = set(), ["pathway-navigator"], 0
    while wanted:
        name = wanted.pop().lower().replace("_", "-")
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        size += sum(path.stat().st_size for file in found.files or () if (path := Path(str(file.locate()))).is_file())
        for line in found.requires or ():
            required = Requirement(line)
            if required.marker is None or required.marker.evaluate({"extra": "standard"}):
                wanted.append(required.name)
    return size / 1e6


def folder_mb(folder: Path) -> float:
    """What a folder holds."""
    done = subprocess.run(["du", "-sb", folder], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[0]) / 1e6
