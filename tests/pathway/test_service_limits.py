"""For whom each service is: bands just inside and just outside its limits.

Written by hand from the strategy and the providers' own pages, never from pathways.yaml, so that the two can disagree.
"""

from dataclasses import replace

import pytest

from bot.pathway.conditions import ALWAYS, AllOf, Is, slots_of
from bot.pathway.navigator import Outcome, route
from tests.pathway.people import CHILD, NORFOLK, a_father, a_professional_about, someone

NORFOLK_AND_WAVENEY = (*NORFOLK, "waveney")
CENTRAL_NORFOLK = ("norwich", "broadland", "north_norfolk", "south_norfolk")
PERINATAL = ("pregnant", "baby_under_1", "child_1")

LOW = someone("low_mood")
VERY_LOW = someone("low_mood", level="overwhelmed")
VERY_LOW_PREGNANT = someone("low_mood", level="overwhelmed", stage="pregnant")
FAR_APART = someone("bonding", level="overwhelmed")
BONDING = someone("bonding")
BONDING_UNSURE = someone("bonding", level="unsure")
LOSS = someone("pregnancy_or_baby_loss", stage="after_loss")
CRYING = someone("baby_crying_sleep_feeding")
MONEY = someone("money_housing")
ABUSE = someone("domestic_abuse")
HURT_CHILD = someone("child_safety")
DEVELOPMENT = someone("child_development", stage="child_2_to_3")
OTHER = someone("something_else")
YOUNG = someone("something_else", stage="pregnant", parent_age="16_to_19")
NEAR_ADMISSION = a_professional_about("birthing_parent", "low_mood", level="overwhelmed")
DAD = a_father("parenting_support")
DAD_OF_A_PATIENT = a_father("low_mood", partner_with_specialist_team="yes")

# service, someone for whom it is, a slot, values for which it is still shown, values for which it is not
LIMITS = [
    # Talking Therapies: mild to moderate, pregnant or child under 2, any parent of 16 or over, Norfolk and Waveney
    ("talking_therapies_nw", LOW, "stage", PERINATAL, ("trying", "child_2_to_3", "child_4_or_over", "after_loss")),
    ("talking_therapies_nw", LOW, "area", NORFOLK_AND_WAVENEY, ("elsewhere",)),
    ("talking_therapies_nw", LOW, "parent_age", ("16_to_19", "20_or_over"), ("under_16",)),
    ("talking_therapies_nw", LOW, "level", ("struggling",), ("coping", "overwhelmed")),
    ("talking_therapies_nw", LOW, "who", ("birthing_parent", "father_or_co_parent"), ("other_carer",)),
    ("talking_therapies_nw", LOW, "need", ("low_mood", "anxiety"), ("bonding", "money_housing")),
    # the same service for any adult, outside the time around birth
    ("talking_therapies_general", someone("low_mood", stage="trying"), "area", NORFOLK_AND_WAVENEY, ("elsewhere",)),
    (
        "talking_therapies_general",
        someone("low_mood", stage="child_2_to_3"),
        "parent_age",
        ("16_to_19", "20_or_over"),
        ("under_16",),
    ),
    # The specialist team: moderate to severe, pregnant or child under 2
    ("specialist_perinatal_team", VERY_LOW, "stage", PERINATAL, ("trying", "child_2_to_3", "child_4_or_over")),
    ("specialist_perinatal_team", VERY_LOW, "area", NORFOLK_AND_WAVENEY, ("elsewhere",)),
    ("specialist_perinatal_team", VERY_LOW, "level", ("overwhelmed",), ("coping", "struggling")),
    ("specialist_perinatal_team", VERY_LOW, "parent_age", ("under_16", "16_to_19", "20_or_over"), ()),
    ("specialist_perinatal_team", VERY_LOW, "who", ("birthing_parent", "father_or_co_parent"), ("other_carer",)),
    ("specialist_perinatal_team", VERY_LOW, "need", ("low_mood", "anxiety"), ("bonding",)),
    # Its assessment for partners
    ("partner_assessment", DAD_OF_A_PATIENT, "partner_with_specialist_team", ("yes",), ("no",)),
    ("partner_assessment", DAD_OF_A_PATIENT, "who", ("father_or_co_parent",), ("birthing_parent", "other_carer")),
    # PAIRS: moderate to severe, until the 4th birthday
    (
        "pairs",
        FAR_APART,
        "stage",
        ("baby_under_1", "child_1", "child_2_to_3"),
        ("trying", "pregnant", "child_4_or_over", "after_loss"),
    ),
    ("pairs", FAR_APART, "area", NORFOLK_AND_WAVENEY, ("elsewhere",)),
    ("pairs", FAR_APART, "level", ("overwhelmed",), ("coping", "struggling")),
    # Joint assessment: unclear level, Norfolk, while PAIRS could still follow
    (
        "joint_assessment_ecfs_pairs",
        BONDING_UNSURE,
        "stage",
        ("baby_under_1", "child_1", "child_2_to_3"),
        ("pregnant", "child_4_or_over"),
    ),
    ("joint_assessment_ecfs_pairs", BONDING_UNSURE, "area", NORFOLK, ("waveney", "elsewhere")),
    ("joint_assessment_ecfs_pairs", BONDING_UNSURE, "level", ("unsure",), ("coping", "struggling", "overwhelmed")),
    # ECFS: 0 to 5, Norfolk
    ("ecfs", BONDING, "stage", CHILD, ("trying", "pregnant", "after_loss")),
    ("ecfs", BONDING, "area", NORFOLK, ("waveney", "elsewhere")),
    ("ecfs_emergency_fund", MONEY, "stage", CHILD, ("trying", "pregnant", "after_loss")),
    ("ecfs_emergency_fund", MONEY, "area", NORFOLK, ("waveney", "elsewhere")),
    # Health visiting: expecting a baby, and until the child is 5
    ("healthy_child_service", CRYING, "stage", ("pregnant", *CHILD), ("trying", "after_loss")),
    ("healthy_child_service", CRYING, "area", NORFOLK, ("waveney", "elsewhere")),
    (
        "suffolk_health_visiting",
        someone("baby_crying_sleep_feeding", area="waveney"),
        "stage",
        ("pregnant", *CHILD),
        ("trying", "after_loss"),
    ),
    ("suffolk_health_visiting", CRYING, "area", ("waveney",), (*NORFOLK, "elsewhere")),
    ("health_visitor", someone("something_else", area="elsewhere"), "stage", CHILD, ("trying", "after_loss")),
    # Family hubs: every family, Norfolk; Suffolk's for Waveney
    ("family_hubs_norfolk", OTHER, "stage", ("pregnant", *CHILD), ("trying", "after_loss")),
    ("family_hubs_norfolk", OTHER, "area", NORFOLK, ("waveney", "elsewhere")),
    ("suffolk_family_hubs", OTHER, "area", ("waveney",), (*NORFOLK, "elsewhere")),
    (
        "suffolk_family_hubs",
        someone("something_else", area="waveney"),
        "stage",
        ("pregnant", *CHILD),
        ("trying", "after_loss"),
    ),
    # Family Nurse Partnership and teen parent pathway: under 20, from pregnancy to the 2nd birthday, Norfolk
    ("fnp_teen_pathway", YOUNG, "parent_age", ("under_16", "16_to_19"), ("20_or_over", "rather_not_say")),
    ("fnp_teen_pathway", YOUNG, "stage", PERINATAL, ("trying", "child_2_to_3", "child_4_or_over", "after_loss")),
    ("fnp_teen_pathway", YOUNG, "area", NORFOLK, ("waveney", "elsewhere")),
    ("chathealth_11_19", YOUNG, "parent_age", ("under_16", "16_to_19"), ("20_or_over",)),
    ("chathealth_11_19", YOUNG, "area", NORFOLK, ("waveney", "elsewhere")),
    # Lotus: women and people who were pregnant; four pathways
    ("lotus", LOSS, "who", ("birthing_parent",), ("father_or_co_parent", "other_carer")),
    ("lotus", LOSS, "area", NORFOLK_AND_WAVENEY, ("elsewhere",)),
    (
        "lotus",
        someone("birth_trauma"),
        "need",
        ("birth_trauma", "fear_of_childbirth", "child_removed", "pregnancy_or_baby_loss"),
        ("low_mood", "anxiety", "bonding", "neonatal_care", "fertility"),
    ),
    # Kingfisher: told to professionals only; from pregnancy to the 1st birthday
    (
        "kingfisher_mbu",
        NEAR_ADMISSION,
        "stage",
        ("pregnant", "baby_under_1"),
        ("trying", "child_1", "child_2_to_3", "after_loss"),
    ),
    ("kingfisher_mbu", NEAR_ADMISSION, "help_for", ("birthing_parent",), ("father_or_co_parent", "other_carer")),
    ("kingfisher_mbu", NEAR_ADMISSION, "who", ("professional",), ("birthing_parent", "father_or_co_parent")),
    ("kingfisher_mbu", NEAR_ADMISSION, "level", ("overwhelmed",), ("coping", "struggling")),
    ("kingfisher_mbu", NEAR_ADMISSION, "area", NORFOLK_AND_WAVENEY, ()),
    ("kingfisher_outreach", someone("after_mother_and_baby_unit"), "stage", ("baby_under_1",), ()),
    # Midwives and the three hospitals
    ("midwife", someone("something_else", stage="pregnant"), "stage", ("pregnant",), ("trying", "child_1")),
    ("specialist_midwives", VERY_LOW_PREGNANT, "stage", ("pregnant",), ("trying", *CHILD)),
    ("specialist_midwives", VERY_LOW_PREGNANT, "area", NORFOLK_AND_WAVENEY, ("elsewhere",)),
    ("specialist_midwives", VERY_LOW_PREGNANT, "who", ("birthing_parent",), ("father_or_co_parent", "other_carer")),
    ("nnuh_maternity", VERY_LOW_PREGNANT, "stage", ("pregnant",), ("trying", *CHILD)),
    (
        "nnuh_maternity",
        VERY_LOW_PREGNANT,
        "area",
        CENTRAL_NORFOLK,
        ("great_yarmouth", "waveney", "west_norfolk", "elsewhere"),
    ),
    ("nnuh_bereavement", LOSS, "area", CENTRAL_NORFOLK, ("great_yarmouth", "waveney", "west_norfolk", "elsewhere")),
    ("jpuh_maternity", LOSS, "area", ("great_yarmouth", "waveney"), ("norwich", "west_norfolk", "elsewhere")),
    ("qeh_maternity", LOSS, "area", ("west_norfolk",), ("norwich", "great_yarmouth", "waveney", "elsewhere")),
    (
        "neonatal_outreach",
        someone("neonatal_care"),
        "stage",
        ("baby_under_1",),
        ("pregnant", "child_1", "child_2_to_3"),
    ),
    ("neonatal_outreach", someone("neonatal_care"), "area", NORFOLK_AND_WAVENEY, ("elsewhere",)),
    ("bourn_hall", someone("fertility", stage="trying"), "area", NORFOLK_AND_WAVENEY, ("elsewhere",)),
    # Community paediatrics: under 5; Great Yarmouth and Waveney have another provider
    ("community_paediatrics_nchc", DEVELOPMENT, "stage", CHILD, ("trying", "pregnant")),
    (
        "community_paediatrics_nchc",
        DEVELOPMENT,
        "area",
        ("norwich", "south_norfolk", "north_norfolk", "west_norfolk"),
        ("great_yarmouth", "waveney", "elsewhere"),
    ),
    ("norfolk_sendiass", DEVELOPMENT, "stage", CHILD, ("trying",)),
    ("norfolk_sendiass", DEVELOPMENT, "area", NORFOLK, ("waveney", "elsewhere")),
    # Safety
    ("cads_norfolk", HURT_CHILD, "area", NORFOLK, ("waveney", "elsewhere")),
    ("suffolk_customer_first", HURT_CHILD, "area", ("waveney",), (*NORFOLK, "elsewhere")),
    ("nidas", ABUSE, "area", NORFOLK, ("waveney", "elsewhere")),
    ("nidas", ABUSE, "parent_age", ("16_to_19", "20_or_over"), ("under_16",)),
    ("nidas", ABUSE, "who", ("birthing_parent", "father_or_co_parent"), ()),
    ("leeway", ABUSE, "area", NORFOLK_AND_WAVENEY, ("elsewhere",)),
    ("suffolk_domestic_abuse_helpline", ABUSE, "area", ("waveney",), (*NORFOLK, "elsewhere")),
    ("mens_advice_line", ABUSE, "who", ("father_or_co_parent",), ("birthing_parent",)),
    # Dads, peers and neighbours
    ("home_start_norfolk", DAD, "who", ("father_or_co_parent",), ("birthing_parent", "other_carer")),
    ("home_start_norfolk", DAD, "stage", CHILD, ("trying", "pregnant", "after_loss")),
    ("home_start_norfolk", DAD, "area", NORFOLK, ("waveney", "elsewhere")),
    ("home_start_suffolk_waveney", someone("parenting_support"), "area", ("waveney",), (*NORFOLK, "elsewhere")),
    (
        "home_start_suffolk_waveney",
        someone("parenting_support", area="waveney"),
        "stage",
        CHILD,
        ("trying", "pregnant", "after_loss"),
    ),
    ("pandas_foundation", LOW, "stage", PERINATAL, ("trying", "child_4_or_over")),
    ("cry_sis", CRYING, "stage", ("baby_under_1", "child_1"), ("trying", "pregnant", "child_2_to_3")),
    ("icon", CRYING, "stage", ("baby_under_1", "child_1"), ("trying", "child_2_to_3", "child_4_or_over")),
    ("baby_buddy", CRYING, "stage", PERINATAL, ("trying", "child_2_to_3", "child_4_or_over")),
    ("timenorfolk", LOSS, "area", NORFOLK_AND_WAVENEY, ("elsewhere",)),
    # Money and practical help
    ("citizens_advice", MONEY, "area", NORFOLK_AND_WAVENEY, ("elsewhere",)),
    ("dial_great_yarmouth", MONEY, "area", ("great_yarmouth",), ("norwich", "waveney", "elsewhere")),
    ("norfolk_hardship", MONEY, "area", NORFOLK, ("waveney", "elsewhere")),
    ("norfolk_hardship", MONEY, "parent_age", ("16_to_19", "20_or_over"), ("under_16",)),
    (
        "healthy_start",
        MONEY,
        "stage",
        ("pregnant", "baby_under_1", "child_1", "child_2_to_3"),
        ("trying", "child_4_or_over"),
    ),
    ("start_for_life_early_years", MONEY, "stage", ("baby_under_1", "child_1"), ("trying", "pregnant")),
    (
        "maternity_social_prescribing",
        someone("money_housing", stage="pregnant"),
        "stage",
        ("pregnant",),
        ("trying", *CHILD),
    ),
    (
        "maternity_social_prescribing",
        someone("money_housing", stage="pregnant"),
        "area",
        NORFOLK_AND_WAVENEY,
        ("elsewhere",),
    ),
    ("green_light_champions", someone("adjustments"), "area", NORFOLK_AND_WAVENEY, ("elsewhere",)),
    ("intran", someone("adjustments"), "area", NORFOLK, ("waveney", "elsewhere")),
    ("norfolk_county_council", OTHER, "area", NORFOLK, ("waveney", "elsewhere")),
    ("norfolk_community_directory", OTHER, "area", NORFOLK, ("waveney", "elsewhere")),
]

# Limits of ours that no page states: who else may be shown the service is not known.
STATED_NOWHERE = {
    ("kingfisher_mbu", "area"),  # the unit serves the East of England, of which "elsewhere" may be a part
}


def shown_for(pathway, service, person, slot, value):
    outcome = route(pathway, {**person, slot: (value,)})
    assert isinstance(outcome, Outcome), f"asks for {outcome.slot} first"
    return service in {one.service for one in outcome.shown}


def wrongly_shown_or_hidden(pathway, service, person, slot, inside, outside):
    hidden = [value for value in inside if not shown_for(pathway, service, person, slot, value)]
    shown = [value for value in outside if shown_for(pathway, service, person, slot, value)]
    return hidden, shown


@pytest.mark.parametrize(
    ("service", "person", "slot", "inside", "outside"),
    LIMITS,
    ids=[f"{row[0]}-{row[2]}-{'-'.join(row[1]['need'])}" for row in LIMITS],
)
def test_a_service_is_shown_just_inside_its_limits_and_not_just_outside(
    pathway, service, person, slot, inside, outside
):
    assert wrongly_shown_or_hidden(pathway, service, person, slot, inside, outside) == ([], [])


def test_every_limit_of_every_service_has_a_row_just_outside_it(pathway):
    tried = {(service, slot) for service, _, slot, _, outside in LIMITS if outside}
    tried |= {(service, "role") for service, slot in tried if slot in ("who", "help_for")}
    limits = {(service.id, slot) for service in pathway.services.values() for slot in slots_of(service.eligible)}
    assert limits - tried == STATED_NOWHERE


@pytest.mark.parametrize(
    ("service", "slot"),
    [
        ("talking_therapies_nw", "parent_age"),
        ("talking_therapies_nw", "stage"),
        ("talking_therapies_nw", "area"),
        ("specialist_perinatal_team", "stage"),
        ("specialist_perinatal_team", "area"),
        ("pairs", "stage"),
        ("ecfs", "stage"),
        ("lotus", "role"),
        ("lotus", "area"),
        ("fnp_teen_pathway", "parent_age"),
        ("kingfisher_mbu", "stage"),
        ("mens_advice_line", "role"),
    ],
)
def test_lifting_a_limit_contradicts_this_table(pathway, service, slot):
    held = pathway.services[service]
    limits = held.eligible.conditions if isinstance(held.eligible, AllOf) else (held.eligible,)
    kept = tuple(limit for limit in limits if slots_of(limit) != {slot})
    widened = replace(pathway, services={**pathway.services, service: replace(held, eligible=AllOf(kept))})
    rows = [row for row in LIMITS if row[0] == service]
    assert any(wrongly_shown_or_hidden(widened, *row)[1] for row in rows)


def test_closing_any_service_contradicts_this_table(pathway):
    limited = {service.id for service in pathway.services.values() if service.eligible != ALWAYS}
    for id in limited:
        closed = replace(pathway.services[id], eligible=Is("stage", frozenset()))
        without = replace(pathway, services={**pathway.services, id: closed})
        rows = [row for row in LIMITS if row[0] == id]
        assert any(wrongly_shown_or_hidden(without, *row)[0] for row in rows), id
