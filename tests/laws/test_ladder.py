"""Laws of the ladder: it goes up for what is worse, forgets in time, and never hears of protected speech."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from laws.law import law
from oracle.specification import Judge
from oracle.strategies import Sample, samples
from oracle.worlds import KEY, policy, world
from policykit.engine.context import Context
from policykit.engine.decision import Decision, Disclosure
from policykit.engine.ladder import Incident, LadderAdvice
from policykit.engine.policy import Policy
from policykit.model.consequences import Ladder
from policykit.model.rules import Protect
from policykit.model.scales import SEVERITIES, Outcome, Severity

STEPS = ("talk", "warning", "last warning", "dismissal")
LENGTHS = ("2 days", "1 week", "1 month", "3 months", "1 year")
FIRST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
ZONES = tuple(dt.timezone(dt.timedelta(hours=hours)) for hours in (-11, 0, 5, 13))


def judged(severity: Severity) -> Decision:
    """A published decision whose only finding is of that severity."""
    rule = {"kind": "forbid", "find": "a", "category": "conduct", "severity": str(severity)}
    return policy({"rules": {"f": rule}}).evaluate("a", Context(stage="published"))


DECISIONS = {severity: judged(severity) for severity in SEVERITIES}


@st.composite
def ladders(draw: Any) -> Ladder:
    """A sound ladder: ranges go up with severity and begin at the first step."""
    names = STEPS[: draw(st.integers(1, 4))]
    top = len(names) - 1
    lows = [0, *sorted(draw(st.integers(0, top)) for _ in range(3))]
    highs: list[int] = []
    for low in lows:
        highs.append(max([low, *highs[-1:], draw(st.integers(0, top))]))
    steps: list[dict[str, Any]] = [{"step": name, "decided_by": "a person"} for name in names]
    for step in steps:
        if draw(st.booleans()):
            step["expires"] = draw(st.sampled_from(LENGTHS))
    ranges = {str(s): (names[a], names[b]) for s, a, b in zip(SEVERITIES, lows, highs, strict=True)}
    words = {"eases": ["self-reported"], "worsens": ["concealment"]}
    values = {"looks_back": draw(st.sampled_from(LENGTHS)), "steps": steps, "range": ranges, **words}
    return Ladder.model_validate(values)


@st.composite
def instants(draw: Any) -> dt.datetime:
    """An instant in the first half of 2026, told in some zone."""
    hours = draw(st.integers(0, 181 * 24))
    return (FIRST + dt.timedelta(hours=hours)).astimezone(draw(st.sampled_from(ZONES)))


INCIDENTS = st.lists(st.tuples(instants(), st.sampled_from((None, 0, 1, 2, 3))), max_size=5)
WORDS = st.sampled_from(((), ("self-reported",), ("concealment",), ("self-reported", "concealment")))


@law(
    ladder=ladders(), severity=st.sampled_from(SEVERITIES), worse=st.sampled_from(SEVERITIES),
    priors=INCIDENTS, more=INCIDENTS, at=instants(), later=instants(), said=WORDS,
)  # fmt: skip
def test_l18_the_ladder_goes_up_and_forgets(
    ladder: Ladder,
    severity: Severity,
    worse: Severity,
    priors: list[tuple[dt.datetime, int | None]],
    more: list[tuple[dt.datetime, int | None]],
    at: dt.datetime,
    later: dt.datetime,
    said: tuple[str, ...],
) -> None:
    """Worse or more never lowers an end, time alone never raises one, every step can be reached."""
    names = [step.step for step in ladder.steps]

    def ends(
        grave: Severity, history: list[tuple[dt.datetime, int | None]], now: dt.datetime
    ) -> tuple[int, int]:
        incidents = [Incident(when, step=None if n is None else names[n % len(names)]) for when, n in history]
        advice = LadderAdvice(ladder).recommend(DECISIONS[grave], incidents, at=now, circumstances=said)
        assert advice.human_review_required
        places = [names.index(step.step) for step in advice.steps]
        assert places == list(range(places[0], places[-1] + 1))
        return places[0], places[-1]

    def no_higher(one: tuple[int, int], other: tuple[int, int]) -> bool:
        return one[0] <= other[0] and one[1] <= other[1]

    milder, graver = sorted((severity, worse))
    assert no_higher(ends(milder, priors, at), ends(graver, priors + more, at))
    at, later = sorted((at, later))
    past = [(when, step) for when, step in priors if when <= at]
    assert no_higher(ends(severity, past, later), ends(severity, past, at))
    outside = [(when, n) for when, n in past if when <= ladder.looks_back.before(at.astimezone(dt.UTC))]
    inside = [entry for entry in past if entry not in outside]
    assert ends(severity, past, at) == ends(severity, inside, at)
    histories = [(s, [(at, None)] * count) for s in SEVERITIES for count in range(len(names) + 1)]
    reached = {
        place for s, past in histories for place in range(ends(s, past, at)[0], ends(s, past, at)[1] + 1)
    }
    assert said or reached == set(range(len(names)))


@law(sample=samples())
def test_l19_drafts_and_protected_speech_stay_off_the_ladder(sample: Sample) -> None:
    """What reaches it is published, grave, decided, and touched by no protect; no protect has failed."""
    severities = {str(s): ("talk", "dismissal") for s in SEVERITIES}
    steps = [{"step": name, "decided_by": "a person"} for name in STEPS]
    ladder = {"looks_back": "1 year", "steps": steps, "range": severities}
    compiled = policy({**sample.values, "ladder": ladder}, key=KEY)
    for stage in ("draft", "published"):
        context = Context(
            sample.context.channel, at=sample.context.at, stage=stage, facts=dict(sample.context.facts)
        )
        _stays_off(compiled, sample, context)


def _stays_off(compiled: Policy, sample: Sample, context: Context) -> None:
    decision = compiled.evaluate(sample.text, context)
    advice = compiled.ladder.recommend(decision, at=FIRST)
    if context.stage == "draft":
        assert not advice.findings
        assert not advice.steps
        return
    judge = Judge(world(sample.document, sample.text, context, key=KEY))
    protects = {n: r for n, r in judge.rules.items() if isinstance(r, Protect)}
    clauses = [clause for n, r in protects.items() for clause in judge.clauses(n, r)]
    for found in advice.findings:
        spans = found.spans if isinstance(found, Disclosure) else (found.span,)
        assert found.outcome >= Outcome.REVIEW
        assert judge.live[found.rule_id]
        assert not any(a < span.end and span.start < b for a, b in clauses for span in spans)
    grave = [f for f in (*decision.findings, *decision.disclosures) if f.outcome >= Outcome.REVIEW]
    assume(grave)
    assert bool(advice.steps) == bool(advice.findings)
