"""Explanations: what decided, which matches fell out and why, which rules sleep, what to give up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from engine.policies import advert, broken, classify, forbid, permit, policy, protect, require
from policykit.engine.context import Context
from policykit.engine.redact import MANY_RUNS, masked_text
from policykit.matching.atoms import PatternAtom
from policykit.model.scales import Outcome

ALLOW, WARN, REVIEW, BLOCK = Outcome
A, B = "Halcyon", "rig"
NOON = dt.datetime(2027, 3, 4, 12, tzinfo=dt.UTC)

# a search, the text, and each match that fell out: where, why, and where what spoke against it stands
DROPPED: tuple[tuple[dict[str, Any], str, list[tuple[Any, ...]]], ...] = (
    ({"find": A}, "Halcyon", []),
    ({"find": A}, "fine", []),
    (
        {"find": A, "clear_if": "halcyon days"},
        "halcyon days of Halcyon",
        [((0, 7), "it stands inside something that `clear_if` names", [])],
    ),
    (
        {"find": A, "with": B},
        "Halcyon rig. Halcyon",
        [((13, 20), "nothing that `with` names stands in the sentence", [])],
    ),
    (
        {"find": A, "with": B, "within": 40},
        "Halcyon",
        [((0, 7), "nothing that `with` names stands in the 40 code points round it", [])],
    ),
    (
        {"find": A, "without": B, "within": "text"},
        "Halcyon. A rig",
        [((0, 7), "something that `without` names stands in the text", [(11, 14)])],
    ),
    (
        {"find": A, "at_least": 2},
        "Halcyon. Halcyon Halcyon",
        [((0, 7), "fewer than 2 separate matches stand in the sentence", [])],
    ),
)


@pytest.mark.parametrize(("search", "text", "expected"), DROPPED)
@pytest.mark.parametrize(
    "rule",
    [
        forbid(A),
        forbid(A, absolute=True),
        require(find=A),
        permit("else", find=A),
        protect(A),
    ],
    ids=["forbid", "absolute", "require", "permit", "protect"],
)
def test_which_part_of_its_rule_a_match_missed(
    search: dict[str, Any], text: str, expected: list[tuple[Any, ...]], rule: dict[str, Any]
) -> None:
    rules = {"name": {**rule, **search}, "else": forbid("nitwit"), "all": permit("else", when={"paid": True})}
    rules["other"] = require(outcome="warn")
    judge = policy(rules, facts={"paid": {"values": [True, False]}}, **advert(reject="#sp"))
    dropped = judge.explain(text).dropped
    assert {entry.rule_id for entry in dropped} <= {"name"}
    assert [
        (
            (d.span.start, d.span.end),
            d.reason,
            [(e.span.start, e.span.end) for e in d.evidence if e.span],
        )
        for d in dropped
    ] == expected


def test_a_rule_that_is_not_live_drops_nothing() -> None:
    rules = {"name": {**forbid(A, when={"channel": "vault"}), "with": B}}
    explained = policy(rules).explain("Halcyon")
    assert explained.dropped == ()
    assert [entry.reason for entry in explained.idle] == ["`channel` is `social`; the rule asks for `vault`"]


# what a rule asks, the context, and why the rule is idle
IDLE: tuple[tuple[dict[str, Any], Context, str | None], ...] = (
    ({}, Context(), None),
    ({"when": {"paid": True}}, Context(), None),
    ({"when": {"paid": True}}, Context(paid=False), "`paid` is `false`; the rule asks for `true`"),
    (
        {"when": {"drill": [1, 2], "author": ["official", "public"]}},
        Context(author="employee", drill=1),
        "`author` is `employee`; the rule asks for `official` or `public`",
    ),
    (
        {"when": {"author": "employee", "drill": [1, 2], "paid": True}},
        Context(author="employee", paid=False),
        "`paid` is `false`; the rule asks for `true`",
    ),
    ({"since": "2027-03-05"}, Context(at=NOON), "it starts on 2027-03-05T00:00:00+00:00"),
    ({"until": "2027-03-03"}, Context(at=NOON), "it ended on 2027-03-04T00:00:00+00:00"),
    (
        {"since": "2027-03-01", "until": "2027-03-03T08:00:00+01:00"},
        Context(at=NOON),
        "it ended on 2027-03-03T08:00:00+01:00",
    ),
)
FACTS = {
    "author": {"values": ["employee", "official", "public"]},
    "paid": {"values": [True, False]},
    "drill": {"values": [1, 2, 3]},
}


@pytest.mark.parametrize(("asks", "context", "reason"), IDLE)
@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("forbid", forbid(A)),
        ("classify", classify(A)),
        ("require", require(find=A)),
        ("permit", permit("else", find=A)),
        ("protect", protect(A)),
    ],
)
def test_why_a_rule_is_idle(
    asks: dict[str, Any], context: Context, reason: str | None, kind: str, rule: dict[str, Any]
) -> None:
    judge = policy({"name": {**rule, **asks}, "else": forbid("nitwit")}, facts=FACTS, **advert())
    expected = [] if reason is None else [("name", kind, reason)]
    assert [(i.rule_id, i.kind, i.reason) for i in judge.explain(A, context).idle] == expected


# rules, the text, and which of them decide
DETERMINING: tuple[tuple[dict[str, Any], str, tuple[str, ...]], ...] = (
    ({"name": classify(A)}, "fine", ()),
    ({"name": classify(A, "internal"), "ok": permit("name")}, A, ()),
    ({"name": classify(A), "twin": forbid(A), "mild": forbid(A, outcome="warn")}, A, ("name", "twin")),
    ({"mild": forbid(A, outcome="warn"), "say": require()}, A, ("say",)),
    ({"mild": forbid(A, outcome="review"), "say": require()}, A, ("mild", "say")),
)


@pytest.mark.parametrize(("rules", "text", "expected"), DETERMINING)
def test_what_decided(rules: dict[str, Any], text: str, expected: tuple[str, ...]) -> None:
    judge = policy(rules, **(advert() if "say" in rules else {}))
    explained = judge.explain(text)
    assert explained.determining == expected
    assert explained.decision == judge.evaluate(text)


def test_a_failed_rule_decides_too(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {
        "deep": forbid({"pattern": r"Hal\w{1,9}"}),
        "mild": forbid("rig", outcome="warn"),
        "same": forbid("rig", outcome="review"),
    }
    judge = policy(rules)
    monkeypatch.setattr(PatternAtom, "find", broken)
    assert judge.explain("Halcyon rig").determining == ("deep", "same")
    assert judge.explain("rig").determining == ("same",)


# rules, the text, the limit, and what has to go
GIVE_UP: tuple[tuple[dict[str, Any], str, Outcome, list[tuple[int, int]]], ...] = (
    ({"name": forbid(A)}, "fine", ALLOW, []),
    ({"name": forbid(A)}, "Halcyon rig Halcyon", ALLOW, [(0, 7), (12, 19)]),
    ({"name": {**forbid(A), "with": B}, "it": forbid(B, outcome="warn")}, "Halcyon rig", WARN, [(0, 7)]),
    # one of two that need each other is enough
    ({"pair": forbid(A, at_least=2)}, "Halcyon Halcyon", ALLOW, [(8, 15)]),
    ({"mild": forbid(A, outcome="warn")}, "Halcyon", WARN, []),
)


@pytest.mark.parametrize(("rules", "text", "to", "expected"), GIVE_UP)
def test_what_to_give_up(
    rules: dict[str, Any], text: str, to: Outcome, expected: list[tuple[int, int]]
) -> None:
    judge = policy(rules)
    explained = judge.explain(text, to=to)
    assert [(span.start, span.end) for span in explained.give_up] == expected
    assert explained.minimal
    masked = masked_text(text, {i for span in explained.give_up for i in range(span.start, span.end)})
    assert judge.evaluate(masked).outcome <= to


@pytest.mark.parametrize(("count", "minimal"), [(MANY_RUNS, True), (MANY_RUNS + 1, False)])
def test_with_many_runs_none_is_given_back(count: int, minimal: bool) -> None:
    explained = policy({"name": forbid(A)}).explain("Halcyon " * count)
    assert explained.minimal is minimal
    assert len(explained.give_up) == count
