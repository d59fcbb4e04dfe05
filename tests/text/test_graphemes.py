from __future__ import annotations

from itertools import pairwise

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_quick
from policykit.text.graphemes import snap

# One or more of every break class that a rule of UAX #29 names.
PARTS = st.sampled_from(
    "a 1#äе\r\n\x00\u0301\u200d\u200b\ufe0f\u20e3\U000e0067\ud800"
    "❤👩💻🏽🇩🇪©\u0600कगष\u094d\u093e\u0d4e각가\u1100\u1161\u11a8あ"
)
TEXTS = st.lists(PARTS, max_size=40).map("".join)


def naive(text: str, start: int, end: int) -> tuple[int, int]:
    boundaries = [0, *(cluster.end() for cluster in regex.finditer(r"\X", text))]
    return max(b for b in boundaries if b <= start), min(b for b in boundaries if b >= end)


@pytest.mark.parametrize(
    ("text", "span", "snapped"),
    [
        ("", (0, 0), (0, 0)),
        ("plain", (1, 3), (1, 3)),
        ("cafe\u0301s", (0, 4), (0, 5)),
        ("cafe\u0301s", (4, 5), (3, 5)),
        ("a\r\nb", (2, 4), (1, 4)),
        ("a\r\nb", (0, 2), (0, 3)),
        ("👩‍💻!", (1, 2), (0, 3)),
        ("🇩🇪🇫🇷", (1, 3), (0, 4)),
        ("🇩🇪🇫🇷", (2, 4), (2, 4)),
        ("\u06001", (1, 2), (0, 2)),
        ("e\u0301", (1, 1), (0, 2)),
    ],
)
def test_snap(text: str, span: tuple[int, int], snapped: tuple[int, int]) -> None:
    assert snap(text, *span) == snapped


@settings(max_examples=400)
@given(TEXTS, st.data())
def test_snapping_agrees_with_segmenting_the_whole_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    snapped = snap(text, start, end)
    assert snapped == naive(text, start, end)
    assert snap(text, *snapped) == snapped


@given(TEXTS, st.integers(0, 700), st.data())
def test_snapping_agrees_far_into_a_text(text: str, before: int, data: st.DataObject) -> None:
    text = ("नमस्ते " * 100)[:before] + text + "é" * 300
    start = data.draw(st.integers(0, len(text)))
    assert snap(text, start, start) == naive(text, start, start)


@pytest.mark.parametrize("before", ["", "a" * 200])
@pytest.mark.parametrize("part", ["\u0301", "🇩", "👩‍", "\u1161", "क्", "\u0600", "\u200d", "\ud800"])
def test_texts_without_a_certain_boundary_are_cut_where_the_position_says(part: str, before: str) -> None:
    text = before + part * (1200 // len(part))
    reached = [snap(text, place, place) for place in range(len(text) + 1)]
    assert all(start <= place <= end for place, (start, end) in enumerate(reached))
    assert all(end - start <= 512 for start, end in reached)
    for (start, end), (next_start, next_end) in pairwise(reached):
        assert start <= next_start
        assert end <= next_end
        assert snap(text, start, end) == (start, end)


@pytest.mark.parametrize("part", ["\u0301", "🇩", "👩‍", "あ", "\x00", "\ud800", "a"])
def test_a_large_text_costs_no_more_than_a_small_one(part: str) -> None:
    text = part * (10_000_000 // len(part))

    def snap_all_over() -> None:
        for place in range(0, len(text), len(text) // 200):
            snap(text, place, place + 1)

    assert_quick(snap_all_over, 2)
