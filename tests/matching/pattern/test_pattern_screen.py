"""A screen reports every end of every match: shown with the real prefilter, against two matchers."""

from __future__ import annotations

import hyperscan
import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pattern_strategies import sources, texts

from policykit.matching import screen as flags
from policykit.matching.pattern.characters import ASCII, cover, members
from policykit.matching.pattern.matcher import Matcher
from policykit.matching.pattern.parse import PatternError, parse
from policykit.matching.pattern.syntax import CharClass, Literal, Property, Range, Shorthand, Single
from policykit.matching.screen import Screen

EVERY = "".join(chr(number) for number in range(0x110000) if not 0xD800 <= number <= 0xDFFF)


def ends(screen: Screen, text: str) -> set[int]:
    """Return the ends, in bytes, that the prefilter reports."""
    database = hyperscan.Database()
    try:
        database.compile(expressions=[screen.expression], ids=[0], flags=[screen.flags])
    except hyperscan.HyperscanError as refused:
        # The one refusal that may occur: an edge between two letters, which no text can satisfy.
        if "can never match" in str(refused):
            return set()
        raise
    found: set[int] = set()

    def report(_id: int, _start: int, end: int, _flags: int, _context: object) -> None:
        found.add(end)

    database.scan(text.encode(errors="replace"), match_event_handler=report)
    return found


def test_the_flags_are_the_prefilters() -> None:
    for name in ("CASELESS", "DOTALL", "MULTILINE", "SINGLEMATCH", "UTF8", "PREFILTER"):
        assert getattr(flags, name) == getattr(hyperscan, f"HS_FLAG_{name}")


def test_a_screen_does_not_show_its_expression() -> None:
    assert "secret" not in repr(Screen(b"secret"))


# source, expression with edges, expression without (None: the same)
WRITTEN = [
    (r"\bAKIA[0-9A-Z]{16}\b", r"\bAKIA[0-9A-Z]{15}[0-9A-Z]\b", r"AKIA[0-9A-Z]{16}"),
    (r"^a$", r"\A(?:a)\Z", "a"),
    (r"\Aa|b\Z", "(?:a|b)", None),
    (r"(?m)^^ab$", "^(?:ab)$", "ab"),
    (r"a+b?c{1,2}", "ab?c{1,2}", None),
    (r"a?b", "b", None),
    (r"a.{0,40}b", r"a[^\x{a}]*b", None),
    (r"a(?s:.){0,4}b", "a(?s:.){0,4}b", None),
    (r"(?=x)(?<!y)a\Bb", "ab", None),
    (r"(?i)sk", r"[Ss\x{17f}][Kk\x{212a}]", None),
    (r"(?i)\bkb", r"(?:\b[Kk]|[\x{212a}])[Bb]", r"[Kk\x{212a}][Bb]"),
    (r"a[é-ü]", r"a[\x{e9}-\x{fc}]", None),
    (r"a[^b]", r"a[^b]", None),
    (r"-\b", r"\x{2d}", None),
    (r"a\b-", r"a\b\x{2d}", r"a\x{2d}"),
    (r"\b(?:ab|cd?)\b", r"(?:\bab\b|\bcd?)", "(?:ab|cd?)"),
    (r"\ba{1,2}\b", r"(?:\ba\b|\baa\b)", "a"),
    (r"\ba{2,3}\b", r"\baa?a\b", "a{2}"),
    (r"-\ba{2,3}", r"\x{2d}\baa{1,2}", r"\x{2d}a{2,3}"),
    (r"a-b{2,3}\b", r"a\x{2d}b{1,2}b\b", r"a\x{2d}b{2,3}"),
    (r"-(?:ab?){1,2}\b", r"\x{2d}(?:ab?)?ab?", r"\x{2d}(?:ab?){1,2}"),
    (r"-(?:a|bc){3,}", r"\x{2d}(?:a|bc){3,}", None),
    (r"\b[a-z]{1,300}-", r"\b[a-z][a-z]*\x{2d}", r"[a-z]\x{2d}"),
    (r"\b[a-zé]{1,300}-", r"[a-z\x{e9}]\x{2d}", None),
    (r"a{0}b", "b", None),
    (r"a[^\x00-\x7f]", r"a[^\x{0}-\x{3e}\x{40}-\x{7f}]", None),
    (r"a[^?]", "a(?s:.)", None),
    (r"-a{0}b", r"\x{2d}b", None),
    (r"-(?:a{2}){1}\b", r"\x{2d}aa\b", r"\x{2d}(?:a{2})"),
    (r"-a{1}\b", r"\x{2d}a\b", r"\x{2d}a"),
    (r"(?=a)\b\Ba", "a", None),
]


@pytest.mark.parametrize(("source", "edged", "bare"), WRITTEN)
def test_written(source: str, edged: str, bare: str | None) -> None:
    pattern = parse(source)
    assert pattern.to_screen().expression.decode() == edged
    assert pattern.to_screen(edges=False).expression.decode() == (bare or edged)


def test_line_anchors_ask_for_the_multiline_flag() -> None:
    assert parse("(?m)^a").to_screen().flags == flags.UTF8 | flags.MULTILINE
    assert parse("(?m)^a").to_screen(edges=False).flags == flags.UTF8
    assert parse("^a").to_screen().flags == flags.UTF8


def test_what_is_too_large_is_screened_by_its_last_code_point() -> None:
    pattern = parse("(?:" + "|".join(f"word{n}x{n * 7}" for n in range(100)) + ")")
    assert pattern.to_screen() == pattern.fallback_screen()
    assert pattern.fallback_screen().expression == b"[0-9]"
    assert parse(r"a(?:b|c?)(?=d)").fallback_screen().expression == b"[a-c]"
    assert parse(r"a(?:\b|d?(?=x))").fallback_screen().expression == b"[ad]"
    assert parse(r"aé?").fallback_screen().expression == rb"[a\x{e9}]"


WORDS = "(?:" + "|".join(f"word{n}x{n}" for n in range(100)) + ")"

# source too large to be screened whole, its screen, a text with one match from its second code point on
CUT = [
    (f"ab(?:cd){{5}}{WORDS}", "ab(?:cd){5}", " " + "ab" + "cd" * 5 + "word7x7"),
    (rf"(?m)^id-\b{WORDS}$", r"^(?:id\x{2d})", "\nid-word99x99"),
    (rf"é{WORDS}", r"[\x{e9}]", " éword0x0"),
]


@pytest.mark.parametrize(("source", "expression", "text"), CUT)
def test_what_is_too_large_at_its_end_is_screened_by_its_beginning(
    source: str, expression: str, text: str
) -> None:
    pattern = parse(source)
    screen = pattern.to_screen()
    assert screen.inside
    assert screen.expression.decode() == expression
    match = regex.search(pattern.to_regex(), text, pattern.regex_flags)
    assert (match and match.span()) == (1, len(text))
    assert any(1 < end <= len(text.encode()) for end in ends(screen, text))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(sources, st.lists(texts, min_size=2, max_size=2))
def test_every_end_is_reported(source: str, candidates: list[str]) -> None:
    try:
        pattern = parse(source)
    except PatternError:
        return
    compiled = regex.compile(pattern.to_regex(), pattern.regex_flags)
    screens = (pattern.to_screen(), pattern.to_screen(edges=False), pattern.fallback_screen())
    for text in candidates:
        matcher = Matcher(text)
        expected: set[int] = set()
        for start in range(len(text) + 1):
            possible = matcher.ends(pattern.node, start)
            match = compiled.match(text, start)
            assert bool(possible) == bool(match)
            assert match is None or match.end() in possible
            assert all(pattern.min_width <= end - start <= pattern.max_width for end in possible)
            expected |= {len(text[:end].encode(errors="replace")) for end in possible}
        for screen in screens:
            assert screen.inside or expected <= ends(screen, text)


@pytest.mark.parametrize(
    "node",
    [
        *(CharClass((Shorthand(letter),)) for letter in "dwsDWS"),
        *(CharClass((Shorthand(letter),), negated=True) for letter in "dws"),
        *(CharClass((Property(name),)) for name in ("L", "Lu", "Nd", "P", "Script=Greek", "Script=Han")),
        *(CharClass((Property(name, True),), ignore_case=True) for name in ("L", "Lu")),
        *(CharClass((Range(*ends),), ignore_case=True) for ends in ("az", "AK", "àþ", "αω", "ſſ")),
        *(CharClass((Range(*ends),), ignore_case=True) for ends in ("İı", "\x00é")),
        CharClass((Range("a", "a"), Range("é", "é"), Range("ê", "ü"), Shorthand("s")), negated=True),
        *(Literal(char, True) for char in "kKsSiIaé\u00b5ßẞσςΣıİſǅ1-"),
    ],
)
def test_what_is_covered_holds_every_member(node: Single) -> None:
    covered = cover(node)
    assert covered.ascii - {"?"} == set(members(node, ASCII)) - {"?"}
    assert ("?" in covered.ascii) == bool(members(node, "?\ud800"))
    ranges = "".join(rf"\U{first:08x}-\U{last:08x}" for first, last in covered.wide)
    missed = regex.sub(rf"[{ranges}]+", "", EVERY[128:]) if ranges else EVERY[128:]
    assert not members(node, missed)
    assert all(last < after for (_, last), (after, _) in zip(covered.wide, covered.wide[1:], strict=False))


def test_every_cased_letter_is_covered_in_all_its_cases() -> None:
    cased = regex.findall(r"\p{CWCM}", EVERY)
    found = "".join(cased)
    for char in cased[:: max(len(cased) // 250, 1)]:
        node = Literal(char, True)
        covered = cover(node)
        for member in members(node, found):
            assert member in covered.ascii or any(low <= ord(member) <= high for low, high in covered.wide)


def test_no_letter_has_a_case_outside_the_stretches_that_are_asked() -> None:
    assert {len(cover(Literal(char, True)).wide) > 0 for char in "iksIKS"} == {True}
    others = [char for char in ASCII if char.isalpha() and char not in "iksIKS"]
    beyond = "".join(regex.findall(r"\p{CWCM}", EVERY[128:]))
    assert not any(members(Literal(char, True), beyond) for char in others)
