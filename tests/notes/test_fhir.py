"""The note as a FHIR R4 QuestionnaireResponse: its exact shape, checked by a FHIR library, and of nobody in particular."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

# R4B changed nothing of this resource; the library has no R4 of its own any more.
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import given
from hypothesis import strategies as st

from api.notes.fhir import questionnaire_response
from api.notes.write import Writer
from tests.dialogue.generated import PATHWAY, histories, played
from tests.notes.conftest import UNSAFE_AT_HOME, USUAL, state_of
from tests.pathway.generated import LAW

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/London"))
KEYS = {"resourceType", "language", "text", "questionnaire", "status", "authored", "item"}


def resource(assistant, note, locale="en"):
    words = assistant.catalogues[locale]
    urgent = assistant.renderer.urgent(words)
    return questionnaire_response(note, lang=words.wire, version=PATHWAY.version, now=NOW, urgent=urgent)


def test_the_exact_shape(built):
    note = Writer(built, "pl").note(state_of(USUAL)).keeping({"need:low_mood", "area:norwich"})
    made = resource(built, note, "pl")
    narrative = made.pop("text")
    in_english = [{"url": "lang", "valueCode": "en"}]

    def translated(content):
        parts = [*in_english, {"url": "content", "valueString": content}]
        return {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": parts}]}

    assert made == {
        "resourceType": "QuestionnaireResponse",
        "language": "pl",
        "questionnaire": "urn:pathway-navigator:questionnaire|1",
        "status": "completed",
        "authored": "2026-11-23T09:30:00+00:00",
        "item": [
            {
                "linkId": "need",
                "text": "Co się dzieje?",
                "_text": translated("What is going on?"),
                "answer": [
                    {
                        "valueCoding": {
                            "system": "urn:pathway-navigator:slot:need",
                            "code": "low_mood",
                            "display": "Przygnębienie, płacz lub pustka",
                            "_display": translated("Feeling low, tearful or flat"),
                        }
                    }
                ],
            },
            {
                "linkId": "area",
                "text": "Gdzie mieszkasz?",
                "_text": translated("Where do you live?"),
                "answer": [
                    {
                        "valueCoding": {
                            "system": "urn:pathway-navigator:slot:area",
                            "code": "norwich",
                            "display": "Norwich",
                        }
                    }
                ],
            },
        ],
    }
    assert narrative["status"] == "additional"


@pytest.mark.parametrize("locale", ["en", "en@easyread", "pl", "ar", "uk@easyread"])
def test_the_library_reads_every_language_and_gives_it_back(built, locale):
    made = resource(built, Writer(built, locale).note(state_of(USUAL)), locale)
    read = json.loads(QuestionnaireResponse.model_validate(made).model_dump_json())
    assert datetime.fromisoformat(read["authored"]) == NOW
    assert read | {"authored": made["authored"]} == made
    assert set(made) == KEYS


@pytest.mark.parametrize("fault", [{"status": 1}, {"item": []}, {"authored": "yesterday"}, {"name": "Ann"}])
def test_the_library_would_find_a_fault(built, fault):
    made = resource(built, Writer(built, "en").note(state_of(USUAL)))
    wrong = made | fault
    try:
        read = json.loads(QuestionnaireResponse.model_validate(wrong).model_dump_json())
    except ValueError:
        return
    assert read != wrong | {"authored": read["authored"]}


@LAW
@given(histories, st.sampled_from(["en", "ar"]), st.data())
def test_it_holds_the_answers_that_were_kept_and_no_others(built, history, locale, data):
    state, _ = played(history)
    note = Writer(built, locale).note(state)
    if note is None:
        return
    kept = data.draw(st.sets(st.sampled_from([one.id for one in note.lines])))
    made = resource(built, note.keeping(kept), locale)
    found = {
        f"{item['linkId']}:{answer['valueCoding']['code']}"
        for item in made.get("item", ())
        for answer in item["answer"]
    }
    assert found == {id for id in kept if not id.startswith("service:")}
    assert set(made) - {"item"} == KEYS - {"item"}
    assert "subject" not in made
    QuestionnaireResponse.model_validate(made)


def test_the_narrative_shows_the_way_to_urgent_help_and_nothing_left_out(built):
    note = Writer(built, "en").note(state_of(UNSAFE_AT_HOME))
    made = json.dumps(resource(built, note.keeping(note.usual)))
    assert "Emergency services: 999" in made
    assert "Talking Therapies" in made
    assert "domestic" not in made.lower()
    assert "hurts" not in made
