"""Lengths of time: what may be written, and calendar arithmetic."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from policykit.model.duration import Duration, parse_duration

AT = dt.datetime(2026, 3, 31, 9, tzinfo=dt.UTC)
UNITS = ("minute", "hour", "day", "week", "month", "year")


@pytest.mark.parametrize(
    ("written", "before", "after"),
    [
        ("15 minutes", "2026-03-31T08:45", "2026-03-31T09:15"),
        ("1 hour", "2026-03-31T08:00", "2026-03-31T10:00"),
        ("10 days", "2026-03-21T09:00", "2026-04-10T09:00"),
        ("1 week", "2026-03-24T09:00", "2026-04-07T09:00"),
        ("1 month", "2026-02-28T09:00", "2026-04-30T09:00"),
        ("12 months", "2025-03-31T09:00", "2027-03-31T09:00"),
        ("2 years", "2024-03-31T09:00", "2028-03-31T09:00"),
    ],
)
def test_arithmetic(written: str, before: str, after: str) -> None:
    duration = parse_duration(written)
    assert str(duration) == written
    assert duration.before(AT).isoformat()[:16] == before
    assert duration.after(AT).isoformat()[:16] == after


def test_the_calendar_ends_where_python_does() -> None:
    assert Duration(99999, "year").after(AT).year == dt.MAXYEAR
    assert Duration(99999, "year").before(AT).year == dt.MINYEAR


@pytest.mark.parametrize(
    "wrong", ["", "0 days", "6", "6 fortnights", "six months", "-1 day", "1day", 6, None]
)
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="expected a length of time such as"):
        parse_duration(wrong)


@given(st.integers(1, 500), st.sampled_from(UNITS), st.datetimes(), st.datetimes())
def test_a_later_moment_never_looks_back_to_an_earlier_one(
    count: int, unit: str, one: dt.datetime, other: dt.datetime
) -> None:
    earlier, later = sorted(
        moment.replace(year=2000 + moment.year % 50, day=min(moment.day, 28), tzinfo=dt.UTC)
        for moment in (one, other)
    )
    duration = Duration(count, unit)
    assert duration.before(earlier) <= duration.before(later)
    assert duration.after(earlier) <= duration.after(later)


def test_it_reads_and_writes_json() -> None:
    adapter = TypeAdapter(Duration)
    assert adapter.validate_json('"6 months"') == Duration(6, "month")
    assert adapter.validate_python(Duration(1, "day")) == Duration(1, "day")
    assert adapter.dump_json(Duration(1, "day")) == b'"1 day"'
    assert adapter.json_schema()["type"] == "string"
