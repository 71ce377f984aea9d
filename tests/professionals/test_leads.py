"""What leads to a service: as the navigator would go, and for every service something does."""

from __future__ import annotations

import pytest

from api.professionals.leads import leads, sheet
from bot.pathway.model import Pathway
from tests.professionals.test_eligible import SERVICES


@pytest.mark.parametrize("id", SERVICES)
def test_something_leads_to_every_service(pathway: Pathway, id: str) -> None:
    found = leads(pathway, id)
    assert found.offers or found.flags or found.moves or found.adjustments


def test_every_offer_of_every_need_is_among_the_leads_of_its_services(pathway: Pathway) -> None:
    offered = sum(len({*o.first, *o.also, *o.meanwhile}) for n in pathway.needs.values() for o in n.offers)
    told = sum(1 for id in SERVICES for lead in leads(pathway, id).offers if lead.need is not None)
    assert told == offered


def test_the_questions_of_a_lead_are_those_that_matter(pathway: Pathway) -> None:
    lead = next(one for one in leads(pathway, "pairs").offers if one.need and one.need.id == "bonding")
    assert [ask.ask.english for ask in lead.asks] == ["How hard is bonding with your baby now?"]
    assert {answer.id for answer in lead.asks[0].answers} == {"question.level.overwhelmed", "question.level.unsafe"}


def test_the_sheet_has_every_need_and_a_service_in_every_cell(pathway: Pathway) -> None:
    rows = sheet(pathway)
    assert [row.need.id for row in rows] == list(pathway.needs)
    assert all(cell for row in rows for cell in row.cells)
    by_need = {row.need.id: row.cells for row in rows}
    assert by_need["psychosis_signs"][0][0] == "emergency_999"
    assert by_need["low_mood"][1][0] == "talking_therapies_nw"
    assert by_need["low_mood"][2][0] == "specialist_perinatal_team"
    assert {"ecfs", "suffolk_family_hubs"} <= set(by_need["parenting_support"][0])
    assert by_need["low_mood"][0][0] == "midwife"
