"""The command line, as a process: its contract and its errors."""

from __future__ import annotations

import json
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from tests.conftest import HOME


def navigator(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *args], input=stdin, capture_output=True, text=True, cwd=HOME, timeout=200
    )


def routed(**answers: object) -> dict:
    done = navigator("route", "--json", json.dumps(answers))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


ROUTES = [
    (
        {"who": "father_or_co_parent", "stage": "baby_under_1", "need": ["low_mood"], "level": "struggling", "area": "norwich"},
        ("talking_therapies_nw", "R5"),
        "home_start_norfolk",
        "specialist_perinatal_team",
    ),
    (
        {"who": "birthing_parent", "stage": "baby_under_1", "need": ["bonding"], "level": "struggling", "area": "waveney"},
        ("suffolk_family_hubs", "R9, R22"),
        "suffolk_health_visiting",
        "ecfs",
    ),
    (
        {"who": "birthing_parent", "stage": "after_loss", "area": "breckland"},
        ("lotus", "R3"),
        "nnuh_bereavement",
        "cry_sis",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "first", "also", "never"), ROUTES)
def test_route_prints_what_the_rules_say(answers: dict, first: tuple[str, str], also: str, never: str) -> None:
    found = routed(**answers)
    assert {"done", "ask", "urgent", "services"} == found.keys()
    assert (found["done"], found["ask"], found["urgent"]) == (True, None, False)
    assert [(s["id"], s["rule"]) for s in found["services"] if s["place"] == "first"] == [first]
    shown = {service["id"] for service in found["services"]}
    assert also in shown
    assert never not in shown
    assert all(service["why"] for service in found["services"])


def test_route_says_what_it_still_needs_to_know() -> None:
    assert routed(need="bonding") == {"done": False, "ask": "level", "urgent": False, "services": []}


def test_danger_ends_the_route_at_once() -> None:
    found = routed(need="low_mood", level="unsafe")
    assert found["urgent"] is True
    assert found["services"][0]["id"] == "emergency_999"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("not json", "is not JSON"),
        ("[]", "must be an object"),
        ('{"mood": "low"}', "there is no slot 'mood'"),
        ('{"area": "paris"}', "'area' has no value 'paris'"),
        ('{"area": 3}', "'area' has no value"),
    ],
)
def test_route_says_what_is_wrong_with_its_answers(given: str, says: str) -> None:
    done = navigator("route", "--json", given)
    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_understand_prints_one_object_a_line() -> None:
    lines = [
        "where do I send a 17yo, 30/40, anxious, NR31?",
        "i want to kill myself",
        "what is the weather tomorrow",
        "",
        "my lo is 14mo and not walking yet, we are in Beccles",
    ]
    done = navigator("understand", "--json", "--lang", "en", stdin="\n".join(lines) + "\n")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(lines)
    assert all({"screen", "in_scope", "needs", "slots", "values"} == one.keys() for one in found)
    assert found[0]["needs"][0]["id"] == "anxiety"
    assert found[0]["slots"] == {
        "stage": "pregnant",
        "who": "professional",
        "parent_age": "16_to_19",
        "area": "great_yarmouth",
    }
    assert found[0]["values"]["weeks_pregnant"] == 30
    assert found[1]["screen"]["tier"] == "emergency"
    assert found[1]["screen"]["kind"] == "suicide"
    assert found[2]["in_scope"] is False
    assert found[4]["slots"]["stage"] == "child_1"
    assert found[4]["slots"]["area"] == "waveney"
    assert all(one["needs"] for one in found if one["in_scope"])


def test_chat_goes_the_whole_way_in_a_terminal() -> None:
    said = ["How I feel", "4", "/q"]
    done = navigator("chat", stdin="\n".join(said) + "\n")
    assert done.returncode == 0, done.stderr
    assert "Kingfisher outreach team" in done.stdout
    assert done.stdout.count("Samaritans") >= 2


def test_check_names_the_mistake_in_a_broken_file(tmp_path) -> None:
    broken = tmp_path / "pathways.yaml"
    text = (HOME / "pathways.yaml").read_text("utf-8")
    broken.write_text(text.replace("first: [lotus]", "first: [lotos]", 1), "utf-8")
    done = navigator("check", str(broken))
    assert done.returncode == 2
    said = " ".join(done.stderr.split())
    assert "there is no service 'lotos'" in said
    assert "write 'lotus'" in said


def test_check_and_a_quick_verify_find_no_fault() -> None:
    assert navigator("check").stdout.startswith("No faults.")
    done = navigator("verify", "--single")
    assert done.returncode == 0, done.stdout
    assert "services no one can reach: none" in done.stdout


def test_map_draws_one_need_to_a_file_or_all_to_the_terminal(tmp_path) -> None:
    file = tmp_path / "map.svg"
    done = navigator("map", "--need", "low_mood", "--locale", "pl", "--out", str(file))
    assert done.returncode == 0, done.stderr
    assert str(file) in done.stdout.replace("\n", "")
    drawn = ElementTree.parse(file).getroot()
    assert (drawn.tag, drawn.get("lang")) == ("{http://www.w3.org/2000/svg}svg", "pl")
    whole = ElementTree.fromstring(navigator("map").stdout)
    assert int(whole.get("viewBox", "").split()[3]) > int(drawn.get("viewBox", "").split()[3])


@pytest.mark.parametrize(
    ("given", "says"), [(["--need", "mood"], "no need 'mood'"), (["--locale", "xx"], "no locale 'xx'")]
)
def test_map_says_what_it_does_not_know(given: list[str], says: str) -> None:
    done = navigator("map", *given)
    assert done.returncode != 0
    assert says in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
