"""What a caller hands in: a text, or the fields of a document, each with its markup.

Only the values and their checks; `engine.manuscript` makes of them the one text that is judged.
"""

from __future__ import annotations

import attrs

__all__ = ["Field", "check_text"]


@attrs.frozen(repr=False)
class Field:
    """The text of one field of a document, and how it is marked up: `plain`, `html` or `markdown`."""

    text: str
    markup: str = "plain"

    def __repr__(self) -> str:
        return f"Field({len(self.text)} code points, markup={self.markup!r})"


def check_text(text: object) -> str:
    """`text` as a plain `str`; raises `TypeError`, without showing it, where it is none."""
    if not isinstance(text, str):
        raise TypeError(f"expected a text of type str, got {type(text).__name__}: decode bytes first")
    # a kind of `str` may answer differently from what it holds, and would then be masked in part
    return str.__str__(text)
