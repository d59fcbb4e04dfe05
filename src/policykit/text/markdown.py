"""Reads Markdown as editors store it: what CommonMark renders, without the rendering.

The inline tokens of the well-kept parsers carry no positions, and a position that is searched for again
afterwards is a guess; so this is a reader of our own, after CommonMark 0.31 with the tables and the
strike-through of GitHub. `text.markdown_blocks` cuts the text into blocks, `text.markdown_inline` reads what
stands in one, `text.html` what is HTML in either; here they are brought together on one page.

What markup carries beside the text is hidden: the targets and titles of links, what stands for an image, the
definitions of references, the word behind a code fence, front matter.
"""

from __future__ import annotations

from policykit.text.html import read_html
from policykit.text.markdown_blocks import Block, read_blocks
from policykit.text.markdown_inline import Definition, definition, read_inline
from policykit.text.page import Page

__all__ = ["read_markdown"]

_ELEMENTS = {"paragraph": "p", "heading": "h1", "underlined": "h1", "cell": "td"}
_OUTER = {"cell": "table", "row": "table", "code": "pre", "info": "pre"}


def read_markdown(source: str) -> Page:
    """The page that a Markdown text makes; its offsets are those of `source`."""
    cut = read_blocks(source)
    page = Page(cut.text)
    begins: dict[int, int] = {}  # where the text of a paragraph begins, behind its definitions
    labels: set[str] = set()
    for block in cut.blocks:
        if block.kind in ("paragraph", "underlined"):
            for found in _definitions(cut.text, block):
                labels.add(found.label)
                begins[block.start] = found.after
                for label, start, end in found.hidden:
                    page.aside(label, start, end, "markdown")
    known = frozenset(labels)
    previous = ""
    for block in cut.blocks:
        _read(page, block, begins.get(block.start, block.start), known, previous)
        previous = block.kind
    return page


def _definitions(text: str, block: Block) -> list[Definition]:
    found = []
    at = block.start
    while (known := definition(text, at, block.end)) is not None:
        found.append(known)
        at = known.after
    return found


def _read(page: Page, block: Block, start: int, labels: frozenset[str], previous: str) -> None:
    kind = block.kind
    element = _ELEMENTS.get(kind)
    outer = _OUTER.get(kind)
    before = _OUTER.get(previous)
    if before is not None and (before != outer or kind == "info"):
        page.close(before)
    if outer is not None and (before != outer or kind == "info"):
        page.open(outer, {})
    if element is not None:
        page.open(element, {})
        read_inline(page, start, block.end, labels)
        page.close(element)
    elif kind == "code":
        if previous == "code":
            page.strand.line()  # made, so that no mask joins a closing fence to the last line
        if start < block.end:
            page.strand.copy(start, block.end)
    elif kind == "html":
        page.strand.space(start, start)
        read_html(page, start, block.end)
        page.strand.space(block.end, block.end)
    elif kind == "row":
        page.strand.gap(2)
    else:
        page.aside("metadata" if kind == "metadata" else "source", start, block.end)
