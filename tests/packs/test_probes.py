"""No shipped policy blocks what people may say about their work, and most of it is recognised as such."""

from __future__ import annotations

import attrs
import pytest

from packs.compiled import COMPILED, TOGETHER, policy_of, probe_of
from policykit.engine.context import Context
from policykit.testing.probes import LANGUAGES, Probe, blocked, probes

pytestmark = TOGETHER


def recognised_by(name: str, probe: Probe) -> set[str]:
    """The protects of a policy that match in a probe."""
    return {finding.rule_id for finding in probe_of(name).evaluate(probe.text).findings}


@pytest.mark.parametrize("name", COMPILED)
def test_no_shipped_policy_blocks_protected_speech(name: str) -> None:
    found = blocked(policy_of(name))
    assert [(entry.rule_id, entry.probe.id) for entry in found] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_in_ten_probes_are_recognised(language: str) -> None:
    asked = probes(language)
    silent = [probe.id for probe in asked if not recognised_by("protected-speech", probe)]
    print(f"\n{language}: {len(asked) - len(silent)} of {len(asked)} recognised; not:", *silent)
    assert len(silent) <= len(asked) // 10


@pytest.mark.parametrize(
    "marking", ["Confidential: ", "Streng vertraulich: ", "Confidentiel : ", "Uso interno - "]
)
def test_a_marking_before_a_recognised_sentence_blocks_it_seldom(marking: str) -> None:
    # protected words in a later sentence of the same text do not reach a marking before the first
    asked = [probe for probe in probes()[::3] if recognised_by("protected-speech", probe)]
    marked = [attrs.evolve(probe, text=marking + probe.text) for probe in asked]
    found = {entry.probe.id for entry in blocked(policy_of("default"), [Context()], among=marked)}
    print(f"\n{marking!r}: {len(found)} of {len(asked)} blocked")
    assert len(found) <= len(asked) // 10
