"""Where an event leads. Pure: the same pathway, state and event always give the same state and reply."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot.dialogue import events
from bot.dialogue.events import Event, Pairs
from bot.dialogue.prompts import after_alert, ask_slot, confirm
from bot.dialogue.reply import Line, Prompt, Reply
from bot.dialogue.state import Given, State
from bot.errors import BadAnswer
from bot.pathway.answers import checked, facts
from bot.pathway.conditions import holds
from bot.pathway.model import Pathway
from bot.pathway.navigator import Ask, Outcome, hidden, is_after_loss, route
from bot.pathway.text import say

_DECLINED = ("unsure", "rather_not_say")


def step(pathway: Pathway, state: State, event: Event) -> tuple[State, Reply]:
    """One turn. BadAnswer for a slot or a value the pathway does not know; the state is then unchanged."""
    match event:
        case events.RiskFound(card, heard):
            return _risk(pathway, state, card, heard)
        case events.Started(known):
            given = tuple(Given(slot, checked(pathway, slot, values), 0) for slot, values in known)
            return _reply(pathway, State(given=given), "welcome")
        case events.Restarted():
            known = tuple((one.slot, one.values) for one in state.given if one.turn == 0)
            return step(pathway, State(), events.Started(known))
        case events.Answered(slot, values):
            return _reply(pathway, _answered(pathway, state, slot, values))
        case events.GroupChosen(group):
            if group not in pathway.groups:
                raise BadAnswer(slot="need", value=group, known=(*pathway.groups, *pathway.needs))
            needs = pathway.groups[group].needs
            if needs == (group,):
                return _reply(pathway, _answered(pathway, state, "need", needs))
            return _reply(pathway, replace(_settled(state), group=group))
        case events.Heard(answers):
            return _reply(pathway, replace(state, heard=answers, alert=None, misses=0))
        case events.Confirmed():
            return _reply(pathway, _settled(state))
        case events.Rejected():
            return _reply(pathway, replace(state, heard=()), "rejected")
        case events.Missed(out_of_scope):
            return _missed(pathway, state, out_of_scope)
        case events.OtherHelpAsked(called):
            open = replace(state, alert=None, past_emergency=True)
            return _reply(pathway, open, "called" if called else "other_help")
        case events.WentBack():
            return _reply(pathway, _back(state))
        case events.ChangeAsked(slot):
            if slot not in pathway.questions:
                raise BadAnswer(slot=slot, value=None, known=tuple(pathway.questions))
            return _reply(pathway, replace(_settled(state), reopened=slot, adding=False))
        case events.AddAsked():
            return _reply(pathway, replace(_settled(state), adding=True, reopened=None))
        case events.WhyAsked():
            return _why(pathway, state)
        case events.WhyNotAsked():
            return _reply(pathway, state, why_not=True)
        case events.NoneFits():
            return _none_fits(pathway, state)
        case events.ForSomeoneElse():
            if state.alert is not None:
                return _reply(pathway, state, "someone_else_alert")
            again = "who" if "who" in state.answers else state.reopened
            return _reply(pathway, replace(state, reopened=again), "for_someone_else")
        case events.PersonAsked():
            return _reply(pathway, state, "talk_to_person")
        case _:
            assert_never(event)


def _settled(state: State) -> State:
    """The state with what was heard taken as said. A need that is heard joins the others."""
    if not state.heard:
        return replace(state, alert=None)
    joins = frozenset() if state.reopened == "need" else frozenset({"need"})
    return _still_past(state.with_answers(state.heard, adding_to=joins), state.heard)


def _answered(pathway: Pathway, state: State, slot: str, values: tuple[str, ...]) -> State:
    pairs: Pairs = ((slot, checked(pathway, slot, values)),)
    joins = frozenset({"need"}) if state.adding else frozenset()
    others = tuple(pair for pair in state.heard if pair[0] != slot)
    if others:
        state = _settled(replace(state, heard=others))
    return _still_past(replace(state, heard=()).with_answers(pairs, adding_to=joins), pairs)


def _still_past(state: State, pairs: Pairs) -> State:
    """After "show me other help" the emergency stays behind, until a need or the level is said anew."""
    anew = any(slot in ("need", "level") for slot, _ in pairs)
    return replace(state, past_emergency=state.past_emergency and not anew)


def _back(state: State) -> State:
    if state.alert is not None:
        return replace(state, alert=None)
    if state.heard:
        return replace(state, heard=())
    if state.group is not None:
        return replace(state, group=None)
    if state.reopened is not None or state.adding:
        return replace(state, reopened=None, adding=False)
    return state.without_last_turn()


def _risk(pathway: Pathway, state: State, card: str, heard: Pairs) -> tuple[State, Reply]:
    tier = pathway.safety.cards[card].tier
    kept = replace(state, heard=heard or state.heard, misses=0)
    if tier == "emergency":
        kept = replace(kept, alert=card)
    state, reply = _reply(pathway, kept)
    shown = pathway.safety.cards.get(reply.alert or "")
    graver = shown is not None and shown.tier == "emergency" and tier == "urgent"
    return state, reply if graver else replace(reply, alert=card)


def _missed(pathway: Pathway, state: State, out_of_scope: bool) -> tuple[State, Reply]:
    misses = state.misses % 3 + 1
    missed = replace(state, misses=misses)
    if misses > 1:
        missed = replace(missed, group=None)
    kind = "out_of_scope" if out_of_scope and misses == 1 else "missed"
    return _reply(pathway, missed, f"{kind}_{misses}", retry=True)


def _none_fits(pathway: Pathway, state: State) -> tuple[State, Reply]:
    _, reply = _reply(pathway, state)
    prompt = reply.prompt
    if prompt is None or prompt.kind in ("confirm", "after_alert"):
        return _reply(pathway, state, "talk_to_person")
    if prompt.slot == "need":
        if state.group is not None:
            return _reply(pathway, replace(state, group=None), "none_fits")
        return step(pathway, state, events.Answered("need", ("something_else",)))
    for value in _DECLINED:
        if pathway.questions[prompt.slot].option(value) is not None:
            return step(pathway, state, events.Answered(prompt.slot, (value,)))
    return _reply(pathway, state, "talk_to_person")


def _why(pathway: Pathway, state: State) -> tuple[State, Reply]:
    state, reply = _reply(pathway, state)
    if reply.prompt is None or reply.prompt.why is None:
        return _reply(pathway, state, why_not=True)
    return state, replace(reply, lines=(Line("why", say(reply.prompt.why)),))


def _reply(
    pathway: Pathway, state: State, phrase: str | None = None, *, why_not: bool = False, retry: bool = False
) -> tuple[State, Reply]:
    """The reply that this state calls for, after one more line if there is a `phrase`."""
    known = facts(pathway, state.answers)
    after_loss = is_after_loss(pathway, known)
    place = route(pathway, state.answers, past_emergency=state.past_emergency)
    outcome = place if isinstance(place, Outcome) and not (state.reopened or state.adding or state.heard) else None
    prompt = _prompt(pathway, state, place, known, after_loss=after_loss)
    lines = []
    if phrase is not None:
        lines.append(Line("retry" if retry else "statement", say(pathway.phrases[phrase].said(after_loss=after_loss))))
    alert = state.alert
    if outcome is not None and alert is None:
        alert = outcome.card
    return state, Reply(
        lines=tuple(lines),
        prompt=prompt,
        understood=tuple(
            (slot, values)
            for slot, values in state.answers.items()
            if holds(pathway.questions[slot].only_if, known) is not False
        ),
        heard=state.heard,
        outcome=None if state.alert else outcome,
        alert=alert,
        why_not=hidden(pathway, state.answers, outcome) if why_not and outcome is not None else (),
        left=len(place.left) if isinstance(place, Ask) else 0,
        after_loss=after_loss,
        staff=known.get("who") == ("professional",),
    )


def _prompt(
    pathway: Pathway,
    state: State,
    place: Ask | Outcome,
    known: dict[str, tuple[str, ...]],
    *,
    after_loss: bool,
) -> Prompt | None:
    if state.alert is not None:
        return after_alert(pathway)
    if state.heard:
        return confirm(pathway, state.heard)
    if state.adding:
        return ask_slot(pathway, state, "need", known, after_loss=after_loss)
    if state.reopened is not None:
        return ask_slot(pathway, state, state.reopened, known, after_loss=after_loss)
    if isinstance(place, Ask):
        return ask_slot(pathway, state, place.slot, known, after_loss=after_loss)
    return after_alert(pathway) if place.emergency else None
