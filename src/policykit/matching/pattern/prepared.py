"""Patterns that were read before: what a scanner is built from, without their trees.

Reading a pattern and writing its screens takes half a millisecond, and the shipped packs hold hundreds, of
which a text wakes one or two. So both are done when the packs are built, and kept as rows of plain values
(`row_of`). A `Prepared` is such rows by source and greatest width; it gives a pattern of its own to whoever
asks, and reads one that it does not hold. Where the rows are kept is none of this module's concern.

INVARIANT: a prepared pattern answers as the one that `parse` returns. Its tree waits until a text wakes it,
or is so long that it has to be searched for places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from policykit.matching.pattern.parse import Pattern, parse
from policykit.matching.screen import Screen

__all__ = ["NOTHING_PREPARED", "Prepared", "PreparedPattern", "row_of"]


@attrs.frozen
class PreparedPattern:
    """A pattern with its widths and screens at hand, and its tree read when somebody asks; see `Pattern`."""

    source: str
    greatest_width: int
    min_width: int
    max_width: int
    behind: int
    ahead: int
    digits: int
    _half: Screen
    _edged: Screen
    _whole: Screen

    @cached_property
    def _read(self) -> Pattern:
        return parse(self.source, greatest_width=self.greatest_width, checked=True)

    @property
    def regex_flags(self) -> int:
        """The flags with which `to_regex()` is compiled."""
        return self._read.regex_flags

    def to_regex(self) -> str:
        """Return the exact source for the module `regex`, to be compiled with `regex_flags`."""
        return self._read.to_regex()

    def to_screen(self, *, edges: bool = True, odd: bool = True) -> Screen:
        """Return the screen that was written for it; see `Pattern.to_screen`."""
        if edges:
            return self._whole if odd else self._edged
        return self._read.to_screen(edges=False, odd=odd)

    def half_screen(self) -> Screen:
        """Return the screen that was written for half of a pair; see `Pattern.half_screen`."""
        return self._half

    def fallback_screen(self) -> Screen:
        """Return a screen that every engine takes, which few patterns need."""
        return self._read.fallback_screen()


@attrs.frozen(repr=False)
class Prepared:
    """Rows of `row_of` by source and greatest width; without any, every pattern is read.

    >>> Prepared.of([row_of("a.*b", 400)]).pattern("a.*b", 400).max_width
    400
    """

    rows: Mapping[tuple[str, int], Sequence[Any]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]]) -> Prepared:
        """Build it of rows as `row_of` returns them, or as JSON keeps them."""
        return cls({(row[0], row[1]): row for row in rows})

    def pattern(self, source: str, greatest_width: int) -> Pattern | PreparedPattern:
        """Return the pattern that `source` writes, which must have been checked before."""
        row = self.rows.get((source, greatest_width))
        if row is None:
            return parse(source, greatest_width=greatest_width, checked=True)
        *_, min_width, max_width, behind, ahead, digits, expressions, places = row
        screens = [Screen(expression.encode(), flags, inside) for expression, flags, inside in expressions]
        half, edged, whole = (screens[place] for place in places)
        return PreparedPattern(
            source, greatest_width, min_width, max_width, behind, ahead, digits, half, edged, whole
        )


NOTHING_PREPARED = Prepared()


def row_of(source: str, greatest_width: int) -> list[Any]:
    """Return what a scanner is built from, as values that JSON keeps.

    Source, greatest width, the widths, reach and fewest digits of its matches; its different screens, each as
    expression, flags and whether it reports from inside; and which of them is the one for half of a pair,
    the one with edges and without odd letters, and the one with both.

    Raises `PatternError` where `parse` does.
    """
    pattern = parse(source, greatest_width=greatest_width)
    screens = (
        pattern.half_screen(),
        pattern.to_screen(odd=False),
        pattern.to_screen(),
    )
    different = list(dict.fromkeys(screens))
    return [
        source,
        greatest_width,
        pattern.min_width,
        pattern.max_width,
        pattern.behind,
        pattern.ahead,
        pattern.digits,
        [[screen.expression.decode(), screen.flags, screen.inside] for screen in different],
        [different.index(screen) for screen in screens],
    ]
