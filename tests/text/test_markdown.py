"""Markdown as CommonMark renders it: tables of cases, and the output of an independent renderer."""

from __future__ import annotations

import re
from typing import Any
from xml.dom import Node

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policykit.text.markdown_blocks import read_blocks
from policykit.text.rendered import render

SEEN = [
    ("Hal**cy**on", "Halcyon"),
    ("Hal*cy*on _Halcyon_", "Halcyon Halcyon"),
    ("snake_case_name __init__", "snake_case_name init"),
    ("***a** b* **c *d***", "a b c d"),
    ("*a **b* c**", "a b c"),
    ("*a __b* c__", "a __b c__"),
    ("*a**b*", "a**b"),
    ("a * b* 2*3*4", "a * b* 234"),
    ("~~Hal~~cyon ~a~ ~~~b~~~", "Halcyon a ~~~b~~~"),
    ("~~a~ b", "~~a~ b"),
    ("a*\u00a0b*", "a*\u00a0b*"),
    ("# Head #\ntext", "Head\n\ntext"),
    ("### a#\n#b\n#", "a#\n\n#b"),
    ("# #", ""),
    ("a\n===\nb\n---\nc", "a\n\nb\n\nc"),
    ("a\n***\nb\n\n- - -", "a\n\nb"),
    ("a\nb", "a b"),
    ("a  \nb\\\nc", "a\nb\nc"),
    ("a\r\nb\rc\r\n\r\nd", "a b c\n\nd"),
    ("> a\n> b\nc\n\nd", "a b c\n\nd"),
    ("> a\n\nb", "a\n\nb"),
    (">a\n> - b\n>\n>   c\n> d", "a\n\nb\n\nc d"),
    ("- a\n- b\n  c\n\n  d\ne", "a\n\nb c\n\nd e"),
    ("1. a\n2) b\n* c\n+ d", "a\n\nb\n\nc\n\nd"),
    ("a\n2. b\n-\n1. c", "a 2. b\n\nc"),
    ("-\n  a\n- ", "a"),
    ("-\ta\n\n\tb", "a\n\nb"),
    ("- a\n\n      code", "a\n\ncode"),
    ("-\t\ta", "\ta"),
    ("> " * 70 + "a", "> " * 6 + "a"),
    ("    code\n\ttab\n\n\n    more\ntext", "code\ntab\nmore\n\ntext"),
    ("a\n    b", "a b"),
    ("```\na\n\n  b\n```\nc", "a\n\n  b\n\nc"),
    ("  ```\n  a\n b\n  ````\nc", "a\nb\n\nc"),
    ("~~~\na\n```\n~~~", "a\n```"),
    ("```\na\n```\n```\nb\n", "a\n\nb"),
    ("```\na", "a"),
    ("```\n``` b\n```\nc", "``` b\n\nc"),
    ("> a\n    b", "a b"),
    ("[a\\", "[a\\"),
    ("!![a](b) <<c@example.com> <\n\\", "! <c@example.com < \\"),
    ("``` a`b\nc", "``` a`b c"),
    ("> ```\n> a\n> b\n\nc", "a\nb\n\nc"),
    ("`co**de**` ``a ` b`` `x", "co**de** a ` b `x"),
    ("`a\nb  c`", "a b c"),
    ("\\*a\\* \\a \\", "*a* \\a \\"),
    ("a &amp; &copy; &#65; &copy &nope;", "a & © A &copy &nope;"),
    ("[a *b*](c) ![d](e) [f]", "a b [f]"),
    ("[a](<b c> 'd') [a](b (c)) [](x)", "a a"),
    ("[a](b(c)d) [e](f(g) [h](i j)", "a [e](f(g) [h](i j)"),
    ('[a](b "c) [d](<e', '[a](b "c) [d](<e'),
    ("[a](" + "(" * 40 + ")" * 40 + ")", "[a](" + "(" * 40 + ")" * 40 + ")"),
    ("[a [b](c) d](e)", "[a b d](e)"),
    ("[![a](b)](c) d", "d"),
    ("![a [b](c)](d) e", "e"),
    ("*[a*](b)", "*a*"),
    ("[a][R] [r][] [r] [x][y] [r][y]\n\n[r]: z", "a r r [x][y] [r][y]"),
    ("[a [r]][r]\n\n[r]: z", "[a r]r"),
    ("[r]: z\na\n===", "a"),
    ("[r]: z 'a' b", "[r]: z 'a' b"),
    ("[r]: z\n'a' b", "'a' b"),
    ("[ ]: z", "[ ]: z"),
    ("[r]:", "[r]:"),
    ("[r]: <z\n[s]: (z", "[r]: <z [s]: (z"),
    ("]a](b) !a ![", "]a](b) !a !["),
    ("<https://example.com/a_b_c> <a@example.com>", "https://example.com/a_b_c a@example.com"),
    ("a <3 <a b='c <d", "a <3 <a b='c <d"),
    ("a <b>c</b> </b > <br> d </b/>", "a c\nd </b/>"),
    ("a <!-- b --> <?c?> <!D e> <![CDATA[f]]> <!--> g", "a g"),
    ("a <!-- b <!-- c <? d <?", "a <!-- b <!-- c <? d <?"),
    ("a <1 <! <!1>", "a <1 <! <!1>"),
    ("a <script>b</script> c", "a c"),
    ("a <textarea>b</textarea> c", "a\n\nb\n\nc"),
    ("<div>\n*a*\n</div>\n\n*b*", "*a*\n\nb"),
    ("<div hidden>\n\n*a*\n\n</div>\n\nb", "b"),
    ("<span>a</span>\n\n<i>\nb</i>\n\nc", "a\n\nb\n\nc"),
    ("a\n<i>\nb\n<div>\nc", "a b\n\nc"),
    ("<!-- a\n\nb -->\nc", "c"),
    ("<!-- a --> b\n\n<!-->\nc", "b\n\nc"),
    ("<pre>\na\n\nb</pre>\nc", "\na\n\nb\n\nc"),
    ("<?a\n\n?>\n\n<!A\n>\n\n<![CDATA[\n]]>\n\nb", "b"),
    ("> <div>\n> a\n\nb", "a\n\nb"),
    ("<b c='\n\nd", "<b c='\n\nd"),
    ("<div c='\n\nd", ""),
    ("<p hidden>a\n\nb", "b"),
    ("| a | b |\n|---|:-:|\n| c \\| d | *e* |\nf\n\ng", "a\nb\n\nc | d\ne\n\nf\n\ng"),
    ("x\na|b\n-|-\n> c", "x\n\na\nb\n\nc"),
    ("> x\n> a|b\n> -|-\n> c|d", "x\n\na\nb\n\nc\nd"),
    ("a|b\n-|-|-", "a|b -|-|-"),
    ("|\n---", "|"),
    ("---\ntitle: a\n---\nb", "b"),
    ("---\ntitle: a\n...\nb\n---", "b"),
    ("+++\na = 1\n+++\nb", "b"),
    ("---\na", "a"),
    ("\ufeff---\na: b\n---\nc", "c"),
    ("", ""),
]


@pytest.mark.parametrize(("source", "seen"), SEEN, ids=[source for source, _ in SEEN])
def test_what_a_reader_sees(source: str, seen: str) -> None:
    page = render(source, "markdown")
    assert page.text[: page.visible] == seen


HIDDEN = [
    ('[a](b "c &amp; \\"d\\"")', [("link target", "b"), ("attribute title", 'c & "d"')]),
    (
        "![a *b* &amp; `c`](d 'e')",
        [("attribute alt", "a b & c"), ("attribute src", "d"), ("attribute title", "e")],
    ),
    (
        "[a][b]\n\n[b]: <c> (d)",
        [("source", "b"), ("link target", "c"), ("attribute title", "d"), ("source", "b")],
    ),
    ("[b]:\n c\n 'd'", [("source", "b"), ("link target", "c"), ("attribute title", "d")]),
    ("```python title='a'\n```", [("source", "python title='a'")]),
    ("---\ntitle: a\n---\n", [("metadata", "title: a\n")]),
    ("a <!-- b --> <i title=c>d</i>", [("comment", " b "), ("attribute title", "c")]),
    ("<!-- a\n\nb -->", [("comment", " a\n\nb ")]),
    ("<div hidden>\n\n*a* b\n\n</div>", [("hidden element", "a b")]),
    ("a <script>*b*</script> c", [("script", "b")]),
    ("![a [b](c)](d)", [("link target", "c"), ("attribute alt", "a b"), ("attribute src", "d")]),
    ("> <img alt='a\n> b'>", [("attribute alt", "a\n  b")]),
]


@pytest.mark.parametrize(("source", "expected"), HIDDEN, ids=[source for source, _ in HIDDEN])
def test_what_is_hidden(source: str, expected: list[tuple[str, str]]) -> None:
    page = render(source, "markdown")
    at = page.visible
    for label, text in expected:
        assert page.text[at : at + 2 + len(text)] == "\n\n" + text
        assert page.hidden(at + 2) == label
        at += 2 + len(text)
    assert at == len(page.text)


def test_spans_lead_back_over_markers() -> None:
    source = "> Project **Hal\n> cy**on"
    page = render(source, "markdown")
    assert page.text == "Project Hal cyon"
    assert page.original(0, 16) == (2, 24)
    # the break between the lines has no place of its own, so that no mask joins them
    assert [source[a:b] for a, b in page.points(0, 16)] == ["Project ", "Hal", "cy", "on"]


def test_an_escape_is_carried_whole() -> None:
    page = render("a\\*b&amp;c", "markdown")
    assert page.text == "a*b&c"
    assert [page.points(n, n + 1) for n in range(5)] == [
        ((0, 1),),
        ((1, 3),),
        ((3, 4),),
        ((4, 9),),
        ((9, 10),),
    ]


def test_masked_code_keeps_its_fence() -> None:
    source = "```\nsecret\n```\nafter"
    page = render(source, "markdown")
    chars = list(source)
    for low, high in page.points(0, page.visible):
        chars[low:high] = "█" * (high - low)
    assert "".join(chars) == "```\n██████\n```\n█████"


def test_blocks_say_what_they_are() -> None:
    cut = read_blocks("# a\n\nb\n=\n\n> c\n> d\n")
    assert [(b.kind, cut.text[b.start : b.end]) for b in cut.blocks] == [
        ("heading", " a"),
        ("underlined", "b"),
        ("paragraph", "c\n  d"),
    ]


# --- an independent renderer -----------------------------------------------------------------------------

RENDERER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
FRAGMENTS = [
    "a", "b", " ", "\n", "\n\n", "*", "**", "_", "__", "`", "``", "[", "]", ")", "![", "](u)",
    '](<u v> "t")', "[r]",
    "\n\n[r]: x\n\n", '\n\n[r]: x "t"\n\n', "# ", "\n# ", "\n> ", "\n- ", "\n1. ", "    ", "\n    ",
    "\n```\n", "\n~~~\n",
    "\n---\n", "\n===\n", "~~a~~ ", "\\", "\\*", "&amp;", "&lt", "<b>", "</b>", "<!-- c -->", "<",
    "<http://x>", "\n|a|b|\n|-|-|\n",
    "\n<div>\n", "\n</div>\n", "  \n", "\t", "\n  ", "!", "'", '"', "é", "█", "+", "- \t", "<br>",
    "\n   ", "\n  - ", ".", "2",
]  # fmt: skip


def text_of(node: Any) -> str:
    return node.data if node.nodeType == Node.TEXT_NODE else "".join(map(text_of, node.childNodes))


def rendered(source: str) -> str:
    """The text of what an independent renderer makes, read by an independent parser."""
    output = RENDERER.render(source)
    return text_of(
        html5lib.parse("<!doctype html><body>" + output, treebuilder="dom").getElementsByTagName("body")[0]
    )


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=10).map("".join))
@settings(max_examples=500, deadline=None)
def test_a_reader_sees_what_an_independent_renderer_shows(source: str) -> None:
    page = render(source, "markdown")
    expected = re.sub(r"\s+", "", rendered(source))
    assert re.sub(r"\s+", "", page.text[: page.visible]) == expected
