"""Every rule of the strategy, R0 to R24: who it is about, what they must be shown and where, what they must not.

Written by hand from the rules themselves, never from pathways.yaml, so that the two can disagree.
"""

import pytest

from bot.pathway.navigator import Ask, Outcome, route
from tests.pathway.people import a_father, a_professional_about, someone

SOMEWHERE = "shown"  # the rule names the service, not its place

# rule, who asks, service -> where it must stand, services that must not be shown
RULES = [
    # Risk to life, or signs of postpartum psychosis: 999, else 111, before any other rule
    (
        "R0",
        someone("low_mood", level="unsafe"),
        {"emergency_999": "first", "nhs_111_option_2": "also"},
        ["talking_therapies_nw", "gp", "lotus"],
    ),
    (
        "R0",
        someone("psychosis_signs"),
        {"emergency_999": "first", "nhs_111_option_2": "also"},
        ["talking_therapies_nw", "specialist_perinatal_team"],
    ),
    (
        "R0",
        someone("psychosis_signs", "money_housing", "birth_trauma"),
        {"emergency_999": "first", "nhs_111_option_2": "also"},
        ["citizens_advice", "lotus"],
    ),
    # Danger from a partner or family member
    (
        "R1",
        someone("domestic_abuse"),
        {"leeway": "first", "nidas": "also", "national_domestic_abuse_helpline": "also"},
        ["suffolk_domestic_abuse_helpline", "mens_advice_line"],
    ),
    (
        "R1",
        someone("domestic_abuse", area="waveney"),
        {"suffolk_domestic_abuse_helpline": "first", "national_domestic_abuse_helpline": "also"},
        ["nidas"],
    ),
    (
        "R1",
        someone("domestic_abuse", area="elsewhere"),
        {"national_domestic_abuse_helpline": "first"},
        ["nidas", "leeway", "suffolk_domestic_abuse_helpline"],
    ),
    ("R1", a_father("domestic_abuse"), {"nidas": SOMEWHERE, "mens_advice_line": "also"}, []),
    ("R1", a_father("domestic_abuse", area="elsewhere"), {"mens_advice_line": "first"}, ["nidas"]),
    # Worry that a child is being harmed
    ("R2", someone("child_safety"), {"cads_norfolk": "first"}, ["suffolk_customer_first"]),
    ("R2", someone("child_safety", area="waveney"), {"suffolk_customer_first": "first"}, ["cads_norfolk"]),
    ("R2", a_professional_about("other_carer", "child_safety"), {"cads_norfolk": "first"}, ["suffolk_customer_first"]),
    # Lotus, four pathways
    ("R3", someone("fear_of_childbirth", stage="pregnant"), {"lotus": "first"}, ["talking_therapies_general"]),
    ("R3", someone("pregnancy_or_baby_loss", stage="after_loss"), {"lotus": "first"}, []),
    ("R3", someone("birth_trauma", area="waveney"), {"lotus": "first"}, []),
    ("R3", someone("child_removed", area="breckland"), {"lotus": "first"}, []),
    ("R3", someone("birth_trauma", area="elsewhere"), {}, ["lotus"]),
    ("R3", a_father("pregnancy_or_baby_loss", stage="after_loss"), {}, ["lotus"]),
    ("R3", someone("low_mood", stage="after_loss"), {"lotus": "first", "talking_therapies_general": "first"}, []),
    # Loss: also the bereavement midwives of the acute trust, joined up with Talking Therapies
    (
        "R4",
        someone("pregnancy_or_baby_loss", stage="after_loss"),
        {"nnuh_bereavement": "also"},
        ["jpuh_maternity", "qeh_maternity"],
    ),
    (
        "R4",
        someone("pregnancy_or_baby_loss", stage="after_loss", area="great_yarmouth"),
        {"lotus": "first", "jpuh_maternity": "also"},
        ["nnuh_bereavement", "qeh_maternity"],
    ),
    (
        "R4",
        someone("pregnancy_or_baby_loss", stage="after_loss", area="west_norfolk"),
        {"lotus": "first", "qeh_maternity": "also"},
        ["nnuh_bereavement", "jpuh_maternity"],
    ),
    (
        "R4",
        a_father("pregnancy_or_baby_loss", stage="after_loss"),
        {"talking_therapies_general": "first", "nnuh_bereavement": "also"},
        ["talking_therapies_nw"],
    ),
    ("R4", someone("anxiety", stage="after_loss"), {"nnuh_bereavement": "also", "lotus": "first"}, []),
    # Mild to moderate, pregnant or child under 2, any parent of 16 or over
    ("R5", someone("low_mood"), {"talking_therapies_nw": "first"}, ["specialist_perinatal_team"]),
    ("R5", someone("anxiety", stage="pregnant"), {"talking_therapies_nw": "first"}, ["specialist_perinatal_team"]),
    ("R5", someone("anxiety", stage="child_1", area="waveney"), {"talking_therapies_nw": "first"}, []),
    ("R5", a_father("low_mood"), {"talking_therapies_nw": "first"}, ["partner_assessment"]),
    ("R5", someone("low_mood", parent_age="16_to_19"), {"talking_therapies_nw": "first"}, []),
    (
        "R5",
        someone("low_mood", parent_age="under_16"),
        {"gp": "first"},
        ["talking_therapies_nw", "talking_therapies_general"],
    ),
    ("R5", someone("low_mood", stage="child_2_to_3"), {"talking_therapies_general": "first"}, ["talking_therapies_nw"]),
    # Moderate to severe, pregnant or child under 2, through GP, midwife or health visitor
    ("R6", someone("low_mood", level="overwhelmed"), {"specialist_perinatal_team": "first"}, ["talking_therapies_nw"]),
    (
        "R6",
        someone("anxiety", level="overwhelmed", stage="pregnant", area="waveney"),
        {"specialist_perinatal_team": "first"},
        ["talking_therapies_nw"],
    ),
    ("R6", someone("low_mood", level="overwhelmed", stage="child_2_to_3"), {}, ["specialist_perinatal_team"]),
    # Hospital care, by professionals only
    (
        "R7",
        a_professional_about("birthing_parent", "low_mood", level="overwhelmed"),
        {"kingfisher_mbu": "also", "specialist_perinatal_team": "first"},
        [],
    ),
    ("R7", someone("low_mood", level="overwhelmed"), {}, ["kingfisher_mbu"]),
    (
        "R7",
        a_professional_about("birthing_parent", "anxiety", level="overwhelmed", stage="child_1"),
        {},
        ["kingfisher_mbu"],
    ),
    # Just home from Kingfisher
    ("R8", someone("after_mother_and_baby_unit"), {"kingfisher_outreach": "first"}, ["kingfisher_mbu"]),
    # Bonding, mild to moderate, Norfolk, 0 to 5; families in pregnancy reach it through family hubs
    ("R9", someone("bonding"), {"ecfs": "first"}, ["pairs", "suffolk_family_hubs"]),
    ("R9", someone("bonding", stage="child_4_or_over"), {"ecfs": "first"}, ["pairs"]),
    ("R9", someone("bonding", stage="pregnant"), {"family_hubs_norfolk": "first"}, ["ecfs"]),
    ("R9", someone("bonding", area="waveney"), {"suffolk_family_hubs": "first"}, ["ecfs", "family_hubs_norfolk"]),
    # Bonding, moderate to severe, under 4
    ("R10", someone("bonding", level="overwhelmed"), {"pairs": "first"}, ["joint_assessment_ecfs_pairs"]),
    ("R10", someone("bonding", level="overwhelmed", stage="child_2_to_3", area="waveney"), {"pairs": "first"}, []),
    ("R10", someone("bonding", level="overwhelmed", stage="child_4_or_over"), {}, ["pairs"]),
    # Bonding, level unclear: start at ECFS or a family hub
    ("R11", someone("bonding", level="unsure"), {"joint_assessment_ecfs_pairs": "first"}, ["pairs"]),
    (
        "R11",
        someone("bonding", level="unsure", stage="child_4_or_over"),
        {"ecfs": "first"},
        ["joint_assessment_ecfs_pairs"],
    ),
    # No need beyond ordinary: midwife, health visitor, family hub
    (
        "R12",
        someone("low_mood", level="coping", stage="pregnant"),
        {"midwife": "first", "family_hubs_norfolk": "universal"},
        ["talking_therapies_nw", "specialist_perinatal_team"],
    ),
    (
        "R12",
        someone("bonding", level="coping"),
        {"healthy_child_service": "first", "family_hubs_norfolk": "universal"},
        ["pairs", "midwife"],
    ),
    # Parent under 20, as well as any rule above
    (
        "R13",
        someone("low_mood", parent_age="16_to_19"),
        {"fnp_teen_pathway": SOMEWHERE, "talking_therapies_nw": "first"},
        [],
    ),
    ("R13", someone("bonding", parent_age="under_16"), {"fnp_teen_pathway": SOMEWHERE, "ecfs": "first"}, []),
    ("R13", someone("low_mood", parent_age="20_or_over"), {}, ["fnp_teen_pathway"]),
    ("R13", someone("low_mood", parent_age="16_to_19", area="waveney"), {}, ["fnp_teen_pathway"]),
    # Partner of someone under the specialist team
    (
        "R14",
        a_father("low_mood", partner_with_specialist_team="yes"),
        {"partner_assessment": "first", "talking_therapies_nw": "first"},
        [],
    ),
    (
        "R14",
        a_father("anxiety", level="overwhelmed", partner_with_specialist_team="yes"),
        {"partner_assessment": "first"},
        [],
    ),
    (
        "R14",
        a_father("low_mood", level="coping", partner_with_specialist_team="yes"),
        {"partner_assessment": "first"},
        [],
    ),
    ("R14", a_father("low_mood"), {"talking_therapies_nw": "first"}, ["partner_assessment"]),
    ("R14", someone("low_mood", partner_with_specialist_team="yes"), {}, ["partner_assessment"]),
    # Father or co-parent: in his own right, and Home-Start's dads' groups
    ("R15", a_father("low_mood"), {"talking_therapies_nw": "first", "home_start_norfolk": "also"}, ["lotus"]),
    (
        "R15",
        a_professional_about("father_or_co_parent", "low_mood"),
        {"talking_therapies_nw": "first", "home_start_norfolk": "also"},
        [],
    ),
    ("R15", a_father("bonding"), {"ecfs": "first", "home_start_norfolk": "also"}, []),
    ("R15", someone("low_mood"), {}, ["home_start_norfolk", "mens_advice_line"]),
    # Before conception, IVF
    ("R16", someone("fertility", stage="trying"), {"gp": "first", "bourn_hall": "also"}, ["midwife", "ecfs"]),
    ("R16", someone("fertility", stage="trying", area="elsewhere"), {"gp": "first"}, ["bourn_hall"]),
    # Baby was in neonatal care; trauma from it is R3
    ("R17", someone("neonatal_care"), {"neonatal_outreach": "first"}, ["lotus"]),
    ("R17", someone("neonatal_care", "birth_trauma"), {"neonatal_outreach": "first", "lotus": "first"}, []),
    ("R17", someone("neonatal_care", stage="child_2_to_3"), {}, ["neonatal_outreach"]),
    # Money, housing, food, benefits
    (
        "R18",
        someone("money_housing"),
        {"ecfs_emergency_fund": "first", "citizens_advice": "also", "family_hubs_norfolk": SOMEWHERE},
        ["dial_great_yarmouth", "maternity_social_prescribing"],
    ),
    ("R18", someone("money_housing", area="great_yarmouth"), {"dial_great_yarmouth": "also"}, []),
    (
        "R18",
        someone("money_housing", stage="pregnant"),
        {"maternity_social_prescribing": "also", "citizens_advice": "first"},
        ["ecfs_emergency_fund"],
    ),
    # Learning disability, autism, neurodiversity: any rule, plus a Green Light Champion
    ("R19", someone("adjustments"), {"green_light_champions": "also"}, []),
    (
        "R19",
        someone("adjustments", "low_mood"),
        {"green_light_champions": "also", "talking_therapies_nw": "first"},
        [],
    ),
    # Child's development: health visitor first, community paediatrics by professional referral
    (
        "R20",
        someone("child_development", stage="child_1"),
        {"healthy_child_service": "first", "community_paediatrics_nchc": "also"},
        ["suffolk_health_visiting"],
    ),
    (
        "R20",
        someone("child_development", stage="child_1", area="great_yarmouth"),
        {"healthy_child_service": "first"},
        ["community_paediatrics_nchc"],
    ),
    # An interpreter or Easy Read: any rule, plus the interpreter service in Norfolk
    ("R21", someone("adjustments"), {"intran": "also"}, []),
    ("R21", someone("adjustments", "bonding"), {"intran": "also", "ecfs": "first"}, []),
    ("R21", someone("adjustments", area="waveney"), {}, ["intran"]),
    # Waveney: health services of Norfolk and Waveney apply, council services are Suffolk's
    (
        "R22",
        someone("low_mood", area="waveney"),
        {
            "talking_therapies_nw": "first",
            "suffolk_health_visiting": "universal",
            "suffolk_family_hubs": "universal",
        },
        ["healthy_child_service", "family_hubs_norfolk", "ecfs", "home_start_norfolk"],
    ),
    (
        "R22",
        someone("birth_trauma", "bonding", area="waveney", level="overwhelmed"),
        {"lotus": "first", "pairs": "first"},
        ["healthy_child_service", "ecfs"],
    ),
    (
        "R22",
        someone("pregnancy_or_baby_loss", stage="after_loss", area="waveney"),
        {"lotus": "first", "jpuh_maternity": "also"},
        ["nnuh_bereavement", "intran"],
    ),
    (
        "R22",
        a_professional_about("birthing_parent", "low_mood", level="overwhelmed", area="waveney"),
        {"specialist_perinatal_team": "first", "kingfisher_mbu": "also"},
        ["healthy_child_service"],
    ),
    # Unsure, or nothing fits: no wrong door
    (
        "R23",
        someone("something_else"),
        {"family_hubs_norfolk": "first", "healthy_child_service": SOMEWHERE, "gp": SOMEWHERE},
        ["suffolk_family_hubs"],
    ),
    ("R23", someone("something_else", stage="trying"), {"gp": "first"}, ["family_hubs_norfolk", "health_visitor"]),
    ("R23", someone("low_mood", level="unsure"), {"gp": "also", "talking_therapies_nw": "first"}, []),
    # Several needs: every matching rule
    (
        "R24",
        someone("money_housing", "bonding", "low_mood", "birth_trauma", "domestic_abuse"),
        {
            "leeway": "first",
            "lotus": "first",
            "talking_therapies_nw": "first",
            "ecfs": "first",
            "ecfs_emergency_fund": "first",
        },
        ["suffolk_family_hubs", "pairs"],
    ),
]

# The rule read to the letter, where the pathway reads it more narrowly.
TO_THE_LETTER = [
    pytest.param(
        someone("fear_of_childbirth", stage="pregnant", parent_age="16_to_19"),
        "fnp_teen_pathway",
        id="R13: as well as any rule above, so R3 too",
    ),
    pytest.param(
        someone("domestic_abuse", stage="pregnant", parent_age="16_to_19"),
        "fnp_teen_pathway",
        id="R13: as well as any rule above, so R1 too",
    ),
    pytest.param(
        a_professional_about("father_or_co_parent", "low_mood", partner_with_specialist_team="yes"),
        "partner_assessment",
        id="R14: a professional asks for the partner",
    ),
]


def places(pathway, person):
    outcome = route(pathway, person)
    assert isinstance(outcome, Outcome), f"asks for {outcome.slot} first"
    return {one.service: one.place for one in outcome.shown}


@pytest.mark.parametrize(("rule", "person", "expected", "never"), RULES)
def test_a_rule_leads_where_it_says(pathway, rule, person, expected, never):
    found = places(pathway, person)
    assert {service: found.get(service) for service, place in expected.items() if place != SOMEWHERE} == {
        service: place for service, place in expected.items() if place != SOMEWHERE
    }
    assert expected.keys() <= found.keys()
    assert not found.keys() & set(never)


@pytest.mark.parametrize(("person", "service"), TO_THE_LETTER)
@pytest.mark.xfail(strict=True, reason="the pathway reads the rule more narrowly than it is written")
def test_a_rule_holds_to_the_letter(pathway, person, service):
    assert service in places(pathway, person)


def test_every_rule_of_the_pathway_has_a_row(pathway):
    assert {rule for rule, *_ in RULES} == set(pathway.rules)


def test_every_service_that_a_row_names_exists(pathway):
    named = {service for _, _, expected, never in RULES for service in (*expected, *never)}
    assert named <= set(pathway.services)


@pytest.mark.parametrize(
    ("rule", "person", "service"),
    [
        ("R0", someone("psychosis_signs"), "emergency_999"),
        ("R0", someone("bonding", level="unsafe"), "emergency_999"),
        ("R1", someone("domestic_abuse"), "leeway"),
        ("R2", someone("child_safety"), "cads_norfolk"),
        ("R3", someone("birth_trauma"), "lotus"),
        ("R4", someone("pregnancy_or_baby_loss", stage="after_loss"), "nnuh_bereavement"),
        ("R5", someone("low_mood"), "talking_therapies_nw"),
        ("R6", someone("low_mood", level="overwhelmed"), "specialist_perinatal_team"),
        ("R7", a_professional_about("birthing_parent", "low_mood", level="overwhelmed"), "kingfisher_mbu"),
        ("R8", someone("after_mother_and_baby_unit"), "kingfisher_outreach"),
        ("R9", someone("bonding"), "ecfs"),
        ("R10", someone("bonding", level="overwhelmed"), "pairs"),
        ("R11", someone("bonding", level="unsure"), "joint_assessment_ecfs_pairs"),
        ("R12", someone("low_mood", level="coping"), "healthy_child_service"),
        ("R13", someone("low_mood", parent_age="16_to_19"), "fnp_teen_pathway"),
        ("R14", a_father("low_mood", partner_with_specialist_team="yes"), "partner_assessment"),
        ("R15", a_father("low_mood"), "home_start_norfolk"),
        ("R16", someone("fertility", stage="trying"), "bourn_hall"),
        ("R17", someone("neonatal_care"), "neonatal_outreach"),
        ("R18", someone("money_housing"), "ecfs_emergency_fund"),
        ("R19", someone("adjustments"), "green_light_champions"),
        ("R20", someone("child_development"), "healthy_child_service"),
        ("R21", someone("adjustments"), "intran"),
        ("R22", someone("domestic_abuse", area="waveney"), "suffolk_domestic_abuse_helpline"),
        ("R23", someone("something_else"), "family_hubs_norfolk"),
    ],
)
def test_a_service_says_the_rule_it_is_shown_by(pathway, rule, person, service):
    (shown,) = (one for one in route(pathway, person).shown if one.service == service)
    assert rule in shown.rules


@pytest.mark.parametrize(
    "said",
    [
        ("money_housing", "bonding", "low_mood", "birth_trauma", "domestic_abuse"),
        ("domestic_abuse", "birth_trauma", "low_mood", "bonding", "money_housing"),
        ("bonding", "domestic_abuse", "money_housing", "birth_trauma", "low_mood"),
    ],
)
def test_several_needs_are_answered_in_the_order_safety_loss_mood_relationship_practical(pathway, said):
    outcome = route(pathway, someone(*said))
    assert outcome.needs == ("domestic_abuse", "birth_trauma", "low_mood", "bonding", "money_housing")
    firsts = [one.service for one in outcome.shown if one.place == "first"]
    assert firsts == ["leeway", "lotus", "talking_therapies_nw", "ecfs", "ecfs_emergency_fund"]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, "need"),
        ({"need": ("low_mood",)}, "level"),
        ({"need": ("low_mood",), "level": ("struggling",)}, "stage"),
        ({"need": ("birth_trauma",)}, "area"),
        ({"need": ("fertility",)}, "area"),
        ({"need": ("pregnancy_or_baby_loss",)}, "area"),
        ({"stage": ("after_loss",)}, "area"),
        ({"need": ("birth_trauma",), "stage": ("pregnant",), "area": ("norwich",)}, "who"),
        (
            {"need": ("birth_trauma",), "stage": ("pregnant",), "area": ("norwich",), "who": ("professional",)},
            "help_for",
        ),
    ],
)
def test_the_next_question_is_the_first_that_still_matters(pathway, answers, asked):
    place = route(pathway, answers)
    assert isinstance(place, Ask)
    assert place.slot == asked


@pytest.mark.parametrize("need", ["psychosis_signs", "after_mother_and_baby_unit"])
def test_some_needs_are_answered_without_another_question(pathway, need):
    assert isinstance(route(pathway, {"need": (need,)}), Outcome)
