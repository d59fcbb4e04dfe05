"""One line of a text with a caret under the place that is meant.

Used only where the caller hands the text in. Lines end at `\\n`, `\\r\\n` or `\\r`, lines and columns count
from 1, columns in code points; what is printed keeps the caret under the characters as a terminal sets
them, and cuts long lines round the place.
"""

from __future__ import annotations

import re

from policykit.rendering.glyphs import cell, columns

__all__ = ["excerpt", "line_and_column"]

_LINE_END = re.compile(r"\r\n|\r|\n")
_BEFORE = 28
_MARKED = 40
_WHOLE = 76
# Marks take no column: without a bound of its own, a text of marks would be printed whole.
_MARKS_A_COLUMN = 4


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of an offset in code points, both counted from 1.

    >>> line_and_column("one\\ntwo", 5)
    (2, 2)
    """
    ends = [found.end() for found in _LINE_END.finditer(text, 0, offset)]
    return len(ends) + 1, offset - (ends[-1] if ends else 0) + 1


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def excerpt(text: str, start: int, end: int) -> tuple[str, str]:
    """The line of `text` that holds `start`, cut to a width, and a line of carets for [start, end).

    A place that goes on beyond what is shown ends in `…`. Offsets outside the text are moved into it.

    >>> print(*excerpt("our rig slips", 4, 7), sep="\\n")
    our rig slips
        ^^^
    """
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    found = _LINE_END.search(text, start)
    line_end = found.start() if found else len(text)
    stop = min(end, line_end)

    line_start = _line_start(text, start)
    whole = line_end - line_start <= _WHOLE and columns(text[line_start:line_end]) <= _WHOLE
    first, lead = _reach_back(text, line_start, start, _WHOLE if whole else _BEFORE)
    marked, marked_width, stopped = _reach_on(text, start, stop, _WHOLE if whole else _MARKED)
    cut_lead = "…" if first > line_start else ""
    left = _WHOLE - lead[1] - marked_width if stopped == stop else 0
    after, _, after_end = _reach_on(text, stopped, line_end, left)
    shown = cut_lead + lead[0] + marked + after + ("…" if after_end < line_end else "")
    carets = " " * (len(cut_lead) + lead[1]) + "^" * max(1, marked_width) + ("…" if stopped < end else "")
    return shown, carets


def _cell_at(text: str, index: int) -> tuple[str, int]:
    return cell(text[index], text[max(0, index - 1) : index], text[index + 1 : index + 2])


def _reach_back(text: str, low: int, start: int, room: int) -> tuple[int, tuple[str, int]]:
    parts: list[str] = []
    used = 0
    index = start
    while index > low:
        shown, width = _cell_at(text, index - 1)
        if used + width > room or start - index >= room * _MARKS_A_COLUMN:
            break
        parts.append(shown)
        used += width
        index -= 1
    return index, ("".join(reversed(parts)), used)


def _reach_on(text: str, start: int, high: int, room: int) -> tuple[str, int, int]:
    parts: list[str] = []
    used = 0
    index = start
    while index < high:
        shown, width = _cell_at(text, index)
        if used + width > room or index - start >= room * _MARKS_A_COLUMN:
            break
        parts.append(shown)
        used += width
        index += 1
    return "".join(parts), used, index
