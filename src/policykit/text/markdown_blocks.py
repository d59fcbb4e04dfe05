"""Cuts Markdown into its blocks: which lines are a paragraph, a heading, code, a table, HTML.

The block structure of CommonMark 0.31 with the tables of GitHub and the front matter of static sites, read
line by line: containers first (quotes, list items), then what the rest of the line is. The markers of
containers stand inside the source of a paragraph that runs over lines, so `Blocks.text` is the source with
those markers blanked out: it has the same length, and every offset is one of the source.

A line is looked at once for each open container; no more than 64 are opened, which keeps the time linear.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

import attrs

from policykit.text.markdown_lines import (
    BLANK,
    BULLET,
    DELIMITERS,
    FENCE,
    FRONT_MATTER,
    HEADING,
    HTML_BLOCKS,
    LINE,
    LINE_END,
    PIPE,
    RULE,
    UNDERLINE,
)

__all__ = ["Block", "Blocks", "read_blocks"]

Kind = Literal["paragraph", "heading", "underlined", "cell", "row", "code", "html", "info", "metadata"]


@attrs.frozen
class Block:
    """What stands in [start, end); a `row` is empty and ends the line of cells before it.

    `underlined` is a heading over its line, `code` one line of a code block, `info` what stands behind an
    opening fence.
    """

    kind: Kind
    start: int
    end: int


@attrs.frozen
class Blocks:
    """The blocks of a text in order, and the text in which the markers between their lines are blank."""

    text: str = attrs.field(repr=False)
    blocks: tuple[Block, ...]


_MOST_CONTAINERS = 64
_CODE_INDENT = 4


def read_blocks(text: str) -> Blocks:
    """The blocks of a text.

    >>> [(b.kind, b.start, b.end) for b in read_blocks("# One\\n> two\\n> three").blocks]
    [('heading', 1, 5), ('paragraph', 8, 19)]
    """
    return _Reader(text).read()


class _Reader:
    """Goes through the lines once; `_leaf` is the block that the next line may continue."""

    __slots__ = (
        "_before", "_blanks", "_blocks", "_column", "_containers", "_end", "_fence", "_hollow", "_html_end",
        "_last", "_leaf", "_open", "_position", "_start", "_text",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks: list[Block] = []
        self._blanks: list[tuple[int, int]] = []
        self._containers: list[int] = []  # the width of a list item, 0 for a quote
        self._leaf = ""  # paragraph, fence, indented, html, table or nothing
        self._start = self._end = 0  # of the leaf
        self._last = self._before = 0  # where its last line begins, and where the line before it ends
        self._fence = ("", 0)  # the fence that must come to end the code, and the indent of its lines
        self._html_end: re.Pattern[str] | None = None
        self._hollow = -1  # the list item that has begun with a blank line, and ends with a second one
        self._position = self._column = self._open = 0  # in the line; how many containers it continues

    def read(self) -> Blocks:
        text = self._text
        at = self._front_matter()
        while at < len(text):
            line = LINE.match(text, at)
            assert line is not None  # the rest of a line may be empty
            self._line(at, line.end(1))
            at = line.end()
        self._end_leaf()
        return Blocks(self._blanked(), tuple(self._blocks))

    def _front_matter(self) -> int:
        opened = FRONT_MATTER.match(self._text)
        if opened is None:
            return 0
        ends = r"(?:---|\.\.\.)" if opened[1] == "---" else r"\+\+\+"
        closed = re.compile(rf"(?m:^){ends}[ \t]*+(?:{LINE_END}|\Z)").search(self._text, opened.end())
        if closed is None:
            return 0
        self._blocks.append(Block("metadata", opened.end(), closed.start()))
        return closed.end()

    def _blanked(self) -> str:
        if not self._blanks:
            return self._text
        parts: list[str] = []
        read = 0
        for start, end in self._blanks:
            parts += (self._text[read:start], " " * (end - start))
            read = end
        return "".join((*parts, self._text[read:]))

    def _line(self, start: int, end: int) -> None:
        self._position, self._column = start, 0
        self._open = self._continued(end)
        if self._indent(end)[0] < end:
            self._hollow = -1
        everything = self._open == len(self._containers)
        if everything and self._leaf in ("fence", "html") and self._continues(start, end):
            return
        lazy = self._leaf == "paragraph" and not everything
        opened = self._open_containers(end)
        after, indent = self._indent(end)
        if after == end:
            self._end_leaf()
            del self._containers[self._open :]
            return
        if lazy and not opened and not self._begins_block(after, end, indent):
            self._add(start, after, end)
            return
        if self._open < len(self._containers):
            self._end_leaf()
            del self._containers[self._open :]
        self._leaf_line(start, after, end, indent)

    def _continued(self, end: int) -> int:
        """How many of the open containers the line continues; goes past their markers."""
        text = self._text
        after, indent = self._indent(end)
        for matched, width in enumerate(self._containers):
            if self._position > after:
                after, indent = self._indent(end)
            else:
                indent = self._reach(after) - self._column
            if width:
                if after < end and indent >= width:
                    self._skip(width)
                elif after < end or matched == self._hollow:
                    return matched
            elif indent < _CODE_INDENT and after < end and text[after] == ">":
                self._pass_quote(after, end)
            else:
                return matched
        return len(self._containers)

    def _open_containers(self, end: int) -> bool:
        """Opens the quotes and list items that begin in the line; whether there was one."""
        text = self._text
        opened = False
        while self._open < _MOST_CONTAINERS:
            after, indent = self._indent(end)
            if after == end or indent >= _CODE_INDENT:
                return opened
            if text[after] == ">":
                self._close_beyond()
                self._pass_quote(after, end)
                width = 0
            else:
                bullet = BULLET.match(text, after, end)
                if bullet is None or RULE.match(text, after, end):
                    return opened
                rest = BLANK.match(text, bullet.end(), end)
                content = rest.end() if rest else end
                continues = self._leaf == "paragraph" and self._open == len(self._containers)
                if continues and (content == end or bullet[1] not in (None, "1")):
                    return opened  # such an item does not interrupt a paragraph
                self._close_beyond()
                width = indent + bullet.end() - after
                self._column += width
                self._position = bullet.end()
                spaces = self._reach(content) - self._column
                spaces = spaces if 1 <= spaces <= 4 and content < end else 1
                self._skip(spaces)
                width += spaces
                self._hollow = len(self._containers) if content == end else -1
            self._containers.append(width)
            self._open += 1
            opened = True
        return opened

    def _close_beyond(self) -> None:
        self._end_leaf()
        del self._containers[self._open :]

    def _pass_quote(self, after: int, end: int) -> None:
        self._column = self._reach(after) + 1
        self._position = after + 1
        if self._text[after + 1 : min(after + 2, end)] in (" ", "\t"):
            self._skip(1)

    def _indent(self, end: int) -> tuple[int, int]:
        """Where the next character stands that is no blank, and how many columns away."""
        blank = BLANK.match(self._text, self._position, end)
        after = blank.end() if blank else end
        return after, self._reach(after) - self._column

    def _reach(self, after: int) -> int:
        """The column of `after`, with only blanks between."""
        if "\t" not in self._text[self._position : after]:
            return self._column + after - self._position
        column = self._column
        for char in self._text[self._position : after]:
            column += 4 - column % 4 if char == "\t" else 1
        return column

    def _skip(self, columns: int) -> None:
        """Goes past that many columns of blanks; of a tab that reaches further the rest stays."""
        text = self._text
        goal = self._column + columns
        while self._column < goal and text[self._position : self._position + 1] in (" ", "\t"):
            width = 4 - self._column % 4 if text[self._position] == "\t" else 1
            if self._column + width > goal:
                self._column = goal
                return
            self._column += width
            self._position += 1

    def _begins_block(self, after: int, end: int, indent: int) -> bool:
        """Whether something begins here that ends a paragraph; containers are looked at elsewhere."""
        if indent >= _CODE_INDENT:
            return False
        text = self._text
        return (
            RULE.match(text, after, end) is not None
            or HEADING.match(text, after, end) is not None
            or FENCE.match(text, after, end) is not None
            or any(begins.match(text, after, end) for begins, _ in HTML_BLOCKS[:-1])
        )

    def _continues(self, start: int, end: int) -> bool:
        """Gives the line to the open code or HTML; False where it goes on after the last line."""
        text = self._text
        after, indent = self._indent(end)
        if self._leaf == "html":
            if self._html_end is None and after == end:
                return False
            self._blank_out(start, self._position)
            self._end = end
            if self._html_end is not None and self._html_end.search(text, after, end):
                self._end_leaf()
            return True
        fence, width = self._fence
        if indent < _CODE_INDENT and text.startswith(fence, after, end):
            beyond = text[after:end].rstrip(" \t")
            if not beyond.strip(fence[0]):
                self._leaf = ""
                return True
        self._skip(min(indent, width))
        self._blocks.append(Block("code", self._position, end))
        return True

    def _leaf_line(self, start: int, after: int, end: int, indent: int) -> None:
        """Sorts a line that is not blank, its containers behind it."""
        text = self._text
        if self._leaf == "paragraph":
            if indent >= _CODE_INDENT:
                self._add(start, after, end)
                return
            if self._begins_table(after, end):
                return
            if UNDERLINE.match(text, after, end):
                self._blocks.append(Block("underlined", self._start, self._end))
                self._leaf = ""
                return
        elif indent >= _CODE_INDENT:
            self._end_leaf()
            self._skip(_CODE_INDENT)
            self._blocks.append(Block("code", self._position, end))
            return
        elif self._leaf == "table" and not self._begins_block(after, end, indent):
            self._row(after, end)
            return
        if self._begin(after, end):
            return
        if self._leaf == "paragraph":
            self._add(start, after, end)
        else:
            self._end_leaf()
            self._leaf = "paragraph"
            self._start = self._last = after
            self._end = end

    def _begin(self, after: int, end: int) -> bool:
        """Begins a block that announces itself; whether there is one."""
        text = self._text
        if RULE.match(text, after, end):
            self._end_leaf()
            return True
        heading = HEADING.match(text, after, end)
        if heading:
            self._end_leaf()
            self._blocks.append(Block("heading", heading.end(), _without_closing(text, heading.end(), end)))
            return True
        fence = FENCE.match(text, after, end)
        if fence:
            self._end_leaf()
            self._leaf = "fence"
            self._fence = (fence[0], self._reach(after) - self._column)
            self._blocks.append(Block("info", fence.end(), end))
            return True
        known = HTML_BLOCKS if self._leaf != "paragraph" else HTML_BLOCKS[:-1]
        for begins, ends in known:
            opening = begins.match(text, after, end)
            if opening:
                self._end_leaf()
                self._leaf, self._html_end = "html", ends
                self._start, self._end = after, end
                # `<!-->` and `<?>` are complete, though their ends overlap their beginnings
                if ends is not None and ends.search(text, after + 2, end):
                    self._end_leaf()
                return True
        return False

    def _add(self, start: int, after: int, end: int) -> None:
        """One more line of the paragraph."""
        self._blank_out(start, self._position)
        self._before, self._last, self._end = self._end, after, end

    def _blank_out(self, start: int, end: int) -> None:
        if start < end and not self._text[start:end].isspace():
            self._blanks.append((start, end))

    def _begins_table(self, after: int, end: int) -> bool:
        text = self._text
        if not DELIMITERS.match(text, after, end):
            return False
        if text.find("|", self._last, end) < 0 or not text[self._last : self._end].strip("| \t"):
            return False  # a heading over its line
        if len(_cells(text, self._last, self._end)) != len(_cells(text, after, end)):
            return False
        header, header_end = self._last, self._end
        if self._start < header:
            self._blocks.append(Block("paragraph", self._start, self._before))
        self._leaf = "table"
        self._row(header, header_end)
        return True

    def _row(self, after: int, end: int) -> None:
        for start, stop in _cells(self._text, after, end):
            self._blocks.append(Block("cell", start, stop))
        self._blocks.append(Block("row", end, end))

    def _end_leaf(self) -> None:
        if self._leaf == "paragraph":
            self._blocks.append(Block("paragraph", self._start, self._end))
        elif self._leaf == "html":
            self._blocks.append(Block("html", self._start, self._end))
        self._leaf = ""


def _without_closing(text: str, start: int, end: int) -> int:
    """Where a heading ends, without the `#` that may close it."""
    written = text[start:end].rstrip(" \t")
    open_end = written.rstrip("#")
    return start + len(open_end if not open_end or open_end[-1] in " \t" else written)


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a row: what stands between the pipes that no backslash escapes."""
    pipes = [pipe.start() for pipe in PIPE.finditer(text, start, end) if pipe[1]]
    edges = [start - 1, *pipes, end]
    cells = [(low + 1, high) for low, high in pairwise(edges)]
    if len(cells) > 1 and not text[slice(*cells[0])].strip():
        del cells[0]
    if len(cells) > 1 and not text[slice(*cells[-1])].strip():
        del cells[-1]
    return cells
