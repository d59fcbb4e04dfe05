"""What a pattern promises about its digits holds for every match."""

from __future__ import annotations

import hyperscan
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from pattern_strategies import sources

from policykit.matching.pattern.digits import digit_screen, fewest_digits
from policykit.matching.pattern.parse import PatternError, parse


@pytest.mark.parametrize(
    ("source", "digits"),
    [
        ("a", 0),
        ("5", 1),
        ("[0-9]", 1),
        ("[0-4]{3}", 3),
        (r"\d{3}", 0),
        ("[0-9a]{3}", 0),
        ("[0-9]{2,9}x?[0-9]{3}", 5),
        ("[0-9]{4}|[0-9]{2}-[0-9]{3}", 4),
        ("(?:[0-9]{2})?[0-9]", 1),
        ("(?=[0-9])a(?<![0-9]{3})b", 0),
        ("a{0}5", 1),
    ],
)
def test_the_fewest_digits_of_a_match(source: str, digits: int) -> None:
    assert fewest_digits(parse(source).node) == digits


@pytest.mark.parametrize(
    ("source", "expression"),
    [
        ("[0-9]{4}", None),
        ("[0-9]{5}", b"[0-9](?:[0-9]){4}"),
        ("[A-Z]{2}[0-9]{9}[A-Z]", b"[0-9](?:[0-9]){8}"),
        ("[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}", b"[0-9](?:[^0-9]?[0-9]){8}"),
        ("[0-9]{9}|[0-9]{3} [0-9]{3} [0-9]{3}", b"[0-9](?:[^0-9]?[0-9]){8}"),
        ("[0-9]{3}é[0-9]{3}", b"[0-9](?:[^0-9]{0,4}[0-9]){5}"),
        ("[0-9]{3} - [0-9]{3}", b"[0-9](?:[^0-9]{0,4}[0-9]){5}"),
        ("[0-9]{3} to [0-9]{3} x{9}", b"[0-9](?:[^0-9]{0,4}[0-9]){5}"),
        ("[0-9]{3} until [0-9]{3}", None),
        ("[0-9]{16}", b"[0-9](?:[0-9]){11}"),
        ("12(?:-[0-9])?345", b"[0-9](?:[^0-9]?[0-9]){4}"),
        ("12(?:abcd)?(?:efgh)?345", None),
        ("(?:[0-9] ){6}", b"[0-9](?:[^0-9]?[0-9]){5}"),
        ("(?:[0-9]|ab){6}12345", None),
    ],
)
def test_the_screen_for_the_digits_of_a_pattern(source: str, expression: bytes | None) -> None:
    screen = digit_screen(parse(source).node)
    assert (screen and screen.expression) == expression
    assert screen is None or screen.inside


PARTS = st.sampled_from(
    [
        "[0-9]",
        "[0-9]{2}",
        "7",
        "[ -]?",
        "(?:-[0-9])?",
        "(?:x|[0-9])",
        "(?:12|3 4)",
        "é?",
        "(?:[0-9] ?){2}",
        "a{0,2}",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, min_size=3, max_size=9), st.data())
def test_the_screen_reports_every_match(parts: list[str], data: st.DataObject) -> None:
    pattern = parse("q" + "".join(parts))
    screen = digit_screen(pattern.node)
    match = data.draw(st.from_regex(regex.sub(r"\?\+", "?", pattern.to_regex()), fullmatch=True))
    assert sum(char in "0123456789" for char in match) >= pattern.digits
    if screen is not None:
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        database.compile(expressions=[screen.expression], ids=[0], elements=1, flags=[screen.flags])
        found: list[int] = []
        database.scan(
            match.encode(), lambda *report: found.append(report[2]), scratch=hyperscan.Scratch(database)
        )
        assert found


@given(sources)
def test_no_pattern_is_too_strange(source: str) -> None:
    try:
        pattern = parse(source)
    except PatternError:
        return
    assert 0 <= pattern.digits <= pattern.min_width
    assert (digit_screen(pattern.node) is None) or pattern.digits >= 5
