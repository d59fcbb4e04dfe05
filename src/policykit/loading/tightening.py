"""What `adjust` may do to an inherited rule: tighten it.

An outcome, level or severity goes up, the window of a permit gets narrower. The one thing that loosens,
`clear_if`, is for rules that are left open, and never for absolute ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from policykit.errors import Diagnostic
from policykit.loading.adjusting import in_force
from policykit.loading.law import Parents
from policykit.loading.marks import Path
from policykit.loading.moments import instant, zone_of
from policykit.loading.scope import Chain, level_rank
from policykit.loading.sense import rule_kind
from policykit.loading.sheet import Sheet
from policykit.loading.suggest import unknown_help
from policykit.model.part import Moment
from policykit.model.rules import (
    Adjustment,
    Classify,
    Common,
    Forbid,
    Permit,
    Protect,
    Require,
    Restrictive,
    Rule,
)
from policykit.model.scales import Severity, severity_of_level, severity_of_outcome


def unlawful_adjustments(sheet: Sheet, parents: Parents, zone_name: str | None) -> Iterator[Diagnostic]:
    """A diagnostic for each adjustment that does not tighten, or whose rule may not be adjusted like that."""
    if not parents.base.reach:
        return
    zone = zone_of(zone_name)
    for name, adjustment in sheet.document.adjust.items():
        path: Path = ("adjust", name)
        standing = parents.base.rules.get(name)
        if standing is None:
            yield from _no_rule(sheet, path, name, parents)
            continue
        rule = in_force(standing, parents.base.chain, zone).rule
        if not adjustment.model_fields_set:
            yield sheet.diagnostic(path, "empty-adjustment", "the adjustment says nothing", key=True)
        yield from _misplaced(sheet, path, rule, adjustment)
        yield from _laxer(sheet, path, rule, adjustment, parents, zone)
        if adjustment.clear_if is not None:
            yield from _cleared(sheet, (*path, "clear_if"), name, rule, parents)


def _no_rule(sheet: Sheet, path: Path, name: str, parents: Parents) -> Iterator[Diagnostic]:
    if name in sheet.document.rules:
        message = f"`{name}` is a rule of this policy: change it where it stands"
        yield sheet.diagnostic(path, "own-rule", message, "`adjust` is for inherited rules", key=True)
    elif not any(parents.sheets[position].declares("rules", name) for position in parents.base.reach):
        advice = unknown_help(name, parents.base.rules, "inherited rules")
        yield sheet.diagnostic(path, "unknown-rule", f"no inherited rule is named `{name}`", advice, key=True)


_FITS: dict[str, tuple[type[Common], ...]] = {
    "outcome": (Restrictive,),
    "severity": (Restrictive,),
    "level": (Classify,),
    "since": (Permit,),
    "until": (Permit,),
    "clear_if": (Restrictive, Permit, Protect),
}
_WHY = {
    "since": "only the window of a permit can be narrowed",
    "until": "only the window of a permit can be narrowed",
}


def _misplaced(sheet: Sheet, path: Path, rule: Rule, adjustment: Adjustment) -> Iterator[Diagnostic]:
    for key, kinds in _FITS.items():
        if getattr(adjustment, key) is not None and not isinstance(rule, kinds):
            message = f"`{key}` cannot be adjusted: `{path[-1]}` is a {rule_kind(rule)}"
            yield sheet.diagnostic((*path, key), "not-adjustable", message, _WHY.get(key, ""), key=True)


def _laxer(
    sheet: Sheet, path: Path, rule: Rule, adjustment: Adjustment, parents: Parents, zone: dt.tzinfo
) -> Iterator[Diagnostic]:
    def laxer(key: str, message: str) -> Diagnostic:
        return sheet.diagnostic((*path, key), "laxer", message)

    if isinstance(rule, Classify | Forbid | Require):
        if adjustment.outcome is not None and adjustment.outcome < rule.outcome:
            yield laxer("outcome", f"an outcome may only be raised: inherited is `{rule.outcome}`")
        severity = rule.severity or _follows(rule, parents.base.chain)
        if adjustment.severity is not None and adjustment.severity < severity:
            yield laxer("severity", f"a severity may only be raised: inherited is `{severity}`")
    if isinstance(rule, Classify) and adjustment.level is not None:
        chain = parents.base.chain if sheet.document.levels is None else sheet.document.levels
        rank, before = level_rank(chain, adjustment.level), level_rank(chain, rule.level)
        if rank is not None and before is not None and rank < before:
            yield laxer("level", f"a level may only be raised: inherited is `{rule.level}`")
    if isinstance(rule, Permit):
        if _before(adjustment.since, rule.since, zone, end=False):
            yield laxer("since", "a window may only be narrowed: the permit begins later than this")
        if _before(rule.until, adjustment.until, zone, end=True):
            yield laxer("until", "a window may only be narrowed: the permit ends before this")


def _follows(rule: Classify | Forbid | Require, chain: Chain) -> Severity:
    """The severity of a rule that names none."""
    rank = level_rank(chain, rule.level) if isinstance(rule, Classify) else None
    if rank is not None:
        return severity_of_level(rank, len(chain))
    return severity_of_outcome(rule.outcome)


def _before(one: Moment | None, other: Moment | None, zone: dt.tzinfo, *, end: bool) -> bool:
    return (
        one is not None and other is not None and instant(one, zone, end=end) < instant(other, zone, end=end)
    )


def _cleared(sheet: Sheet, path: Path, name: str, rule: Rule, parents: Parents) -> Iterator[Diagnostic]:
    if isinstance(rule, Permit):
        return  # fewer matches of a permit lift less
    if getattr(rule, "absolute", False):
        message = f"`{name}` is absolute: a policy that extends it clears none of its matches"
        yield sheet.diagnostic(path, "clears-absolute", message, key=True)
        return
    if isinstance(rule, Protect):
        word, closer = "protect", parents.closer("protect", name, at=parents.base.rules[name].layer)
        message = f"the protect `{name}` may not be changed"
    else:
        word, closer = "rules", parents.rule_closer(name)
        message = f"matches of `{name}` may not be cleared"
    if closer is not None:
        advice = f"`{closer}` would have to say `open: [{word}]`"
        yield sheet.diagnostic(
            path, f"closed-{word}", f"{message}: `{closer}` does not leave it open", advice, key=True
        )
