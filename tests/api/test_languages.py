"""Languages over HTTP: who chooses, what is kept, and no word of English that does not say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from bot.assistant import Assistant
from bot.dialogue.understanding import FoundNeed, Understanding
from bot.language.catalogues import Catalogues
from bot.language.tags import base
from tests.api.test_conversations import begin, turn
from tests.api.test_pages import Page
from tests.conftest import ScriptedNLU
from tests.language.seen import ALIKE, CATALOGUES, PATHWAY, WORDINGS, english, marked, seen
from tests.language.toys import copied, written

Json = dict[str, Any]
WIRES = [CATALOGUES[locale].wire for locale in CATALOGUES.locales]


def phrase(id: str, locale: str) -> str:
    return CATALOGUES[locale].text(PATHWAY.phrases[id])


class Spoken(HTMLParser):
    """What a page says, to the eye or to a screen reader, each with the language it is marked as."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.says: list[tuple[str, str]] = []
        self.root: dict[str, str] = {}
        self._open = [("", "")]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.root = found
        lang = found.get("lang", self._open[-1][1])
        self.says += [(lang, found[name]) for name in ("aria-label", "alt", "title", "placeholder") if found.get(name)]
        if tag not in {"meta", "link", "input", "img", "br"}:
            self._open.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.says.append((self._open[-1][1], data.strip()))


class Walker:
    """Somebody with a browser."""

    def __init__(self, client: TestClient, path: str = "/", headers: dict[str, str] | None = None) -> None:
        self.client = client
        self.read(client.get(path, headers=headers))

    def read(self, answer: Any) -> None:
        assert answer.status_code == 200
        self.headers, self.html = answer.headers, answer.text
        self.page, self.spoken = Page(self.html), Spoken(self.html)

    def press(self, do: str, **fields: Any) -> None:
        self.read(self.client.post("/questions", data={"conversation": self.page.token, "do": do, **fields}))

    def choose(self, slot: str, *values: str) -> None:
        self.press("choose", slot=slot, value=list(values))

    @property
    def lang(self) -> str:
        return self.spoken.root["lang"]


# Who chooses.

CHOICES = [
    (None, None, None, "en"),
    (None, None, "pl", "pl"),
    (None, None, "zh-CN, fr;q=0.9, lt;q=0.8, en;q=0.7", "lt"),
    (None, None, "zh-CN", "en"),
    (None, None, "*", "en"),
    (None, None, ";;;q=,,", "en"),
    (None, "ar", "pl", "ar"),
    (None, "en-x-easyread", "pl", "en-x-easyread"),
    (None, "UK_ua", "pl", "uk"),
    (None, "xx", "pl", "pl"),
    (None, "", "pl", "pl"),
    ("ro", "ar", "pl", "ro"),
    ("pl-x-easyread", "ar", None, "pl-x-easyread"),
    ("xx", "ar", "pl", "ar"),
    ("xx", "yy", "zz", "en"),
]


@pytest.mark.parametrize(("body", "query", "header", "wire"), CHOICES)
def test_a_wish_that_is_said_beats_the_address_and_that_the_browser(
    client: TestClient, body: str | None, query: str | None, header: str | None, wire: str
) -> None:
    headers = {} if header is None else {"accept-language": header}
    params = {} if query is None else {"lang": query}
    answer = client.post("/v1/conversations", params=params, headers=headers, json={"locale": body})
    assert answer.headers["content-language"] == answer.json()["reply"]["locale"] == wire
    if body is None:
        assert Walker(client, "/" if query is None else f"/?lang={query}", headers).lang == wire
        assert client.get("/v1/services", params=params, headers=headers).headers["content-language"] == wire


@pytest.mark.parametrize("path", ["/", "/questions", "/nowhere", "/v1/services", "/v1/services/gp", "/v1/search?q=gp", "/v1/pathway", "/v1/services/nobody"])  # fmt: skip
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_every_answer_says_its_language_and_what_it_varies_by(client: TestClient, path: str, accept: str) -> None:
    for wire in ("pl", "ar", "en-x-easyread"):
        headers = client.get(path, headers={"accept-language": wire, "accept": accept}).headers
        assert headers["content-language"] == wire
        assert "accept-language" in headers["vary"].lower()


def test_a_route_and_its_reasons_are_in_the_language(client: TestClient) -> None:
    answers = {
        "need": ["bonding"],
        "level": "struggling",
        "stage": "child_1",
        "area": "waveney",
        "who": "birthing_parent",
    }
    answer = client.post("/v1/route", json={"answers": answers, "locale": "lt", "explain": True})
    assert answer.headers["content-language"] == "lt"
    assert answer.json()["done"]
    assert answer.json()["why_not"]
    assert not [text for text in seen(answer.json()) if english(text)]


@pytest.mark.parametrize("path", ["/v1/services", "/v1/search?q=dziecko"])
def test_services_are_in_the_language(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept-language": "pl"}).json()
    records = [record | {"eligible": None} for record in answer.get("services", answer.get("results"))]
    assert records
    assert not [text for text in seen([records, answer["urgent"]]) if english(text)]
    assert {one["lang"] for one in marked(answer)} == {"pl"}


REFUSALS = [
    ("get", "/v1/services/nobody", None, 404, "problem_not_found"),
    ("delete", "/v1/services", None, 405, "problem_not_allowed"),
    ("post", "/v1/conversations/turns", {"conversation": "old", "go": "back"}, 410, "ended"),
    ("post", "/v1/conversations/turns", {"conversation": "old"}, 422, "problem_unreadable"),
    ("post", "/v1/route", {"answers": {"need": "x"}}, 422, "problem_unknown_answer"),
    ("post", "/v1/conversations/turns", {"say": "a" * 1_000_000}, 413, "problem_too_long"),
]


@pytest.mark.parametrize("wire", ["pl", "ar", "en-x-easyread"])
@pytest.mark.parametrize(("method", "path", "body", "status", "id"), REFUSALS, ids=[row[-1] for row in REFUSALS])
def test_a_refusal_is_in_the_language(
    client: TestClient, wire: str, method: str, path: str, body: Json | None, status: int, id: str
) -> None:
    answer = client.request(method, path, json=body, headers={"accept-language": wire})
    found = answer.json()
    assert (answer.status_code, answer.headers["content-language"], found["lang"]) == (status, wire, wire)
    assert found["title"] == phrase(id, wire.replace("-x-", "@"))
    assert found["urgent"]["heading"]["lang"] == wire


def test_a_page_that_is_not_there_is_in_the_language(client: TestClient) -> None:
    answer = client.get("/nowhere?lang=ar", headers={"accept": "text/html"})
    spoken = Spoken(answer.text)
    assert (spoken.root["lang"], spoken.root["dir"]) == ("ar", "rtl")
    assert phrase("problem_not_found", "ar") in answer.text
    check(spoken, "ar")


@pytest.mark.parametrize(("language", "wire"), [("pl", "pl"), ("pt-BR", "pt"), ("en-x-easyread", "en-x-easyread"), ("xx", "en")])  # fmt: skip
def test_the_default_is_what_the_operator_set_where_it_is_spoken(assistant: Assistant, language: str, wire: str) -> None:  # fmt: skip
    with TestClient(create_app(Settings(language=language), assistant)) as client:
        assert client.get("/").headers["content-language"] == wire
        assert client.get("/", headers={"accept-language": "lt"}).headers["content-language"] == "lt"


@pytest.mark.parametrize("path", ["/?lang=ar", "/nowhere?lang=ar"])
def test_starting_again_stays_in_the_language(client: TestClient, path: str) -> None:
    links = Page(client.get(path, headers={"accept": "text/html"}).text).links
    home = [link for link in links if link.startswith("/") and "=ar" in link]
    assert home
    assert not [link for link in links if link == "/"]
    assert Walker(client, home[0]).lang == "ar"


# A language that is hardly begun.


def test_the_page_of_a_language_hardly_begun_marks_what_is_english(assistant: Assistant, tmp_path: Path) -> None:
    told = {"phrase.language_name": "magyar", "group.feelings": "Hogy érzem magam", "phrase.back": "Vissza"}
    written(copied(tmp_path, "en", "pl"), "hu", told)
    catalogues = Catalogues(tmp_path, assistant.pathway.numbers)
    begun = Assistant(assistant.pathway, assistant.screen, assistant.nlu, catalogues, assistant.today)
    with TestClient(create_app(Settings(), begun)) as client:
        walker = Walker(client, headers={"accept-language": "hu-HU"})
        english = Walker(client, "/?lang=pl")
    assert walker.lang == "hu"
    assert {("hu", "Hogy érzem magam"), ("hu", "Vissza"), ("en", "What is going on?")} <= set(walker.spoken.says)
    assert ("en", phrase("language_draft", "en")) in walker.spoken.says
    assert ("en", phrase("not_advice", "en")) in walker.spoken.says
    assert ("hu", "magyar") in english.spoken.says


# In the middle of a conversation.


def test_a_turn_may_go_on_in_another_language_and_stays_there(client: TestClient) -> None:
    at = turn(client, begin(client)["conversation"], choose={"slot": "need", "value": "low_mood"})
    before = at["reply"]
    at = turn(client, at["conversation"], choose={"slot": "level", "value": "struggling"}, locale="pl")
    assert at["reply"]["locale"] == "pl"
    assert at["reply"]["understood"] == {**before["understood"], "level": "struggling"}
    at = turn(client, at["conversation"], go="back")
    assert at["reply"]["locale"] == "pl"
    assert at["reply"]["question"]["slot"] == before["question"]["slot"] == "level"
    assert at["reply"]["question"]["lang"] == "pl"


def test_a_conversation_keeps_its_language_whatever_the_browser_wants(client: TestClient) -> None:
    at = begin(client, locale="lt")
    answer = client.post(
        "/v1/conversations/turns",
        json={"conversation": at["conversation"], "go": "why"},
        headers={"accept-language": "pl"},
    )
    assert answer.headers["content-language"] == answer.json()["reply"]["locale"] == "lt"


def test_an_unknown_language_in_a_turn_leaves_the_conversation_in_its_own(client: TestClient) -> None:
    at = turn(client, begin(client, locale="lt")["conversation"], go="why", locale="xx")
    assert at["reply"]["locale"] == "lt"


@pytest.fixture
def fewer(assistant: Assistant, tmp_path: Path) -> Iterator[tuple[TestClient, TestClient]]:
    """Somebody's conversations before and after a language was taken away."""
    settings = Settings(key=Fernet.generate_key().decode())
    catalogues = Catalogues(copied(tmp_path, "en", "lt"), assistant.pathway.numbers)
    without = Assistant(assistant.pathway, assistant.screen, assistant.nlu, catalogues, assistant.today)
    with TestClient(create_app(settings, assistant)) as before, TestClient(create_app(settings, without)) as after:
        yield before, after


def test_a_conversation_in_a_language_that_was_taken_away_goes_on_in_another(fewer: tuple[TestClient, TestClient]) -> None:  # fmt: skip
    before, after = fewer
    token = begin(before, locale="pl")["conversation"]
    answer = after.post(
        "/v1/conversations/turns",
        json={"conversation": token, "choose": {"slot": "need", "value": "low_mood"}},
        headers={"accept-language": "lt"},
    )
    assert answer.json()["reply"]["locale"] == "lt"
    html = after.post("/questions", data={"conversation": token, "do": "say", "text": "i want to kill myself"}).text
    assert 'class="urgent tier-emergency"' in html


def test_a_language_chosen_on_a_page_that_has_ended_is_spoken(client: TestClient) -> None:
    answer = client.post("/questions", data={"conversation": "old", "do": "language", "value": "ar"})
    assert answer.headers["content-language"] == "ar"


def test_an_unknown_language_is_no_refusal(client: TestClient) -> None:
    assert begin(client, locale="tlh-Latn-x-garbage")["reply"]["locale"] == "en"
    assert client.post("/v1/conversations", json={"locale": "x" * 41}).status_code == 422


@pytest.mark.parametrize("wire", WIRES)
def test_a_page_goes_on_in_any_language_with_every_answer(client: TestClient, wire: str) -> None:
    walker = Walker(client)
    walker.choose("need", "anxiety", "bonding")
    walker.choose("level", "struggling")
    slot, values = walker.page.slot, re.findall(r'type="radio" name="value" value="(\w+)"', walker.html)
    walker.press("language", value=wire)
    locale = CATALOGUES.locales[WIRES.index(wire)]
    words = CATALOGUES[locale]
    assert (walker.lang, walker.spoken.root["dir"], walker.headers["content-language"]) == (wire, words.dir, wire)
    assert walker.page.slot == slot
    assert re.findall(r'type="radio" name="value" value="(\w+)"', walker.html) == values
    for told in (PATHWAY.needs["anxiety"].label, PATHWAY.needs["bonding"].label):
        assert words.text(told) in "\n".join(text for _, text in walker.spoken.says)
    walker.choose("stage", "child_1")
    assert walker.lang == wire
    walker.press("language", value="en")
    assert walker.lang == "en"
    assert WORDINGS["question.area.ask"].english in walker.html


@pytest.mark.parametrize("value", ["xx", "", "<script>", "zh-CN"])
def test_an_unknown_language_leaves_the_page_in_its_own(client: TestClient, value: str) -> None:
    walker = Walker(client, "/?lang=pl")
    walker.press("language", value=value)
    assert walker.lang == "pl"


def test_a_page_offers_every_other_language_by_its_own_name(client: TestClient) -> None:
    for locale in ("en", "ar", "pl@easyread"):
        walker = Walker(client, f"/?lang={CATALOGUES[locale].wire}")
        names = [(lang, text) for lang, text in walker.spoken.says if text in NAMES]
        others = [one for one in CATALOGUES.languages if one != locale.removesuffix("@easyread")]
        assert names == [(one, phrase("language_name", one)) for one in others]
        easy = "-x-easyread" if "@" in locale else ""
        offered = re.findall(r'<li><button class="[\w -]+" name="value" value="([\w-]+)"', walker.html)
        assert offered == [f"{one}{easy}" for one in others]


# Easy Read.


@pytest.mark.parametrize("language", ["en", "pl", "ar"])
def test_easy_read_is_one_press_away_and_one_press_back(client: TestClient, language: str) -> None:
    walker = Walker(client, f"/?lang={language}")
    walker.choose("need", "feelings")
    assert "<img" not in walker.html
    walker.press("language", value=f"{language}-x-easyread")
    assert (walker.lang, walker.page.slot) == (f"{language}-x-easyread", "need")
    assert walker.html.count("<img") > 5
    assert 'class="easy"' in walker.html
    assert phrase("easy_read_off", f"{language}@easyread") in walker.html
    walker.press("language", value=language)
    assert walker.lang == language
    assert "<img" not in walker.html


def test_pictures_that_were_hidden_stay_hidden_until_they_are_wanted(client: TestClient) -> None:
    walker = Walker(client, "/?lang=en-x-easyread")
    assert phrase("pictures_off", "en@easyread") in walker.html
    walker.press("pictures", value="off")
    for _ in range(2):
        assert "<img" not in walker.html
        assert phrase("pictures_on", "en@easyread") in walker.html
        assert phrase("pictures_off", "en@easyread") not in walker.html
        walker.choose("need", "feelings")
    walker.press("language", value="pl-x-easyread")
    assert "<img" not in walker.html
    walker.press("pictures", value="on")
    assert "<img" in walker.html
    assert walker.page.slot == "need"


def test_every_picture_of_a_page_is_there(client: TestClient) -> None:
    walker = Walker(client, "/?lang=en-x-easyread")
    walker.choose("need", "feelings")
    sources = set(re.findall(r'<img src="([^"]+)"', walker.html))
    assert sources
    for source in sources:
        answer = client.get(source)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")


# Drafts say so.


@pytest.mark.parametrize("wire", WIRES)
def test_a_translation_that_nobody_has_checked_says_so_in_its_language(client: TestClient, wire: str) -> None:
    locale = CATALOGUES.locales[WIRES.index(wire)]
    walker = Walker(client, f"/?lang={wire}")
    notices = re.findall(r'<p class="draft">([^<]+)</p>', walker.html)
    draft = CATALOGUES[locale].draft
    assert notices == ([phrase("language_draft", locale)] if draft else [])
    assert begin(client, locale=wire)["reply"]["draft"] is draft
    assert draft == (wire != "en")


# Somebody writes in another language.

POLISH = "czuję się taka smutna"


@pytest.fixture
def polish(nlu: ScriptedNLU) -> None:
    nlu.script[POLISH] = Understanding(in_scope=True, needs=(FoundNeed("low_mood", 0.9),), language="pl")


@pytest.mark.usefixtures("polish")
@pytest.mark.parametrize(("wire", "other"), [("en", "pl"), ("ar", "pl"), ("en-x-easyread", "pl-x-easyread")])
def test_the_language_that_was_written_is_offered_in_that_language(client: TestClient, wire: str, other: str) -> None:
    reply = turn(client, begin(client, locale=wire)["conversation"], say=POLISH)["reply"]
    assert reply["locale"] == wire
    assert reply["offer"] == {"locale": other, "text": phrase("language_offer", "pl"), "lang": "pl", "dir": "ltr"}
    walker = Walker(client, f"/?lang={wire}")
    walker.press("say", text=POLISH)
    assert walker.lang == wire
    assert f'name="value" value="{other}">{phrase("language_offer", "pl")}</button>' in walker.html
    assert ("pl", phrase("language_offer", "pl")) in walker.spoken.says
    walker.press("language", value=other)
    assert walker.lang == other
    assert 'class="offer"' not in walker.html
    locale = CATALOGUES.locales[WIRES.index(other)]
    heard = CATALOGUES[locale].text(PATHWAY.needs["low_mood"].label)
    assert heard in next(text for _, text in walker.spoken.says if heard in text)
    walker.choose("confirm", "yes")
    assert walker.page.slot == "level"


@pytest.mark.usefixtures("polish")
def test_an_offer_stands_for_one_turn_only(client: TestClient) -> None:
    at = turn(client, begin(client)["conversation"], say=POLISH)
    assert turn(client, at["conversation"], choose={"slot": "confirm", "value": "yes"})["reply"]["offer"] is None


@pytest.mark.parametrize(("wire", "language"), [("pl", "pl"), ("pl-x-easyread", "pl"), ("en", "en"), ("en", "hu"), ("en", None)])  # fmt: skip
def test_no_language_is_offered_that_is_spoken_already_or_not_at_all(
    client: TestClient, nlu: ScriptedNLU, wire: str, language: str | None
) -> None:
    nlu.script["x y z"] = Understanding(in_scope=True, needs=(FoundNeed("low_mood", 0.9),), language=language)
    assert turn(client, begin(client, locale=wire)["conversation"], say="x y z")["reply"]["offer"] is None


def test_danger_in_another_language_brings_the_card_and_the_offer(client: TestClient, nlu: ScriptedNLU) -> None:
    text = "chcę się zabić"
    nlu.script[text] = Understanding(in_scope=True, language="pl")
    walker = Walker(client)
    walker.press("say", text=text)
    assert 'class="urgent tier-emergency"' in walker.html
    assert phrase("language_offer", "pl") in walker.html
    walker.press("language", value="pl")
    assert 'class="urgent tier-emergency"' in walker.html
    assert ("pl", CATALOGUES["pl"].text(PATHWAY.safety.cards["suicide"].heading)) in walker.spoken.says


# No word that is not marked as what it is.


NAMES = {phrase("language_name", one): one for one in CATALOGUES.languages}


@cache
def own(language: str) -> frozenset[str]:
    """The words of a language that are not also those of English."""
    found = (CATALOGUES[language].find(id, text.english) for id, text in WORDINGS.items() if id not in ALIKE)
    return frozenset(said.text for said in found if said.lang == language)


def check(spoken: Spoken, language: str) -> None:
    """Nothing is in English, or in the language, but what is marked so; another language stands only by its name."""
    for lang, text in spoken.says:
        if base(lang) == language:
            assert not english(text), text
            assert NAMES.get(text, language) == language, text
        elif lang == "en" and text not in NAMES:
            assert text.rstrip(":") not in own(language), text
            assert not re.search(r"[\u0600-\u06ff]", text), text
        else:
            assert NAMES[text] == lang, text


JOURNEYS: list[dict[str, list[str]]] = [
    {"need": ["bonding"], "level": ["struggling"], "stage": ["child_1"], "area": ["norwich"], "who": ["birthing_parent"], "parent_age": ["16_to_19"]},
    {"need": ["pregnancy_or_baby_loss"], "area": ["waveney"], "who": ["father_or_co_parent"], "partner_with_specialist_team": ["no"], "parent_age": ["20_or_over"]},
    {"need": ["child_safety", "money_housing", "adjustments"], "stage": ["pregnant"], "area": ["great_yarmouth"], "who": ["professional"], "help_for": ["birthing_parent"], "parent_age": ["20_or_over"]},
    {"need": ["low_mood"], "level": ["unsafe"]},
    {"need": ["low_mood"], "level": ["overwhelmed"], "stage": ["pregnant"], "area": ["west_norfolk"], "who": ["birthing_parent"], "parent_age": ["20_or_over"]},
]  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "pl"])
@pytest.mark.parametrize("answers", JOURNEYS, ids=lambda answers: "+".join(answers["need"]))
def test_no_page_of_a_journey_says_english_that_is_not_marked(client: TestClient, answers: dict[str, list[str]], language: str) -> None:  # fmt: skip
    walker = Walker(client, f"/?lang={language}")
    check(walker.spoken, language)
    if len(answers["need"]) == 1:
        walker.choose("need", PATHWAY.needs[answers["need"][0]].group)
        check(walker.spoken, language)
    for do in ("why", "someone_else", "none", "back"):
        walker.press(do)
        check(walker.spoken, language)
    walker.choose("need", *answers["need"])
    while 'class="outcome"' not in walker.html and "after_alert" not in walker.html:
        check(walker.spoken, language)
        walker.choose(walker.page.slot, *answers[walker.page.slot])
    check(walker.spoken, language)
    for do in ("why_not", "person", "add", "restart"):
        walker.press(do)
        check(walker.spoken, language)


@pytest.mark.parametrize("wire", ["en", "en-x-easyread"])
def test_english_pages_mark_other_languages_only(client: TestClient, wire: str) -> None:
    walker = Walker(client, f"/?lang={wire}")
    walker.choose("need", "feelings")
    walker.choose("need", "past_serious_illness")
    for lang, text in walker.spoken.says:
        assert base(lang) == "en" or text == phrase("language_name", lang)
