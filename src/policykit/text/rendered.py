"""A text as a reader sees it, with what its markup hides behind it and the way back to the source.

`render` is where markup is read; `text.html` and `text.markdown` know how. Markup is what the caller says
it is and is never guessed. Nothing is lost: what no reader sees is searched too, each piece by itself, so
that no phrase reaches from one piece into another, and `hidden` says where it was.

A range of the text leads back in two ways: `original` is one range of the source, with the tags between;
`points` are the ranges that carry the characters, without the tags, which is what may be masked.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable

import attrs

from policykit.text.html import read_html
from policykit.text.markdown import read_markdown
from policykit.text.page import Page
from policykit.text.strands import Strand

__all__ = ["MARKUPS", "Rendered", "render"]

MARKUPS = ("plain", "html", "markdown")
"""The markups that a text may have, by name."""

_SEPARATOR = "\n\n"


@attrs.frozen
class _Way:
    """Run i of a text begins at `places[i]` and stands for [starts[i], ends[i]) of the source.

    Piece k of what is hidden begins, with the blank line before it, at `pieces[k]`, and is called
    `labels[k]`. What is visible stands before `pieces[0]`. INVARIANT: within what is visible, and within
    each piece, the places in the source rise; no two runs without a place in the source touch.
    """

    places: array[int]
    starts: array[int]
    ends: array[int]
    pieces: array[int]
    labels: tuple[str, ...]


@attrs.frozen(eq=False)
class Rendered:
    """What a reader sees in `text[:visible]`, then, each after a blank line, what the markup hides.

    All offsets count code points and all ranges are half-open. Line breaks that the markup makes, and the
    blank lines between the pieces, have no place in the source.
    """

    text: str = attrs.field(repr=False)
    visible: int
    _way: _Way | None = attrs.field(default=None, repr=False)  # None: the text is its own source

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the source from the first to the last character of [start, end), tags included.

        A range that reaches over several pieces comes back as the least that holds them all. An empty
        range, or one of made line breaks alone, comes back empty.
        """
        way = self._way
        if way is None:
            return start, end
        if start >= end:
            return self._place(start)
        low = high = -1
        for begin, stop in self._within_pieces(start, end):
            first = bisect_right(way.places, begin) - 1
            last = bisect_right(way.places, stop - 1) - 1
            if first < last and way.starts[first] == way.ends[first]:
                first += 1
            if first < last and way.starts[last] == way.ends[last]:
                last -= 1
            if way.starts[first] == way.ends[first]:
                continue  # a break alone
            one = self._carriers(first, begin, stop)[0]
            other = self._carriers(last, begin, stop)[1]
            low = one if low < 0 else min(low, one)
            high = max(high, other)
        return (low, high) if low >= 0 else self._place(start)

    def points(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        """The ranges of the source that carry the characters of [start, end): no tags, in order, merged.

        An escape such as `&amp;` is carried whole.
        """
        way = self._way
        if way is None:
            return ((start, end),) if start < end else ()
        if start >= end:
            return ()
        first = bisect_right(way.places, start) - 1
        last = bisect_right(way.places, end - 1)
        carriers = sorted(self._carriers(run, start, end) for run in range(first, last))
        merged: list[tuple[int, int]] = []
        for low, high in carriers:
            if low == high:
                continue
            if merged and low <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
            else:
                merged.append((low, high))
        return tuple(merged)

    def hidden(self, start: int) -> str | None:
        """Where the character at `start` is hidden, in a few words; None in what a reader sees."""
        way = self._way
        if way is None or start < self.visible or not way.labels:
            return None
        return way.labels[bisect_right(way.pieces, start) - 1]

    def _within_pieces(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        """[start, end), cut where one piece ends and the next begins."""
        pieces = self._way.pieces if self._way is not None else ()
        at = start
        for piece in range(bisect_right(pieces, start), bisect_right(pieces, end - 1)):
            yield at, pieces[piece]
            at = pieces[piece]
        yield at, end

    def _carriers(self, run: int, start: int, end: int) -> tuple[int, int]:
        """What of the source carries the part of a run that lies in [start, end)."""
        way = self._way
        assert way is not None
        place = way.places[run]
        stop = way.places[run + 1] if run + 1 < len(way.places) else len(self.text)
        low, high = way.starts[run], way.ends[run]
        if high - low != stop - place:
            return low, high
        return low + max(0, start - place), high - max(0, stop - end)

    def _place(self, at: int) -> tuple[int, int]:
        way = self._way
        if way is None or not way.places:
            return (at, at) if way is None else (0, 0)
        if at >= len(self.text):
            return way.ends[-1], way.ends[-1]
        place = self._carriers(bisect_right(way.places, at) - 1, at, at + 1)[0]
        return place, place


def render(text: str, markup: str) -> Rendered:
    """What a reader sees of a text and what its `markup` hides, with the way back.

    Raises `ValueError` for a `markup` that is none of `MARKUPS`.

    >>> page = render("<p>Hal<b>cy</b>on &amp; co<!-- later --></p>", "html")
    >>> page.text[: page.visible], page.text[page.visible :].strip()
    ('Halcyon & co', 'later')
    >>> page.original(0, 7), page.points(0, 7), page.hidden(15)
    ((3, 17), ((3, 6), (9, 11), (15, 17)), 'comment')
    """
    if markup == "plain":
        return Rendered(text, len(text))
    if markup == "html":
        page = Page(text)
        read_html(page, 0, len(text))
    elif markup == "markdown":
        page = read_markdown(text)
    else:
        raise ValueError(f"unknown markup `{markup}`: expected `plain`, `html` or `markdown`")
    page.finish()
    return _rendered(page.seen, page.hidden)


def _rendered(seen: Strand, hidden: list[tuple[str, Strand]]) -> Rendered:
    places, starts, ends = seen.places, seen.starts, seen.ends
    parts = [seen.text]
    pieces = array("I")
    size = seen.size
    for _, strand in hidden:
        pieces.append(size)
        places.append(size)
        starts.append(strand.starts[0])
        ends.append(strand.starts[0])
        size += len(_SEPARATOR)
        places.extend([size + place for place in strand.places])
        starts.extend(strand.starts)
        ends.extend(strand.ends)
        parts += (_SEPARATOR, strand.text)
        size += strand.size
    labels = tuple(label for label, _ in hidden)
    return Rendered("".join(parts), seen.size, _Way(places, starts, ends, pieces, labels))
