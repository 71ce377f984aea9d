"""Every text in every language; and the same way to the same services, whatever the language (law 4)."""

import pytest

from bot.language.glossary import Glossary
from bot.language.render import Renderer
from bot.language.tags import plain, to_wire
from bot.pathway.navigator import Hidden
from bot.pathway.text import Message, say
from tests.conftest import TODAY
from tests.language.seen import ALIKE, CATALOGUES, DONE, LANGUAGES, PATHWAY, WORDINGS, english, marked, seen

RENDERER = Renderer(PATHWAY)
LEEWAY = Message(PATHWAY.services["leeway"].name)
in_every_locale = pytest.mark.parametrize("locale", [*DONE, "ar@easyread", "pl@easyread"])

JOURNEYS = {
    "low_mood_father": {"need": "low_mood", "who": "father_or_co_parent", "level": "struggling"},
    "anxiety_overwhelmed": {"need": "anxiety", "stage": "pregnant", "level": "overwhelmed", "area": "great_yarmouth"},
    "loss": {"need": "pregnancy_or_baby_loss"},
    "loss_told_at_the_stage": {"need": "loneliness", "stage": "after_loss", "who": "father_or_co_parent"},
    "hard_birth_waveney": {"need": "birth_trauma", "area": "waveney", "stage": "child_1"},
    "bonding_not_sure": {"need": "bonding", "level": "unsure", "stage": "child_1"},
    "bonding_waveney": {"need": "bonding", "area": "waveney", "level": "overwhelmed", "parent_age": "16_to_19"},
    "professional": {"need": "past_serious_illness", "who": "professional", "stage": "pregnant"},
    "abuse_elsewhere": {"need": "domestic_abuse", "area": "elsewhere", "parent_age": "under_16"},
    "strange_things": {"need": "psychosis_signs"},
    "not_safe": {"need": "low_mood", "level": "unsafe"},
    "much_at_once": {"need": "child_safety money_housing adjustments baby_crying_sleep_feeding", "area": "unsure"},
}
ANYONE = {
    "level": "coping", "stage": "baby_under_1", "area": "norwich", "who": "birthing_parent", "help_for": "birthing_parent",
    "partner_with_specialist_team": "yes", "parent_age": "20_or_over", "after_alert": "other_help",
}  # fmt: skip


def walked(assistant, answers, locale):
    """Every turn of a journey by taps: a single need by way of its group, and at the end what is not shown and why."""
    told = ANYONE | answers
    turns = [assistant.start("parent", locale)]
    while (question := turns[-1].reply["question"]) is not None:
        values = told[question["slot"]].split()
        if len(values) == 1 and values[0] not in {option["value"] for option in question["options"]}:
            values = [PATHWAY.needs[values[0]].group]
        turns.append(assistant.choose(turns[-1].state, question["slot"], tuple(values), locale))
        assert len(turns) < 12
    return [*turns, assistant.go(turns[-1].state, "why_not", None, locale)]


def bones(reply):
    """A reply without its words."""
    question, outcome, urgent = reply["question"], reply["outcome"], reply["urgent"]
    return {
        "messages": [(message["id"], message["kind"]) for message in reply["messages"]],
        "question": question and (question["slot"], question["kind"], [one["value"] for one in question["options"]]),
        "told": (reply["understood"], reply["heard"], reply["left"]),
        "urgent": (urgent["kind"], urgent["tier"], [line["id"] for line in urgent["lines"]]),
        "calls": [(contact["service"], contact["value"], contact["href"]) for contact in urgent["contacts"]],
        "services": outcome and [(one["id"], one["place"], one["rule"], one["need"]) for one in outcome["services"]],
        "ways_in": outcome and [(c["type"], c["href"]) for one in outcome["services"] for c in one["contacts"]],
        "beside": outcome and [one["id"] for one in (*outcome["tips"], *outcome["adjustments"])],
        "why_not": [one["id"] for one in reply["why_not"]],
        "words": [word["id"] for word in reply["words"]],
    }


def faults(answer, locale):
    """What is wrong with an answer in a language: open places, another language, English, lines that are not one line."""
    own = to_wire(locale if locale in DONE else plain(locale))
    found = [text for text in seen(answer) if "%(" in text or not text.strip()]
    found += [one for one in marked(answer) if one["lang"] != own]
    found += [line for one in marked(answer) for line in one.get("lines", ()) if "\n" in line["text"]]
    if not locale.startswith("en"):
        found += [text for text in seen(answer) if english(text)]
    return found


@pytest.fixture(scope="session")
def in_english(built):
    return {name: walked(built, answers, "en") for name, answers in JOURNEYS.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Your midwife",
        "Call your GP practice and ask for an appointment.",
        "Call 999 or go to A&E now. Do this if you or someone else is badly hurt",
        "Dzwoń. You can also tell them how you feel.",
    ],
)
def test_english_is_seen(text):
    assert english(text)


@pytest.mark.parametrize(
    "text", ["", "Norwich", "Położna (your midwife or the team)", "Norfolk and Waveney Parent and Infant Relationship Service (PAIRS)"]
)  # fmt: skip
def test_names_and_what_stands_in_brackets_are_no_english(text):
    assert not english(text)


@in_every_locale
def test_every_text_is_in_the_language(locale):
    words = CATALOGUES[locale]
    own = to_wire(locale if locale in DONE else plain(locale))
    for id, text in WORDINGS.items():
        found = words.find(id, text.english)
        assert (found.lang, found.dir) == (own, words.dir), id
        assert locale.startswith("en") or id in ALIKE or found.text != text.english, id


@in_every_locale
def test_every_text_can_be_said(locale):
    places = {
        "heard": [LEEWAY, LEEWAY],
        "answers": [LEEWAY],
        "limit": [LEEWAY],
        "service": LEEWAY,
        "count": LEEWAY,
        "date": LEEWAY,
    }
    for text in WORDINGS.values():
        said = CATALOGUES[locale].say(say(text, **places)).as_json()
        assert not faults(said, locale) or text.id in ALIKE, said


@in_every_locale
@pytest.mark.parametrize("after_loss", [False, True])
@pytest.mark.parametrize("staff", [False, True])
def test_every_card_is_in_the_language(locale, staff, after_loss):
    for alert in (None, *PATHWAY.safety.cards):
        card = RENDERER.urgent(CATALOGUES[locale], alert=alert, staff=staff, after_loss=after_loss)
        assert not faults(card, locale)
        assert card["heading"]["text"]
        assert any(contact["value"] == "999" for contact in card["contacts"]) or card["tier"] == "urgent"


@in_every_locale
@pytest.mark.parametrize("after_loss", [None, False, True])
@pytest.mark.parametrize("staff", [False, True])
def test_every_service_is_in_the_language(locale, staff, after_loss):
    for id in PATHWAY.services:
        record = RENDERER.directory.record(id, CATALOGUES[locale], TODAY, staff=staff, after_loss=after_loss)
        assert not faults(record, locale), id


@in_every_locale
def test_every_reason_not_to_show_a_service_is_in_the_language(locale):
    for service in PATHWAY.services.values():
        for against in ((), ("level",), tuple(service.limits)):
            assert not faults(RENDERER.hidden(Hidden(service.id, against), CATALOGUES[locale]), locale)


@in_every_locale
def test_every_hard_word_is_explained_in_the_language(locale):
    english_text = {"messages": [{"text": form} for term in PATHWAY.glossary.values() for form in term.finds]}
    explained = Glossary(PATHWAY.glossary).explain(english_text, CATALOGUES[locale])
    assert [one["id"] for one in explained] == list(PATHWAY.glossary)
    assert not faults(explained, locale)


@in_every_locale
@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_leads_to_the_same_services_in_every_language(built, in_english, name, locale):
    turns = walked(built, JOURNEYS[name], locale)
    assert turns[-1].reply["outcome"] is not None
    assert [turn.state for turn in turns] == [turn.state for turn in in_english[name]]
    assert [bones(turn.reply) for turn in turns] == [bones(turn.reply) for turn in in_english[name]]


@in_every_locale
@pytest.mark.parametrize("name", JOURNEYS)
def test_no_turn_of_a_journey_is_in_english(built, name, locale):
    for turn in walked(built, JOURNEYS[name], locale):
        assert not faults(turn.reply, locale)
        assert turn.reply["locale"] == to_wire(locale)


@in_every_locale
@pytest.mark.parametrize("name", JOURNEYS)
def test_another_language_in_the_middle_keeps_every_answer_and_the_question(built, in_english, name, locale):
    for turn in in_english[name]:
        there = built.resume(turn.state, locale)
        back = built.resume(there.state, "en")
        assert there.state == back.state == turn.state
        assert bones(there.reply) == bones(back.reply)
        assert there.reply["understood"] == turn.reply["understood"]
        assert bones(there.reply)["question"] == bones(turn.reply)["question"]
        assert not faults(there.reply, locale)


@in_every_locale
def test_a_hard_word_is_explained_where_it_stands_and_nowhere_else(built, in_english, locale):
    """The English forms are looked for in the English reply, so that every language explains the same words."""
    turn = next(turn for turn in in_english["bonding_not_sure"] if turn.reply["outcome"])
    explained = built.resume(turn.state, locale).reply["words"]
    text = " ".join(seen({key: turn.reply[key] for key in ("messages", "question", "outcome")})).casefold()
    for id, term in PATHWAY.glossary.items():
        stands = any(form.casefold() in text for form in term.finds)
        assert stands or id not in {word["id"] for word in explained}, id
    (visitor,) = (word for word in explained if word["id"] == "health_visitor")
    assert visitor["means"] == CATALOGUES[locale].text(PATHWAY.glossary["health_visitor"].means)


def test_the_fixed_list_of_languages_is_the_one_there_is():
    assert CATALOGUES.languages == ("en", *LANGUAGES)
