"""Letters typed apart, joined; and what people type with single letters, left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.text.spacing import join_letters

SEPARATORS = " -._*·•|/~,+–—\u00a0"


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    "word", ["Bluefin", "halcyon", "4111111111111111", "DE89370400440532013000", "機密文書", "Эхо1"]
)
def test_every_separator(separator: str, word: str) -> None:
    text = f"so {separator.join(word)}; it is"
    folded = join_letters(text)
    assert folded is not None
    assert folded.text == f"so {word}; it is"
    assert folded.original(3, 3 + len(word)) == (3, 3 + 2 * len(word) - 1)
    assert folded.used(3, 3 + len(word)) == ("separated",)
    assert folded.used(0, 2) == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("P r o j e c t   H a l c y o n", "Project Halcyon"),
        ("P-r-o-j-e-c-t H-a-l-c-y-o-n", "Project Halcyon"),
        ("P-r-o-j-e-c-t- -H-a-l-c-y-o-n", "Project Halcyon"),
        ("P r o j e c t H a l c y o n", "Project Halcyon"),
        ("a H a l c y o n", "a Halcyon"),
        ("I B l u e f i n it", "I Bluefin it"),
        ("4 1 1 1  1 1 1 1", "4111 1111"),
        ("j-o-e-@-e-x-a-m-p-l-e-.-c-o-m", "joe@example.com"),
        ("s e n d @ x y z . c o", "send@xyz.co"),
        ("e.x.a.m.p.l.e...c.o", "example.co"),
        ("g-h-p-_-a-B-c-1", "ghp_aBc1"),
        ("H-a-l-%-6-3-y-o-n", "Hal%63yon"),
        ("A-u-r-o-r-a-X-1", "AuroraX1"),
        ("F|a|Ь|r|i|k|a|m", "FaЬrikam"),
        ("+_4_4 2_0 7_9_4_6 0_9_7_7", "+44 20 7946 0977"),
        ("+ 4 4   2 0   7 9 4 6   0 9 7 7", "+44 20 7946 0977"),
        ("6*0*6*4  8*6* *9", "6064 86 9"),
        ("A-u\u0301-r-o-r\u0302\u0316-a", "Au\u0301ror\u0302\u0316a"),
        ("P r o\u0301 j e c t H a l\u0301 c y o n", "Pro\u0301ject Hal\u0301cyon"),
    ],
)
def test_words_and_signs(text: str, read: str) -> None:
    folded = join_letters(text)
    assert folded is not None
    assert folded.text == read
    assert folded.original(0, len(read)) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "U.S.A. and a, b, c",
        "a, b, c, d, e",
        "version 10.20.30.40",
        "2026-11-22 and 1/2/26",
        "+49 30 1234567",
        "I am a b",
        "x-y-z",
        "t-shirt - e-mail - a-b",
        "1 - 2 - 3 - 4",
        "a\nb\nc\nd\ne",
        "😀 😀 😀 😀 😀",
        "* * * * *",
        "- - - - -",
        "a\u0301b-c-d-e",
        "a-b-c-de\u0301",
        "+4-4 2-0",
    ],
)
def test_what_stays(text: str) -> None:
    assert join_letters(text) is None


@given(st.text(st.sampled_from("aB1é -.,\t\n@_  "), max_size=24))
def test_joining_only_leaves_out_separators(text: str) -> None:
    folded = join_letters(text)
    if folded is None:
        return
    previous = 0
    for char, start, end in zip(folded.text, folded.starts, folded.ends, strict=True):
        assert start >= previous
        assert char == text[start:end] or (char == " " and start < end)
        assert not text[previous:start].strip(" -.,\t@_")
        previous = end
    assert previous == len(text)
