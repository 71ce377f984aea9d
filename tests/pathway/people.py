"""Made-up people, in the words of the answers."""

NORFOLK = ("norwich", "broadland", "great_yarmouth", "breckland", "north_norfolk", "south_norfolk", "west_norfolk")
CHILD = ("baby_under_1", "child_1", "child_2_to_3", "child_4_or_over")


def someone(*needs, **answers):
    """A mother of 20 or over in Norwich with a baby, who is struggling, except as said."""
    told = {
        "need": needs,
        "level": "struggling",
        "stage": "baby_under_1",
        "area": "norwich",
        "who": "birthing_parent",
        "parent_age": "20_or_over",
        "partner_with_specialist_team": "no",
        **answers,
    }
    return {slot: (value,) if isinstance(value, str) else tuple(value) for slot, value in told.items()}


def a_father(*needs, **answers):
    """The same for a father."""
    return someone(*needs, **{"who": "father_or_co_parent", **answers})


def a_professional_about(role, *needs, **answers):
    """A professional who asks for someone else."""
    return someone(*needs, who="professional", help_for=role, **answers)
