"""Shipped packs pass the strict check; every rule says whose it is, what it rests on, and when it is due."""

from __future__ import annotations

import re

import pytest

from packs.compiled import HEAVY, NORTHWIND, POLICIES, document_of
from policykit.loading.entry import check
from policykit.matching.pattern.growth import hostile
from policykit.matching.pattern.parse import parse
from policykit.model.find import Pattern, Search, walk
from policykit.model.rules import Classify, Forbid, Permit, Protect, Restrictive, Rule
from policykit.packs.shipped import SHIPPED

FINDS = ("find", "with_", "without", "clear_if", "sure_if", "doubt_if")
RULES = [
    pytest.param(rule_id, rule, id=f"{name}-{rule_id}")
    for name in POLICIES
    for rule_id, rule in document_of(name).rules.items()
]


def patterns(name: str) -> list[tuple[str, int]]:
    """The patterns of a policy's own rules and detectors, with the greatest width it allows."""
    document = document_of(name)
    searches: list[Search] = [*document.rules.values(), *document.detectors.values()]
    searches_in = [find for search in searches for field in FINDS if (find := getattr(search, field))]
    searches_in += [adjustment.clear_if for adjustment in document.adjust.values() if adjustment.clear_if]
    return [
        (item.pattern, document.pattern_width)
        for find in searches_in
        for item in walk(find)
        if isinstance(item, Pattern)
    ]


@HEAVY
def test_the_strict_check_has_nothing_to_say_to_the_worked_policy() -> None:
    # the shipped packs are checked where they are built, in `loading/test_shipped.py`
    assert check(NORTHWIND) == ()


@pytest.mark.parametrize(("rule_id", "rule"), RULES)
def test_every_rule_has_an_owner_a_source_and_a_date(rule_id: str, rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)*", rule_id)
    assert rule.owner
    assert rule.source
    assert rule.review_by


@pytest.mark.parametrize(("rule_id", "rule"), RULES)
def test_every_rule_has_two_hits_and_two_misses(rule_id: str, rule: Rule) -> None:
    assert len({example.text for example in rule.hits}) >= 2
    assert len(rule.misses) >= 2


@pytest.mark.parametrize(("rule_id", "rule"), RULES)
def test_every_finding_says_what_is_wrong_and_what_to_write(rule_id: str, rule: Rule) -> None:
    if isinstance(rule, Restrictive):
        assert rule.says
        assert rule.instead


@pytest.mark.parametrize("name", SHIPPED)
def test_a_policy_may_extend_what_is_not_absolute_and_touch_no_protect(name: str) -> None:
    document = document_of(name)
    kinds = {type(rule) for rule in document.rules.values()}
    if kinds == {Protect}:
        assert document.open == ()
    else:
        assert "rules" in document.open
    lifted = [target for rule in document.rules.values() if isinstance(rule, Permit) for target in rule.lifts]
    assert not any(getattr(document.rules[target], "absolute", False) for target in lifted)


def test_tokens_that_vendors_publish_are_absolute() -> None:
    rules = document_of("credentials").rules
    absolute = {name for name, rule in rules.items() if isinstance(rule, Classify | Forbid) and rule.absolute}
    assert absolute == {
        "cloud-access-key",
        "code-host-token",
        "messaging-token",
        "paid-service-key",
        "private-key",
    }


@HEAVY  # the strict check asks the same in passing
@pytest.mark.parametrize("name", POLICIES)
def test_no_pattern_can_be_made_slow(name: str) -> None:
    for source, width in patterns(name):
        assert hostile(parse(source, greatest_width=width)) is None


@pytest.mark.parametrize("name", POLICIES)
def test_every_pattern_has_a_screen_of_its_own(name: str) -> None:
    # the screen of last resort is any code point that a match can end with: it would wake for every text
    for source, width in patterns(name):
        pattern = parse(source, greatest_width=width)
        for edges in (True, False):
            assert pattern.to_screen(edges=edges) != pattern.fallback_screen(), source
