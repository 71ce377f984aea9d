"""Generated cases: conditions over a tiny alphabet, and answers that the real pathway knows."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from bot.loading.pathway import load_pathway
from bot.pathway.conditions import AllOf, AnyOf, Is, Not
from tests.conftest import HOME

PATHWAY = load_pathway(HOME / "pathways.yaml")
LAW = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])

SLOTS = "abc"
VALUES = "xyz"

atoms = st.builds(Is, st.sampled_from(SLOTS), st.frozensets(st.sampled_from(VALUES)))
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=10,
)
given_values = st.lists(st.sampled_from(VALUES), min_size=1, max_size=2, unique=True).map(tuple)
whole_answers = st.fixed_dictionaries(dict.fromkeys(SLOTS, given_values))
known_slots = st.sets(st.sampled_from(SLOTS))


def only(answers, slots):
    """The answers to these slots alone."""
    return {slot: values for slot, values in answers.items() if slot in slots}


def values_of(slot):
    """Values that may be given for a slot, as they are stored."""
    if slot == "need":
        return needs_among(PATHWAY.needs)
    return st.sampled_from([(option.value,) for option in PATHWAY.questions[slot].options])


def needs_among(needs):
    """One to three needs, in the order of the file."""
    chosen = st.sets(st.sampled_from(tuple(needs)), min_size=1, max_size=3)
    return chosen.map(lambda few: tuple(need for need in PATHWAY.needs if need in few))


VALUES_OF = {slot: values_of(slot) for slot in PATHWAY.questions}

anyone = st.fixed_dictionaries(VALUES_OF)
anyone_safe = st.fixed_dictionaries(
    VALUES_OF
    | {
        "need": needs_among(id for id, need in PATHWAY.needs.items() if need.card is None),
        "level": VALUES_OF["level"].filter(lambda values: values != ("unsafe",)),
    }
)
some_slots = st.sets(st.sampled_from(tuple(PATHWAY.questions)))
