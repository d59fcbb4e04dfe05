"""Deadlines of a response: each from its own clock, the earliest first."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.policies import classify, policy
from policykit.engine.context import Context
from policykit.engine.policy import Policy
from policykit.errors import ContextError

NOON = dt.datetime(2027, 1, 31, 12, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(minutes=10)
STEPS = [
    {"do": "Tell the authority", "who": "privacy", "within": "72 hours"},
    {"do": "Talk", "who": "communications"},
    {"do": "Report back", "who": "owner", "within": "1 month"},
    {"do": "Take it down", "who": "author", "within": "15 minutes", "clock": "publication"},
]


@pytest.fixture(scope="module")
def judge() -> Policy:
    report_to = [{"name": "Speak-up line", "anonymous": True, "contact": "+49 30 23125 000"}]
    return policy({"name": classify("Halcyon")}, if_leaked=STEPS, report_to=report_to)


@pytest.mark.parametrize(
    ("published_at", "aware_at", "due"),
    [
        (
            NOON,
            LATER,
            [
                ("Take it down", NOON + dt.timedelta(minutes=15)),
                ("Tell the authority", LATER + dt.timedelta(hours=72)),
                ("Report back", LATER.replace(month=2, day=28)),
                ("Talk", None),
            ],
        ),
        (
            NOON,
            None,
            [
                ("Take it down", NOON + dt.timedelta(minutes=15)),
                ("Tell the authority", None),
                ("Talk", None),
                ("Report back", None),
            ],
        ),
        (
            None,
            None,
            [("Tell the authority", None), ("Talk", None), ("Report back", None), ("Take it down", None)],
        ),
    ],
)
def test_each_step_runs_from_its_own_clock(
    judge: Policy,
    published_at: dt.datetime | None,
    aware_at: dt.datetime | None,
    due: list[tuple[str, dt.datetime | None]],
) -> None:
    decision = judge.evaluate("Halcyon", Context(stage="published"))
    response = judge.response(decision, published_at=published_at, aware_at=aware_at)
    assert [(step.step.do, step.due) for step in response.steps] == due
    assert [(to.name, to.anonymous) for to in response.report_to] == [("Speak-up line", True)]


def test_a_clean_text_calls_for_nothing(judge: Policy) -> None:
    assert judge.response(judge.evaluate("fine", Context(stage="published"))).steps == ()


@pytest.mark.parametrize("clock", ["published_at", "aware_at"])
def test_a_clock_needs_an_offset(judge: Policy, clock: str) -> None:
    decision = judge.evaluate("Halcyon", Context(stage="published"))
    with pytest.raises(ContextError, match="the clock of a response needs an offset"):
        judge.response(decision, **{clock: dt.datetime(2027, 3, 4)})
