"""Regions of digits: no number that is looked for lies outside, and none crosses from one into the next."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policykit.matching.atoms import PatternAtom, ValidatorAtom
from policykit.matching.digits import Digits
from policykit.matching.pattern.parse import parse
from policykit.matching.validators import VALIDATORS

SOURCES = (
    "[0-9]{4}",
    r"[0-9]{3}[- ][0-9]{2}",
    "(?:[0-9] ){5}[0-9]",
    "[a-z]{0,8}[0-9][a-z]{0,9}[0-9]{2}",
    "(?:1[a-z]{6}2|34)[0-9]",
    r"(?<![0-9])[0-9]{2}(?:,[0-9]{3})?x",
)
TEXTS = st.text("0123456789ab -,x", max_size=90)


@given(TEXTS, st.sampled_from(SOURCES))
@example("1aaaaaa2 3", SOURCES[4])
def test_a_search_of_the_regions_finds_what_a_search_of_the_whole_text_finds(text: str, source: str) -> None:
    atom = PatternAtom(parse(source))
    assert atom.digits > 0
    regions = Digits(text).regions(atom.digits, atom.before)
    assert [span for region in regions for span in atom.find(text, *region)] == [
        *atom.find(text, 0, len(text))
    ]


@given(
    st.lists(
        st.sampled_from((*"0123456789", " ", "-", ".", "/", "x", "12", "4111 1111 1111 1111")), max_size=60
    )
)
def test_validators_find_in_the_regions_what_they_find_in_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    digits = Digits(text)
    for name in ("card", "us-ssn", "de-steuer-id", "es-dni", "iban"):
        atom = ValidatorAtom(VALIDATORS[name])
        regions = digits.regions(atom.digits, atom.before)
        assert [span for region in regions for span in atom.find(text, *region)] == [
            *atom.find(text, 0, len(text))
        ]


@pytest.mark.parametrize(
    ("text", "least", "width", "regions"),
    [
        ("", 1, 4, ()),
        ("no digits", 1, 4, ()),
        ("a1b", 1, 1, ((0, 3),)),
        ("aaaa1bbbb", 1, 2, ((2, 7),)),
        ("12 of 34", 5, 8, ()),
        ("1234 and 1234", 5, 4, ()),
        ("1234 and 1234", 5, 8, ((0, 12),)),
        (f"123{' ' * 40}123", 3, 8, ((0, 11), (35, 46))),
    ],
)
def test_regions_lie_where_enough_digits_stand_together(
    text: str, least: int, width: int, regions: tuple[tuple[int, int], ...]
) -> None:
    assert Digits(text).regions(least, width) == regions


def test_what_was_asked_for_is_remembered_and_widths_are_rounded_up() -> None:
    digits = Digits("tel. 030 1234567")
    assert digits.regions(7, 10) is digits.regions(7, 16)
