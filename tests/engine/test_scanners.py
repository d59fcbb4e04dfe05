"""The two scanners come to the same decision on every example of the shipped packs and the worked policy."""

from __future__ import annotations

import pytest

from packs.compiled import COMPILED, HEAVY, POLICIES, TOGETHER, document_of, policy_of, twin_of
from packs.examples_of import cases, context_of
from policykit.matching.portable import PortableScanner
from policykit.matching.scanner import build_scanner

pytestmark = TOGETHER


def test_this_machine_has_both() -> None:
    assert not isinstance(policy_of("default")._scanner, PortableScanner)
    assert isinstance(twin_of("default")._scanner, PortableScanner)
    assert not isinstance(build_scanner((), ()), PortableScanner)


@pytest.mark.parametrize("name", COMPILED)
def test_both_scanners_decide_alike(name: str) -> None:
    fast, slow = policy_of(name), twin_of(name)
    for case in cases(document_of(name)):
        context = context_of(case.example, fast)
        assert fast.evaluate(case.text, context) == slow.evaluate(case.text, context), case.id


@HEAVY
@pytest.mark.parametrize("joint", [" ", "\n\n"])
def test_both_scanners_decide_alike_on_many_examples_in_one_text(joint: str) -> None:
    fast, slow = policy_of("northwind"), twin_of("northwind")
    joined = joint.join(case.text for name in POLICIES for case in [*cases(document_of(name))][::3])
    assert fast.evaluate(joined) == slow.evaluate(joined)
