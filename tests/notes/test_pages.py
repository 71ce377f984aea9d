"""The pages of a note over HTTP: as forms, without JavaScript."""

from __future__ import annotations

import html
import re

import pytest

from tests.api.test_pages import Page
from tests.dialogue.generated import PATHWAY
from tests.notes.conftest import UNSAFE_AT_HOME, USUAL, form_of

HTML = {"accept": "text/html"}


def ticks(page: str) -> dict[str, bool]:
    """Each line that can be left out, and whether it is ticked."""
    return {id: bool(checked) for id, checked in re.findall(r'name="keep" value="([^"]+)" id="[^"]+"( checked)?', page)}


def kept(*ids: str) -> dict[str, object]:
    return {"chosen": "yes", "keep": list(ids)}


def test_the_outcome_leads_to_the_note(client) -> None:
    html_ = client.post("/questions", data=form_of(client.app, USUAL) | {"do": "resume"}).text
    assert 'action="/note"' in html_
    assert Page(html_).token


def test_staff_and_people_in_an_emergency_are_not_led_there(client) -> None:
    staff = USUAL | {"who": ("professional",), "help_for": ("birthing_parent",)}
    unsafe = USUAL | {"need": ("psychosis_signs",)}
    for answers in (staff, unsafe):
        form = form_of(client.app, answers)
        if answers is unsafe:
            token = client.post("/v1/conversations", json={}).json()["conversation"]
            chosen = {"slot": "need", "values": ["psychosis_signs"]}
            told = client.post("/v1/conversations/turns", json={"conversation": token, "choose": chosen}).json()
            form = {"conversation": told["conversation"]}
        page = client.post("/questions", data=form | {"do": "resume"}).text
        assert '<section class="outcome">' in page
        assert 'action="/note"' not in page
        assert client.post("/note", data=form, headers=HTML).status_code == 410


def test_every_line_is_ticked_but_those_that_tell_of_danger(client) -> None:
    page = client.post("/note", data=form_of(client.app, UNSAFE_AT_HOME)).text
    shown = ticks(page)
    assert shown["need:domestic_abuse"] is False
    assert shown["service:leeway"] is False
    assert [id for id, ticked in shown.items() if not ticked] == [
        id for id in shown if id in ("need:domestic_abuse", *(f"service:{one}" for one in ("leeway", "nidas", "national_domestic_abuse_helpline", "mens_advice_line", "childline")))
    ]  # fmt: skip
    assert 'id="guarded"' in page
    assert page.count('aria-describedby="guarded"') == list(shown.values()).count(False)
    assert 'id="guarded"' not in client.post("/note", data=form_of(client.app, USUAL)).text
    assert all(ticks(client.post("/note", data=form_of(client.app, USUAL)).text).values())


def test_the_note_holds_what_was_kept_and_nothing_else(client) -> None:
    form = form_of(client.app, UNSAFE_AT_HOME)
    page = client.post(
        "/note/page", data=form | kept("need:low_mood", "level:struggling", "service:talking_therapies_nw")
    )
    said = html.unescape(page.text)
    note = re.search(r'<article class="paper.*</article>', said, re.S)[0]
    for words in (
        "Feeling low, tearful or flat",
        "Struggling. Some days are hard",
        "Talking Therapies",
        "0300 123 1503",
    ):
        assert words in note
    for words in ("hurts", "Leeway", "Norwich", "Domestic", "baby is under 1", "PANDAS", "GP practice"):
        assert words not in said
    assert PATHWAY.phrases["note_own"].english in note


def test_a_line_that_was_never_said_cannot_be_put_in(client) -> None:
    form = form_of(client.app, USUAL) | kept("need:low_mood", "need:psychosis_signs", "service:leeway", "x" * 50)
    page = client.post("/note/page", data=form).text
    assert "strange things" not in page
    assert "Leeway" not in page
    assert "x" * 50 not in page


def test_with_no_line_left_the_choice_comes_again(client) -> None:
    page = client.post("/note/page", data=form_of(client.app, USUAL) | {"chosen": "yes"}).text
    assert 'id="missing"' in page
    assert not any(ticks(page).values())


def test_changing_what_is_in_it_begins_with_what_is(client) -> None:
    form = form_of(client.app, USUAL) | kept("need:anxiety", "area:norwich")
    page = client.post("/note", data=form).text
    assert [id for id, ticked in ticks(page).items() if ticked] == ["need:anxiety", "area:norwich"]


def test_in_polish_the_english_stands_beside_it(client) -> None:
    form = form_of(client.app, USUAL, "pl") | kept("need:low_mood", "area:norwich")
    page = client.post("/note/page", data=form).text
    assert re.search(
        r'lang="pl" dir="ltr">Przygnębienie, płacz lub pustka<.*lang="en" dir="ltr">Feeling low, tearful', page
    )
    assert '<html lang="pl"' in page


def test_in_arabic_each_column_has_its_own_direction(client) -> None:
    form = form_of(client.app, USUAL, "ar") | kept("need:low_mood", "service:talking_therapies_nw")
    page = client.post("/note/page", data=form).text
    assert '<html lang="ar" dir="rtl"' in page
    assert re.search(
        r'<span class="q" lang="ar" dir="rtl">.*<span class="q" lang="en" dir="ltr">What is going on', page
    )
    assert '<bdi dir="ltr">0300 123 1503</bdi>' in page


@pytest.mark.parametrize("locale", ["en", "en@easyread"])
def test_in_english_there_is_one_column(client, locale: str) -> None:
    page = client.post("/note/page", data=form_of(client.app, USUAL, locale) | kept("need:low_mood")).text
    assert 'class="paper print-usual"' in page
    assert page.count("Feeling low, tearful or flat<") == 1


def test_another_language_keeps_the_lines(client) -> None:
    form = form_of(client.app, USUAL) | kept("need:low_mood", "area:norwich")
    page = client.post("/note/page", data=form).text
    switch = re.search(r'<form method="post" action="/note/page">.*?value="language".*?</form>', page, re.S)[0]
    fields = {
        name: re.findall(f'name="{name}" value="([^"]+)"', switch) for name in ("conversation", "chosen", "keep", "do")
    }
    polish = client.post("/note/page", data=fields | {"value": "pl"}).text
    note = re.search(r'<article class="paper.*</article>', polish, re.S)[0]
    assert "Przygnębienie" in note
    assert "Niepokój" not in note


def test_the_way_back_leads_to_the_answers(client) -> None:
    for path in ("/note", "/note/page"):
        page = client.post(path, data=form_of(client.app, USUAL) | kept("need:low_mood")).text
        back = re.search(r'action="/questions" class="to-answers">.*?value="([^"]+)"', page, re.S)[1]
        assert (
            '<section class="outcome">' in client.post("/questions", data={"conversation": back, "do": "resume"}).text
        )


@pytest.mark.parametrize("path", ["/note", "/note/page", "/note.json"])
def test_without_a_conversation_one_begins(client, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("path", ["/note", "/note/page", "/note.json"])
@pytest.mark.parametrize("data", [{}, {"conversation": "old"}, {"conversation": "x" * 9000}])
def test_an_ended_conversation_is_told_kindly(client, path: str, data: dict) -> None:
    answer = client.post(path, data=data, headers=HTML)
    assert answer.status_code == 410
    assert "This conversation has ended" in answer.text
    assert "116 123" in answer.text


def test_a_conversation_that_is_not_at_its_end_has_no_note(client) -> None:
    begun = {"conversation": Page(client.get("/").text).token}
    assert client.post("/note", data=begun, headers=HTML).status_code == 410


def test_a_form_of_too_many_fields_is_refused_kindly(client) -> None:
    for path in ("/note", "/questions"):
        answer = client.post(path, data={"keep": ["x"] * 300}, headers=HTML)
        assert answer.status_code == 400
        assert "116 123" in answer.text


def test_a_line_of_ones_own_has_no_field_to_be_sent_in_and_none_is_read(client) -> None:
    form = form_of(client.app, USUAL) | kept("need:low_mood") | {"own": "zebracanary", "text": "zebracanary"}
    page = client.post("/note/page", data=form).text
    field = re.search(r"<textarea[^>]*>", page)[0]
    assert "name=" not in field
    assert "form=" not in field
    assert not re.search(r"<form(?:(?!</form>).)*<textarea", page, re.S)
    assert "zebracanary" not in page
    assert "zebracanary" not in client.post("/note.json", data=form).text


def test_the_file_has_the_type_and_a_name_that_tells_nothing(client) -> None:
    answer = client.post("/note.json", data=form_of(client.app, USUAL) | kept("need:low_mood"))
    assert answer.headers["content-type"] == "application/fhir+json"
    assert answer.headers["content-disposition"] == 'attachment; filename="note.json"'
    assert answer.headers["cache-control"] == "no-store"
    assert [item["linkId"] for item in answer.json()["item"]] == ["need"]


@pytest.mark.parametrize("path", ["/note", "/note/page"])
def test_the_card_of_a_danger_is_not_on_a_page_that_may_be_printed(client, path: str) -> None:
    form = form_of(client.app, UNSAFE_AT_HOME)
    assert "tier-urgent" in client.post("/questions", data=form | {"do": "resume"}).text
    page = client.post(path, data=form | kept("need:low_mood")).text
    assert 'class="urgent tier-none"' in page
    assert 'href="tel:999"' in page
    assert 'id="exit"' in page
    assert "Only keep this note if it is safe for you." in page
