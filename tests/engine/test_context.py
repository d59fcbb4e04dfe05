"""What a context takes, what it refuses, and which contexts are the same."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from policykit.engine.context import Context
from policykit.errors import ContextError, PolicykitError

NOON = dt.datetime(2027, 3, 4, 12, tzinfo=dt.UTC)
BERLIN = ZoneInfo("Europe/Berlin")
TWICE = dt.datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"at": dt.datetime(2027, 3, 4)}, "`at` needs an offset: expected a datetime with a time zone"),
        ({"at": dt.date(2027, 3, 4)}, "`at` needs an offset: expected a datetime with a time zone"),
        ({"at": "2027-03-04"}, "`at` needs an offset: expected a datetime with a time zone"),
        ({"stage": "live"}, "unknown stage: expected `draft` or `published`"),
        ({"channel": 7}, "unknown channel: expected the name of one"),
        ({"author": None}, "unknown value of `author`: expected words, a whole number, `true` or `false`"),
        (
            {"facts": {"tier-of-client": 1.5}},
            "unknown value of `tier-of-client`: expected words, a whole number, `true` or `false`",
        ),
    ],
)
def test_what_no_context_can_hold(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ContextError) as caught:
        Context(**given)
    assert str(caught.value) == said
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, PolicykitError)


def test_facts_come_by_name_or_in_a_mapping() -> None:
    context = Context("press", at=NOON, stage="published", facts={"is-paid": True, "b": 1}, author="x")
    assert context.facts == (("author", "x"), ("b", 1), ("is-paid", True))
    assert (context.channel, context.at, context.stage) == ("press", NOON, "published")


def test_a_named_fact_wins_over_the_mapping() -> None:
    assert Context(facts={"author": "official"}, author="employee").facts == (("author", "employee"),)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Context(), Context(), True),
        (Context("press"), Context("social"), False),
        (Context(paid=True), Context(paid=1), False),
        (Context(paid=1), Context(paid=1), True),
        (Context(at=NOON), Context(at=NOON.astimezone(BERLIN)), True),
        (Context(at=TWICE), Context(at=TWICE.replace(fold=1)), False),
        (Context(at=NOON), Context(), False),
        (Context(stage="draft"), Context(stage="published"), False),
    ],
)
def test_which_contexts_are_the_same(one: Context, other: Context, same: bool) -> None:
    assert (one == other) is same
    assert (hash(one) == hash(other)) is same


def test_a_context_travels() -> None:
    context = Context("press", at=TWICE, author="employee", paid=True)
    assert pickle.loads(pickle.dumps(context)) == context
