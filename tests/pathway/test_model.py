"""What the model answers by itself; numbers are those of the providers' own pages."""

import pytest


def test_an_option_is_found_by_its_value(pathway):
    area = pathway.questions["area"]
    assert area.option("waveney").value == "waveney"
    assert area.option("atlantis") is None


@pytest.mark.parametrize(
    ("service", "number"),
    [
        ("emergency_999", "999"),
        ("nhs_111_option_2", "111"),
        ("samaritans", "116 123"),
        ("shout", "85258"),
        ("talking_therapies_nw", "0300 123 1503"),
        ("lotus", "01603 786781"),
        ("cads_norfolk", "0344 800 8020"),
        ("suffolk_customer_first", "0808 800 4005"),
        ("national_domestic_abuse_helpline", "0808 2000 247"),
    ],
)
def test_the_number_in_a_sentence_is_the_one_for_parents(pathway, service, number):
    assert pathway.services[service].phone().value == number
    assert pathway.numbers[service] == number


@pytest.mark.parametrize("service", ["gp", "kingfisher_mbu"])
def test_a_service_that_parents_cannot_ring_has_no_number_to_say(pathway, service):
    phone = pathway.services[service].phone()
    assert phone is None
    assert service not in pathway.numbers


@pytest.mark.parametrize(
    ("kind", "tier", "card"),
    [
        ("suicide", "emergency", "suicide"),
        ("suicide", "urgent", "urgent_mental_health"),
        ("domestic_danger", "emergency", "domestic_danger"),
        ("domestic_danger", "urgent", "domestic_abuse"),
        ("child_abuse", "urgent", "child_safety"),
        ("unclear", "urgent", "urgent_unclear"),
        ("unclear", "emergency", "unsafe"),
    ],
)
def test_a_kind_of_risk_has_a_card_at_each_tier(pathway, kind, tier, card):
    found = pathway.safety.card_for(kind, tier)
    assert (found.id, found.tier) == (card, tier)


def test_a_kind_of_risk_that_nobody_named_has_no_card(pathway):
    with pytest.raises(KeyError, match="no card for boredom at urgent"):
        pathway.safety.card_for("boredom", "urgent")


def test_every_emergency_card_names_999(pathway):
    cards = [card for card in pathway.safety.cards.values() if card.tier == "emergency"]
    assert cards
    assert all("emergency_999" in card.services for card in cards)
