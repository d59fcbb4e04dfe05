"""Every hit of every pack is seen by the prefilter wherever it stands in a text.

Hyperscan has been seen to lose the matches of a large alternation that stand further into a text than its
beginning. Nothing in an expression tells; only trying does.
"""

from __future__ import annotations

import pytest

from packs.compiled import TOGETHER, document_of, policy_of
from packs.examples_of import cases
from policykit.engine.policy import Policy
from policykit.matching.hyper import HyperScanner
from policykit.packs.shipped import SHIPPED

pytestmark = TOGETHER

BEFORE = ("", "y " * 7 + "\n", "y " * 9 + "\n", "y " * 16 + "\n", "y " * 45 + "\n")
AFTER = ("", "\n" + "z " * 40)


@pytest.fixture(scope="module")
def judge() -> Policy:
    return policy_of("default")


@pytest.mark.parametrize("name", [name for name in SHIPPED if name not in ("default", "conduct")])
def test_a_hit_wakes_the_policy_wherever_it_stands(judge: Policy, name: str) -> None:
    assert isinstance(judge._scanner, HyperScanner)
    lost = []
    for case in cases(document_of(name)):
        if case.section != "hits" or case.rule.kind in ("permit", "protect") or not judge._wakes(case.text):
            continue
        lost += [
            (case.id, len(before), len(after))
            for before in BEFORE
            for after in AFTER
            if not judge._wakes(before + case.text + after)
        ]
    assert lost == []
