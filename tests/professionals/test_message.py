"""A text message is counted as the network counts it, and says how to get in, in every language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.professionals.message import GSM, GSM_TWICE, measured, message, neutral
from bot.assistant import Assistant
from bot.language.services import Directory
from tests.conftest import TODAY
from tests.professionals.test_eligible import SERVICES

BASIC = "".join(sorted(GSM - {"\r"}))


def test_the_alphabet_has_its_size() -> None:
    assert len(GSM) == 127
    assert len(GSM_TWICE) == 10


@pytest.mark.parametrize(
    ("text", "alphabet", "length", "messages"),
    [
        ("a" * 160, "gsm", 160, 1),
        ("a" * 161, "gsm", 161, 2),
        ("a" * 306, "gsm", 306, 2),
        ("a" * 307, "gsm", 307, 3),
        ("€" * 80, "gsm", 160, 1),
        ("€" * 81, "gsm", 162, 2),
        ("€" * 153, "gsm", 306, 3),
        ("ż" + "a" * 69, "ucs2", 70, 1),
        ("ż" * 71, "ucs2", 71, 2),
        ("ż" * 135, "ucs2", 135, 3),
        ("😀" * 35, "ucs2", 70, 1),
        ("😀" * 36, "ucs2", 72, 2),
        ("", "gsm", 0, 1),
    ],
)
def test_the_limits_of_one_message_and_of_its_parts(text: str, alphabet: str, length: int, messages: int) -> None:
    found = measured(text)
    assert (found.alphabet, found.length, found.messages) == (alphabet, length, messages)


@given(st.text(alphabet=BASIC, max_size=500), st.text(alphabet=BASIC, max_size=50))
def test_a_longer_text_never_takes_fewer_messages(text: str, more: str) -> None:
    assert measured(text + more).messages >= measured(text).messages
    assert measured(text).alphabet == "gsm"
    assert measured(text + "ж").alphabet == "ucs2"


@pytest.mark.parametrize("id", SERVICES)
def test_every_service_has_a_message_in_every_language(built: Assistant, id: str) -> None:
    directory = Directory(built.pathway)
    for locale in built.catalogues.locales:
        record = directory.record(id, built.catalogues[locale], TODAY)
        sms = message(record)
        assert sms.text.startswith(record["name"])
        assert measured(sms.text) == sms
        ways = [
            contact["value"] for contact in record["contacts"] if contact["type"] in ("phone", "text", "url", "email")
        ]
        assert not ways or any(way in sms.text for way in ways)
        assert sms.text.strip() != f"{record['name']}."
        assert not any(mark in sms.text for mark in "\u2066\u2069\n•")
        if locale == "en":
            assert sms.messages == 1, sms.text
        hidden = neutral(record)
        if hidden is not None:
            assert record["name"] not in hidden.text
            assert hidden.messages == 1


def test_numbers_for_professionals_are_never_sent_to_a_patient(built: Assistant) -> None:
    directory = Directory(built.pathway)
    for id, service in built.pathway.services.items():
        record = directory.record(id, built.catalogues["en"], TODAY)
        sent = message(record).text
        for contact in service.contacts:
            assert not (contact.professionals_only and contact.value and contact.value in sent)
