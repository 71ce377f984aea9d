"""Generated conversations on the real pathway: any event in any order, mixed with taps on the question on the table."""

from dataclasses import dataclass

from hypothesis import strategies as st

from bot.dialogue import events
from bot.dialogue.state import State
from bot.dialogue.step import step
from tests.pathway.generated import PATHWAY, VALUES_OF

SLOTS = tuple(PATHWAY.questions)
EMERGENCIES = tuple(id for id, card in PATHWAY.safety.cards.items() if card.tier == "emergency")


@dataclass(frozen=True)
class Tap:
    """A tap on one of the choices on the table, counted round."""

    number: int


def event_for(prompt, choice):
    """What a tap on a choice means."""
    match prompt.kind, prompt.slot, choice.value:
        case "confirm", _, said:
            return events.Confirmed() if said == "yes" else events.Rejected()
        case "after_alert", _, said:
            return events.OtherHelpAsked(called=said == "called")
        case _, "need", group if group in PATHWAY.groups:
            return events.GroupChosen(group)
        case _, slot, value:
            return events.Answered(slot, (value,))


def moved(state, reply, move):
    """One move further. A tap when there is nothing to tap changes nothing."""
    if not isinstance(move, Tap):
        return step(PATHWAY, state, move)
    if reply.prompt is None:
        return state, reply
    choices = reply.prompt.choices
    return step(PATHWAY, state, event_for(reply.prompt, choices[move.number % len(choices)]))


def played(history):
    """Where a history leads: the state and the reply after its last move."""
    state, reply = step(PATHWAY, State(), events.Started())
    for move in history:
        state, reply = moved(state, reply, move)
    return state, reply


taps = st.builds(Tap, st.integers(0, 9))
answers_to_a_slot = st.sampled_from(SLOTS).flatmap(
    lambda slot: st.builds(events.Answered, st.just(slot), VALUES_OF[slot])
)
heard = st.lists(st.sampled_from([slot for slot in SLOTS if slot != "level"]), max_size=3, unique=True).flatmap(
    lambda slots: st.tuples(*(st.tuples(st.just(slot), VALUES_OF[slot]) for slot in slots))
)
risks = st.builds(events.RiskFound, st.sampled_from(tuple(PATHWAY.safety.cards)), heard)
starts = st.sampled_from(
    [events.Started(), *(events.Started((("who", (who,)),)) for who in ("father_or_co_parent", "professional"))]
)
moves = st.one_of(
    taps,
    taps,
    taps,
    answers_to_a_slot,
    answers_to_a_slot,
    st.builds(events.GroupChosen, st.sampled_from(tuple(PATHWAY.groups))),
    st.builds(events.Heard, heard.filter(bool)),
    st.builds(events.Missed, st.booleans()),
    risks,
    st.builds(events.OtherHelpAsked, st.booleans()),
    st.builds(events.ChangeAsked, st.sampled_from(SLOTS)),
    starts,
    st.sampled_from(
        [
            events.Confirmed(),
            events.Rejected(),
            events.WentBack(),
            events.Restarted(),
            events.AddAsked(),
            events.WhyAsked(),
            events.WhyNotAsked(),
            events.NoneFits(),
            events.ForSomeoneElse(),
            events.PersonAsked(),
        ]
    ),
)
histories = st.lists(moves, max_size=10)
