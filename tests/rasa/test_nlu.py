"""Rasa's own test of its understanding, on the messages of `navigator evaluate`, agrees with what we say of Rasa."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.nlu.data import read_all
from bot.nlu.evaluate import rows
from bot.nlu.rasa import RasaServer
from bot.rasa.export import write_tests
from tests.conftest import HOME
from tests.rasa.conftest import LANGUAGES, Both
from tests.rasa.judged import MESSAGES, intents, written
from tests.rasa.servers import TOKEN, only_with_rasa, rasa

only_with_rasa()
pytestmark = [pytest.mark.rasa, pytest.mark.timeout(1500)]


def test_rasas_own_test_finds_what_we_find(trained: Path, both: Both) -> None:
    tests = write_tests(trained, MESSAGES, read_all(HOME / "translations"), languages=LANGUAGES)
    done = rasa(
        *("test", "nlu", "--nlu", "tests", "--model", "models/test.tar.gz", "--out", "results", "--no-plot"),
        cwd=trained,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    report = json.loads((trained / "results" / "intent_report.json").read_text("utf-8"))
    errors = json.loads((trained / "results" / "intent_errors.json").read_text("utf-8"))
    messages = list(written(tests))
    assert len(messages) == sum(
        len(list(rows(MESSAGES / language / name))) for language in LANGUAGES for name in ("needs.tsv", "scope.tsv")
    )
    parse = RasaServer(both.rasa, TOKEN, timeout_s=30)
    read = {(wanted, text): intents(parse, text)[0][0] for wanted, text in messages}
    wrong = {(wanted, text, got) for (wanted, text), got in read.items() if got != wanted}
    assert {(error["intent"], error["text"], error["intent_prediction"]["name"]) for error in errors} == wrong
    assert report["accuracy"] == pytest.approx(1 - len(wrong) / len(messages), abs=0.0005)
    # A model of a minute reads little right; but not nothing, nor always the same.
    assert 0 < len(wrong) < len(messages)
    assert len(set(read.values())) > 20
