"""Dates as people write them: which are read, as what, and where they stand."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import assert_quick
from policykit.text.dates import dates

# the text with the date in «…», and what it says in ISO 8601
READ = (
    # ISO 8601
    ("«2026-12-01»", "2026-12-01"),
    ("until «2026/12/01»", "2026-12-01"),
    ("«2026-12-01T09:00:00+01:00»", "2026-12-01T09:00:00+01:00"),
    ("«2026-12-01T09:00:00.250-0500»", "2026-12-01T09:00:00-05:00"),
    ("«2026-12-01T09:00Z».", "2026-12-01T09:00:00+00:00"),
    ("«2026-12-01 09:00+02:00»", "2026-12-01T09:00:00+02:00"),
    ("«2026-12-01 09:00 UTC+1»", "2026-12-01T09:00:00+01:00"),
    ("«2026-12-01 09:00 (GMT-3:30)»", "2026-12-01T09:00:00-03:30"),
    ("«2026-12-01 09:00»-10:00", "2026-12-01T09:00:00"),
    # English
    ("embargoed until «1 December 2026, 09:00 CET»", "2026-12-01T09:00:00+01:00"),
    ("«December 1, 2026»", "2026-12-01"),
    ("«December 1st, 2026 at 9 a.m. ET»: news", "2026-12-01T09:00:00-05:00"),
    ("«Dec. 1 2026, 9:30 pm PST»", "2026-12-01T21:30:00-08:00"),
    ("the «1st of December 2026»", "2026-12-01"),
    ("«1-Dec-2026»", "2026-12-01"),
    ("«01Dec2026»", "2026-12-01"),
    ("«December the 1st, 2026»", "2026-12-01"),
    ("«00:01 GMT on Tuesday 1 December 2026»", "2026-12-01T00:01:00+00:00"),
    ("«00.01hrs, Tuesday, December 1, 2026»", "2026-12-01T00:01:00"),
    ("«0001 GMT 1 Dec 2026»", "2026-12-01T00:01:00+00:00"),
    ("«1 December 2026 (Tuesday), 6 pm PT»", "2026-12-01T18:00:00-08:00"),
    ("«1 July 2026, 9am BST»", "2026-07-01T09:00:00+01:00"),
    ("«12 am, 1 December 2026»", "2026-12-01T00:00:00"),
    ("«12 pm, 1 December 2026»", "2026-12-01T12:00:00"),
    ("«noon on 1 December 2026»", "2026-12-01T12:00:00"),
    ("«1 December 2026, 12 noon JST»", "2026-12-01T12:00:00+09:00"),
    # German
    ("Sperrfrist:«01.12.2026»", "2026-12-01"),
    ("«1. Dezember 2026, 9 Uhr»", "2026-12-01T09:00:00"),
    ("«9.30 Uhr am Dienstag, den 1. Dezember 2026»", "2026-12-01T09:30:00"),
    ("«1. Jänner 2027 um 18 Uhr 30 MEZ»", "2027-01-01T18:30:00+01:00"),
    ("«1. 3. 2027, 6 Uhr abends»", "2027-03-01T18:00:00"),
    ("«1. Maerz 2027»", "2027-03-01"),
    ("«1. Juli 2027, 9:00 MESZ»", "2027-07-01T09:00:00+02:00"),
    # French
    ("sous embargo jusqu'au «1er décembre 2026 à 9h00»", "2026-12-01T09:00:00"),
    ("mardi «1 decembre 2026»", "2026-12-01"),
    ("«1er de\u0301cembre 2026»", "2026-12-01"),
    ("«15 août 2026, midi»", "2026-08-15T12:00:00"),
    ("«9 heures, le 15 fevrier 2026»", "2026-02-15T09:00:00"),
    ("«3 mars 2026, 3 h du matin»", "2026-03-03T03:00:00"),
    # Spanish
    ("embargado hasta el «1 de diciembre de 2026»", "2026-12-01"),
    ("«1 de diciembre de 2026» (martes)", "2026-12-01"),
    ("«1º de diciembre de 2026 a las 9:00 h»", "2026-12-01T09:00:00"),
    ("«diciembre 1 de 2026»", "2026-12-01"),
    ("«6 de la tarde del 4 de marzo de 2027»", "2027-03-04T18:00:00"),
    # figures; where day and month may be either, the later
    ("«1.12.26»", "2026-12-01"),
    ("«5.4.2026»", "2026-04-05"),
    ("«12.31.2026»", "2026-12-31"),
    ("«01/12/2026»", "2026-12-01"),
    ("«12/01/2026»", "2026-12-01"),
    ("«12/31/26»", "2026-12-31"),
    ("«31/12/2026»", "2026-12-31"),
    ("«01-12-2026»", "2026-12-01"),
    # the end of a day
    ("«midnight, 31 December 2026»", "2027-01-01T00:00:00"),
    ("«1 de diciembre de 2026, 24:00»", "2026-12-02T00:00:00"),
    ("«2026-12-01, Mitternacht»", "2026-12-02T00:00:00"),
    # no time of day, whatever stands beside it
    ("«1 December 2026», 25:00", "2026-12-01"),
    ("«1 December 2026», 24:30", "2026-12-01"),
    ("«1 December 2026», 13 pm", "2026-12-01"),
    ("«1 December 2026», 10 people", "2026-12-01"),
    ("«1 December 2026», 9.30", "2026-12-01"),
    ("10 «1 December 2026»", "2026-12-01"),
    ("«2026-12-01»T99:00", "2026-12-01"),
    # a name of several zones
    ("«1 December 2026, 9:00» IST", "2026-12-01T09:00:00"),
    ("«9h00, 1 août 2026» cet été", "2026-08-01T09:00:00"),
)

UNREAD = (
    "",
    "1 December",
    "December 2026",
    "01.12.",
    "12/01",
    "1 12 2026",
    "30 February 2026",
    "31.11.2026",
    "31/31/2026",
    "2026-13-01",
    "2026-02-29",
    "0 May 2026",
    "01-12-26",
    "1 December 26",
    "1.2.3.4",
    "version 1.12.2026.4",
    "v1.12.2026",
    "https://example.com/2026/12/01/news",
    "order 31/12/2026/7",
    "1 December 20261",
    "1 December 1826",
    "ward 1 Marching 2026",
)


def unmarked(text: str) -> tuple[str, int, int]:
    start, end = text.index("«"), text.index("»") - 1
    return text.replace("«", "").replace("»", ""), start, end


@pytest.mark.parametrize(("marked", "iso"), READ)
def test_a_date_is_read_where_it_stands(marked: str, iso: str) -> None:
    text, start, end = unmarked(marked)
    (found,) = dates(text)
    assert found.lifts.isoformat() == iso
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_no_day_of_the_calendar_is_not_read(text: str) -> None:
    assert list(dates(text)) == []


def test_dates_come_in_order_and_keep_their_own_times() -> None:
    text = "from 9:00, 1.12.2026 to December 3rd, 2026 at 18:00; then 2027-01-01"
    found = list(dates(text))
    assert [date.lifts.isoformat() for date in found] == [
        "2026-12-01T09:00:00",
        "2026-12-03T18:00:00",
        "2027-01-01",
    ]
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_only_what_stands_whole_between_the_ends_is_read() -> None:
    text = "1.12.2026 and 2.12.2026 09:00"
    assert [date.lifts for date in dates(text, 2)] == [dt.datetime(2026, 12, 2, 9)]
    assert [date.lifts for date in dates(text, 0, 10)] == [dt.date(2026, 12, 1)]
    assert list(dates(text, 0, 8)) == []
    assert [date.lifts for date in dates(text, 14, 23)] == [dt.date(2026, 12, 2)]
    assert list(dates("1.12.2026", 0, 7)) == []


def test_a_time_is_taken_once() -> None:
    first, second = dates("1 December 2026 09:00 2 December 2026")
    assert first.lifts == dt.datetime(2026, 12, 1, 9)
    assert second.lifts == dt.date(2026, 12, 2)


FORMS = (
    "{0:%Y-%m-%d}",
    "{0.day} {0:%B} {0.year}",
    "{0:%B} {0.day}, {0.year}",
    "{0.day}.{0.month}.{0.year}",
    "{0.day}. {0:%b} {0.year}",
)


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)),
    st.sampled_from(FORMS),
    st.none() | st.times(),
    st.sampled_from(("", " UTC", " CET")),
)
def test_every_day_of_the_calendar_is_read(day: dt.date, form: str, clock: dt.time | None, zone: str) -> None:
    written = form.format(day) + ("" if clock is None else f", {clock:%H:%M}{zone}")
    (found,) = dates(f"not before {written}: then")
    assert (found.start, found.end) == (11, 11 + len(written))
    if clock is None:
        assert found.lifts == day
    else:
        assert isinstance(found.lifts, dt.datetime)
        assert found.lifts.replace(tzinfo=None) == dt.datetime.combine(
            day, clock.replace(second=0, microsecond=0)
        )
        assert (found.lifts.tzinfo is None) is (not zone)


PIECES = (
    *(
        "1",
        "12",
        "2026",
        "26",
        ".",
        "/",
        "-",
        " ",
        ":",
        "T",
        "Z",
        "+",
        "09:00",
        "9",
        "am",
        "h",
        "Uhr",
        "noon",
    ),
    *("CET", "December", "mai", "de", "er", "(", ",", "on", "Tue", "x"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    found = list(dates(text))
    assert all(0 <= date.start < date.end <= len(text) for date in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(type(date.lifts) in (dt.date, dt.datetime) for date in found)


@pytest.mark.parametrize("piece", ["1 ", "1.1.", "09:00 ", "december ", "12 noon ", "9h ", "1 de ", "1 mon "])
def test_reading_is_linear(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    # about a tenth of it on the machine where it was written
    assert_quick(lambda: list(dates(text)), 1)


@pytest.mark.parametrize("piece", ["1. ", "1.1. ", "until 9am ", "may 1 ", "friday ", "tonight ", "bis "])
def test_reading_what_depends_on_the_moment_is_linear(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert_quick(lambda: list(dates(text, now=SUNDAY)), 4)


SUNDAY = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))

# what depends on the moment of writing, here a Sunday at noon
RELATIVE = (
    # without a year: the nearest
    ("until «1 December»", "2026-12-01"),
    ("Gesperrt bis Dienstag, «1. Dezember, 7.30 Uhr»", "2026-12-01T07:30:00"),
    ("«18 November, 07:00 GMT»", "2026-11-18T07:00:00+00:00"),
    ("until «January 4th», please", "2027-01-04"),
    ("«Dec. 3rd»", "2026-12-03"),
    ("jusqu'au «1er décembre à 9h»", "2026-12-01T09:00:00"),
    ("hasta el «1 de diciembre a las 8:00»", "2026-12-01T08:00:00"),
    ("frei ab «10.12.»", "2026-12-10"),
    ("«29 February»", None),
    ("«30.2.»", None),
    # weekdays: the next
    ("until «Friday»", "2026-11-27"),
    ("«9am on Monday»", "2026-11-23T09:00:00"),
    ("«Freitag um 8 Uhr»", "2026-11-27T08:00:00"),
    ("ab «Freitag» früh", "2026-11-27"),
    ("until «Sunday»", "2026-11-29"),
    ("until «Sunday, 11:00»", "2026-11-29T11:00:00"),
    ("until «Sunday, 18:00»", "2026-11-22T18:00:00"),
    ("until «Sunday 11:30 GMT»", "2026-11-22T11:30:00+00:00"),
    ("on «Monday the 30th»", "2026-11-30"),
    ("el «jueves 26»", "2026-11-26"),
    ("el «lunes 30»", "2026-11-30"),
    ("«mardi 18 h»", "2026-11-24T18:00:00"),
    ("hasta el «lunes»", "2026-11-23"),
    ("hasta el «mie\u0301rcoles»", "2026-11-25"),
    ("until «Monday 31»", "2026-11-23"),
    # today and the next day
    ("«tomorrow 9am»", "2026-11-23T09:00:00"),
    ("«morgen um 10 Uhr»", "2026-11-23T10:00:00"),
    ("«demain à 9h»", "2026-11-23T09:00:00"),
    ("«mañana a las 10:00»", "2026-11-23T10:00:00"),
    ("«today at 10 a.m.»", "2026-11-22T10:00:00"),
    ("«heute»", "2026-11-22"),
    ("«ce soir 18 h»", "2026-11-22T18:00:00"),
    ("until «tonight»", "2026-11-23"),
    # a time alone: the next
    ("until «midnight»", "2026-11-23T00:00:00"),
    ("bis «18 Uhr»", "2026-11-22T18:00:00"),
    ("until «9am»", "2026-11-23T09:00:00"),
    ("hasta las «10:00»", "2026-11-23T10:00:00"),
    ("jusqu'à «midi»", "2026-11-23T12:00:00"),
)


@pytest.mark.parametrize(("marked", "iso"), RELATIVE)
def test_a_date_that_depends_on_the_moment_of_writing(marked: str, iso: str | None) -> None:
    text, start, end = unmarked(marked)
    assert list(dates(text)) == []
    found = list(dates(text, now=SUNDAY))
    read = [(date.start, date.end, date.lifts.isoformat(), date.relative) for date in found]
    assert read == ([(start, end, iso, True)] if iso else [])


@pytest.mark.parametrize(
    "text",
    ["am morgen, guten morgen", "por la mañana", "until 9", "until 25:00", "mon ami, sat down", "Fridays"],
)
def test_what_says_no_moment_is_not_read(text: str) -> None:
    assert list(dates(text, now=SUNDAY)) == []


def test_a_told_date_goes_before_one_that_depends_on_the_moment() -> None:
    text = "until Friday, or Tuesday, 1 December 2026; not 3 May, nor 4 May 2027. Monday 9:00, 2 May 2027"
    found = [(date.lifts.isoformat(), date.relative) for date in dates(text, now=SUNDAY)]
    assert found == [
        ("2026-11-27", True),
        ("2026-12-01", False),
        ("2027-05-03", True),
        ("2027-05-04", False),
        ("2027-05-02T09:00:00", False),
    ]
