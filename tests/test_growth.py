"""What tells a cost that grows too fast from a busy machine is itself tried on both."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest

import growth
from growth import assert_linear, assert_quick

COSTS: dict[str, Callable[[int], float]] = {
    "constant": lambda length: 1e-3,
    "linear": lambda length: 1e-7 * length,
    "linear, with a beginning": lambda length: 1e-3 + 1e-7 * length,
    "with a logarithm": lambda length: 1e-8 * length * length.bit_length(),
    "short": lambda length: 1e-9 * length,
    "quadratic": lambda length: 1e-9 * length**2,
    "quadratic in the end": lambda length: 1e-6 * length + 2e-10 * length**2,
    "cubic": lambda length: 1e-14 * length**3,
}
TOO_FAST = ("quadratic", "quadratic in the end", "cubic")


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", COSTS)
def test_a_busy_machine_changes_no_verdict(monkeypatch: pytest.MonkeyPatch, name: str, seed: int) -> None:
    noise = Random(seed)

    def measured(run: Callable[[int], object], value: int) -> float:
        # now and then the machine is somebody else's
        return COSTS[name](value) * (1 + noise.random() ** 4 * 30)

    monkeypatch.setattr(growth, "seconds", measured)
    if name in TOO_FAST:
        with pytest.raises(AssertionError, match=r"grows faster than the length: .* for 40,000"):
            assert_linear(lambda _: None, lambda size: size, 40_000)
    else:
        assert_linear(lambda _: None, lambda size: size, 40_000)


def test_what_is_quadratic_is_seen_by_the_clock() -> None:
    later = re.compile("[bc]")

    def look_on(text: str) -> None:
        for place in range(len(text)):
            later.search(text, place)

    with pytest.raises(AssertionError, match="grows faster"):
        assert_linear(look_on, lambda size: "a" * size, 4_000)
    assert_linear(later.search, lambda size: "a" * size, 1_000_000)


def test_what_is_slow_is_seen_by_the_clock() -> None:
    assert_quick(lambda: None, 0.1)
    with pytest.raises(AssertionError, match=r"where 0\.001 s are too many"):
        assert_quick(lambda: sum(range(1_000_000)), 0.001)
