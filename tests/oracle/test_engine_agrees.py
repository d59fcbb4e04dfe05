"""The engine, on either scanner, says what the specification says, of worlds in which things happen.

The specification knows no scanner, so it judges both: the portable one on every world, Hyperscan on fewer
policies with several texts each, before and after it has learnt to look only where something was reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from unittest import mock

import attrs
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from oracle.happenings import happenings
from oracle.specification import judge
from oracle.strategies import Sample, plain_keys, samples, texts
from oracle.values import Verdict, verdict_of
from oracle.worlds import KEY, policy, world
from policykit.engine.policy import Policy
from policykit.matching import hyper

RUN = settings(
    deadline=None, database=None, derandomize=True, report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def failing(sample: Sample, pick: int | None) -> frozenset[Hashable]:
    """One of the plain items of a sample, to be made to fail; none where `pick` is None."""
    keys = plain_keys(sample.document)
    return frozenset([] if pick is None else [keys[pick % len(keys)]])


def differences(sample: Sample, compiled: Policy, fails: frozenset[Hashable]) -> str:
    """What the engine says otherwise than the specification, one part a line; empty where they agree."""
    said = verdict_of(compiled.evaluate(sample.text, sample.context))
    ought = judge(world(sample.document, sample.text, sample.context, failing=fails, key=KEY))
    return "\n".join(
        f"{part}:\n    engine        {getattr(said, part)}\n    specification {getattr(ought, part)}"
        for part in (field.name for field in attrs.fields(Verdict))
        if getattr(said, part) != getattr(ought, part)
    )


@pytest.mark.parametrize("worlds", [250, pytest.param(1_000, marks=pytest.mark.heavy)])
def test_the_engine_on_the_portable_scanner(worlds: int) -> None:
    @settings(RUN, max_examples=worlds)
    @given(sample=samples(), pick=st.none() | st.integers(0, 99))
    def agrees(sample: Sample, pick: int | None) -> None:
        fails = failing(sample, pick)
        different = differences(sample, policy(sample.values, failing=fails, key=KEY), fails)
        assert not different, f"\n{different}"

    agrees()


@settings(RUN, max_examples=100)
@given(sample=samples(), others=st.tuples(texts(), texts(), texts()), pick=st.none() | st.integers(0, 99))
def test_the_engine_on_hyperscan(sample: Sample, others: tuple[str, ...], pick: int | None) -> None:
    fails = failing(sample, pick)
    compiled = policy(sample.values, "auto", failing=fails, key=KEY)
    asked = [attrs.evolve(sample, text=text) for text in (sample.text, *others)]
    for one in asked:
        different = differences(one, compiled, fails)
        assert not different, f"\n{different}"
    object.__setattr__(compiled._scanner, "_read", [hyper.ENOUGH])
    with mock.patch.object(hyper, "SHORT", 0):
        for one in asked:
            different = differences(one, compiled, fails)
            assert not different, f"\nonce it looks only where something was reported:\n{different}"


FAR = "code points round it"
LEAST = {
    100: (
        "finding of classify", "finding of forbid", "evidence: find", "breach", "several spans to give up",
    ),
    50: (
        "outcome: allow", "outcome: warn", "outcome: review", "outcome: block", "confidence: medium",
        "capped by its confidence", "lowered by permit", "disclosure: missing", "evidence: fold",
        "redaction leaves a residual",
    ),
    20: (
        "level: internal", "level: confidential", "level: restricted", "lowered by protect",
        "lowered classify", "lowered forbid", "lowered by several", "evidence: sure_if",
        "evidence: doubt_if", "absolute finding", "confidence: low",
        "dropped: something that `without` names stands in the sentence",
        "dropped: nothing that `with` names stands in the sentence",
    ),
    4: (
        "lowered require", "disclosure: buried", "question", "undecided finding", "undecided disclosure",
        "evidence: with", "evidence: at_least", "evidence: rejected", "declassified",
        "lowered, but not to allow", "classified, and the channel accepts it",
        "protected speech touches, but does not shelter", "absolute finding in protected speech",
        "idle classify", "idle forbid", "idle permit", "idle protect",
        "dropped: it stands inside something that `clear_if` names", "failed classify", "failed forbid",
        "dropped: fewer than separate matches stand in the sentence",
    ),
    1: (
        "question: at", "lowered by accepted", "redacted in several passes", "idle require",
        "failed require", "failed permit", "failed protect",
        f"dropped: nothing that `with` names stands in the {FAR}",
        f"dropped: something that `without` names stands in the {FAR}",
        f"dropped: fewer than separate matches stand in the {FAR}",
        "dropped: something that `without` names stands in the text",
    ),
}  # fmt: skip
"""What the design page speaks of, and at least how many of a thousand worlds must show it."""


@pytest.mark.heavy
def test_the_worlds_are_alive() -> None:
    """Each thing that the design page speaks of happens often: two engines agree easily on nothing."""
    seen: Counter[str] = Counter()
    worlds = 0

    @seed(1)
    @settings(RUN, derandomize=False, max_examples=1_000)
    @given(sample=samples(), pick=st.none() | st.integers(0, 99))
    def look(sample: Sample, pick: int | None) -> None:
        nonlocal worlds
        worlds += 1
        seen.update(happenings(sample, policy(sample.values, failing=failing(sample, pick), key=KEY)))

    look()
    shares = {name: round(1000 * times / worlds) for name, times in seen.items()}
    wanted = {name: least for least, names in LEAST.items() for name in names}
    rare = {name: shares.get(name, 0) for name, least in wanted.items() if shares.get(name, 0) < least}
    assert not rare, f"too rare, in a thousand worlds: {rare}"
