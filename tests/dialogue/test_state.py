"""Answers by turn: what giving and taking back does to a state."""

from bot.dialogue.state import Given, State

BEGUN = State(given=(Given("who", ("professional",), 0),))


def test_answers_are_read_in_the_order_they_were_given():
    state = State(given=(Given("area", ("norwich",), 1), Given("stage", ("pregnant",), 2)))
    assert list(state.answers.items()) == [("area", ("norwich",)), ("stage", ("pregnant",))]


def test_an_answer_is_given_a_turn_later():
    state = BEGUN.with_answers((("area", ("norwich",)), ("stage", ("pregnant",))))
    assert state.turn == 1
    assert state.given == (*BEGUN.given, Given("area", ("norwich",), 1), Given("stage", ("pregnant",), 1))


def test_a_new_answer_takes_the_place_of_the_old_one_alone():
    state = BEGUN.with_answers((("area", ("norwich",)),)).with_answers((("stage", ("pregnant",)),))
    changed = state.with_answers((("area", ("waveney",)),))
    assert dict(changed.answers) == {"who": ("professional",), "stage": ("pregnant",), "area": ("waveney",)}
    assert changed.turn == 3


def test_an_answer_clears_what_was_on_the_way_to_it():
    busy = State(
        group="feelings",
        heard=(("area", ("norwich",)),),
        reopened="area",
        adding=True,
        alert="suicide",
        past_emergency=True,
        misses=2,
    )
    assert busy.with_answers((("area", ("norwich",)),)) == State(
        given=(Given("area", ("norwich",), 1),), turn=1, past_emergency=True
    )


def test_what_is_added_joins_what_was_said_as_an_answer_of_its_own_turn():
    state = BEGUN.with_answers((("need", ("low_mood",)),))
    more = state.with_answers((("need", ("bonding", "low_mood")),), adding_to=frozenset({"need"}))
    assert more.answers["need"] == ("low_mood", "bonding")
    assert more.given[-1] == Given("need", ("bonding",), 2)
    assert more.without_last_turn().answers == state.answers


def test_nothing_is_added_twice():
    state = BEGUN.with_answers((("need", ("low_mood",)),))
    again = state.with_answers((("need", ("low_mood",)),), adding_to=frozenset({"need"}))
    assert again.answers == state.answers
    assert again.without_last_turn().answers == state.answers


def test_only_the_slots_that_are_added_to_keep_what_they_had():
    state = BEGUN.with_answers((("need", ("low_mood",)), ("area", ("norwich",))))
    more = state.with_answers((("need", ("bonding",)), ("area", ("waveney",))), adding_to=frozenset({"need"}))
    assert dict(more.answers) == {"who": ("professional",), "need": ("low_mood", "bonding"), "area": ("waveney",)}


def test_going_back_takes_back_everything_of_the_last_turn():
    state = BEGUN.with_answers((("need", ("low_mood",)),))
    state = state.with_answers((("area", ("norwich",)), ("stage", ("pregnant",)))).without_last_turn()
    assert dict(state.answers) == {"who": ("professional",), "need": ("low_mood",)}


def test_going_back_skips_turns_whose_answers_have_been_given_again():
    state = BEGUN.with_answers((("area", ("norwich",)),)).with_answers((("stage", ("pregnant",)),))
    state = state.with_answers((("area", ("waveney",)),)).without_last_turn()
    assert dict(state.answers) == {"who": ("professional",), "stage": ("pregnant",)}
    assert dict(state.without_last_turn().answers) == {"who": ("professional",)}


def test_what_was_known_from_the_start_is_never_taken_back():
    assert BEGUN.without_last_turn() == BEGUN
    assert State().without_last_turn() == State()


def test_going_back_clears_what_was_on_the_way():
    busy = State(group="feelings", heard=(("area", ("norwich",)),), reopened="area", adding=True, alert="suicide")
    assert busy.without_last_turn() == State()
