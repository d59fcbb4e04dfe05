"""The end that a text states for itself: the date up to which a match counts.

A rule with `until_stated` reads the date near its match: "embargoed until 1 December 2026". The first date
that is not wholly before the match is meant; where there is none, the last one before it. Where no date says
its year, those are read that depend on the moment of posting, such as "until Friday, 9 am". Only what a
reader sees is read: a hidden date lifts nothing.
"""

from __future__ import annotations

import datetime as dt

import attrs

from policykit.engine.search import Hit, Scope, Searcher

__all__ = ["Stated", "stated_end"]


@attrs.frozen
class Stated:
    """A stated end: the instant from which the match no longer counts, and where it is written."""

    instant: dt.datetime
    start: int
    end: int


def stated_end(
    searcher: Searcher, within: Scope, hit: Hit, zone: dt.tzinfo, at: dt.datetime | None
) -> Stated | None:
    """The end stated near `hit`, None where no date can be read.

    A date without a time of day is its beginning, in `zone`; so is a time without a zone. `at` is the moment
    of posting, where it is known.
    """
    low, high = searcher.scope(within, hit)
    now = at.astimezone(zone) if at else None
    near = [date for date in searcher.dates(now) if low <= date.start and date.end <= high]
    near = [date for date in near if not date.relative] or near
    if not near:
        return None
    found = next((date for date in near if date.end > hit.start), near[-1])
    lifts = found.lifts
    if not isinstance(lifts, dt.datetime):
        lifts = dt.datetime.combine(lifts, dt.time())
    if lifts.tzinfo is None:
        lifts = lifts.replace(tzinfo=zone)
    return Stated(lifts, found.start, found.end)
