"""Questions about many spans, answered in logarithmic time.

A text may hold a hundred thousand matches, and each asks what stands near it; comparing all pairs would make
evaluation quadratic. Spans here are half-open `(start, end)` in code points and never empty.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same code points in as few spans as hold them, in order.

    >>> joined([(4, 6), (0, 2), (1, 4)])
    [(0, 6)]
    """
    together: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if together and start <= together[-1][1]:
            together[-1] = together[-1][0], max(end, together[-1][1])
        else:
            together.append((start, end))
    return together


class Intervals:
    """A fixed set of spans; built once, then only asked."""

    __slots__ = ("_furthest", "_nearest", "spans", "starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(set(spans))
        self.starts = [start for start, _ in self.spans]
        # INVARIANT: _furthest[i] is the greatest end among spans[..i]; _nearest[i] the place of the least
        # end among spans[i..].
        self._furthest = list(accumulate((end for _, end in self.spans), max))
        nearest: list[int] = []
        for place in range(len(self.spans) - 1, -1, -1):
            best = nearest[-1] if nearest else place
            nearest.append(place if self.spans[place][1] <= self.spans[best][1] else best)
        self._nearest = nearest[::-1]

    def covers(self, start: int, end: int) -> bool:
        """Whether one of the spans holds `[start, end)` whole."""
        place = bisect_right(self.starts, start)
        return place > 0 and self._furthest[place - 1] >= end

    def first_within(self, low: int, high: int) -> tuple[int, int] | None:
        """The span inside `[low, high)` that ends first, or None."""
        place = bisect_left(self.starts, low)
        if place == len(self.spans):
            return None
        found = self.spans[self._nearest[place]]
        return found if found[1] <= high else None

    def holds_disjoint(self, count: int, low: int, high: int) -> bool:
        """Whether `count` of the spans inside `[low, high)` do not overlap one another.

        Taking the span that ends first, again and again, finds the greatest number of disjoint spans.
        """
        for _ in range(count):
            found = self.first_within(low, high)
            if found is None:
                return False
            low = found[1]
        return True

    def overlapping(self, start: int, end: int) -> list[tuple[int, int]]:
        """The spans that share a code point with `[start, end)`, in order."""
        last = bisect_left(self.starts, end)
        found: list[tuple[int, int]] = []
        for place in range(last - 1, -1, -1):
            if self._furthest[place] <= start:
                break
            if self.spans[place][1] > start:
                found.append(self.spans[place])
        return found[::-1]
