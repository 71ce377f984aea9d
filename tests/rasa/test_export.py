"""What Rasa is given: of Rasa's shapes, whole, and the same as what is kept in the repository."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from api.channels.commands import MOVES as MOVES_OF_CHANNELS
from api.channels.commands import Chosen, Forgotten, Moved, read_command
from bot.assistant import Assistant
from bot.cli import app
from bot.nlu.data import Data, read_all
from bot.rasa import domain as made
from bot.rasa.export import KEPT, UnknownLanguage, intents_of, nlu, write_kept, write_project
from tests.conftest import HOME

MAPPINGS = {"from_entity", "from_intent", "from_text", "from_trigger_intent", "custom"}
SLOTS = {"text", "bool", "categorical", "float", "list", "any"}


def content(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def data() -> tuple[Data, ...]:
    return read_all(HOME / "translations")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, built: Assistant, data: tuple[Data, ...]) -> Path:
    out = tmp_path_factory.mktemp("rasa")
    write_project(out, built.pathway, data, built.catalogues, sample=5)
    return out


@pytest.mark.parametrize("name", ["domain.yml", "rules.yml"])
def test_what_is_kept_is_what_is_made(name: str, tmp_path: Path, built: Assistant, data: tuple[Data, ...]) -> None:
    write_kept(built.pathway, data, built.catalogues, tmp_path)
    fresh = (tmp_path / name).read_text("utf-8")
    assert (KEPT / name).read_text("utf-8") == fresh, "run: navigator export rasa --keep"


def test_the_domain_has_rasas_shapes(project: Path, built: Assistant) -> None:
    domain = content(project / "domain.yml")
    assert domain["version"] == "3.1"
    assert len(set(domain["intents"])) == len(domain["intents"])
    assert not [intent for intent in domain["intents"] if "/" in intent]
    assert {"choose", "nlu_fallback", "out_of_scope", *built.pathway.needs} <= set(domain["intents"])
    assert set(domain["slots"]) == {*built.pathway.questions, "language"}
    for slot, shape in domain["slots"].items():
        assert shape["type"] in SLOTS
        assert shape["influence_conversation"] is False
        assert [mapping["type"] in MAPPINGS for mapping in shape["mappings"]] == [True]
        assert shape["mappings"][0]["entity"] == slot
        assert slot in domain["entities"]
        if shape["type"] == "categorical":
            assert shape["values"] == [option.value for option in built.pathway.questions[slot].options]
    for name, variants in domain["responses"].items():
        assert name.startswith("utter_")
        for variant in variants:
            assert set(variant) <= {"text", "buttons", "condition"}
            assert isinstance(variant["text"], str)
    assert domain["actions"] == ["action_navigate", "action_back", "action_restart"]


def test_every_button_is_one_that_the_navigator_reads(project: Path, built: Assistant) -> None:
    for variants in content(project / "domain.yml")["responses"].values():
        for button in variants[0].get("buttons", ()):
            assert set(button) == {"title", "payload"}
            assert all(isinstance(value, str) for value in button.values())
            command = read_command(button["payload"])
            assert isinstance(command, Chosen)
            built.choose(built.start().state, command.slot, command.values, "en")


def test_where_the_navigator_is_away_rasa_still_says_the_urgent_numbers(project: Path, built: Assistant) -> None:
    everyone, *spoken = content(project / "domain.yml")["responses"]["utter_not_reached"]
    by_language = {one["condition"][0]["value"]: one["text"] for one in spoken}
    assert set(by_language) == set(built.catalogues.languages)
    for language, text in by_language.items():
        (condition,) = next(one["condition"] for one in spoken if one["text"] == text)
        assert condition == {"type": "slot", "name": "language", "value": language}
        assert {"999", "111", "116 123"} <= {line.rpartition(": ")[2] for line in text.splitlines()}
        catalogue = built.catalogues[language]
        assert catalogue.text(built.pathway.phrases["problem_ours"]) in text
        # Whose language Rasa does not know finds the numbers after a line in it.
        heading = built.renderer.urgent(catalogue)["heading"]["text"]
        (line,) = (line for line in everyone["text"].splitlines() if line.startswith(heading))
        assert language == "en" or all(number in line for number in ("999", "111", "116 123"))
    assert set(everyone) == {"text"}
    assert everyone["text"].startswith(by_language["en"])


def test_every_message_leads_by_a_rule_to_the_navigator(project: Path) -> None:
    domain, rules = content(project / "domain.yml"), content(project / "data" / "rules.yml")
    assert rules["version"] == "3.1"
    led: list[str] = []
    for rule in rules["rules"]:
        assert set(rule) == {"rule", "steps"}
        said, action, last = rule["steps"]
        led += [one["intent"] for one in said.get("or", [said])]
        assert action["action"] in domain["actions"]
        assert last == {"action": "utter_not_reached"}
    assert sorted(led) == sorted(domain["intents"])


def test_the_moves_of_a_channel_are_intents_of_rasa(project: Path) -> None:
    ours = {*MOVES_OF_CHANNELS, "change", "forget"} - {"session_start"}
    assert set(made.MOVES) == ours
    assert all(isinstance(read_command(f"/{move}"), Moved | Forgotten) for move in made.MOVES)


def test_examples_of_every_language_and_kind_are_there(project: Path, data: tuple[Data, ...]) -> None:
    for one in data:
        written = content(project / "data" / "nlu" / f"{one.locale}.yml")
        assert written["version"] == "3.1"
        examples = {item["intent"]: item["examples"].splitlines() for item in written["nlu"]}
        assert set(examples) == set(intents_of([one]))
        for lines in examples.values():
            assert 0 < len(lines) <= 5
            assert all(line.startswith("- ") and line[2:].strip() for line in lines)
            assert not [line for line in lines if set(line) & set("[]{}") or line.startswith("- /")]


def test_the_whole_of_a_language_is_written_unless_a_sample_is_asked_for(data: tuple[Data, ...]) -> None:
    english = next(one for one in data if one.locale == "en")
    written = {item["intent"]: item["examples"].count("\n") for item in nlu(english)["nlu"]}
    assert written == {intent: len(found) for intent, found in english.examples.items()}


def test_a_language_without_examples_is_named(tmp_path: Path, built: Assistant, data: tuple[Data, ...]) -> None:
    with pytest.raises(UnknownLanguage, match="tlh"):
        write_project(tmp_path, built.pathway, data, built.catalogues, languages=["tlh"])


def test_rasa_is_set_up_to_keep_to_itself_and_to_remember_nothing() -> None:
    endpoints, credentials = content(KEPT / "endpoints.yml"), content(KEPT / "credentials.yml")
    assert endpoints["tracker_store"] == {"type": "forgetful.ForgetfulTrackerStore"}
    assert endpoints["action_endpoint"]["headers"] == {"Authorization": "Bearer ${NAVIGATOR_RASA_TOKEN}"}
    assert endpoints["nlg"] == {"type": "spoken.SpokenNaturalLanguageGenerator"}
    assert set(endpoints) == {"action_endpoint", "tracker_store", "nlg"}
    assert credentials == {"rest": None}
    text = (KEPT / "credentials.yml").read_text("utf-8")
    assert all(f"# {channel}:" in text for channel in ("twilio", "facebook", "slack", "telegram"))
    config = content(KEPT / "config.yml")
    names = [one["name"] for one in config["pipeline"]]
    assert names[0] == "WhitespaceTokenizer"
    assert {"DIETClassifier", "FallbackClassifier", "LexicalSyntacticFeaturizer"} <= set(names)
    assert [policy["name"] for policy in config["policies"]] == ["RulePolicy"]


def test_the_navigator_never_imports_rasa() -> None:
    loaded_by_rasa = {KEPT / "forgetful.py", KEPT / "spoken.py"}
    for path in [*(HOME / "bot").rglob("*.py"), *(HOME / "api").rglob("*.py")]:
        if path in loaded_by_rasa:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
            assert not [name for name in names if name.split(".")[0] in ("rasa", "rasa_sdk", "tensorflow")], path


def test_payloads_are_json(built: Assistant) -> None:
    assert json.loads(made.payload("area", "norwich").removeprefix("/choose")) == {"area": "norwich"}


def test_rasa_and_its_whole_tree_are_pinned_by_hash() -> None:
    lines = (HOME / "deploy" / "rasa-requirements.txt").read_text("utf-8").replace("\\\n", " ").splitlines()
    wanted = [line for line in lines if line.strip() and not line.startswith("#")]
    assert len(wanted) > 150
    assert all("==" in line and "--hash=sha256:" in line for line in wanted)
    assert any(line.startswith("rasa==3.6.21 ") for line in wanted)
    (uv,) = re.findall(r"^uv==[\d.]+ ", (HOME / "deploy" / "uv-requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert uv
    assert "VERSION=3.6.21" in (HOME / "deploy" / "rasa.sh").read_text("utf-8")


def test_without_python_3_10_it_is_said_plainly() -> None:
    done = subprocess.run(
        ["/bin/bash", HOME / "deploy" / "rasa.sh", "python"],
        env={"PATH": "/nowhere:/usr/bin:/bin", "HOME": "/nowhere", "RASA_PYTHON": "/nowhere/python"},
        capture_output=True,
        text=True,
    )
    if done.returncode == 0:
        pytest.skip(f"this machine has a Python 3.10 for everyone: {done.stdout.strip()}")
    assert done.returncode == 3
    assert "RASA_PYTHON=" in done.stderr


def test_where_no_package_index_is_in_reach_it_is_said_plainly_too(tmp_path: Path) -> None:
    if subprocess.run([HOME / "deploy" / "rasa.sh", "python"], capture_output=True).returncode:
        pytest.skip("there is no Python 3.10 on this machine")
    (tmp_path / "deploy").mkdir()
    for name in ("rasa.sh", "rasa-requirements.txt", "uv-requirements.txt"):
        shutil.copy(HOME / "deploy" / name, tmp_path / "deploy")
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    done = subprocess.run(
        [tmp_path / "deploy" / "rasa.sh", "install"],
        env={name: value for name, value in os.environ.items() if not name.startswith("PIP_")} | nowhere,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 3, done.stderr
    assert "no package index in reach" in done.stderr


def test_the_command_writes_a_project(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        app, ["export", "rasa", "--out", str(tmp_path / "p"), "--language", "en", "--language", "pl", "--sample", "2"]
    )
    assert done.exit_code == 0, done.output
    written = {str(path.relative_to(tmp_path / "p")) for path in (tmp_path / "p").rglob("*") if path.is_file()}
    settings = {"config.yml", "credentials.yml", "domain.yml", "endpoints.yml", "forgetful.py", "spoken.py"}
    assert written == settings | {"data/rules.yml", "data/nlu/en.yml", "data/nlu/pl.yml"}


def test_a_model_that_is_not_the_one_trained_here_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "deploy").mkdir()
    shutil.copy(HOME / "deploy" / "rasa.sh", tmp_path / "deploy")
    models = tmp_path / "build" / "rasa" / "models"
    models.mkdir(parents=True)
    (models / "navigator.tar.gz").write_bytes(b"a model of someone else")
    (models / "navigator.tar.gz.sha256").write_text(f"{'0' * 64}  models/navigator.tar.gz\n")
    done = subprocess.run(["bash", tmp_path / "deploy" / "rasa.sh", "run"], capture_output=True, text=True, timeout=20)
    assert done.returncode == 1
    assert "deploy/rasa.sh train" in done.stderr
