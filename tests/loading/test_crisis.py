"""Reading the phrases that mean danger: a mistake there is refused with its line, and no phrase is lost in silence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import LoadError
from bot.loading.checks import KINDS
from bot.loading.crisis import load_screen, read_crisis
from bot.safety.screen import Phrase, Risk

GOOD = "{id: xx.suicide.1, kind: suicide, tier: emergency, source: own, pattern: end my life}"


def saved(folder, text, locale="xx"):
    path = folder / locale / "crisis.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def problems(folder, text):
    with pytest.raises(LoadError) as caught:
        read_crisis(saved(folder, text))
    return caught.value.problems


def only_problem(folder, text):
    (problem,) = problems(folder, text)
    return problem


def test_a_file_is_read_as_its_author_wrote_it(tmp_path):
    text = f"""
phrases:
  - {GOOD}
  - id: xx.harm_to_baby.1
    kind: harm_to_baby
    tier: urgent
    source: a clinician
    pattern: "(hurt*|shake) ... (baby|little one)?  now"
idioms: ["end of life care", "killing time"]
"""
    found = read_crisis(saved(tmp_path, text))
    assert found.locale == "xx"
    assert found.phrases == (
        Phrase("xx.suicide.1", "end my life", "suicide", "emergency"),
        Phrase("xx.harm_to_baby.1", "(hurt*|shake) ... (baby|little one)?  now", "harm_to_baby", "urgent"),
    )
    assert found.idioms == ("end of life care", "killing time")


@pytest.mark.parametrize("idioms", ["idioms: []", "idioms:", ""])
def test_a_language_may_have_no_idioms(tmp_path, idioms):
    assert read_crisis(saved(tmp_path, f"phrases:\n  - {GOOD}\n{idioms}\n")).idioms == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tier", ["emergency", "urgent"])
def test_every_kind_of_danger_can_be_named_at_both_tiers(tmp_path, kind, tier):
    row = GOOD.replace("kind: suicide", f"kind: {kind}").replace("tier: emergency", f"tier: {tier}")
    (phrase,) = read_crisis(saved(tmp_path, f"phrases: [{row}]\nidioms: []")).phrases
    assert (phrase.kind, phrase.tier) == (kind, tier)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: xx.suicide.1, ", "", ["phrase 2 of the file has no 'id'", "add a line 'id: ...'"]),
        ("id: xx.suicide.1, ", "id: , ", ["phrase 2 of the file has no 'id'", "add a line 'id: ...'"]),
        ("source: own, ", "", ["phrase 2 of the file has no 'source'", "add a line 'source: ...'"]),
        ("kind: suicide", "kind: suicid", ["no kind 'suicid'", "write 'suicide'"]),
        ("kind: suicide", "kind: flood", ["no kind 'flood'", "use one of:", "self_harm"]),
        ("kind: suicide, ", "", ["phrase 2 of the file has no 'kind'"]),
        ("tier: emergency", "tier: emergncy", ["no tier 'emergncy'", "write 'emergency'"]),
        ("tier: emergency", "tier: urgant", ["no tier 'urgant'", "write 'urgent'"]),
        ("tier: emergency, ", "", ["phrase 2 of the file has no 'tier'"]),
        ("source: own", "source: own, patern: x", ["phrase 2 of the file", "unknown key 'patern'", "write 'pattern'"]),
        ("end my life", '"(end|finish my life"', ["cannot be read", "brackets must match"]),
        ("end my life", '"end) my life"', ["cannot be read", "brackets must match"]),
        ("end my life", '"(end|) my life"', ["cannot be read", "an empty choice", "take out the extra '|'"]),
        ("end my life", '"() my life"', ["cannot be read", "an empty choice"]),
        ("end my life", '"(end (my|our) life)"', ["cannot be read", "brackets must match"]),
        ("end my life", '"end my l*fe"', ["cannot be read", "'l*fe' is not a word"]),
        ("end my life", '"end my life!"', ["cannot be read", "'life!' is not a word"]),
        ("end my life", '"end, my life"', ["cannot be read", "'end,' is not a word"]),
        ("end my life", '"*"', ["cannot be read", "'*' is not a word"]),
        ("end my life", '"end .. life"', ["cannot be read", "'..' is not a word"]),
        ("end my life", '"end.*life"', ["cannot be read", "'end.*life' is not a word"]),
        ("end my life", '"..."', ["cannot be read", "at least one word must be there"]),
        ("end my life", '"end? life?"', ["cannot be read", "at least one word must be there"]),
        ("end my life", '"(end|stop)? ..."', ["cannot be read", "at least one word must be there"]),
        ("end my life", "End my life", ["is not written as it is matched", "'end my life'"]),
        ("end my life", "énd my life", ["is not written as it is matched", "'end my life'"]),
        ("end my life", "ŁÓDŹ", ["is not written as it is matched", "'lodz'"]),
        ("end my life", '"don\'t want to live"', ["is not written as it is matched", "'dont want to live'"]),
        ("end my life", '"don’t want to live"', ["is not written as it is matched", "'dont want to live'"]),
        ("end my life", '"(End|finish) my life"', ["is not written as it is matched", "lower case"]),
    ],
)  # fmt: skip
def test_a_mistake_in_a_phrase_is_refused_with_its_line_and_a_remedy(tmp_path, old, new, words):
    wrong = GOOD.replace("xx.suicide.1", "xx.suicide.2").replace(old.replace("xx.suicide.1", "xx.suicide.2"), new)
    problem = only_problem(tmp_path, f"# a remark\nphrases:\n  - {GOOD}\n  - {wrong}\nidioms: []\n")
    assert (problem.file, problem.line) == ("xx/crisis.yaml", 4)
    assert all(word in str(problem) for word in words), str(problem)


def test_a_phrase_without_a_pattern_is_refused(tmp_path):
    found = problems(tmp_path, f"phrases:\n  - {GOOD.replace(', pattern: end my life', '')}\nidioms: []")
    assert {problem.line for problem in found} == {2}
    assert any("phrase 1 of the file has no 'pattern'" in str(problem) for problem in found)


def test_two_phrases_with_one_id_are_refused_at_the_second(tmp_path):
    problem = only_problem(tmp_path, f"phrases:\n  - {GOOD}\n  - {GOOD}\nidioms: []")
    assert problem.line == 3
    assert "two phrases have the id 'xx.suicide.1'" in problem.problem
    assert "anew" in problem.remedy


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["the file is empty", "put it back"]),
        (f"phrase:\n  - {GOOD}\n", ["unknown key 'phrase'", "write 'phrases'"]),
        ("idioms: []\n", ["the file has no 'phrases'", "add a line 'phrases: ...'"]),
        ("phrases:\nidioms: []\n", ["the file has no 'phrases'"]),
        ("phrases: {a: b}\n", ["'phrases' of the file must be a list", "- "]),
        ("phrases: end my life\n", ["'phrases' of the file must be a list", "- "]),
        ("phrases:\n  - end my life\n", ["phrase 1 of the file must be keys and values", "key: value"]),
        (f"phrases:\n  - &a {GOOD}\n  - *a\n", ["'&a' names a part to repeat"]),
        (f"phrases:\n  - {GOOD}\nidioms: {{a: b}}\n", ["'idioms' of the file must be a list of names", "[a, b]"]),
        (f"phrases:\n  - {GOOD}\nidioms: [killing time, killing time]\n", ["names 'killing time' twice", "keep one"]),
        (f"phrases:\n  - {GOOD}\nidioms: [Killing time]\n", ["is not written as it is matched", "'killing time'"]),
        (f"phrases:\n  - {GOOD}\nidioms: ['(killing time']\n", ["cannot be read", "brackets must match"]),
        (f"phrases:\n  - {GOOD}\nidioms: ['...']\n", ["cannot be read", "at least one word"]),
        (f"phrases:\n  - {GOOD}\nidiom: [killing time]\n", ["unknown key 'idiom'", "write 'idioms'"]),
    ],
)
def test_a_mistake_in_the_file_is_refused_with_a_remedy(tmp_path, text, words):
    found = problems(tmp_path, text)
    assert any(all(word in str(problem) for word in words) for problem in found), "\n".join(map(str, found))


def test_every_mistake_of_a_file_is_reported(tmp_path):
    rows = [GOOD.replace("suicide.1", f"suicide.{n}") for n in range(1, 5)]
    rows[1] = rows[1].replace("tier: emergency", "tier: soon")
    rows[2] = rows[2].replace("end my life", '"(end my life"')
    rows[3] = rows[3].replace("suicide.4", "suicide.1")
    listed = "".join(f"  - {row}\n" for row in rows)
    found = problems(tmp_path, f"phrases:\n{listed}idioms: [OFF TO BED]\nextra: 1\n")
    assert sorted(problem.line for problem in found) == [3, 4, 5, 6, 7]


def test_a_mistake_in_an_idiom_is_reported_at_its_own_line(tmp_path):
    assert only_problem(tmp_path, f"phrases:\n  - {GOOD}\nidioms:\n  - killing time\n  - Killing joke\n").line == 5


def test_a_missing_pattern_is_reported_once(tmp_path):
    only_problem(tmp_path, f"phrases:\n  - {GOOD.replace(', pattern: end my life', '')}\nidioms: []")


def test_a_file_that_is_not_utf_8_is_refused_in_words(tmp_path):
    path = saved(tmp_path, "")
    path.write_bytes(f"# café\nphrases:\n  - {GOOD}\n".encode("cp1252"))
    with pytest.raises(LoadError):
        read_crisis(path)


def test_the_phrases_of_every_language_are_searched_at_once(tmp_path):
    saved(tmp_path, f"phrases:\n  - {GOOD}\nidioms: []", "xx")
    other = "{id: yy.self_harm.1, kind: self_harm, tier: urgent, source: own, pattern: (tnu|chce) sie ciac}"
    saved(
        tmp_path,
        f"phrases:\n  - {other.replace('(tnu|chce) sie ciac', chr(34) + '(tnu|chce) sie ciac' + chr(34))}",
        "yy",
    )
    (tmp_path / "zz").mkdir()
    screen = load_screen(tmp_path)
    assert screen.check("I want to end my life") == Risk("suicide", "emergency", "xx.suicide.1")
    assert screen.check("Chcę się ciąć") == Risk("self_harm", "urgent", "yy.self_harm.1")
    assert screen.check("a nice day") is None


def test_an_idiom_of_one_language_takes_the_danger_out_of_its_words_only(tmp_path):
    saved(tmp_path, f"phrases:\n  - {GOOD}\nidioms: [end my life as a student]")
    screen = load_screen(tmp_path)
    assert screen.check("I will end my life as a student") is None
    assert screen.check("end my life as a student or end my life") == Risk("suicide", "emergency", "xx.suicide.1")


def test_one_broken_language_stops_the_whole_screen_from_loading(tmp_path):
    saved(tmp_path, f"phrases:\n  - {GOOD}\nidioms: []", "xx")
    saved(tmp_path, "phrases: []\nidiom: []", "yy")
    with pytest.raises(LoadError) as caught:
        load_screen(tmp_path)
    assert {problem.file for problem in caught.value.problems} == {"yy/crisis.yaml"}


def test_the_mistakes_of_every_language_are_reported_at_once(tmp_path):
    for locale in ("xx", "yy"):
        saved(tmp_path, f"phrases:\n  - {GOOD.replace('tier: emergency', 'tier: soon')}\nidioms: []", locale)
    with pytest.raises(LoadError) as caught:
        load_screen(tmp_path)
    assert {problem.file for problem in caught.value.problems} == {"xx/crisis.yaml", "yy/crisis.yaml"}


@pytest.mark.parametrize("text", [None, "phrases: []\nidioms: []"])
def test_a_screen_without_any_phrase_is_refused(tmp_path, text):
    if text is not None:
        saved(tmp_path, text)
    with pytest.raises(LoadError):
        load_screen(tmp_path)


@given(pattern=st.text("ab1 |()*?.'É", min_size=1, max_size=20))
def test_any_pattern_is_either_taken_or_refused_in_words(tmp_path_factory, pattern):
    folder = tmp_path_factory.getbasetemp()
    row = GOOD.replace("end my life", "'" + pattern.replace("'", "''") + "'")
    path = saved(folder, f"phrases:\n  - {row}\nidioms: []")
    with suppress(LoadError):
        assert read_crisis(path).phrases[0].pattern == pattern
        load_screen(folder).check("a b aa bb 1")
        return
    assert {problem.line for problem in problems(folder, path.read_text("utf-8"))} == {2}
