"""Widens ranges so that they never cut what a reader sees as one character.

The clusters are the extended grapheme clusters of Unicode (UAX #29), as `regex` finds them with `\\X`.
Segmenting a whole text for one match would make many matches quadratic, so each question is answered
from an anchor nearby: a position that is a boundary whatever stands further away. Where 256 code points
in a row hold no such position (only combining marks, a hundred flags), the multiple of 256 among them
is taken for a boundary. That depends on the position alone, so two spans never disagree about a
boundary, and the work for one position is bounded whatever the text.
"""

from __future__ import annotations

import regex

__all__ = ["snap"]

_REACH = 256

# UAX #29: no rule joins a code point of break class Other to what stands before it, unless that is a
# Prepend (GB9b), a joiner (GB11) or, for an Indic consonant, a linker, which is an Extend (GB9c).
_ANCHOR = regex.compile(
    r"(?r)(?<![\p{GCB=Prepend}\u200D])(?=[\p{GCB=Other}--\p{InCB=Consonant}])"
    r"|(?<![\p{GCB=Prepend}\p{GCB=Extend}\u200D])(?=\p{InCB=Consonant})"
    r"|(?<=\n)(?=[\s\S])",
    regex.V1,
)
_CLUSTER = regex.compile(r"\X")


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """Widens [start, end) outward to whole extended grapheme clusters.

    Both offsets count code points, 0 <= start <= end <= len(text). Snapping twice changes nothing.

    >>> snap("cafe\\u0301s", 0, 4)
    (0, 5)
    """
    return _boundary_before(text, start), _boundary_after(text, end)


def _is_plain_boundary(text: str, position: int) -> bool:
    """Tells quickly whether `position` is a boundary between ASCII characters or an end of the text."""
    if position <= 0 or position >= len(text):
        return True
    around = text[position - 1 : position + 1]
    return around.isascii() and around != "\r\n"


def _anchor(text: str, low: int, position: int) -> int | None:
    """The last certain boundary in [low, position], None where there is none."""
    # A slice, because `regex` counts regional indicators back to the start of the string it is given;
    # with one code point more on the left, for the look-behinds.
    base = max(0, low - 1)
    found = _ANCHOR.search(text[base : position + 1], low - base)
    return base + found.start() if found else None


def _boundary_before(text: str, position: int) -> int:
    if _is_plain_boundary(text, position):
        return position
    multiple = position - position % _REACH
    anchor = _anchor(text, max(0, multiple - _REACH + 1), position)
    if anchor is None:
        anchor = multiple
    start: int = anchor
    # Whether a boundary stands before a code point never depends on what follows that code point.
    for cluster in _CLUSTER.finditer(text[anchor : position + 1]):
        start = anchor + cluster.start()
    return start


def _boundary_after(text: str, position: int) -> int:
    start = _boundary_before(text, position)
    if start == position:
        return position
    multiple = position - position % _REACH + _REACH
    farthest = multiple + _REACH
    end: int = start + _CLUSTER.match(text[start : farthest + 1]).end()
    if end <= multiple:
        return end
    if _anchor(text, multiple - _REACH + 1, multiple) is None:
        return multiple
    return min(end, farthest)
