"""The lookup as pages without a script: every one carries the red flags, none keeps or shows what was typed by danger."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.app import create_app
from api.settings import Settings
from bot.assistant import Assistant
from tests.professionals.test_eligible import SERVICES

PATHS = [
    "/professionals",
    "/professionals?q=pnd&stage=pregnant&area=norwich&help_for=birthing_parent&level=targeted",
    "/professionals?q=%00&stage=nonsense&level=x&area=",
    "/professionals?q=nr32+1ab",
    "/professionals/directory",
    "/professionals/pathway",
    "/professionals/compare",
    "/professionals/compare?service=lotus",
    "/professionals/compare?service=lotus&service=pairs&service=ecfs&service=gp",
    "/professionals/services/lotus?help_for=father_or_co_parent&need=birth_trauma",
    "/professionals/services/lotus?stage=x&area=<script>",
    "/professionals/services/gp/patient?to=nonsense",
    "/professionals/services/lotus/patient?to=ar",
]
FIELDS = [
    "what",
    "for_whom",
    "not_for",
    "level",
    "pregnancy",
    "child_age",
    "parent_age",
    "area",
    "how",
    "phone",
    "text",
    "email",
    "form",
    "url",
    "address",
    "hours",
    "holidays",
    "times",
    "next",
    "meanwhile",
    "interpreter",
    "languages",
    "bsl",
    "building",
    "cost",
    "safe_contact",
    "provider",
    "commissioner",
    "source",
    "owner",
    "checked",
    "next_check",
    "approved",
    "version",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("lang", ["en", "pl", "ar", "en-x-easyread"])
def test_every_page_carries_the_way_to_urgent_help_in_every_language(client: TestClient, path: str, lang: str) -> None:
    answer = client.get(path + ("&" if "?" in path else "?") + f"lang={lang}")
    assert answer.status_code == 200
    assert 'href="tel:999"' in answer.text
    assert 'href="tel:116123"' in answer.text
    assert "<script>" not in answer.text
    assert not re.search(r'\son\w+="|style="', answer.text)
    assert "set-cookie" not in answer.headers


def test_the_red_flags_are_on_top_of_every_page_for_staff(client: TestClient) -> None:
    for path in PATHS[:11]:
        page = client.get(path).text
        flags = page.index("Red flags: stop and tell a clinician now")
        assert flags < page.index("<main")
        assert "Thoughts of suicide or of harming a baby." in page[flags:]


@pytest.mark.parametrize(
    "typed",
    [
        "she wants to kill herself",
        "mum says baby is evil and hears voices",
        "pt took an overdose",
        "long " * 60 + "she wants to kill herself",
    ],
)
def test_words_of_danger_put_the_card_for_staff_on_top_and_still_answer(client: TestClient, typed: str) -> None:
    page = client.get("/professionals", params={"q": typed}).text
    assert page.index("Stop. Tell a clinician now") < page.index("<main")
    assert "tier-emergency" in page
    assert page.count("data-open=") >= 1


def test_the_page_and_the_interface_rank_the_same(client: TestClient) -> None:
    for typed in ("pnd", "lost baby", "crying", "dad low", "tokofobia", "zzzz", "housing"):
        page = re.findall(r'data-open="(\w+)"', client.get("/professionals", params={"q": typed}).text)
        found = client.get("/v1/search", params={"q": typed}).json()["results"]
        assert page == [one["id"] for one in found]


@pytest.mark.parametrize("id", SERVICES)
def test_a_card_has_every_field_and_says_what_is_not_known(client: TestClient, id: str) -> None:
    page = client.get(f"/professionals/services/{id}").text
    fields = dict(re.findall(r'data-field="(\w+)"><dt>.*?</dt><dd>(.*?)</dd>', page, re.S))
    assert list(dict.fromkeys(fields)) == [*FIELDS[:1], *(["caution"] if "caution" in fields else []), *FIELDS[1:]]
    for name, value in fields.items():
        assert re.sub(r"<.*?>|\s", "", value), name
    for name in ("commissioner", "owner", "cost", "bsl"):
        assert "Not known: ring to check" in fields[name]


@pytest.mark.parametrize(
    ("id", "name", "said"),
    [
        ("samaritans", "hours", "Open day and night"),
        ("samaritans", "holidays", "Open day and night"),
        ("nhs_111_option_2", "holidays", "Open day and night"),
        ("lotus", "holidays", "Not known: ring to check"),
        ("health_visitor", "hours", "Not known: ring to check"),
    ],
)
def test_a_line_that_is_always_answered_says_so_and_nothing_else_is_guessed(
    client: TestClient, id: str, name: str, said: str
) -> None:
    page = client.get(f"/professionals/services/{id}").text
    assert said in re.findall(rf'data-field="{name}"><dt>.*?</dt><dd>(.*?)</dd>', page, re.S)[0]


def test_no_field_of_a_card_says_more_than_the_pathway(client: TestClient, built: Assistant) -> None:
    """A contact on a card is one of the pathway's, and every contact of the pathway is on its card."""
    for id, service in built.pathway.services.items():
        page = client.get(f"/professionals/services/{id}").text.replace("&#39;", "'").replace("&amp;", "&")
        for contact in service.contacts:
            if contact.value is not None and contact.type != "hours":
                assert contact.value in page, (id, contact.value)
        dialled = set(re.findall(r'href="tel:(\d+)"', page))
        known = {c.value.replace(" ", "") for s in built.pathway.services.values() for c in s.contacts if c.value}
        assert dialled <= known


def test_what_is_typed_stands_in_its_box_alone_and_is_escaped(client: TestClient) -> None:
    page = client.get("/professionals", params={"q": '"><b>zebracanary'}).text
    assert page.count("zebracanary") == 1
    assert "<b>zebracanary" not in page


def test_an_answer_in_the_address_gives_why_not_and_what_instead(client: TestClient) -> None:
    page = client.get("/professionals/services/ecfs?area=waveney").text
    assert "No. This service does not take them." in page
    assert "For families in Norfolk" in page
    assert "Suffolk Family Hubs" in page[page.index("What to try instead") :]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_mistake_is_reported_by_one_link_that_tells_nothing_of_the_search(built: Assistant, lang: str) -> None:
    client = TestClient(create_app(Settings(report_to="pathway@example.nhs.uk"), built))
    page = client.get(f"/professionals/services/lotus?lang={lang}&q=zebracanary&help_for=birthing_parent").text
    [link] = re.findall(r'href="(mailto:pathway[^"]*)"', page)
    subject = unquote(link.removeprefix("mailto:pathway@example.nhs.uk?subject="))
    checked = built.pathway.services["lotus"].contacts[0].read
    assert subject.endswith(f": lotus, {checked}")
    assert "zebracanary" not in link
    for id in SERVICES:
        page = client.get(f"/professionals/services/{id}").text
        assert f"%3A%20{id}" in page


def test_without_an_address_staff_are_told_whom_to_tell_and_none_is_made_up(client: TestClient) -> None:
    page = client.get("/professionals/services/lotus").text
    assert "Something wrong? Tell your pathway lead." in page
    assert "subject=" not in page


@pytest.mark.parametrize("address", ["nobody", "a@b", "a@b.uk?bcc=c@d.uk", "a@b.uk,c@d.uk", 'a"@b.uk>', "a@b.uk\n"])
def test_an_address_for_reports_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        Settings(report_to=address)


def test_comparing_marks_what_differs_and_only_that(client: TestClient) -> None:
    page = client.get("/professionals/compare?service=talking_therapies_nw&service=specialist_perinatal_team").text
    rows = re.findall(r"<tr( class=\"differs\")?><th scope=\"row\">\s*(.*?)[\n<]", page)
    marked = {name.strip() for differs, name in rows if differs}
    plain = {name.strip() for differs, name in rows if not differs}
    assert "Level of need" in marked
    assert {"Cost", "In pregnancy", "Area"} <= plain


def test_the_patient_gets_it_in_their_language_without_numbers_for_staff(client: TestClient) -> None:
    page = client.get("/professionals/services/cads_norfolk/patient?to=pl").text
    assert '<html lang="pl"' in page
    assert "0344 800 8020" in page
    assert "0344 800 8021" not in page
    arabic = client.get("/professionals/services/lotus/patient?to=ar").text
    assert 'dir="rtl"' in arabic


@pytest.mark.parametrize("path", ["/professionals/services/nowhere", "/professionals/services/nowhere/patient"])
def test_a_service_that_is_not_there_is_a_kind_page(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "116 123" in answer.text


def test_the_directory_is_the_same_compressed_or_not(client: TestClient) -> None:
    squeezed = client.get("/professionals/directory", headers={"accept-encoding": "gzip"})
    whole = client.get("/professionals/directory", headers={"accept-encoding": "identity"})
    assert squeezed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in whole.headers
    assert squeezed.text == whole.text
    assert int(squeezed.headers["content-length"]) < 150_000
