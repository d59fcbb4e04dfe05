"""How a cost grows with the length of a text, and what it is at most, told from the clock of a busy machine.

Only time counts what regular expressions and the methods of `str` do, and time is never too short: others on
the machine, the garbage collector and the tracing of coverage all add to it. So the last two are off while
something is measured, the processor's clock is read and not the wall's, and the least of several runs counts.
A verdict that would be a failure is put off and more runs are made; they can only bring each figure nearer to
what it is.

That lets nothing through that is quadratic: its figures, once they are right, stay on the wrong side of the
bound, which is the same factor away from linear as from quadratic.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import TypeVar

T = TypeVar("T")

SHARES = (16, 4, 1)
"""The lengths that are compared, as parts of the longest."""
FEWEST, MOST = 2, 12
"""Rounds of measuring: before anything is said, and before something is said to grow too fast."""
PATIENCE = 30
"""Seconds of measuring after which there are no more rounds: what is linear is done in a few."""
SHORT_RUNS = 3
"""Runs of a short text for one of the longest: they cost little, and the first of all warms up."""
NOTHING = 0.000_2
"""Seconds below which a clock and a call are what is measured."""


def assert_linear(run: Callable[[T], object], of_length: Callable[[int], T], longest: int) -> None:
    """Fails where `run` takes longer than in proportion to a length, which goes up to `longest`.

    `of_length` makes what is run, outside the time. The cost of one text that is n times as long as another
    may be n ** 1.5 times as much: 8 times for four times the length, where quadratic is 16.
    """
    lengths = [longest // share for share in SHARES]
    inputs = [of_length(length) for length in lengths]
    least = [float("inf")] * len(lengths)
    spent = 0.0
    for done in range(1, MOST + 1):
        for place, value in enumerate(inputs):
            for _ in range(SHORT_RUNS if place < len(inputs) - 1 else 1):
                cost = seconds(run, value)
                spent += cost
                least[place] = min(least[place], cost)
        if done >= FEWEST and _grows_linearly(lengths, least):
            return
        if done > FEWEST and spent > PATIENCE:
            break
    told = ", ".join(f"{cost:.4f} s for {length:,}" for length, cost in zip(lengths, least, strict=True))
    raise AssertionError(f"grows faster than the length: {told}")


def assert_quick(run: Callable[[], T], limit: float) -> T:
    """What `run` returns; fails where it takes `limit` seconds of the processor or more, each time anew."""
    best = float("inf")
    returned: list[T] = []
    for _ in range(MOST):
        best = min(best, seconds(lambda _: returned.append(run()), None))
        if best < limit:
            return returned[-1]
        if best > 10 * limit:
            break  # no machine is as busy as that
    raise AssertionError(f"takes {best:.2f} s, where {limit} s are too many")


def seconds(run: Callable[[T], object], value: T) -> float:
    """The time that the processor spends on one run, undisturbed by what belongs to this process."""
    with _undisturbed():
        begun = time.process_time()
        run(value)
        return time.process_time() - begun


def _grows_linearly(lengths: list[int], costs: list[float]) -> bool:
    known = [(length, max(cost, NOTHING)) for length, cost in zip(lengths, costs, strict=True)]
    return all(
        cost < less * (length / shorter) ** 1.5 for (shorter, less), (length, cost) in combinations(known, 2)
    )


@contextmanager
def _undisturbed() -> Iterator[None]:
    collects, traces = gc.isenabled(), sys.gettrace()
    gc.disable()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(traces)
        if collects:
            gc.enable()
