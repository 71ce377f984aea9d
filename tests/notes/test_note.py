"""The note itself: its lines are answers that were given, in two languages; as text, as a code, on paper."""

from __future__ import annotations

import re

import numpy
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from api.notes import code, paper, text
from api.notes.note import Note
from api.notes.write import Writer
from bot.assistant import Assistant
from bot.dialogue import events
from bot.dialogue.prompts import label
from bot.dialogue.step import step
from bot.language.tags import ENGLISH, base, to_wire
from bot.pathway.conditions import holds
from tests.dialogue.generated import PATHWAY, histories, played
from tests.notes.conftest import EVERY_SLOT, UNSAFE_AT_HOME, USUAL, most_services, state_of
from tests.pathway.generated import LAW

LOCALES = ("en", "en@easyread", "pl", "ar", "uk@easyread")
locales = st.sampled_from(LOCALES)


def note_of(assistant: Assistant, answers: dict[str, tuple[str, ...]], locale: str = "en") -> Note:
    note = Writer(assistant, locale).note(state_of(answers))
    assert note is not None
    return note


def written(assistant: Assistant, history, locale: str):
    """Where a history leads, its reply there, and its note."""
    state, _ = played(history)
    _, reply = step(PATHWAY, state, events.WhyNotAsked())
    return state, reply, Writer(assistant, locale).note(state)


def wordings(assistant: Assistant, slot: str, value: str, locale: str) -> set[str]:
    """What an answer may be called in a language: as it was put, in a conversation about a loss or in any other."""
    words = assistant.catalogues[locale]
    return {words.text(label(PATHWAY, slot, value).said(after_loss=loss)) for loss in (False, True)}


@LAW
@given(histories, locales)
def test_every_line_is_the_wording_of_an_answer_that_was_given_and_kept(built, history, locale):
    state, _, note = written(built, history, locale)
    if note is None:
        return
    assert [(one.slot, one.value) for one in note.answers] == [
        (slot, value)
        for slot, values in state.answers.items()
        if holds(PATHWAY.questions[slot].only_if, state.answers) is not False
        for value in values
    ]
    for one in note.answers:
        assert one.label.own.text in wordings(built, one.slot, one.value, locale)
        beside = locale if locale.startswith("en") else "en"
        assert one.label.in_english.text in wordings(built, one.slot, one.value, beside)


@LAW
@given(histories, locales)
def test_a_note_is_for_a_parent_who_was_shown_help(built, history, locale):
    _, reply, note = written(built, history, locale)
    wanted = reply.outcome is not None and not reply.outcome.emergency and not reply.staff
    assert (note is not None) == wanted
    if note is not None:
        assert {one.service for one in note.services} == {one.service for one in reply.outcome.shown}


@LAW
@given(histories, locales, st.data())
def test_what_is_left_out_is_in_no_form_of_the_note(built, history, locale, data):
    _, _, note = written(built, history, locale)
    if note is None:
        return
    ids = [one.id for one in note.lines]
    kept = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    chosen = note.keeping(kept)
    assert {one.id for one in chosen.lines} == kept
    labels = [one.label.own.text.replace("\n", " ") for one in chosen.answers]
    names = [one.name.own.text for one in chosen.services]
    said = [line[2:] for line in text.own(chosen).splitlines() if line.startswith("- ")]
    assert sorted(said) == sorted(labels + names)
    drawn = code.draw(chosen)
    assert drawn is not None
    assert set(drawn.text.splitlines()) <= set(text.whole(chosen).splitlines()) | {
        one.label.in_english.text for one in chosen.answers
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_what_would_tell_of_danger_is_left_out_unless_it_is_asked_for(built, locale):
    note = note_of(built, UNSAFE_AT_HOME, locale)
    guarded = {one.id for one in note.lines if one.guarded}
    assert guarded >= {"need:domestic_abuse", "service:leeway", "service:national_domestic_abuse_helpline"}
    assert "need:low_mood" in note.usual
    said = text.whole(note.keeping(note.usual)) + code.draw(note.keeping(note.usual)).text
    words = built.catalogues[locale]
    assert words.text(PATHWAY.needs["domestic_abuse"].label) not in said
    for service in ("leeway", "nidas", "national_domestic_abuse_helpline"):
        assert PATHWAY.services[service].name.english not in said
    assert words.text(PATHWAY.needs["domestic_abuse"].label) in text.own(note)


def test_every_need_with_a_card_is_guarded_and_so_is_not_being_safe(built):
    note = note_of(built, USUAL | {"need": tuple(PATHWAY.needs), "level": ("unsafe",)})
    guarded = {one.id for one in note.answers if one.guarded}
    assert guarded == {"level:unsafe", *(f"need:{id}" for id, need in PATHWAY.needs.items() if need.card)}


def test_no_word_of_a_safety_card_is_in_a_note(built):
    cards = PATHWAY.safety.cards.values()
    lines = {line.english for card in cards for line in (card.heading, *card.lines, *card.staff_lines)}
    said = text.whole(note_of(built, UNSAFE_AT_HOME))
    assert lines
    assert not [line for line in lines if line in said]


def test_after_a_loss_the_words_are_those_of_the_loss(built):
    note = note_of(built, USUAL | {"need": ("pregnancy_or_baby_loss",), "stage": ("baby_under_1",)})
    said = text.own(note)
    assert "Are you expecting, or caring for a child?" in said
    assert "Yes, a child under 1" in said
    assert "My baby is under 1" not in said


@pytest.mark.parametrize("locale", LOCALES)
def test_english_stands_beside_every_other_language(built, locale):
    note = note_of(built, USUAL, locale)
    english = base(to_wire(locale)) == ENGLISH
    pairs = [*note.heads.values(), *(one.label for one in note.answers), *(one.name for one in note.services)]
    for both in pairs:
        assert (both.english is None) == english
        assert both.in_english.lang in ("en", "en-x-easyread" if english else "en")
        assert both.in_english.dir == "ltr"
    if not english:
        assert any(both.own.lang != "en" for both in pairs)
        assert text.whole(note) == f"{text.own(note)}\n\n{text.english(note)}"
    else:
        assert text.whole(note) == text.own(note)


def test_a_number_in_a_right_to_left_line_keeps_its_order(built):
    assert "\u20660300 123 1503\u2069" in text.own(note_of(built, USUAL, "ar"))


def test_the_day_is_written_as_the_language_writes_it(built):
    assert "Made on 23 November 2026" in text.own(note_of(built, USUAL))
    assert "23 listopada 2026" in text.own(note_of(built, USUAL, "pl"))


def test_a_contact_to_check_first_says_so(built):
    note = note_of(built, EVERY_SLOT)
    marked = [way for one in note.services for way in one.ways if way.remark]
    assert marked
    said = text.own(note)
    for way in marked:
        assert f"{way.value}{note.mark(way)}\n" in said
    for remark in note.remarks:
        assert f"* {remark.own.text}" in said
    assert len(note.remarks) == len({one.own.text for one in note.remarks})


def test_a_shorter_note_keeps_every_line(built):
    note = note_of(built, most_services(3), "pl")
    sizes = [len(text.whole(one)) for one in (note, *note.shorter())]
    assert sizes == sorted(sizes, reverse=True)
    for one in note.shorter():
        assert [line.id for line in one.lines] == [line.id for line in note.lines]


def read_off(drawn: code.Code) -> str:
    """What a camera reads from the drawing: a path of dark dashes, each a row high."""
    side = int(re.search(r'viewBox="0 0 (\d+) ', drawn.svg)[1])
    pixels = numpy.full((side, side), 255, "uint8")
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", re.search(r'stroke="#000" d="([^"]+)"', drawn.svg)[1]):
        found = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            pixels[int(y), int(x) : int(x + found[0])] = 0
            x += found[0]
        else:
            x, y = found if command == "M" else (x + found[0], y + found[1])
    return zxingcpp.read_barcodes(numpy.kron(pixels, numpy.ones((3, 3), "uint8")))[0].text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "answers", [USUAL, EVERY_SLOT, most_services(3), most_services(21)], ids=["usual", "every", "3", "21"]
)
def test_the_code_holds_the_words_of_the_note_and_can_be_read(built, answers, locale):
    note = note_of(built, answers, locale)
    drawn = code.draw(note)
    assert drawn is not None
    assert read_off(drawn) == drawn.text
    assert len(drawn.text.encode()) <= code.MOST_BYTES
    assert "http://" not in drawn.text.split("Website")[0]
    for one in note.answers:
        assert one.label.in_english.text.replace("\n", " ") in drawn.text.replace("\n", " ")


def test_a_short_note_is_whole_in_its_code(built):
    note = note_of(built, USUAL, "pl")
    short = note.keeping({"need:low_mood", "level:struggling", "service:talking_therapies_nw"})
    drawn = code.draw(short)
    assert drawn.whole
    assert drawn.text == text.whole(short)
    assert not code.draw(note_of(built, most_services(3), "pl")).whole


def test_a_note_too_long_for_any_code_has_none(built, monkeypatch):
    monkeypatch.setattr(code, "MOST_BYTES", 10)
    assert code.draw(note_of(built, USUAL)) is None


def test_the_largest_print_that_fits_is_taken(built):
    assert paper.on_one_page(note_of(built, USUAL)) == paper.Sheet(note_of(built, USUAL), "usual")
    long = note_of(built, most_services(21), "ru")
    sheet = paper.on_one_page(long)
    assert sheet.note != long
    assert [one.id for one in sheet.note.lines] == [one.id for one in long.lines]
