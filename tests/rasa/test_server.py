"""Against a real Rasa 3.6.21: it accepts what is exported, keeps nothing, and costs no safety when it fails.

`make test-rasa` installs Rasa and runs this: some minutes, most of them for training. Otherwise it is skipped, aloud.
"""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from bot.nlu.rasa import RasaServer
from tests.channels.servers import free_port
from tests.rasa.conftest import Both
from tests.rasa.servers import TOKEN, get, navigator, only_with_rasa, post, rasa, rasa_server, said

only_with_rasa()
pytestmark = [pytest.mark.rasa, pytest.mark.timeout(1500)]


def test_rasa_is_the_one_that_was_pinned(exported: Path) -> None:
    assert "Rasa Version      :         3.6.21" in rasa("--version", cwd=exported).stdout


def test_rasa_accepts_what_is_exported(exported: Path) -> None:
    done = rasa("data", "validate", "--domain", "domain.yml", "--data", "data", cwd=exported)
    told = done.stdout + done.stderr
    assert done.returncode == 0, told[-3000:]
    assert "No story structure conflicts found" in told
    assert "ERROR" not in told


def test_rasa_keeps_no_words(both: Both) -> None:
    secret = "xylophone at the lighthouse"
    for message in (
        secret,
        f"/ {secret}",
        f"/hello {secret}",
        f"/choose{{{secret}}}",
        f'/choose{{"need": "{secret}"}}',
    ):
        said(both.rasa, "private", message)
    # No message at all, at which Rasa fails.
    assert post(f"{both.rasa}/webhooks/rest/webhook", {"sender": "private", "message": {"said": secret}}) == []
    tracker = get(f"{both.rasa}/conversations/private/tracker?token={TOKEN}&include_events=ALL")
    assert secret not in tracker
    log = both.log.read_text("utf-8", "replace")
    assert "rest.message.received.failure" in log
    assert secret not in log


def test_needs_are_read_over_the_real_contract(both: Both) -> None:
    answer = RasaServer(both.rasa, TOKEN, timeout_s=30)("I feel so low and cry every day")
    assert isinstance(answer, dict)
    assert answer["text"] == "I feel so low and cry every day"
    assert len(answer["intent_ranking"]) > 5


def test_rasa_is_closed_to_who_does_not_know_the_token(both: Both) -> None:
    post(f"{both.rasa}/model/parse", {"text": "hello"}, status=401)
    post(f"{both.ours}/rasa/actions/webhook", {"sender_id": "x"}, status=401)


def test_without_the_navigator_rasa_says_the_urgent_numbers_and_after_it_is_back_goes_on(trained: Path) -> None:
    port = free_port()
    with rasa_server(trained, port, trained / "alone.log") as (url, _):
        for message in ("I feel low", "/restart", "/back", '/choose{"need": "low_mood"}', "/hello", "/", "😭"):
            (only,) = said(url, "alone", message)
            assert only["text"].startswith("Something went wrong")
            assert all(number in only["text"] for number in ("999", "111", "116 123", "Potrzebujesz pomocy teraz?"))
        for locale, begins in (("pl", "Coś poszło"), ("pl-PL", "Coś poszło"), ("ar", "حدث خطأ"), ("xx", "Something")):
            (only,) = said(url, "alone", "nie mam już siły", locale=locale)
            assert only["text"].startswith(begins)
            assert "999" in only["text"]
        (only,) = said(url, "alone", '/choose{"language": "pl"}')
        assert only["text"].startswith("Coś poszło")
        with navigator(port, trained / "navigator.log"):
            assert said(url, "alone", "/restart")[-1]["buttons"]


def test_a_rasa_that_hangs_or_dies_costs_no_safety(trained: Path) -> None:
    port, away = free_port(), free_port()
    with (
        rasa_server(trained, away, trained / "hung.log") as (url, process),
        navigator(port, trained / "navigator.log", NAVIGATOR_RASA_URL=url),
    ):
        ours = f"http://127.0.0.1:{port}"
        said(ours, "warm", "I feel low")
        for how in (signal.SIGSTOP, signal.SIGCONT, signal.SIGKILL):
            process.send_signal(how)
            began = time.monotonic()
            assert "999" in said(ours, how.name, "I want to kill myself")[0]["text"]
            assert time.monotonic() - began < 3
