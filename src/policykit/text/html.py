"""Reads HTML as a CMS or a rich-text editor stores it: tags vanish, what they hide is kept apart.

Tokens are those of the WHATWG tokenizer (HTML, 13.2.5), so that what counts as a tag, a comment or text is
what a browser takes it for: `<3` is text, a tag without its `>` swallows the rest, `<!-->` is empty. Nothing
is ever an error and no character is dropped: what a browser throws away is hidden as `source`.

Each token is read by one match that cannot backtrack and begins where the last one ended, so the time is
linear in any text. A CDATA section is a comment up to its first `>`, as everywhere outside SVG and MathML.
`text.html_elements` says what is not seen and what is not attempted, `text.page` takes what is read.
"""

from __future__ import annotations

import re

from policykit.text.entities import decoded, reference
from policykit.text.html_names import DESCRIBED, KNOWN_ELEMENTS, RAW_TEXT, UNREMARKABLE
from policykit.text.page import Page
from policykit.text.strands import HTML_SPACE

__all__ = ["ATTRIBUTE", "read_html"]

_TOKEN = re.compile(
    rf"(?P<run>[^<&{HTML_SPACE}]++(?:\x20[^<&{HTML_SPACE}]++)*+)"
    rf"|(?P<space>[{HTML_SPACE}]++)"
    rf"|(?P<start><([A-Za-z][^{HTML_SPACE}/>]*+))"
    rf"|(?P<end></([A-Za-z][^{HTML_SPACE}/>]*+))"
    r"|(?P<comment><!--)"
    r"|(?P<odd><(?:!|\?|/(?=[\s\S])))"
    r"|(?P<reference>&(?=[#A-Za-z]))"
    r"|(?P<text>(?:<(?![A-Za-z/!?])|&(?![#A-Za-z])|</(?!.))++)",
    re.DOTALL,
)

ATTRIBUTE = re.compile(
    rf"[{HTML_SPACE}/]*+(?:(>)|([^{HTML_SPACE}/>][^{HTML_SPACE}/>=]*+)"
    rf"(?:[{HTML_SPACE}]*+=[{HTML_SPACE}]*+"
    rf"(?:\"([^\"]*+)(?:\"|\Z)|'([^']*+)(?:'|\Z)|([^{HTML_SPACE}>\"'][^{HTML_SPACE}>]*+)|))?+)"
)
"""One attribute (2: name, 3 to 5: value), or the end of the tag (1). A quote left open ends with the text."""

_COMMENT_END = re.compile(r"--!?>")
_EMPTY_COMMENT = re.compile(r"-?>")
_RAW_ENDS = {
    name: re.compile(rf"</{name}(?=[{HTML_SPACE}/>])" if name != "plaintext" else r"(?!)", re.I | re.A)
    for name in RAW_TEXT
}
_SCRIPT_MARKS = re.compile(
    rf"(<!--)|(-->)|<script[{HTML_SPACE}/>]|</script(?=[{HTML_SPACE}/>])", re.IGNORECASE | re.ASCII
)

_HIDING_ATTRIBUTES = frozenset(("hidden", "open", "popover", "style"))
_UNREMARKABLE_FORM = re.compile(r"(?:aria-|on)[a-z]++\Z")
_NO_VALUES: dict[str, str] = {}


def read_html(page: Page, start: int, end: int) -> None:
    """Writes the HTML in [start, end) of the page's source onto the page."""
    source = page.source
    match = _TOKEN.match
    at = start
    while at < end:
        token = match(source, at, end)
        assert token is not None  # one of the alternatives takes any character
        kind = token.lastgroup
        after = token.end()
        if kind == "run" or kind == "text":
            page.strand.copy(at, after)
        elif kind == "space":
            if page.keeps_space:
                page.strand.copy(at, after)
            else:
                page.strand.space(at, after)
        elif kind == "start":
            after = _start_tag(page, at, after, end, token[4])
        elif kind == "end":
            after = _end_tag(page, at, after, end, token[6])
        elif kind == "reference":
            after = _reference(page, at, end)
        elif kind == "comment":
            after = _comment(page, after, end)
        else:
            after = _odd(page, after, end)
        at = after


def _reference(page: Page, at: int, end: int) -> int:
    known = reference(page.source, at, end, "text")
    if known is None:
        page.strand.copy(at, at + 1)
        return at + 1
    chars, after = known
    if chars in "\t\n\r " and not page.keeps_space:
        page.strand.space(at, after)
    else:
        page.strand.decode(chars, at, after)
    return after


def _comment(page: Page, start: int, end: int) -> int:
    source = page.source
    empty = _EMPTY_COMMENT.match(source, start, end)
    if empty is not None:
        return empty.end()
    found = _COMMENT_END.search(source, start, end)
    page.aside("comment", start, found.start() if found else end)
    if found is None:
        page.swallow("comment")
        return end
    return found.end()


def _odd(page: Page, start: int, end: int) -> int:
    """Declarations, instructions and what else a browser takes for a comment."""
    stop = page.source.find(">", start, end)
    page.aside("source", start, stop if stop >= 0 else end)
    if stop < 0:
        page.swallow("source")
        return end
    return stop + 1


def _start_tag(page: Page, at: int, start: int, end: int, name: str) -> int:
    name = name.lower()
    values, after = _attributes(page, start, end)
    if after < 0:
        page.aside("source", at, end)
        page.swallow("source")
        return end
    if name not in KNOWN_ELEMENTS:
        page.aside("source", at + 1, start)
    if name in RAW_TEXT:
        return _raw_text(page, name, values, after, end)
    page.open(name, values)
    return after


def _end_tag(page: Page, at: int, start: int, end: int, name: str) -> int:
    name = name.lower()
    _, after = _attributes(page, start, end)
    if after < 0:
        page.aside("source", at, end)
        page.swallow("source")
        return end
    if name not in KNOWN_ELEMENTS:
        page.aside("source", at + 2, start)
    page.close(name)
    return after


def _attributes(page: Page, start: int, end: int) -> tuple[dict[str, str], int]:
    """Hides the attributes of a tag; returns the values of those that hide it and where the tag ends.

    That is -1 where it does not end, and then nothing was hidden.
    """
    source = page.source
    if source.startswith(">", start):
        return _NO_VALUES, start + 1
    found = []
    at = start
    while True:
        attribute = ATTRIBUTE.match(source, at, end)
        if attribute is None:
            return _NO_VALUES, -1
        at = attribute.end()
        if attribute[1]:
            break
        found.append(attribute)
    values: dict[str, str] = {}
    for attribute in found:
        name = attribute[2].lower()
        value = attribute.lastindex or 2
        if name in _HIDING_ATTRIBUTES:
            values.setdefault(name, decoded(attribute[value]) if value > 2 else "")
        label = DESCRIBED.get(name)
        if label is None:
            label = "attribute"
            if name not in UNREMARKABLE and not _UNREMARKABLE_FORM.match(name):
                page.aside("source", *attribute.span(2))
        if value > 2:
            page.aside(label, *attribute.span(value), "attribute")
    return values, at


def _raw_text(page: Page, name: str, values: dict[str, str], start: int, end: int) -> int:
    """The content of an element that holds no tags; its end tag is a token of its own."""
    label = RAW_TEXT[name][0]
    if name == "script":
        stop = _script_end(page.source, start, end)
    else:
        found = _RAW_ENDS[name].search(page.source, start, end)
        stop = found.start() if found else -1
    if label is None or stop < 0:
        # In Markdown what is open here stays open in the paragraphs that follow.
        page.open(name, values, label)
    page.raw(name, start, end if stop < 0 else stop)
    return end if stop < 0 else stop


def _script_end(source: str, start: int, end: int) -> int:
    """Where a script ends: within `<!--` a script may hold another with its end tag (HTML, 13.2.5.26)."""
    escaped = inner = False
    at = start
    while (mark := _SCRIPT_MARKS.search(source, at, end)) is not None:
        at = mark.end()
        if mark[1]:
            escaped = True
            at -= 2  # the dashes of `<!-->` open and close
        elif mark[2]:
            escaped = inner = False
        elif source[mark.start() + 1] != "/":
            inner = escaped
        elif inner:
            inner = False
        else:
            return mark.start()
    return -1
