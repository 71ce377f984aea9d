"""A8, A12, A13, A17, A21, A22 in what the server sends: every page of parents in every language, read as a browser reads it."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from api.settings import Settings
from bot.language.tags import direction
from tests.accessibility.served import Place
from tests.accessibility.states import CARDS, LOCALES, PAGES

PARENTS = {
    name: shown for name, shown in PAGES.items() if not name.startswith(("staff", "map", "embed", "card", "note"))
}
"""The note has tests of its own: it says each line in two languages."""
EMPTY = frozenset(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"])
WAYS_OUT = ["exit", "to-urgent"]


class Reader(HTMLParser):
    """Every element with its attributes, its text, and the language, direction and landmark it stands in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[tuple[str, str, tuple[str, ...]]] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(tag in ("script", "style") for tag, _ in self._open):
            lang = next((given["lang"] for _, given in reversed(self._open) if "lang" in given), "")
            self.words.append((data.strip(), lang, tuple(tag for tag, _ in self._open)))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The attributes of these elements."""
        return [given for found, given in self.elements if found == tag and wanted.items() <= given.items()]


def read(place: Place, name: str, lang: str = "en") -> Reader:
    asked = Request(PAGES[name].address(place, lang), headers={"accept": "text/html"})
    try:
        with urlopen(asked, timeout=20) as answer:
            return Reader(answer.read().decode())
    except HTTPError as refusal:
        return Reader(refusal.read().decode())


def test_a8_a_conversation_may_rest_for_a_day() -> None:
    """NHS services that end must allow 20 hours; ours says so and begins again, and what is written then is heard."""
    assert timedelta(hours=Settings().conversation_hours) >= timedelta(hours=20)


@pytest.mark.parametrize("lang", LOCALES)
def test_a12_every_word_says_its_language_and_every_number_runs_from_left_to_right(place: Place, lang: str) -> None:
    arabic = lang.startswith("ar")
    for name in PARENTS:
        page = read(place, name, lang)
        [top] = page.all("html")
        assert (top["lang"], top["dir"]) == (lang, "rtl" if arabic else "ltr"), name
        for tag, given in page.elements:
            assert "lang" not in given or given["lang"], (name, tag)
            if "lang" in given and "dir" in given:
                assert given["dir"] == direction(given["lang"].split("-")[0]), (name, tag, given)
        for words, of, inside in page.words:
            if arabic and re.search("[A-Za-z]{4}", words) and not re.search("[\u0600-\u06ff]", words):
                assert of != lang or "bdi" in inside or {"h3", "a", "strong", "summary", "dd", "li"} & set(inside), (
                    name,
                    words,
                )
            if re.fullmatch(r"[\d ]{3,}", words):
                assert "bdi" in inside, (name, words)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a13_help_stands_in_the_same_order_on_every_page(place: Place, lang: str) -> None:
    usual = [one["href"] for one in read(place, "first", lang).all("a") if re.match("(tel|sms):", one["href"])]
    assert usual[0] == "tel:999"
    for name in PARENTS:
        page = read(place, name, lang)
        links = page.all("a")
        assert [one["id"] for one in links if one.get("id") in WAYS_OUT] == WAYS_OUT, name
        assert links[0]["href"] == "#main", name
        calls = [one["href"] for one in links if re.match("(tel|sms):", one["href"])]
        alerted = not page.all("section", **{"class": "urgent tier-none"})
        assert (set(usual) <= set(calls)) if alerted else (calls[: len(usual)] == usual), name
        about = [one["href"].split("?")[0] for one in links if re.match("/(safety|privacy|accessibility)", one["href"])]
        assert about[-3:] == ["/safety", "/privacy", "/accessibility"], name


def test_a13_every_card_of_danger_names_the_emergency_number_first(place: Place) -> None:
    for card in CARDS:
        calls = [one["href"] for one in read(place, f"card of {card}").all("a") if re.match("(tel|sms):", one["href"])]
        assert "tel:999" in calls[:2], card


def test_a16_words_can_be_written_wherever_answers_can_be_tapped(place: Place) -> None:
    for name in PARENTS:
        page = read(place, name)
        if page.all("form", **{"class": "question"}):
            assert page.all("textarea", id="text"), name


def test_a17_no_answer_is_chosen_beforehand_and_each_group_has_its_question(place: Place) -> None:
    seen = 0
    for name in PARENTS:
        page = read(place, name)
        boxes = [one for kind in ("radio", "checkbox") for one in page.all("input", type=kind)]
        assert not any("checked" in one for one in boxes), name
        labels = {one.get("for") for one in page.all("label")}
        assert {one["id"] for one in boxes} <= labels, name
        if boxes:
            seen += 1
            assert len(page.all("fieldset")) == len(page.all("legend")) == 1, name
    assert seen > 8


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a21_each_page_has_a_title_landmarks_one_first_heading_and_a_way_past_the_top(place: Place, lang: str) -> None:
    for name in PARENTS:
        page = read(place, name, lang)
        assert len(page.all("title")) == 1, name
        assert {tag: len(page.all(tag)) for tag in ("main", "header", "footer", "h1")} == dict.fromkeys(
            ("main", "header", "footer", "h1"), 1
        ), name
        assert page.all("main", id="main"), name
        navigation = page.all("nav")
        names = [one.get("aria-label") for one in navigation]
        assert all(names), name
        assert len(set(names)) == len(names), name


def test_a22_what_a_patient_is_given_has_a_heading_and_a_number(place: Place) -> None:
    page = read(place, "staff for the patient")
    assert page.all("h1")
    assert any(one["href"].startswith("tel:") for one in page.all("a"))
