"""What stands in place of what was taken out: labels, keyed hashes and pseudonyms, in text and in markup."""

from __future__ import annotations

from typing import Any

import pytest

from engine.policies import classify, forbid, policy
from policykit.engine.policy import Policy
from policykit.model.scales import Outcome

KEY = b"a key of sixteen bytes or more"
OTHER = b"another key of sixteen bytes up"


def made(**rules: Any) -> Policy:
    return policy(rules, detectors={"code-name": ["Halcyon", "Halcyon rig", "Bluefin"]})


@pytest.fixture(scope="module")
def judge() -> Policy:
    return made(name=classify("<code-name>"))


def test_a_label_names_the_detector_or_the_category() -> None:
    judge = made(name=classify("<code-name>"), rude=forbid("nitwit"))
    assert judge.redact("the Halcyon, nitwit!", style="label").text == "the [code-name], [conduct]!"


def test_matches_that_overlap_are_replaced_once(judge: Policy) -> None:
    assert judge.redact("the Halcyon rig!", style="label").text == "the [code-name]!"


def test_equal_values_have_equal_hashes_under_one_key(judge: Policy) -> None:
    one = judge.redact("Halcyon, Bluefin, Halcyon, HALCYON", style="hash", key=KEY).text.split(", ")
    assert one[0] == one[2]
    assert len({*one}) == 3
    assert all(part.startswith("[code-name:") and len(part) == 28 for part in one)
    other = judge.redact("Halcyon", style="hash", key=OTHER).text
    assert other != one[0]


def test_pseudonyms_do_not_tell_case_and_space_apart(judge: Policy) -> None:
    names = judge.redact("Halcyon rig, HALCYON  rig, Bluefin", style="pseudonym", key=KEY).text.split(", ")
    assert names[0] == names[1] != names[2]
    assert all(name.startswith("code-name-") and len(name) == 18 for name in names)


def test_markup_stays_whole(judge: Policy) -> None:
    html = '<p title="Bluefin">the Hal<b class="x">cy</b>on rig &amp; more</p>'
    assert judge.redact(html, markup="html", style="label").text == (
        '<p title="[code-name]">the [code-name]<b class="x"></b> &amp; more</p>'
    )
    assert judge.redact(html, markup="html").text == (
        '<p title="███████">the ███<b class="x">██</b>██████ &amp; more</p>'
    )


def test_a_replacement_that_is_found_itself_gives_way_to_the_mask() -> None:
    judge = made(name=classify("<code-name>"), word=forbid("code-name"))
    redaction = judge.redact("the Halcyon!", style="label")
    assert redaction.text == "the ███████!"
    assert redaction.decision.outcome is Outcome.ALLOW


def test_what_a_replacement_brings_out_beside_it_is_masked_too() -> None:
    judge = made(name=classify("<code-name>"), word=forbid({"pattern": r"\] is late"}))
    redaction = judge.redact("Halcyon is late", style="label")
    assert redaction.decision.outcome is Outcome.ALLOW
    assert "Halcyon" not in redaction.text


@pytest.mark.parametrize(
    ("style", "key", "said"),
    [
        ("blur", None, "unknown style `blur`: expected `mask`, `label`, `hash`, `pseudonym`"),
        ("hash", None, "the style `hash` needs a key: without one, whoever guesses a value could check it"),
        ("pseudonym", b"short", "the key has 5 bytes: expected at least 16"),
    ],
)
def test_what_cannot_be_written(judge: Policy, style: Any, key: bytes | None, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        judge.redact("Halcyon", style=style, key=key)


def test_nothing_found_is_nothing_replaced(judge: Policy) -> None:
    assert judge.redact("all is well", style="label").text == "all is well"
