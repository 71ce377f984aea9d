"""Brings the pictures of Easy Read from the npm packages they come from, and writes who made them.

`make pictures` runs it. api/web/static/pictures/pictures.yaml says which: our name, the package, the file in it, what
it shows. Only pictures in use are kept; each set stands in a folder of its own, with its licence.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import yaml

PICTURES = Path(__file__).parent.parent / "api" / "web" / "static" / "pictures"
SETS = {
    "healthicons": ("healthicons@2.0.0", "public/icons/svg/outline/{}.svg", "LICENSE"),
    "openmoji": ("openmoji@17.0.0", "black/svg/{}.svg", "LICENSE.txt"),
}
CREDIT = {
    "healthicons": "Health Icons (healthicons.org), MIT licence, (c) 2021 Resolve to Save Lives.",
    "openmoji": "OpenMoji (openmoji.org), the open-source emoji and icon project. Licence: CC BY-SA 4.0. Unchanged.",
}


def main() -> None:
    """Fetch, copy, credit."""
    wanted = yaml.safe_load((PICTURES / "pictures.yaml").read_text("utf-8"))
    lines = ["# Whose pictures these are", "", "Written by `make pictures`.", ""]
    for name, (package, path, licence) in SETS.items():
        mine = {picture: entry for picture, entry in wanted.items() if entry["set"] == name}
        folder = PICTURES / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        with tempfile.TemporaryDirectory() as scratch:
            packed = subprocess.run(
                ["npm", "pack", "--silent", package], cwd=scratch, check=True, capture_output=True, text=True
            ).stdout.split()[-1]
            with tarfile.open(Path(scratch) / packed) as archive:
                archive.extractall(scratch, filter="data")
            unpacked = Path(scratch) / "package"
            shutil.copy(unpacked / licence, folder / "LICENSE")
            for picture, entry in mine.items():
                shutil.copy(unpacked / path.format(entry["file"]), folder / f"{picture}.svg")
        lines += [f"## {name}", "", CREDIT[name], "", "| picture | file | shows |", "|---|---|---|"]
        lines += [f"| {picture} | {entry['file']} | {entry['shows']} |" for picture, entry in sorted(mine.items())]
        lines.append("")
    (PICTURES / "ATTRIBUTION.md").write_text("\n".join(lines), "utf-8")
    sys.stdout.write(f"{len(wanted)} pictures\n")


if __name__ == "__main__":
    main()
