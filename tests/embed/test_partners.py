"""Who may frame us and who may talk to us: the exact partners and nobody who looks like one."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from api.app import create_app
from api.embed.partners import origin
from api.settings import Settings
from bot.assistant import Assistant

PARTNER, OTHER = "https://www.partner.org.uk", "https://other.example:8443"
LOOK_ALIKES = [
    "null", "NULL", "", "*", "https://", "file://", "http://www.partner.org.uk", "https://partner.org.uk",
    "https://www.partner.org.uk.", "https://www.partner.org.uk/", "https://www.partner.org.uk:443",
    "https://www.partner.org.uk:8443", "https://www.partner.org.uk.evil.example", "https://evil.www.partner.org.uk",
    "https://wwwpartner.org.uk", "https://www-partner.org.uk", "https://www.partner.org", "https://www.partner.org.ukx",
    "https://www.partner.org.uk@evil.example", "https://evil.example?https://www.partner.org.uk",
    "https://evil.example#https://www.partner.org.uk", "https://www.xn--partner-9za.org.uk", "https://www.pаrtner.org.uk",
    "https://WWW.PARTNER.ORG.UK", "ftp://www.partner.org.uk", "ws://www.partner.org.uk", "https://www.partner.org.uk, https://evil.example",
    "https://www.partner.org.uk https://evil.example", "https://other.example", "https://other.example:84430",
    "https://www.partner.org.uk%00", "chrome-extension://www.partner.org.uk",
]  # fmt: skip


@pytest.fixture
def client(assistant: Assistant) -> TestClient:
    return TestClient(create_app(Settings(partners=f"{PARTNER} {OTHER}"), assistant), raise_server_exceptions=False)


def talk(client: TestClient, method: str, origin: str | None, path: str = "/v1/conversations"):
    headers = {} if origin is None else {"origin": origin.encode()}
    if method == "OPTIONS":
        headers |= {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    return client.request(method, path, headers=headers, json={} if method == "POST" else None)


@pytest.mark.parametrize("method", ["POST", "OPTIONS"])
@pytest.mark.parametrize("origin", LOOK_ALIKES)
def test_who_only_looks_like_a_partner_is_refused(client: TestClient, origin: str, method: str) -> None:
    answer = talk(client, method, origin)
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert "Origin" in answer.headers["vary"]
    assert answer.json().get("urgent") or answer.json()["reply"]["urgent"]


def test_there_are_thirty_look_alikes() -> None:
    assert len(set(LOOK_ALIKES)) >= 30


@pytest.mark.parametrize("partner", [PARTNER, OTHER])
@pytest.mark.parametrize("path", ["/v1/conversations", "/v1/conversations/turns"])
def test_a_partner_may_talk_without_credentials(client: TestClient, partner: str, path: str) -> None:
    asked, said = talk(client, "OPTIONS", partner, path), talk(client, "POST", partner, path)
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-methods"] == "POST"
    assert asked.headers["access-control-allow-headers"] == "Content-Type"
    for answer in (asked, said):
        assert answer.headers["access-control-allow-origin"] == partner
        assert "access-control-allow-credentials" not in answer.headers
        assert {one.strip() for one in answer.headers["vary"].split(",")} >= {"Origin"}


@pytest.mark.parametrize("path", ["/", "/v1/services", "/v1/conversationsx", "/v1/route", "/embed", "/healthz"])
def test_nothing_else_is_open_to_partners(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"origin": PARTNER})
    assert "access-control-allow-origin" not in answer.headers


def test_two_origins_are_nobody(client: TestClient) -> None:
    answer = client.post(
        "/v1/conversations", json={}, headers=[("origin", PARTNER), ("origin", "https://evil.example")]
    )
    assert "access-control-allow-origin" not in answer.headers


def test_a_refusal_can_be_read_by_a_partner(client: TestClient) -> None:
    """The widget shows what it says, and its urgent help."""
    answer = client.post("/v1/conversations/turns", json={"nonsense": 1}, headers={"origin": PARTNER})
    assert answer.status_code == 422
    assert answer.headers["access-control-allow-origin"] == PARTNER


def ancestors(answer) -> str:
    policies = [part.strip() for part in answer.headers["content-security-policy"].split(";")]
    return next(part for part in policies if part.startswith("frame-ancestors"))


def test_partners_may_frame_one_page_and_no_other(client: TestClient) -> None:
    assert ancestors(client.get("/embed/frame")) == f"frame-ancestors 'self' {PARTNER} {OTHER}"
    for path in (
        "/",
        "/embed",
        "/questions",
        "/embed/frames",
        "/embed/v1/navigator.js",
        "/static/navigator.css",
        "/v1/services",
    ):
        assert ancestors(client.get(path)) == "frame-ancestors 'none'"


def test_without_partners_only_we_may_frame_it(assistant: Assistant) -> None:
    client = TestClient(create_app(Settings(), assistant))
    assert ancestors(client.get("/embed/frame")) == "frame-ancestors 'self'"


NO_ORIGIN = [
    "null", "*", "https://", "file://", "ftp://www.partner.org.uk", "chrome-extension://abc", "https://*.partner.org.uk",
    "https://www.partner.org.uk/", "https://www.partner.org.uk:443", "https://www.partner.org.uk.", "http://www.partner.org.uk",
    "https://WWW.partner.org.uk", "www.partner.org.uk", "'self'", "https://a.b;script-src", "https://10.0.0.1", "https://partner",
    "https://www.pаrtner.org.uk", "https://www.partner.org.uk@evil.example", "http://localhost.evil.example",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_ORIGIN)
def test_a_setting_that_is_no_exact_origin_is_refused_at_the_start(text: str) -> None:
    with pytest.raises(ValidationError, match="is not the origin of a site"):
        Settings(partners=text)


@given(st.text(max_size=40))
def test_whatever_passes_as_an_origin_cannot_end_a_header(text: str) -> None:
    try:
        kept = origin(text)
    except ValueError:
        return
    assert not set(kept) & set(" ;,'\"*\r\n\\@?#%")
    assert kept.isascii()


def test_partners_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAVIGATOR_PARTNERS", f"{PARTNER},\n {OTHER} {PARTNER}")
    assert Settings().partners == (PARTNER, OTHER)
