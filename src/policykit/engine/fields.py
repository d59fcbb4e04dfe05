"""Documents: texts in named parts, judged as one text and reported by part.

The fields are joined by a blank line, so that no phrase and no sentence reaches from one into the next,
while a disclosure in the title still counts for the body. A match that a pattern stretches across the join
belongs to the field where it begins and ends with it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

import attrs

SEPARATOR = "\n\n"


@attrs.frozen(repr=False)
class Field:
    """The text of one field of a document, and how it is marked up (`plain` in this release)."""

    text: str
    markup: str = "plain"

    def __repr__(self) -> str:
        return f"Field({len(self.text)} code points, markup={self.markup!r})"


@attrs.frozen(repr=False)
class Joined:
    """A document as one text, and where each field begins in it."""

    text: str
    names: tuple[str, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]

    def locate(self, start: int, end: int) -> tuple[str, int, int, int]:
        """The field that `[start, end)` begins in, where it begins, and the span clipped to its end."""
        place = bisect_right(self.begins, start) - 1
        limit = self.ends[place]
        return self.names[place], self.begins[place], min(start, limit), min(end, limit)


def join(fields: Mapping[str, str | Field]) -> Joined:
    """One text out of `fields`, in their order.

    Raises `TypeError` where a field is neither a `str` nor a `Field`, and `ValueError` for a markup that
    this release does not read.
    """
    names, begins, ends, parts, at = [], [], [], [], 0
    for name, value in fields.items():
        text = check_text(value.text if isinstance(value, Field) else value)
        check_markup(value.markup if isinstance(value, Field) else "plain")
        names.append(name)
        begins.append(at)
        ends.append(at + len(text))
        parts.append(text)
        at += len(text) + len(SEPARATOR)
    return Joined(SEPARATOR.join(parts), tuple(names), tuple(begins), tuple(ends))


def check_text(text: object) -> str:
    """`text` as a plain `str`; raises `TypeError`, without showing it, where it is none."""
    if not isinstance(text, str):
        raise TypeError(f"expected a text of type str, got {type(text).__name__}: decode bytes first")
    # a kind of `str` may answer differently from what it holds, and would then be masked in part
    return str.__str__(text)


def check_markup(markup: str) -> None:
    """Raises `ValueError` for a markup that this release does not read."""
    if markup != "plain":
        raise ValueError(f"unknown markup `{markup}`: this release reads `plain`")
