"""What the pattern language accepts, what it refuses, with which words and where."""

from __future__ import annotations

import pickle

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from pattern_strategies import sources

from policykit.matching.pattern.parse import MASK, Pattern, PatternError, parse
from policykit.matching.pattern.properties import canonical
from policykit.matching.pattern.syntax import Choice, Literal, Repeat, Sequence, children, walk

# source, a text, the first match in it (None: no match)
ACCEPTED = [
    (r"a.b", "a\nb axb", "axb"),
    (r"(?s)a.b", "a\nb", "a\nb"),
    (r"a(?s:.)b.", "a\nb\n a\nbc", "a\nbc"),
    (r"(?i)halcyon", "HaLCyoN", "HaLCyoN"),
    (r"a(?i:b)c", "aBC aBc", "aBc"),
    (r"(?i)a(?-i:b)c", "aBC AbC", "AbC"),
    (r"(?i:a(?-i:b)c)d", "AbCd", "AbCd"),
    (r"(?im)^b$", "a\nB\nc", "B"),
    (r"(?i)(?s)a.b", "A\nB", "A\nB"),
    (r"(?m:^)b", "a\nb", "b"),
    (r"^b", "a\nb", None),
    (r"a$", "a\n", "a"),
    (r"a\Z", "a\n", None),
    (r"a\z", "ba", "a"),
    (r"\Aa", "ba", None),
    (r"(a)(?P<name>b)(?<other>c)(?:d)", "abcd", "abcd"),
    (r"(?:foo|bar)baz", "barbaz", "barbaz"),
    (r"(?:foo|)bar", "bar", "bar"),
    (r"a{2}b{1,2}c{,2}d{1,}", "aabbccdd", "aabbccdd"),
    (r"a+?b??c*?d", "aad", "aad"),
    (r"\bcat\b", "concat cat", "cat"),
    (r"\Bcat", "cat concat", "cat"),
    (r"(?<=key: )\w+", "key: value", "value"),
    (r"(?<!\d)\d{3}(?!\d)", "1234 567", "567"),
    (r"a(?=b|cd)", "ae acd", "a"),
    (r"\x41\u00e9\U0001F600\0", "Aé😀\0", "Aé😀\0"),
    (r"\n\t\r\f\v", "\n\t\r\f\v", "\n\t\r\f\v"),
    (r"\.\*\+\?\(\)\[\]\{\}\|\^\$\\\-\/\ \#\é", ".*+?()[]{}|^$\\-/ #é", ".*+?()[]{}|^$\\-/ #é"),
    (r"[a-c\d_.-]+", "x-a.3_c!", "-a.3_c"),
    (r"[^\s█@]{3}", "a bcd", "bcd"),
    (r"[\]\[\\^-]{5}", "]" + "[\\^-", "][\\^-"),
    (r"[&|~#-]{3}", "a&|~", "&|~"),
    (r"\p{Lu}\p{Ll}+", "xYz", "Yz"),
    (r"\P{L}\d", "a1 2", " 2"),
    (r"[\p{Cyrillic}\P{L}][\p{uppercase letter}]", "жЖ", "жЖ"),
    (r"\p{Script=Greek}\p{sc=latin}\p{Letter}", "αbγ", "αbγ"),
    (r"\w\W\s\S\d\D", "é! x٣.", "é! x٣."),
    (
        r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----",
    ),
    ("(?:Straße|naïve)", "Straße", "Straße"),
    ("a{0}b", "b", "b"),
]


@pytest.mark.parametrize(("source", "text", "found"), ACCEPTED)
def test_accepted(source: str, text: str, found: str | None) -> None:
    pattern = parse(source)
    match = regex.search(pattern.to_regex(), text, pattern.regex_flags)
    assert (match and match[0]) == found


MASKED = f"the pattern matches the mask character `{MASK}`: a redacted text would match again"

# source, position, the message, a part of the help
REFUSED = [
    ("", 0, "the pattern is empty", "write what to look for"),
    ("a" * 4001, 0, "the pattern is 4001 code points long, more than 4000", "phrases or terms"),
    ("ab\bc", 2, "the pattern holds the control character U+0008", "single quotes"),
    ("a\n", 1, "the pattern holds the control character U+000A", "single quotes"),
    ("\x9b", 0, "the pattern holds the control character U+009B", "single quotes"),
    ("a\ud800", 1, "the pattern holds half a code point", "whole code points"),
    ("a)", 1, "a `)` closes nothing", r"`\)`"),
    ("x(a", 1, "the group has no end", "close it"),
    ("x(?=a", 1, "the group has no end", "close it"),
    ("(" * 33 + "a" + ")" * 33, 32, "groups are nested more than 32 deep", "flatten"),
    ("a]", 1, "a `]` closes nothing", r"`\]`"),
    ("a}", 1, "a `}` closes nothing", r"`\}`"),
    ("a[bc", 1, "the class has no end", "close it"),
    ("a[]b]", 1, "the class is empty", r"`\]`"),
    ("[^]b]", 0, "the class is empty", r"`\]`"),
    ("[z-a]", 1, "the range `z-a` runs backwards", "lower end first"),
    (r"[a-\d]", 1, "a range begins or ends in a class", r"`\-`"),
    (r"[\w-z]", 1, "a range begins or ends in a class", r"`\-`"),
    ("[a&&b]", 2, "`&&` is a set operation, which patterns do not have", r"`\&`"),
    ("[a--b]", 2, "`--` is a set operation, which patterns do not have", r"`\-`"),
    ("[a||b]", 2, "`||` is a set operation, which patterns do not have", r"`\|`"),
    ("[~~]", 1, "`~~` is a set operation, which patterns do not have", r"`\~`"),
    ("[a[b]]", 2, "a class inside a class", r"`\[`"),
    ("[[:alpha:]]", 1, "a class inside a class", r"`\[`"),
    (r"[a\b]", 2, r"`\b` is a place, not a member of a class", r"`\x08`"),
    (r"[\Z]", 1, r"`\Z` is a place, not a member of a class", "out of the brackets"),
    ("*a", 0, "`*` repeats nothing", r"`\*`"),
    ("a|+", 2, "`+` repeats nothing", r"`\+`"),
    ("(?:{2})", 3, "`{` repeats nothing", r"`\{`"),
    ("a**", 2, "a repeat of a repeat", "group"),
    ("a{2}{3}", 4, "a repeat of a repeat", "group"),
    ("a++", 2, "a possessive repeat", "leave the `+` out"),
    ("a{2}+", 4, "a possessive repeat", "leave the `+` out"),
    (r"\b+a", 2, "a repeat of something that consumes nothing", "leave the repeat out"),
    ("(?=a)*b", 5, "a repeat of something that consumes nothing", "leave the repeat out"),
    ("(?:)?b", 4, "a repeat of something that consumes nothing", "leave the repeat out"),
    ("(?:a?)*b", 6, "an open repeat of something that may be empty", "at least one"),
    ("a{b", 1, "a `{` begins no repeat", r"`\{`"),
    ("a{,}", 1, "a `{` begins no repeat", r"`\{`"),
    ("a{}", 1, "a `{` begins no repeat", r"`\{`"),
    ("a{e<=1}", 1, "a `{` begins no repeat", r"`\{`"),
    ("a{3,2}", 1, "the repeat ends at 2, before it begins at 3", "lower end first"),
    ("a{1,9999999}", 1, "the repeat is too large", "`{1,40}`"),
    (r"(a)\1", 3, r"`\1` is a back-reference", "write the repeated part out"),
    (r"(?P<n>a)\k<n>", 8, r"`\k` is a back-reference", "write the repeated part out"),
    (r"(?P<n>a)\g<n>", 8, r"`\g` is a back-reference", "write the repeated part out"),
    ("(?P<n>a)(?P=n)", 8, "a back-reference, which patterns do not have", "write the repeated part out"),
    ("a(?R)", 1, "a recursion, which patterns do not have", "write the repeated part out"),
    ("a(?1)", 1, "a recursion, which patterns do not have", "write the repeated part out"),
    ("a(?-1)", 1, "a recursion, which patterns do not have", "write the repeated part out"),
    ("a(?&n)", 1, "a recursion, which patterns do not have", "write the repeated part out"),
    ("a(?P>n)", 1, "a recursion, which patterns do not have", "write the repeated part out"),
    ("(?(1)a|b)", 0, "a conditional, which patterns do not have", "two options"),
    ("(?>a)", 0, "an atomic group, which patterns do not have", "`(?:…)`"),
    ("(?|a|b)", 0, "a branch reset, which patterns do not have", "`(?:…)`"),
    ("a(?#note)", 1, "a comment, which patterns do not have", "in the rule"),
    ("(*FAIL)", 1, "`*` repeats nothing", r"`\*`"),
    ("(?P<1>a)", 0, "the group has no proper name", "`(?:…)`"),
    ("(?<n", 0, "the group has no proper name", "`(?:…)`"),
    ("a(?i)b", 1, "flags in the middle of a pattern", "`(?i:…)`"),
    ("(?x)a b", 0, "unknown flag `x`", "`i`, `s` or `m`"),
    ("(?i-u:a)", 0, "unknown flag `u`", "`i`, `s` or `m`"),
    ("(?i-:a)", 0, "unknown kind of group", "`(?:…)`"),
    ("(?'n'a)", 0, "unknown kind of group", "`(?:…)`"),
    ("(?)", 0, "unknown kind of group", "`(?:…)`"),
    ("(?", 0, "unknown kind of group", "`(?:…)`"),
    ("a\\", 1, "the pattern ends in a backslash", r"`\\`"),
    (r"a\q", 1, r"unknown escape `\q`", "write `q`"),
    (r"[\y]", 1, r"unknown escape `\y`", "write `y`"),
    (r"a\Gb", 1, r"`\G` is a search anchor, which patterns do not have", "leave it out"),
    (r"a\Kb", 1, r"`\K` is a reset of the match, which patterns do not have", "look-behind"),
    (r"\X", 0, r"`\X` is a grapheme, which patterns do not have", "graphemes"),
    (r"\R", 0, r"`\R` is a line break sequence, which patterns do not have", r"\r\n"),
    (r"\N{DASH}", 0, r"`\N` is a named character, which patterns do not have", r"\u2014"),
    (r"\pL", 0, r"`\p` is a property without braces, which patterns do not have", r"\p{Lu}"),
    (r"\p{Lu", 0, "the property name has no end", "close it"),
    (r"\p{Greeek}", 0, "unknown property `Greeek`", r"did you mean `\p{Greek}`?"),
    (r"\p{Block=Thai}", 0, "unknown property `Block=Thai`", "general category"),
    (r"\p{^Lu}", 0, "unknown property `^Lu`", r"did you mean `\p{Lu}`?"),
    (r"\x4", 0, r"`\x` needs 2 hexadecimal digits", r"`\x41`"),
    (r"\u00g1", 0, r"`\u` needs 4 hexadecimal digits", r"`\u0041`"),
    (r"\U00110000", 0, r"`\U00110000` is not a code point of a text", "U+10FFFF"),
    (r"\ud800", 0, r"`\ud800` is not a code point of a text", "U+10FFFF"),
    (r"\012", 0, "an octal escape is ambiguous", r"`\x0a`"),
    ("a(?=b*)", 1, "a look-around without a greatest width", "`{0,40}`"),
    ("a(?<=b{65})", 1, "a look-around of 65 code points, wider than the window of 64", "`with` or `without`"),
    ("a*", 0, "the pattern can match the empty string", "mandatory"),
    ("a|", 0, "the pattern can match the empty string", "mandatory"),
    (r"\b", 0, "the pattern can match the empty string", "mandatory"),
    ("(?i)", 0, "the pattern can match the empty string", "mandatory"),
    (".", 0, "the pattern matches everything", "name what"),
    ("(?s:.)+", 0, "the pattern matches everything", "name what"),
    ("[^x]", 0, "the pattern matches everything", "name what"),
    (r"[\w\W]", 0, "the pattern matches everything", "name what"),
    (r"\w|\s|\.", 0, "the pattern matches everything", "name what"),
    (".{2}", 0, MASKED, "exclude it"),
    (r"\S{8,}", 0, MASKED, r"[^\s█]"),
    (r"\b\S+\b", 0, MASKED, "exclude"),
    (r"x|█+", 0, MASKED, "exclude it"),
    (r"x*\W(?=y)", 0, MASKED, "exclude"),
    (
        "a{401}",
        0,
        "the pattern spans up to 401 code points, more than the greatest 400",
        "narrow its repeats",
    ),
    (
        "(?:(?:(?:a+b)+c)+d)+",
        0,
        "the open repeats share the greatest width of 400 code points, "
        "which leaves each at most 4 repetitions",
        "end each repeat",
    ),
]


@pytest.mark.parametrize(("source", "position", "message", "help_part"), REFUSED)
def test_refused(source: str, position: int, message: str, help_part: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse(source)
    problem = caught.value
    assert (problem.message, problem.position) == (message, position)
    assert help_part in problem.help
    assert isinstance(problem, ValueError)
    assert message in str(problem)
    assert problem.help in str(problem)


def test_problem_without_help_is_one_line_and_survives_pickling() -> None:
    problem = PatternError("the pattern is odd", 3)
    assert str(problem) == "the pattern is odd (at position 3)"
    again = pickle.loads(pickle.dumps(problem))
    assert (again.message, again.position, again.help) == ("the pattern is odd", 3, "")


# source, greatest width, exact source after bounding, min, max, behind, ahead
MEASURED = [
    ("a.*b", 400, "a.{0,398}b", 2, 400, 0, 0),
    ("a.*b.+c", 400, "a.{0,198}b.{1,198}c", 4, 399, 0, 0),
    (r"(?:\w+ )+", 400, r"(?:\w{1,19} ){1,19}", 2, 380, 0, 0),
    ("a{3,}", 10, "a{3,10}", 3, 10, 0, 0),
    ("ab?c{2}", 400, "ab?c{2}", 3, 4, 0, 0),
    ("x(?:a|bcd)y*?", 20, "x(?:a|bcd)y{0,16}?", 2, 20, 0, 0),
    (r"\bab\b", 400, r"\bab\b", 2, 2, 1, 1),
    ("^ab", 400, r"\Aab", 2, 2, 1, 0),
    (r"ab\Z", 400, r"ab\Z", 2, 2, 0, 1),
    ("ab$", 400, "ab$", 2, 2, 0, 2),
    ("(?m)^ab$", 400, "(?m:^)ab(?m:$)", 2, 2, 1, 1),
    (r"(?<=key\b: ?)a(?!b{2,5})", 400, r"(?<=key\b: ?)a(?!b{2,5})", 1, 1, 6, 5),
    (r"(?=b(?<=cd\b))b", 400, r"(?=b(?<=cd\b))b", 1, 1, 3, 2),
    ("(?i)ab[c]", 400, "ab[c]", 3, 3, 0, 0),
    ("a(?i:bc)d", 400, "a(?i:bc)d", 4, 4, 0, 0),
]


@pytest.mark.parametrize(("source", "width", "exact", "least", "most", "behind", "ahead"), MEASURED)
def test_measured(
    source: str, width: int, exact: str, least: int, most: int, behind: int, ahead: int
) -> None:
    pattern = parse(source, greatest_width=width)
    assert pattern.to_regex() == exact
    assert (pattern.min_width, pattern.max_width, pattern.behind, pattern.ahead) == (
        least,
        most,
        behind,
        ahead,
    )


def test_the_common_bound_is_the_greatest_that_fits() -> None:
    for width in range(9, 60):
        widest = parse("ab*c", greatest_width=width + 1).max_width
        assert widest == width + 1
        assert 0 <= width - parse("ab*c*", greatest_width=width + 8).max_width + 8 <= 1
    with pytest.raises(PatternError, match="leaves each at most 7 repetitions"):
        parse("ab*", greatest_width=8)


def test_a_tree_leaves_no_groups_and_flattens_sequences() -> None:
    node = parse("a(?:b(c))(?:d|e)f?").node
    assert isinstance(node, Sequence)
    assert node.parts == (
        *map(Literal, "abc"),
        Choice((Literal("d"), Literal("e"))),
        Repeat(Literal("f"), 0, 1),
    )
    assert next(walk(node)) is node
    assert children(node) == node.parts


def test_a_pattern_is_a_value() -> None:
    first, second = parse(r"\d{3}-x"), parse(r"\d{3}-x")
    assert first == second
    assert len({first, second}) == 1
    assert pickle.loads(pickle.dumps(first)) == first
    assert "Literal" not in repr(first)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("lu", "Lu"),
        ("Uppercase Letter", "Lu"),
        ("latin", "Script=Latin"),
        ("Script=Old_Italic", "Script=Olditalic"),
    ],
)
def test_property_names_are_loose(name: str, kept: str) -> None:
    assert canonical(name) == kept
    assert regex.compile(rf"\p{{{kept}}}")


@pytest.mark.parametrize("name", ["", "Xx", "Script=", "gc=Lu", "Emoji", "InGreek", "a b:c"])
def test_unknown_property_names(name: str) -> None:
    assert canonical(name) is None


@given(st.text(alphabet="ab(|)[]{}?*+\\.^$<>=!:,-0189ipPuxsdwRGK&~# é", max_size=14))
def test_any_source_is_a_pattern_or_refused_with_a_place_in_it(source: str) -> None:
    problem = None
    try:
        pattern = parse(source)
    except PatternError as refused:
        problem = refused
    if problem is None:
        assert isinstance(pattern, Pattern)
        assert regex.compile(pattern.to_regex(), pattern.regex_flags)
    else:
        assert 0 <= problem.position <= len(source)
        assert problem.message[0].islower() or problem.message[0] == "`"
        assert not problem.message.endswith(".")


@given(sources)
def test_a_pattern_reads_its_own_exact_source_as_itself(source: str) -> None:
    try:
        pattern = parse(source)
    except PatternError:
        return
    flags = "(?i)" if pattern.regex_flags & regex.IGNORECASE else ""
    again = parse(flags + pattern.to_regex(), greatest_width=10_000)
    assert (again.min_width, again.max_width) == (pattern.min_width, pattern.max_width)
    assert again.to_regex() == pattern.to_regex()
