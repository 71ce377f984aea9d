"""Services, search and the pathway over HTTP."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


def test_contacts_for_professionals_are_shown_to_nobody_else(client: TestClient) -> None:
    def numbers(query: str) -> set[str]:
        service = client.get(f"/v1/services/cads_norfolk{query}").json()["service"]
        return {contact["value"] for contact in service["contacts"]}

    assert "0344 800 8021" not in numbers("")
    assert "0344 800 8021" in numbers("?professionals=true")


def test_every_contact_shown_has_a_source_and_the_link_dials_what_is_seen(client: TestClient) -> None:
    for service in client.get("/v1/services?professionals=true").json()["services"]:
        for contact in service["contacts"]:
            assert contact["source"]["title"]
            assert contact["source"]["read"]
            if contact["type"] == "phone":
                assert contact["href"] == "tel:" + contact["value"].replace(" ", "")


FINDS = [
    ("talking", "talking_therapies_nw"),
    ("lotus", "lotus"),
    ("birth trauma", "lotus"),
    ("pairs", "pairs"),
    ("kingfisher", "kingfisher_mbu"),
    ("health visitor", "health_visitor"),
    ("bondin", "pairs"),
    ("citizens", "citizens_advice"),
    ("dial", "dial_great_yarmouth"),
    ("bereavment", "nnuh_bereavement"),
]


@pytest.mark.parametrize(("query", "service"), FINDS)
def test_search_finds_a_service_by_a_few_words(client: TestClient, query: str, service: str) -> None:
    results = client.get("/v1/search", params={"q": query}).json()["results"]
    assert service in [one["id"] for one in results[:5]]


@pytest.mark.parametrize("query", ["", "zzzz", "%%%", "ß", "\x00", "a" * 200])
def test_search_never_comes_back_empty(client: TestClient, query: str) -> None:
    assert client.get("/v1/search", params={"q": query}).json()["results"]


def test_words_of_danger_in_a_search_bring_the_card_for_staff(client: TestClient) -> None:
    found = client.get("/v1/search", params={"q": "she wants to kill herself", "professionals": "true"}).json()
    assert found["urgent"]["tier"] == "emergency"
    assert "clinician" in found["urgent"]["heading"]["text"]


def test_the_pathway_names_every_rule_check_tool_and_move(client: TestClient) -> None:
    graph = client.get("/v1/pathway").json()
    assert [rule["id"] for rule in graph["rules"]] == [f"R{number}" for number in range(25)]
    assert len(graph["timeline"]["checks"]) == 5
    assert {move["kind"] for move in graph["moves"]} >= {
        "step_up", "step_down", "joint_assessment", "warm_handover", "outreach", "partner_assessment",
    }  # fmt: skip
    assert graph["signed_by"] is None


def test_readiness_says_whether_words_are_understood(client: TestClient) -> None:
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["words"] is True
    assert client.get("/healthz").json()["status"] == "ok"
