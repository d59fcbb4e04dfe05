"""The exact source means what the author wrote, and what the plain matcher says."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pattern_strategies import sources, texts

from policykit.matching.pattern.matcher import Matcher, matches_within
from policykit.matching.pattern.parse import PatternError, parse
from policykit.matching.pattern.read import read

OPEN = regex.compile(r"[*+]|\{\d+,\}")


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(sources, st.lists(texts, min_size=2, max_size=2))
def test_the_exact_source_finds_what_the_authors_source_finds(source: str, candidates: list[str]) -> None:
    try:
        pattern = parse(source)
    except PatternError:
        return
    exact = regex.compile(pattern.to_regex(), pattern.regex_flags)
    # An open repeat may end earlier here than there; texts of this size never reach its end.
    written = regex.compile(source, regex.VERSION0)
    for text in candidates:
        assert [m.span() for m in exact.finditer(text)] == [m.span() for m in written.finditer(text)]


ASCII_SOURCES = st.lists(
    st.tuples(
        st.sampled_from(
            [*"ab0 -", r"\n", ".", r"\d", r"\w", r"\s", "[ab]", "[^a]", "(?:a|ab)", "(?:b|)", "(a|b0)"]
        ),
        st.sampled_from(["", "", "?", "{1,3}", "??", "{2}", "{,2}?"]),
    ).map("".join),
    min_size=1,
    max_size=5,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["", "(?i)", "(?s)", "(?m)^"]),
    ASCII_SOURCES,
    st.sampled_from(["", "$", r"\b", "(?=a)", "(?<!b)"]),
    st.text(alphabet="abAB0 -\n", max_size=20),
)
def test_another_engine_agrees(flags: str, source: str, end: str, text: str) -> None:
    whole = flags + source + end
    try:
        pattern = parse(whole)
    except PatternError:
        return
    exact = regex.compile(pattern.to_regex(), pattern.regex_flags)
    for start in range(len(text) + 1):
        ours, theirs = exact.match(text, start), re.compile(whole).match(text, start)
        assert (ours and ours.span()) == (theirs and theirs.span())


# source, text, every end of a match at 0
ENDS = [
    ("a{1,3}", "aaaa", {1, 2, 3}),
    ("a*?", "aaa", {0, 1, 2, 3}),
    ("(?:a|ab)(?:c|bcd)", "abcd", {3, 4}),
    ("(?:ab){2,}", "ababab", {4, 6}),
    ("(?:a?){2}", "aaa", {0, 1, 2}),
    (r"\b\w+\b", "ab c", {2}),
    (r"a\B", "ab", {1}),
    (r"a$", "a\n", {1}),
    (r"(?m)a$\n^b", "a\nb", {3}),
    (r"\Aa\Z", "a", {1}),
    (r"a(?=b)(?!c)b(?<=ab)(?<!cb)", "ab", {2}),
    (r"(?i)\u212a", "k", {1}),
    ("a", "", set()),
]


@pytest.mark.parametrize(("source", "text", "expected"), ENDS)
def test_the_plain_matcher_knows_every_end(source: str, text: str, expected: set[int]) -> None:
    assert Matcher(text).ends(read(source), 0) == expected
    assert matches_within(read(source), text) == any(expected)
