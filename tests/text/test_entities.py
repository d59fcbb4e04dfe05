from __future__ import annotations

import html
from html.entities import html5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.text.entities import Place, decoded, reference


@pytest.mark.parametrize(
    ("source", "place", "expected"),
    [
        ("&amp;", "text", ("&", 5)),
        ("&amp", "text", ("&", 4)),
        ("&ampx", "text", ("&", 4)),
        ("&ampx", "attribute", None),
        ("&amp=", "attribute", None),
        ("&amp ", "attribute", ("&", 4)),
        ("&amp", "attribute", ("&", 4)),
        ("&ampé", "attribute", ("&", 4)),
        ("&amp", "markdown", None),
        ("&ampx;", "markdown", None),
        ("&notit;", "text", ("¬", 4)),
        ("&notin;", "text", ("∉", 7)),
        ("&nGt;", "text", ("≫⃒", 5)),
        ("&nope;", "text", None),
        ("&CounterClockwiseContourIntegral;", "text", ("∳", 33)),
        ("&CounterClockwiseContourIntegrals;", "text", None),
        ("&shy;", "text", ("\u00ad", 5)),
        ("&#65;", "text", ("A", 5)),
        ("&#65", "markdown", None),
        ("&#x41B", "text", ("\u041b", 6)),
        ("&#X41;", "text", ("A", 6)),
        ("&#150;", "text", ("–", 6)),
        ("&#x81;", "text", ("\x81", 6)),
        ("&#0;", "text", ("\ufffd", 4)),
        ("&#xD800;", "text", ("\ufffd", 8)),
        ("&#x110000;", "text", ("\ufffd", 10)),
        ("&#x10FFFF;", "text", ("\U0010ffff", 10)),
        ("&#" + "0" * 9_000 + "65;", "text", ("A", 9_005)),
        ("&#" + "9" * 9_000 + ";", "text", ("\ufffd", 9_003)),
        ("&#;", "text", None),
        ("&#x;", "text", None),
        ("&", "text", None),
        ("& ", "text", None),
    ],
)
def test_a_reference_and_where_it_ends(source: str, place: Place, expected: tuple[str, int] | None) -> None:
    assert reference(source, 0, len(source), place) == expected


def test_a_reference_ends_with_the_range() -> None:
    assert reference("&ampx", 0, 4, "attribute") == ("&", 4)
    assert reference("&am", 0, 3, "text") is None


@given(
    st.sampled_from(sorted(html5)) | st.integers(0xA0, 0xD7FF).map(lambda n: f"#{n};"),
    st.sampled_from(" ;=x&"),
)
def test_in_text_it_is_what_the_standard_library_says(name: str, following: str) -> None:
    source = f"&{name}{following}"
    known = reference(source, 0, len(source), "text")
    assert known is not None
    assert known[0] + source[known[1] :] == html.unescape(source)


def test_a_value_is_decoded() -> None:
    assert decoded("a=1&amp;b=2&copy=3&lt;&") == "a=1&b=2&copy=3<&"
    assert decoded("plain") == "plain"
