"""Lines, columns and carets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.rendering.excerpt import excerpt, line_and_column
from policykit.rendering.glyphs import columns

PLACES = [
    ("", 0, (1, 1)),
    ("abc", 2, (1, 3)),
    ("a\nb", 1, (1, 2)),
    ("a\nb", 2, (2, 1)),
    ("a\r\nb", 3, (2, 1)),
    ("a\rb", 2, (2, 1)),
    ("a\n\n\nb", 4, (4, 1)),
    ("a\u2028b", 2, (1, 3)),
]

SHOWN = [
    ("our rig slips", 4, 7, "our rig slips", "    ^^^"),
    ("one\ntwo three\nfour", 8, 13, "two three", "    ^^^^^"),
    ("one\r\ntwo", 5, 8, "two", "^^^"),
    ("", 0, 0, "", "^"),
    ("abc", 3, 3, "abc", "   ^"),
    ("abc", 7, 9, "abc", "   ^"),
    ("abc", -4, 1, "abc", "^"),
    ("ab\ncd", 1, 5, "ab", " ^…"),
    ("ab\ncd", 2, 3, "ab", "  ^…"),
    ("世界 rig", 3, 6, "世界 rig", "     ^^^"),
    ("a 世界", 2, 4, "a 世界", "  ^^^^"),
    ("cafe\u0301 rig", 6, 9, "cafe\u0301 rig", "     ^^^"),
    ("a\u202eb rig", 4, 7, "a\\u202eb rig", "         ^^^"),
    ("\x1b[2J", 0, 1, "\\e[2J", "^^"),
    ("x" * 100, 50, 53, "…" + "x" * 76 + "…", " " * 29 + "^^^"),
    ("x" * 100, 0, 100, "x" * 40 + "…", "^" * 40 + "…"),
]


@pytest.mark.parametrize(("text", "offset", "place"), PLACES)
def test_line_and_column(text: str, offset: int, place: tuple[int, int]) -> None:
    assert line_and_column(text, offset) == place


@pytest.mark.parametrize(("text", "start", "end", "line", "carets"), SHOWN)
def test_excerpt(text: str, start: int, end: int, line: str, carets: str) -> None:
    assert excerpt(text, start, end) == (line, carets)


@given(st.text(max_size=120), st.integers(0, 130), st.integers(0, 130))
def test_the_carets_never_reach_beyond_the_line_they_mark(text: str, start: int, length: int) -> None:
    line, carets = excerpt(text, start, start + length)
    assert "\n" not in line
    assert "\r" not in line
    assert columns(line) <= 80
    # at least one caret, even where the place is empty or only marks
    assert carets.strip(" …").strip("^") == ""
    assert "^" in carets
    assert columns(carets.rstrip("…")) <= columns(line) + 1


@pytest.mark.parametrize("start", [0, 500_000])
def test_a_line_of_nothing_but_marks_is_cut(start: int) -> None:
    line, carets = excerpt("\u0301" * 1_000_000, start, start + 400_000)
    assert len(line) < 500
    assert len(carets) < 100
