"""Folding costs what a text is long, whatever it is made of."""

from __future__ import annotations

import pytest

from growth import assert_quick
from policykit.text.folding import fold


@pytest.mark.parametrize(
    "part",
    [
        "\u200b",
        "ａ",
        "а",
        "а ",
        "ж",
        "\ufe0f",
        "a\ufe0f",
        "a \ufe0f",
        "\u0301",
        "\ud800",
        "ßa",
        "а\u200b",
        "❤️",
        "a",
    ],
)
def test_large_texts_take_linear_time(part: str) -> None:
    text = part * (400_000 // len(part))
    assert_quick(lambda: fold(text), 2)


@pytest.mark.parametrize(
    "text", ["a" + " " * 10**6 + "\ufe0fb", "a" * 10**6 + "а", "а" * 10**6 + "ж" + "а" * 10**6]
)
def test_a_word_or_gap_without_end_is_judged_once(text: str) -> None:
    assert_quick(lambda: fold(text), 2)


def test_ten_million_code_points() -> None:
    result = fold("ａ" * 10_000_000)
    assert result is not None
    assert result.text == "a" * 10_000_000
    assert result.original(9_999_999, 10_000_000) == (9_999_999, 10_000_000)
