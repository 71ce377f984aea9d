"""The questions as they are put: a slot's own, the groups of needs, a confirmation, the step after an alert."""

from __future__ import annotations

from bot.dialogue.events import Pairs
from bot.dialogue.reply import AFTER_ALERT, CONFIRM, Choice, Prompt
from bot.dialogue.state import State
from bot.pathway.conditions import Answers
from bot.pathway.model import Pathway
from bot.pathway.text import Message, Text, say


def ask_slot(pathway: Pathway, state: State, slot: str, known: Answers, *, after_loss: bool) -> Prompt:
    """The question for `slot`. Level is asked in the words of the first need that was chosen."""
    if slot == "need":
        return _ask_need(pathway, state)
    question = pathway.questions[slot]
    ask = question.ask
    if slot == "level":
        chosen = sorted((pathway.needs[id] for id in known.get("need", ())), key=lambda need: need.priority)
        ask = next((need.level_ask for need in chosen if need.level_ask is not None), ask)
    return Prompt(
        slot=slot,
        kind="many" if question.multiple else "one",
        ask=say(ask.said(after_loss=after_loss)),
        why=question.why.said(after_loss=after_loss),
        help=question.help,
        choices=tuple(
            Choice(option.value, option.label.said(after_loss=after_loss), option.help, option.picture)
            for option in question.options
        ),
    )


def _ask_need(pathway: Pathway, state: State) -> Prompt:
    question = pathway.questions["need"]
    group = pathway.groups.get(state.group or "")
    if group is None:
        choices = tuple(Choice(group.id, group.label, None, group.picture) for group in pathway.groups.values())
        return Prompt("need", "one", say(question.ask), question.why, question.help, choices)
    needs = (pathway.needs[id] for id in group.needs)
    choices = tuple(Choice(need.id, need.label, need.help, need.picture) for need in needs)
    return Prompt("need", "many", say(group.ask), question.why, None, choices)


def confirm(pathway: Pathway, heard: Pairs) -> Prompt:
    """You said ... Is that right?"""
    phrases = pathway.phrases
    return Prompt(
        slot=CONFIRM,
        kind="confirm",
        ask=say(phrases["confirm"], heard=labels(pathway, heard)),
        why=phrases["confirm_why"],
        help=None,
        choices=(Choice("yes", phrases["confirm_yes"]), Choice("no", phrases["confirm_no"])),
    )


def after_alert(pathway: Pathway) -> Prompt:
    """What to do once an emergency card has been shown: the conversation stays open."""
    phrases = pathway.phrases
    return Prompt(
        slot=AFTER_ALERT,
        kind="after_alert",
        ask=say(phrases["after_alert"]),
        why=None,
        help=None,
        choices=(
            Choice("called", phrases["after_alert_called"]),
            Choice("other_help", phrases["after_alert_other"]),
        ),
    )


def labels(pathway: Pathway, pairs: Pairs) -> tuple[Message, ...]:
    """What answers are called, each name once."""
    named = [label(pathway, slot, value) for slot, values in pairs for value in values]
    return tuple(say(text) for text in {text.english: text for text in named}.values())


def label(pathway: Pathway, slot: str, value: str) -> Text:
    """What an answer is called. The value is one the pathway knows."""
    if slot == "need":
        return pathway.needs[value].label
    option = pathway.questions[slot].option(value)
    assert option is not None, f"{slot}={value} was checked when it was given"
    return option.label
