"""Answers, checked and completed: what was said, and what goes without saying."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.errors import BadAnswer
from bot.pathway.conditions import Answers, holds
from bot.pathway.model import Pathway, Question


def checked(pathway: Pathway, slot: str, values: Iterable[str]) -> tuple[str, ...]:
    """The values in the file's order, or BadAnswer for a slot or a value the pathway does not know."""
    question = pathway.questions.get(slot)
    if question is None:
        raise BadAnswer(slot=slot, value=None, known=tuple(pathway.questions))
    known = _values(pathway, question)
    given = tuple(values)
    for value in given:
        if value not in known:
            raise BadAnswer(slot=slot, value=value, known=known)
    if not given or (len(given) > 1 and not question.multiple):
        raise BadAnswer(slot=slot, value=" and ".join(given), known=known)
    chosen = set(given)
    return tuple(value for value in known if value in chosen)


def facts(pathway: Pathway, answers: Answers) -> dict[str, tuple[str, ...]]:
    """Everything the answers say: with what they imply, the role, and the answers of questions not asked of them."""
    known = dict(answers)
    for slot, values in answers.items():
        for value in values:
            option = pathway.questions[slot].option(value) if slot != "need" else None
            for other, implied in option.implies if option else ():
                known.setdefault(other, (implied,))
    role = known.get("who")
    if role == ("professional",):
        role = known.get("help_for")
    if role is not None:
        known["role"] = role
    for question in pathway.questions.values():
        if question.unless_said is not None and holds(question.only_if, known) is False:
            known[question.slot] = (question.unless_said,)
    return known


def as_if_rather_not_say(pathway: Pathway, answers: Answers) -> dict[str, tuple[str, ...]]:
    """Whole sets of answers may leave out what a person may decline to say: taken as declined."""
    given: dict[str, tuple[str, ...]] = dict(answers)
    for question in pathway.questions.values():
        if question.unless_said is not None:
            given.setdefault(question.slot, (question.unless_said,))
    return given


def read_answers(pathway: Pathway, raw: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Answers as they come from outside (a value, or a list of values), or BadAnswer."""
    found = {}
    for slot, value in raw.items():
        if isinstance(value, str):
            found[slot] = checked(pathway, slot, (value,))
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            found[slot] = checked(pathway, slot, value)
        else:
            question = pathway.questions.get(slot)
            known = tuple(pathway.questions) if question is None else _values(pathway, question)
            raise BadAnswer(slot=slot, value=None if question is None else "(not text)", known=known)
    return found


def _values(pathway: Pathway, question: Question) -> tuple[str, ...]:
    return tuple(pathway.needs) if question.slot == "need" else tuple(option.value for option in question.options)
