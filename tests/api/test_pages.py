"""The pages without JavaScript: the same journey as the API, by forms."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from tests.api.test_conversations import WHOLE


class Page(HTMLParser):
    """What matters of a page: its hidden token, the inputs of the question, its headings and links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.token = self.slot = ""
        self.values: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if found.get("name") == "conversation":
            self.token = found["value"]
        if found.get("name") == "slot" and not self.slot:
            self.slot = found["value"]
        if found.get("name") == "value":
            self.values.append(found["value"])
        if tag == "a":
            self.links.append(found.get("href", ""))


@pytest.mark.parametrize("answers", WHOLE, ids=lambda answers: "+".join(answers["need"]))
def test_the_forms_lead_where_the_whole_set_of_answers_leads(client: TestClient, answers: dict) -> None:
    """Law 4 for the page."""
    whole = client.post("/v1/route", json={"answers": answers}).json()
    html = client.get("/").text
    for _ in range(12):
        page = Page(html)
        assert "tel:999" in page.links
        if '<section class="outcome">' in html:
            break
        value = answers.get(page.slot, {"parent_age": "rather_not_say"}.get(page.slot, "unsure"))
        fields = {"conversation": page.token, "slot": page.slot, "do": "choose", "value": value}
        html = client.post("/questions", data=fields).text
    names = {s["id"]: s["name"] for s in client.get("/v1/services").json()["services"]}
    shown = re.findall(r"<h3>(.*?)</h3>", html)
    assert sorted(shown) == sorted(names[s["id"]].replace("'", "&#39;") for s in whole["services"])


def test_words_of_danger_bring_the_card_on_the_page(client: TestClient) -> None:
    page = Page(client.get("/").text)
    html = client.post(
        "/questions", data={"conversation": page.token, "do": "say", "text": "i want to kill myself"}
    ).text
    assert 'class="urgent tier-emergency"' in html


def test_an_ended_conversation_begins_again_and_the_words_are_still_heard(client: TestClient) -> None:
    html = client.post("/questions", data={"conversation": "old", "do": "say", "text": "i want to kill myself"}).text
    assert 'class="urgent tier-emergency"' in html
    assert Page(html).token


@pytest.mark.parametrize(
    "data", [{}, {"do": "choose"}, {"do": "say"}, {"do": "nonsense"}, {"do": "choose", "slot": "x", "value": "y"}]
)
def test_a_form_that_makes_no_sense_is_answered_kindly(client: TestClient, data: dict) -> None:
    answer = client.post("/questions", data=data, headers={"accept": "text/html"})
    assert answer.status_code in (200, 422)
    assert "116 123" in answer.text


def test_what_a_person_types_is_never_put_into_the_page(client: TestClient) -> None:
    page = Page(client.get("/").text)
    html = client.post(
        "/questions", data={"conversation": page.token, "do": "say", "text": "<script>alert(1)</script> zebracanary"}
    ).text
    assert "zebracanary" not in html
    assert "<script>" not in html


@pytest.mark.parametrize("path", ["/", "/questions", "/nowhere", "/v1/services", "/static/navigator.css", "/healthz"])
def test_every_response_has_the_headers_of_a_careful_site(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == ("public, max-age=600" if path.startswith("/static/") else "no-store")
    assert "set-cookie" not in headers
    assert "server" not in headers


def test_a_page_is_compressed_and_other_answers_are_not(client: TestClient) -> None:
    page = client.get("/", headers={"accept": "text/html", "accept-encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in page.headers["vary"]
    assert "Accept-Language" in page.headers["vary"]
    assert "tel:999" in page.text
    assert (
        "content-encoding"
        not in client.get("/", headers={"accept": "text/html", "accept-encoding": "identity"}).headers
    )
    assert "content-encoding" not in client.get("/v1/services", headers={"accept-encoding": "gzip"}).headers
