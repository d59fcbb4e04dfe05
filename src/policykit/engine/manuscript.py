"""What is judged: one text made of a caller's text or fields, and the way back to them.

First stands what a reader sees, field after field, then what markup hides; blank lines keep the parts
apart, so that no phrase and no sentence reaches from one into the next, while a disclosure in the title still
counts for the body. The engine knows only this text. What it found is clipped to the part it begins in, and
only the report and the redaction ask for the source again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

import attrs

from policykit.engine.fields import Field, check_text
from policykit.text.graphemes import snap
from policykit.text.rendered import Rendered, render

__all__ = ["SEPARATOR", "Manuscript", "Place", "compose", "manuscript"]

SEPARATOR = "\n\n"

Place = tuple[int, int, int]
"""The number of a source, and a range of its code points."""


@attrs.frozen
class _Part:
    """The code points `[begin, end)` of the manuscript are those from `shift` on of a rendered source."""

    begin: int
    end: int
    source: int
    shift: int


@attrs.frozen(repr=False, eq=False)
class Manuscript:
    """The text that is judged. `[0, visible)` of `text` is what a reader sees.

    `sources` are what the caller handed in, `names` the fields they came from (None for a plain text).
    """

    text: str
    visible: int
    sources: tuple[str, ...]
    names: tuple[str | None, ...]
    _rendered: tuple[Rendered, ...]
    _parts: tuple[_Part, ...]
    _begins: tuple[int, ...]

    def clip(self, start: int, end: int) -> tuple[int, int]:
        """The part of `[start, end)` that lies in the first part it touches; empty where it touches none."""
        if not self._parts:
            return start, end
        first = max(bisect_right(self._begins, start) - 1, 0)
        for part in self._parts[first : bisect_left(self._begins, end)]:
            low, high = max(start, part.begin), min(end, part.end)
            if low < high and any(True for _ in self._points(part, low, high)):
                return low, high
        return start, start

    def place(self, start: int, end: int) -> Place:
        """Where `[start, end)` stands in the source that it begins in, in whole graphemes."""
        if not self._parts:
            return 0, start, end
        part = self._part(start)
        offset = part.shift - part.begin
        low, high = min(start, part.end) + offset, min(max(end, start), part.end) + offset
        source = self.sources[part.source]
        return part.source, *snap(source, *self._rendered[part.source].original(low, high))

    def points(self, start: int, end: int) -> tuple[int, tuple[tuple[int, int], ...]]:
        """The source that `[start, end)` begins in, and the ranges of it that carry its characters."""
        if not self._parts:
            return 0, ((start, end),)
        part = self._part(start)
        return part.source, tuple(self._points(part, min(start, part.end), min(end, part.end)))

    def edge(self, *, last: bool) -> int:
        """Where something may be inserted before, or after, all that a reader sees of the first source."""
        if not self._parts:
            return self.visible if last else 0
        seen = self._rendered[0].visible
        if not seen:
            return 0
        return self._rendered[0].original(seen - 1, seen)[1] if last else self._rendered[0].original(0, 1)[0]

    def hidden(self, start: int) -> str | None:
        """Where markup hides what begins at `start`, None where a reader sees it."""
        if start < self.visible or not self._parts:
            return None
        part = self._part(start)
        return self._rendered[part.source].hidden(start - part.begin + part.shift)

    def _part(self, start: int) -> _Part:
        return self._parts[max(bisect_right(self._begins, start) - 1, 0)]

    def _points(self, part: _Part, start: int, end: int) -> Iterable[tuple[int, int]]:
        offset = part.shift - part.begin
        return self._rendered[part.source].points(start + offset, end + offset)


def manuscript(text: str, markup: str = "plain") -> Manuscript:
    """One text as it is judged.

    Raises `ValueError` for an unknown markup.
    """
    if markup == "plain":
        return Manuscript(text, len(text), (text,), (None,), (), (), ())
    return _compose(((None, text, render(text, markup)),))


def compose(fields: Mapping[str, str | Field]) -> Manuscript:
    """A document as it is judged, its fields in their order.

    Raises `TypeError` where a field is neither a `str` nor a `Field`, `ValueError` for an unknown markup.
    """
    read = []
    for name, value in fields.items():
        field = value if isinstance(value, Field) else Field(value)
        text = check_text(field.text)
        read.append((name, text, render(text, field.markup)))
    return _compose(read) if read else manuscript("")


def _compose(read: Sequence[tuple[str | None, str, Rendered]]) -> Manuscript:
    names, sources, rendered = zip(*read, strict=True)
    texts: list[str] = []
    parts: list[_Part] = []
    at = 0

    def add(source: int, low: int, high: int) -> None:
        nonlocal at
        texts.append(rendered[source].text[low:high])
        parts.append(_Part(at, at + high - low, source, low))
        at += high - low + len(SEPARATOR)

    for number, sheet in enumerate(rendered):
        add(number, 0, sheet.visible)
    visible = max(at - len(SEPARATOR), 0)
    for number, sheet in enumerate(rendered):
        low = sheet.visible + len(SEPARATOR)
        if low < len(sheet.text):
            add(number, low, len(sheet.text))
    begins = tuple(part.begin for part in parts)
    return Manuscript(SEPARATOR.join(texts), visible, sources, names, rendered, tuple(parts), begins)
