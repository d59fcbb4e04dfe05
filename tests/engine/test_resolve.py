"""What permits lift, what protects shelter, how disclosures stand, and what the accepted list settles."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from engine.policies import KEY, advert, classify, forbid, permit, policy, protect, require, spans
from policykit.engine.context import Context
from policykit.engine.decision import Decision
from policykit.engine.fingerprint import fingerprint
from policykit.model.scales import Outcome

ALLOW, WARN, REVIEW, BLOCK = Outcome
NOON = dt.datetime(2027, 3, 4, 12, tzinfo=dt.UTC)
SECRET = classify("Halcyon")


def lowered(decision: Decision) -> list[tuple[Any, ...]]:
    """Rule, by whom, from and to what outcome and level."""
    return [(s.rule_id, s.by, s.was, s.now, s.level_was.name, s.level_now.name) for s in decision.set_aside]


# what a rule and its permit say of a text: outcome, level, who lowered it
PERMITS: tuple[tuple[dict[str, Any], dict[str, Any], str, Outcome, str, int], ...] = (
    (SECRET, {"find": "Halcyon fair"}, "the Halcyon fair", ALLOW, "restricted", 1),
    (SECRET, {"find": "Halcyon fair"}, "Halcyon. Halcyon fair", BLOCK, "restricted", 1),
    (SECRET, {"find": "the Hal", "span": "match"}, "the Halcyon", BLOCK, "restricted", 0),
    (SECRET, {"find": "fair", "span": "sentence"}, "Halcyon at the fair. Halcyon.", BLOCK, "restricted", 1),
    (SECRET, {"find": "fair", "span": "text"}, "Halcyon. A fair.", ALLOW, "restricted", 1),
    (SECRET, {"find": "fair", "span": "text"}, "Halcyon. Nothing.", BLOCK, "restricted", 0),
    (SECRET, {}, "Halcyon", ALLOW, "restricted", 1),
    (SECRET, {"declassifies_to": "internal"}, "Halcyon", BLOCK, "internal", 1),
    (SECRET, {"declassifies_to": "public"}, "Halcyon", ALLOW, "public", 1),
    # what is declassified was no higher to begin with: it stays
    (classify("Halcyon", "internal"), {"declassifies_to": "confidential"}, "Halcyon", BLOCK, "internal", 0),
    (forbid("Halcyon"), {"find": "Halcyon"}, "Halcyon", ALLOW, "public", 1),
    (forbid("Halcyon"), {"declassifies_to": "public"}, "Halcyon", ALLOW, "public", 1),
    # a zero-width space hides the permit from its reader, and so it excuses nothing
    (SECRET, {"find": "Halcyon fair"}, "the Hal\u200bcyon fair", BLOCK, "restricted", 0),
)


@pytest.mark.parametrize(("rule", "allowed", "text", "outcome", "level", "count"), PERMITS)
def test_what_a_permit_lifts(
    rule: dict[str, Any], allowed: dict[str, Any], text: str, outcome: Outcome, level: str, count: int
) -> None:
    decision = policy({"secret": rule, "fair": permit("secret", **allowed)}).evaluate(text)
    assert (decision.outcome, decision.level.name) == (outcome, level)
    assert [s.by for s in decision.set_aside] == [("fair",)] * count


def test_two_permits_make_the_lowest_level() -> None:
    rules = {
        "secret": SECRET,
        "one": permit("secret", declassifies_to="confidential"),
        "two": permit("secret", declassifies_to="internal"),
    }
    decision = policy(rules).evaluate("Halcyon", Context("intranet"))
    assert lowered(decision) == [("secret", ("one", "two"), BLOCK, ALLOW, "restricted", "internal")]
    assert (decision.level.name, decision.breach) == ("internal", False)
    assert [finding.outcome for finding in decision.findings] == [ALLOW]


# rules and protects on a text: outcome, protecting ids
PROTECTS: tuple[tuple[dict[str, Any], dict[str, Any], str, Outcome, tuple[str, ...]], ...] = (
    ({}, {}, "you nitwit, our shifts", WARN, ("pay",)),
    ({}, {"at_most": "review"}, "you nitwit, our shifts", REVIEW, ("pay",)),
    ({}, {"at_most": "allow"}, "you nitwit, our shifts", ALLOW, ("pay",)),
    ({}, {"shields": ["marking"]}, "you nitwit, our shifts", BLOCK, ("pay",)),
    ({}, {}, "you nitwit; our shifts", BLOCK, ()),
    ({}, {}, "you nitwit. Our shifts", BLOCK, ()),
    ({}, {}, "you nitwit " + "so " * 90 + "our shifts", BLOCK, ()),
    ({"absolute": True}, {}, "you nitwit, our shifts", BLOCK, ("pay",)),
    ({"outcome": "warn"}, {}, "you nitwit, our shifts", WARN, ("pay",)),
    ({}, {}, "you nitwit, our sh\u200bifts", BLOCK, ()),
    # only its own clause speaks for it: what would count across the border does not
    ({}, {"find": {"all": ["our shifts", "boss"]}}, "our shifts, you nitwit; boss", BLOCK, ()),
    ({}, {"find": {"all": ["our shifts", "boss"]}}, "our shifts, you nitwit, boss", WARN, ("pay",)),
)


@pytest.mark.parametrize(("rule", "protects", "text", "outcome", "protected"), PROTECTS)
def test_what_a_protect_shelters(
    rule: dict[str, Any],
    protects: dict[str, Any],
    text: str,
    outcome: Outcome,
    protected: tuple[str, ...],
) -> None:
    sheltering = {**protect("our shifts"), **protects}
    decision = policy({"rude": forbid("nitwit", **rule), "pay": sheltering}).evaluate(text)
    assert decision.outcome is outcome
    assert decision.level.name == "public"
    kept = [finding.protected for finding in decision.findings]
    assert kept == ([] if outcome is ALLOW else [protected])


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("nitwit, our shifts. Our pay, nitwit", WARN),
        # a finding over two clauses is sheltered where each of its code points is
        ("our shifts nit\nwit our pay", WARN),
        ("our shifts nit\nwit", BLOCK),
        ("nit\nwit our pay", BLOCK),
        ("our shifts nit;wit our pay", BLOCK),  # the mark between two clauses belongs to neither
    ],
)
def test_shelter_is_point_by_point(text: str, outcome: Outcome) -> None:
    rules = {
        "rude": forbid(["nitwit", {"pattern": r"nit[\n;]wit"}]),
        "pay": protect(["our shifts", "our pay"]),
    }
    assert policy(rules).evaluate(text).outcome is outcome


def test_the_lowest_cap_at_a_place_counts_and_white_space_needs_none() -> None:
    rules = {
        "blank": forbid({"pattern": r"[ ]{3}"}),
        "pay": protect("our shifts", at_most="review"),
        "hours": protect("our shifts", at_most="warn"),
    }
    decision = policy(rules).evaluate("our shifts   .")
    assert decision.outcome is WARN
    assert lowered(decision) == [("blank", ("hours", "pay"), BLOCK, WARN, "public", "public")]


def test_a_finding_of_mere_white_space_is_sheltered_as_one_piece() -> None:
    rules = {"blank": forbid({"pattern": r"x?[ ]{3}"}), "pay": protect("our shifts")}
    assert policy(rules).evaluate("our shifts;   ").outcome is BLOCK


TOLD = "told"
# how the disclosure is defined, the text, the state of what it owes
DISCLOSURES: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({}, "the best robot #ad", TOLD),
    ({}, "the best robot", "missing"),
    ({}, "the best robot #\u200bad", "missing"),
    ({"place": "start"}, "#ad the best robot", TOLD),
    ({"place": "start"}, "the best robot. " + "So. " * 40 + "#ad", "buried"),
    ({"place": "start"}, "x" * 135 + " #ad best robot", TOLD),
    ({"place": "start"}, "x" * 139 + " #ad best robot", "buried"),
    ({"place": "end"}, "#ad the best robot" + " so" * 60, "buried"),
    ({"place": "end"}, "the best robot. " + "So. " * 40 + "#ad", TOLD),
    ({"place": "anywhere"}, "best robot. " + "So. " * 40 + "#ad. " + "So. " * 40, TOLD),
    ({"place": 10}, "the bests #ad best robot", "buried"),
    ({"place": 11}, "the bests #ad best robot", TOLD),
    ({}, "best robot #cool #nice #ad", "buried"),
    ({}, "best robot #nice #ad", TOLD),
    ({"reject": ["#ad hoc"]}, "best robot, made #ad hoc", "missing"),
    ({"reject": ["#ad hoc"]}, "best robot, made #ad hoc. #ad", TOLD),
)


@pytest.mark.parametrize(("disclosure", "text", "state"), DISCLOSURES)
def test_how_a_disclosure_stands(disclosure: dict[str, Any], text: str, state: str) -> None:
    judge = policy({"say": require(find="best robot", outcome="block")}, **advert(**disclosure))
    decision = judge.evaluate(text)
    assert [d.state for d in decision.disclosures] == ([] if state == TOLD else [state])
    assert decision.outcome is {TOLD: ALLOW, "buried": WARN, "missing": BLOCK}[state]


PLACES = {"jurisdiction": {"values": ["US", "GB"]}}


@pytest.mark.parametrize(
    ("accept", "known", "text", "outcome", "state", "undecided"),
    [
        ({"US": "#ad"}, {"jurisdiction": "US"}, "#ad", ALLOW, None, None),
        ({"US": "#ad"}, {"jurisdiction": "GB"}, "#ad", BLOCK, "missing", False),
        ({"US": "#ad"}, {}, "#ad", REVIEW, "missing", True),
        ({"US": "#ad"}, {}, "fine", BLOCK, "missing", False),
        ({"US": "#ad", "GB": "#ad"}, {}, "#ad", ALLOW, None, None),
        ({"any": "#spon", "US": "#ad"}, {}, "#spon", ALLOW, None, None),
        ({"any": "#spon", "US": "#ad"}, {"jurisdiction": "US"}, "#ad", ALLOW, None, None),
    ],
)
def test_what_is_accepted_where(
    accept: dict[str, str],
    known: dict[str, str],
    text: str,
    outcome: Outcome,
    state: str | None,
    undecided: bool | None,
) -> None:
    judge = policy(
        {"say": require(outcome="block")}, facts=PLACES, disclosures={"advert": {"accept": accept}}
    )
    decision = judge.evaluate(text, Context(**known))
    assert decision.outcome is outcome
    assert [(d.state, d.undecided) for d in decision.disclosures] == ([(state, undecided)] if state else [])
    asked = [question.fact for question in decision.questions]
    assert asked == (["jurisdiction"] if undecided else [])


def test_each_trigger_is_weighed_by_itself() -> None:
    rules = {
        "say": require(find="best robot"),
        "quoted": permit("say", find="so-called best robot"),
        "pay": protect("our shifts", "undisclosed_endorsement"),
    }
    text = "so-called best robot. Our shifts, best robot. A best robot."
    (owed,) = policy(rules, **advert()).evaluate(text).disclosures
    assert [(span.start, span.end) for span in owed.spans] == [(34, 44), (48, 58)]
    assert (owed.outcome, owed.protected) == (REVIEW, ("pay",))
    decision = policy(rules, **advert()).evaluate(text[:45])
    assert lowered(decision) == [
        ("say", ("quoted",), REVIEW, ALLOW, "public", "public"),
        ("say", ("pay",), REVIEW, WARN, "public", "public"),
    ]
    assert decision.outcome is WARN
    assert "lowered to warn by `pay`" in decision.disclosures[0].because
    assert policy(rules, **advert()).evaluate(text[:21]).disclosures == ()


def accepted(rule: str, words: str, until: str, key: bytes = KEY) -> list[dict[str, str]]:
    mark = fingerprint(key, rule, words)
    return [{"rule": rule, "fingerprint": mark, "reason": "known", "by": "security", "until": until}]


@pytest.mark.parametrize(
    ("words", "until", "at", "key", "outcome"),
    [
        ("Halcyon  rig", "2027-03-04", NOON, KEY, ALLOW),
        ("HALCYON\nRIG", "2027-03-04", NOON, KEY, ALLOW),  # case and white space aside
        ("Halcyon rig", "2027-03-03", NOON, KEY, BLOCK),  # expired
        ("Halcyon rig", "2027-03-04T12:00:00+00:00", NOON, KEY, BLOCK),
        ("Halcyon rig", "2027-03-04", None, KEY, BLOCK),  # nobody knows whether it still stands
        ("Halcyon rig", "2027-03-04", NOON, None, BLOCK),  # without the key nothing can be compared
        ("Halcyon rig", "2027-03-04", NOON, b"quite another secret", BLOCK),
        ("Halcyon lab", "2027-03-04", NOON, KEY, BLOCK),
    ],
)
def test_an_accepted_finding_is_a_permit(
    words: str, until: str, at: dt.datetime | None, key: bytes | None, outcome: Outcome
) -> None:
    rules = {"secret": classify("Halcyon rig")}
    judge = policy(rules, key=key, accepted=accepted("secret", words, until))
    decision = judge.evaluate("the Halcyon rig", Context(at=at))
    assert decision.outcome is outcome
    assert decision.level.name == "restricted"
    assert [s.by for s in decision.set_aside] == ([("accepted[1]",)] if outcome is ALLOW else [])
    (finding,) = decision.findings
    assert finding.fingerprint == (key and fingerprint(key, "secret", "Halcyon rig"))
    asks = ["at"] if at is None else []
    assert [question.fact for question in decision.questions] == asks


def test_an_accepted_finding_lifts_no_absolute_rule() -> None:
    rules = {"secret": classify("Halcyon", absolute=True)}
    judge = policy(rules, key=KEY, accepted=accepted("secret", "Halcyon", "2027-03-04"))
    decision = judge.evaluate("Halcyon", Context(at=NOON))
    assert (decision.outcome, decision.set_aside) == (BLOCK, ())


def test_findings_overlap_and_hide_none() -> None:
    rules = {"one": forbid("Halcyon rig"), "two": forbid(["rig", "Halcyon"]), "three": forbid("rig lab")}
    decision = policy(rules).evaluate("Halcyon rig lab")
    assert [f.rule_id for f in decision.findings] == ["two", "one", "two", "three"]
    assert spans(decision) == [(0, 7), (0, 11), (8, 11), (8, 15)]


@pytest.mark.parametrize("channel", ["social", "intranet", "vault"])
def test_a_channel_takes_what_it_accepts_and_no_conduct(channel: str) -> None:
    rules = {"name": classify("Halcyon", "internal"), "rude": forbid("nitwit")}
    judge = policy(rules)
    decision = judge.evaluate("Halcyon", Context(channel))
    assert decision.outcome is (BLOCK if channel == "social" else ALLOW)
    assert (decision.breach, decision.level.name) == (channel == "social", "internal")
    assert judge.evaluate("nitwit", Context(channel)).outcome is BLOCK
