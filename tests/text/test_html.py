"""HTML as browsers read it: tables of cases, and the trees of an independent parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.dom import Node

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykit.text.rendered import render

SEEN = [
    ("Hal<b>cy</b>on", "Halcyon"),
    ("Hal<span data-x='1'></span>cy&#111;n", "Halcyon"),
    ("Hal<!-- -->cy<wbr>on", "Halcyon"),
    ("Hal&shy;cyon", "Hal\u00adcyon"),
    ("Hal<div hidden>x</div>cyon", "Halcyon"),
    ("<p>one</p><p>two</p>", "one\n\ntwo"),
    ("one<br>two<br/>three<br><br><br>four", "one\ntwo\nthree\n\nfour"),
    ("a</br>b", "a\nb"),
    ("<ul><li>a<li>b</ul>c", "a\n\nb\n\nc"),
    ("<table><tr><th>a<td>b<tr><td>c</table>", "a\nb\n\nc"),
    ("<dl><dt>a<dd>b<dt>c</dl>", "a\nb\nc"),
    ("<h1>a</h1>b<hr>c", "a\n\nb\n\nc"),
    ("<figure><img alt=x><figcaption>a</figcaption></figure>b", "a\n\nb"),
    ("  a \n <b> b</b>  <i>c</i> ", "a b c"),
    ("a&#32;&#10; b", "a b"),
    ("a&nbsp;b", "a\u00a0b"),
    ("<pre> a\n  b</pre>c  d", " a\n  b\n\nc d"),
    ("<pre>a&#10;b</pre>", "a\nb"),
    ("<textarea> a <b>&amp; c</textarea>", " a <b>& c"),
    ("<textarea></textarea>a", "a"),
    ("<xmp>a <b>&amp;</xmp>", "a <b>&amp;"),
    ("a<plaintext>b</plaintext><b>", "a\n\nb</plaintext><b>"),
    ("<title>a</title>b", "b"),
    ("x <3 y < z << & && &foo; &", "x <3 y < z << & && &foo; &"),
    ("a</>b", "ab"),
    ("a</", "a</"),
    ("a<", "a<"),
    ("a&", "a&"),
    ("<dialog>a</dialog><dialog open>b</dialog>", "b"),
    ("<template>a</template><noscript>b</noscript>c", "c"),
    ("<p hidden>a<p>b", "b"),
    ("<div><p hidden>a</div>b", "b"),
    ("<div hidden></span>a</div>b", "b"),
    ("<span><div hidden></span>a</div>b", "b"),
    ("<div hidden><div>a</div>b</div>c", "c"),
    ("<span hidden><span>a</span>b</span>c", "c"),
    ("<span hidden>a<i>b</span>c</i>d", "cd"),
    ("<p><i hidden>a<p>b</i>c", "c"),
    ("<table><td><i hidden>a</td></table>b", "b"),
    ("<td hidden>a</td>b", "a\nb"),
    ("<table><td hidden>a</div><td>b</table>", "b"),
    ("<h2 hidden>a<h3>b", "b"),
    ("<h2 hidden>a</h3>b", "b"),
    ("<select><option hidden>a<option>b</select>", "b"),
    ("<select><optgroup hidden><option>a<optgroup>b", "b"),
    ("<dl><dt hidden>a<dd>b</dl>", "b"),
    ("<ul><li hidden>a<ul><li>b</ul>c<li>d</ul>", "d"),
    ("<ul><li hidden>a<div><li>b</ul>", "b"),
    ("<table><tbody hidden><tr><td>a<tbody><tr><td>b</table>", "b"),
    ("<table hidden><tr><td></table>a", "a"),
    ("<button hidden><p>a</button>b", "b"),
    ("<p hidden><button><p>a</button>b", ""),
    ("<p><hr hidden>a", "a"),
    ("<font hidden><p>a</font>b", "b"),
    ("<font hidden><table><td></font>a", ""),
    ("<button hidden>a<button>b", "b"),
    ("<em><span hidden></em>a", ""),
    ("<div hidden><span>a<i>b</span></i></div>c", "c"),
    ("<script>a<!--<script></script>b--></script>c", "c"),
    ("<script><!--></script>c", "c"),
    ("<script>a<!-- b --><script></script>c", "c"),
    ("<script>a</scripts></script>c", "c"),
    ("<!-->a<!--->b<!-- c --!>d", "abd"),
    ("a<!-- b", "a"),
    ("a<b c='d>e", "a"),
    ("a</b c", "a"),
    ("a<!b", "a"),
    ("a<![CDATA[b]]>c<!doctype html><?php d ?>e", "ace"),
    ("a<!--[if gte mso 9]><p>b</p><![endif]-->c<![if !IE]>d<![endif]>", "acd"),
    ("<P STYLE='DISPLAY:NONE'>a</P>b", "b"),
    ("<p hidden><p hidden>a</p>b", "b"),
]


@pytest.mark.parametrize(("source", "seen"), SEEN, ids=[source for source, _ in SEEN])
def test_what_a_reader_sees(source: str, seen: str) -> None:
    page = render(source, "html")
    assert page.text[: page.visible] == seen


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "color:red; DISPLAY : none !important",
        "disp/* x */lay:none",
        "display&#58;none",
        "visibility:hidden",
        "visibility: collapse;",
        "opacity:0",
        "opacity: .0;",
        "opacity:0%",
        "font-size:0",
        "font-size: 0px",
        "font-size:1px",
        "font-size:.5pt",
        "font: 0/0 a",
        "mso-hide:all",
        "color:transparent",
        "color: #fff; background-color: #FFF",
        "background:white;color:white",
        "text-indent:-9999px",
        "position:absolute; left:-10000px",
        "clip: rect(0 0 0 0)",
        "height:0; overflow:hidden",
        "transform: scale(0)",
    ],
)
def test_a_style_hides(style: str) -> None:
    page = render(f'a<span style="{style}">b</span>c', "html")
    assert page.text[: page.visible] == "ac"


@pytest.mark.parametrize(
    "style",
    [
        "",
        "display:block",
        "opacity:0.5",
        "font-size:10px",
        "font-size:0.9em",
        "font-size:12pt",
        "color:#000;background:#fff",
        "color:red",
        "text-indent:-12px",
        "height:0",
        "height:0.5em;overflow:hidden",
        "x-display:none",
        "background:url(display:none)",
        "/* display:none",
    ],
)
def test_a_style_does_not_hide(style: str) -> None:
    page = render(f'a<span style="{style}">b</span>c', "html")
    assert page.text[: page.visible] == "abc"


HIDDEN = [
    ("<!-- a -->", [("comment", " a ")]),
    ("<!-- a", [("comment", " a")]),
    ("<!---->", []),
    ('<img alt="a &amp; b" src=c/%41?x=1&amp;y title=\'d "e"\'>',
     [("attribute alt", "a & b"), ("attribute src", "c/%41?x=1&y"), ("attribute title", 'd "e"')]),
    ("<a href=https://example.com/?a=1&copy=2>", [("link target", "https://example.com/?a=1&copy=2")]),
    ('<meta name="description" content="a">', [("attribute name", "description"), ("metadata", "a")]),
    ('<embed alt="a" embedtype="image" format="left" id="7"/>',
     [("attribute alt", "a"), ("attribute", "image"), ("attribute", "left"), ("attribute id", "7")]),
    ("<input type=hidden value=a placeholder='b'>",
     [("attribute type", "hidden"), ("attribute value", "a"), ("attribute placeholder", "b")]),
    ("<p data-a='b' aria-label=c onclick=d aria-owns=e>",
     [("source", "data-a"), ("attribute", "b"), ("attribute aria-label", "c"), ("attribute", "d"),
      ("attribute", "e")]),
    ("<p a b=c =d>", [("source", "a"), ("source", "b"), ("attribute", "c"), ("source", "=d")]),
    ("<p class=> <p title = a checked>", [("attribute title", "a")]),
    ("<p alt=''>", []),
    ("<p alt=' '>", []),
    ("<iframe srcdoc='&lt;b>a'>b</iframe>", [("attribute srcdoc", "<b>a"), ("hidden element", "b")]),
    ("<title>a &amp; b</title>", [("metadata", "a & b")]),
    ("<script>a<b</script>", [("script", "a<b")]),
    ("<script>a", [("script", "a")]),
    ("<style>a{}</style>", [("style", "a{}")]),
    ("<style>a{}", [("style", "a{}")]),
    ("<p hidden>Hal<b>cy</b>on &amp; co<br>b</p>c", [("hidden element", "Halcyon & co\nb")]),
    ("<template><p>a</p><p>b", [("hidden element", "a\n\nb")]),
    ("<div hidden>a<!-- b --></div>c<div hidden>d</div>",
     [("comment", " b "), ("hidden element", "a"), ("hidden element", "d")]),
    ("<textarea hidden>a</textarea>b", [("hidden element", "a")]),
    ("a<b c='d>e", [("source", "<b c='d>e")]),
    ("a</b c", [("source", "</b c")]),
    ("<!doctype html>", [("source", "doctype html")]),
    ("<![CDATA[a]]>", [("source", "[CDATA[a]]")]),
    ("<?a ?>", [("source", "a ?")]),
    ("<halcyon>x</halcyon>", [("source", "halcyon"), ("source", "halcyon")]),
    ("<o:p></o:p>", [("source", "o:p"), ("source", "o:p")]),
    ("</b a=b>", [("source", "a"), ("attribute", "b")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), HIDDEN, ids=[source for source, _ in HIDDEN])
def test_what_is_hidden(source: str, expected: list[tuple[str, str]]) -> None:
    page = render(source, "html")
    found = []
    at = page.visible
    for label, text in expected:
        assert page.text[at : at + 2 + len(text)] == "\n\n" + text
        assert page.hidden(at + 2) == label
        low, high = page.original(at + 2, at + 2 + len(text))
        if "&" not in source:
            assert re.sub("<[^>]*>", "", source[low:high]) == text.replace("\n", "") or label == "source"
        found.append((label, text))
        at += 2 + len(text)
    assert at == len(page.text)


def test_no_name_of_an_attribute_is_repeated_as_a_label() -> None:
    page = render('<p halcyon="x" data-halcyon="y">', "html")
    assert {page.hidden(at) for at in range(len(page.text))} == {"source", "attribute"}


EDITORS = {
    "draft.js": (
        '<p><span data-offset-key="a1-0-0"><span data-text="true">Project Hal</span></span>'
        '<span data-offset-key="a1-0-1" style="font-weight:bold"><span data-text="true">cyon</span></span>'
        "</p>"
    ),
    "draftail": (
        '<p data-block-key="q7x2z">Project <b>Hal</b>cyon</p>'
        '<embed alt="a view" embedtype="image" format="left" id="3"/>'
    ),
    "tinymce": (
        '<p style="text-align: left;">Project <strong>Hal<em>cy</em></strong>on<br data-mce-bogus="1" /></p>'
    ),
    "ckeditor": (
        '<figure class="table"><table><tbody><tr><td>Project Ha<mark class="m">lcyo</mark>n</td></tr>'
        "</tbody></table></figure>"
    ),
    "word": (
        '<p class="MsoNormal"><span lang="EN-GB">Project <span style="mso-spacerun:yes">Hal</span>cyon'
        "<o:p></o:p></span></p>"
        "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->"
    ),
    "entities": "<p>Project&#32;H&#97;lc&#x79;on</p>",
}


@pytest.mark.parametrize("editor", EDITORS)
def test_words_are_whole_however_an_editor_stores_them(editor: str) -> None:
    source = EDITORS[editor]
    page = render(source, "html")
    at = page.text.index("Project Halcyon")
    assert at + 15 <= page.visible
    points = list(page.points(at, at + 15))
    masked = "".join("█" if any(a <= n < b for a, b in points) else char for n, char in enumerate(source))
    again = render(masked, "html")
    assert set(again.text[: again.visible].strip()) <= set("█ ")
    assert tree(masked) == tree(source)


# --- an independent parser -------------------------------------------------------------------------------

UNSEEN = {"script", "style", "template", "title", "noscript", "iframe"}
FRAGMENTS = [
    "a", "b1", " ", "\n", "<b>", "</b>", "<i hidden>", "</i>", "<p>", "</p>", "<p hidden>", "<div>",
    "<div hidden>", "</div>",
    "<span hidden>x</span>", "</span>", "<span>", "&amp;", "&lt", "&notx;", "&#65;", "&#x41", "&", "<", "<3",
    "</", "</>", "<!--", "-->",
    "<!-->", "--!>", "<!x>", "<?", "<br>", "<ul><li hidden>", "<li>", "</li>", "</ul>", "<script>",
    "</script>", "<style>",
    "</style>", "<textarea>", "</textarea>", "<title>", "</title>", '<a href="x">', "<a href='", '"',
    ">", "'", "=", "/", "é",
    "<img alt=q>", "<h1>", "<h2 hidden>", "</h2>", "<dl><dt hidden>", "<dd>", "</dl>", "<em>",
    "</em>", "<pre>", "</pre>",
    "<blockquote hidden>", "</blockquote>", "x<", "<hr>", "<button hidden>", "</button>", "<xmp>", "</xmp>",
]  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(
    lambda parts: "<!doctype html><body>" + "".join(parts)
)


def parse(source: str) -> Any:
    return html5lib.parse(source, treebuilder="dom", namespaceHTMLElements=False)


def seen_text(node: Any) -> Iterator[str]:
    for child in node.childNodes:
        if child.nodeType == Node.TEXT_NODE:
            yield child.data
        elif child.nodeType == Node.ELEMENT_NODE and not (
            child.tagName in UNSEEN or child.hasAttribute("hidden")
        ):
            yield from seen_text(child)


def tree(source: str) -> Any:
    """The elements of a document with the names of their attributes, without texts and values."""

    def shape(node: Any) -> Any:
        children = [shape(child) for child in node.childNodes if child.nodeType == Node.ELEMENT_NODE]
        names = sorted(node.attributes.keys()) if node.attributes else []
        return (node.nodeName, names, children)

    return shape(parse(source))


@given(DOCUMENTS)
@settings(max_examples=500, deadline=None)
def test_a_reader_sees_what_an_independent_parser_shows(source: str) -> None:
    page = render(source, "html")
    expected = re.sub(r"\s+", "", "".join(seen_text(parse(source))))
    assert re.sub(r"\s+", "", page.text[: page.visible]) == expected


@given(DOCUMENTS, st.data())
@settings(max_examples=400, deadline=None)
def test_masking_leaves_the_markup_alone(source: str, data: st.DataObject) -> None:
    page = render(source, "html")
    start = data.draw(st.integers(0, len(page.text)))
    end = data.draw(st.integers(start, len(page.text)))
    chars = list(source)
    for place in range(start, end):
        if page.hidden(place) != "source":
            for low, high in page.points(place, place + 1):
                chars[low:high] = "█" * (high - low)
    assert tree("".join(chars)) == tree(source)


def test_the_name_of_an_element_that_nobody_knows_can_be_masked() -> None:
    page = render("<halcyon class=a>b</halcyon>", "html")
    assert page.text == "b\n\na\n\nhalcyon\n\nhalcyon"
    assert [page.points(at, at + 7) for at in (6, 15)] == [((1, 8),), ((20, 27),)]
