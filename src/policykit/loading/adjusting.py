"""What adjustments make of a rule: the strictest of everything that was said.

Outcome, level and severity are the highest, a window is the intersection, clearances add up. The order in
which layers adjust therefore means nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from policykit.loading.scope import Chain, Standing, level_rank
from policykit.model.composition import PlacedRule
from policykit.model.part import Moment
from policykit.model.rules import Adjustment, Classify, Permit, Restrictive, Rule


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


def zone_of(name: str | None) -> dt.tzinfo:
    """The time zone of that IANA name; UTC where there is none of it, which `names` reports."""
    try:
        return ZoneInfo(name) if name and name != "UTC" else dt.UTC
    except (KeyError, OSError, ValueError):  # unknown, or no name of a zone at all
        return dt.UTC


def tightened(rule: Rule, adjustment: Adjustment, chain: Chain, zone: dt.tzinfo) -> Rule:
    """The rule with one adjustment applied, but for its `clear_if`; only what tightens has an effect."""
    changes: dict[str, Any] = {}
    if isinstance(rule, Restrictive):
        outcome = getattr(rule, "outcome", None)
        if adjustment.outcome is not None and outcome is not None and adjustment.outcome > outcome:
            changes["outcome"] = adjustment.outcome
        if adjustment.severity is not None and (rule.severity is None or adjustment.severity > rule.severity):
            changes["severity"] = adjustment.severity
    if isinstance(rule, Classify) and adjustment.level is not None:
        rank, now = level_rank(chain, adjustment.level), level_rank(chain, rule.level)
        if rank is not None and now is not None and rank > now:
            changes["level"] = chain[rank].level
    if isinstance(rule, Permit):
        since: Moment | None = adjustment.since
        until: Moment | None = adjustment.until
        if since is not None and (rule.since is None or instant(since, zone) > instant(rule.since, zone)):
            changes["since"] = since
        if until is not None and (
            rule.until is None or instant(until, zone, end=True) < instant(rule.until, zone, end=True)
        ):
            changes["until"] = until
    return rule.model_copy(update=changes) if changes else rule


def in_force(standing: Standing, chain: Chain, zone: dt.tzinfo) -> PlacedRule:
    """The rule as all its adjustments leave it."""
    rule = standing.rule
    cleared = []
    for layer, adjustment in standing.adjusted:
        rule = tightened(rule, adjustment, chain, zone)
        if adjustment.clear_if is not None:
            cleared.append((layer, adjustment.clear_if))
    return PlacedRule(rule, standing.layer, tuple(cleared))
