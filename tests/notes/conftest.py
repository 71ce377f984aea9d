"""Conversations that stand at an outcome, as states and as forms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from bot.assistant import Assistant
from bot.dialogue.state import Given, State
from bot.pathway.navigator import Outcome, route
from tests.pathway.generated import PATHWAY

USUAL = {
    "need": ("low_mood", "anxiety"),
    "level": ("struggling",),
    "stage": ("baby_under_1",),
    "area": ("norwich",),
    "who": ("birthing_parent",),
    "parent_age": ("20_or_over",),
}
UNSAFE_AT_HOME = USUAL | {"need": ("domestic_abuse", "low_mood")}
EVERY_SLOT = USUAL | {
    "who": ("father_or_co_parent",),
    "partner_with_specialist_team": ("yes",),
    "parent_age": ("16_to_19",),
}


def state_of(answers: dict[str, tuple[str, ...]]) -> State:
    """A state with these answers, each of a turn of its own, an emergency left behind."""
    given = tuple(Given(slot, values, turn) for turn, (slot, values) in enumerate(answers.items(), 1))
    return State(given=given, turn=len(given), past_emergency=True)


@cache
def most_services(needs: int) -> dict[str, tuple[str, ...]]:
    """Every slot answered, and of many sets of so many needs the one with the most services."""
    chance = Random(needs)
    found = []
    for _ in range(300):
        chosen = tuple(sorted(chance.sample(list(PATHWAY.needs), needs), key=list(PATHWAY.needs).index))
        area = chance.choice([option.value for option in PATHWAY.questions["area"].options])
        answers = EVERY_SLOT | {"need": chosen, "area": (area,), "level": ("overwhelmed",)}
        place = route(PATHWAY, answers, past_emergency=True)
        if isinstance(place, Outcome):
            found.append((len(place.shown), sorted(answers.items())))
    return dict(max(found)[1])


@pytest.fixture
def app(assistant: Assistant) -> FastAPI:
    return create_app(Settings(), assistant)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def form_of(app: FastAPI, answers: dict[str, tuple[str, ...]], locale: str = "en") -> dict[str, str]:
    """The form that leads from the outcome of these answers to their note."""
    return {"conversation": app.state.context.tokens.seal(state_of(answers), locale)}
