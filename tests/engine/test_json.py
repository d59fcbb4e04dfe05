"""The JSON of a decision: complete, stable, and silent about the text unless it is handed back."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from engine.policies import BASE, KEY, classify, forbid, permit, protect, require
from policykit.engine.context import Context
from policykit.engine.json import FORMAT, decision_value, write_decision
from policykit.engine.policy import Policy
from policykit.loading.entry import load

TEXT = "é Halcyon rig 😀 our shifts; you nitwit buy the best robot. Halcyon fair"
AT = dt.datetime(2027, 3, 4, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def judge() -> Policy:
    rules = {
        "name": classify("Halcyon", says={"en": "Not yet.", "de": "Noch nicht."}, instead="our next product"),
        "rude": forbid("nitwit"),
        "fair": permit("name", find="Halcyon fair", declassifies_to="internal"),
        "pay": protect("our shifts"),
        "say": require(find="best robot", when={"paid": True}),
    }
    return load(
        {
            **BASE,
            "rules": rules,
            "facts": {"paid": {"values": [True, False], "question": "Were you paid?"}},
            "disclosures": {"advert": {"accept": {"any": ["#ad"]}, "reject": ["#sp"]}},
            "if_leaked": [{"do": "Rotate it", "who": "security", "within": "1 hour", "for": "trade_secret"}],
        },
        key=KEY,
    )


def test_every_part_is_written(judge: Policy) -> None:
    decision = judge.evaluate(TEXT, Context(stage="published", at=AT))
    value = json.loads(decision.to_json())
    assert set(value) == {
        "format", "allowed", "outcome", "level", "breach", "policy", "channel", "stage", "findings",
        "set_aside", "disclosures", "questions", "failed", "complete", "response",
    }  # fmt: skip
    assert (value["format"], value["allowed"], value["outcome"]) == (FORMAT, False, "block")
    assert (value["level"], value["breach"], value["channel"]) == ("restricted", True, "social")
    assert value["policy"]["digest"] == judge.digest
    first = value["findings"][0]
    assert first["span"] == {"start": 2, "end": 9, "utf16": [2, 9], "utf8": [3, 10]}
    assert first["says"] == {"en": "Not yet.", "de": "Noch nicht."}
    assert first["evidence"][0] == {"kind": "find", "name": "find", "span": first["span"]}
    assert len(first["fingerprint"]) == 32
    assert [row["by"] for row in value["set_aside"]] == [["fair"]]
    assert [row["fact"] for row in value["questions"]] == []
    assert [row["state"] for row in value["disclosures"]] == ["missing"]
    assert value["response"] == [
        {"do": "Rotate it", "who": "security", "within": "1 hour", "for": ["trade_secret"]}
    ]
    assert decision_value(decision) == value


@pytest.mark.parametrize("indent", [None, 2])
def test_the_same_decision_is_the_same_bytes(judge: Policy, indent: int | None) -> None:
    written = {judge.evaluate(TEXT).to_json(indent=indent) for _ in range(3)}
    assert written == {write_decision(judge.evaluate(TEXT), indent=indent)}


def test_words_come_only_from_the_text_that_is_handed_in(judge: Policy) -> None:
    decision = judge.evaluate(TEXT)
    bare, told = json.loads(decision.to_json()), json.loads(decision.to_json(text=TEXT))
    assert [f["text"] for f in told["findings"]] == ["Halcyon", "nitwit", "Halcyon"]
    assert not any("text" in f for f in bare["findings"])
    for finding in told["findings"]:
        del finding["text"]
    assert told == bare


def test_a_document_hands_back_its_fields(judge: Policy) -> None:
    fields = {"title": "é 😀", "body": "so Halcyon"}
    decision = judge.evaluate_document(fields)
    (finding,) = json.loads(decision.to_json(text=fields))["findings"]
    assert (finding["text"], finding["span"]["field"], finding["span"]["start"]) == ("Halcyon", "body", 3)


def test_a_lone_surrogate_does_not_reach_the_json() -> None:
    judge = load({**BASE, "rules": {"odd": forbid({"pattern": r"x.y"})}})
    text = "x\ud800y"
    written: Any = judge.evaluate(text).to_json(text=text)
    assert json.loads(written.encode())["findings"][0]["text"] == "x?y"
