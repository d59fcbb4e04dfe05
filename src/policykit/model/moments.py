"""What a date means in a policy: the beginning of a day or, as the end of a window, the end of it."""

from __future__ import annotations

import datetime as dt

__all__ = ["instant"]


def instant(moment: dt.date, zone: dt.tzinfo, *, end: bool = False) -> dt.datetime:
    """The instant that a date or instant means; a date is its beginning, or its end as the end of a window.

    >>> instant(dt.date(2026, 12, 1), dt.UTC, end=True).isoformat()
    '2026-12-02T00:00:00+00:00'
    """
    if isinstance(moment, dt.datetime):
        return moment
    if not end:
        return dt.datetime.combine(moment, dt.time(), zone)
    if moment == dt.date.max:
        return dt.datetime.max.replace(tzinfo=dt.UTC)
    return dt.datetime.combine(moment + dt.timedelta(days=1), dt.time(), zone)
