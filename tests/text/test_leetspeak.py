"""What counts as a disguised word, and what it is compared by."""

from __future__ import annotations

import pytest

from policykit.text.leetspeak import STANDS_FOR, disguises, is_disguised, may_disguise, skeleton


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("Ha1cy0n", "Halcyon"),
        ("H41cy0n", "Halcyon"),
        ("B1uef!n", "Bluefin"),
        ("8luefin", "Bluefin"),
        ("@ur0r4", "Aurora"),
        ("$ilv3r", "Silver"),
        ("Hálcyön", "Halcyon"),
        ("Ha\u0301lcyon", "Halcyon"),
        ("Há1cyon", "Halcyon"),
        ("Zúr1ch", "Zürich"),
    ],
)
def test_disguised_words(word: str, plain: str) -> None:
    assert skeleton(word) == skeleton(plain)
    assert any(is_disguised(word, lone_marks=False))
    assert may_disguise(word)


@pytest.mark.parametrize("word", ["Haicyon", "HALCYON", "123", "4x4", "a1", "2nd", "Ünal", "é", "año"])
def test_other_words(word: str) -> None:
    assert not any(is_disguised(word, lone_marks=False))


def test_a_lone_mark_counts_where_it_is_asked_for() -> None:
    assert is_disguised("Hálcyon", lone_marks=True) == (False, True)
    assert is_disguised("Hálcyon", lone_marks=False) == (False, False)
    assert is_disguised("né", lone_marks=True) == (False, False)
    assert skeleton("Hálcyon", marks=True) == "hálcyon"


def test_letters_stand_for_themselves() -> None:
    assert set(STANDS_FOR.values()) <= set("abeglostz")
    assert skeleton("Straße") == "strasse"


def test_disguises_are_named() -> None:
    assert disguises("Pr0j3ct Hálcyon") == ("leetspeak", "mark")
    assert disguises("Project Halcyon") == ()
    assert not may_disguise("Project Halcyon 12")
