"""The ordered scales compare with their own kind and with nothing else."""

from __future__ import annotations

import copy
import itertools
import pickle

import pytest

from policykit.model.scales import CONFIDENCES, OUTCOMES, SEVERITIES, Confidence, Outcome, Scale, Severity


@pytest.mark.parametrize("members", [OUTCOMES, SEVERITIES, CONFIDENCES])
def test_members_are_ordered_as_they_are_written(members: tuple[Scale, ...]) -> None:
    for (i, one), (j, other) in itertools.product(enumerate(members), repeat=2):
        assert (one < other, one <= other, one > other, one >= other) == (i < j, i <= j, i > j, i >= j)
        assert (one == other) is (i == j)


@pytest.mark.parametrize("other", ["block", 3, 3.0, True])
def test_comparing_with_a_plain_value_raises_instead_of_being_false(other: object) -> None:
    for compare in ("__eq__", "__lt__", "__le__", "__gt__", "__ge__"):
        with pytest.raises(TypeError, match="compares only with Outcome"):
            getattr(Outcome.BLOCK, compare)(other)
    with pytest.raises(TypeError, match=r"write `Outcome\.BLOCK`"):
        _ = other != Outcome.BLOCK


def test_scales_do_not_mix() -> None:
    assert (Outcome.ALLOW == Confidence.LOW) is False
    assert (Outcome.ALLOW == None) is False  # noqa: E711 - the comparison is what is tested
    with pytest.raises(TypeError, match="Severity compares only with Severity"):
        _ = Severity.MINOR < Outcome.ALLOW  # type: ignore[operator]


def test_members_are_single() -> None:
    for member in (*OUTCOMES, *SEVERITIES, *CONFIDENCES):
        assert pickle.loads(pickle.dumps(member)) is member
        assert copy.deepcopy(member) is copy.copy(member) is member
        assert type(member)(str(member)) is member
        assert repr(member) == f"{type(member).__name__}.{member.name}"
        assert {member: 1}[member] == 1


@pytest.mark.parametrize(
    ("start", "steps", "end"),
    [
        (Confidence.LOW, -1, Confidence.LOW),
        (Confidence.LOW, 1, Confidence.MEDIUM),
        (Confidence.MEDIUM, -1, Confidence.LOW),
        (Confidence.HIGH, 5, Confidence.HIGH),
        (Confidence.HIGH, -2, Confidence.LOW),
    ],
)
def test_confidence_stays_inside_its_scale(start: Confidence, steps: int, end: Confidence) -> None:
    assert start.shifted(steps) is end
