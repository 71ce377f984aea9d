"""What words amount to: thresholds and precedence, at their edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue import events
from bot.dialogue.policy import (
    BEST_NEED,
    DANGER_EMERGENCY,
    DANGER_URGENT,
    FURTHER_NEED,
    MOST_NEEDS,
    NEED_BESIDE_FACTS,
    both_looks,
    decide,
    heard_in,
    second_look,
)
from bot.dialogue.state import Given, State
from bot.dialogue.understanding import FoundNeed, Understanding
from bot.safety.screen import Risk
from tests.dialogue.generated import SLOTS, histories, played
from tests.pathway.generated import LAW, PATHWAY, VALUES_OF

NOTHING = Understanding(in_scope=False)
EMPTY = State()
HEARD = State(heard=(("area", ("norwich",)),))
LOW_MOOD = State(given=(Given("need", ("low_mood",), 1),))


def needs(*found, **more):
    return Understanding(in_scope=True, needs=tuple(FoundNeed(*one) for one in found), **more)


def facts(**slots):
    return Understanding(in_scope=True, slots={slot: (value,) for slot, value in slots.items()})


@pytest.mark.parametrize(
    ("act", "state", "event"),
    [
        ("affirm", HEARD, events.Confirmed()),
        ("deny", HEARD, events.Rejected()),
        ("affirm", EMPTY, events.Missed(out_of_scope=True)),
        ("deny", EMPTY, events.Missed(out_of_scope=True)),
        ("go_back", EMPTY, events.WentBack()),
        ("start_again", EMPTY, events.Restarted()),
        ("why_ask", EMPTY, events.WhyAsked()),
        ("none_of_these", EMPTY, events.NoneFits()),
        ("talk_to_person", EMPTY, events.PersonAsked()),
        ("for_someone_else", EMPTY, events.ForSomeoneElse()),
        (None, EMPTY, events.Missed(out_of_scope=True)),
        (None, HEARD, events.Missed(out_of_scope=True)),
    ],
)
def test_an_act_of_dialogue_is_an_event(pathway, act, state, event):
    assert decide(pathway, state, None, Understanding(in_scope=False, act=act)) == event


@pytest.mark.parametrize("act", ["go_back", "start_again", "why_ask", "none_of_these", "talk_to_person"])
def test_wanting_to_go_somewhere_comes_before_what_else_was_heard(pathway, act):
    found = needs(("low_mood", 0.9), act=act, slots={"area": ("norwich",)})
    assert not isinstance(decide(pathway, EMPTY, "need", found), events.Heard | events.Missed)


@pytest.mark.parametrize("act", ["for_someone_else", "affirm", "deny"])
def test_what_was_heard_comes_before_an_act_that_needs_something_on_the_table(pathway, act):
    found = needs(("low_mood", 0.9), act=act)
    assert decide(pathway, EMPTY, "need", found) == events.Heard((("need", ("low_mood",)),))


def test_words_within_scope_that_say_nothing_are_missed(pathway):
    assert decide(pathway, EMPTY, "need", Understanding(in_scope=True)) == events.Missed(out_of_scope=False)


def test_the_fact_that_was_asked_for_is_an_answer(pathway):
    assert decide(pathway, LOW_MOOD, "area", facts(area="norwich")) == events.Answered("area", ("norwich",))


def test_a_fact_that_was_not_asked_for_is_shown_back(pathway):
    heard = events.Heard((("area", ("norwich",)),))
    assert decide(pathway, LOW_MOOD, "stage", facts(area="norwich")) == heard
    assert decide(pathway, LOW_MOOD, None, facts(area="norwich")) == heard


def test_several_facts_are_shown_back_in_the_order_of_the_questions(pathway):
    event = decide(pathway, LOW_MOOD, "area", facts(parent_age="16_to_19", area="norwich", stage="pregnant"))
    assert event == events.Heard(
        (("stage", ("pregnant",)), ("area", ("norwich",)), ("parent_age", ("16_to_19",))),
    )


def test_a_need_is_always_shown_back(pathway):
    assert decide(pathway, EMPTY, "need", needs(("low_mood", 1.0))) == events.Heard((("need", ("low_mood",)),))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([("low_mood", BEST_NEED)], ("low_mood",)),
        ([("low_mood", BEST_NEED - 0.001)], ()),
        ([("low_mood", 0.9), ("anxiety", FURTHER_NEED)], ("low_mood", "anxiety")),
        ([("low_mood", 0.9), ("anxiety", FURTHER_NEED - 0.001)], ("low_mood",)),
        (
            [("low_mood", 0.9), ("anxiety", 0.8), ("bonding", 0.7), ("loneliness", 0.6)],
            ("low_mood", "anxiety", "bonding"),
        ),
        ([("boredom", 0.9), ("anxiety", 0.8)], ("anxiety",)),
        ([], ()),
    ],
)
def test_a_need_counts_from_its_threshold_up(pathway, found, expected):
    heard = dict(heard_in(pathway, EMPTY, needs(*found), "need"))
    assert heard.get("need", ()) == expected
    assert len(expected) <= MOST_NEEDS


def test_a_need_that_was_given_before_is_not_news(pathway):
    assert heard_in(pathway, LOW_MOOD, needs(("low_mood", 0.9), ("anxiety", 0.9)), "need") == (("need", ("anxiety",)),)
    assert heard_in(pathway, LOW_MOOD, needs(("low_mood", 0.9))) == ()


def test_a_need_out_of_scope_does_not_count_but_a_fact_does(pathway):
    found = Understanding(in_scope=False, needs=(FoundNeed("low_mood", 0.9),), slots={"area": ("waveney",)})
    assert heard_in(pathway, EMPTY, found) == (("area", ("waveney",)),)


@pytest.mark.parametrize(
    ("state", "asked", "slots", "confidence", "counts"),
    [
        (LOW_MOOD, "stage", {"stage": ("pregnant",)}, NEED_BESIDE_FACTS, True),
        (LOW_MOOD, "stage", {"stage": ("pregnant",)}, NEED_BESIDE_FACTS - 0.001, False),
        (LOW_MOOD, "stage", {}, BEST_NEED, True),
        (LOW_MOOD, "need", {"stage": ("pregnant",)}, BEST_NEED, True),
        (EMPTY, "stage", {"stage": ("pregnant",)}, BEST_NEED, True),
    ],
)
def test_a_need_beside_an_answer_must_be_surer(pathway, state, asked, slots, confidence, counts):
    heard = dict(heard_in(pathway, state, needs(("anxiety", confidence), slots=slots), asked))
    assert ("need" in heard) is counts
    assert ("stage" in heard) is bool(slots)


@pytest.mark.parametrize(
    "slots",
    [
        {"level": ("unsafe",)},
        {"level": ("coping",)},
        {"need": ("low_mood",)},
        {"area": ("norwich", "waveney")},
        {"area": ("atlantis",)},
        {"area": ()},
        {"mood": ("low",)},
    ],
)
def test_some_values_are_never_taken_from_words(pathway, slots):
    assert heard_in(pathway, EMPTY, Understanding(in_scope=True, slots=slots)) == ()


def test_a_fact_is_news_only_when_it_is_another(pathway):
    state = State(given=(Given("area", ("norwich",), 1),))
    assert heard_in(pathway, state, facts(area="norwich")) == ()
    assert heard_in(pathway, state, facts(area="waveney")) == (("area", ("waveney",)),)


@LAW
@given(
    histories,
    st.sampled_from(SLOTS) | st.none(),
    st.booleans(),
    st.lists(st.builds(FoundNeed, st.sampled_from([*PATHWAY.needs, "boredom"]), st.floats(0, 1)), max_size=4).map(
        tuple
    ),
    st.sets(st.sampled_from(SLOTS)).flatmap(
        lambda slots: st.fixed_dictionaries({slot: VALUES_OF[slot] for slot in slots})
    ),
    st.sampled_from([None, "affirm", "deny", "go_back", "none_of_these", "for_someone_else"]),
)
def test_whatever_is_understood_words_alone_never_decide_how_urgent_it_is(history, asked, in_scope, found, slots, act):
    state, _ = played(history)
    event = decide(PATHWAY, state, asked, Understanding(in_scope, found, act, slots))
    match event:
        case events.Answered(slot, _):
            assert slot == asked
            assert slot not in ("level", "need")
        case events.Heard(pairs):
            assert pairs
            assert "level" not in dict(pairs)
        case _:
            assert not isinstance(event, events.RiskFound | events.GroupChosen | events.Started)


# The second look at danger


@pytest.mark.parametrize(
    ("danger", "emergency", "tier"),
    [
        (0.0, 0.0, None),
        (DANGER_URGENT - 0.001, 1.0, None),
        (DANGER_URGENT, 0.0, "urgent"),
        (1.0, DANGER_EMERGENCY - 0.001, "urgent"),
        (1.0, DANGER_EMERGENCY, "emergency"),
        (DANGER_URGENT, DANGER_EMERGENCY, "emergency"),
    ],
)
def test_a_second_look_brings_a_card_from_its_thresholds_up(danger, emergency, tier):
    risk = second_look(needs(("low_mood", 0.9), danger=danger, emergency=emergency, kind="suicide"))
    assert (risk and risk.tier) == tier


def test_without_a_kind_there_is_no_second_look():
    assert second_look(needs(("low_mood", 0.9), danger=1.0, emergency=1.0)) is None


@LAW
@given(
    st.sampled_from(sorted({kind for card in PATHWAY.safety.cards.values() for kind in card.kinds})),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_every_danger_that_a_second_look_finds_has_a_card(kind, danger, emergency):
    risk = second_look(Understanding(in_scope=True, danger=danger, emergency=emergency, kind=kind))
    assert (risk is not None) is (danger >= DANGER_URGENT)
    if risk is not None:
        assert kind in PATHWAY.safety.card_for(risk.kind, risk.tier).kinds


URGENT, EMERGENCY = Risk("self_harm", "urgent", "phrase"), Risk("suicide", "emergency", "phrase")


@pytest.mark.parametrize(
    ("first", "danger", "tier", "rule"),
    [
        (None, 0.0, None, None),
        (None, 0.5, "urgent", "second_look"),
        (URGENT, 0.0, "urgent", "phrase"),
        (URGENT, 0.5, "urgent", "phrase"),
        (URGENT, 0.9, "emergency", "second_look"),
        (EMERGENCY, 0.5, "emergency", "phrase"),
        (EMERGENCY, 0.9, "emergency", "phrase"),
    ],
)
def test_the_graver_of_the_two_looks_counts_and_neither_takes_away(first, danger, tier, rule):
    found = both_looks(first, Understanding(in_scope=True, danger=danger, emergency=danger, kind="suicide"))
    assert (found and found.tier, found and found.rule) == (tier, rule)
