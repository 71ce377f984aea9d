"""Every mistake in tests/broken: refused, and the message names the problem and the remedy, at the line of the mistake.

A file there is one mistake. `story` says what the author did. Either `find` is a piece of pathways.yaml, which must
stand there once, and `replace` is what the author wrote instead; or `whole` is the whole file (`times` repeats it,
`encoding` is how their editor saved it). `line` is the line that must be reported, counted from 1 in what the author
wrote; it is left out where no single line is right. `says` are pieces of words that one message must hold.
`fault` and `line_fault`, if there, say what is not yet as it should be: take the line out once it is.
"""

from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.errors import LoadError
from bot.loading.pathway import load_pathway

HOME = Path(__file__).parent.parent.parent
ORIGINAL = (HOME / "pathways.yaml").read_text("utf-8")
FILES = sorted((HOME / "tests" / "broken").glob("*.yaml"))
CASES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in FILES}
KEYS = {"story", "find", "replace", "whole", "times", "encoding", "line", "says", "fault", "line_fault"}


def cases(mark, *, wanted=lambda case: True):
    return [
        pytest.param(name, id=name, marks=pytest.mark.xfail(strict=True, reason=case[mark]) if mark in case else ())
        for name, case in CASES.items()
        if wanted(case)
    ]


@cache
def broken(name):
    """What the author saved, and the line on which their own words begin."""
    case = CASES[name]
    if "whole" in case:
        return (case["whole"] * case.get("times", 1)).encode(case.get("encoding", "utf-8")), 1
    before, _, after = ORIGINAL.partition(case["find"])
    return (before + case["replace"] + after).encode(), before.count("\n") + 1


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    """The problems found in what the author saved; None where nothing was. Each is read once."""
    path = tmp_path_factory.mktemp("broken") / "pathways.yaml"

    @cache
    def found(name):
        path.write_bytes(broken(name)[0])
        try:
            load_pathway(path)
        except LoadError as error:
            return error.problems
        return None

    return found


def that_says(found, words):
    return [problem for problem in found if all(word in str(problem) for word in words)]


@pytest.mark.parametrize("name", CASES)
def test_the_mistake_is_described_in_full_and_fits_the_pathway(name):
    case = CASES[name]
    assert set(case) <= KEYS
    assert case["story"].endswith(".")
    assert case["says"], "say what the message must hold"
    assert ("whole" in case) != ("find" in case and "replace" in case)
    if "find" in case:
        assert ORIGINAL.count(case["find"]) == 1, "what to find must stand in pathways.yaml exactly once"
        assert case["find"] != case["replace"]


@pytest.mark.parametrize("name", cases("fault"))
def test_the_mistake_is_refused_with_its_problem_and_its_remedy(name, problems):
    found = problems(name)
    assert found is not None, "it loads, as if nothing were wrong"
    assert that_says(found, CASES[name]["says"]), "\n".join(map(str, found))


@pytest.mark.parametrize("name", cases("line_fault", wanted=lambda case: "line" in case and "fault" not in case))
def test_the_mistake_is_reported_at_the_line_where_it_stands(name, problems):
    line = broken(name)[1] + CASES[name]["line"] - 1
    found = that_says(problems(name), CASES[name]["says"])
    assert [problem.line for problem in found] == [line]


def test_several_mistakes_are_all_reported_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "pathways.yaml"
    text = ORIGINAL.replace("how: Search on the website.", "hwo: Search on the website.")
    text = text.replace("name: Cry-sis", "nam: Cry-sis").replace("stale_after_days: 730", "stale_after_days: 7")
    path.write_text(text, "utf-8")
    with pytest.raises(LoadError) as caught:
        load_pathway(path)
    told = [
        word
        for problem in caught.value.problems
        for word in ("stale_after_days", "nam", "hwo")
        if f"'{word}'" in str(problem)
    ]
    assert list(dict.fromkeys(told)) == ["stale_after_days", "nam", "hwo"]
    lines = [problem.line for problem in caught.value.problems]
    assert len(lines) == 5
    assert lines == sorted(lines)


def test_a_mistake_reads_as_one_sentence_of_what_and_one_of_the_remedy(problems):
    told = [str(problem) for problem in problems("name_service")]
    line = broken("name_service")[1]
    assert told == [f"pathways.yaml, line {line}: there is no service 'crysis'. To mend it: write 'cry_sis'."]
