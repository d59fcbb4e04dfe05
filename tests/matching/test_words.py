"""What tokens are, when two are the same, and what may stand between them."""

from __future__ import annotations

import sys

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from policykit.matching.words import GREATEST_GAP, SPELLINGS, joins, key_of, sources, tokens

MIXED = st.text(alphabet="aZéß_09 \n@#+.'’ʼ-–❤\ufe0f\u0301\u200d\u20e3\u200b", max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("Project Halcyon", ["project", "halcyon"]),
        ("C++", ["c", "+", "+"]),
        ("@northwind's", ["@", "northwind", "'", "s"]),
        ("don’t donʼt don＇t", ["don", "'", "t"] * 3),
        ("snake_case", ["snake_case"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ("“a”–b", ['"', "a", '"', "-", "b"]),
        ("e\u0301t", ["e\u0301t"]),
        ("❤\ufe0fhearts", ["❤", "\ufe0f", "hearts"]),
        ("1\ufe0f\u20e3go", ["1", "\ufe0f", "\u20e3", "go"]),
        ("a\u200bb", ["a", "\u200b", "b"]),
    ],
)
def test_keys_of_tokens(text: str, expected: list[str]) -> None:
    assert [key for key, _, _ in tokens(text, 0, len(text))] == expected


@given(MIXED, st.integers(0, 40), st.integers(0, 40))
def test_a_region_holds_the_tokens_that_lie_whole_in_it(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    inside = [token for token in tokens(text, 0, len(text)) if start <= token[1] and token[2] <= end]
    assert list(tokens(text, start, end)) == inside


@given(MIXED)
def test_tokens_and_white_space_make_up_the_text(text: str) -> None:
    covered = {place for _, first, last in tokens(text, 0, len(text)) for place in range(first, last)}
    assert all(bool(regex.match(r"\s", text[place])) != (place in covered) for place in range(len(text)))


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (" ", True),
        ("", False),
        ("\t \u00a0", True),
        ("\n", True),
        (" \r\n ", True),
        ("\u2028", True),
        ("\n\n", False),
        ("\n \n", False),
        ("\r\r", False),
        ("\x85\x0b", False),
        (" " * GREATEST_GAP, True),
        (" " * (GREATEST_GAP + 1), False),
    ],
)
def test_a_gap_is_white_space_that_is_no_blank_line(gap: str, expected: bool) -> None:
    assert joins(gap) is expected


def test_sources_turn_case_folding_round_for_all_of_unicode() -> None:
    folding = {
        chr(number): chr(number).casefold()
        for number in range(0x80, sys.maxunicode + 1)
        if chr(number).casefold() != chr(number)
    }
    assert {character: folded for folded, found in sources().items() for character in found} == folding
    assert sources()["k"] == ("\u212a",)


def test_every_spelling_has_the_key_of_what_it_spells() -> None:
    assert {key_of(way) for ways in SPELLINGS.values() for way in ways} == set(SPELLINGS)
