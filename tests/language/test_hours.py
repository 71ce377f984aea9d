"""Opening hours: read from the small form, true of every minute of the week, said in every language."""

import re

import pytest
from babel.dates import get_day_names
from hypothesis import given
from hypothesis import strategies as st

from bot.language.hours import say_hours
from bot.language.tags import plain
from bot.pathway.hours import ALWAYS, DAY, DAYS, BadHours, Span, is_open, read_hours
from tests.language.seen import CATALOGUES, PATHWAY

WEEK = range(7 * DAY)
days = st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found)))
spans = st.builds(Span, days, st.integers(0, DAY - 1), st.integers(0, DAY))
weeks = st.lists(spans, max_size=3).map(tuple)


def minutes(span):
    """Every minute of a week at which a span is open, counted one by one from its start."""
    open = set()
    for day in span.days:
        minute = day * DAY + span.start
        end = day * DAY + span.end + (DAY if span.end <= span.start else 0)
        while minute < end:
            open.add(minute % len(WEEK))
            minute += 1
    return open


def clock(minute):
    return f"{minute // 60:02}:{minute % 60:02}"


def written(span):
    return f"{'+'.join(DAYS[day] for day in span.days)} {clock(span.start)}-{clock(span.end)}"


@given(weeks)
def test_it_is_open_at_the_minutes_that_were_counted(week):
    counted = set().union(*map(minutes, week))
    edges = {minute + step for span in week for day in range(7) for minute in (day * DAY + span.start, day * DAY + span.end) for step in (-1, 0, 1)}  # fmt: skip
    for minute in {*edges, *range(0, len(WEEK), 97)}:
        at = minute % len(WEEK)
        assert is_open(week, at // DAY, at % DAY) == (at in counted)


@given(spans)
def test_a_span_is_open_for_as_long_as_it_says(span):
    longest = (span.end - span.start) % DAY or DAY
    assert len(minutes(span)) <= longest * len(span.days)
    assert len(minutes(Span(span.days[:1], span.start, span.end))) == longest


@given(weeks.filter(bool))
def test_what_is_written_is_read_back(week):
    assert read_hours(", ".join(map(written, week))) == week


READ = [
    ("always", ALWAYS),
    ("mon 08:00-20:00", (Span((0,), 480, 1200),)),
    ("mon-fri 09:00-17:00", (Span((0, 1, 2, 3, 4), 540, 1020),)),
    ("sat+sun 09:00-15:00", (Span((5, 6), 540, 900),)),
    ("mon+wed-fri 00:00-24:00", (Span((0, 2, 3, 4), 0, DAY),)),
    ("fri+mon+mon-tue 08:00-09:00", (Span((0, 1, 4), 480, 540),)),
    ("mon-fri 08:00-12:00,mon-fri 13:00-17:00", (Span((0, 1, 2, 3, 4), 480, 720), Span((0, 1, 2, 3, 4), 780, 1020))),
    ("mon-thu 17:00-09:00", (Span((0, 1, 2, 3), 1020, 540),)),
    ("sun 22:00-00:00", (Span((6,), 1320, 0),)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "week"), READ, ids=[text for text, _ in READ])
def test_hours_are_read(text, week):
    assert read_hours(text) == week


@pytest.mark.parametrize(
    ("text", "day", "minute", "open"),
    [
        ("mon-fri 08:00-20:00", 0, 480, True),
        ("mon-fri 08:00-20:00", 0, 479, False),
        ("mon-fri 08:00-20:00", 4, 1199, True),
        ("mon-fri 08:00-20:00", 4, 1200, False),
        ("mon-fri 08:00-20:00", 5, 720, False),
        ("mon-thu 17:00-09:00", 0, 0, False),
        ("mon-thu 17:00-09:00", 3, DAY - 1, True),
        ("mon-thu 17:00-09:00", 4, 539, True),
        ("mon-thu 17:00-09:00", 4, 540, False),
        ("mon-thu 17:00-09:00", 4, 1020, False),
        ("sun 22:00-06:00", 0, 359, True),
        ("sun 22:00-06:00", 0, 360, False),
        ("sun 22:00-00:00", 6, DAY - 1, True),
        ("sun 22:00-00:00", 0, 0, False),
        ("sat 08:00-08:00", 5, 480, True),
        ("sat 08:00-08:00", 6, 479, True),
        ("sat 08:00-08:00", 6, 480, False),
        ("always", 6, DAY - 1, True),
    ],
)
def test_an_end_that_is_not_after_the_start_is_on_the_next_day(text, day, minute, open):
    assert is_open(read_hours(text), day, minute) is open


def test_nothing_is_never_open():
    assert not any(is_open((), day, minute) for day in range(7) for minute in range(0, DAY, 60))


@given(st.integers(0, 6), st.integers(0, DAY - 1))
def test_always_is_at_every_minute(day, minute):
    assert is_open(ALWAYS, day, minute)


BAD = [
    ("", "'' is not days and times"),
    ("Always", "'Always' is not days and times"),
    ("24/7", "'24/7' is not days and times"),
    ("mon", "'mon' is not days and times"),
    ("08:00-20:00", "'08:00-20:00' is not days and times"),
    ("mon 8:00-20:00", "'mon 8:00-20:00' is not days and times"),
    ("mon 08:00 - 20:00", "is not days and times"),
    ("mon 08:00-20:00 ?", "is not days and times"),
    ("Mon 08:00-20:00", "is not days and times"),
    ("monday 08:00-20:00", "is not days and times"),
    ("mon  08:00-20:00", "is not days and times"),
    ("mon 08:00–20:00", "is not days and times"),
    ("mon 08:00-20:00; tue 08:00-20:00", "is not days and times"),
    ("mon 08:00-20:00,", "'' is not days and times"),
    ("moo 08:00-20:00", "'moo' is not a day or two: use mon, tue, wed, thu, fri, sat, sun"),
    ("mon-moo 08:00-20:00", "'mon-moo' is not a day or two"),
    ("mon-wed-fri 08:00-20:00", "'mon-wed-fri' is not a day or two"),
    ("mon+-tue 08:00-20:00", "is not days and times"),
    ("fri-mon 08:00-20:00", "'fri-mon' runs backwards"),
    ("tue+sun-sat 08:00-20:00", "'sun-sat' runs backwards"),
    ("mon 08:60-20:00", "'08:60' is not a time of day"),
    ("mon 08:00-24:01", "'24:01' is not a time of day"),
    ("mon 25:00-26:00", "'25:00' is not a time of day"),
    ("mon 24:00-08:00", "'24:00' is the next day's 00:00"),
]


@pytest.mark.parametrize(("text", "why"), BAD, ids=[repr(text) for text, _ in BAD])
def test_another_form_is_refused_with_words(text, why):
    with pytest.raises(BadHours, match=re.escape(why)):
        read_hours(text)


@given(st.text(max_size=40) | st.from_regex(r"\A[a-z]{3}([-+][a-z]{3})? [0-9٠-٩]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}\Z"))
def test_whatever_is_written_is_read_or_refused_with_words(text):
    try:
        week = read_hours(text)
    except BadHours:
        return
    assert all(0 <= span.start < DAY and 0 <= span.end <= DAY and span.days for span in week)


SAID = [
    ("mon-fri 08:00-20:00, sat+sun 09:00-15:00", "en", "Monday–Friday 08:00–20:00; Saturday, Sunday 09:00–15:00"),
    ("mon-fri 08:00-20:00", "en@easyread", "Monday–Friday 08:00–20:00"),
    ("mon-fri 08:00-20:00", "pl", "poniedziałek–piątek 08:00–20:00"),
    ("mon+wed+fri 10:00-12:00", "lt", "pirmadienis, trečiadienis, penktadienis 10:00–12:00"),
    ("mon-thu 17:00-09:00", "uk", "понеділок–четвер 17:00–09:00"),
    ("sat 00:00-24:00", "bg", "събота 00:00–24:00"),
    ("sun 18:00-22:00", "ar", "الأحد 18:00–22:00"),
    ("mon+tue 09:00-17:00", "pl@easyread", "poniedziałek, wtorek 09:00–17:00"),
    ("mon-tue 09:00-17:00", "pt", "segunda-feira, terça-feira 09:00–17:00"),
]


@pytest.mark.parametrize(("text", "locale", "words"), SAID, ids=[locale for _, locale, _ in SAID])
def test_hours_are_said_in_the_language(text, locale, words):
    assert say_hours(read_hours(text), locale) == words


@given(st.sampled_from(CATALOGUES.locales), weeks.filter(bool))
def test_the_first_and_last_day_and_both_times_are_said(locale, week):
    words = say_hours(week, locale)
    names = get_day_names("wide", "stand-alone", locale=plain(locale))
    for span in week:
        assert names[span.days[0]] in words
        assert names[span.days[-1]] in words
        assert f"{clock(span.start)}–{clock(span.end)}" in words
    assert words.count("–") >= len(week)


@pytest.mark.parametrize("locale", CATALOGUES.locales)
def test_hours_that_differ_are_said_differently(locale):
    weeks = {contact.week for service in PATHWAY.services.values() for contact in service.contacts if contact.week}
    assert len({say_hours(week, locale) for week in weeks}) == len(weeks)


def test_every_service_that_has_hours_can_say_them():
    hours = [c for service in PATHWAY.services.values() for c in service.contacts if c.type == "hours" and c.value]
    assert hours
    assert all(contact.week for contact in hours)
