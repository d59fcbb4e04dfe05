"""Questions about many spans, against the obvious answers."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from policykit.engine.intervals import Intervals, joined

SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 5)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=6,
)
PLACE = st.tuples(st.integers(0, 14), st.integers(0, 14)).map(lambda pair: (min(pair), max(pair)))

Span = tuple[int, int]


@given(SPANS, PLACE)
def test_covers(spans: list[Span], place: Span) -> None:
    low, high = place[0], place[1] + 1
    assert Intervals(spans).covers(low, high) is any(a <= low and high <= b for a, b in spans)


@given(SPANS, PLACE)
def test_first_within(spans: list[Span], place: Span) -> None:
    low, high = place
    inside = [span for span in spans if low <= span[0] and span[1] <= high]
    found = Intervals(spans).first_within(low, high)
    assert (found is None) is (not inside)
    assert found is None or (found in inside and found[1] == min(end for _, end in inside))


@given(SPANS, PLACE, st.integers(1, 4))
def test_holds_disjoint(spans: list[Span], place: Span, count: int) -> None:
    low, high = place
    inside = sorted({span for span in spans if low <= span[0] and span[1] <= high})
    apart = any(
        all(one[1] <= other[0] for one, other in combinations(chosen, 2))
        for chosen in combinations(inside, count)
    )
    assert Intervals(spans).holds_disjoint(count, low, high) is apart


@example([(0, 9), (1, 2)], (4, 5))
@given(SPANS, PLACE)
def test_overlapping(spans: list[Span], place: Span) -> None:
    low, high = place[0], place[1] + 1
    touching = sorted({(a, b) for a, b in spans if a < high and low < b})
    assert Intervals(spans).overlapping(low, high) == touching


@given(SPANS)
def test_joined(spans: list[Span]) -> None:
    together = joined(spans)
    assert {i for a, b in together for i in range(a, b)} == {i for a, b in spans for i in range(a, b)}
    assert all(one[1] < other[0] for one, other in pairwise(together))
