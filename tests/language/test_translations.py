"""The translations as they are: whole, faithful, with a picture for every line of Easy Read; and the examiner finds what is not."""

import re

import pytest
import yaml
from babel.messages.pofile import read_po

from api.web.pages import PICTURES, drawn
from bot.language.catalogues import DOMAINS, DRAFT
from bot.language.report import examine, unpictured
from tests.conftest import HOME
from tests.language.seen import CATALOGUES, DONE, PATHWAY, TRANSLATIONS, WORDINGS
from tests.language.toys import copied, opened, save

LINES = {line.locale: line for line in examine(TRANSLATIONS, PATHWAY.names)}
DRAWN = {path.stem: path for path in drawn()}
BESIDE = {
    context: tuple(names)
    for context, names in yaml.safe_load((TRANSLATIONS / "en@easyread" / "pictures.yaml").read_text("utf-8")).items()
}
ON_BUTTONS = {
    one.picture
    for one in (
        *(option for question in PATHWAY.questions.values() for option in question.options),
        *PATHWAY.groups.values(),
        *PATHWAY.needs.values(),
    )
    if one.picture
}


def template(domain):
    with (TRANSLATIONS / f"{domain}.pot").open("rb") as file:
        return {(message.context, message.id) for message in read_po(file) if message.id}


def test_every_locale_is_examined():
    assert set(LINES) == set(DONE)


@pytest.mark.parametrize("locale", DONE)
def test_a_language_is_whole_and_faithful(locale):
    line = LINES[locale]
    assert line.problems == []
    assert line.blocking == []
    assert (line.done, line.fuzzy, line.missing, line.share) == (line.wanted, 0, 0, 1.0)


def test_the_templates_hold_every_text():
    assert template("pathways") == {(id, text.english) for id, text in WORDINGS.items()}
    called = re.compile(r'(?:pgettext|passage)\(\s*"([^"]+)",\s*"([^"]+)"')
    pages = "".join(path.read_text("utf-8") for path in (HOME / "api").glob("*/templates/**/*.html"))
    assert template("messages") == set(called.findall(pages))


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("locale", DONE)
def test_a_catalogue_holds_what_the_template_holds(locale, domain):
    catalog = opened(TRANSLATIONS, locale, domain)
    assert {(message.context, message.id) for message in catalog if message.id} == template(domain)
    assert not catalog.obsolete


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_english_catalogue_says_nothing_of_its_own(domain):
    assert not [message.context for message in opened(TRANSLATIONS, "en", domain) if message.id and message.string]


@pytest.mark.parametrize("locale", DONE)
def test_a_catalogue_is_a_draft_until_a_named_person_stands_in_its_header(locale):
    drafts = []
    for domain in DOMAINS:
        catalog = opened(TRANSLATIONS, locale, domain)
        drafts.append(catalog.last_translator == DRAFT)
        assert drafts[-1] == ("Draft:" in catalog.header_comment)
        assert drafts[-1] or re.match(r"(?!FULL NAME)[^\W\d_]+ [^<>@]+", catalog.last_translator)
    assert CATALOGUES[locale].draft == LINES[locale].draft == any(drafts)


def test_every_line_of_easy_read_has_its_picture():
    assert unpictured(TRANSLATIONS, BESIDE, DRAWN) == []
    assert set(BESIDE) == {context for domain in DOMAINS for context, _ in template(domain)}


def test_every_picture_is_used_and_there():
    assert {name for names in BESIDE.values() for name in names} | ON_BUTTONS == set(DRAWN)


def test_every_picture_has_its_maker_and_licence():
    listed = yaml.safe_load((PICTURES / "pictures.yaml").read_text("utf-8"))
    assert set(listed) == set(DRAWN)
    _, *credits = (PICTURES / "ATTRIBUTION.md").read_text("utf-8").split("\n## ")
    of_set = {credit.partition("\n")[0]: credit for credit in credits}
    for name, path in DRAWN.items():
        entry = listed[name]
        assert entry["set"] == path.parent.name
        assert f"\n| {name} | {entry['file']} | {entry['shows']} |" in of_set[entry["set"]]
    for folder in {path.parent for path in DRAWN.values()}:
        assert (folder / "LICENSE").read_text("utf-8").strip()
        assert re.search(r"licen[cs]e", of_set[folder.name], re.I)


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_only_a_drawing(name):
    drawing = DRAWN[name].read_text("utf-8")
    assert "<svg" in drawing
    assert not re.search(
        r"<script|<foreignObject|<image|\son\w+=|href\s*=\s*[\"'](?!#)|url\((?!#)|@import", drawing, re.I
    )


# What the examiner finds.


def told(catalog, context):
    (message,) = (message for message in catalog if message.context == context)
    return message


def taken_out(message):
    message.string = ""


def made_fuzzy(message):
    message.flags.add("fuzzy")


def saying(words):
    def change(message):
        message.string = words

    return change


def saying_instead(old, new):
    def change(message):
        assert old in message.string
        message.string = message.string.replace(old, new)

    return change


UNFINISHED = [
    ("a message is missing", "pl", "phrase.back", taken_out, (0, 1), []),
    ("a message is fuzzy", "pl", "phrase.back", made_fuzzy, (1, 0), []),
    ("a safety card is missing", "ar", "card.suicide.line.1", taken_out, (0, 1), ["card.suicide.line.1: missing"]),
    ("a safety card is fuzzy", "lt", "card.suicide.heading", made_fuzzy, (1, 0), ["card.suicide.heading: fuzzy"]),
    ("standing help is fuzzy", "ru", "card.standing.heading", made_fuzzy, (1, 0), ["card.standing.heading: fuzzy"]),
    ("what we say of ourselves", "uk", "phrase.not_advice", taken_out, (0, 1), ["phrase.not_advice: missing"]),
]


@pytest.mark.parametrize(("what", "locale", "context", "change", "counts", "blocking"), UNFINISHED, ids=[row[0] for row in UNFINISHED])  # fmt: skip
def test_what_is_not_finished_is_found(tmp_path, what, locale, context, change, counts, blocking):
    catalog = opened(copied(tmp_path, locale), locale)
    change(told(catalog, context))
    save(catalog, tmp_path, locale)
    (line,) = examine(tmp_path, PATHWAY.names)
    assert (line.fuzzy, line.missing) == counts
    assert line.done == line.wanted - 1
    assert line.share < 1
    assert line.blocking == blocking
    assert line.problems == []


SIXTEEN = "You can call them on any day of the week and ask them what you want."
FAULTY = [
    ("a place is renamed", "pl", "card.suicide.line.2", saying_instead("(samaritans)", "(samarytanie)"),
     "card.suicide.line.2: the places are %(samarytanie)s, %(shout)s, in English %(samaritans)s, %(shout)s"),
    ("a place is lost", "bg", "card.unsafe.heading", saying("Обадете се сега"),
     "card.unsafe.heading: the places are none, in English %(emergency_999)s"),
    ("a number is lost", "pt", "question.parent_age.16_to_19", saying("De 16 a mais"),
     "question.parent_age.16_to_19: the numbers 19 are missing"),
    ("a number is added", "ro", "question.parent_age.16_to_19", saying_instead("19", "19 sau 20"),
     "question.parent_age.16_to_19: the numbers 20 are not in the English"),
    ("English is left", "pl", "service.gp.what", saying("Lekarz can help you with your health."),
     "service.gp.what: English is left: help you with your"),
    ("Latin letters", "ar", "phrase.back", saying("raja"), "phrase.back: it is not in the language's script"),
    ("Latin letters in Cyrillic", "uk", "service.gp.called", saying("Vash likar"),
     "service.gp.called: it is not in the language's script"),
    ("a link", "lt", "phrase.back", saying("Atgal https://example.org"), "phrase.back: the links differ"),
    ("a long sentence of Easy Read", "en@easyread", "service.gp.how", saying(SIXTEEN),
     f"service.gp.how: a sentence of 16 words: {SIXTEEN}"),
    ("a long second sentence", "en@easyread", "service.gp.how", saying(f"Call them.\n{SIXTEEN}"),
     f"service.gp.how: a sentence of 16 words: {SIXTEEN}"),
    ("a number lost in Easy Read", "en@easyread", "question.parent_age.under_16", saying("Younger"),
     "question.parent_age.under_16: the numbers 16 are missing"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "locale", "context", "change", "problem"), FAULTY, ids=[row[0] for row in FAULTY])
def test_what_is_not_faithful_is_found(tmp_path, what, locale, context, change, problem):
    catalog = opened(copied(tmp_path, locale), locale)
    change(told(catalog, context))
    save(catalog, tmp_path, locale)
    (line,) = examine(tmp_path, PATHWAY.names)
    assert line.problems == [problem]
    assert line.share == 1.0


def test_english_that_changed_since_is_missing(tmp_path):
    catalog = opened(copied(tmp_path, "pl"), "pl")
    message = told(catalog, "card.standing.heading")
    catalog.delete(message.id, context=message.context)
    catalog.add("Help at once", "Pomoc od razu", context="card.standing.heading")
    save(catalog, tmp_path, "pl")
    (line,) = examine(tmp_path, PATHWAY.names)
    assert line.blocking == ["card.standing.heading: missing"]


def test_a_locale_without_a_catalogue_is_all_missing_and_a_draft(tmp_path):
    (copied(tmp_path) / "hu" / "LC_MESSAGES").mkdir(parents=True)
    (line,) = examine(tmp_path, PATHWAY.names)
    assert (line.locale, line.done, line.share, line.draft) == ("hu", 0, 0.0, True)
    assert "card.suicide.heading: missing" in line.blocking


@pytest.mark.parametrize(("translator", "draft"), [(DRAFT, True), ("", True), ("FULL NAME <EMAIL@ADDRESS>", True), ("Ona Onaitė", False)])  # fmt: skip
def test_a_draft_ends_when_every_catalogue_names_a_person(tmp_path, translator, draft):
    copied(tmp_path, "lt")
    for domain in DOMAINS:
        catalog = opened(tmp_path, "lt", domain)
        catalog.last_translator = translator
        assert examine(tmp_path, PATHWAY.names)[0].draft
        save(catalog, tmp_path, "lt", domain)
    assert examine(tmp_path, PATHWAY.names)[0].draft == draft


def test_a_name_may_stay_english(tmp_path):
    catalog = opened(copied(tmp_path, "pl"), "pl")
    told(catalog, "phrase.back").string = "Fundusz Your Help with Money"
    save(catalog, tmp_path, "pl")
    (line,) = examine(tmp_path, PATHWAY.names)
    assert line.problems == ["phrase.back: English is left: Your Help with"]
    (line,) = examine(tmp_path, {"Your Help with Money"})
    assert not [problem for problem in line.problems if problem.startswith("phrase.back")]


NAMED = "service.gp.called"


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        ((), "1 lines, 0 pictures"),
        (("doctor", "phone"), "1 lines, 2 pictures"),
        (("unicorn",), "there is no picture 'unicorn'"),
    ],
)
def test_a_line_without_its_picture_is_found(names, problem):
    assert unpictured(TRANSLATIONS, BESIDE | {NAMED: names}, DRAWN) == [f"{NAMED}: {problem}"]


def test_a_message_that_no_picture_is_named_for_is_found():
    beside = {context: names for context, names in BESIDE.items() if context != NAMED}
    assert unpictured(TRANSLATIONS, beside, DRAWN) == [f"{NAMED}: 1 lines, 0 pictures"]


def test_a_picture_that_was_deleted_is_found():
    drawn = set(DRAWN) - {"doctor"}
    assert f"{NAMED}: there is no picture 'doctor'" in unpictured(TRANSLATIONS, BESIDE, drawn)
