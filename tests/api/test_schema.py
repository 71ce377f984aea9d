"""The API against its own description, with requests made up from it."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, settings

from api.app import create_app
from api.settings import Settings
from bot.assistant import build_assistant
from tests.conftest import HOME, TODAY, ScriptedNLU

app = create_app(Settings(), build_assistant(HOME, ScriptedNLU(), lambda: TODAY))
schema = schemathesis.openapi.from_asgi("/openapi.json", app)


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_api_keeps_its_description(case: schemathesis.Case) -> None:
    answer = case.call()
    assert answer.status_code < 500
    assert answer.json()["urgent" if "reply" not in answer.json() else "reply"]
    case.validate_response(
        answer, checks=(schemathesis.checks.not_a_server_error, schemathesis.checks.response_schema_conformance)
    )
