"""Same answers, same outcome: every golden conversation goes over a real Rasa's REST channel as it goes over ours.

In taps and in typed words, in every language of the conversations, whatever Rasa itself takes the words for.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from api.channels.commands import Chosen, read_command
from bot.nlu.evaluate import rows
from tests.conftest import HOME
from tests.rasa.conftest import Both
from tests.rasa.servers import only_with_rasa, said
from tests.test_conversations import FILES, as_list, load

only_with_rasa()
pytestmark = [pytest.mark.rasa, pytest.mark.timeout(1500)]
Sent = list[dict[str, Any]]


def told(turn: dict[str, Any], buttons: dict[str, str]) -> str:
    """What a turn of a golden conversation sends: words, a move, or what the buttons send."""
    if "types" in turn:
        words: str = turn["types"]
        return words
    if "goes" in turn:
        where, _, slot = turn["goes"].partition(" ")
        return f"/{where}" + (json.dumps({"slot": slot}) if slot else "")
    chosen = [read_command(buttons[label]) for label in as_list(turn["taps"])]
    assert all(isinstance(one, Chosen) for one in chosen)
    return f"/choose{json.dumps({chosen[0].slot: [value for one in chosen for value in one.values]})}"


def walked(url: str, story: dict[str, Any], sender: str) -> list[Sent]:
    """All that was sent in a conversation, turn by turn."""
    metadata = {"audience": story.get("audience", "parent"), "locale": story.get("locale", "en")}
    sent = [said(url, sender, "/restart", **metadata)]
    for turn in story["turns"]:
        buttons = {one["title"]: one["payload"] for one in sent[-1][-1].get("buttons", ())}
        sent.append(said(url, sender, told(turn, buttons), **metadata))
    return sent


def assert_same(theirs: Sent, ours: Sent) -> None:
    """The same texts and buttons in the same order; Rasa's has the urgent numbers in words each time."""
    shown = [{"text": one["text"], "buttons": one.get("buttons", [])} for one in ours]
    got = [{"text": one["text"], "buttons": one.get("buttons", [])} for one in theirs]
    more = [one for one in got if one not in shown]
    assert [one for one in got if one in shown] == shown
    assert len(more) <= 1
    assert all("999" in one["text"] for one in more)
    assert any("999" in one["text"] for one in got)
    assert not [one for one in theirs if "custom" in one]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_conversation_over_rasa_goes_as_over_ours(path: Path, both: Both) -> None:
    story = load(path)
    over_rasa, over_ours = (walked(url, story, path.stem + url[-1]) for url in (both.rasa, both.ours))
    for theirs, ours in zip(over_rasa, over_ours, strict=True):
        assert_same(theirs, ours)
    # And both go as the conversation is written.
    for turn, sent in zip(story["turns"], over_ours[1:], strict=True):
        if "asks" in turn:
            assert sent[-1]["text"] == turn["asks"]
    if first := story.get("ends", {}).get("first"):
        services = [one["custom"]["service"] for one in over_ours[-1] if "service" in one.get("custom", {})]
        assert [service["id"] for service in services if service["place"] == "first"] == as_list(first)


def messages() -> list[tuple[str, str]]:
    """Words that nobody wrote a conversation for, in every language: of needs, of none, and of danger."""
    return [
        (folder.name, row[-1])
        for folder in sorted((HOME / "tests" / "understanding").iterdir())
        for name in ("needs.tsv", "scope.tsv", "danger.tsv")
        for row in list(rows(folder / name))[::25]
    ]


def test_words_lead_over_rasa_where_they_lead_over_ours(both: Both) -> None:
    seen = set()
    for number, (locale, words) in enumerate(messages()):
        theirs, ours = (said(url, f"words {number} {url}", words, locale=locale) for url in (both.rasa, both.ours))
        assert_same(theirs, ours)
        seen.add(locale)
    assert seen >= {"en", "pl", "ar"}


@pytest.mark.parametrize(
    "words",
    [
        "/hello",
        "/hello I feel so low",
        "/ I feel so low",
        "/i feel so low {and} tired",
        '/choose{"need": "nonsense"}',
        '/choose{"nobody": "knows"}',
        '/choose{"need": "low_mood"',
        '/choose@0.9{"need": "low_mood"}',
        '/choose{"language": "pl"}',
        "/forget",
        "/nlu_fallback",
        "[low](need) {mood}",
        "1",
        "?",
        "😭😭😭",
        "word " * 900,
        " ",
        "",
    ],
    ids=lambda words: repr(words[:24]),
)
def test_odd_messages_are_answered_over_rasa_as_over_ours(both: Both, words: str) -> None:
    for url in (both.rasa, both.ours):
        said(url, f"odd {url}", "/restart")
    theirs, ours = (said(url, f"odd {url}", words) for url in (both.rasa, both.ours))
    assert_same(theirs, ours)


def test_a_language_chosen_once_stays(both: Both) -> None:
    for url in (both.rasa, both.ours):
        said(url, f"stays {url}", '/choose{"language": "ar"}')
    for words in ('/choose{"need": "low_mood"}', "1"):
        theirs, ours = (said(url, f"stays {url}", words) for url in (both.rasa, both.ours))
        assert_same(theirs, ours)
        assert ours[-1]["custom"]["question"]["lang"] == "ar"


@pytest.mark.parametrize(
    "words",
    [
        "I want to kill myself",
        "he hit me and I am afraid he will kill me",
        "she hears voices telling her to hurt the baby",
    ],
)
def test_danger_over_rasa_brings_the_card_first(both: Both, words: str) -> None:
    theirs, ours = said(both.rasa, f"a{words}", words), said(both.ours, f"b{words}", words)
    assert theirs[0]["text"] == ours[0]["text"]
    assert "999" in theirs[0]["text"]


def test_going_back_and_starting_again_are_the_navigators(both: Both) -> None:
    first = said(both.rasa, "back", "/restart")
    said(both.rasa, "back", '/choose{"need": "low_mood"}')
    assert said(both.rasa, "back", "/back")[-1] == first[-1]
    said(both.rasa, "back", '/choose{"need": "low_mood"}')
    assert said(both.rasa, "back", "/restart")[-1] == first[-1]
