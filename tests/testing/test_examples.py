"""The examples inside the rules: what holds, and what is said where one does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.engine.policy import Policy
from policykit.loading.entry import load
from policykit.testing.examples import ExampleProblem, run_examples, unmark

AT = "2027-03-05"


def policy(rules: dict[str, Any], **more: Any) -> Policy:
    base = {
        "policy": "fabrikam",
        "channels": {"social": {"accepts": "public"}, "intranet": {"accepts": "restricted"}},
        "default_channel": "social",
        "facts": {"paid": {"values": [True, False]}},
        "disclosures": {"paid": {"accept": ["#ad"]}},
        "time_zone": "Europe/Berlin",
    }
    return load({**base, "rules": rules, **more})


CLASSIFY = {"kind": "classify", "level": "restricted", "category": "trade_secret", "find": ["Bluefin"]}
FORBID = {"kind": "forbid", "category": "conduct", "find": ["nitwit"]}
REQUIRE = {
    "kind": "require",
    "category": "undisclosed_endorsement",
    "disclose": "paid",
    "find": ["best robot"],
}
PERMIT = {
    "kind": "permit",
    "lifts": ["rule"],
    "reason": "announced",
    "owner": "press",
    "find": ["Bluefin fair"],
}
PROTECT = {"kind": "protect", "find": ["my pay"], "shields": ["conduct"], "basis": {"US": "NLRA section 7"}}

HOLDS = [
    # the rule, its examples
    (
        CLASSIFY,
        {"hits": ["a «Bluefin»", "«Bluefin» and «bluefin»", {"text": "«Bluefin»", "outcome": "block"}]},
    ),
    (CLASSIFY, {"hits": [{"text": "«Bluefin»", "channel": "intranet", "outcome": "allow"}]}),
    (CLASSIFY, {"misses": ["nothing", {"text": "fine", "outcome": "allow"}, "«quoted»"]}),
    (CLASSIFY, {"known_gap": ["a «Blue-Fin»", {"text": "Bluefin"}]}),
    ({**REQUIRE, "when": {"paid": True}}, {"hits": [{"text": "«best robot»", "facts": {"paid": True}}]}),
    (REQUIRE, {"hits": ["the «best robot»"], "misses": ["#ad best robot", "robot"]}),
    (
        {key: value for key, value in REQUIRE.items() if key != "find"},
        {"known_gap": [{"text": "anything", "why": "no mark can stand for a whole text"}], "misses": ["#ad"]},
    ),
    (PROTECT, {"hits": ["«my pay» is low"], "misses": ["pay", "m\u200by pay"]}),
    (
        {**PROTECT, "when": {"paid": True}},
        {"hits": [{"text": "«my pay»", "facts": {"paid": True}}], "misses": ["my pay"]},
    ),
    (
        {**PERMIT, "since": "2027-03-05", "until": "2027-03-05", "lifts": ["other"]},
        {
            "hits": [
                {"text": "«Bluefin fair»", "at": AT},
                {"text": "«Bluefin fair»", "at": f"{AT}T23:59:59+01:00"},
            ],
            "misses": [
                "Bluefin fair",
                {"text": "Bluefin fair", "at": "2027-03-04"},
                {"text": "Bluefin fair", "at": "2027-03-06"},
                {"text": "Bluefin fair", "at": f"{AT}T00:00:00+02:00"},
            ],
        },
    ),
    (
        {**{key: value for key, value in PERMIT.items() if key != "find"}, "lifts": ["other"]},
        {"hits": ["you nitwit"], "misses": ["you wit"]},
    ),
]

FAILS = [
    # the rule, the section, the example, what is said
    (CLASSIFY, "hits", "a «Blue»fin", "expected a match at [2, 6), found [2, 9)"),
    (CLASSIFY, "hits", "a «blue»", "expected a match at [2, 6), found none"),
    (CLASSIFY, "hits", "«Bluefin» «again»", "expected a match at [8, 13), found [0, 7)"),
    (CLASSIFY, "misses", "a Bluefin, a Bluefin", "expected no match, found [2, 9), [13, 20)"),
    (
        CLASSIFY,
        "hits",
        {"text": "«Bluefin»", "outcome": "review"},
        "expected the outcome `review`, found `block`",
    ),
    (
        CLASSIFY,
        "hits",
        {"text": "«Bluefin»", "also": ["other"]},
        "expected a match of `other` too, found none",
    ),
    (CLASSIFY, "set_aside", {"text": "a «Bluefin»"}, "expected a finding set aside at [2, 9), found none"),
    (CLASSIFY, "set_aside", {"text": "nothing"}, "expected a finding set aside, found none"),
    (CLASSIFY, "known_gap", "a «Bluefin»", "the policy gets this right now: move it to `hits`"),
    (CLASSIFY, "known_gap", "nothing", "the policy gets this right now: move it to `misses`"),
    (PROTECT, "hits", "«my» pay", "expected a match at [0, 2), found [0, 6)"),
    (PROTECT, "misses", "about my pay", "expected no match, found [6, 12)"),
    (REQUIRE, "hits", "#ad «best robot»", "expected a match at [4, 14), found none"),
    (
        {**{key: value for key, value in PERMIT.items() if key != "find"}, "lifts": ["other"]},
        "hits",
        "nothing",
        "the permit lifts nothing here",
    ),
]


@pytest.mark.parametrize(("rule", "examples"), HOLDS)
def test_examples_that_hold(rule: dict[str, Any], examples: dict[str, Any]) -> None:
    assert run_examples(policy({"rule": {**rule, **examples}, "other": FORBID})) == ()


@pytest.mark.parametrize(("rule", "section", "example", "said"), FAILS)
def test_an_example_that_does_not_hold(rule: dict[str, Any], section: Any, example: Any, said: str) -> None:
    problems = run_examples(policy({"rule": {**rule, section: [example]}, "other": FORBID}))
    assert problems == (ExampleProblem("rule", section, 0, said),)
    assert str(problems[0]) == f"rules.rule.{section}[0]: {said}"
    assert problems[0].path == ("rules", "rule", section, 0)


SHELTERED = {
    "rule": {
        **CLASSIFY,
        "set_aside": [
            {"text": "the «Bluefin» fair", "by": "fair"},
            {"text": "the Bluefin fair"},
            {"text": "the «Bluefin» fair", "by": ["fair", "pay"]},
        ],
    },
    "fair": PERMIT,
    "pay": PROTECT,
}


def test_what_is_set_aside_names_who_did_it() -> None:
    problems = run_examples(policy(SHELTERED))
    assert [(problem.position, problem.message) for problem in problems] == [
        (2, "expected it set aside by `pay`, found `fair`")
    ]


def test_a_set_aside_that_is_expected_of_a_require() -> None:
    rules = {
        "tell": {**REQUIRE, "set_aside": [{"text": "the «best robot»", "by": "quote"}]},
        "quote": {**PERMIT, "lifts": ["tell"], "find": ["the best robot"]},
    }
    assert run_examples(policy(rules)) == ()


def test_a_match_that_is_set_aside_is_a_match() -> None:
    fair = {**PERMIT, "declassifies_to": "public"}
    rules = {
        "rule": {**CLASSIFY, "hits": ["the «Bluefin» fair"]},
        "fair": fair,
        "tell": {**REQUIRE, "misses": ["no robot"]},
        "other": {**REQUIRE, "find": ["worst robot"], "misses": ["the best robot"]},
        "rude": {**FORBID, "misses": ["the Bluefin fair"]},
    }
    assert run_examples(policy(rules)) == ()
    missed = {**CLASSIFY, "misses": ["the Bluefin fair"]}
    assert [p.message for p in run_examples(policy({"rule": missed, "fair": fair}))] == [
        "expected no match, found [4, 11)"
    ]


def test_an_example_in_a_context_of_its_own() -> None:
    example = {"text": "a «Bluefin»", "facts": {"paid": True}}
    sound = policy({"rule": {**CLASSIFY, "hits": [example]}})
    assert run_examples(sound) == ()


def test_the_rules_of_a_parent_are_tested_only_on_request() -> None:
    child = policy(
        {"rule": {**CLASSIFY, "hits": ["a «Bluefin»"]}},
        extends=["embargo"],
        adjust={},
        time_zone="UTC",
    )
    assert run_examples(child) == ()
    assert run_examples(child, inherited=True) == ()


MARKED = [
    ("plain", "plain", ()),
    ("", "", ()),
    ("«all»", "all", ((0, 3),)),
    ("a «b» c «d»", "a b c d", ((2, 3), (6, 7))),
    ("«a»«b»", "ab", ((0, 1), (1, 2))),
]


@pytest.mark.parametrize(("text", "plain", "places"), MARKED)
def test_unmark(text: str, plain: str, places: tuple[tuple[int, int], ...]) -> None:
    assert unmark(text) == (plain, places)


@pytest.mark.parametrize("text", ["«", "»", "a « b", "a » b", "««a»»", "«a»»", "»a«"])
def test_markers_must_pair_up(text: str) -> None:
    with pytest.raises(ValueError, match="do not pair up"):
        unmark(text)


@given(st.lists(st.tuples(st.text("ab ", max_size=3), st.text("cd ", max_size=3)), max_size=5))
def test_unmark_takes_out_the_markers_and_nothing_else(parts: list[tuple[str, str]]) -> None:
    text = "".join(f"{before}«{inside}»" for before, inside in parts)
    plain, places = unmark(text)
    assert plain == text.replace("«", "").replace("»", "")
    assert [plain[start:end] for start, end in places] == [inside for _, inside in parts]
