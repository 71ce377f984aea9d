"""What `make bench-rasa` writes: beside what `make bench` owns, plain about what is behind, and pictures with words."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console

from bot.nlu.evaluate import Share
from tests.bench import START as BENCH
from tests.rasa.judged import Judged
from tests.rasa.load import Rates
from tests.rasa.report import END, START, Language, Pair, Run, placed, write


def run(ours: int, turns: float) -> Run:
    """A run with so many of 100 needs right, and so many turns a second to Rasa's 10."""
    languages = [Language("en", Judged(Share(ours, 100), [0.001]), Judged(Share(60, 100), [0.01]))]
    rates = Rates([turns, turns, 1.0], [10.0, 10.0, 10.0], [0.01], [0.1])
    two = Pair(1.0, 2.0)
    return Run(60, 1000, languages, two, [two], {"in words": rates}, two, two)


def written(tmp_path: Path, found: Run) -> str:
    (tmp_path / "benchmarks.md").write_text(
        f"# Head\n\n{START}\n\nlast time\n\n{END}\n\nMore\n\n{BENCH}\n\ntheirs\n", "utf-8"
    )
    write(Console(quiet=True), found, tmp_path)
    return (tmp_path / "benchmarks.md").read_text("utf-8")


def test_only_what_stands_between_its_marks_is_changed(tmp_path: Path) -> None:
    page = written(tmp_path, run(70, 200.0))
    assert page.startswith(f"# Head\n\n{START}\n")
    assert page.endswith(f"{END}\n\nMore\n\n{BENCH}\n\ntheirs\n")
    assert "last time" not in page
    assert placed(page, f"{START}\n\nnew\n\n{END}").count("new") == 1


def test_the_ratio_is_the_median_of_the_rounds(tmp_path: Path) -> None:
    assert "| turns a second in words | 200 | 10 | 20.0 | 10 |" in written(tmp_path, run(70, 200.0))


@pytest.mark.parametrize(
    ("ours", "turns", "said"),
    [
        (70, 200.0, "All are met."),
        (62, 200.0, "**Behind the aim:** needs right in en (+2.0 of 5 points)."),
        (70, 99.0, "**Behind the aim:** turns a second in words (9.9 of 10)."),
    ],
)
def test_what_is_behind_is_said_plainly(tmp_path: Path, ours: int, turns: float, said: str) -> None:
    assert said in written(tmp_path, run(ours, turns))


def test_each_picture_says_what_it_shows_and_its_figures_are_text(tmp_path: Path) -> None:
    page = written(tmp_path, run(70, 200.0))
    for name, figure in (("needs", "70 %"), ("times", "20.0")):
        assert f"(benchmarks/{name}.svg)" in page
        picture = ElementTree.fromstring((tmp_path / "benchmarks" / f"{name}.svg").read_text("utf-8"))
        assert picture.get("role") == "img"
        texts = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
        assert figure in texts
        assert picture.findtext("{http://www.w3.org/2000/svg}title")
