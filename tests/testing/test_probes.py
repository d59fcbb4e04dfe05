"""The probe corpus is what it says, and a policy that blocks one is told which rule does."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

import policykit
from policykit.engine.context import Context
from policykit.engine.policy import Policy
from policykit.errors import ContextError
from policykit.testing.probes import LANGUAGES, Probe, blocked, contexts_of, probes

TOPICS = {"pay", "hours", "conditions", "organising", "safety", "harassment", "reporting", "wrongdoing"}
PAY = Probe("en-x-01", "en", "pay", "US", "a law", "I make 19 dollars an hour.")
SHIFT = Probe("en-x-02", "en", "hours", "US", "a law", "My shift begins at five.")


def policy(rules: Mapping[str, Any], **more: Any) -> Policy:
    social = {"channels": {"social": {"accepts": "public"}, "intranet": {"accepts": "internal"}}}
    return policykit.compile({"policy": "p", **social, "default_channel": "social", "rules": rules, **more})


def forbid(find: str, **more: Any) -> dict[str, Any]:
    return {"kind": "forbid", "category": "conduct", "find": find, **more}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_sixty_and_every_topic(language: str) -> None:
    asked = probes(language)
    assert len(asked) >= 60
    topics = Counter(probe.topic for probe in asked)
    assert set(topics) == TOPICS
    assert min(topics.values()) >= 6


def test_probes_have_ids_of_their_own_and_stand_alone() -> None:
    every = probes()
    assert len({probe.id for probe in every}) == len({probe.text for probe in every}) == len(every)
    for probe in every:
        assert probe.id.startswith(f"{probe.language}-{probe.topic}-")
        assert len(probe.jurisdiction) == 2
        assert probe.basis
        assert probe.text == probe.text.strip()
        assert "\n" not in probe.text


def test_some_probes_speak_of_markings_and_some_name_the_employer() -> None:
    for language in LANGUAGES:
        texts = [probe.text for probe in probes(language)]
        assert sum("onfiden" in text or "CONFIDEN" in text or "ertraulich" in text for text in texts) >= 2
        assert sum("Northwind" in text or "Fabrikam" in text or "Contoso" in text for text in texts) >= 6
        assert any("https://" in text for text in texts)


def test_a_language_without_probes_is_said() -> None:
    with pytest.raises(ValueError, match="no probes in `tlh`: expected one of de, en, es, fr"):
        probes("tlh")


def test_a_repr_keeps_the_sentence_out() -> None:
    assert "dollars" not in repr(PAY)
    (entry,) = blocked(policy({"money": forbid("dollars")}), among=[PAY])
    assert "dollars" not in repr(entry)


def test_a_rule_that_blocks_is_named_with_probe_and_context() -> None:
    found = blocked(policy({"shift-talk": forbid("shift"), "money": forbid("dollars")}), among=[SHIFT, PAY])
    assert [(entry.rule_id, entry.probe.id) for entry in found] == [
        ("money", "en-x-01"),
        ("shift-talk", "en-x-02"),
    ]
    assert {entry.context for entry in found} == {Context("social")}


def test_a_rule_that_stops_short_of_blocking_is_none_of_it() -> None:
    assert blocked(policy({"money": forbid("dollars", outcome="review")}), among=[PAY]) == ()


def test_a_missing_disclosure_that_blocks_everything_is_found() -> None:
    rules = {
        "say-so": {"kind": "require", "category": "conduct", "disclose": "whose", "outcome": "block"},
        "money": forbid("dollars", outcome="warn"),
    }
    found = blocked(policy(rules, disclosures={"whose": {"accept": ["mine"]}}), among=[PAY])
    assert [entry.rule_id for entry in found] == ["say-so"]


def test_a_level_counts_in_the_channel_that_does_not_accept_it() -> None:
    rule = {"kind": "classify", "category": "marking", "level": "internal", "find": "dollars"}
    (entry,) = blocked(policy({"money": rule}), among=[PAY])
    assert entry.context.channel == "social"
    assert blocked(policy({"money": rule}), [Context("intranet")], among=[PAY]) == ()


def test_a_context_that_the_policy_does_not_know_is_the_callers_mistake() -> None:
    with pytest.raises(ContextError):
        blocked(policy({}), [Context("harbour")])


FACTS = {
    "author": {"values": ["employee", "official"], "question": "Who?"},
    "drill": {"values": [1, 2, 3], "question": "Which stage?"},
}


@pytest.mark.parametrize(
    "when",
    [
        {"author": "official"},
        {"author": ["official", "employee"], "drill": 3},
        {"drill": [2, 3], "channel": "intranet"},
        {"channel": ["intranet", "social"]},
    ],
)
def test_a_rule_behind_facts_is_not_passed_by(when: Mapping[str, Any]) -> None:
    asked = policy({"money": forbid("dollars", when=when)}, facts=FACTS, unanswered="warn")
    assert [entry.rule_id for entry in blocked(asked, among=[PAY])] == ["money"]


@pytest.mark.parametrize(
    "window",
    [
        {"since": dt.date(2027, 3, 4)},
        {"until": dt.date(2027, 3, 4)},
        {"since": "2027-03-04T09:00:00+01:00", "until": "2027-03-04T09:00:01+01:00"},
        {"until": "2027-03-04T09:00:00+01:00"},
    ],
)
def test_a_rule_in_a_window_is_not_passed_by(window: Mapping[str, Any]) -> None:
    asked = policy({"money": forbid("dollars", **window)}, unanswered="warn", time_zone="Europe/Berlin")
    assert [entry.rule_id for entry in blocked(asked, among=[PAY])] == ["money"]


def test_contexts_are_every_channel_with_every_author_once() -> None:
    rules = {
        "a": forbid("x"),
        "b": forbid("y", when={"author": "official", "channel": "social"}, outcome="review"),
    }
    found = contexts_of(policy(rules, facts={"author": FACTS["author"]}))
    assert [(c.channel, dict(c.facts)["author"]) for c in found] == [
        ("social", "employee"),
        ("social", "official"),
        ("intranet", "employee"),
        ("intranet", "official"),
    ]
