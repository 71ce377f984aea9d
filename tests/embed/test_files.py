"""The two files of the widget: small, named by their hash, and true to the pathway."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.embed.release import Release
from api.settings import Settings
from bot.assistant import Assistant, build_assistant
from tests.conftest import HOME, TODAY, ScriptedNLU
from tests.embed.hosts import lines

LOADER_MOST, WIDGET_MOST = 8_000, 40_000
TSC = HOME / "build" / "node" / "node_modules" / ".bin" / "tsc"
NASTY = ["<script>window.__xss=1</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "');alert(1)//", "\u2028", "${alert(1)}"]  # fmt: skip


@pytest.fixture
def client(assistant: Assistant) -> TestClient:
    return TestClient(create_app(Settings(), assistant), raise_server_exceptions=False)


@pytest.fixture
def release(client: TestClient) -> Release:
    return client.app.state.widget()  # type: ignore[attr-defined,no-any-return]


def test_the_files_are_small_when_compressed(client: TestClient, release: Release) -> None:
    for file, most in ((release.loader, LOADER_MOST), (release.widget, WIDGET_MOST)):
        answer = client.get(file.path, headers={"accept-encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        assert len(gzip.compress(answer.content, 9)) <= most
        assert int(answer.headers["content-length"]) <= most


def test_a_hashed_file_never_changes_and_the_newest_is_asked_for_again(client: TestClient, release: Release) -> None:
    for path, kept in (
        (release.loader.path, "public, max-age=31536000, immutable"),
        (release.widget.path, "public, max-age=31536000, immutable"),
        ("/embed/v1/navigator.js", "public, max-age=300"),
    ):
        answer = client.get(path)
        assert answer.headers["cache-control"] == kept
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert client.get("/embed/v1/navigator.js").content == client.get(release.loader.path).content


def test_the_integrity_on_the_page_is_that_of_the_served_file(client: TestClient, release: Release) -> None:
    snippet, _ = lines(client.get("/embed").text)
    src, integrity = re.findall(r'src="http://testserver(/[^"]+)" integrity="sha384-([^"]+)"', snippet)[0]
    body = client.get(src).content
    assert base64.b64encode(hashlib.sha384(body).digest()).decode() == integrity
    assert hashlib.sha256(body).hexdigest().startswith(src.split("/")[3])
    widget = client.get(release.widget.path).content
    assert base64.b64encode(hashlib.sha384(widget).digest()).decode() in body.decode()


def test_another_version_is_not_made_up(client: TestClient, release: Release) -> None:
    for path in (
        "/embed/v1/0123456789abcdef/navigator.js",
        f"/embed/v1/{release.loader.version}/widget.js",
        f"/embed/v1/{release.loader.version}/..%2f..%2fpathways.yaml",
        "/embed/v1/..%2f../navigator.js",
    ):
        assert client.get(path).status_code == 404


def test_a_page_with_an_older_version_goes_on_working(assistant: Assistant, tmp_path: Path) -> None:
    def site(exit_page: str) -> TestClient:
        return TestClient(create_app(Settings(widget_versions=tmp_path, exit_page=exit_page), assistant))

    old = site("https://old.example/")
    path, body = old.app.state.widget().loader.path, old.get("/embed/v1/navigator.js").content  # type: ignore[attr-defined]
    new = site("https://new.example/")
    assert new.get("/embed/v1/navigator.js").content != body
    assert new.get(path).content == body
    kept = tmp_path / path.split("/")[3] / "navigator.js"
    kept.write_bytes(body + b" ")
    assert new.get(path).status_code == 404


def test_the_urgent_numbers_are_those_of_the_pathway(release: Release, assistant: Assistant) -> None:
    text = release.loader.body.decode()
    given = json.loads(re.search(r"^const URGENT = (.*);$", text, re.M)[1])
    standing = assistant.pathway.safety.standing.services
    numbers = [assistant.pathway.services[id].phone().value for id in standing]  # type: ignore[union-attr]
    assert [one["value"] for one in given["contacts"]] == numbers
    assert set(given["by"]) == {"ar", "bg", "en", "en-x-easyread", "lt", "pl", "pt", "ro", "ru", "uk"}
    for said in given["by"].values():
        assert len(said["names"]) == len(numbers)


def test_no_number_is_typed_by_hand() -> None:
    for path in (HOME / "api" / "web" / "static" / "widget").iterdir():
        assert not re.search(r"\b(?:999|111|116 ?123|85258)\b|0800|0300", path.read_text("utf-8")), path
    for path in (HOME / "api" / "embed").rglob("*.*"):
        if path.suffix in (".py", ".html"):
            assert not re.search(r"\b(?:999|111|116 ?123|85258)\b|0800|0300", path.read_text("utf-8")), path


def test_every_line_copied_holds_urgent_help_and_a_link_that_need_no_script(client: TestClient) -> None:
    snippet, _ = lines(client.get("/embed?lang=pl").text)
    inside = re.search(r"<pathway-navigator>(.*)</pathway-navigator>", snippet, re.S)[1]
    assert 'href="tel:999"' in inside
    assert 'href="http://testserver/?lang=pl"' in inside
    assert "<p" not in inside


def test_the_page_says_what_a_policy_needs(client: TestClient) -> None:
    assert lines(client.get("/embed").text)[1][:3] == [
        f"{part} http://testserver;" for part in ("script-src", "connect-src", "img-src")
    ]
    assert lines(client.get("/embed?mode=frame").text)[1][:2] == [
        "script-src http://testserver;",
        "frame-src http://testserver;",
    ]


@cache
def shared() -> TestClient:
    return TestClient(create_app(Settings(), build_assistant(HOME, ScriptedNLU(), lambda: TODAY)))


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(
        ["lang", "audience", "area", "need", "display", "mode", "accent", "radius", "scheme", "channel"]
    ),
    value=st.sampled_from(NASTY) | st.text(max_size=30),
)
def test_no_setting_gets_out_of_its_place(name: str, value: str) -> None:
    for path in ("/embed", "/embed/frame"):
        answer = shared().get(path, params={name: value})
        assert answer.status_code == 200
        assert answer.text.count("<script") == shared().get(path).text.count("<script")
        assert "onerror" not in answer.text
        attributes = re.findall(r'data-(\w+)="([^"]*)"', answer.text)
        assert all(re.fullmatch(r"[\w#-]*", html.unescape(given)) for _, given in attributes)


@pytest.mark.skipif(
    not TSC.exists() or shutil.which("node") is None, reason="NOT RUN: no TypeScript (see tests/install.sh)"
)
def test_the_types_in_the_comments_hold(tmp_path: Path) -> None:
    def check(project: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run([str(TSC), "-p", str(project)], capture_output=True, text=True, check=False)

    project = HOME / "tests" / "embed" / "tsconfig.json"
    found = check(project)
    assert found.returncode == 0, found.stdout
    broken = tmp_path / "src"
    shutil.copytree(HOME / "api" / "web" / "static" / "widget", broken)
    with (broken / "exit.js").open("a") as out:
        out.write("\nleave(1);\n")
    options = json.loads(project.read_text())
    (tmp_path / "tsconfig.json").write_text(json.dumps(options | {"include": ["src"]}))
    assert "TS2345" in check(tmp_path / "tsconfig.json").stdout
