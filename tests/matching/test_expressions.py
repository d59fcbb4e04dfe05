"""The plan of expressions: what is compiled, what wakes alone, what wakes only together."""

from __future__ import annotations

import hyperscan

from policykit.matching.atoms import PatternAtom, PhraseAtom
from policykit.matching.expressions import COMBINATION, HALF, Limits, WakePlan, locate_plan, wake_plan
from policykit.matching.pattern.parse import parse
from policykit.matching.screen import SINGLEMATCH
from policykit.matching.triggers import Trigger

ALPHA, BETA, GAMMA = (PhraseAtom.of([word]) for word in ("alpha", "beta", "gamma"))
DELTA = PatternAtom(parse(r"delta[0-9]{2}"))
ATOMS = (ALPHA, BETA, GAMMA, DELTA)


def numbers(*members: int) -> frozenset[int]:
    return frozenset(members)


def combinations(plan: WakePlan) -> list[bytes]:
    return [expression.source for expression in plan.expressions if expression.flags & COMBINATION]


def alone(plan: WakePlan) -> list[bytes]:
    return [e.source for e in plan.expressions if e.number < HALF and not e.flags & COMBINATION]


def test_the_number_is_hyperscans() -> None:
    assert COMBINATION == hyperscan.HS_FLAG_COMBINATION


def test_locate_shares_an_expression_between_atoms() -> None:
    plan, members = locate_plan((ALPHA, PhraseAtom.of(["ALPHA"]), DELTA), Limits())
    assert [expression.number for expression in plan] == [0, 1]
    assert members == ((0, 1), (2,))


def test_locate_asks_for_odd_characters_and_wake_does_not() -> None:
    kiss = PhraseAtom.of(["kiss"])
    plan, members = locate_plan((kiss,), Limits())
    assert members == ((0,), (0,))
    assert len(plan) == 2
    assert alone(wake_plan((kiss,), [Trigger(numbers(0))], (), Limits())) == [rb"\bkiss\b"]


def test_wake_reports_each_expression_once() -> None:
    plan = wake_plan(ATOMS, [Trigger(numbers(0)), Trigger(numbers(0, 3))], ("[x]",), Limits())
    assert alone(plan) == [b"[x]", rb"\balpha\b", DELTA.screens[0].expression]
    assert all(expression.flags & SINGLEMATCH for expression in plan.expressions)


def test_two_halves_become_a_combination() -> None:
    plan = wake_plan(ATOMS, [Trigger(numbers(0, 1), numbers(2))] * 2, (), Limits())
    assert alone(plan) == []
    assert combinations(plan) == [b"(1000000|1000001)&(1000002)"]
    assert [expression.source for expression in plan.expressions[:3]] == [b"alpha", b"beta", b"gamma"]


def test_a_report_tells_which_triggers_may_fire_and_which_atoms_may_match() -> None:
    triggers = [Trigger(numbers(0), numbers(1)), Trigger(numbers(3)), Trigger(numbers(0, 3), numbers(2))]
    plan = wake_plan(ATOMS, triggers, (), Limits())
    (pair,) = [e.number for e in plan.expressions if e.flags & COMBINATION and b"1000001" in e.source]
    (delta,) = [number for number, found in plan.owners.items() if found == (3,)]
    assert plan.fires[pair] == (0,)
    assert plan.fires[delta] == (1, 2)
    assert sorted(found for number, found in plan.owners.items() if number >= HALF) == [(0,), (1,), (2,)]
    assert plan.silent == ()


def test_what_wakes_alone_leaves_the_pairs() -> None:
    pair = Trigger(numbers(0, 1), numbers(2))
    assert combinations(wake_plan(ATOMS, [pair, Trigger(numbers(0))], (), Limits())) == [
        b"(1000000)&(1000001)"
    ]
    assert combinations(wake_plan(ATOMS, [pair, Trigger(numbers(0, 1))], (), Limits())) == []
    assert combinations(wake_plan(ATOMS, [pair, Trigger(numbers(2))], (), Limits())) == []


def test_a_pair_that_cannot_be_combined_wakes_by_its_first_half() -> None:
    pair = Trigger(numbers(0), numbers(1))
    for limits in (Limits(combines=False), Limits(uncombinable=frozenset(BETA.bare_screens))):
        plan = wake_plan(ATOMS, [pair], (), limits)
        assert (alone(plan), combinations(plan)) == ([rb"\balpha\b"], [])


def test_a_pair_of_too_many_operands_wakes_by_its_first_half() -> None:
    many = tuple(PatternAtom(parse(f"word{number}")) for number in range(70))
    plan = wake_plan((ALPHA, *many), [Trigger(numbers(0), numbers(*range(1, 71)))], (), Limits())
    assert (alone(plan), combinations(plan)) == ([rb"\balpha\b"], [])


def test_a_refused_screen_gives_way_to_the_fallback() -> None:
    limits = Limits(refused=frozenset(DELTA.screens))
    plan, _ = locate_plan((ALPHA, DELTA), limits)
    assert [expression.source for expression in plan] == [
        rb"\balpha\b",
        DELTA.pattern.fallback_screen().expression,
    ]
    assert alone(wake_plan(ATOMS, [Trigger(numbers(3))], (), limits)) == [
        DELTA.pattern.fallback_screen().expression
    ]


def test_no_repr_shows_an_expression() -> None:
    assert "alpha" not in repr(locate_plan(ATOMS, Limits()))
