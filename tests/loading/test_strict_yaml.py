"""YAML as a careful author means it: words stay words, and whatever can surprise is refused."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import LoadError
from bot.loading.strict_yaml import MAX_BYTES, Entries, Items, Leaf, parse

SPECIAL = " \n\t:-?,[]{}#&*!|>'\"%@`~<017ae.r\r\\\ufeff\x85\u2028"
VISIBLE = st.characters(exclude_categories=("C", "Zl", "Zp"))
TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(VISIBLE, max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(VISIBLE, max_size=8), inner, max_size=4),
    max_leaves=12,
)


def value_of(text):
    node = parse(text, file="a.yaml")
    assert isinstance(node, Leaf)
    return node.value


def refusal(text):
    with pytest.raises(LoadError) as caught:
        parse(text, file="a.yaml")
    (problem,) = caught.value.problems
    return problem


def bare(node):
    """What was read, without its lines."""
    if isinstance(node, Entries):
        return {key: bare(inner) for key, inner in node.entries.items()}
    if isinstance(node, Items):
        return [bare(item) for item in node.items]
    return node.value


@pytest.mark.parametrize(
    "word",
    [
        *("yes", "no", "on", "off", "y", "n", "Yes", "NO", "On", "OFF"),
        *("True", "FALSE", "Null", "NULL", "None", "nan", ".nan", "NaN", ".inf", "-.inf"),
        *("12:30", "1_000", "1.0", "1.50", "1e3", "+5", "0x1F", "0o17", "0b11", "1,000", "--1", "1-", "٣"),
        *(
            "2026-11-23",
            "116 123",
            "999 services",
            "A&E",
            "King's Lynn",
            "half * price",
            "50%",
            "a!",
            "e-mail",
            "x#y",
            "a:b",
        ),
    ],
)
def test_a_word_that_other_readers_turn_into_something_else_stays_a_word(word):
    assert value_of(word) == word
    assert bare(parse(f"key: {word}", file="a.yaml")) == {"key": word}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("true", True), ("false", False), ("null", None), ("~", None)),
        *(("0", 0), ("7", 7), ("-7", -7), ("730", 730), ("2026", 2026)),
    ],
)
def test_only_plain_truth_nothing_and_whole_numbers_are_more_than_words(written, meant):
    value = value_of(written)
    assert value == meant
    assert type(value) is type(meant)


@pytest.mark.parametrize("quoted", ["'{}'", '"{}"', "|-\n {}", ">-\n {}"])
@pytest.mark.parametrize("word", ["true", "null", "~", "7", "007", "0800 1111", "yes"])
def test_what_stands_in_quotes_or_in_a_block_is_always_words(quoted, word):
    assert value_of(quoted.format(word)) == word


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("yes: {label: Yes}\nno: {label: No}", {"yes": {"label": "Yes"}, "no": {"label": "No"}}),
        ("on: 1\noff: 2", {"on": 1, "off": 2}),
        ("true: a\nfalse: b", {"true": "a", "false": "b"}),
        ("1: a\n-2: b", {"1": "a", "-2": "b"}),
        ("16_to_19: a\n20_or_over: b", {"16_to_19": "a", "20_or_over": "b"}),
        ("2026-11-23: a", {"2026-11-23": "a"}),
        ("a:\nb: ~", {"a": None, "b": None}),
        ("a: []\nb: {}", {"a": [], "b": {}}),
        ("- a\n- [b, c]\n-\n", ["a", ["b", "c"], None]),
        ("a: one\n  and more", {"a": "one and more"}),
        ("a: b # a remark", {"a": "b"}),
        ("\ufeffa: after a byte order mark", {"a": "after a byte order mark"}),
        ("%YAML 1.1\n---\na: yes", {"a": "yes"}),
        ("---\na: 1\n...\n", {"a": 1}),
        ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
    ],
)
def test_keys_are_words_and_shapes_are_as_written(text, meant):
    assert bare(parse(text, file="a.yaml")) == meant


@pytest.mark.parametrize(
    ("text", "line", "problem", "remedy"),
    [
        ("", 1, "the file is empty", "put it back"),
        (" \n\n", 1, "the file is empty", "put it back"),
        ("# nothing but a remark", 1, "the file is empty", "put it back"),
        ("a: 1\nb: *c", 2, "'*c' repeats", "write the words out"),
        ("a: 1\n*c : 2", 2, "'*c' repeats", "write the words out"),
        ("a: &b c", 1, "'&b' names a part", "take the name out"),
        ("a: 1\nb: &c\n  d: 1", 2, "'&c' names a part", "take the name out"),
        ("a: &b [c]", 1, "'&b' names a part", "take the name out"),
        ("&a b: c", 1, "'&a' names a part", "take the name out"),
        ("a: !!str 5", 1, "tag", "take out the part that starts with '!'"),
        ("a: ! 5", 1, "the tag '!'", "take out the part that starts with '!'"),
        ("- 1\n- !!python/object:os.system {}", 2, "tag", "take out the part that starts with '!'"),
        ("!!map\na: 1", 1, "tag", "take out the part that starts with '!'"),
        ("a: 1\n<<: {b: 2}", 2, "'<<' merges", "write the words out"),
        ("'<<': {b: 2}", 1, "'<<' merges", "write the words out"),
        ("a: 1\nb: 2\n\na: 3", 4, "'a' is given twice (first on line 1)", "keep one"),
        ("x:\n  a: 1\n  a: 2", 3, "'a' is given twice (first on line 2)", "keep one"),
        ("{a: 1, a: 1}", 1, "'a' is given twice", "keep one"),
        ("1: a\n'1': b", 2, "'1' is given twice", "rename one"),
        ("true: a\n'true': b", 2, "'true' is given twice", "rename one"),
        ("a: 07", 1, "07 starts with a zero", 'put it in quotes: "07"'),
        ("a: 00", 1, "00 starts with a zero", 'put it in quotes: "00"'),
        ("a: -01", 1, "-01 starts with a zero", "put it in quotes"),
        ("a: 0800 1111", 1, "0800 1111 starts with a zero", 'put it in quotes: "0800 1111"'),
        ("- 1\n- 0344 800 8020", 2, "starts with a zero", "put it in quotes"),
        ("007: bond", 1, "007 starts with a zero", "put it in quotes"),
        ("a: 1\n---\nb: 2", 2, "a second document", "take out the line '---'"),
        ("---\n---\n", 2, "a second document", "take out the line '---'"),
        ("? [a]\n: b", 1, "a key must be a word", "before the colon"),
        ("? {a: b}\n: c", 1, "a key must be a word", "before the colon"),
        ("~: a", 1, "a key must be a word", "before the colon"),
        ("null: a", 1, "a key must be a word", "before the colon"),
        ("a:\n\tb: 1", 2, "not valid YAML", "spaces, not tabs"),
        ("\ta: 1", 1, "not valid YAML", "spaces, not tabs"),
        ("a: 1\nb: Then: go", 2, "not valid YAML", "hold a colon in quotes"),
        ("a: 1\nb: @home", 2, "not valid YAML", "quotes and colons must match"),
        ("a: `b`", 1, "not valid YAML", "quotes and colons must match"),
        ("a: %b", 1, "not valid YAML", "quotes and colons must match"),
        ('a: "b" c', 1, "not valid YAML", "quotes and colons must match"),
        ("a:\n  b: 1\n c: 2", 3, "not valid YAML", "spaces at the start"),
        ("a: \x07", 1, "not valid YAML", "plain UTF-8"),
        ("a: \x00", 1, "not valid YAML", "plain UTF-8"),
    ],
)
def test_what_can_surprise_is_refused_with_its_line_and_a_remedy(text, line, problem, remedy):
    found = refusal(text)
    assert found.file == "a.yaml"
    assert found.line == line
    assert problem in found.problem
    assert remedy in found.remedy


@pytest.mark.parametrize("opened", ['"', "'", "[", "{", "a: [b\nc: d"])
def test_what_is_opened_and_never_closed_is_refused(opened):
    assert "not valid YAML" in refusal(f"a: {opened}").problem


def test_twenty_levels_are_read_and_one_more_is_refused():
    node = parse("[" * 20 + "a" + "]" * 20, file="a.yaml")
    for _ in range(20):
        (node,) = node.items
    assert node.value == "a"
    assert "more than 20 levels deep" in refusal("[" * 21 + "a" + "]" * 21).problem
    assert "more than 20 levels deep" in refusal("\n".join(" " * depth + f"k{depth}:" for depth in range(22))).problem


def test_a_hostile_depth_is_refused_and_does_not_exhaust_the_stack():
    assert refusal("[" * 20_000 + "]" * 20_000).remedy
    assert refusal("- " * 20_000).remedy


@pytest.mark.parametrize("letter", ["a", "é", "€", "😀"])
def test_a_million_bytes_are_read_and_one_more_is_refused(letter):
    size = len(letter.encode())
    text = "k: " + letter * ((MAX_BYTES - 3) // size)
    text += "a" * (MAX_BYTES - len(text.encode()))
    assert value_of(text.removeprefix("k: ")) == text.removeprefix("k: ")
    assert bare(parse(text, file="a.yaml")).keys() == {"k"}
    assert "over 1 MB" in refusal(text + "a").problem


def test_each_key_and_value_knows_its_line():
    node = parse("# a remark\na: 1\n\nb:\n  - c\n  # another\n  - d: |\n      e\n      f\n    g: h\n", file="a.yaml")
    assert node.line == 2
    assert node.key_lines == {"a": 2, "b": 4}
    assert node.entries["a"].line == 2
    first, second = node.entries["b"].items
    assert (first.line, second.line) == (5, 7)
    assert second.key_lines == {"d": 7, "g": 10}


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_remarks_and_blank_lines_never_shift_the_lines(gaps, ending):
    lines, expected = [], {}
    for number, gap in enumerate(gaps):
        lines += ["", "# a remark", "   "][:gap]
        expected[f"k{number}"] = len(lines) + 1
        lines.append(f"k{number}: word")
    assert parse(ending.join(lines), file="a.yaml").key_lines == expected


@given(TREES)
def test_whatever_is_written_as_json_is_read_as_it_was_meant(tree):
    assert bare(parse(json.dumps(tree, ensure_ascii=False), file="a.yaml")) == tree


@given(st.text(VISIBLE, min_size=1).filter(lambda word: "'" not in word))
def test_words_in_quotes_stay_exactly_as_they_are(word):
    assert value_of(f"'{word}'") == word


@given(
    st.text()
    | st.text(alphabet=SPECIAL, max_size=40)
    | st.lists(
        st.sampled_from(
            [
                "a: ",
                "- ",
                "\n",
                "  ",
                "[",
                "]",
                "{",
                "}",
                "&a ",
                "*a",
                "!t ",
                "'",
                '"',
                "|",
                ">",
                "---",
                "...",
                "? ",
                ": ",
                "0800 1",
                "#",
                ",",
            ]
        ),
        max_size=25,
    ).map("".join)
)
@example("\ufffe")
@example("a: |9")
@example("%YAML 9.9\n---\na: 1")
@example("!<")
def test_any_text_is_either_read_or_refused_in_words(text):
    try:
        node = parse(text, file="a.yaml")
    except LoadError as error:
        (problem,) = error.problems
        assert problem.problem
        assert problem.remedy
        assert 1 <= problem.line <= sum(map(text.count, "\n\r\x85\u2028\u2029")) + 2  # or just below the last
    else:
        assert isinstance(node, Leaf | Items | Entries)


@pytest.mark.parametrize("text", ["\ud800", "a: b\ud800", "\udc80: b"])
def test_text_that_no_file_can_hold_is_refused_in_words(text):
    assert refusal(text).remedy


@pytest.mark.parametrize("text", ["9" * 4301, "a: -" + "9" * 5000])
def test_a_number_too_long_to_reckon_with_is_refused_in_words(text):
    assert refusal(text).remedy
