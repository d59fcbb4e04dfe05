"""What decisions and levels compare with, and what they refuse to be asked."""

from __future__ import annotations

import copy
import operator
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from engine.policies import classify, policy
from policykit.engine.decision import Level
from policykit.engine.policy import Policy
from policykit.model.scales import OUTCOMES, Outcome

CHAIN = ("open", "closed")
OPEN, CLOSED = (Level(name, rank, CHAIN) for rank, name in enumerate(CHAIN))


@pytest.fixture(scope="module")
def secret() -> Policy:
    return policy({"secret": classify("Halcyon")})


def test_a_decision_has_no_truth_value(secret: Policy) -> None:
    for text in ("fine", "Halcyon"):
        with pytest.raises(TypeError, match="no truth value"):
            bool(secret.evaluate(text))


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_allowed_is_at_most_a_warning(outcome: Outcome) -> None:
    decision = policy({"secret": classify("Halcyon", outcome=str(outcome))}).evaluate("Halcyon")
    assert decision.outcome is outcome
    assert decision.allowed is (outcome <= Outcome.WARN)


@pytest.mark.parametrize("other", ["block", 3, 1.5, True])
def test_an_outcome_is_no_word(secret: Policy, other: Any) -> None:
    outcome = secret.evaluate("Halcyon").outcome
    for compare in (operator.eq, operator.ne, operator.lt, operator.ge):
        with pytest.raises(TypeError, match="Outcome compares only with Outcome"):
            compare(outcome, other)


@pytest.mark.parametrize(
    ("compare", "expected"),
    [
        (operator.lt, (False, True, False)),
        (operator.le, (True, True, False)),
        (operator.gt, (False, False, True)),
        (operator.ge, (True, False, True)),
        (operator.eq, (True, False, False)),
        (operator.ne, (False, True, True)),
    ],
)
def test_levels_of_a_chain_are_ordered(
    compare: Callable[[Any, Any], bool], expected: tuple[bool, ...]
) -> None:
    pairs = ((OPEN, OPEN), (OPEN, CLOSED), (CLOSED, OPEN))
    assert tuple(compare(*pair) for pair in pairs) == expected


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("open", "a level compares only with a level of the same policy"),
        (None, "a level compares only with a level of the same policy"),
        (Level("open", 0, ("open",)), "the levels belong to different chains"),
    ],
)
def test_no_order_between_a_level_and_anything_else(
    compare: Callable[[Any, Any], bool], other: Any, said: str
) -> None:
    with pytest.raises(TypeError, match=said):
        compare(OPEN, other)


@pytest.mark.parametrize("other", ["open", 0, 0.0])
def test_a_level_is_no_word(other: Any) -> None:
    with pytest.raises(TypeError, match="ask for its `name`"):
        assert other == OPEN


def test_levels_are_equal_by_name_and_chain() -> None:
    assert Level("open", 0, CHAIN) == OPEN
    assert hash(Level("open", 0, CHAIN)) == hash(OPEN)
    assert Level("open", 0, ("open",)) != OPEN
    assert object() != OPEN
    assert (str(CLOSED), repr(CLOSED)) == ("closed", "Level(name='closed', rank=1)")


def test_a_decision_is_a_value(secret: Policy) -> None:
    decision = secret.evaluate("the Halcyon 🎆")
    assert pickle.loads(pickle.dumps(decision)) == decision == copy.deepcopy(decision)
    assert decision != secret.evaluate("Halcyon")
    assert hash(secret.evaluate("fine")) == hash(secret.evaluate("also fine"))
