"""What each event does to a conversation, one row at a time."""

import pytest

from bot.dialogue import events
from bot.dialogue.reply import Line
from bot.dialogue.state import State
from bot.dialogue.step import step
from bot.errors import BadAnswer
from bot.pathway.text import say

STARTED = events.Started()
LOW = events.Answered("need", ("low_mood",))
UNSAFE = events.Answered("level", ("unsafe",))
PREGNANT = events.Answered("stage", ("pregnant",))
NORWICH = events.Answered("area", ("norwich",))
FERTILITY = events.Answered("need", ("fertility",))
DONE = (FERTILITY, NORWICH)
HEARD_NORWICH = events.Heard((("area", ("norwich",)),))
SUICIDE = events.RiskFound("suicide")
OTHER_HELP = events.OtherHelpAsked()


@pytest.fixture
def after(pathway):
    def lead(*history):
        state, reply = State(), None
        for event in history:
            state, reply = step(pathway, state, event)
        return state, reply

    return lead


def said(reply):
    return [line.message.text.id.removeprefix("phrase.") for line in reply.lines]


def asked(reply):
    return reply.prompt and reply.prompt.slot


def shown(reply):
    return {one.service: one.place for one in reply.outcome.shown}


# Beginning


def test_a_conversation_begins_with_a_welcome_and_what_is_going_on(after):
    state, reply = after(STARTED)
    assert state == State()
    assert (said(reply), asked(reply), reply.alert, reply.outcome) == (["welcome"], "need", None, None)


def test_what_is_known_from_the_start_is_not_asked(after):
    state, reply = after(events.Started((("who", ("professional",)),)))
    assert dict(state.answers) == {"who": ("professional",)}
    assert reply.staff
    assert not after(STARTED)[1].staff


def test_starting_again_forgets_the_answers_but_not_the_audience(after):
    state, reply = after(events.Started((("who", ("professional",)),)), LOW, UNSAFE, events.Restarted())
    assert dict(state.answers) == {"who": ("professional",)}
    assert (said(reply), asked(reply)) == (["welcome"], "need")


# Answering


@pytest.mark.parametrize(
    "event",
    [
        events.Answered("mood", ("low",)),
        events.Answered("area", ("atlantis",)),
        events.Answered("area", ("norwich", "waveney")),
        events.Answered("need", ()),
        events.GroupChosen("misc"),
        events.ChangeAsked("mood"),
        events.Started((("who", ("nobody",)),)),
    ],
)
def test_what_the_pathway_does_not_know_is_refused(pathway, event):
    with pytest.raises(BadAnswer):
        step(pathway, State(), event)


def test_an_unknown_group_is_refused_with_the_groups_and_the_needs(pathway):
    with pytest.raises(BadAnswer) as error:
        step(pathway, State(), events.GroupChosen("misc"))
    assert {"feelings", "low_mood"} <= set(error.value.known)


def test_a_question_leads_to_the_next(after):
    _, reply = after(STARTED, LOW)
    assert (asked(reply), said(reply)) == ("level", [])
    assert reply.left > 1


def test_the_last_answer_leads_to_the_outcome(after):
    _, reply = after(STARTED, *DONE)
    assert (reply.prompt, reply.left, reply.alert) == (None, 0, None)
    assert shown(reply)["bourn_hall"] == "also"
    assert reply.understood == (("need", ("fertility",)), ("area", ("norwich",)))


def test_a_group_offers_its_needs(after):
    state, reply = after(STARTED, events.GroupChosen("practical"))
    assert state.group == "practical"
    assert (asked(reply), reply.prompt.kind) == ("need", "many")


def test_a_group_that_is_a_need_is_taken_as_that_need(after):
    state, reply = after(STARTED, events.GroupChosen("something_else"))
    assert dict(state.answers) == {"need": ("something_else",)}
    assert asked(reply) == "stage"


def test_choosing_again_takes_the_place_of_the_needs_before(after):
    state, _ = after(STARTED, LOW, FERTILITY)
    assert dict(state.answers) == {"need": ("fertility",)}


# Words


def test_what_was_heard_is_shown_back_before_it_counts(after):
    state, reply = after(STARTED, LOW, HEARD_NORWICH)
    assert "area" not in state.answers
    assert (asked(reply), reply.heard) == ("confirm", (("area", ("norwich",)),))
    assert reply.outcome is None


def test_what_is_confirmed_counts(after):
    state, reply = after(STARTED, LOW, HEARD_NORWICH, events.Confirmed())
    assert dict(state.answers) == {"need": ("low_mood",), "area": ("norwich",)}
    assert (asked(reply), reply.heard) == ("level", ())


def test_what_is_rejected_does_not_count(after):
    state, reply = after(STARTED, LOW, HEARD_NORWICH, events.Rejected())
    assert dict(state.answers) == {"need": ("low_mood",)}
    assert (asked(reply), said(reply)) == ("level", ["rejected"])


def test_confirming_nothing_changes_nothing(after):
    assert after(STARTED, LOW, events.Confirmed())[0] == after(STARTED, LOW)[0]


def test_a_need_that_is_heard_joins_the_others(after):
    state, _ = after(
        STARTED, FERTILITY, events.Heard((("need", ("low_mood",)), ("area", ("norwich",)))), events.Confirmed()
    )
    assert dict(state.answers) == {"need": ("fertility", "low_mood"), "area": ("norwich",)}


def test_a_need_that_is_heard_while_needs_are_given_again_takes_their_place(after):
    history = (STARTED, FERTILITY, events.ChangeAsked("need"), events.Heard((("need", ("low_mood",)),)))
    state, _ = after(*history, events.Confirmed())
    assert dict(state.answers) == {"need": ("low_mood",)}


def test_a_tap_while_something_was_heard_takes_it_as_said(after):
    state, _ = after(STARTED, LOW, HEARD_NORWICH, PREGNANT)
    assert dict(state.answers) == {"need": ("low_mood",), "area": ("norwich",), "stage": ("pregnant",)}


def test_a_tap_on_what_was_heard_counts_instead_of_it(after):
    state, reply = after(STARTED, LOW, HEARD_NORWICH, events.Answered("area", ("waveney",)))
    assert dict(state.answers) == {"need": ("low_mood",), "area": ("waveney",)}
    assert reply.heard == ()


@pytest.mark.parametrize(
    ("misses", "phrase"),
    [
        ([False], "missed_1"),
        ([True], "out_of_scope_1"),
        ([False, False], "missed_2"),
        ([False, True], "missed_2"),
        ([True, True, True], "missed_3"),
        ([False, False, False, False], "missed_1"),
    ],
)
def test_each_miss_in_a_row_says_something_else(after, misses, phrase):
    _, reply = after(STARTED, *map(events.Missed, misses))
    assert said(reply) == [phrase]
    assert reply.lines[0].kind == "retry"
    assert asked(reply) == "need"


def test_a_second_miss_shows_the_whole_list_again(after):
    once, _ = after(STARTED, events.GroupChosen("feelings"), events.Missed(False))
    twice, reply = after(STARTED, events.GroupChosen("feelings"), events.Missed(False), events.Missed(False))
    assert (once.group, twice.group) == ("feelings", None)
    assert "feelings" in [choice.value for choice in reply.prompt.choices]


@pytest.mark.parametrize("understood", [LOW, HEARD_NORWICH, SUICIDE])
def test_being_understood_ends_a_row_of_misses(after, understood):
    assert after(STARTED, events.Missed(False), events.Missed(False), understood)[0].misses == 0


# Danger


def test_words_of_danger_keep_what_else_was_heard_for_later(after):
    history = (STARTED, events.RiskFound("suicide", (("need", ("low_mood",)),)))
    _, reply = after(*history)
    assert (reply.alert, asked(reply)) == ("suicide", "after_alert")
    state, reply = after(*history, OTHER_HELP)
    assert (asked(reply), state.heard) == ("confirm", (("need", ("low_mood",)),))


def test_words_of_danger_do_not_forget_what_was_heard_before(after):
    state, _ = after(STARTED, HEARD_NORWICH, SUICIDE)
    assert state.heard == (("area", ("norwich",)),)


def test_an_urgent_card_stands_beside_the_question(after):
    state, reply = after(STARTED, LOW, events.RiskFound("domestic_abuse"))
    assert (reply.alert, asked(reply)) == ("domestic_abuse", "level")
    assert state.alert is None


@pytest.mark.parametrize(("called", "phrase"), [(True, "called"), (False, "other_help")])
def test_after_a_card_the_conversation_goes_on(after, called, phrase):
    _, reply = after(STARTED, LOW, SUICIDE, events.OtherHelpAsked(called))
    assert (said(reply), reply.alert, asked(reply)) == ([phrase], None, "level")


@pytest.mark.parametrize(
    "event",
    [
        LOW,
        HEARD_NORWICH,
        events.GroupChosen("feelings"),
        events.ChangeAsked("area"),
        events.AddAsked(),
        events.WentBack(),
    ],
)
def test_going_on_after_a_card_takes_it_off_the_table(after, event):
    state, reply = after(STARTED, SUICIDE, event)
    assert (state.alert, reply.alert) == (None, None)


def test_an_answer_of_unsafe_shows_its_card_with_its_services(after):
    _, reply = after(STARTED, LOW, UNSAFE)
    assert (reply.alert, asked(reply)) == ("unsafe", "after_alert")
    assert shown(reply)["emergency_999"] == "first"


def test_a_need_brings_its_card_with_the_outcome(after):
    _, reply = after(STARTED, events.Answered("need", ("child_safety",)), NORWICH)
    assert (reply.alert, reply.prompt) == ("child_safety", None)


def test_other_help_after_unsafe_is_reached_without_the_card_at_every_question(after):
    _, reply = after(STARTED, LOW, UNSAFE, OTHER_HELP, PREGNANT)
    assert asked(reply) == "area"


def test_a_new_emergency_after_other_help_shows_its_card(after):
    history = (STARTED, SUICIDE, OTHER_HELP, events.Heard((("need", ("low_mood", "psychosis_signs")),)))
    _, reply = after(*history, events.Confirmed())
    assert reply.alert == "psychosis_emergency"


@pytest.mark.parametrize("emergency", [(SUICIDE,), (LOW, UNSAFE), (events.Answered("need", ("psychosis_signs",)),)])
def test_an_urgent_card_never_takes_the_place_of_an_emergency_card(after, emergency):
    _, before = after(STARTED, *emergency)
    _, reply = after(STARTED, *emergency, events.RiskFound("urgent_medical"))
    assert reply.alert == before.alert


def test_danger_for_someone_else_keeps_the_card_and_says_so(after):
    state, reply = after(STARTED, events.Answered("who", ("birthing_parent",)), SUICIDE, events.ForSomeoneElse())
    assert (said(reply), reply.alert, asked(reply)) == (["someone_else_alert"], "suicide", "after_alert")
    assert state.alert == "suicide"


# Going back, changing, adding


@pytest.mark.parametrize(
    ("before", "answer", "slot"),
    [
        ((), (LOW,), "need"),
        ((LOW,), (PREGNANT,), "level"),
        ((FERTILITY,), (NORWICH,), "area"),
        ((LOW,), (HEARD_NORWICH, events.Confirmed()), "level"),
        ((LOW,), (UNSAFE,), "level"),
    ],
)
def test_going_back_takes_the_last_answer_back(after, before, answer, slot):
    state, reply = after(STARTED, *before, *answer, events.WentBack())
    assert state.answers == after(STARTED, *before)[0].answers
    assert (asked(reply), reply.alert) == (slot, None)


@pytest.mark.parametrize(
    "aside",
    [
        (HEARD_NORWICH,),
        (events.ChangeAsked("need"),),
        (events.AddAsked(),),
        (events.GroupChosen("feelings"),),
        (SUICIDE,),
    ],
)
def test_going_back_from_an_aside_takes_no_answer_back(after, aside):
    state, reply = after(STARTED, LOW, *aside, events.WentBack())
    assert state == after(STARTED, LOW)[0]
    assert asked(reply) == "level"


def test_changing_an_answer_asks_for_it_again_and_keeps_it_until_then(after):
    state, reply = after(STARTED, *DONE, events.ChangeAsked("area"))
    assert (asked(reply), reply.outcome) == ("area", None)
    assert state.answers["area"] == ("norwich",)


def test_changing_takes_what_was_heard_as_said(after):
    state, _ = after(STARTED, LOW, HEARD_NORWICH, events.ChangeAsked("need"))
    assert dict(state.answers) == {"need": ("low_mood",), "area": ("norwich",)}


def test_a_need_is_added_to_the_others(after):
    _, reply = after(STARTED, *DONE, events.AddAsked())
    assert (asked(reply), reply.outcome) == ("need", None)
    state, _ = after(STARTED, *DONE, events.AddAsked(), LOW)
    assert dict(state.answers) == {"area": ("norwich",), "need": ("fertility", "low_mood")}
    assert not state.adding


def test_a_need_is_added_through_its_group(after):
    state, _ = after(STARTED, *DONE, events.AddAsked(), events.GroupChosen("feelings"), LOW)
    assert state.answers["need"] == ("fertility", "low_mood")


def test_the_first_need_may_be_added_too(after):
    state, _ = after(STARTED, events.AddAsked(), LOW)
    assert dict(state.answers) == {"need": ("low_mood",)}


def test_going_back_after_adding_a_need_takes_back_that_need_alone(after):
    state, _ = after(STARTED, *DONE, events.AddAsked(), LOW, events.WentBack())
    assert state.answers["need"] == ("fertility",)


def test_going_back_among_other_help_stays_there(after):
    history = (STARTED, LOW, UNSAFE, OTHER_HELP, PREGNANT)
    assert after(*history, events.WentBack(), PREGNANT)[1] == after(*history)[1]


def test_going_back_after_adding_a_need_that_was_there_takes_no_other_answer_back(after):
    state, _ = after(STARTED, *DONE, events.AddAsked(), FERTILITY, events.WentBack())
    assert dict(state.answers) == {"need": ("fertility",), "area": ("norwich",)}


def test_changing_an_answer_while_adding_a_need_asks_for_that_answer(after):
    _, reply = after(STARTED, *DONE, events.AddAsked(), events.ChangeAsked("area"))
    assert asked(reply) == "area"


@pytest.mark.parametrize("aside", [events.ChangeAsked("need"), events.AddAsked()])
def test_going_back_from_a_group_shows_the_groups_again(after, aside):
    before = after(STARTED, *DONE, aside)
    assert after(STARTED, *DONE, aside, events.GroupChosen("feelings"), events.WentBack()) == before


def test_an_answer_that_no_longer_applies_is_not_said_to_be_understood(after):
    answered = (events.Answered("who", ("professional",)), events.Answered("help_for", ("father_or_co_parent",)))
    _, reply = after(STARTED, *answered, events.ChangeAsked("who"), events.Answered("who", ("birthing_parent",)))
    assert dict(reply.understood) == {"who": ("birthing_parent",)}


# Asking back


def test_why_is_answered_with_the_reason_of_the_question(after, pathway):
    state, reply = after(STARTED, LOW, events.WhyAsked())
    assert reply.lines == (Line("why", say(pathway.questions["level"].why)),)
    assert (asked(reply), state) == ("level", after(STARTED, LOW)[0])


def test_why_at_the_end_says_why_other_services_are_not_shown(after):
    _, reply = after(STARTED, FERTILITY, events.Answered("area", ("elsewhere",)), events.WhyAsked())
    assert {one.service: one.against for one in reply.why_not} == {"bourn_hall": ("area",)}


def test_why_after_a_card_has_no_reason_to_give(after):
    _, reply = after(STARTED, SUICIDE, events.WhyAsked())
    assert (reply.lines, reply.why_not, reply.alert) == ((), (), "suicide")


def test_why_not_is_answered_at_the_end_and_only_there(after):
    elsewhere = events.Answered("area", ("elsewhere",))
    assert after(STARTED, FERTILITY, elsewhere, events.WhyNotAsked())[1].why_not
    assert after(STARTED, FERTILITY, elsewhere)[1].why_not == ()
    assert after(STARTED, FERTILITY, events.WhyNotAsked())[1].why_not == ()


@pytest.mark.parametrize(
    ("history", "answers", "phrase"),
    [
        ((events.GroupChosen("feelings"),), {}, "none_fits"),
        ((), {"need": ("something_else",)}, None),
        ((LOW,), {"need": ("low_mood",), "level": ("unsure",)}, None),
        ((FERTILITY,), {"need": ("fertility",), "area": ("unsure",)}, None),
        ((LOW, events.Answered("level", ("coping",))), {"need": ("low_mood",), "level": ("coping",)}, "talk_to_person"),
        ((LOW, HEARD_NORWICH), {"need": ("low_mood",)}, "talk_to_person"),
        ((SUICIDE,), {}, "talk_to_person"),
        (DONE, {"need": ("fertility",), "area": ("norwich",)}, "talk_to_person"),
    ],
)
def test_when_nothing_fits_there_is_still_a_way_on(after, history, answers, phrase):
    state, reply = after(STARTED, *history, events.NoneFits())
    assert dict(state.answers) == answers
    assert said(reply) == ([phrase] if phrase else [])


def test_declining_to_give_an_age_is_an_answer(after):
    known = [("stage", "pregnant"), ("area", "norwich"), ("who", "birthing_parent"), ("level", "struggling")]
    history = [events.Answered(slot, (value,)) for slot, value in known]
    _, reply = after(STARTED, LOW, *history)
    assert asked(reply) == "parent_age"
    state, reply = after(STARTED, LOW, *history, events.NoneFits())
    assert state.answers["parent_age"] == ("rather_not_say",)
    assert reply.outcome is not None


def test_help_for_someone_else_asks_again_who_needs_it(after):
    who = events.Answered("who", ("birthing_parent",))
    _, reply = after(STARTED, who, events.ForSomeoneElse())
    assert (said(reply), asked(reply)) == (["for_someone_else"], "who")


def test_help_for_someone_else_goes_on_where_nobody_was_named_yet(after):
    state, reply = after(STARTED, LOW, events.ForSomeoneElse())
    assert (said(reply), asked(reply)) == (["for_someone_else"], "level")
    assert state == after(STARTED, LOW)[0]


def test_asking_for_a_person_names_people_and_stays_where_it_was(after):
    state, reply = after(STARTED, LOW, events.PersonAsked())
    assert (said(reply), asked(reply)) == (["talk_to_person"], "level")
    assert state == after(STARTED, LOW)[0]


def test_after_a_loss_nothing_is_said_about_a_baby(after, pathway):
    _, reply = after(STARTED, events.Answered("stage", ("after_loss",)))
    assert reply.after_loss
    assert not after(STARTED, LOW)[1].after_loss
