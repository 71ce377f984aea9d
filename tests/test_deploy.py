"""What is deployed: a whole lock file, and containers that are reached only where they should be."""

from __future__ import annotations

import re
import tomllib

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import HOME


def test_the_navigators_own_lock_has_all_that_it_needs() -> None:
    needed = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    locked = re.findall(r"^([\w.-]+)==", (HOME / "deploy" / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert {canonicalize_name(Requirement(one).name) for one in needed} <= set(map(canonicalize_name, locked))


def test_in_containers_rasa_has_no_way_out_and_nobody_reaches_it_from_outside() -> None:
    compose = yaml.safe_load((HOME / "deploy" / "compose.yaml").read_text("utf-8"))
    rasa, networks = compose["services"]["rasa"], compose["networks"]
    assert rasa["networks"] == ["rasa"]
    assert networks["rasa"] == {"internal": True}
    assert "ports" not in rasa
    assert rasa["read_only"]
    assert rasa["volumes"] == ["../build/rasa:/project:ro"]
    assert all(port.startswith("127.0.0.1:") for one in compose["services"].values() for port in one.get("ports", ()))
