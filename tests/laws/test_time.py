"""Laws of what is not known and of what is over: windows, unknown facts, failures."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
from hypothesis import strategies as st

from laws.law import decide, law
from oracle.strategies import FACTS, KINDS, RESTRICTIVE, Sample, rules, samples
from oracle.worlds import KEY, key_of, policy
from policykit.engine.context import Context
from policykit.model.find import Pattern
from policykit.model.scales import Outcome

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
EVENING = dt.datetime(2026, 3, 5, 18, tzinfo=dt.UTC)
A_MOMENT = dt.timedelta(microseconds=1)
OUTSIDE = (NOON - dt.timedelta(days=3), NOON - A_MOMENT, EVENING, EVENING + dt.timedelta(days=2))
INSIDE = (NOON, NOON + A_MOMENT, EVENING - A_MOMENT)
TRAP = {"pattern": "zzz"}
FAILING = frozenset([key_of(Pattern(pattern="zzz"))])


def at(context: Context, instant: dt.datetime | None) -> Context:
    """The same context at another instant."""
    return Context(context.channel, at=instant, stage=context.stage, facts=dict(context.facts))


def without(rule: dict[str, Any], *names: str) -> dict[str, Any]:
    """The same rule without some of its fields."""
    return {name: value for name, value in rule.items() if name not in names}


@law(
    sample=samples(),
    extra=rules(*KINDS),
    outside=st.sampled_from(OUTSIDE),
    inside=st.sampled_from(INSIDE),
    zone=st.integers(-12, 14),
)
def test_l11_a_rule_outside_its_window_is_absent(
    sample: Sample, extra: dict[str, Any], outside: dt.datetime, inside: dt.datetime, zone: int
) -> None:
    """`[since, until)`: absent before and from its end on, in between as if it had no window."""
    timeless = without(extra, "since", "until")
    timed = {**timeless, "since": NOON.isoformat(), "until": EVENING.isoformat()}
    there = dt.timezone(dt.timedelta(hours=zone))
    for instant, same in ((outside, None), (inside, timeless)):
        asked = attrs.evolve(sample, context=at(sample.context, instant.astimezone(there)))
        windowed = decide(asked.with_rules({**sample.values["rules"], "new": timed}))
        plain = decide(asked.with_rules({**sample.values["rules"], **({"new": same} if same else {})}))
        assert attrs.evolve(windowed, policy=plain.policy) == plain


@law(
    sample=samples(),
    extra=rules(*RESTRICTIVE),
    fact=st.sampled_from(("author", "paid", "jurisdiction", "at")),
    split=st.booleans(),
)
def test_l14_an_unknown_fact_lies_between_its_answers(
    sample: Sample, extra: dict[str, Any], fact: str, split: bool
) -> None:
    """At least the mildest answer or `unanswered`; at most the worst, unless a carve-out asks for it."""
    # one rule, or one for each answer, so that no answer is mild
    added = {"new": extra}
    if split and fact != "at":
        added = {f"new{n}": {**extra, "when": {fact: [value]}} for n, value in enumerate(FACTS[fact])}
    elif split:
        timeless, edge = without(extra, "since", "until"), NOON.isoformat()
        added = {"new0": {**timeless, "since": edge}, "new1": {**timeless, "until": edge}}
    written = {**sample.values["rules"], **added}
    facts = {name: {"values": list(values)} for name, values in FACTS.items()}
    asked = attrs.evolve(sample, values={**sample.values, "facts": facts}).with_rules(written)
    compiled = policy(asked.values, key=KEY)
    known = {name: value for name, value in sample.context.facts if name != fact}
    if fact == "at":
        days = [NOON.replace(day=day, hour=hour) for day in range(1, 10) for hour in (0, 11)]
        answers = [at(sample.context, instant) for instant in (NOON - dt.timedelta(days=9), *days)]
        unknown = at(sample.context, None)
    else:
        answers = [_with_facts(sample.context, {**known, fact: value}) for value in FACTS[fact]]
        unknown = _with_facts(sample.context, known)
    outcome = compiled.evaluate(sample.text, unknown).outcome
    outcomes = [compiled.evaluate(sample.text, answer).outcome for answer in answers]
    unanswered = Outcome(asked.values.get("unanswered", "review"))
    assert outcome >= min(*outcomes, unanswered)
    carved = any(_hinges(rule, fact) for rule in asked.values["rules"].values())
    assert carved or (fact == "at" and asked.values.get("accepted")) or outcome <= max(outcomes)


def _with_facts(context: Context, facts: dict[str, Any]) -> Context:
    return Context(context.channel, at=context.at, stage=context.stage, facts=facts)


def _hinges(rule: dict[str, Any], fact: str) -> bool:
    if rule["kind"] in RESTRICTIVE:
        return False
    return fact in rule.get("when", ()) or (fact == "at" and ("since" in rule or "until" in rule))


@law(sample=samples(), extra=rules(*RESTRICTIVE))
def test_l10_failure_is_at_least_review_and_grants_nothing(sample: Sample, extra: dict[str, Any]) -> None:
    """A failed restrictive rule yields at least review; a failed permit or protect is an absent one."""
    sample = sample.unlimited
    text = sample.text + "\nzzz"
    failing = {**without(extra, "when", "since", "until"), "find": [TRAP, *extra.get("find", [])]}
    broken = sample.with_rules({**sample.values["rules"], "new": failing})
    decision = policy(broken.values, failing=FAILING, key=KEY).evaluate(text, sample.context)
    assert decision.outcome >= Outcome.REVIEW
    assert "new" in {failure.rule_id for failure in decision.failed}
    assert decision.complete

    written = sample.values["rules"]
    carved = {n: r for n, r in written.items() if r["kind"] not in RESTRICTIVE and "find" in r}
    trapped = sample.with_rules(
        {**written, **{n: {**r, "find": [*r["find"], TRAP]} for n, r in carved.items()}}
    )
    absent = sample.with_rules({n: r for n, r in written.items() if n not in carved})
    one = policy(trapped.values, failing=FAILING, key=KEY).evaluate(text, sample.context)
    none = policy(absent.values, key=KEY).evaluate(text, sample.context)
    assert (one.outcome, one.level) == (none.outcome, none.level)
    assert {failure.kind for failure in one.failed} <= {"permit", "protect"}


@law(sample=samples(), code_points=st.integers(1, 5))
def test_l10b_a_spent_budget_is_a_failure(sample: Sample, code_points: int) -> None:
    """A rule that finds more than its budget fails, and whatever else is found it yields at least review."""
    words = " zzz" * (code_points // 3 + 1)
    rule = {"kind": "forbid", "find": ["zzz"], "category": "conduct", "outcome": "warn"}
    poor = sample.with_rules({**sample.values["rules"], "new": rule})
    values = {**poor.values, "budget": {"code_points": code_points}}
    decision = policy(values, key=KEY).evaluate(sample.text + words, sample.context)
    assert "new" in {failure.rule_id for failure in decision.failed}
    assert "new" not in {finding.rule_id for finding in decision.findings}
    assert decision.outcome >= Outcome.REVIEW
