"""No accepted pattern can be made slow: refused attacks, proved bounds, and the real engine's clock."""

from __future__ import annotations

from functools import partial

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pattern_strategies import sources, texts

from growth import assert_quick
from policykit.matching.pattern.alphabet import alphabet_of
from policykit.matching.pattern.backtrack import count_steps, matches_at, members_by_node, to_program
from policykit.matching.pattern.ceiling import ceiling
from policykit.matching.pattern.growth import STEP_LIMIT, hostile, steps
from policykit.matching.pattern.matcher import Matcher
from policykit.matching.pattern.parse import Pattern, PatternError, parse
from policykit.matching.pattern.syntax import CharClass, Literal, Range

HOSTILE = [
    r"(a+)+b",
    r"(a|a)*b",
    r"(a|aa)+c",
    r"(\w+\s?)*x",
    r"(x+x+)+y",
    r"(.*?,){11}P",
    r"a.*b.*c",
    r"(?:a?){30}a{30}",
    r"(\d+|\w+)+!",
    r"\s+\s+\s+x",
    r"(?:ab|a|b)+c",
    r"(?<=x)a{1,200}a{1,150}b",
    r"(?<=-)\b(?<!y)a{1,200}a{1,150}b",
    r"\w{0,100}-?\w{0,100}-?\w{0,100}z",
    r"(?=(?:a{1,3}){1,10}b)a",
    r"[ab]{0,60}[bc]{0,60}[cd]{0,60}z",
    r"(?:\s?\w?){0,50}x",
    r"(?:\w{1,60} ?){2}\.[a-z]{3}(?:x|\d{1,30}){0,3}z",
    r"(?:\p{L}|\p{Lu}|\d)+!",
    r"(?:foo|(?:a|a){1,40})b",
    r"(?s)a.*b.*c.*d",
    r"(?i)(?:k|K)+!",
    r"[\w\W]{1,100}?x[\w\W]{1,100}?[\w\W]{1,100}y",
]

ORDINARY = [
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}",
    r"a.{0,40}b.{0,40}c",
    r"\b\d{1,3}(?:,\d{3})*\b",
    r"(?:foo|bar)\s+baz",
    r"\bAKIA[0-9A-Z]{16}\b",
    r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----",
    r"https?://[^\s/:@]{1,64}:[^\s@]{1,64}@",
    r"(?i)\bpasswords?\b\s*(?:is|[:=])\s*\S{0,3}[^\s█]{6,40}",
    r"\b(?:\d[ -]?){13,19}\b",
    r"(?i)\b(?:revenue|ebitda|earnings) .{0,40}\b\d{1,9}(?:\.\d{1,9})?\s?(?:%|million|bn)\b",
    r"(?:foo|far|fat|\w+ )+",
    r"(?:[a-z]+\.)+com",
    r"(?:jan|jun|jul)+x",
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b",
    r"(?m)^\s*From: .+$",
    r"(?<=key: )\w{1,20}?-(?=\d{1,5}(?!x))",
    r"(?<!\w{1,5})x(?:a{0}b|c)+?",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_a_hostile_pattern_has_an_attack_that_costs_what_it_says(source: str) -> None:
    pattern = parse(source)
    attack = hostile(pattern)
    assert attack is not None
    assert steps(pattern, attack.text, attack.start) > STEP_LIMIT
    assert attack == hostile(pattern)
    assert attack.message == f"the pattern can take more than 8,000 steps on {len(attack.text)} code points"
    assert "narrow the repeats" in attack.help
    assert len(attack.text) < 900
    assert attack.text not in repr(attack)


@pytest.mark.parametrize("source", ORDINARY)
def test_an_ordinary_pattern_is_proved_cheap(source: str) -> None:
    pattern = parse(source)
    assert hostile(pattern) is None
    assert ceiling(pattern.node, alphabet_of(pattern.node), STEP_LIMIT) <= STEP_LIMIT


@pytest.mark.parametrize("source", [r" .{0,40}\b\d{1,170}(?:\.\d{1,170})?%"])
def test_what_is_neither_proved_nor_attacked_is_accepted_after_a_bounded_search(source: str) -> None:
    pattern = parse(source)
    assert ceiling(pattern.node, alphabet_of(pattern.node), STEP_LIMIT) > STEP_LIMIT
    assert hostile(pattern) is None


# source, text, steps of an attempt at 0
COUNTED = [
    ("ab", "ab", 2),
    ("ab", "b", 1),
    ("ab", "", 1),
    ("a{2,4}b", "aaaaab", 4 + 3),
    ("a{2,4}?b", "aaaab", 2 + 1 + 2 + 2),
    ("a{3}b", "aab", 3),
    ("a|b", "b", 2),
    (r"\ba", "a", 2),
    (r"\ba", " ", 1),
    ("(?=ab)a", "ab", 4),
    ("(?!ab)a", "ab", 3),
    ("x?(?<=a{1,2})b", "b", 2),
    ("ab?(?<=a{1,2})b", "ab", 1 + 1 + (1 + 1 + 2) + (1 + 2) + 1),
    ("(?:ab){1,2}c", "ababc", 5),
    ("(?:ab){1,2}?c", "ababc", 2 + 1 + 2 + 1),
    ("(?:a?b?){1,3}c", "c", 3),
]


@pytest.mark.parametrize(("source", "text", "expected"), COUNTED)
def test_steps_are_counted(source: str, text: str, expected: int) -> None:
    assert steps(parse(source), text) == expected


def test_steps_stop_one_above_the_limit_and_begin_where_they_are_told() -> None:
    pattern = parse("(a+)+b")
    assert steps(pattern, "a" * 100, limit=50) == 51
    assert steps(pattern, "aab", start=2) == 1
    assert steps(parse("(?=(?:a|a){20}b)a"), "a" * 40, limit=100) == 101


def test_a_lower_limit_finds_an_attack_sooner() -> None:
    assert hostile(parse(r"a.{0,40}b.{0,40}c"), limit=1_000) is not None
    assert hostile(parse(r"a.{0,40}b.{0,40}c"), limit=3_500) is None


def test_an_alphabet_tells_nodes_apart() -> None:
    node = parse(r"[a-c]\d[c-é]").node
    alphabet = alphabet_of(node)
    first = alphabet.masks[CharClass((Range("a", "c"),))]
    last = alphabet.masks[CharClass((Range("c", "é"),))]
    assert alphabet.of(first & last) == "c"
    assert not any(char in alphabet.chars for char in alphabet.strangers)
    assert alphabet_of(Literal("a")).chars == "a"
    assert alphabet_of(parse(r"[\w]|[\W]\d").node).strangers == ""


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(sources, texts)
def test_the_counting_matcher_matches_what_the_plain_one_matches(source: str, text: str) -> None:
    try:
        pattern = parse(source)
    except PatternError:
        return
    program = to_program(pattern.node)
    known = members_by_node(pattern.node, text)
    matcher = Matcher(text)
    for start in range(len(text) + 1):
        assert matches_at(program, text, start, known) == bool(matcher.ends(pattern.node, start))


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(sources, texts, st.integers(1, 40))
def test_no_text_costs_more_than_the_proved_bound(source: str, text: str, times: int) -> None:
    try:
        pattern = parse(source)
    except PatternError:
        return
    bound = ceiling(pattern.node, alphabet_of(pattern.node), STEP_LIMIT)
    if bound > STEP_LIMIT:
        return
    program = to_program(pattern.node)
    longer = text + text[:3] * times
    known = members_by_node(pattern.node, longer)
    for start in range(min(len(longer), 8)):
        assert count_steps(program, longer, start, 10 * STEP_LIMIT, known) <= bound


_pieces = st.sampled_from(["a", "b", "[ab]", r"\w", ".", "(?:a|b)", "(?:a|ab)", r"[\w ]", "(?:ab?)", r"\d?a"])
_families = st.lists(
    st.tuples(_pieces, st.sampled_from(["", "?", "+", "*", "{1,8}", "{0,40}", "{2,90}"])).map("".join),
    min_size=1,
    max_size=4,
).map("".join)
_nested = st.tuples(_families, st.sampled_from(["", "+", "{1,6}", "{1,20}"])).map(
    lambda p: f"(?:{p[0]}){p[1]}"
)


def assert_every_pump_is_quick(pattern: Pattern, length: int, limit: float) -> None:
    """Fails where the real engine takes `limit` seconds or more for one of the pattern's own pumps."""
    compiled = regex.compile(pattern.to_regex(), pattern.regex_flags)
    chars = alphabet_of(pattern.node).chars[:4]
    pumps = [*chars, *(one + other for one in chars for other in chars if one != other)]
    for pump in pumps:
        # What must follow stands at the end, so that the engine cannot give up without a try.
        text = (pump * length)[:length] + "\n!!\n" + chars[-1] + "!z"
        assert_quick(partial(compiled.search, text), limit)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.one_of(_families, _nested), st.sampled_from(["!", "z", "!z", "a!"]))
def test_no_accepted_pattern_is_slow_in_the_real_engine(body: str, end: str) -> None:
    try:
        pattern = parse(body + end)
    except PatternError:
        return
    if hostile(pattern) is None:
        assert_every_pump_is_quick(pattern, 4_000, 0.25)
