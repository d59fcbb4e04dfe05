"""Advice from the ladder: what reaches it, which steps, how incidents age, what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from engine.policies import advert, classify, forbid, policy, protect, require
from policykit.engine.context import Context
from policykit.engine.decision import Decision, Failure
from policykit.engine.ladder import Incident
from policykit.engine.policy import Policy
from policykit.errors import ContextError
from policykit.model.scales import Severity

NOW = dt.datetime(2027, 3, 31, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
TALK, VERBAL, WRITTEN, LEAVE = "talk", "verbal warning", "written warning", "dismissal"
LADDER = {
    "looks_back": "12 months",
    "steps": [
        {"step": TALK, "decided_by": "line manager"},
        {"step": VERBAL, "decided_by": "line manager", "expires": "6 months"},
        {"step": WRITTEN, "decided_by": "HR", "expires": "12 months"},
        {"step": LEAVE, "decided_by": "director and HR"},
    ],
    "range": {
        "minor": [TALK, TALK],
        "moderate": [TALK, VERBAL],
        "serious": [VERBAL, WRITTEN],
        "severe": [WRITTEN, LEAVE],
    },
    "eases": ["self-reported"],
    "worsens": ["concealment"],
    "recognise": [{"for": "self-reported", "with": "thanks"}, {"for": "asked first", "with": "a note"}],
}
RULES = {
    "minor": forbid("tut", severity="minor"),
    "moderate": forbid("hm", severity="moderate"),
    "serious": forbid("nitwit"),
    "severe": forbid("threat", severity="severe", absolute=True),
    "mild": forbid("oops", outcome="warn"),
    "asked": forbid("perhaps", when={"paid": True}),
    "pay": protect("our shifts"),
    "strict": classify("Halcyon", absolute=True),
    "guard": protect("our pay", "trade_secret", at_most="review"),
    "say": require(find="best robot", severity="serious"),
}
OUT = Context(stage="published")


@pytest.fixture(scope="module")
def judge() -> Policy:
    facts = {"paid": {"values": [True, False]}}
    return policy(RULES, ladder=LADDER, facts=facts, **advert(place="start"))


def steps(judge: Policy, text: str, *incidents: Incident, circumstances: tuple[str, ...] = ()) -> list[str]:
    decision = judge.evaluate(text, OUT)
    advice = judge.ladder.recommend(decision, incidents, at=NOW, circumstances=circumstances)
    assert advice.human_review_required is True
    return [step.step for step in advice.steps]


@pytest.mark.parametrize(
    ("text", "incidents", "expected"),
    [
        ("tut", 0, [TALK]),
        ("hm", 0, [TALK, VERBAL]),
        ("tut hm nitwit", 0, [VERBAL, WRITTEN]),  # the gravest counts
        ("best robot", 0, [VERBAL, WRITTEN]),
        ("threat", 0, [WRITTEN, LEAVE]),
        ("tut", 1, [VERBAL]),
        ("hm", 2, [WRITTEN, LEAVE]),
        ("threat", 7, [LEAVE]),
    ],
)
def test_severity_and_incidents_give_the_range(
    judge: Policy, text: str, incidents: int, expected: list[str]
) -> None:
    assert steps(judge, text, *[Incident(NOW)] * incidents) == expected


YEAR_AGO = NOW.replace(year=2026)


@pytest.mark.parametrize(
    ("incident", "counts"),
    [
        (Incident(NOW), True),
        (Incident(NOW + SECOND), False),
        (Incident(YEAR_AGO), False),
        (Incident(YEAR_AGO + SECOND), True),
        (Incident(NOW, step=TALK), True),
        # half a year before 31 March is 30 September, and half a year after that is the 30th
        (Incident(dt.datetime(2026, 10, 1, tzinfo=dt.UTC), step=VERBAL), True),
        (Incident(dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC), step=VERBAL), False),
        (Incident(dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC), step=WRITTEN), True),
        (Incident(NOW.astimezone(dt.timezone(dt.timedelta(hours=9))), Severity.SEVERE), True),
    ],
)
def test_when_an_incident_counts(judge: Policy, incident: Incident, counts: bool) -> None:
    assert steps(judge, "tut", incident) == ([VERBAL] if counts else [TALK])


@pytest.mark.parametrize(
    ("text", "circumstances", "expected"),
    [
        ("nitwit", ("self-reported",), [VERBAL]),
        ("nitwit", ("concealment",), [WRITTEN]),
        ("nitwit", ("self-reported", "concealment"), [VERBAL, WRITTEN]),
        ("nitwit", ("asked first",), [VERBAL, WRITTEN]),
        ("tut", ("self-reported",), [TALK]),
        ("tut", ("concealment",), [TALK]),
    ],
)
def test_circumstances_choose_an_end_of_the_range(
    judge: Policy, text: str, circumstances: tuple[str, ...], expected: list[str]
) -> None:
    assert steps(judge, text, circumstances=circumstances) == expected


def test_reasons_and_recognition(judge: Policy) -> None:
    decision = judge.evaluate("nitwit", OUT)
    advice = judge.ladder.recommend(
        decision, [Incident(NOW)], at=NOW, circumstances=["self-reported", "concealment", "asked first"]
    )
    assert advice.reasons == (
        "the gravest finding is serious",
        "1 incident in the last 12 months counts",
        "eased by: self-reported",
        "made worse by: concealment",
    )
    assert [r.with_ for r in advice.recognition] == ["thanks", "a note"]
    assert advice.findings == decision.findings
    none, two = (judge.ladder.recommend(decision, [Incident(NOW)] * n, at=NOW).reasons[1] for n in (0, 2))
    assert (none, two) == (
        "no incident in the last 12 months counts",
        "2 incidents in the last 12 months count",
    )


BURIED = "x " * 80 + "best robot #ad"


@pytest.mark.parametrize(
    ("text", "stage", "reason"),
    [
        ("nitwit", "draft", "a draft is guidance only"),
        ("fine", "published", "nothing in it needs a review"),
        ("oops", "published", "nothing in it needs a review"),
        (BURIED, "published", "nothing in it needs a review"),
        ("nitwit, our shifts", "published", "nothing in it needs a review"),
        # the text may be stopped, the person is not
        ("threat, our shifts", "published", "it touches protected speech"),
        ("Halcyon, our pay", "published", "it touches protected speech"),
        ("perhaps", "published", "a fact that decides it is unknown"),
    ],
)
def test_what_never_reaches_the_ladder(judge: Policy, text: str, stage: Any, reason: str) -> None:
    decision = judge.evaluate(text, Context(stage=stage))
    advice = judge.ladder.recommend(decision, at=NOW, circumstances=["self-reported"])
    assert (advice.steps, advice.findings, advice.reasons) == ((), (), (reason,))
    assert [r.for_ for r in advice.recognition] == ["self-reported"]


def altered(decision: Decision, **changes: Any) -> Decision:
    return attrs.evolve(decision, **changes)


def test_a_protect_that_failed_keeps_everything_off_the_ladder(judge: Policy) -> None:
    decision = altered(judge.evaluate("nitwit", OUT), failed=(Failure("pay", "protect", "too much"),))
    advice = judge.ladder.recommend(decision, at=NOW)
    assert advice.steps == ()
    assert advice.reasons == ("whether protected speech is present could not be determined",)
    failed_rule = altered(decision, failed=(Failure("serious", "forbid", "too much"),))
    assert judge.ladder.recommend(failed_rule, at=NOW).steps


def test_a_policy_without_a_ladder_only_guides() -> None:
    bare = policy({"rude": forbid("nitwit")})
    advice = bare.ladder.recommend(bare.evaluate("nitwit", OUT), at=NOW, circumstances=["anything"])
    assert (advice.steps, advice.reasons) == ((), ("the policy has no ladder",))


@pytest.mark.parametrize(
    ("incidents", "at", "circumstances", "said"),
    [
        ((), NOW.replace(tzinfo=None), (), "`at` needs an offset"),
        ((Incident(NOW.replace(tzinfo=None)),), NOW, (), "`at` needs an offset"),
        ((), NOW, ("remorse",), "unknown circumstance `remorse`: the ladder knows asked first, concealment"),
        ((Incident(NOW, step="fine"),), NOW, (), "unknown step `fine`: the ladder has dismissal, talk"),
    ],
)
def test_what_the_ladder_refuses(
    judge: Policy,
    incidents: tuple[Incident, ...],
    at: dt.datetime,
    circumstances: tuple[str, ...],
    said: str,
) -> None:
    with pytest.raises(ContextError, match=said):
        judge.ladder.recommend(judge.evaluate("fine"), incidents, at=at, circumstances=circumstances)
