"""What adjustments make of a rule: the strictest of everything that was said.

Outcome, level and severity are the highest, a window is the intersection, clearances add up. The order in
which layers adjust therefore means nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from policykit.loading.moments import instant
from policykit.loading.scope import Chain, Standing, level_rank
from policykit.model.composition import PlacedRule
from policykit.model.part import Moment
from policykit.model.rules import Adjustment, Classify, Permit, Restrictive, Rule


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
    return PlacedRule(rule, standing.layer, tuple(cleared), standing.time_zone)
