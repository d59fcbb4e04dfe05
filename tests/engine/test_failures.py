"""Detectors that fail or spend their budget: never silence, never an exception, never the text."""

from __future__ import annotations

from typing import Any

import pytest

from engine.policies import advert, broken, classify, forbid, permit, policy, portable, protect, require
from policykit.engine.context import Context
from policykit.matching.atoms import PatternAtom, PhraseAtom
from policykit.matching.hyper import ENOUGH, SHORT
from policykit.model.scales import Outcome

ALLOW, WARN, REVIEW, BLOCK = Outcome
DEEP = {"pattern": r"Hal\w{1,9}"}
SPENT = "the budget for one detector in one text is spent"
FAILED = "the detector failed: RuntimeError"

# rules of which the deep pattern fails; the text, the outcome, and what is listed
BROKEN: tuple[tuple[dict[str, Any], str, Outcome, list[tuple[str, str]]], ...] = (
    ({"name": classify(DEEP)}, "Halcyon", REVIEW, [("name", "classify")]),
    ({"name": forbid(DEEP, outcome="warn")}, "Halcyon", REVIEW, [("name", "forbid")]),
    ({"name": classify(["rig", DEEP])}, "Halcyon rig", BLOCK, [("name", "classify")]),
    ({"name": {**classify("rig"), "with": DEEP}}, "Halcyon rig", REVIEW, [("name", "classify")]),
    ({"name": {**classify("rig"), "with": ["lab", DEEP]}}, "Halcyon rig lab", BLOCK, [("name", "classify")]),
    ({"name": classify("rig", without=DEEP)}, "Halcyon rig", BLOCK, [("name", "classify")]),
    ({"name": classify("rig", clear_if=DEEP)}, "Halcyon rig", BLOCK, [("name", "classify")]),
    ({"name": classify("rig", doubt_if=DEEP)}, "Halcyon rig", BLOCK, [("name", "classify")]),
    ({"name": classify("<deep>")}, "Halcyon rig", REVIEW, [("name", "classify")]),
    ({"name": classify({"all": ["rig", DEEP]})}, "Halcyon rig", REVIEW, [("name", "classify")]),
    (
        {"name": classify("rig"), "ok": permit("name", find=DEEP, span="text")},
        "Halcyon rig",
        BLOCK,
        [("ok", "permit")],
    ),
    (
        {"rude": forbid("rig"), "pay": protect(["our pay", DEEP])},
        "Halcyon rig, our pay",
        BLOCK,
        [("pay", "protect")],
    ),
    (
        {"rude": forbid("rig"), "pay": protect("rig", without=DEEP)},
        "Halcyon rig",
        BLOCK,
        [("pay", "protect")],
    ),
    ({"say": require(find=DEEP)}, "Halcyon", REVIEW, [("say", "require")]),
    ({"say": require(find=["rig", DEEP], outcome="block")}, "Halcyon rig", BLOCK, [("say", "require")]),
    # nothing that the broken detector could find: nothing failed
    ({"name": classify(DEEP), "rude": forbid("rig", outcome="warn")}, "rig", WARN, []),
)


@pytest.mark.parametrize(("rules", "text", "outcome", "failed"), BROKEN)
def test_a_detector_that_fails(
    monkeypatch: pytest.MonkeyPatch,
    rules: dict[str, Any],
    text: str,
    outcome: Outcome,
    failed: list[tuple[str, str]],
) -> None:
    judge = policy(rules, detectors={"deep": [DEEP]}, **(advert() if "say" in rules else {}))
    monkeypatch.setattr(PatternAtom, "find", broken)
    decision = judge.evaluate(text)
    assert decision.outcome is outcome
    assert [(f.rule_id, f.kind, f.reason) for f in decision.failed] == [(*row, FAILED) for row in failed]
    assert decision.complete


def test_a_disclosure_that_cannot_be_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    judge = policy({"say": require(find=DEEP)}, **advert(reject="#sp"))
    monkeypatch.setattr(PhraseAtom, "find_among", broken)
    decision = judge.evaluate("Halcyon #ad #sp")
    assert (decision.outcome, decision.disclosures) == (REVIEW, ())
    assert [(f.rule_id, f.reason) for f in decision.failed] == [("say", FAILED)]


def test_a_rule_that_failed_waits_for_its_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = {"paid": {"values": [True, False]}}
    judge = policy({"name": forbid(DEEP, when={"paid": True})}, facts=facts)
    monkeypatch.setattr(PatternAtom, "find", broken)
    unknown, absent = judge.evaluate("Halcyon"), judge.evaluate("Halcyon", Context(paid=False))
    assert (unknown.outcome, [q.fact for q in unknown.questions]) == (REVIEW, ["paid"])
    assert (absent.outcome, absent.failed) == (ALLOW, ())


FAR = "Halcyon " + "so " * 1500 + "Halcyon"
NEAR = "Halcyon, so Halcyon"


@pytest.mark.parametrize("text", [NEAR, FAR], ids=["short", "long"])
@pytest.mark.parametrize(
    ("budget", "outcome"),
    [
        ({"matches": 1}, REVIEW),
        ({"matches": 2}, BLOCK),
        ({"code_points": 13}, REVIEW),
        ({"code_points": 14}, BLOCK),
    ],
)
def test_a_budget_counts_what_is_found_wherever_it_was_looked_for(
    budget: dict[str, int], outcome: Outcome, text: str
) -> None:
    for made in (policy, portable):
        decision = made({"name": forbid(DEEP)}, budget=budget).evaluate(text)
        assert decision.outcome is outcome
        assert [f.reason for f in decision.failed] == ([SPENT] if outcome is REVIEW else [])


@pytest.mark.parametrize("budget", [{"matches": 1}, {"code_points": 13}])
def test_what_was_judged_before_does_not_show(budget: dict[str, int]) -> None:
    judge = policy({"name": forbid(DEEP), "rude": forbid("nitwit")}, budget=budget)
    long = NEAR + " x" * SHORT
    first = judge.evaluate(long)
    for _ in range(ENOUGH // len(long)):
        judge.evaluate(long)
    # from here on the scanner says more exactly where to look
    assert judge.evaluate(long) == first
