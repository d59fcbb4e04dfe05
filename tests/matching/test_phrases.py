"""Phrases against a table, against a naive finder, and against texts meant to be slow."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import assert_linear, assert_quick
from policykit.matching.phrases import PhraseIndex, phrase_of
from policykit.matching.words import joins, tokens

SMALL = st.text(alphabet="abK\u212aßs @-–'’\n", max_size=30)
PHRASES = st.lists(
    st.text(alphabet="abKßs @-'", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=6
)


def index_of(phrases: Iterable[str]) -> PhraseIndex:
    return PhraseIndex.of(map(phrase_of, phrases))


def naive(phrases: Iterable[str], text: str) -> set[tuple[int, int]]:
    """Compare every phrase with the tokens at every place."""
    words = list(tokens(text, 0, len(text)))
    found = set()
    for phrase in map(phrase_of, phrases):
        size = len(phrase.keys)
        for place in range(len(words) - size + 1):
            taken = words[place : place + size]
            gaps = ["", *(text[a[2] : b[1]] for a, b in pairwise(taken))]
            fits = (
                joins(gap) if spaced else not gap for gap, spaced in zip(gaps, phrase.spaced, strict=True)
            )
            if tuple(key for key, _, _ in taken) == phrase.keys and all(fits):
                found.add((taken[0][1], taken[-1][2]))
    return found


@pytest.mark.parametrize(
    ("phrases", "text", "expected"),
    [
        (["Project Halcyon", "Halcyon"], "PROJECT  halcyon slips", ["PROJECT  halcyon", "halcyon"]),
        (
            ["Project Halcyon"],
            "project\nhalcyon, Project\u00a0Halcyon",
            ["project\nhalcyon", "Project\u00a0Halcyon"],
        ),
        (["Project Halcyon"], "project\n\nhalcyon projecthalcyon project-halcyon", []),
        (["Bluefin"], "bluefins Bluefin. xbluefin bluefin_2", ["Bluefin"]),
        (["@northwind"], "@northwindrobotics and @Northwind!", ["@Northwind"]),
        (["#ad"], "#adventure #ad #AD", ["#ad", "#AD"]),
        (["C++"], "c++ C ++ C+ C+++", ["c++", "C++"]),
        (["co-op"], "co–op co - op coop", ["co–op"]),
        (["don't"], "don’t DONʼT don t", ["don’t", "DONʼT"]),
        (["Strasse"], "STRAẞE straße Straſſe", ["STRAẞE", "straße", "Straſſe"]),
        (["a b a"], "a b a b a", ["a b a", "a b a"]),
        (["a", "a b", "a b c"], "a b c", ["a", "a b", "a b c"]),
        (["  spaced  out "], "spaced out", ["spaced out"]),
        (["cafe"], "cafe\u0301 cafe", ["cafe"]),
        (["great"], "❤\ufe0fgreat", ["great"]),
        (["机密"], "机密 机密文件", ["机密"]),
        (["а"], "a а", ["а"]),
    ],
)
def test_table(phrases: list[str], text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in index_of(phrases).find(text, 0, len(text))] == expected


@given(PHRASES, SMALL)
def test_agrees_with_a_naive_finder(phrases: list[str], text: str) -> None:
    found = list(index_of(phrases).find(text, 0, len(text)))
    assert len(found) == len(set(found))
    assert set(found) == naive(phrases, text)


@given(PHRASES, SMALL, st.integers(0, 30), st.integers(0, 30))
def test_a_region_yields_what_lies_in_it(phrases: list[str], text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    everywhere = index_of(phrases).find(text, 0, len(text))
    inside = {(a, b) for a, b in everywhere if start <= a and b <= end}
    assert set(index_of(phrases).find(text, start, end)) == inside


@given(PHRASES, SMALL)
def test_no_match_is_longer_than_the_greatest_length(phrases: list[str], text: str) -> None:
    index = index_of(phrases)
    assert all(b - a <= index.greatest_length for a, b in index.find(text, 0, len(text)))


@pytest.mark.parametrize(
    ("phrase", "said"), [("", "a phrase is empty"), (" \n", "a phrase is empty"), ("x\ud800", "surrogate")]
)
def test_what_is_no_phrase_is_refused_without_being_named(phrase: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        phrase_of(phrase)
    assert "x" not in str(caught.value).replace("expected", "")


def test_no_repr_shows_a_phrase() -> None:
    phrase = phrase_of("Contoso Health")
    assert "ontoso" not in repr(phrase) + repr(index_of(["Contoso Health"])) + repr(
        PhraseIndex.of([phrase]).root
    )


def test_a_phrase_of_thousands_of_words() -> None:
    phrase = " ".join(f"word{number}" for number in range(20_000))
    assert list(index_of([phrase]).find(phrase, 0, len(phrase))) == [(0, len(phrase))]


@pytest.mark.parametrize("unit", ["a ", "aaaaaaaaa", "\u0301", "a\n", "\u200d", "- "])
def test_cost_follows_the_length_of_the_text(unit: str) -> None:
    index = index_of(["a a a a a a b", "a b", "a-b"])

    def find_all(text: str) -> None:
        for _ in index.find(text, 0, len(text)):
            pass

    assert_linear(find_all, lambda size: (unit * size)[:size], 200_000)


def test_a_region_in_a_long_word_costs_the_region() -> None:
    text = "a" * 5_000_000

    def look_everywhere() -> None:
        for place in range(0, 5_000_000, 50_000):
            assert not list(index_of(["aaa"]).find(text, place, place + 10))

    assert_quick(look_everywhere, 2)
