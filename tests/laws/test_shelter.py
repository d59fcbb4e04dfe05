"""Laws of what excuses: permits and protects lower what they cover, and protected speech is sheltered."""

from __future__ import annotations

from typing import Any

from hypothesis import assume

from laws.law import decide, law, no_laxer
from oracle.specification import Judge
from oracle.strategies import Sample, rules, samples
from oracle.worlds import KEY, world
from policykit.engine.decision import Decision, Level
from policykit.model.rules import Permit, Protect
from policykit.model.scales import Outcome

Weights = dict[tuple[str, int, int], tuple[Outcome, Level]]


def judge(sample: Sample) -> Judge:
    """The specification of a sample: it knows what a permit covers and where the clauses of a protect lie."""
    return Judge(world(sample.document, sample.text, sample.context, key=KEY))


def weights(decision: Decision) -> Weights:
    """What each match of a classify or forbid rule comes to, where it comes to anything or was lowered."""
    found = {(f.rule_id, f.span.start, f.span.end): (f.outcome, f.level) for f in decision.findings}
    lowered = {(s.rule_id, s.span.start, s.span.end): (s.now, s.level_now) for s in decision.set_aside}
    return {**lowered, **found}


def kept(text: str, spans: list[tuple[int, int]]) -> str:
    """The text cut down to spans, each run of them a paragraph."""
    points = {i for a, b in spans for i in range(a, b)}
    runs: list[str] = []
    for i in sorted(points):
        if i - 1 in points:
            runs[-1] += text[i]
        else:
            runs.append(text[i])
    return "\n\n".join(runs)


@law(sample=samples(), extra=rules("permit", "protect"))
def test_l03_adding_a_carve_out_never_raises(sample: Sample, extra: dict[str, Any]) -> None:
    """A permit or a protect lowers, or does nothing; only `declassifies_to` touches the level."""
    more = sample.with_rules({**sample.values["rules"], "new": extra})
    before, after = decide(sample), decide(more)
    assert no_laxer(after, before)
    assert "declassifies_to" in extra or before.level == after.level


@law(sample=samples(), extra=rules("protect"))
def test_l06_protected_speech_alone_is_sheltered(sample: Sample, extra: dict[str, Any]) -> None:
    """A text cut down to its protected spans has no shielded finding above the highest `at_most`."""
    calm = {n: {k: v for k, v in r.items() if k != "absolute"} for n, r in sample.values["rules"].items()}
    calm = sample.unlimited.with_rules({**calm, "new": extra})
    judged = judge(calm)
    protects = {n: r for n, r in judged.rules.items() if isinstance(r, Protect)}
    clauses = {n: judged.clauses(n, r) for n, r in protects.items()}
    acting = {n: protects[n] for n, spans in clauses.items() if kept(sample.text, spans).strip()}
    assume(acting)
    caps = {n: r.at_most if judged.live[n] else max(r.at_most, Outcome.REVIEW) for n, r in acting.items()}
    # each protect with its clauses, then all of them together for what every one of them shields
    for chosen in (*([name] for name in acting), list(acting)):
        text = kept(sample.text, [span for name in chosen for span in clauses[name]])
        shielded = frozenset.intersection(*(frozenset(acting[name].shields) for name in chosen))
        decision = decide(Sample(calm.values, text, sample.context))
        for found in (*decision.findings, *decision.disclosures):
            assert found.category not in shielded or found.outcome <= max(caps[name] for name in chosen)


@law(sample=samples(), extra=rules("permit", "protect"))
def test_l20_a_carve_out_touches_only_what_it_covers(sample: Sample, extra: dict[str, Any]) -> None:
    """A permit changes only findings that it covers whole, a protect only those it covers point by point."""
    more = sample.with_rules({**sample.values["rules"], "new": extra})
    assume("new" in more.values["rules"])
    before, after = weights(decide(sample)), weights(decide(more))
    judged = judge(more)
    protects = {n: judged.clauses(n, r) for n, r in judged.rules.items() if isinstance(r, Protect)}
    for place, weight in before.items():
        assert place in after, "what is lowered stays visible"
        if after[place] == weight:
            continue
        rule_id, start, end = place
        rule = judged.rules["new"]
        if isinstance(rule, Permit):
            assert rule_id in rule.lifts
            assert any(a <= start and end <= b for a, b in judged.cover("new", rule))
        else:
            solid = [i for i in range(start, end) if not sample.text[i].isspace()] or range(start, end)
            assert sample.values["rules"][rule_id]["category"] in rule.shields
            assert all(any(a <= i < b for spans in protects.values() for a, b in spans) for i in solid)
            assert any(a < end and start < b for a, b in protects["new"])
