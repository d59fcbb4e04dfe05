"""Laws of what rules add up to: order, copies, more rules, the floor, the rules that decide."""

from __future__ import annotations

import random
from typing import Any

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from laws.law import decide, law, no_laxer
from oracle.strategies import RESTRICTIVE, Sample, plain_keys, rules, samples
from oracle.values import verdict_of
from oracle.worlds import KEY, policy
from policykit.model.scales import Outcome

LISTS = ("find", "with", "without", "clear_if", "sure_if", "doubt_if", "lifts", "shields", "accept", "reject")


def reordered(value: Any, order: random.Random, inside: str = "") -> Any:
    """The same mappings in another order, and the lists whose order means nothing."""
    if isinstance(value, dict):
        items = order.sample(list(value.items()), len(value))
        return {name: reordered(item, order, name) for name, item in items}
    if isinstance(value, list):
        items = [reordered(item, order) for item in value]
        return order.sample(items, len(items)) if inside in LISTS else items
    return value


@law(sample=samples(), order=st.randoms(use_true_random=True), failing=st.booleans(), pick=st.integers(0, 99))
def test_l01_order_changes_nothing(sample: Sample, order: random.Random, failing: bool, pick: int) -> None:
    """Neither the order of rules and of all other names, nor that of what is found; whatever fails."""
    keys = plain_keys(sample.document)
    fails = frozenset([keys[pick % len(keys)]] if failing else [])
    one = policy(sample.values, failing=fails, key=KEY)
    other = policy(reordered(sample.values, order), failing=fails, key=KEY)
    assert verdict_of(one.evaluate(sample.text, sample.context)) == verdict_of(
        other.evaluate(sample.text, sample.context)
    )
    names = {
        name: dict(reversed(v.items())) if isinstance(v, dict) else v for name, v in sample.values.items()
    }
    turned = policy(dict(reversed(names.items())), failing=fails, key=KEY)
    assert turned.digest == one.digest
    assert turned.evaluate(sample.text, sample.context) == one.evaluate(sample.text, sample.context)


@law(sample=samples(), extra=rules(*RESTRICTIVE))
def test_l02_adding_a_restrictive_rule_never_lowers(sample: Sample, extra: dict[str, Any]) -> None:
    """Classify, forbid and require only add."""
    more = sample.with_rules({**sample.values["rules"], "new": extra})
    assert no_laxer(decide(sample), decide(more))


@law(sample=samples())
def test_l04_copies_change_nothing(sample: Sample) -> None:
    """Every rule twice, under another id, is every rule once."""
    once = attrs.evolve(sample, values={**sample.values, "accepted": []})
    copies = {}
    for name, rule in once.values["rules"].items():
        lifts = [target + twin for target in rule.get("lifts", ()) for twin in ("", "-copy")]
        both = {**rule, "lifts": lifts} if lifts else rule
        copies |= {name: both, f"{name}-copy": both}
    one, two = decide(once), decide(once.with_rules(copies))
    assert (one.outcome, one.level, one.breach) == (two.outcome, two.level, two.breach)
    assert {q.fact for q in one.questions} == {q.fact for q in two.questions}
    originals = [f for f in two.findings if not f.rule_id.endswith("-copy")]
    assert [(f.rule_id, f.span, f.outcome, f.level, f.confidence) for f in one.findings] == [
        (f.rule_id, f.span, f.outcome, f.level, f.confidence) for f in originals
    ]


@law(sample=samples(), extra=rules("classify", "forbid"))
def test_l05_absolute_rules_are_a_floor(sample: Sample, extra: dict[str, Any]) -> None:
    """Whatever else a policy says, it is no laxer than its absolute rules alone."""
    everything = sample.with_rules({**sample.values["rules"], "new": {**extra, "absolute": True}})
    absolute = {n: r for n, r in everything.values["rules"].items() if r.get("absolute")}
    alone = attrs.evolve(everything, values={**everything.values, "rules": absolute})
    assert no_laxer(decide(alone), decide(everything))


@law(sample=samples(), failing=st.booleans(), pick=st.integers(0, 99))
def test_l07_the_determining_rules_determine(sample: Sample, failing: bool, pick: int) -> None:
    """Without all rules that an explanation names, the outcome is strictly lower; it names no carve-out."""
    keys = plain_keys(sample.document)
    fails = frozenset([keys[pick % len(keys)]] if failing else [])
    why = policy(sample.values, failing=fails, key=KEY).explain(sample.text, sample.context)
    assume(why.decision.outcome > Outcome.ALLOW)
    named = why.determining
    assert named
    kinds = {sample.values["rules"][name]["kind"] for name in named}
    assert kinds <= set(RESTRICTIVE)
    rest = sample.with_rules({n: r for n, r in sample.values["rules"].items() if n not in named})
    without = policy(rest.values, failing=fails, key=KEY).evaluate(sample.text, sample.context)
    assert without.outcome < why.decision.outcome


@law(sample=samples(), accepts=st.integers(0, 3), lower=st.integers(0, 3))
def test_l12_a_stricter_channel_never_lowers(sample: Sample, accepts: int, lower: int) -> None:
    """A channel that accepts less never lowers the outcome, and the level is what the text holds."""
    names = ("public", "internal", "confidential", "restricted")

    def through(rank: int) -> Sample:
        channels = {name: {"accepts": names[rank]} for name in ("social", "intranet")}
        return attrs.evolve(sample, values={**sample.values, "channels": channels})

    wide, narrow = decide(through(max(accepts, lower))), decide(through(min(accepts, lower)))
    assert wide.outcome <= narrow.outcome
    assert wide.level == narrow.level


@law(sample=samples(), ranks=st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_l13_higher_caps_never_lower(sample: Sample, ranks: list[int]) -> None:
    """Raising what a confidence can lead to never makes a policy laxer."""
    words = [str(outcome) for outcome in Outcome]
    low = sorted(ranks[:3])
    high = sorted(max(pair) for pair in zip(low, sorted(ranks[3:]), strict=True))

    def capped(caps: list[int]) -> Sample:
        named = dict(zip(("low", "medium", "high"), (words[rank] for rank in caps), strict=True))
        return attrs.evolve(sample, values={**sample.values, "caps": named})

    assert no_laxer(decide(capped(low)), decide(capped(high)))
