"""The readings of a text that are searched: what was typed, and what it folds to.

A view knows its own text and how its offsets lead back to the original; it does not search. Only what a
reader sees excuses anything, so a view says whether it is `visible`. The folded view is built only where
the text holds something to fold; an engine that has screened the text already asks for it by itself.
Offsets that come back are exact, not widened: `text.graphemes` does that.
"""

from __future__ import annotations

import attrs

from policykit.text.folding import Folded, fold

__all__ = ["View", "folded_view", "raw_view", "views"]


@attrs.frozen
class View:
    """One reading of a text: `raw` as it was typed, `folded` with disguises taken off.

    `text` is what is searched (never shown by `repr`); `visible` tells whether a reader sees it so.
    """

    text: str = attrs.field(repr=False)
    name: str
    visible: bool
    _folded: Folded | None = attrs.field(default=None, repr=False, eq=False)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where the range [start, end) of this view stands in the original, in code points."""
        return (start, end) if self._folded is None else self._folded.original(start, end)

    def folds(self, start: int, end: int) -> tuple[str, ...]:
        """The names of the folds used within [start, end) of this view, sorted, each once."""
        return () if self._folded is None else self._folded.used(start, end)


def raw_view(text: str) -> View:
    """The text as it was typed."""
    return View(text, "raw", True)


def folded_view(text: str) -> View | None:
    """The text with its disguises taken off, None where it wears none."""
    folded = fold(text)
    return None if folded is None else View(folded.text, "folded", False, folded)


def views(text: str, markup: str = "plain") -> tuple[View, ...]:
    """Every reading of the text, the raw one first.

    Raises ValueError for a `markup` other than `plain`.
    """
    if markup != "plain":
        raise ValueError(f"unknown markup `{markup}`; this release reads `plain`")
    folded = folded_view(text)
    return (raw_view(text),) if folded is None else (raw_view(text), folded)
