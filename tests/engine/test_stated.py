"""The end that a text states for itself, with and without a year."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.policies import classify, policy
from policykit.engine.context import Context

RULE = classify(["embargoed", "gesperrt"], until_stated=True)
POLICY = policy({"embargo": RULE}, time_zone="Europe/Berlin")
FRIDAY = "2026-11-27T09:30:00+01:00"


def stands(text: str, at: str) -> bool:
    return bool(POLICY.evaluate(text, Context(at=dt.datetime.fromisoformat(at))).findings)


@pytest.mark.parametrize(
    "text",
    [
        "embargoed until Monday",
        "embargoed until 10 am today",
        "embargoed until tomorrow, 9 am",
        "embargoed until midnight",
        "bis Dienstag, 1. Dezember, 7.30 Uhr gesperrt",
        # a date that says its year goes before one that does not
        "embargoed today until 1 December 2026",
        # who never says when never ends
        "embargoed, says the editor",
    ],
)
def test_it_is_still_to_come(text: str) -> None:
    assert stands(text, FRIDAY)


@pytest.mark.parametrize(
    "text",
    [
        "embargoed until 9 am today",
        "embargoed until 26 November",
        "embargoed until 27 November 2026, 09:00 CET",
        "bis Montag, 16. November, 7.30 Uhr gesperrt",
        "embargoed on Monday until 1 March 2026",
    ],
)
def test_it_is_over(text: str) -> None:
    assert not stands(text, FRIDAY)


def test_the_day_is_that_of_the_policy() -> None:
    # late on Thursday in London, and Friday in Berlin already
    late = "2026-11-26T23:30:00+00:00"
    assert not stands("embargoed until today", late)
    assert stands("embargoed until tomorrow", late)


def test_without_a_moment_nothing_is_read_that_depends_on_it() -> None:
    (finding,) = POLICY.evaluate("embargoed until 9 am today").findings
    assert not finding.undecided


def test_the_evidence_says_where_the_end_is_written() -> None:
    decision = POLICY.evaluate("embargoed until Monday", Context(at=dt.datetime.fromisoformat(FRIDAY)))
    (finding,) = decision.findings
    assert [(each.kind, each.span.start, each.span.end) for each in finding.evidence if each.span][-1] == (
        "stated",
        16,
        22,
    )
