"""At most three questions; the verdict is that of the pathway; a no says why, and what instead."""

from __future__ import annotations

from itertools import product

import pytest

from api.professionals.eligible import judge, questions
from bot.loading.pathway import load_pathway
from bot.pathway.conditions import holds, slots_of
from bot.pathway.model import Pathway
from tests.conftest import HOME

SERVICES = sorted(load_pathway(HOME / "pathways.yaml").services)


def as_known(given: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {"role" if slot == "help_for" else slot: (value,) for slot, value in given.items()}


@pytest.mark.parametrize("id", SERVICES)
def test_three_questions_decide(pathway: Pathway, id: str) -> None:
    """Every combination of answers, the unasked taken as declined: the oracle is the condition itself."""
    service = pathway.services[id]
    asked = questions(pathway, service)
    assert len(asked) <= 3
    declined = dict.fromkeys(slots_of(service.eligible) - {"role"} - {one.slot for one in asked}, ("rather_not_say",))
    for values in product(*([value for value, _ in one.options] for one in asked)):
        given = dict(zip((one.slot for one in asked), values, strict=True))
        verdict = judge(pathway, service, given)
        wanted = holds(service.eligible, as_known(given) | declined)
        assert wanted is not None
        assert verdict.fits is wanted, given
        assert verdict.left == ()
        if not verdict.fits:
            assert verdict.against
            assert 1 <= len(verdict.instead) <= 3
            assert id not in verdict.instead
            for other in verdict.instead:
                assert holds(pathway.services[other].eligible, as_known(given)) is not False


@pytest.mark.parametrize("id", SERVICES)
def test_one_answer_is_enough_for_a_no(pathway: Pathway, id: str) -> None:
    service = pathway.services[id]
    for one in questions(pathway, service):
        for value, _ in one.options:
            alone = judge(pathway, service, {one.slot: value})
            if holds(service.eligible, as_known({one.slot: value})) is False:
                assert alone.fits is False
            elif alone.fits is None:
                assert one.slot not in alone.left
                assert alone.left


def test_a_family_in_waveney_is_told_why_ecfs_is_not_theirs_and_of_suffolks_hubs(pathway: Pathway) -> None:
    verdict = judge(pathway, pathway.services["ecfs"], {"area": "waveney"})
    assert [limit.english for limit in verdict.against] == ["For families in Norfolk"]
    assert "suffolk_family_hubs" in verdict.instead


def test_a_father_after_a_frightening_birth_is_sent_to_talking_therapies_not_lotus(pathway: Pathway) -> None:
    given = {"help_for": "father_or_co_parent", "need": "birth_trauma", "area": "norwich"}
    verdict = judge(pathway, pathway.services["lotus"], given)
    assert verdict.fits is False
    assert verdict.instead[0] == "talking_therapies_nw"


@pytest.mark.parametrize("given", [{}, {"nonsense": "x"}, {"area": "atlantis"}, {"stage": ""}])
def test_answers_that_make_no_sense_leave_it_open_or_are_no_reason_to_say_yes(
    pathway: Pathway, given: dict[str, str]
) -> None:
    assert judge(pathway, pathway.services["pairs"], given).fits is not True
