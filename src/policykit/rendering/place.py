"""How the place of a span is told: in words for an author, in numbers for a reviewer.

The judged text is a string, a mapping of a document's fields, or nothing; only where it is handed in can a
place be told as line and column and shown in an excerpt.
"""

from __future__ import annotations

from collections.abc import Mapping

from policykit.rendering.excerpt import excerpt, line_and_column
from policykit.rendering.glyphs import escaped
from policykit.text.spans import Span

__all__ = ["JudgedText", "line_of", "range_of", "shown_at", "told"]

JudgedText = str | Mapping[str, str] | None
"""The text that a decision is about, or the fields of the document, or nothing."""


def _read(span: Span, text: JudgedText) -> str | None:
    if isinstance(text, str):
        return text if span.field is None else None
    return None if text is None or span.field is None else text.get(span.field)


def line_of(span: Span, text: JudgedText) -> str | None:
    """The place as line and column, where the text is at hand."""
    read = _read(span, text)
    return None if read is None else "line {}, column {}".format(*line_and_column(read, span.start))


def told(span: Span, text: JudgedText) -> str:
    """The place in plain words, such as `line 1, column 5` or, without the text, `characters 5 to 19`."""
    field = f"in `{escaped(span.field)}`, " if span.field is not None else ""
    if line := line_of(span, text):
        return field + line
    if len(span) <= 1:
        return f"{field}character {span.start + 1}"
    return f"{field}characters {span.start + 1} to {span.end}"


def range_of(span: Span) -> str:
    """The span as a half-open range of code points, with its field, such as `title[4, 19)`."""
    return f"{escaped(span.field or '')}[{span.start}, {span.end})"


def shown_at(span: Span, text: JudgedText, indent: str) -> list[str]:
    """The line of the text and its carets, or nothing where the text is not at hand."""
    read = _read(span, text)
    return [] if read is None else [indent + line for line in excerpt(read, span.start, span.end)]
