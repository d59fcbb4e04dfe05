"""A prepared pattern answers as the one that `parse` returns."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pattern_strategies import sources

from policykit.matching.pattern.parse import Pattern, PatternError, parse
from policykit.matching.pattern.prepared import NOTHING_PREPARED, Prepared, PreparedPattern, row_of

WAYS = [{"edges": edges, "odd": odd} for edges in (True, False) for odd in (True, False)]


def same(prepared: Pattern | PreparedPattern, read: Pattern) -> bool:
    return [
        prepared.source,
        prepared.min_width,
        prepared.max_width,
        prepared.behind,
        prepared.ahead,
        prepared.digits,
        prepared.half_screen(),
        prepared.to_regex(),
        prepared.regex_flags,
        prepared.fallback_screen(),
        *(prepared.to_screen(**way) for way in WAYS),
    ] == [
        read.source,
        read.min_width,
        read.max_width,
        read.behind,
        read.ahead,
        read.digits,
        read.half_screen(),
        read.to_regex(),
        read.regex_flags,
        read.fallback_screen(),
        *(read.to_screen(**way) for way in WAYS),
    ]


@pytest.mark.parametrize(
    ("source", "screens"),
    [
        ("ab", 1),
        (r"\bab\b", 2),
        ("(?i)ask", 2),
        (r"(?i)\bask\b", 3),
        (r"(?m)^a+$", 2),
        (r"(?<!x)[0-9]{4}(?=y)", 1),
        (r"\w+[éß]{2}.*\.", 1),
        (r"(?:\w{1,9} ){20}\w{1,190}", 1),
    ],
)
@pytest.mark.parametrize("width", [400, 1000])
def test_a_row_holds_what_the_tree_tells(source: str, screens: int, width: int) -> None:
    row = json.loads(json.dumps(row_of(source, width)))
    pattern = Prepared.of([row]).pattern(source, width)
    assert isinstance(pattern, PreparedPattern)
    assert same(pattern, parse(source, greatest_width=width))
    assert len(row[7]) == screens


@given(sources, st.sampled_from([40, 400]))
def test_any_pattern_can_be_prepared(source: str, width: int) -> None:
    try:
        read = parse(source, greatest_width=width)
    except PatternError:
        with pytest.raises(PatternError):
            row_of(source, width)
        return
    assert same(Prepared.of([row_of(source, width)]).pattern(source, width), read)


def test_what_is_not_prepared_is_read() -> None:
    prepared = Prepared.of([row_of("a.*b", 400)])
    assert isinstance(prepared.pattern("a.*b", 400), PreparedPattern)
    assert prepared.pattern("a.*b", 40) == parse("a.*b", greatest_width=40)
    assert NOTHING_PREPARED.pattern("a.*b", 400) == parse("a.*b")


def test_only_a_search_reads_the_tree() -> None:
    row = row_of("a[0-9]{2,3}", 400)
    row[0] = "no pattern ("
    pattern = Prepared.of([row]).pattern("no pattern (", 400)
    assert pattern.to_screen().expression == b"a[0-9]{2,3}"
    assert (pattern.min_width, pattern.max_width) == (3, 4)
    with pytest.raises(PatternError):
        pattern.to_regex()
