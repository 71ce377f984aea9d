"""Where words come from: the locale, its parent, English; and Babel's traps on the way."""

import os
import shutil

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.language.catalogues import Catalogue, Catalogues, UnknownLocale, compile_catalogues
from bot.language.tags import accepted, chain, direction, easy, negotiate, plain, to_wire
from bot.loading.crisis import load_screen
from bot.pathway.text import Message, Text, say
from tests.conftest import TODAY
from tests.language.seen import CATALOGUES, DONE, LANGUAGES, PATHWAY, TRANSLATIONS, WORDINGS, marked
from tests.language.toys import copied, opened, save, written

BACK, WELCOME = WORDINGS["phrase.back"], WORDINGS["phrase.welcome"]
NUMBERS = {"samaritans": "116 123", "emergency_999": "999"}


def of(folder):
    return Catalogues(folder, PATHWAY.numbers)


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    return copied(tmp_path_factory.mktemp("sources"), "en", *DONE)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """The same, compiled, and the sources gone."""
    folder = copied(tmp_path_factory.mktemp("compiled"), "en", *DONE)
    assert compile_catalogues(folder) == sorted(("en", *DONE))
    for po in folder.glob("*/LC_MESSAGES/*.po"):
        po.unlink()
    return folder


# Compiled and source.


@pytest.mark.parametrize("locale", ["en", *DONE, "pl@easyread"])
def test_compiled_and_source_say_the_same(sources, compiled, locale):
    """Contexts survive: two messages of the same English keep words of their own."""
    one, other = of(sources)[locale], of(compiled)[locale]
    for id, text in WORDINGS.items():
        assert one.find(id, text.english) == other.find(id, text.english)
    assert one.find("page.send", "Send") == other.find("page.send", "Send")
    assert one.draft == other.draft


@pytest.mark.parametrize("suffix", ["sources", "compiled"])
def test_a_message_is_found_by_its_context_and_no_other(request, suffix):
    words = of(request.getfixturevalue(suffix))["pl"]
    assert words.find("phrase.back", "Back").lang == "pl"
    assert words.find("phrase.forward", "Back").lang == "en"
    assert words.find("", "Back").lang == "en"


def test_one_english_may_have_two_words(tmp_path):
    catalog = opened(copied(tmp_path, "pl"), "pl")
    for context, words in (("a", "Otwarte"), ("b", "Otwarci")):
        catalog.add("Open", words, context=context)
    save(catalog, tmp_path, "pl")
    compile_catalogues(tmp_path)
    (tmp_path / "pl" / "LC_MESSAGES" / "pathways.po").unlink()
    assert [of(tmp_path)["pl"].pgettext(context, "Open") for context in "abc"] == ["Otwarte", "Otwarci", "Open"]


def test_a_source_newer_than_what_was_compiled_is_read(tmp_path):
    written(tmp_path, "hu", {"phrase.back": "Régi"})
    compile_catalogues(tmp_path)
    assert of(tmp_path)["hu"].text(BACK) == "Régi"
    path = written(tmp_path, "hu", {"phrase.back": "Vissza"})
    assert of(tmp_path)["hu"].text(BACK) == "Vissza"
    os.utime(path, (1, 1))
    assert of(tmp_path)["hu"].text(BACK) == "Régi"


# What cannot be said in a language is said in English, and says so.


@pytest.mark.parametrize("compile", [False, True])
@pytest.mark.parametrize("locale", ["ar", "pl"])
@pytest.mark.parametrize("what", ["fuzzy", "empty", "English has changed", "not there"])
def test_words_that_do_not_hold_fall_back_to_english(tmp_path, what, locale, compile):
    catalog = opened(copied(tmp_path, locale), locale)
    message = catalog.get("Back", context="phrase.back")
    if what == "fuzzy":
        message.flags.add("fuzzy")
    elif what == "empty":
        message.string = ""
    else:
        catalog.delete("Back", context="phrase.back")
    if what == "English has changed":
        catalog.add("Go back", "x", context="phrase.back")
    save(catalog, tmp_path, locale)
    if compile:
        compile_catalogues(tmp_path)
    words = of(tmp_path)[locale]
    said = words.say(BACK)
    assert (said.text, said.lang, said.dir) == ("Back", "en", "ltr")
    assert words.say(WELCOME).lang == locale
    assert words.say(WELCOME).dir == direction(locale)


@pytest.mark.parametrize("locale", DONE)
def test_a_name_is_never_translated(locale):
    said = CATALOGUES[locale].say(PATHWAY.services["samaritans"].name)
    assert (said.text, said.lang, said.dir) == ("Samaritans", "en", "ltr")


# The chain.


@pytest.mark.parametrize(
    ("locale", "steps"),
    [
        ("en", ("en",)),
        ("pl", ("pl", "en")),
        ("pt_BR", ("pt_BR", "pt", "en")),
        ("en@easyread", ("en@easyread", "en")),
        ("pl@easyread", ("pl@easyread", "pl", "en")),
        ("pt_BR@easyread", ("pt_BR@easyread", "pt_BR", "pt", "en")),
    ],
)
def test_words_are_looked_for_in_the_locale_its_parents_and_english(locale, steps):
    assert chain(locale) == steps


@pytest.fixture
def brazil(tmp_path):
    """Three messages over Portuguese, of which one message is not done."""
    catalog = opened(copied(tmp_path, "en", "pt", "en@easyread"), "pt")
    catalog.get("Change", context="phrase.change").string = ""
    save(catalog, tmp_path, "pt")
    told = {"phrase.back": "Voltar já", "phrase.restart": "Começar de novo já", "card.standing.heading": "Socorro já"}
    written(tmp_path, "pt_BR", told, translator="Ana Souza")
    return of(tmp_path)


@pytest.mark.parametrize(("locale", "wire"), [("pt_BR", "pt-BR"), ("pt_BR@easyread", "pt-BR")])
def test_a_locale_of_three_messages_stands_on_its_language(brazil, locale, wire):
    words, parent = brazil[locale], brazil["pt"]
    assert (words.say(BACK).text, words.say(BACK).lang) == ("Voltar já", wire)
    assert words.say(WELCOME).text == parent.text(WELCOME)
    assert words.say(WELCOME).lang == "pt"
    assert words.say(WORDINGS["phrase.change"]).lang == "en"
    own = [id for id, text in WORDINGS.items() if words.find(id, text.english).lang == wire]
    assert own == ["card.standing.heading", "phrase.back", "phrase.restart"]


def test_what_stands_on_a_draft_is_a_draft(brazil):
    assert brazil["pt_BR"].draft
    assert not brazil["en"].draft


def test_the_wish_for_a_country_is_met_by_that_country_first(brazil):
    wishes = {"pt-BR": "pt_BR", "pt_br": "pt_BR", "pt-PT": "pt", "pt": "pt", "pt-BR-x-easyread": "pt_BR@easyread"}
    assert {wish: negotiate([wish], brazil.locales) for wish in wishes} == wishes


# A new language is a folder.


@pytest.fixture
def hungarian(tmp_path, built, nlu):
    """The assistant with a folder more: five messages of Hungarian, one of which is fuzzy."""
    copied(tmp_path, "en", "pl", "ar", "en@easyread")
    told = {
        "phrase.language_name": "magyar",
        "phrase.back": "Vissza",
        "group.feelings": "Hogy érzem magam",
        "card.standing.line.3": "Hívja: %(samaritans)s",
        "phrase.restart": "Újra",
    }
    written(tmp_path, "hu", told, fuzzy={"phrase.restart"})
    return Assistant(built.pathway, built.screen, nlu, of(tmp_path), lambda: TODAY)


def test_a_new_folder_is_offered_and_negotiated(hungarian):
    catalogues = hungarian.catalogues
    assert catalogues.languages == ("en", "ar", "hu", "pl")
    assert catalogues.locales[4:] == ("en@easyread", "ar@easyread", "hu@easyread", "pl@easyread")
    for wish in ("hu", "HU", "hu-HU", "hu_HU"):
        assert negotiate([wish, "pl"], catalogues.locales) == "hu"
    assert negotiate(["hu-x-easyread"], catalogues.locales) == "hu@easyread"


def test_a_new_folder_is_spoken_and_the_rest_is_english_that_says_so(hungarian):
    reply = hungarian.start("parent", "hu").reply
    assert (reply["locale"], reply["dir"], reply["draft"]) == ("hu", "ltr", True)
    options = {option["value"]: option for option in reply["question"]["options"]}
    assert (options["feelings"]["label"], options["feelings"]["lang"]) == ("Hogy érzem magam", "hu")
    english = hungarian.start("parent", "en").reply
    for one, other in zip(marked(reply), marked(english), strict=True):
        same = all(one.get(key) == other.get(key) for key in ("text", "label"))
        assert one["lang"] == ("en" if same else "hu")
    assert {one["lang"] for one in marked(reply)} == {"hu", "en"}


def test_a_new_folder_needs_no_phrases_of_danger_to_be_loaded(hungarian, tmp_path):
    assert (tmp_path / "hu").is_dir()
    shutil.copy(TRANSLATIONS / "en" / "crisis.yaml", tmp_path / "en")
    assert load_screen(tmp_path).check("i want to kill myself")


def test_a_fuzzy_message_of_a_new_folder_is_not_said(hungarian):
    words = hungarian.catalogues["hu"]
    assert words.say(WORDINGS["phrase.restart"]).lang == "en"
    assert words.text(BACK) == "Vissza"


def test_a_whole_conversation_can_be_had_in_a_language_that_is_hardly_begun(hungarian):
    turn = hungarian.start("parent", "hu")
    for slot, value in (("need", "bonding"), ("level", "coping"), ("stage", "child_1"), ("area", "norwich"), ("who", "birthing_parent"), ("parent_age", "20_or_over")):  # fmt: skip
        turn = hungarian.choose(turn.state, slot, (value,), "hu")
    assert turn.reply["outcome"]["services"]


# Easy Read of every language.


@pytest.mark.parametrize("language", LANGUAGES)
def test_easy_read_of_a_language_is_its_words_and_the_pictures_of_easy_read(language):
    words, without, pictured = CATALOGUES[easy(language)], CATALOGUES[language], CATALOGUES["en@easyread"]
    assert words.easy
    assert not without.easy
    assert (words.wire, words.dir, words.draft) == (f"{language}-x-easyread", without.dir, without.draft)
    for id, text in WORDINGS.items():
        said, beside = words.find(id, text.english), pictured.find(id, text.english).pictures
        assert said.text == without.find(id, text.english).text
        assert said.pictures
        assert said.pictures in (beside, beside[:1])
        assert len(said.as_json()["lines"]) == len(said.pictures)
        assert without.find(id, text.english).pictures == ()


def test_easy_read_english_is_the_words_and_pictures_that_were_written_for_it():
    words = CATALOGUES["en@easyread"]
    for id, text in WORDINGS.items():
        said = words.find(id, text.english)
        assert said.lang == "en-x-easyread"
        assert len(said.pictures) == said.text.count("\n") + 1


# What is not known is refused.


@pytest.mark.parametrize(
    "locale", ["xx", "", "PL", "pt-BR", "en-x-easyread", "../pl", "pl/../ar", "easyread", "@easyread"]
)
def test_a_locale_that_has_no_folder_is_refused_with_the_list(locale):
    with pytest.raises(UnknownLocale) as refused:
        CATALOGUES[locale]
    assert all(known in str(refused.value) for known in ("en", *LANGUAGES, "pl@easyread"))


def test_a_conversation_in_an_unknown_locale_is_refused(built):
    with pytest.raises(UnknownLocale, match="there is no locale 'xx'"):
        built.start("parent", "xx")


# Places.


def english(text, **places):
    return Catalogue("en", (), NUMBERS).text(say(Text("a", text), **places))


def test_places_are_filled_with_numbers_and_with_what_is_said():
    assert english("Call %(samaritans)s.") == "Call 116 123."
    leeway, both = (
        Message(Text("n", "Leeway", name=True)),
        [Message(Text("x", "One, two")), Message(Text("y", "Three"))],
    )
    assert (
        english("%(service)s: %(heard)s (%(emergency_999)s)", service=leeway, heard=both)
        == "Leeway: One, two; Three (999)"
    )


def test_what_fills_a_place_is_said_in_the_language_too():
    words = CATALOGUES["pl"]
    told = words.text(say(PATHWAY.phrases["confirm"], heard=[Message(PATHWAY.needs["low_mood"].label)]))
    assert words.text(PATHWAY.needs["low_mood"].label) in told


@pytest.mark.parametrize("text", ["100 %", "50% off", "%s", "% (x)s"])
def test_a_per_cent_sign_is_no_place(text):
    assert english(text) == text


def test_lines_that_fill_a_place_make_no_lines_of_their_own():
    lines = {("a", "All"): "You said: %(heard)s.", ("b", "One"): "First.\nSecond."}
    words = Catalogue("en@easyread", (("en@easyread", lines),), {}, {"a": ("speech",)})
    said = words.say(say(Text("a", "All"), heard=[Message(Text("b", "One"))])).as_json()
    assert [line["text"] for line in said["lines"]] == ["You said: First. Second.."]


def test_several_answers_stand_side_by_side_as_the_direction_wants():
    assert CATALOGUES["pl"].quote(["a", "b"]) == "a; b"
    assert CATALOGUES["ar"].quote(["أ", "ب"]) == "أ؛ ب"


# Numbers in text that runs from right to left.


@pytest.mark.parametrize("locale", ["ar", "ar@easyread"])
def test_a_number_holds_together_where_text_runs_from_right_to_left(locale):
    words = CATALOGUES[locale]
    assert words.dir == "rtl"
    for id, text in WORDINGS.items():
        said = words.text(say(text, **dict.fromkeys(("heard", "answers", "limit", "service", "count", "date"), ())))
        for number in (number for name, number in PATHWAY.numbers.items() if f"%({name})s" in text.english):
            assert said.count(number) == said.count(f"\u2066{number}\u2069") > 0, id
        assert said.count("\u2066") == said.count("\u2069")


@pytest.mark.parametrize("locale", [locale for locale in ("en", *DONE) if locale != "ar"])
def test_no_marks_stand_where_text_runs_from_left_to_right(locale):
    assert CATALOGUES[locale].dir == "ltr"
    assert "\u2066" not in CATALOGUES[locale].text(PATHWAY.phrases["talk_to_person"])


# Names of locales.

KNOWN = CATALOGUES.locales


@pytest.mark.parametrize("locale", KNOWN)
def test_the_name_on_the_wire_leads_back_to_the_locale(locale):
    assert negotiate([to_wire(locale)], KNOWN) == locale
    assert negotiate([to_wire(locale).upper()], KNOWN) == locale
    assert negotiate([locale], KNOWN) == locale
    assert to_wire(easy(locale)) == f"{to_wire(plain(locale))}-x-easyread"


WISHES = [
    (["pl"], "pl"),
    (["pl-PL"], "pl"),
    (["EN_gb"], "en"),
    (["en-US-x-easyread"], "en@easyread"),
    (["pt-BR"], "pt"),
    (["uk-UA", "ru"], "uk"),
    (["ar-EG"], "ar"),
    (["ro-MD"], "ro"),
    (["ru-Cyrl-KZ"], "ru"),
    (["en-x-easyread"], "en@easyread"),
    (["pl-x-easyread"], "pl@easyread"),
    (["PL-X-EasyRead"], "pl@easyread"),
    (["pl_PL@easyread"], "pl@easyread"),
    ([" lt "], "lt"),
    (["zh-CN", "bg"], "bg"),
    (["zh-CN"], None),
    (["zh-Hant-TW"], None),
    (["zh-x-easyread"], None),
    (["zh-x-easyread", "pl-x-easyread"], "pl@easyread"),
    (["*"], None),
    (["*", "pl"], "pl"),
    (["", "-", "x", "-x-easyread", "@easyread", "x-easyread"], None),
    (["plx"], None),
    (["p"], None),
    (["pl-"], None),
    (["i-klingon", "q=0.5", "../../etc/passwd", "\x00", "ł"], None),
    ([], None),
]


@pytest.mark.parametrize(("wishes", "locale"), WISHES, ids=[" ".join(wishes) for wishes, _ in WISHES])
def test_a_wish_is_met_as_nearly_as_it_can_be(wishes, locale):
    assert negotiate(wishes, KNOWN) == locale


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("pl", ["pl"]),
        ("en-GB,en;q=0.9,pl;q=0.8", ["en-GB", "en", "pl"]),
        ("en;q=0.5, pl;q=0.9 , ar", ["ar", "pl", "en"]),
        ("pl;q=0, en", ["en"]),
        ("pl;q=-1, en", ["en"]),
        ("pl;q=high, en", ["en"]),
        ("pl;q=, en", ["en"]),
        ("pl;q=nan, en", ["en"]),
        ("pl; q = 0.3, en; q = 0.2", ["pl", "en"]),
        ("*", ["*"]),
        ("*;q=0.5, lt", ["lt", "*"]),
        ("en, pl, ar", ["en", "pl", "ar"]),
        ("", []),
        (",;,;q=1", []),
        ("pl," + "x" * 10_000, ["pl", "x" * 497]),
    ],
)
def test_the_most_wanted_language_comes_first(header, tags):
    assert accepted(header) == tags


@given(st.lists(st.text(max_size=20)), st.text(max_size=300))
@example(["en-x-"], ";q=")
@example(["en_US_POSIX", "C", "en.UTF-8", "de@euro", "a-b-c-d-e-f", "en-1234"], "pl;q=1e400,en;q=1e-400")
def test_whatever_is_wished_is_met_or_passed_over(wishes, header):
    assert negotiate(wishes, KNOWN) in (None, *KNOWN)
    assert negotiate([*accepted(header), "lt"], KNOWN) in KNOWN


@given(st.lists(st.tuples(st.sampled_from(KNOWN), st.integers(1, 1000)), min_size=1, unique_by=lambda pair: pair[1]))
def test_the_locale_with_the_greatest_weight_is_spoken(pairs):
    header = ", ".join(f"{to_wire(locale)};q={weight / 1000:.3f}" for locale, weight in pairs[:15])
    assert negotiate(accepted(header), KNOWN) == max(pairs[:15], key=lambda pair: pair[1])[0]
