"""The last resort: a caller stops an evaluation, and what was not read is said and never taken for clean."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from engine.policies import classify, forbid, permit, policy, protect
from growth import assert_quick
from policykit.engine.decision import Decision
from policykit.engine.policy import Policy
from policykit.model.scales import Outcome

TEXT = "the Halcyon rig and a nitwit, our shifts"


@pytest.fixture(scope="module")
def judge() -> Policy:
    return policy(
        {
            "name": classify("Halcyon"),
            "rude": forbid("nitwit"),
            "ok": permit("name", find="Halcyon rig"),
            "pay": protect("our shifts"),
        }
    )


def after(calls: int) -> Callable[[], bool]:
    left = iter(range(calls))
    return lambda: next(left, None) is None


def test_a_stop_that_never_comes_changes_nothing(judge: Policy) -> None:
    assert judge.evaluate(TEXT, stop=lambda: False) == judge.evaluate(TEXT)
    assert judge.evaluate(TEXT).complete


def test_stopped_at_once_every_rule_has_failed(judge: Policy) -> None:
    decision = judge.evaluate(TEXT, stop=lambda: True)
    assert not decision.complete
    assert decision.outcome is Outcome.REVIEW
    assert decision.findings == ()
    assert {(f.rule_id, f.reason) for f in decision.failed} == {
        (name, "the caller stopped the evaluation") for name in ("name", "rude")
    }


@pytest.mark.parametrize("calls", range(1, 12))
def test_stopped_on_the_way_nothing_is_laxer_than_a_review(judge: Policy, calls: int) -> None:
    decision = judge.evaluate(TEXT, stop=after(calls))
    whole = judge.evaluate(TEXT)
    assert decision.complete or decision.outcome >= Outcome.REVIEW
    assert decision.complete == (decision == whole)


def test_a_clean_text_is_not_asked_about(judge: Policy) -> None:
    assert judge.evaluate("all is well", stop=lambda: True) is judge.evaluate("all is well")


def test_documents_stop_too(judge: Policy) -> None:
    assert not judge.evaluate_document({"body": TEXT}, stop=lambda: True).complete


def test_what_the_caller_raises_comes_through(judge: Policy) -> None:
    def stop() -> bool:
        raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        judge.evaluate(TEXT, stop=stop)


def test_a_deadline_is_kept() -> None:
    judge = policy({"pay": protect("my pay"), "rude": forbid("my pay")})
    long = "my pay; " * 20_000

    def judged() -> Decision:
        until = time.monotonic() + 0.05
        return judge.evaluate(long, stop=lambda: time.monotonic() > until)

    # generous: weighing what was found before the stop takes its time, reading goes no further
    decision = assert_quick(judged, 20)
    assert not decision.complete
    assert decision.outcome >= Outcome.REVIEW
