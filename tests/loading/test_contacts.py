"""Reading a contact: shown only with its source, its date and its status, and only if it can be used."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.loading.contacts import read_contact
from bot.loading.reader import Notebook, Reader
from bot.loading.strict_yaml import parse
from bot.pathway.hours import Span

GOOD = {"type": "phone", "value": '"116 123"', "status": "verified", "source": "a_page", "read": "2026-11-23"}


def read(**changes):
    """A good contact with `changes`; a key that is changed to None is left out."""
    entries = {key: value for key, value in (GOOD | changes).items() if value is not None}
    text = "contacts:\n  -\n" + "".join(f"    {key}: {value}\n" for key, value in entries.items())
    notes = Notebook("a.yaml")
    top = Reader(parse(text, file="a.yaml"), "service 'x'", notes)
    (contact,) = top.rows("contacts", lambda row: read_contact(row, "service.x"))
    lines = {key: number for number, key in enumerate(entries, 3)}
    return contact, notes, lines


def told(**changes):
    return [str(problem) for problem in read(**changes)[1].problems]


def test_a_good_contact_is_read_as_it_stands():
    contact, notes, _ = read(note="Ask for the team", published="2025-01-31", keyword="HELLO")
    assert notes.problems == []
    assert (contact.type, contact.value, contact.status, contact.source) == ("phone", "116 123", "verified", "a_page")
    assert (contact.published, contact.read, contact.keyword) == ("2025-01-31", "2026-11-23", "HELLO")
    assert (contact.note.id, contact.note.english) == ("service.x.contact.1.note", "Ask for the team")
    assert (contact.professionals_only, contact.always_open, contact.only_after_loss) == (False, False, None)
    assert notes.mentioned == [("source", "a_page", 6)]


def test_flags_are_read_and_only_after_loss_tells_no_from_not_said():
    contact, notes, _ = read(professionals_only="true", always_open="true", only_after_loss="false")
    assert notes.problems == []
    assert (contact.professionals_only, contact.always_open, contact.only_after_loss) == (True, True, False)
    assert read(only_after_loss="true")[0].only_after_loss is True


@pytest.mark.parametrize("flag", ["professionals_only", "always_open", "only_after_loss"])
@pytest.mark.parametrize("value", ["yes", "1", '"true"', "[true]", "True"])
def test_a_flag_is_true_or_false_and_nothing_else(flag, value):
    (problem,) = told(**{flag: value})
    assert f"'{flag}'" in problem
    assert "write true or false" in problem


@pytest.mark.parametrize("type", ["phone", "text", "email", "url", "address", "hours", "form"])
def test_a_contact_nobody_could_find_needs_no_source_and_no_date(type):
    contact, notes, _ = read(type=type, value=None, status="unknown", source=None, read=None)
    assert notes.problems == []
    assert (contact.type, contact.value, contact.status) == (type, None, "unknown")


@pytest.mark.parametrize("status", ["verified", "secondary_agreed", "secondary"])
@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("source", ["no source", "may not be shown", "add 'source: ...'"]),
        ("value", ["has no value", "status: unknown"]),
        ("read", ["when it was read", "add 'read: "]),
    ],
)
def test_a_contact_to_be_shown_has_a_value_a_source_and_the_day_it_was_read(status, key, words):
    (problem,) = told(status=status, **{key: None})
    assert all(word in problem for word in words)


def test_an_unknown_contact_with_a_value_is_a_problem():
    (problem,) = told(status="unknown")
    assert "an unknown contact has a value" in problem
    assert "take the value out" in problem


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"type": "phon"}, ["no type 'phon'", "write 'phone'"]),
        ({"type": "fax"}, ["no type 'fax'", "use one of: address, email, form, hours, phone, text, url"]),
        ({"type": None}, ["no 'type'", "add a line 'type: ...'"]),
        ({"status": "verifid"}, ["no status 'verifid'", "write 'verified'"]),
        ({"status": None}, ["no 'status'", "add a line 'status: ...'"]),
        ({"sorce": "a_page"}, ["contact 1 of service 'x'", "unknown key 'sorce'", "write 'source'"]),
        ({"note": '"Or call 0300 123 1503"'}, ["long number"]),
        ({"note": "7"}, ["must be words"]),
    ],
)
def test_a_slip_of_the_pen_in_a_contact_is_named_with_its_remedy(changes, words):
    (problem,) = told(**changes)
    assert all(word in problem for word in words), problem


@pytest.mark.parametrize("type", ["phone", "text"])
@pytest.mark.parametrize(
    "number", ["999", "111", "116 123", "85258", "0800 1111", "0300 123 1503", "07480 635060", "03456 061 499"]
)
def test_numbers_as_people_here_write_them_are_taken(type, number):
    contact, notes, _ = read(type=type, value=f'"{number}"')
    assert notes.problems == []
    assert contact.value == number


@pytest.mark.parametrize("type", ["phone", "text"])
@pytest.mark.parametrize(
    "number",
    [
        "",
        "9",
        "99",
        "1 1",
        "0300 123 15033",
        "+44 300 123 1503",
        "0300-123-1503",
        "(0300) 123 1503",
        "0300 123 1503 ext 2",
        "0300.123.1503",
        " 0300 123 1503",
        "0300 123 1503 ",
        "0300 123 15O3",
        "call 999",
        "0300 1231503\\n",
        "0300\\u00a01231503",
    ],
)
def test_what_cannot_be_dialled_as_it_stands_is_a_problem_on_its_line(type, number):
    _, notes, lines = read(type=type, value=f'"{number}"')
    (problem,) = notes.problems
    assert problem.line == lines["value"]
    assert "not a UK phone number" in problem.problem
    assert "digits and spaces only" in problem.remedy


@pytest.mark.parametrize("number", ["١١٦ ١٢٣", "０８００ １１１１"])
def test_digits_of_other_scripts_are_no_phone_number(number):
    assert told(value=f'"{number}"')


@given(st.from_regex(r"[0-9]([0-9 ]{0,14})[0-9]", fullmatch=True))
def test_a_number_is_taken_exactly_when_it_has_three_to_eleven_digits(number):
    problems = told(value=f'"{number}"')
    assert (not problems) is (3 <= sum(c.isdigit() for c in number) <= 11)


@pytest.mark.parametrize(
    "address", ["a@b.uk", "Lotus@nsft.nhs.uk", "first.last+baby@team-one.nhs.net", "jo_1@samaritans.org"]
)
def test_e_mail_addresses_are_taken(address):
    assert told(type="email", value=f'"{address}"') == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@b",
        "@b.uk",
        "a@",
        "a b@c.uk",
        "a@b c.uk",
        "a@@b.uk",
        "a@b.uk ",
        "a@b.uk\\n",
        "a at b.uk",
        "a@b..uk",
        "mailto:a@b.uk",
    ],
)
def test_what_is_no_e_mail_address_is_a_problem_on_its_line(address):
    _, notes, lines = read(type="email", value=f'"{address}"')
    (problem,) = notes.problems
    assert problem.line == lines["value"]
    assert "not an e-mail address" in problem.problem
    assert "name@example.org" in problem.remedy


@pytest.mark.parametrize("type", ["url", "form"])
@pytest.mark.parametrize("address", ["https://111.nhs.uk", "http://www.suffolk.gov.uk/a?b=c#d", "https://a.org:8443/x"])
def test_web_addresses_are_taken(type, address):
    assert told(type=type, value=f'"{address}"') == []


@pytest.mark.parametrize("type", ["url", "form"])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "www.nhs.uk",
        "nhs.uk/x",
        "//nhs.uk",
        "https:",
        "https://",
        "https:///x",
        "ftp://nhs.uk",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/x",
        "mailto:a@b.uk",
    ],
)
def test_what_is_no_web_address_is_a_problem_on_its_line(type, address):
    _, notes, lines = read(type=type, value=f'"{address}"')
    (problem,) = notes.problems
    assert problem.line == lines["value"]
    assert "not a web address" in problem.problem
    assert "https://" in problem.remedy


@pytest.mark.parametrize(
    "address", ["https://nhs uk/x", "https://nhs.uk/a b", "https://nhs.uk:port/", "https://<b>", "https://a@b"]
)
def test_a_web_address_that_leads_nowhere_is_a_problem(address):
    assert told(type="url", value=f'"{address}"')


def test_a_web_address_with_a_lone_bracket_is_a_problem():
    assert told(type="url", value='"https://[nhs.uk"')


def test_street_addresses_are_free_words():
    contact, notes, _ = read(type="address", value='"King Street, Great Yarmouth"')
    assert notes.problems == []
    assert contact.value == "King Street, Great Yarmouth"


def test_opening_hours_are_kept_as_found_and_as_every_language_can_say_them():
    contact, notes, _ = read(type="hours", value='"Monday to Friday, 9:00 to 17:00"', week='"mon-fri 09:00-17:00"')
    assert notes.problems == []
    assert contact.week == (Span((0, 1, 2, 3, 4), 540, 1020),)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"type": "hours", "value": '"9 to 5"'}, ["opening hours", "week: "]),
        ({"type": "address", "value": '"King Street"', "week": "always"}, ["only opening hours"]),
        ({"type": "hours", "value": '"9 to 5"', "week": '"weekdays 9-5"'}, ["weekdays 9-5", "mon-fri 08:00-20:00"]),
    ],
)
def test_hours_that_cannot_be_read_are_a_problem(row, words):
    problems = " ".join(told(**row))
    assert all(word in problems for word in words)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(["published", "read"]))
def test_every_day_of_the_calendar_is_a_date(day, key):
    contact, notes, _ = read(**{key: day.isoformat()})
    assert notes.problems == []
    assert getattr(contact, key) == day.isoformat()


@pytest.mark.parametrize("key", ["published", "read"])
@pytest.mark.parametrize(
    "value",
    [
        "2026",
        "2026-11",
        "23/11/2026",
        "23-11-2026",
        "2026-1-2",
        "26-11-23",
        "2026-11-23T10:00",
        '"2026-11-23 "',
        "23 November 2026",
        "soon",
    ],
)
def test_a_date_is_written_one_way(key, value):
    _, notes, lines = read(**{key: value})
    (problem,) = notes.problems
    assert problem.line == lines[key]
    assert f"'{key}' must be a date" in problem.problem
    assert "2026-11-23" in problem.remedy


@pytest.mark.parametrize("key", ["published", "read"])
@pytest.mark.parametrize("value", ["2025-13-01", "2025-02-30", "2025-00-10", "0000-01-01", "٢٠٢٥-٠١-٠١"])
def test_a_day_that_no_calendar_has_is_a_problem(key, value):
    assert told(**{key: value})
