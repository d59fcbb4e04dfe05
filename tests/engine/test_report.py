"""What a decision tells people: why, how grave, what is asked, what to do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from engine.policies import advert, classify, forbid, permit, policy, protect, require
from policykit.engine.context import Context
from policykit.model.scales import Outcome, Severity

ALLOW, WARN, REVIEW, BLOCK = Outcome
MINOR, MODERATE, SERIOUS, SEVERE = Severity
NOON = dt.datetime(2027, 3, 4, 12, tzinfo=dt.UTC)
FACTS = {
    "paid": {"values": [True, False], "question": {"en": "Were you paid?", "de": "Bezahlt?"}},
    "stage of drill": {"values": [1, 2]},
}

# a rule, other rules, the channel, and why its finding has its outcome
BECAUSE: tuple[tuple[dict[str, Any], dict[str, Any], str, str], ...] = (
    (classify("Halcyon"), {}, "social", "restricted information; `social` accepts only public"),
    (
        classify("Halcyon", "internal"),
        {},
        "vault",
        "internal information; `vault` accepts up to restricted",
    ),
    (forbid("Halcyon"), {}, "vault", "no channel carries this"),
    (
        forbid("Halcyon", starts="low"),
        {},
        "social",
        "no channel carries this; low confidence, so at most warn",
    ),
    (forbid("Halcyon", starts="low", outcome="warn"), {}, "social", "no channel carries this"),
    (
        forbid("Halcyon", when={"paid": True}),
        {},
        "social",
        "no channel carries this; `paid` is unknown, so at most review",
    ),
    (
        forbid("Halcyon", when={"paid": True}, since="2027-01-01"),
        {},
        "social",
        "no channel carries this; `paid` and `at` are unknown, so at most review",
    ),
    (
        forbid("Halcyon", starts="medium"),
        {"pay": protect("Halcyon"), "hours": protect("Halcyon", at_most="review")},
        "social",
        "no channel carries this; medium confidence, so at most review; lowered to warn by `pay`",
    ),
    (
        classify("Halcyon"),
        {"fair": permit("name", find="Halcyon")},
        "social",
        "restricted information; `social` accepts only public; lowered to allow by `fair`",
    ),
)


@pytest.mark.parametrize(("rule", "others", "channel", "because"), BECAUSE)
def test_why(rule: dict[str, Any], others: dict[str, Any], channel: str, because: str) -> None:
    decision = policy({"name": rule, **others}, facts=FACTS).evaluate("Halcyon", Context(channel))
    assert [finding.because for finding in decision.findings] == [because]


@pytest.mark.parametrize(
    ("levels", "severities"),
    [
        (["one"], [MINOR]),
        (["one", "two"], [MINOR, SEVERE]),
        (["one", "two", "three"], [MINOR, SERIOUS, SEVERE]),
        (["one", "two", "three", "four"], [MINOR, MODERATE, SERIOUS, SEVERE]),
    ],
)
def test_severity_follows_from_the_level(levels: list[str], severities: list[Severity]) -> None:
    rules = {name: classify("Halcyon", name) for name in levels}
    rules["rude"] = forbid("Halcyon", outcome="warn")
    judge = policy(rules, levels=levels, channels={"social": {"accepts": levels[0]}})
    found = {f.rule_id: f.severity for f in judge.evaluate("Halcyon").findings}
    # a finding of the lowest level on a channel that accepts it is none
    assert found == {**dict(zip(levels[1:], severities[1:], strict=True)), "rude": MINOR}


@pytest.mark.parametrize(("outcome", "severity"), [("warn", MINOR), ("review", MODERATE), ("block", SERIOUS)])
def test_severity_of_conduct_follows_from_the_outcome(outcome: str, severity: Severity) -> None:
    rules = {"rude": forbid("nitwit", outcome=outcome), "say": require(find="nitwit", outcome=outcome)}
    decision = policy(rules, **advert()).evaluate("nitwit")
    assert [f.severity for f in (*decision.findings, *decision.disclosures)] == [severity, severity]


def test_a_severity_that_the_rule_names_stays() -> None:
    rules = {"name": classify("Halcyon", severity="minor"), "say": require(severity="severe")}
    decision = policy(rules, **advert()).evaluate("Halcyon")
    assert [f.severity for f in (*decision.findings, *decision.disclosures)] == [MINOR, SEVERE]


# the disclosure, the rule and the context; accepted wordings, place and offset to insert at
WHERE: tuple[tuple[dict[str, Any], dict[str, Any], tuple[str, ...], str, int], ...] = (
    ({}, {}, ("#ad", "Anzeige", "Advert"), "anywhere", 0),
    ({}, {"jurisdiction": "DE"}, ("#ad", "Anzeige"), "anywhere", 0),
    ({"place": "start"}, {"jurisdiction": "US"}, ("#ad", "Advert"), "start", 0),
    ({"place": "end"}, {"jurisdiction": "FR"}, ("#ad",), "end", 8),
    ({"place": 20}, {"jurisdiction": "FR"}, ("#ad",), "20", 0),
)


@pytest.mark.parametrize(("disclosure", "known", "accepted", "place", "insert_at"), WHERE)
def test_what_to_insert_where(
    disclosure: dict[str, Any], known: dict[str, str], accepted: tuple[str, ...], place: str, insert_at: int
) -> None:
    accept = {"any": ["#ad"], "DE": ["Anzeige", "#ad"], "US": ["Advert"]}
    judge = policy(
        {"say": require()},
        facts={"jurisdiction": {"values": ["DE", "US", "FR"]}},
        disclosures={"advert": {"accept": accept, **disclosure}},
    )
    (owed,) = judge.evaluate("so good!", Context(**known)).disclosures
    assert (owed.accepted, owed.place, owed.insert_at) == (accepted, place, insert_at)
    assert [(span.start, span.end) for span in owed.spans] == [(0, 8)]


@pytest.mark.parametrize(
    ("rule", "disclosure", "says"),
    [
        ({"says": "Tell."}, {"says": "Say.", "title": "Ad"}, "Tell."),
        ({}, {"says": {"en": "Say."}, "title": "Ad"}, {"en": "Say."}),
        ({}, {"title": "Ad"}, "Ad"),
        ({}, {}, None),
    ],
)
def test_who_speaks_for_a_disclosure(rule: dict[str, Any], disclosure: dict[str, Any], says: object) -> None:
    (owed,) = policy({"say": require(**rule)}, **advert(**disclosure)).evaluate("x").disclosures
    assert owed.says == says
    assert owed.because == "`advert` is missing"


def test_a_disclosure_says_what_is_unknown_and_what_was_rejected() -> None:
    rules = {"say": require(outcome="block", when={"paid": True})}
    judge = policy(rules, facts=FACTS, **advert(reject=["#sp"]))
    (owed,) = judge.evaluate("so good #sp").disclosures
    assert owed.because == "`advert` is missing; `paid` is unknown, so at most review"
    assert [(e.kind, e.name, e.span and e.span.start) for e in owed.evidence] == [("rejected", "reject", 8)]
    accept = {"US": ["#ad"]}
    judge = policy(
        {"say": require(outcome="block")},
        facts={"jurisdiction": {"values": ["US", "GB"]}},
        disclosures={"advert": {"accept": accept}},
    )
    (owed,) = judge.evaluate("#ad").disclosures
    assert owed.because == "`advert` is missing; `jurisdiction` is unknown, so at most review"


# rules, the text, and what is asked of whom
QUESTIONS: tuple[tuple[dict[str, Any], str, list[tuple[Any, ...]]], ...] = (
    (
        {"rude": forbid("nitwit", when={"paid": True})},
        "nitwit",
        [("paid", {"en": "Were you paid?", "de": "Bezahlt?"}, (True, False), ("rude",))],
    ),
    (
        {"rude": forbid("nitwit", when={"stage of drill": 2})},
        "nitwit",
        [("stage of drill", "What is the stage of drill?", (1, 2), ("rude",))],
    ),
    (
        {"rude": forbid("nitwit", until="2027-03-04")},
        "nitwit",
        [("at", "When will this be published?", (), ("rude",))],
    ),
    # nothing was found that it could change
    ({"rude": forbid("nitwit", when={"paid": True})}, "fine", []),
    # whatever the answer is, the outcome stays
    ({"rude": forbid("nitwit", when={"paid": True}), "more": forbid("nitwit")}, "nitwit", []),
    ({"rude": forbid("nitwit", when={"paid": [True, False]}, outcome="warn")}, "nitwit", []),
    # a permit or a protect that waits
    (
        {"rude": forbid("nitwit"), "fine": permit("rude", when={"paid": True})},
        "nitwit",
        [("paid", {"en": "Were you paid?", "de": "Bezahlt?"}, (True, False), ("fine",))],
    ),
    (
        {"rude": forbid("nitwit"), "pay": protect("our pay", until="2027-03-04")},
        "nitwit, our pay",
        [("at", "When will this be published?", (), ("pay",))],
    ),
)


@pytest.mark.parametrize(("rules", "text", "asked"), QUESTIONS)
def test_a_question_is_asked_only_where_its_answer_matters(
    rules: dict[str, Any], text: str, asked: list[tuple[Any, ...]]
) -> None:
    decision = policy(rules, facts=FACTS).evaluate(text)
    assert [(q.fact, q.question, q.values, q.rules) for q in decision.questions] == asked


@pytest.mark.parametrize(
    ("at", "outcome"), [(NOON, BLOCK), (NOON + dt.timedelta(days=1), ALLOW), (None, REVIEW)]
)
def test_an_answer_settles_the_question(at: dt.datetime | None, outcome: Outcome) -> None:
    judge = policy({"rude": forbid("nitwit", until="2027-03-04")})
    decision = judge.evaluate("nitwit", Context(at=at))
    assert decision.outcome is outcome
    assert bool(decision.questions) is (at is None)


LEAKED = [
    {"do": "Rotate it", "who": "security", "for": "trade_secret"},
    {"do": "Tell the client", "who": "sales", "for": ["client_detail"]},
    {"do": "Talk", "who": "communications"},
]


@pytest.mark.parametrize(
    ("context", "text", "steps"),
    [
        (Context(stage="published"), "Halcyon", ["Rotate it", "Talk"]),
        (Context(), "Halcyon", []),
        (Context("vault", stage="published"), "Halcyon", []),  # the channel accepts it: no leak
        (Context("vault", stage="published"), "nitwit", ["Talk"]),
        (Context(stage="published"), "fine", []),
        (Context(stage="published"), "perhaps", ["Tell the client", "Talk"]),
        (Context(stage="published"), "hm", []),
    ],
)
def test_the_response_is_for_what_is_out(context: Context, text: str, steps: list[str]) -> None:
    rules = {
        "name": classify("Halcyon"),
        "rude": forbid("nitwit"),
        "client": {**classify("perhaps", starts="low"), "category": "client_detail"},
        "hint": forbid("hm", outcome="warn"),
    }
    decision = policy(rules, if_leaked=LEAKED).evaluate(text, context)
    assert [step.do for step in decision.response] == steps
