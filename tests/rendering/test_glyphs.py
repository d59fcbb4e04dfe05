"""What a terminal is shown instead of characters that play tricks on it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.rendering.glyphs import WIDTH, cell, columns, escaped, wrapped

SHOWN = [
    ("", "", 0),
    ("plain", "plain", 5),
    ("tab\tnew\nline\r", "tab\\tnew\\nline\\r", 16),
    ("\x1b[31mred", "\\e[31mred", 9),
    ("nul\0", "nul\\0", 5),
    ("\x9b31m", "\\u009b31m", 9),
    ("a\u202eb", "a\\u202eb", 8),
    ("Hal\u200bcyon", "Hal\\u200bcyon", 13),
    ("soft\u00adhyphen", "soft\\u00adhyphen", 16),
    ("\ud800", "\\ud800", 6),
    ("\U000e0041", "\\U000e0041", 10),
    ("\u2028", "\\u2028", 6),
    ("\u3164", "\\u3164", 6),
    ("世界", "世界", 4),
    ("ＡＢ", "ＡＢ", 4),
    ("e\u0301", "e\u0301", 1),
    ("👩\u200d💻", "👩\u200d💻", 4),
    ("a\u200db", "a\\u200db", 8),
    ("\u200d", "\\u200d", 6),
    ("می\u200cخواهم", "می\u200cخواهم", 7),
    ("a\u200cb", "a\\u200cb", 8),
    ("ب\u200c", "ب\\u200c", 7),
]


@pytest.mark.parametrize(("text", "shown", "width"), SHOWN)
def test_what_is_shown_and_how_wide(text: str, shown: str, width: int) -> None:
    assert escaped(text) == shown
    assert columns(text) == width


@given(st.text(st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "L", "Mn", "So")), max_size=40))
def test_nothing_shown_can_steer_a_terminal(text: str) -> None:
    shown = escaped(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp", "Co"} for c in shown)
    assert not any(c in shown for c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@given(
    st.text(st.characters(codec="ascii", exclude_categories=("Cc",)), max_size=300),
    st.sampled_from(["", "  - "]),
)
def test_wrapped_lines_keep_every_word_and_the_width(text: str, first: str) -> None:
    lines = wrapped(text, first)
    words = " ".join(line[len(first) :] for line in lines).split()
    assert words == text.split()
    for line in lines:
        assert columns(line) <= WIDTH or len(line[len(first) :].split()) == 1


def test_a_hanging_indent_stands_before_every_other_line() -> None:
    lines = wrapped("word " * 40, "1. ", "      ")
    assert len(lines) > 2
    assert lines[0].startswith("1. word")
    assert all(line.startswith("      word") for line in lines[1:])


def test_nothing_to_wrap_leaves_the_lead() -> None:
    assert wrapped("", "says: ") == ["says:"]


def test_a_cell_needs_no_neighbours() -> None:
    assert cell("é") == ("é", 1)
