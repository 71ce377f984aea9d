"""The note as a FHIR R4 QuestionnaireResponse. It says what was answered, and nothing of who answered."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Any

from api.notes import text
from api.notes.note import Answer, Both, Note
from bot.language import tags

TYPE = "application/fhir+json"
SYSTEM = "urn:pathway-navigator:slot:{}"
"""The code system of the answers to a question, by its slot."""
QUESTIONNAIRE = "urn:pathway-navigator:questionnaire|{}"
"""The canonical of the questions, with the version of the pathway file."""
_TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
Json = dict[str, Any]


def questionnaire_response(note: Note, *, lang: str, version: str, now: datetime, urgent: Json) -> Json:
    """The resource. `lang` is that of the note (BCP 47), `version` the pathway's. The services, and the way to urgent
    help as a reply holds it (`urgent`), stand in the narrative.
    """
    response: Json = {
        "resourceType": "QuestionnaireResponse",
        "language": lang,
        "text": {"status": "additional", "div": _narrative(note, lang, urgent)},
        "questionnaire": QUESTIONNAIRE.format(version),
        "status": "completed",
        "authored": now.isoformat(timespec="seconds"),
    }
    items = [
        {
            "linkId": given[0].slot,
            **_words("text", question),
            "answer": [{"valueCoding": _coding(one)} for one in given],
        }
        for question, given in note.asked
    ]
    # FHIR has no empty lists.
    return response | ({"item": items} if items else {})


def _coding(answer: Answer) -> Json:
    return {"system": SYSTEM.format(answer.slot), "code": answer.value, **_words("display", answer.label)}


def _words(element: str, both: Both) -> Json:
    """An element in the person's language, and its translation to English."""
    words: Json = {element: both.own.text}
    if not both.alike:
        parts = [{"url": "lang", "valueCode": tags.ENGLISH}, {"url": "content", "valueString": both.in_english.text}]
        words[f"_{element}"] = {"extension": [{"url": _TRANSLATION, "extension": parts}]}
    return words


def _narrative(note: Note, lang: str, urgent: Json) -> str:
    calls = [
        f"{contact['name']}: {contact['value']}{' (' + contact['keyword'] + ')' if contact['keyword'] else ''}"
        for contact in urgent["contacts"]
        if contact["value"]
    ]
    parts = [(lang, text.own(note))]
    if note.heads["note_title"].english is not None:
        parts.append((tags.ENGLISH, text.english(note)))
    parts.append((lang, "\n".join((urgent["heading"]["text"], *calls))))
    said = "".join(
        f'<div lang="{lang}" dir="{tags.direction(tags.base(lang))}">{_paragraphs(words)}</div>'
        for lang, words in parts
    )
    return (
        f'<div xmlns="http://www.w3.org/1999/xhtml" lang="{lang}" dir="{tags.direction(tags.base(lang))}">{said}</div>'
    )


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in words.splitlines() if line)
