"""Why a decision is what it is, why not, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from policykit.engine.decision import Decision, Evidence
from policykit.engine.plan import Gate, Plan
from policykit.engine.report import Spans
from policykit.engine.resolve import ALLOW, REVIEW, Resolution
from policykit.engine.search import EVERYWHERE, SEEN, UNDOUBTED, Hit, Listener, Mode, Note, Search, Searcher
from policykit.engine.situation import Situation, holds, spelled
from policykit.text.spans import Span


@attrs.frozen
class Dropped:
    """A match that did not count, and which part of its rule it missed."""

    rule_id: str
    span: Span
    reason: str
    evidence: tuple[Evidence, ...] = ()


@attrs.frozen
class Idle:
    """A rule that was not live, and why."""

    rule_id: str
    kind: str
    reason: str


@attrs.frozen
class Explanation:
    """A decision with its grounds.

    `determining` are the rules without which the outcome would be lower; `dropped` the matches that did not
    count; `idle` the rules that were not live; `give_up` the spans that, masked, bring every finding down to
    the asked outcome: they suffice, and none can be spared (`minimal`; with more than a hundred of them that
    is not tried).
    """

    decision: Decision
    determining: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    idle: tuple[Idle, ...]
    give_up: tuple[Span, ...]
    minimal: bool = True


def determining(plan: Plan, resolution: Resolution) -> tuple[str, ...]:
    """The rules that give the outcome; none where it is `allow`."""
    outcome = resolution.outcome
    if outcome is ALLOW:
        return ()
    rules = {w.rule.id for w in resolution.weighed if w.outcome is outcome}
    rules |= {u.rule.id for u in resolution.untold if u.outcome is outcome}
    if outcome is REVIEW:
        rules |= {rule.id for rule in plan.rules if rule.id in resolution.failed}
    return tuple(sorted(rules))


def dropped(
    plan: Plan, searcher: Searcher, situation: Situation, resolution: Resolution
) -> tuple[Dropped, ...]:
    """Every match of a live rule that fell out, by rule, then place; last those that the text itself ends."""
    fell: list[tuple[str, Hit, str, tuple[Note, ...]]] = []
    for rule_id, search, mode in _searches(plan):
        if situation.live[rule_id] is not False:
            searcher.run(search, mode, _listener(rule_id, fell))
    fell += [
        (rule.id, hit, "the date that is stated near it has passed", ()) for rule, hit in resolution.ended
    ]
    places = [(hit.start, hit.end) for _, hit, _, _ in fell]
    places += [(start, end) for _, _, _, notes in fell for _, _, start, end in notes]
    spans = Spans(searcher.reading.sheet, places)
    return tuple(
        Dropped(rule_id, spans(hit.start, hit.end), why, spans.evidence(notes))
        for rule_id, hit, why, notes in fell
    )


def _listener(rule_id: str, fell: list[tuple[str, Hit, str, tuple[Note, ...]]]) -> Listener:
    return lambda hit, why, notes: fell.append((rule_id, hit, why, notes))


def _searches(plan: Plan) -> Iterable[tuple[str, Search, Mode]]:
    for rule in plan.rules:
        if rule.search:
            yield rule.id, rule.search, UNDOUBTED if rule.absolute else EVERYWHERE
    for permit in plan.permits:
        if permit.search:
            yield permit.id, permit.search, SEEN
    for protect in plan.protects:
        yield protect.id, protect.search, SEEN


def idle(plan: Plan, situation: Situation) -> tuple[Idle, ...]:
    """Every rule that is not live in a situation, by id."""
    gates = (
        *((rule.id, rule.kind, rule.gate) for rule in plan.rules),
        *((permit.id, "permit", permit.gate) for permit in plan.permits),
        *((protect.id, "protect", protect.gate) for protect in plan.protects),
    )
    return tuple(
        Idle(rule_id, kind, _why_idle(gate, situation))
        for rule_id, kind, gate in sorted(gates, key=lambda g: g[0])
        if situation.live[rule_id] is False
    )


def _why_idle(gate: Gate, situation: Situation) -> str:
    for name, values in gate.wants:
        if name in situation.known and not holds(situation.known[name], values):
            asked = " or ".join(f"`{spelled(value)}`" for value in values)
            return f"`{name}` is `{spelled(situation.known[name])}`; the rule asks for {asked}"
    if gate.since is not None and situation.at is not None and situation.at < gate.since:
        return f"it starts on {gate.since.isoformat()}"
    assert gate.until is not None
    return f"it ended on {gate.until.isoformat()}"
