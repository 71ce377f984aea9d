"""A Rasa that is well helps; one that is away, hangs, dies or lies costs understanding and never safety."""

from __future__ import annotations

import json
import math
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant, Turn, build_assistant
from bot.dialogue.policy import both_looks
from bot.dialogue.state import Given, State
from bot.dialogue.understanding import FoundNeed, Understanding
from bot.nlu.breaker import Breaker
from bot.nlu.rasa import RasaFailed, RasaNLU, RasaServer
from tests.conftest import HOME, TODAY, ScriptedNLU

NEEDS = ("low_mood", "anxiety", "bonding", "psychosis_signs", "domestic_abuse")
KEPT = ("psychosis_signs", "domestic_abuse")
OWN = Understanding(in_scope=True, needs=(FoundNeed("anxiety", 0.4),), slots={"stage": ("pregnant",)}, language="en")


class Own:
    def __init__(self, says: Understanding = OWN) -> None:
        self.says = says

    def understand(self, text: str, locale: str) -> Understanding:
        return self.says


def ranked(*pairs: tuple[str, float]) -> Callable[[str], object]:
    return lambda text: {"text": text, "intent_ranking": [{"name": n, "confidence": c} for n, c in pairs]}


def asked(parse: Callable[[str], object], own: Understanding = OWN, text: str = "words") -> Understanding:
    return RasaNLU(parse, Own(own), NEEDS, KEPT).understand(text, "en")


# Well


def test_needs_are_rasas_and_everything_else_is_our_own() -> None:
    found = asked(ranked(("low_mood", 0.7), ("bonding", 0.2), ("anxiety", 0.02)))
    assert found.needs == (FoundNeed("low_mood", 0.7), FoundNeed("bonding", 0.2))
    assert found.in_scope
    assert (found.slots, found.language, found.danger) == (OWN.slots, "en", 0.0)


def test_a_message_of_several_needs_gives_each_its_sum() -> None:
    found = asked(ranked(("low_mood+bonding", 0.5), ("low_mood", 0.3), ("bonding", 0.1)))
    assert found.needs == (FoundNeed("low_mood", 0.8), FoundNeed("bonding", 0.6))


def test_out_of_scope_is_believed() -> None:
    assert asked(ranked(("out_of_scope", 0.9), ("low_mood", 0.1))) == Understanding(
        in_scope=False, slots=OWN.slots, language="en"
    )


@pytest.mark.parametrize(
    "best", ["nlu_fallback", "affirm", "danger_suicide", "harmless", "never_heard_of", "low_mood+x"]
)
def test_where_rasa_names_no_need_our_own_stands(best: str) -> None:
    assert asked(ranked((best, 0.9), ("low_mood", 0.1))) == OWN


@pytest.mark.parametrize("theirs", [ranked(("low_mood", 1.0)), ranked(("out_of_scope", 1.0))])
def test_a_need_with_a_safety_card_is_never_lost(theirs: Callable[[str], object]) -> None:
    own = Understanding(in_scope=True, needs=(FoundNeed("anxiety", 0.5), FoundNeed("psychosis_signs", 0.4)))
    found = asked(theirs, own)
    assert found.in_scope
    assert found.needs[0] == FoundNeed("psychosis_signs", 0.4)


def test_a_command_is_not_sent_to_rasa() -> None:
    def never(text: str) -> object:
        raise AssertionError(text)

    assert asked(never, text=' /low_mood{"a": "b"}') == OWN


# Away, hanging, dying, lying: over a real socket


@contextmanager
def server(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that reads a request and then does as told."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def one(connection: socket.socket) -> None:
        with connection:
            connection.settimeout(5)
            try:
                connection.recv(65_536)
                behave(connection)
            except OSError:
                return

    def serve() -> None:
        while not ended.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        ended.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(2)


def http(body: bytes, status: str = "200 OK", length: int | None = None) -> Callable[[socket.socket], None]:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body) if length is None else length}\r\n\r\n".encode()
    return lambda connection: connection.sendall(head + body)


def drip(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(40):
        connection.sendall(b"x")
        time.sleep(0.1)


def body(**changed: object) -> bytes:
    told = {"text": "words", "intent_ranking": [{"name": "low_mood", "confidence": 0.9}], **changed}
    return json.dumps(told).encode()


BAD: dict[str, Callable[[socket.socket], None]] = {
    "hangs": lambda connection: time.sleep(3),
    "drips": drip,
    "dies": lambda connection: connection.shutdown(socket.SHUT_RDWR),
    "dies in the middle": http(body()[:20], length=500),
    "is no HTTP": lambda connection: connection.sendall(b"SSH-2.0\r\n"),
    "is broken": http(b"{}", "500 Internal Server Error"),
    "refuses": http(b'{"status": "failure"}', "401 Unauthorized"),
    "is elsewhere": http(b"", "302 Found\r\nLocation: http://127.0.0.1:9/"),
    "says nothing": http(b""),
    "says garbage": http(b"\xff\xfe{{{"),
    "says far too much": http(body(intent_ranking=[{"name": "x" * 1000, "confidence": 0.1}] * 1000)),
    "is nested without end": http(b"[" * 200_000),
    "answers another": http(body(text="other words")),
    "has no ranking": http(b'{"text": "words"}'),
    "has names that are none": http(body(intent_ranking=[{"name": 5, "confidence": 0.9}])),
    "has wrong types": http(body(intent_ranking={"low_mood": 0.9})),
    "has words for numbers": http(body(intent_ranking=[{"name": "low_mood", "confidence": "very"}])),
    "has truths for numbers": http(body(intent_ranking=[{"name": "low_mood", "confidence": True}])),
    "is too sure": http(body(intent_ranking=[{"name": "low_mood", "confidence": 1e30}])),
    "is sure below nothing": http(body(intent_ranking=[{"name": "low_mood", "confidence": -0.5}])),
    "is not a number": http(body(intent_ranking=[{"name": "low_mood", "confidence": math.nan}])),
}


def test_a_rasa_that_is_well_is_heard() -> None:
    with server(http(body())) as url:
        assert asked(RasaServer(url, "hush", timeout_s=3)).needs == (FoundNeed("low_mood", 0.9),)


def test_rasa_is_asked_as_its_contract_says() -> None:
    seen: list[bytes] = []

    def take() -> None:
        connection, _ = listening.accept()
        with connection:
            got = connection.recv(65_536)
            while not got.endswith(b"}"):
                got += connection.recv(65_536)
            seen.append(got)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        with pytest.raises(RasaFailed):
            RasaServer(f"http://127.0.0.1:{listening.getsockname()[1]}/", "a&b")("wörds")
        thread.join(2)
    head, _, sent = seen[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /model/parse?token=a%26b HTTP/1.1\r\n")
    assert b"Content-Type: application/json" in head
    assert json.loads(sent) == {"text": "wörds"}


@pytest.mark.parametrize("how", BAD)
def test_whatever_rasa_does_our_own_stands_and_soon(how: str) -> None:
    with server(BAD[how]) as url:
        began = time.monotonic()
        assert asked(RasaServer(url)) == OWN
        assert time.monotonic() - began < 1.5


def test_a_rasa_that_is_not_there_is_left_alone_after_three_tries() -> None:
    calls = []

    def parse(text: str) -> object:
        calls.append(text)
        return RasaServer("http://127.0.0.1:1")(text)

    nlu = RasaNLU(parse, Own(), NEEDS, KEPT, Breaker(lambda: 0.0))
    for _ in range(10):
        assert nlu.understand("words", "en") == OWN
    assert len(calls) == 3


@pytest.mark.parametrize("url", ["", "nonsense", "http://", "ftp://127.0.0.1", "http://127.0.0.1:notaport"])
def test_an_address_that_is_none_costs_nothing_but_rasa(url: str) -> None:
    assert asked(RasaServer(url)) == OWN


# The law: urgent is never less than without Rasa

NUMBERS = st.floats(0, 1) | st.sampled_from([0.0, 0.3, 0.55, 0.75, 1.0])


@pytest.fixture(scope="module")
def lone() -> Assistant:
    return build_assistant(HOME, ScriptedNLU(), lambda: TODAY)


def words() -> st.SearchStrategy[str]:
    return st.sampled_from(
        [
            "I want to kill myself",
            "he hits me and i am scared",
            "she hears voices and thinks the baby is the devil",
            "i feel low",
            "my baby is 3 months old",
            "no",
            "2",
            "we live in Norwich",
        ]
    ) | st.text(min_size=1, max_size=40)


@st.composite
def understandings(draw: st.DrawFn, needs: list[str]) -> Understanding:
    in_scope = draw(st.booleans())
    found = draw(st.dictionaries(st.sampled_from(needs), NUMBERS, max_size=4)) if in_scope else {}
    slots = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "stage": st.sampled_from([("pregnant",), ("baby_under_1",)]),
                "area": st.sampled_from([("norwich",), ("waveney",)]),
                "who": st.just(("birthing_parent",)),
            },
        )
    )
    return Understanding(
        in_scope=in_scope,
        needs=tuple(FoundNeed(id, sure) for id, sure in sorted(found.items(), key=lambda one: -one[1])),
        act=draw(st.none() | st.sampled_from(["affirm", "deny", "go_back", "start_again", "for_someone_else"])),
        slots=slots,
        danger=draw(NUMBERS),
        emergency=draw(NUMBERS),
        kind=draw(st.none() | st.sampled_from(["suicide", "psychosis_emergency", "domestic_danger"])),
    )


@st.composite
def states(draw: st.DrawFn) -> State:
    state = State()
    for turn, (slot, value) in enumerate(
        draw(
            st.lists(
                st.sampled_from(
                    [("need", "low_mood"), ("need", "child_safety"), ("level", "struggling"), ("stage", "pregnant")]
                ),
                max_size=3,
                unique_by=lambda one: one[0],
            )
        ),
        1,
    ):
        state = State(given=(*state.given, Given(slot, (value,), turn)), turn=turn)
    heard = draw(st.sampled_from([(), (("need", ("low_mood",)),)]))
    return State(given=state.given, turn=state.turn, heard=heard)


def lies(needs: list[str]) -> st.SearchStrategy[object]:
    names = st.sampled_from(
        [*needs, "low_mood+anxiety", "out_of_scope", "affirm", "start_again", "harmless", "nonsense", ""]
    )
    sure = NUMBERS | st.sampled_from([-1.0, 1e9, math.nan, math.inf, True, "1", None])
    one = st.fixed_dictionaries({"name": names | st.none() | st.integers(), "confidence": sure})
    good = st.lists(st.fixed_dictionaries({"name": names, "confidence": st.floats(0, 1)}), max_size=6)
    return good | st.lists(one, max_size=4) | st.none() | st.text(max_size=5)


TIERS = ("none", "urgent", "emergency")


def gravest(lone: Assistant, turn: Turn) -> int:
    """How urgent it gets from here, what was heard confirmed and each question answered mildly: an index of TIERS."""
    found = [TIERS.index(turn.reply["urgent"]["tier"])]
    for _ in lone.pathway.questions:
        asks = turn.reply["question"]
        if asks is None or asks["slot"] == "after_alert":
            break
        turn = lone.choose(turn.state, asks["slot"], (asks["options"][0]["value"],), "en")
        found.append(TIERS.index(turn.reply["urgent"]["tier"]))
    return max(found)


@pytest.mark.parametrize("added", ["psychosis_signs", "domestic_abuse"])
def test_a_need_that_rasa_adds_may_ask_more_before_the_card_and_never_keeps_it(lone: Assistant, added: str) -> None:
    """Without Rasa the last answer brings the card; a need that is added is confirmed first, and has its questions."""
    state = State(given=(Given("need", ("child_safety",), 1),), turn=1)
    own = Own(Understanding(in_scope=False, needs=(), slots={"area": ("norwich",)}))
    kept = [id for id, need in lone.pathway.needs.items() if need.card is not None]
    alone, beside = (
        Assistant(lone.pathway, lone.screen, nlu, lone.catalogues, lone.today).say(state, "i feel low", "en")
        for nlu in (own, RasaNLU(ranked((added, 1.0)), own, list(lone.pathway.needs), kept))
    )
    assert alone.reply["urgent"]["tier"] == "urgent"
    assert beside.reply["question"]["slot"] == "confirm"
    assert gravest(lone, beside) >= TIERS.index("urgent")


@given(data=st.data())
@settings(max_examples=400, deadline=None)
def test_urgent_is_never_less_than_without_rasa(lone: Assistant, data: st.DataObject) -> None:
    needs = list(lone.pathway.needs)
    own, state, text = data.draw(understandings(needs)), data.draw(states()), data.draw(words())
    ranking = data.draw(lies(needs))

    def lie(asked_for: str) -> object:
        if ranking is None:
            raise RasaFailed("hung, or dead")
        return {"text": asked_for, "intent_ranking": ranking}

    kept = [id for id, need in lone.pathway.needs.items() if need.card is not None]
    with_rasa = RasaNLU(lie, Own(own), needs, kept)
    turns = [
        Assistant(lone.pathway, lone.screen, nlu, lone.catalogues, lone.today).say(state, text, "en")
        for nlu in (Own(own), with_rasa)
    ]
    without, beside = (turn.reply["urgent"] for turn in turns)
    assert gravest(lone, turns[1]) >= TIERS.index(without["tier"])
    if both_looks(lone.screen.check(text), own) is not None:
        # Danger in the words themselves waits for nothing.
        assert TIERS.index(beside["tier"]) >= TIERS.index(without["tier"])
        assert beside["kind"] == without["kind"] or beside["tier"] != without["tier"]
    # What leads to a card and was heard in this message is still asked about.
    heard = [set(dict(turn.state.heard).get("need", ())) & set(kept) for turn in turns]
    given = [set(turn.state.answers.get("need", ())) & set(kept) for turn in turns]
    assert heard[0] | given[0] <= heard[1] | given[1]
