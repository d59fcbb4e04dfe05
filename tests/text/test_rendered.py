from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_linear
from policykit.text.rendered import MARKUPS, Rendered, render

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
MARKER = "α"
# Every place where a text may stand, and what begins, ends and breaks each of them.
PIECES = [
    *([MARKER] * 8), *" \n\t<>/='\"!-&;#[]()`*_~|\\:.1+?xb", "\r\n", "\n\n", "&amp;", "<b ", "</b",
    "<b>", "<p hidden>", "</p>", "<!--", "-->", "<script>", "</script>", "<title>", "</title>",
    "<![CDATA[", "]]>", "<td>", "<table>", "<plaintext>", "<img alt=", "style='", "<textarea>", "<li>",
    "<dd>", "<option>", "<h1>", "</h2>", "<i hidden>", "</i>", "</table>", "<tr>", "<dialog>", "<xmp>",
    "<br>", "\n```\n", "~~~", "[α]: α", "](", "![", "\n|-|-|\n", "\n---\n", "    ", "\n> ", "\n- ",
    "\n1. ", "<div>\n", "<http:",
]  # fmt: skip
MARKED_UP = st.lists(st.sampled_from(PIECES), max_size=16).map("".join) | ANY_TEXT


def pieces(page: Rendered) -> list[tuple[str, str]]:
    """What is hidden, as pairs of where and what."""
    found: list[tuple[str, str]] = []
    at = page.visible
    while at < len(page.text):
        label = page.hidden(at)
        assert label is not None
        stop = page.text.find("\n\n", at + 2)
        stop = len(page.text) if stop < 0 else stop
        found.append((label, page.text[at + 2 : stop]))
        at = stop
    return found


def test_plain_text_is_its_own_rendering() -> None:
    page = render("<b>a</b> &amp; *b*", "plain")
    assert (page.text, page.visible) == ("<b>a</b> &amp; *b*", 18)
    assert page.original(3, 8) == (3, 8)
    assert page.points(3, 8) == ((3, 8),)
    assert page.points(3, 3) == ()
    assert page.hidden(0) is None


@pytest.mark.parametrize("markup", ["HTML", "text", "", "md"])
def test_an_unknown_markup_is_refused(markup: str) -> None:
    with pytest.raises(
        ValueError, match=rf"^unknown markup `{markup}`: expected `plain`, `html` or `markdown`$"
    ):
        render("x", markup)


def test_nothing_of_the_text_is_shown() -> None:
    for markup in MARKUPS:
        assert "cyon" not in repr(render("Hal<b>cyon</b><!-- Halcyon -->", markup))


def test_a_span_knows_the_whole_and_its_points() -> None:
    source = "<p>Project <b>Hal</b>cy<i>on</i> &amp; co</p>"
    page = render(source, "html")
    assert page.text == "Project Halcyon & co"
    low, high = page.original(8, 15)
    assert source[low:high] == "Hal</b>cy<i>on"
    assert [source[a:b] for a, b in page.points(8, 15)] == ["Hal", "cy", "on"]
    assert [source[a:b] for a, b in page.points(16, 17)] == ["&amp;"]
    assert page.original(16, 17) == (33, 38)


def test_breaks_have_no_place_in_the_source() -> None:
    source = "<p>one</p><p>two</p>"
    page = render(source, "html")
    assert page.text == "one\n\ntwo"
    assert page.original(0, 5) == (3, 6)
    assert page.original(3, 8) == (13, 16)
    assert page.original(2, 6) == (5, 14)
    assert page.points(0, 8) == ((3, 6), (13, 16))
    assert page.points(3, 5) == ()
    assert page.original(3, 5) == (6, 6)


def test_an_empty_range_has_a_place() -> None:
    page = render("<p>one</p>", "html")
    assert page.original(0, 0) == (3, 3)
    assert page.original(3, 3) == (6, 6)
    assert render("", "html").original(0, 0) == (0, 0)
    assert render("<p>", "html").text == ""
    assert render("ab", "plain").original(1, 1) == (1, 1)


def test_a_range_over_several_pieces_is_the_least_that_holds_them() -> None:
    source = '<img alt="first"><img alt="second">third'
    page = render(source, "html")
    assert page.text == "third\n\nfirst\n\nsecond"
    assert page.original(0, len(page.text)) == (10, 40)
    assert page.points(0, len(page.text)) == ((10, 15), (27, 33), (35, 40))
    assert page.original(5, 7) == (10, 10)
    assert page.original(3, 7) == (38, 40)
    assert [page.hidden(n) for n in (4, 5, 7, 13, 19)] == [None, *["attribute alt"] * 4]


def test_white_space_collapses_and_is_carried_by_the_source() -> None:
    page = render("<p>a \n\t b</p>  c", "html")
    assert page.text == "a b\n\nc"
    assert page.points(1, 2) == ((4, 8),)


@given(MARKED_UP, st.sampled_from(MARKUPS))
@settings(max_examples=400)
def test_rendering_is_total_and_its_maps_lead_back(text: str, markup: str) -> None:
    page = render(text, markup)
    assert 0 <= page.visible <= len(page.text)
    before = 0
    carried: list[tuple[int, int]] = []
    for place, char in enumerate(page.text):
        low, high = page.original(place, place + 1)
        assert 0 <= low <= high <= len(text)
        points = list(page.points(place, place + 1))
        assert points == ([(low, high)] if low < high else [])
        if not char.isspace():
            assert text[low:high] == char or high - low > 1
        if place < page.visible:
            assert page.hidden(place) is None
            assert low >= before
            before = high
            carried += points
        else:
            assert page.hidden(place) is not None
    # what a reader sees comes from the source once
    assert all(one[1] <= other[0] or one == other for one, other in pairwise(carried))


@given(MARKED_UP, st.sampled_from(MARKUPS))
@settings(max_examples=600)
def test_nothing_is_lost_and_nothing_said_twice(text: str, markup: str) -> None:
    assert render(text, markup).text.count(MARKER) == text.count(MARKER)


@given(MARKED_UP, st.sampled_from(MARKUPS), st.data())
@settings(max_examples=300)
def test_points_lie_within_the_original(text: str, markup: str, data: st.DataObject) -> None:
    page = render(text, markup)
    start = data.draw(st.integers(0, len(page.text)))
    end = data.draw(st.integers(start, len(page.text)))
    low, high = page.original(start, end)
    assert 0 <= low <= high <= len(text)
    points = list(page.points(start, end))
    assert all(low <= one < other <= high for one, other in points)
    assert all(one[1] < other[0] for one, other in pairwise(points))
    if points:
        assert (points[0][0], points[-1][1]) == (low, high)


HOSTILE_HTML = [
    "<", "<a ", "<a b=c>", '<a b="', "&", "&#", "&a", "&#x", "&amp;", "<!", "<!--", "</", "<script>",
    "<script><!--", "</a",
    "<div>", "<p hidden>", "<b hidden>", "<i></b>", "<td><div></td>", "<table><td>", " ", "\n", "a ",
    "<title>", "<style a='/*'>",
    "<p style=':;/*", "<![CDATA[", "<li>", "<select><option>", "x<b>y</b>", "&#9;", "<i hidden><p></p>",
]  # fmt: skip
HOSTILE_MARKDOWN = [
    "*", "*a", "**a _b ", "a**b_c*", "_a_", "[", "[a]", "[a](", "](", "![", "[a][b]", "[a](b \"",
    "[a](<b", "[a]: b\n", "`",
    "`a``b", "`a ", "<", "<a ", "<a b='<a b=\"", "<x a=\"' y='", "<!--", "> ", ">", "- ", "- a\n",
    "  - a\n", "1. ", "\n", "a\n",
    "&", "\\", "|a", "a|b\n-|-\n", "~~a", "    x\n", "```\n", "# a\n", "\t", "> > a\n", "(",
    "[[a](b)", "<a:", "a@", "- - a\n\n",
]  # fmt: skip


# What is looked for from the second half may stand in the first, and the other way round.
HOSTILE_HALVES = [
    ("html", "<div>", "</b>"), ("html", "<b hidden>", "</p>"), ("html", "<p hidden><i hidden>", "</p>"),
    ("html", "<table><td>", "</table>"), ("html", "<li>", "</ul>"), ("html", "<x>", "</x>"),
    ("markdown", "![", "[a](b)"), ("markdown", "![", "](b)"), ("markdown", "[", "](b)"),
    ("markdown", "[", "]"), ("markdown", "![[", "[a](b)"), ("markdown", "[a](b ", "'"),
    ("markdown", "*a ", " b*"), ("markdown", "**a ", "b* "), ("markdown", "_a ~~b ", "c*"),
    ("markdown", "*a [", "](b)"), ("markdown", "`a", "``b"), ("markdown", "<a b='", '">'),
    ("markdown", "- ", "a\n"), ("markdown", "> ", "a\n> b\n"), ("markdown", "a\n", "> b\n"),
    ("markdown", "<b>", "</i>"), ("markdown", "<div hidden>\n\n", "</p>\n\n"), ("markdown", "[a", "b]"),
    ("markdown", "[a]: b\n", "[a]"), ("markdown", "a|", "\n-|"), ("markdown", "(", ")"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "unit"),
    [*(("html", unit) for unit in HOSTILE_HTML), *(("markdown", unit) for unit in HOSTILE_MARKDOWN)],
)
def test_time_grows_with_the_length(markup: str, unit: str) -> None:
    assert_linear(lambda text: render(text, markup), lambda size: unit * (size // len(unit)), 40_000)


@pytest.mark.parametrize(("markup", "first", "second"), HOSTILE_HALVES)
def test_time_grows_with_the_length_of_either_half(markup: str, first: str, second: str) -> None:
    def halves(size: int) -> str:
        return first * (size // 2 // len(first)) + second * (size // 2 // len(second))

    assert_linear(lambda text: render(text, markup), halves, 20_000)


def test_rendering_opens_nothing_and_imports_nothing() -> None:
    program = """
import sys
from policykit.text.rendered import render

def forbid(event, arguments):
    if event in ("open", "import", "socket.connect", "subprocess.Popen"):
        raise RuntimeError(event)

sys.addaudithook(forbid)
render('<p style="display:none">a&copy;<script>b</script><!-- c --><img alt=d>', "html")
render('---\\nx: y\\n---\\n*a* [b](c "d") `e` &amp; <i>f</i>\\n\\n- g\\n\\n|h|\\n|-|\\n', "markdown")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
