"""Where something stands in a text: the one value that every match, finding and disclosure carries.

A span holds numbers only, never the text it was cut from.
"""

from __future__ import annotations

import attrs

__all__ = ["Span"]


def _field_order(field: str | None) -> tuple[bool, str]:
    return (field is not None, field or "")


@attrs.frozen(order=True)
class Span:
    """A half-open range [start, end) of the original text, or of one field of a document.

    `start` and `end` count Unicode code points; `utf16` and `utf8` give the same two ends in UTF-16
    units (browsers, editors) and UTF-8 bytes (files, databases). `field` names the field of a document,
    None for a plain text. `len(span)` is its length in code points. Spans sort by place.
    """

    start: int
    end: int
    utf16: tuple[int, int]
    utf8: tuple[int, int]
    # A text has spans without a field, a document only spans with one: a sort may meet both.
    field: str | None = attrs.field(default=None, order=_field_order)

    def __len__(self) -> int:
        return self.end - self.start
