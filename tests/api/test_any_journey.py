"""Law 2 for the pages: whatever is pressed, in whatever order and language, no page fails and each shows urgent help."""

from __future__ import annotations

import re
from functools import cache

from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.settings import Settings
from bot.assistant import build_assistant
from tests.conftest import HOME, TODAY, ScriptedNLU

LOCALES = ("en", "en-x-easyread", "ar", "pl-x-easyread")
MOVES = ("back", "none", "someone_else", "add", "restart", "why", "why_not", "language", "pictures", "size", "resume")
FIELD = re.compile(r'<input[^>]* name="(slot|value)" value="([^"]*)"|<button[^>]* name="(value)" value="([^"]*)"')


@cache
def client() -> TestClient:
    app = create_app(Settings(), build_assistant(HOME, ScriptedNLU(), lambda: TODAY))
    return TestClient(app, raise_server_exceptions=False)


def shown(html: str) -> tuple[str, list[str]]:
    """The question of a page and the values of its options."""
    form = re.search(r'<form[^>]* class="question">.*?</form>', html, re.S)
    fields = [(a or c, b or d) for a, b, c, d in FIELD.findall(form[0] if form else "")]
    slots = [value for name, value in fields if name == "slot"]
    return (slots or [""])[0], [value for name, value in fields if name == "value"]


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_page_fails_and_each_shows_the_way_to_urgent_help(data: st.DataObject) -> None:
    answer = client().get(f"/?lang={data.draw(st.sampled_from(LOCALES))}")
    html = answer.text
    for _ in range(data.draw(st.integers(1, 14))):
        # Two answers where one is asked for are refused; the page before is still there.
        assert answer.status_code < 500
        assert "tel:999" in answer.text
        html = answer.text if answer.status_code == 200 else html
        token = {"conversation": re.search(r'name="conversation" value="([^"]*)"', html)[1]}  # type: ignore[index]
        slot, values = shown(html)
        if 'action="/note"' in html:
            assert client().post("/note", data=token).status_code == 200
            assert client().post("/note/page", data=token).status_code == 200
            assert client().post("/note.json", data=token).status_code == 200
        if values and data.draw(st.integers(0, 4)):
            chosen = data.draw(st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True))
            fields = {**token, "do": "choose", "slot": slot, "value": chosen}
        else:
            wish = data.draw(st.sampled_from([*LOCALES, "1", "3", "off", "nonsense"]))
            fields = {**token, "do": data.draw(st.sampled_from(MOVES)), "value": wish}
        answer = client().post("/questions", data=fields)
