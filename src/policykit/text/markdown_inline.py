"""Reads what stands in one paragraph, heading or cell of Markdown: emphasis, links, code, inline HTML.

The algorithm is the one that CommonMark 0.31 appends to its text ("phase 2: inline structure"): tokens from
left to right, a stack of brackets, and runs of delimiters that are matched when a link or the block ends.
What is left of a run stays text; what is matched vanishes, so a word stays whole with emphasis inside it.

Linear in any text: a search that failed is not made again, labels are at most 999 long, and a tag that turns
out to be none is read no further than the next `<` outside its quotes. Parentheses nest 32 deep, so that no
place is read in more than 33 targets. A link that is made settles the brackets round it once and for all.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

import attrs

from policykit.text.html import read_html
from policykit.text.markdown_delimiters import Delimiters, Run
from policykit.text.page import Page

__all__ = ["Definition", "definition", "read_inline"]

_PUNCTUATION = r"!-/:-@\[-`{-~"
_PLAIN = r"[^\\`*_~\[\]!<& \t\r\n]++"
_NEW_LINE = r"(?:\r\n|\r|\n)[ \t]*+"
_TOKEN = re.compile(
    rf"(?P<text>{_PLAIN}(?:\x20{_PLAIN})*+)"
    rf"|(?P<line>[ \t]*+{_NEW_LINE})"
    rf"|(?P<hard>\\{_NEW_LINE})"
    r"|(?P<space>[ \t]++)"
    rf"|(?P<escape>\\[{_PUNCTUATION}]|&(?=[#A-Za-z]))"
    r"|(?P<ticks>`++)"
    r"|(?P<run>\*++|_++|~++)"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\])"
    rf"|(?P<other>(?:<(?=[< \t\r\n])|&(?![#A-Za-z])|!(?!\[)|\\(?![{_PUNCTUATION}\r\n]))++)"
    r"|(?P<angle><)"
)
_ESCAPE_END = re.compile(r"\\.|&#?[A-Za-z0-9]++;?", re.DOTALL)

_SPACE = r"[ \t\r\n]*+"
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_ANGLE_TARGET = re.compile(r"<((?:[^<>\\\r\n]|\\.)*+)>")
_TARGET_PART = re.compile(rf"(?:[^\x00-\x20\x7f()\\]|\\[{_PUNCTUATION}]|\\)++|([()])")
_TITLE = re.compile(
    r"\"([^\"\\]*+(?:\\.[^\"\\]*+)*+)\"|'([^'\\]*+(?:\\.[^'\\]*+)*+)'|\(([^()\\]*+(?:\\.[^()\\]*+)*+)\)",
    re.DOTALL,
)
_SPACES = re.compile(_SPACE)
_DEFINED = re.compile(rf"[ \t\r\n]*+(?P<label>{_LABEL.pattern}):{_SPACE}", re.DOTALL)
_LINE_OVER = re.compile(r"[ \t]*+(?:\r\n|\r|\n|\Z)")
_MOST_PARENTHESES = 32

_AUTOLINK = re.compile(
    r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\x00-\x20<>]*+"
    r"|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]++@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)>"
)
_TAG_NAME = re.compile(r"<(/?)[A-Za-z][A-Za-z0-9-]*+")
_TAG_ATTRIBUTE = re.compile(
    rf"[ \t\r\n]++[A-Za-z_:][A-Za-z0-9_.:-]*+"
    rf"(?:{_SPACE}={_SPACE}(?:[^ \t\r\n\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+"
)
_EMPTY_COMMENT = re.compile(r"-?>")
_TAG_END = re.compile(rf"{_SPACE}/?>")
_DECLARATIONS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))

_Hidden = tuple[str, int, int]


@attrs.frozen
class Definition:
    """A reference definition: its label as references are compared, what it hides, and where it ends."""

    label: str = attrs.field(repr=False)
    hidden: tuple[_Hidden, ...]
    after: int


def definition(text: str, start: int, end: int) -> Definition | None:
    """The reference definition that stands at `start`, at the beginning of a line; None where none does."""
    opened = _DEFINED.match(text, start, end)
    if opened is None or not opened[2].strip():
        return None
    target = _target(text, opened.end(), end)
    if target is None or target[1] == opened.end():
        return None
    hidden = [("source", *opened.span(2)), target[0]]
    after = target[1]
    space = _SPACES.match(text, after, end)
    title = _title(text, space.end(), end) if space and space.end() > after else None
    over = _LINE_OVER.match(text, title[1], end) if title else None
    if title and over:
        hidden.append(title[0])
    else:
        over = _LINE_OVER.match(text, after, end)
    if over is None:
        return None
    return Definition(_normal(opened[2]), tuple(hidden), over.end())


def read_inline(page: Page, start: int, end: int, labels: frozenset[str]) -> None:
    """Writes the inline Markdown in [start, end) of the page's source onto the page.

    `labels` are those of the reference definitions of the whole text.
    """
    _Inline(page.source, start, end, labels).read(page)


@attrs.define
class _Token:
    """`kind` says what is written of [start, end); brackets and runs are settled when more is known."""

    kind: str
    start: int
    end: int
    run: Run | None = None
    hidden: tuple[_Hidden, ...] = ()


@attrs.define
class _Bracket:
    token: _Token
    below: Run | None  # the last run of delimiters before it
    is_image: bool
    holds_bracket: bool = False


class _Inline:
    __slots__ = (
        "_brackets", "_delimiters", "_end", "_labels", "_links", "_missing", "_start", "_text", "_ticks",
        "_tokens",
    )  # fmt: skip

    def __init__(self, text: str, start: int, end: int, labels: frozenset[str]) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._labels = labels
        self._tokens: list[_Token] = []
        self._brackets: list[_Bracket] = []
        self._links: list[_Bracket] = []  # those of `_brackets` that may begin a link, in the same order
        self._delimiters = Delimiters()
        self._ticks: dict[int, list[int]] | None = None  # length -> where the runs of backticks begin
        self._missing: set[str] = set()  # ends of declarations that do not come any more

    def read(self, page: Page) -> None:
        at = self._start
        while at < self._end:
            token = _TOKEN.match(self._text, at, self._end)
            assert token is not None  # the classes and alternatives take any character
            at = self._take(token.lastgroup or "", at, token.end())
        self._delimiters.settle(None)
        for written in self._tokens:
            self._write(page, written)

    def _take(self, kind: str, at: int, after: int) -> int:
        """Makes a token of what was matched; returns where the next one begins."""
        if kind == "ticks":
            return self._code(at, after)
        if kind == "angle":
            return self._angle(at)
        if kind == "close":
            return self._close(at)
        token = _Token(kind, at, after)
        if kind == "run":
            token.run = self._run(at, after)
        elif kind == "open":
            if self._brackets:
                self._brackets[-1].holds_bracket = True
            bracket = _Bracket(token, self._delimiters.last, is_image=after - at == 2)
            self._brackets.append(bracket)
            if not bracket.is_image:
                self._links.append(bracket)
        elif kind == "escape" and self._text[at] == "&":
            found = _ESCAPE_END.match(self._text, at, self._end)
            token.end = found.end() if found else after
        self._tokens.append(token)
        return token.end

    def _write(self, page: Page, token: _Token) -> None:
        strand = page.strand
        kind, start, end = token.kind, token.start, token.end
        if kind == "space":
            strand.space(start, end)
        elif kind == "line":
            if self._text.startswith("  ", start):
                strand.line()
            else:
                strand.space(start, start)  # made, so that a mask never joins two lines
        elif kind == "hard":
            strand.line()
        elif kind == "escape":
            strand.unescape(start, end, "markdown")
        elif kind == "code":
            strand.write(start, end)
        elif kind == "html":
            read_html(page, start, end)
        elif kind == "run":
            assert token.run is not None
            if token.run.start < token.run.end:
                strand.copy(token.run.start, token.run.end)
        elif kind == "begin alt":
            page.begin_alt()
        elif kind in ("end alt", "end link"):
            if kind == "end alt":
                page.end_alt()
            for label, low, high in token.hidden:
                page.aside(label, low, high, "markdown")
        elif kind != "begin link":
            strand.copy(start, end)

    def _code(self, at: int, after: int) -> int:
        text = self._text
        if self._ticks is None:
            self._ticks = {}
            for run in re.finditer("`++", text[at : self._end]):
                self._ticks.setdefault(len(run[0]), []).append(at + run.start())
        closing = self._ticks.get(after - at, [])  # an escaped one belongs to no opening run
        following = bisect_left(closing, after)
        if following == len(closing):
            self._tokens.append(_Token("text", at, after))
            return after
        stop = closing[following]
        self._tokens.append(_Token("code", after, stop))
        return stop + after - at

    def _angle(self, at: int) -> int:
        """An autolink, a tag, a comment or only `<`."""
        link = _AUTOLINK.match(self._text, at, self._end)
        if link:
            self._tokens.append(_Token("text", *link.span(1)))
            return link.end()
        stop = self._tag_end(at)
        if stop < 0:
            stop = self._declaration_end(at)
        if stop < 0:
            self._tokens.append(_Token("text", at, at + 1))
            return at + 1
        self._tokens.append(_Token("html", at, stop))
        return stop

    def _tag_end(self, at: int) -> int:
        # Linear however many begin and fail: outside its quotes a tag holds no `<`, so one that begins within
        # another begins within its quotes, and of three no two can be in the same kind of quote at once.
        text = self._text
        name = _TAG_NAME.match(text, at, self._end)
        if name is None:
            return -1
        after = name.end()
        if not name[1]:
            while attribute := _TAG_ATTRIBUTE.match(text, after, self._end):
                after = attribute.end()
        closed = _TAG_END.match(text, after, self._end)
        if closed is None or (name[1] and closed[0].endswith("/>")):
            return -1
        return closed.end()

    def _declaration_end(self, at: int) -> int:
        text = self._text
        for opening, closing in _DECLARATIONS:
            if text.startswith(opening, at) and (opening != "<!" or text[at + 2 : at + 3].isalpha()):
                if closing in self._missing:
                    return -1
                if opening == "<!--" and (empty := _EMPTY_COMMENT.match(text, at + 4, self._end)):
                    return empty.end()
                stop = text.find(closing, at + len(opening), self._end)
                if stop < 0:
                    self._missing.add(closing)
                    return -1
                return stop + len(closing)
        return -1

    def _run(self, at: int, after: int) -> Run | None:
        text = self._text
        before = text[at - 1] if at > self._start else "\n"
        beyond = text[after] if after < self._end else "\n"
        return self._delimiters.push(at, after, text[at], _sort(before), _sort(beyond))

    def _close(self, at: int) -> int:
        """Closes a bracket: a link, an image or only `]`."""
        closing = _Token("text", at, at + 1)
        self._tokens.append(closing)
        if not self._brackets:
            return at + 1
        opened = self._brackets.pop()
        may_link = bool(self._links) and self._links[-1] is opened
        if may_link:
            self._links.pop()
        found = self._link(opened, at) if may_link or opened.is_image else None
        if found is None:
            return at + 1
        closing.hidden, after = found
        opened.token.kind = "begin alt" if opened.is_image else "begin link"
        closing.kind = "end alt" if opened.is_image else "end link"
        if opened.is_image:
            # the source of an image is called so in HTML
            closing.hidden = tuple(
                ("attribute src" if label == "link target" else label, low, high)
                for label, low, high in closing.hidden
            )
        self._delimiters.settle(opened.below)
        if not opened.is_image:
            self._links.clear()  # links hold no links
        return after

    def _link(self, opened: _Bracket, at: int) -> tuple[tuple[_Hidden, ...], int] | None:
        """What a link hides and where it ends, its bracket closed at `at`; None where it is none."""
        text = self._text
        found = self._inline_link(at + 1)
        if found is not None:
            return found
        label = _LABEL.match(text, at + 1, self._end)
        if label and label[1].strip():
            return ((("source", *label.span(1)),), label.end()) if _normal(label[1]) in self._labels else None
        start = opened.token.end
        if opened.holds_bracket or at - start > 999 or _normal(text[start:at]) not in self._labels:
            return None
        return (), label.end() if label else at + 1

    def _inline_link(self, at: int) -> tuple[tuple[_Hidden, ...], int] | None:
        text, end = self._text, self._end
        if not text.startswith("(", at, end):
            return None
        hidden = []
        after = _past_space(text, at + 1, end)
        target = _target(text, after, end)
        if target is None:
            return None
        hidden.append(target[0])
        space = _past_space(text, target[1], end)
        if space > target[1]:
            title = _title(text, space, end)
            if title is not None:
                hidden.append(title[0])
                space = _past_space(text, title[1], end)
        return (tuple(hidden), space + 1) if text.startswith(")", space, end) else None


def _past_space(text: str, at: int, end: int) -> int:
    space = _SPACES.match(text, at, end)
    return space.end() if space else at


def _target(text: str, at: int, end: int) -> tuple[_Hidden, int] | None:
    """Where a link leads, and where that ends; it may be empty."""
    if text.startswith("<", at, end):
        angled = _ANGLE_TARGET.match(text, at, end)
        return (("link target", *angled.span(1)), angled.end()) if angled else None
    depth = 0
    after = at
    while part := _TARGET_PART.match(text, after, end):
        if part[1] == "(":
            depth += 1
            if depth > _MOST_PARENTHESES:
                return None
        elif part[1] == ")":
            if not depth:
                break
            depth -= 1
        after = part.end()
    return None if depth else (("link target", at, after), after)


def _title(text: str, at: int, end: int) -> tuple[_Hidden, int] | None:
    found = _TITLE.match(text, at, end)
    return None if found is None else (("attribute title", *found.span(found.lastindex or 0)), found.end())


def _normal(label: str) -> str:
    return " ".join(label.split()).casefold()


def _sort(char: str) -> str:
    """Whether a character beside a run is a space, punctuation or neither, as CommonMark sorts them."""
    if char.isspace():
        return "space"
    return "punctuation" if unicodedata.category(char)[0] in "PS" else ""
