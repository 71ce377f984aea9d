"""The laws of a conversation, over generated histories of events in any order."""

from itertools import cycle, islice

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue import events
from bot.dialogue.state import State
from bot.dialogue.step import step
from bot.pathway.answers import facts
from bot.pathway.navigator import Outcome, route
from bot.pathway.verify import has_way_in, plainly
from tests.dialogue.generated import EMERGENCIES, Tap, answers_to_a_slot, heard, histories, moved, played
from tests.pathway.generated import LAW, PATHWAY, VALUES_OF


def faults_in(state, reply):
    """What is wrong with a state and the reply that goes with it."""
    for slot, values in (*state.answers.items(), *state.heard):
        known = PATHWAY.needs if slot == "need" else [option.value for option in PATHWAY.questions[slot].options]
        if not values or len(set(values)) < len(values) or not set(values) <= set(known):
            yield f"{slot} is {values}"
        if len(values) > 1 and slot != "need":
            yield f"{slot} has several values"
    if not all(0 <= one.turn <= state.turn for one in state.given):
        yield "an answer from the future"
    if state.group is not None and state.group not in PATHWAY.groups:
        yield f"group {state.group}"
    if state.reopened is not None and state.reopened not in PATHWAY.questions:
        yield f"reopened {state.reopened}"
    if state.alert is not None and state.alert not in EMERGENCIES:
        yield f"alert {state.alert}"
    if not 0 <= state.misses <= 3:
        yield f"{state.misses} misses"
    if reply.prompt is None and reply.outcome is None:
        yield "neither a question nor an outcome"
    if reply.prompt is not None:
        values = [choice.value for choice in reply.prompt.choices]
        if not 2 <= len(values) <= 10 or len(set(values)) < len(values):
            yield f"{reply.prompt.slot} offers {values}"
    if reply.alert is not None and reply.alert not in PATHWAY.safety.cards:
        yield f"card {reply.alert}"
    if not set(reply.understood) <= set(state.answers.items()):
        yield "what is understood was not said"
    if reply.outcome is not None and reply.left:
        yield "an outcome, and questions left"


@LAW
@given(histories)
def test_no_history_raises_or_leaves_an_illegal_state(history):
    state, reply = played([])
    for move in history:
        state, reply = moved(state, reply, move)
        assert list(faults_in(state, reply)) == []


@LAW
@given(histories, st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_from_everywhere_taps_lead_to_help_with_a_way_in_and_a_fallback(history, numbers):
    state, reply = played(history)
    for number in islice(cycle(numbers), 40):
        state, reply = moved(state, reply, Tap(number))
        if reply.prompt is None:
            break
    shown = [PATHWAY.services[one.service] for one in reply.outcome.shown]
    assert all(has_way_in(service) for service in shown)
    assert any(service.level in ("universal", "crisis") for service in shown)
    known = {**facts(PATHWAY, state.answers), "need": reply.outcome.needs}
    assert all(plainly(service.eligible, known) for service in shown)


@LAW
@given(histories)
def test_the_same_answers_lead_to_the_same_place_whatever_came_between(history):
    answers = played(history)[0].answers
    state, reply = played([])
    for slot, values in reversed(answers.items()):
        state, reply = step(PATHWAY, state, events.Answered(slot, values))
    place = route(PATHWAY, answers)
    if isinstance(place, Outcome):
        assert reply.outcome == place
    else:
        assert (reply.outcome, reply.prompt.slot) == (None, place.slot)


# Risk


@LAW
@given(histories, st.sampled_from(EMERGENCIES), heard)
def test_words_of_danger_show_their_card_in_one_turn_from_everywhere(history, card, also_heard):
    state, _ = played(history)
    state, reply = step(PATHWAY, state, events.RiskFound(card, also_heard))
    assert (reply.alert, state.alert) == (card, card)
    assert reply.prompt.kind == "after_alert"
    assert reply.outcome is None


@LAW
@given(histories)
def test_saying_unsafe_shows_its_card_in_one_turn_from_everywhere(history):
    state, _ = played(history)
    _, reply = step(PATHWAY, state, events.Answered("level", ("unsafe",)))
    assert reply.alert == "unsafe"
    assert reply.outcome.emergency
    assert reply.outcome.shown[0].service == "emergency_999"


@LAW
@given(histories)
def test_choosing_a_need_that_is_an_emergency_shows_a_card_in_one_turn_from_everywhere(history):
    state, _ = played(history)
    _, reply = step(PATHWAY, state, events.Answered("need", ("psychosis_signs",)))
    assert reply.alert in EMERGENCIES
    assert reply.outcome.shown[0].service == "emergency_999"


@LAW
@given(histories)
def test_confirming_a_need_that_is_an_emergency_shows_a_card_in_one_turn_from_everywhere(history):
    state, _ = played(history)
    state, _ = step(PATHWAY, state, events.Heard((("need", ("low_mood", "psychosis_signs")),)))
    _, reply = step(PATHWAY, state, events.Confirmed())
    assert reply.alert in EMERGENCIES


@LAW
@given(
    histories,
    st.sampled_from(EMERGENCIES),
    st.sampled_from([events.Missed(True), events.Missed(False), events.WhyAsked(), events.WhyNotAsked()]),
)
def test_an_emergency_card_stays_on_the_table_until_it_is_answered(history, card, event):
    state, _ = step(PATHWAY, played(history)[0], events.RiskFound(card))
    state, reply = step(PATHWAY, state, event)
    assert (reply.alert, reply.prompt.kind) == (card, "after_alert")


@LAW
@given(histories, st.sampled_from(EMERGENCIES))
def test_an_emergency_card_forgets_nothing_that_was_said(history, card):
    before, _ = played(history)
    during, _ = step(PATHWAY, before, events.RiskFound(card))
    after, _ = step(PATHWAY, during, events.OtherHelpAsked())
    assert after.given == before.given
    assert after.heard == before.heard


# Going back and changing


@LAW
@given(histories, answers_to_a_slot)
def test_going_back_and_answering_the_same_leads_to_the_same_place(history, answer):
    state, _ = step(PATHWAY, played(history)[0], events.ChangeAsked(answer.slot))
    once, first = step(PATHWAY, state, answer)
    back, _ = step(PATHWAY, once, events.WentBack())
    assert answer.slot not in back.answers
    assert step(PATHWAY, back, answer)[1] == first


@LAW
@given(histories, VALUES_OF["need"])
def test_going_back_and_adding_the_same_leads_to_the_same_place(history, needs):
    state, _ = step(PATHWAY, played(history)[0], events.AddAsked())
    if set(needs) <= set(state.answers.get("need", ())):
        return  # adds nothing: what is wrong there has a test of its own, in test_step.py
    once, first = step(PATHWAY, state, events.Answered("need", needs))
    back, _ = step(PATHWAY, once, events.WentBack())
    assert back.answers == state.answers
    adding, _ = step(PATHWAY, back, events.AddAsked())
    assert step(PATHWAY, adding, events.Answered("need", needs))[1] == first


@LAW
@given(histories)
def test_going_back_always_comes_to_the_beginning(history):
    state, _ = played(history)
    beginning = State(given=tuple(one for one in state.given if one.turn == 0)).answers
    for _ in range(30):
        state, reply = step(PATHWAY, state, events.WentBack())
    assert state.answers == beginning
    assert reply == step(PATHWAY, state, events.WentBack())[1]


@LAW
@given(histories, answers_to_a_slot)
def test_changing_an_answer_keeps_the_others(history, answer):
    state, _ = step(PATHWAY, played(history)[0], events.Rejected())
    before = dict(state.answers)
    asked, reply = step(PATHWAY, state, events.ChangeAsked(answer.slot))
    assert dict(asked.answers) == before
    assert (reply.prompt.slot, reply.outcome) == (answer.slot, None)
    changed, _ = step(PATHWAY, asked, answer)
    assert dict(changed.answers) == {**before, answer.slot: answer.values}


@LAW
@given(histories)
def test_starting_again_keeps_only_what_was_known_from_the_start(history):
    state, _ = played(history)
    known = tuple((one.slot, one.values) for one in state.given if one.turn == 0)
    again, reply = step(PATHWAY, state, events.Restarted())
    fresh, first = step(PATHWAY, State(), events.Started(known))
    assert (again, reply) == (fresh, first)
