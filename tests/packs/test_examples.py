"""Every example of every rule of every shipped pack, and of the worked policy, holds."""

from __future__ import annotations

import pytest

from packs.compiled import HEAVY, POLICIES, TOGETHER, document_of, policy_of, probe_of
from packs.examples_of import Case, cases, context_of, found_by, lowered_by
from policykit.engine.decision import Decision
from policykit.engine.policy import Policy
from policykit.model.rules import Permit, Protect

pytestmark = TOGETHER


def decide(policy: Policy, case: Case) -> Decision:
    return policy.evaluate(case.text, context_of(case.example, policy))


def spans_of(name: str, case: Case) -> set[tuple[int, int]]:
    """What the rule of an example finds in it."""
    policy = policy_of(name)
    if isinstance(case.rule, Permit) and case.rule.find is None:
        acted = any(case.rule_id in entry.by for entry in decide(policy, case).set_aside)
        return {(0, len(case.text))} if acted else set()
    if isinstance(case.rule, Permit | Protect):
        live = [finding for finding in decide(probe_of(name), case).findings if not finding.undecided]
        return {(f.span.start, f.span.end) for f in live if f.rule_id == case.rule_id}
    return found_by(decide(policy, case), case.rule_id)


def examples(*sections: str) -> list[object]:
    return [
        pytest.param(name, case, id=f"{name}-{case.id}", marks=HEAVY if name == "northwind" else ())
        for name in POLICIES
        for case in cases(document_of(name))
        if case.section in sections
    ]


@pytest.mark.parametrize(("name", "case"), examples("hits"))
def test_every_hit_is_found_where_it_is_marked(name: str, case: Case) -> None:
    assert case.marked
    assert set(case.marked) <= spans_of(name, case)


@pytest.mark.parametrize(("name", "case"), examples("misses"))
def test_every_miss_is_left_alone(name: str, case: Case) -> None:
    assert spans_of(name, case) == set()


@pytest.mark.parametrize(("name", "case"), examples("set_aside"))
def test_what_is_set_aside_names_who_did_it(name: str, case: Case) -> None:
    decision = decide(policy_of(name), case)
    assert case.marked
    assert case.example.by
    for span in case.marked:
        assert set(case.example.by) <= lowered_by(decision, case.rule_id, span)


@pytest.mark.parametrize(("name", "case"), examples("known_gap"))
def test_every_known_gap_is_still_one(name: str, case: Case) -> None:
    assert case.example.why
    assert not set(case.marked) <= spans_of(name, case)


@pytest.mark.parametrize(("name", "case"), examples("hits", "misses", "set_aside"))
def test_outcomes_and_companions_are_as_written(name: str, case: Case) -> None:
    decision = decide(policy_of(name), case)
    assert case.example.outcome in (None, decision.outcome)
    for other in case.example.also:
        assert found_by(decision, other)
