"""How matches come about: evidence near them, what clears them, counting, confidence; as cases.

A case is what a rule says and a text in which `«…»` marks each match that counts.
"""

from __future__ import annotations

from typing import Any

import pytest

from engine.policies import forbid, policy, portable, spans
from packs.examples_of import unmarked
from policykit.model.scales import Confidence, Outcome

LOW, MEDIUM, HIGH = Confidence
A, B, C = "Halcyon", "rig", "Bluefin"

MATCHES: tuple[tuple[dict[str, Any], str], ...] = (
    # what is found, and what clears it
    ({"find": A}, "«Halcyon», «HALCYON» and halcyonic; «halcyon»"),
    ({"find": A}, "«Hal\u200bcyon» and «Ｈａｌｃｙｏｎ»"),
    ({"find": A, "clear_if": "halcyon days"}, "halcyon days of «Halcyon»"),
    ({"find": A, "clear_if": "days of"}, "the days of «Halcyon»"),
    ({"find": A, "clear_if": "hal\u200bcyon days"}, "hal\u200bcyon days"),
    # hidden words clear nothing: the zero-width space hides them from no reader, but from the rule
    ({"find": A, "clear_if": "halcyon days"}, "«hal\u200bcyon» days"),
    # with: in the sentence, outside the match
    ({"find": A, "with": B}, "The rig at «Halcyon». Halcyon is fine."),
    ({"find": A, "with": A}, "Only Halcyon."),
    ({"find": A, "with": A}, "«Halcyon» and «Halcyon»."),
    ({"find": A, "with": [B, C]}, "«Halcyon», a bluefin. Halcyon, a fish."),
    ({"find": A, "with": B, "within": 5}, "rig «Halcyon» and Halcyon or a rig"),
    ({"find": A, "with": B, "within": 4}, "rig «Halcyon»"),
    ({"find": A, "with": B, "within": 3}, "rig Halcyon"),
    ({"find": A, "with": B, "within": 30}, "A rig. Then «Halcyon»."),
    ({"find": A, "with": B, "within": "text"}, "A rig.\n\nAnd more. So: «Halcyon»."),
    # without: its opposite
    ({"find": A, "without": B}, "«Halcyon» days. Halcyon rig. «Halcyon»."),
    ({"find": A, "without": B, "within": "text"}, "Halcyon days. Halcyon rig."),
    ({"find": A, "without": B, "within": 4}, "Halcyon rig, but «Halcyon»"),
    # at_least: so many of which no two overlap
    ({"find": A, "at_least": 2}, "Halcyon. «Halcyon» and «halcyon»."),
    ({"find": A, "at_least": 2, "within": "text"}, "«Halcyon». «Halcyon»."),
    ({"find": A, "at_least": 2, "within": 9}, "«Halcyon», «Halcyon», or else Halcyon"),
    ({"find": [A, "Halcyon rig"], "at_least": 2}, "a Halcyon rig"),
    ({"find": A, "with": B, "clear_if": "halcyon days", "at_least": 2}, "Halcyon rig, halcyon days"),
    # all, any, count
    ({"find": {"all": [A, B]}}, "«Halcyon» rig, «Halcyon». Halcyon. A rig."),
    ({"find": {"all": [A, B, C]}}, "Halcyon rig. «Halcyon» bluefin rig."),
    ({"find": {"any": [A, {"all": [B, C]}]}}, "«Halcyon», «rig» by Bluefin. A rig."),
    ({"find": {"count": 2, "of": [A, B]}}, "«Halcyon» «rig». Halcyon."),
    ({"find": {"all": [{"count": 2, "of": A}, {"any": [B]}]}}, "«Halcyon» «Halcyon» rig. Halcyon rig."),
    ({"find": {"terms": [A, B]}}, "«Halcyon» «rig»"),
    ({"find": {"pattern": r"\bSEC-\d{2,4}\b"}}, "«SEC-2041», SEC-1"),
    ({"find": {"pattern": r"\d{4,20}", "validator": "luhn"}}, "«4111111111111111» or 4111111111111112"),
    ({"find": {"validator": "ipv4"}}, "at «192.0.2.17»"),
    # a detector brings its own evidence along
    ({"find": "<code>"}, "«Halcyon» rig, Bluefin. Halcyon."),
    ({"find": ["<code>", A]}, "«Halcyon» rig. «Halcyon»."),
    ({"find": B, "with": "<code>"}, "Halcyon «rig» and «rig»."),
    ({"find": "Halcyon days", "with": "<code>"}, "«Halcyon days», Halcyon and a rig."),
)
DETECTORS = {"code": {"find": A, "with": B}}


@pytest.mark.parametrize(("search", "marked"), MATCHES, ids=range(len(MATCHES)))
def test_what_counts_as_a_match(search: dict[str, Any], marked: str) -> None:
    text, expected = unmarked(marked)
    rules, more = {"name": forbid(**search)}, {"detectors": DETECTORS} if "<code>" in str(search) else {}
    for judge in (policy(rules, **more), portable(rules, **more)):
        assert spans(judge.evaluate(text)) == sorted(expected)


SURE = {"sure_if": [B, C], "starts": "low"}
CONFIDENCES: tuple[tuple[dict[str, Any], str, Confidence], ...] = (
    ({}, "Halcyon", HIGH),
    ({"starts": "medium"}, "Halcyon", MEDIUM),
    (SURE, "Halcyon", LOW),
    (SURE, "Halcyon rig", MEDIUM),
    (SURE, "Halcyon rig rig", MEDIUM),  # each named thing counts once
    (SURE, "Halcyon rig, Bluefin", HIGH),
    (SURE, "Halcyon. Bluefin rig.", LOW),
    ({**SURE, "within": "text"}, "Halcyon. Bluefin rig.", HIGH),
    ({"doubt_if": B}, "Halcyon rig", MEDIUM),
    ({"doubt_if": [B, C, "fish"]}, "Halcyon rig, a bluefin fish", LOW),  # low is the floor
    ({"doubt_if": B}, "Halcyon r\u200big", HIGH),  # hidden text excuses nothing
    ({"sure_if": C, "doubt_if": B, "starts": "medium"}, "Halcyon rig, Bluefin", MEDIUM),
    ({"doubt_if": B, "absolute": True}, "Halcyon rig", HIGH),
    ({"starts": "low", "absolute": True}, "Halcyon rig", LOW),
)
CAPS = {LOW: Outcome.WARN, MEDIUM: Outcome.REVIEW, HIGH: Outcome.BLOCK}


@pytest.mark.parametrize(("search", "text", "confidence"), CONFIDENCES)
def test_confidence_is_which_evidence_was_there(
    search: dict[str, Any], text: str, confidence: Confidence
) -> None:
    (finding,) = policy({"name": forbid(A, **search)}).evaluate(text).findings
    assert finding.confidence is confidence
    assert finding.outcome is CAPS[confidence]


def test_caps_are_the_policys() -> None:
    caps = {"low": "review", "medium": "block", "high": "block"}
    decision = policy({"name": forbid(A, starts="low")}, caps=caps).evaluate("Halcyon")
    assert decision.outcome is Outcome.REVIEW


def test_one_span_is_one_match_with_the_evidence_of_all_that_agree() -> None:
    rules = {"name": {**forbid(["<weak>", {"pattern": r"Hal\w{0,9}"}, A]), "with": C}}
    detectors = {"weak": {"find": A, "starts": "low"}}
    (finding,) = policy(rules, detectors=detectors).evaluate("Bluefin Halcyon").findings
    assert finding.confidence is HIGH
    assert [(e.kind, e.name, e.span and (e.span.start, e.span.end)) for e in finding.evidence] == [
        ("find", "find", (8, 15)),
        ("find", "<weak>", (8, 15)),
        ("find", "find[2]", (8, 15)),
        ("with", "with", (0, 7)),
    ]


EVIDENCE: tuple[tuple[dict[str, Any], str, list[tuple[Any, ...]]], ...] = (
    ({"find": A}, "Ｈａｌｃｙｏｎ", [("find", "find", (0, 7)), ("fold", "full-width", (0, 7))]),
    (
        {"find": {"all": [A, B]}},
        "Halcyon rig",
        [("find", "find[1].all[1]", (0, 7)), ("with", "find[1].all[2]", (8, 11))],
    ),
    (
        {"find": {"count": 2, "of": A}},
        "Halcyon Halcyon",
        [("find", "find[1].of", (0, 7)), ("at_least", "2", None)],
    ),
    (
        {"find": "<outer>"},
        "Halcyon rig",
        [("find", "<outer>", (0, 7)), ("find", "<inner>", (0, 7)), ("with", "with", (8, 11))],
    ),
    ({"find": A, "at_least": 2}, "Halcyon Halcyon", [("find", "find", (0, 7)), ("at_least", "2", None)]),
    (
        {"find": A, "doubt_if": [B, C]},
        "Halcyon Bluefin",
        [("find", "find", (0, 7)), ("doubt_if", "doubt_if[2]", (8, 15))],
    ),
    (
        {"find": A, "starts": "low", "sure_if": [B]},
        "Halcyon rig",
        [("find", "find", (0, 7)), ("sure_if", "sure_if[1]", (8, 11))],
    ),
)


@pytest.mark.parametrize(("search", "text", "expected"), EVIDENCE)
def test_evidence_names_places_never_words(
    search: dict[str, Any], text: str, expected: list[tuple[Any, ...]]
) -> None:
    detectors = {"inner": {"find": A, "with": B}, "outer": {"find": ["<inner>"]}}
    decision = policy({"name": forbid(**search)}, detectors=detectors).evaluate(text)
    evidence = decision.findings[0].evidence
    assert [(e.kind, e.name, e.span and (e.span.start, e.span.end)) for e in evidence] == expected
