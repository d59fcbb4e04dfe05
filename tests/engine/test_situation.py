"""How a policy reads a context: what it refuses, and when a rule is live."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from engine.policies import classify, forbid, permit, policy, protect, require
from policykit.engine.context import Context
from policykit.engine.policy import Policy
from policykit.engine.situation import instants
from policykit.errors import ContextError
from policykit.model.scales import Outcome

FACTS = {
    "author": {"values": ["employee", "official"], "default": "employee"},
    "paid": {"values": [True, False], "question": "Were you paid?"},
    "drill": {"values": [1, 2]},
}
SECOND = dt.timedelta(seconds=1)


@pytest.fixture(scope="module")
def plain() -> Policy:
    return policy({"name": forbid("Halcyon", when={"author": "employee"})}, facts=FACTS)


@pytest.mark.parametrize(
    ("context", "said"),
    [
        (Context("soical"), "unknown channel `soical`: did you mean `social`?"),
        (Context("fax"), "unknown channel `fax`"),
        (Context(auhtor="employee"), "unknown fact `auhtor`: did you mean `author`?"),
        (Context(stge="draft"), "unknown fact `stge`: did you mean `stage`?"),
        (Context(mood="fine"), "unknown fact `mood`"),
        (Context(author="pirate"), "unknown value of `author`: expected `employee` or `official`"),
        (Context(paid=1), "unknown value of `paid`: expected `true` or `false`"),
        (Context(drill=True), "unknown value of `drill`: expected `1` or `2`"),
        (Context(drill="1"), "unknown value of `drill`: expected `1` or `2`"),
    ],
)
def test_what_a_policy_does_not_declare(plain: Policy, context: Context, said: str) -> None:
    calls: tuple[Any, ...] = (
        lambda: plain.evaluate("Halcyon", context),
        lambda: plain.evaluate_document({"title": "Halcyon"}, context),
        lambda: plain.evaluate_many(["Halcyon"], context),
        lambda: plain.explain("Halcyon", context),
        lambda: plain.redact("Halcyon", context),
    )
    for call in calls:
        with pytest.raises(ContextError) as caught:
            call()
        assert str(caught.value) == said


def test_the_context_is_checked_before_the_text_is_read(plain: Policy) -> None:
    with pytest.raises(ContextError):
        plain.evaluate(b"Halcyon", Context("fax"))  # type: ignore[arg-type]


@pytest.mark.parametrize("context", ["social", {"channel": "social"}, 0, ()])
def test_a_context_is_a_context(plain: Policy, context: Any) -> None:
    with pytest.raises(TypeError, match="expected a `Context`"):
        plain.evaluate("Halcyon", context)


def test_a_default_holds_until_the_caller_says_otherwise(plain: Policy) -> None:
    assert plain.evaluate("Halcyon").outcome is Outcome.BLOCK
    assert plain.evaluate("Halcyon", Context(author="official")).outcome is Outcome.ALLOW


@pytest.mark.parametrize(
    ("when", "given", "live"),
    [
        ({"paid": True}, {"paid": True}, True),
        ({"paid": True}, {"paid": False}, False),
        ({"paid": True}, {}, None),
        ({"drill": [1, 2]}, {"drill": 2}, True),
        ({"channel": "social"}, {}, True),
        ({"channel": ["intranet", "vault"]}, {}, False),
        ({"paid": True, "author": "employee"}, {}, None),
        ({"paid": True, "author": "official"}, {}, False),  # false beats unknown
    ],
)
def test_the_facts_that_a_rule_asks_for(
    when: dict[str, Any], given: dict[str, Any], live: bool | None
) -> None:
    judged = policy({"name": forbid("Halcyon", when=when)}, facts=FACTS).evaluate("Halcyon", Context(**given))
    outcome = {True: Outcome.BLOCK, None: Outcome.REVIEW, False: Outcome.ALLOW}[live]
    assert (judged.outcome, [f.undecided for f in judged.findings]) == (
        outcome,
        [] if live is False else [live is None],
    )


BERLIN = dt.timezone(dt.timedelta(hours=1))
FIRST = dt.datetime(2027, 3, 4, 0, tzinfo=BERLIN)
LAST = dt.datetime(2027, 3, 6, 0, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("window", "at", "live"),
    [
        ({"since": "2027-03-04"}, FIRST, True),
        ({"since": "2027-03-04"}, FIRST - SECOND, False),
        ({"until": "2027-03-05"}, LAST - SECOND, True),  # the day is included
        ({"until": "2027-03-05"}, LAST, False),
        ({"since": "2027-03-04T09:00:00+01:00"}, FIRST.replace(hour=9), True),
        ({"since": "2027-03-04T09:00:00+01:00"}, FIRST.replace(hour=9) - SECOND, False),
        ({"until": "2027-03-04T09:00:00+01:00"}, FIRST.replace(hour=9) - SECOND, True),
        ({"until": "2027-03-04T09:00:00+01:00"}, FIRST.replace(hour=9), False),
        ({"until": "9999-12-31"}, FIRST, True),
        ({"since": "2027-03-04", "until": "2027-03-05"}, None, None),
    ],
)
def test_the_window_of_a_rule(window: dict[str, str], at: dt.datetime | None, live: bool | None) -> None:
    rules = {"name": forbid("Halcyon", **window)}
    decision = policy(rules, time_zone="Europe/Berlin").evaluate("Halcyon", Context(at=at))
    outcome = {True: Outcome.BLOCK, None: Outcome.REVIEW, False: Outcome.ALLOW}[live]
    assert decision.outcome is outcome


def test_a_window_reaches_back_to_the_first_instant_there_is() -> None:
    rules = {
        "name": forbid("Halcyon", since="0001-01-01T00:00:00+00:00"),
        "other": forbid("Bluefin", until="9999-12-31"),
    }
    decision = policy(rules).evaluate("Halcyon")
    # no instant lies before the window, so knowing the instant could only confirm the rule
    assert decision.outcome is Outcome.REVIEW
    assert [question.fact for question in decision.questions] == ["at"]


def test_without_windows_no_instant_matters(plain: Policy) -> None:
    assert instants(plain._plan) == ()


@pytest.mark.parametrize(
    ("rules", "outcome"),
    [
        ({"p": permit("secret", find="Halcyon", when={"paid": True})}, Outcome.BLOCK),
        ({"p": protect("Halcyon", "trade_secret", when={"paid": True})}, Outcome.REVIEW),
    ],
    ids=["an undecided permit grants nothing", "an undecided protect caps at review"],
)
def test_what_an_unknown_fact_makes_of_shelter(rules: dict[str, Any], outcome: Outcome) -> None:
    judged = policy({"secret": classify("Halcyon"), **rules}, facts=FACTS).evaluate("Halcyon")
    assert judged.outcome is outcome
    assert [(q.fact, q.rules) for q in judged.questions] == [("paid", ("p",))]


@pytest.mark.parametrize(
    ("unanswered", "outcome"), [("warn", Outcome.WARN), ("review", Outcome.REVIEW), ("block", Outcome.BLOCK)]
)
def test_the_cap_of_undecided_rules_is_the_policys(unanswered: str, outcome: Outcome) -> None:
    rules = {"secret": classify("Halcyon", when={"paid": True})}
    assert policy(rules, facts=FACTS, unanswered=unanswered).evaluate("Halcyon").outcome is outcome


def test_a_requirement_that_is_not_live_asks_for_nothing() -> None:
    rules = {"say": require(when={"paid": True})}
    judged = policy(rules, facts=FACTS, disclosures={"advert": {"accept": "#ad"}})
    assert judged.evaluate("so good", Context(paid=False)) is judged.evaluate("fine", Context(paid=False))
    assert judged.evaluate("so good", Context(paid=True)).disclosures[0].state == "missing"
