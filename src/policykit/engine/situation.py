"""A context as a policy reads it: every name checked, every rule's liveness settled.

Liveness is a three-valued *and* of what a rule's `when` asks and its window: false beats unknown beats
true. Unknown facts are named, so that they can be asked for.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping, Set

import attrs

from policykit.engine.context import Context, FactValue, Stage
from policykit.engine.plan import AcceptedPlan, Gate, PermitPlan, Plan, ProtectPlan, RulePlan
from policykit.errors import ContextError

AT = "at"
"""The name under which an unknown instant is asked for."""

JURISDICTION = "jurisdiction"
"""The fact that accepted wordings of a disclosure depend on."""


@attrs.frozen(eq=False)
class Situation:
    """A checked context. `known` holds every known fact and the channel; `live` the liveness of each rule.

    A liveness is True, False or, where facts are missing, None; `waits` names those facts.
    """

    channel: str
    at: dt.datetime | None
    stage: Stage
    known: Mapping[str, FactValue]
    live: Mapping[str, bool | None]
    waits: Mapping[str, tuple[str, ...]]


def situate(plan: Plan, context: Context) -> Situation:
    """Read `context` under a policy.

    Raises `ContextError` for a channel, a fact or a value that the policy does not declare, and `TypeError`
    for what is no context.
    """
    if not isinstance(context, Context):
        raise TypeError("expected a `Context`, as in `policy.evaluate(text, Context(channel=…))`")
    channel = plan.default_channel if context.channel is None else context.channel
    if channel not in plan.accepts:
        raise ContextError(f"unknown channel `{channel}`{nearest(channel, plan.accepts)}")
    known: dict[str, FactValue] = {"channel": channel}
    for name, fact in plan.facts.items():
        if fact.default is not None:
            known[name] = fact.default
    for name, value in context.facts:
        if name not in plan.facts:
            names = [*plan.facts, "channel", "at", "stage"]
            raise ContextError(f"unknown fact `{name}`{nearest(name, names)}")
        values = plan.facts[name].values
        if not holds(value, values):
            raise ContextError(f"unknown value of `{name}`: expected {_either(values)}")
        known[name] = value
    return settle(plan, channel, context.at, context.stage, known)


def settle(
    plan: Plan, channel: str, at: dt.datetime | None, stage: Stage, known: Mapping[str, FactValue]
) -> Situation:
    """The situation in which `known` is all that is known."""
    live: dict[str, bool | None] = {}
    waits: dict[str, tuple[str, ...]] = {}
    for rule in _gated(plan):
        live[rule.id], waits[rule.id] = liveness(rule.gate, known, at)
    return Situation(channel, at, stage, known, live, waits)


def holds(value: FactValue, values: Iterable[FactValue]) -> bool:
    """Whether `value` is one of `values`; `True` is not `1`."""
    return any(type(value) is type(allowed) and value == allowed for allowed in values)


def spelled(value: FactValue) -> str:
    """A value as the policy file spells it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def liveness(
    gate: Gate, known: Mapping[str, FactValue], at: dt.datetime | None
) -> tuple[bool | None, tuple[str, ...]]:
    """Whether a gate is open (None: unknown) and the facts that it waits for.

    The window is half-open: live at `since`, no longer live at `until`.
    """
    waits: list[str] = []
    for name, values in gate.wants:
        if name not in known:
            waits.append(name)
        elif not holds(known[name], values):
            return False, ()
    if gate.since is not None or gate.until is not None:
        if at is None:
            waits.append(AT)
        elif (gate.since is not None and at < gate.since) or (gate.until is not None and at >= gate.until):
            return False, ()
    return (None, tuple(waits)) if waits else (True, ())


def accepted_live(accepted: AcceptedPlan, at: dt.datetime | None) -> bool:
    """Whether an accepted finding still stands; without an instant it does not."""
    return at is not None and at < accepted.until


def instants(plan: Plan, stated: Set[dt.datetime] = frozenset()) -> tuple[dt.datetime, ...]:
    """One instant for each way in which the windows of a policy can be open, for asking what would change.

    `stated` are the ends that the text itself states.
    """
    edges = (
        stated
        | {edge for rule in _gated(plan) for edge in (rule.gate.since, rule.gate.until) if edge is not None}
        | {accepted.until for rule in plan.rules for accepted in rule.accepted}
    )
    if not edges:
        return ()
    first = min(edges)
    # nothing is before the first instant that there is
    before = [] if first.replace(tzinfo=None) == dt.datetime.min else [first - dt.timedelta(microseconds=1)]
    return (*before, *sorted(edges))


def _gated(plan: Plan) -> Iterable[RulePlan | PermitPlan | ProtectPlan]:
    yield from plan.rules
    yield from plan.permits
    yield from plan.protects


def _either(values: Iterable[FactValue]) -> str:
    return " or ".join(f"`{word}`" for word in map(spelled, values))


def nearest(word: str, known: Iterable[str]) -> str:
    """`: did you mean `x`?` for the known word nearest to `word`, or nothing."""
    near = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f": did you mean `{near[0]}`?" if near else ""
