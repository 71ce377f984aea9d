"""The English that everything is translated from is short and plain, and some things are never said."""

import re
from pathlib import Path
from statistics import median

import pytest
import yaml
from babel.messages.pofile import read_po

from bot.language.readability import apart, measure, syllables
from bot.loading.pathway import read_pathway

HOME = Path(__file__).parent.parent.parent
LOADED = read_pathway((HOME / "pathways.yaml").read_text("utf-8"), file="pathways.yaml")
SAFETY = LOADED.pathway.safety
CARDS = {card.id: card for card in (SAFETY.standing, *SAFETY.cards.values())}

with (HOME / "translations" / "messages.pot").open("rb") as pot:
    PAGE = {message.context: message.id for message in read_po(pot) if message.id}
MESSAGES = {wording.text.id: wording.text.english for wording in LOADED.wordings if not wording.text.name} | PAGE

SHORT_NAMES = """
    A&E ECFS PAIRS MARAC NHS GP Lotus Skylark PANDAS SHOUT NSPCC Samaritans Childline
    specialist~perinatal~team Talking~Therapies NHS~Talking~Therapies Green~Light~Champion Green~Light Easy~Read Family~Hubs
    Norfolk Waveney Norfolk~and~Waveney Suffolk Suffolk~and~Waveney East~of~England
    Norwich Lowestoft Beccles Bungay Halesworth Southwold Great~Yarmouth King's~Lynn
    Norfolk~and~Norwich James~Paget Queen~Elizabeth
"""
"""As people say them in a sentence."""
NAMES = {wording.text.english for wording in LOADED.wordings if wording.text.name}
NAMES |= {
    text for id, text in MESSAGES.items() if id.startswith("question.area.") and id.count(".") == 2 and text[-1] != "?"
}
NAMES |= {name.replace("~", " ") for name in SHORT_NAMES.split()}
NAMES -= {text for id, text in MESSAGES.items() if id in {"question.area.unsure", "question.area.elsewhere"}}

NOT_ACRONYMS = {"NHS", "A&E"}
BUTTONS = {
    f"phrase.{id}"
    for id in [
        "back",
        "restart",
        "change",
        "why_ask",
        "none_of_these",
        "someone_else",
        "add_need",
        "why_not",
        "confirm_yes",
        "confirm_no",
        "after_alert",
        "after_alert_called",
        "after_alert_other",
        "ask_for",
    ]
} | {"page.next", "page.send", "page.skip"}
BUTTONS |= {
    wording.text.id
    for wording in LOADED.wordings
    if (wording.note or "").startswith(("A button", "A question", "Asks how hard"))
}
NEVER = yaml.safe_load((Path(__file__).parent / "never_say.yaml").read_text("utf-8"))


def faults(text, most_words=20):
    """What is not plain about a message, in words for its author."""
    whole = measure(text, NAMES)
    paragraphs = [measure(paragraph, NAMES).sentences for paragraph in re.split(r"\n\s*\n", text)]
    found = []
    if whole.longest > most_words:
        found.append(f"a sentence of {whole.longest} words")
    if whole.words > 60:
        found.append(f"{whole.words} words")
    if max(paragraphs) > 3:
        found.append(f"a paragraph of {max(paragraphs)} sentences")
    if whole.words >= 5 and whole.grade > 7:
        found.append(f"grade {whole.grade:.1f}")
    return found


def never_said(text, id=None):
    return [one["never"] for one in NEVER if id not in one.get("but", {}) and re.search(one["never"], text, re.I)]


def read(card, *, staff, after_loss):
    """A card as it is read out."""
    lines = (card.staff_heading, *card.staff_lines, *card.lines) if staff else (card.heading, *card.lines)
    return "\n".join(line.said(after_loss=after_loss).english for line in lines)


@pytest.mark.parametrize("id", MESSAGES)
def test_every_message_is_short_and_plain(id):
    assert not faults(MESSAGES[id], most_words=12 if id.startswith("card.") else 20), MESSAGES[id]


def test_half_of_the_messages_are_for_a_reader_of_ten():
    grades = [one.grade for one in (measure(text, NAMES) for text in MESSAGES.values()) if one.words >= 5]
    assert median(grades) <= 5


@pytest.mark.parametrize("id", sorted(BUTTONS))
def test_questions_and_buttons_have_eight_words_at_most(id):
    assert measure(MESSAGES[id]).words <= 8, MESSAGES[id]


@pytest.mark.parametrize("after_loss", [False, True])
@pytest.mark.parametrize("staff", [False, True])
@pytest.mark.parametrize("id", CARDS)
def test_a_card_can_be_read_in_fear(id, staff, after_loss):
    text = read(CARDS[id], staff=staff, after_loss=after_loss)
    one = measure(text, NAMES)
    assert one.longest <= 12, text
    assert one.grade <= 4, text


@pytest.mark.parametrize("id", CARDS)
def test_a_card_has_no_acronyms(id):
    names = NAMES | {
        contact.keyword
        for service in LOADED.pathway.services.values()
        for contact in service.contacts
        if contact.keyword
    }
    text = apart(read(CARDS[id], staff=True, after_loss=False) + read(CARDS[id], staff=False, after_loss=True), names)
    assert not set(re.findall(r"\b[A-Z][A-Z&]+\b", text)) - NOT_ACRONYMS


@pytest.mark.parametrize("id", MESSAGES)
def test_some_things_are_never_said(id):
    assert not never_said(MESSAGES[id], id), MESSAGES[id]


def test_what_may_be_said_after_all_is_said():
    excepted = {(id, one["never"]) for one in NEVER for id in one.get("but", {})}
    assert all(re.search(never, MESSAGES[id], re.I) for id, never in excepted)


@pytest.mark.parametrize(
    "text",
    [
        "You should access the appropriate psychological interventions.",
        "You probably have an illness.",
        "Your risk level is high.",
        "Help is near, so you are safe now.",
        "Well done!",
        "Stop taking it.",
        "Some people commit suicide.",
        "Bring clothes, food, etc.",
        "Someone calls you soon.",
    ],
)
def test_what_is_never_said_is_found(text):
    assert never_said(text)


def test_plain_words_are_let_through():
    assert not never_said("If you are safe right now, call your midwife. Early access to help is free.")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("one two three four five six seven eight nine ten " * 2 + "one", "a sentence of 21 words"),
        ("Go to bed now. " * 16, "64 words"),
        ("Sit. Rest. Eat. Sleep.", "a paragraph of 4 sentences"),
        ("Psychological interventions facilitate recovery following traumatic experiences.", "grade"),
    ],
)
def test_a_bad_message_is_found(text, fault):
    assert any(found.startswith(fault) for found in faults(text))


def test_a_good_message_passes():
    assert not faults("Call your midwife. You can tell them how you feel.")


def test_the_grade_is_the_formula():
    one = measure("The cat sat on the mat.")
    assert (one.sentences, one.longest, one.words) == (1, 6, 6)
    assert one.grade == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert measure("We facilitate multidisciplinary psychological interventions.").grade > 20


def test_nothing_has_no_grade():
    assert measure(" ... ") == measure("")
    assert measure("").grade == 0


def test_names_numbers_times_and_links_count_as_one_word():
    text = "Call NHS Talking Therapies on 0300 123 1503 at 9.30am, or see https://www.example.org/therapies."
    plain = "Call X on X at X, or see X."
    assert apart(text, {"NHS Talking Therapies", "NHS"}) == plain
    assert measure(text, {"NHS Talking Therapies"}) == measure(plain)
    assert measure("Call %(gp)s or write to midwife@example.org").words == 6


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("baby", 2), ("family", 3), ("any", 2), ("times", 1), ("places", 2), ("called", 1), ("needed", 2), ("able", 2),
        ("something", 2), ("midwife", 2), ("pregnancy", 3), ("therapies", 3), ("safeguarding", 3), ("emergency", 4),
        ("frightening", 3), ("interpreter", 4), ("GP", 1), ("16", 1), ("one-to-one", 3),
    ],
)  # fmt: skip
def test_syllables(word, count):
    assert syllables(word) == count
