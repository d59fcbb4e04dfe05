"""The plan of expressions: what is compiled, what wakes alone, what wakes only together."""

from __future__ import annotations

from policykit.matching.atoms import PatternAtom, PhraseAtom
from policykit.matching.expressions import (
    GAP,
    HALF,
    Expression,
    Limits,
    Pair,
    WakePlan,
    locate_plan,
    wake_plan,
)
from policykit.matching.pattern.parse import parse
from policykit.matching.screen import SINGLEMATCH
from policykit.matching.triggers import Fired, Trigger

ALPHA, BETA, GAMMA = (PhraseAtom.of([word]) for word in ("alpha", "beta", "gamma"))
DELTA = PatternAtom(parse(r"delta[0-9]{2}"))
ATOMS = (ALPHA, BETA, GAMMA, DELTA)


def numbers(*members: int) -> frozenset[int]:
    return frozenset(members)


def expressions(plan: WakePlan) -> list[Expression]:
    groups = (plan.shared, *plan.groups)
    return [expression for group in groups for expression in group if expression.number != GAP]


def alone(plan: WakePlan) -> list[bytes]:
    return [expression.source for expression in expressions(plan) if expression.number < HALF]


def halves(plan: WakePlan) -> dict[bytes, int]:
    return {each.source: each.number for each in expressions(plan) if each.number >= HALF}


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
    assert sorted(alone(plan)) == sorted([b"[x]", rb"\balpha\b", DELTA.screens[0].expression])
    assert all(expression.flags & SINGLEMATCH for group in plan.groups for expression in group)


def test_words_literals_and_classes_are_compiled_apart() -> None:
    digits = PatternAtom(parse("[0-9]{2}x"))
    cased = PatternAtom(parse("(?i)x[0-9]{2}"))
    plan = wake_plan((ALPHA, DELTA, digits, cased), [Trigger(numbers(0, 1, 2, 3))], (), Limits())
    words, literals, classes = plan.groups
    assert [expression.number for expression in words] == [0, GAP]
    assert [expression.source for expression in literals] == [b"delta[0-9]{2}", b"[Xx][0-9]{2}"]
    assert [expression.source for expression in classes] == [b"[0-9]{2}x"]


def test_classes_are_compiled_in_small_groups() -> None:
    atoms = [PatternAtom(parse(f"[0-9]{{2}}x{number}")) for number in range(150)]
    plan = wake_plan(atoms, [Trigger(numbers(*range(150)))], (), Limits())
    assert [len(group) for group in plan.groups] == [60, 60, 30]


def test_each_phrase_of_a_list_is_an_expression_of_the_same_number() -> None:
    plan = wake_plan((PhraseAtom.of(["one two", "three"]),), [Trigger(numbers(0))], (), Limits())
    assert [(each.number, each.source) for each in expressions(plan)] == [
        (0, rb"\bone\x20two\b"),
        (0, rb"\bthree\b"),
    ]


def test_two_halves_wake_together() -> None:
    plan = wake_plan(ATOMS, [Trigger(numbers(0, 1), numbers(2))] * 2, (), Limits())
    assert alone(plan) == []
    one, two, three = (halves(plan)[word] for word in (rb"\balpha\b", rb"\bbeta\b", rb"\bgamma\b"))
    assert plan.pairs == tuple(Pair(number, numbers(one, two), numbers(three)) for number in (0, 1))
    wakes = {(): False, (one, two): False, (three, GAP): False, (two, three): True, (three, one, GAP): True}
    assert {reported: plan.wakes(reported) for reported in wakes} == wakes


def test_a_screen_may_wake_alone_and_be_half_of_a_pair() -> None:
    # all names share a screen for marks
    halcyon, bluefin = PhraseAtom.of(["Halcyon"]), PhraseAtom.of(["Bluefin"])
    triggers = [Trigger(numbers(0)), Trigger(numbers(1), numbers(2))]
    plan = wake_plan((halcyon, bluefin, ALPHA), triggers, (), Limits())
    assert set(plan.owners) <= {expression.number for expression in expressions(plan)}


def test_what_wakes_alone_wakes() -> None:
    plan = wake_plan(ATOMS, [Trigger(numbers(0), numbers(1)), Trigger(numbers(2))], (), Limits())
    assert plan.wakes([GAP, 0])


def test_a_report_tells_which_triggers_may_fire_and_which_atoms_may_match() -> None:
    triggers = [Trigger(numbers(0), numbers(1)), Trigger(numbers(3)), Trigger(numbers(0, 3), numbers(2))]
    plan = wake_plan((*ATOMS, BETA), triggers, ("[x]",), Limits())
    (delta,) = [number for number, found in plan.owners.items() if found == (3,)]
    alpha, beta, gamma = (halves(plan)[word] for word in (rb"\balpha\b", rb"\bbeta\b", rb"\bgamma\b"))
    fired = {
        (delta,): Fired(numbers(1, 2), numbers(3, 4)),
        (alpha, beta): Fired(numbers(0), numbers(0, 1, 4)),
        (alpha, gamma): Fired(numbers(2), numbers(0, 2, 4)),
        (beta, gamma): Fired(numbers(), numbers(1, 2, 4)),
        (0,): Fired(numbers(), numbers(2, 4)),
    }
    assert {reported: plan.fired(reported, [2]) for reported in fired} == fired


def test_what_wakes_alone_leaves_the_pairs() -> None:
    pair = Trigger(numbers(0, 1), numbers(2))
    plan = wake_plan(ATOMS, [pair, Trigger(numbers(0))], (), Limits())
    assert [len(each.one) for each in plan.pairs] == [1]
    assert wake_plan(ATOMS, [pair, Trigger(numbers(0, 1))], (), Limits()).pairs == ()
    assert wake_plan(ATOMS, [pair, Trigger(numbers(2))], (), Limits()).pairs == ()


def test_a_refused_screen_gives_way_to_the_fallback() -> None:
    limits = Limits(refused=frozenset(DELTA.screens))
    plan, _ = locate_plan((ALPHA, DELTA), limits)
    fallback = DELTA.pattern.fallback_screen().expression
    assert [expression.source for expression in plan] == [rb"\balpha\b", fallback]
    assert alone(wake_plan(ATOMS, [Trigger(numbers(3))], (), limits)) == [fallback]
    paired = wake_plan(ATOMS, [Trigger(numbers(3), numbers(0))], (), limits)
    assert fallback in halves(paired)


def test_no_repr_shows_an_expression() -> None:
    assert "alpha" not in repr(locate_plan(ATOMS, Limits()))
