from __future__ import annotations

import attrs
import pytest

from policykit.text.spans import Span


def test_length_counts_code_points() -> None:
    assert len(Span(2, 5, (2, 6), (2, 11))) == 3


def test_spans_are_values() -> None:
    span = Span(0, 1, (0, 1), (0, 1))
    assert span == Span(0, 1, (0, 1), (0, 1))
    assert len({span, Span(0, 1, (0, 1), (0, 1))}) == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        span.start = 3  # type: ignore[misc]


def test_spans_sort_by_place_then_by_field() -> None:
    bare = Span(0, 1, (0, 1), (0, 1))
    title = Span(0, 1, (0, 1), (0, 1), "title")
    body = Span(0, 1, (0, 1), (0, 1), "body")
    later = Span(1, 2, (1, 2), (1, 2))
    assert sorted([later, title, body, bare]) == [bare, body, title, later]
