"""Where in a text enough digits stand together for a number that somebody looks for.

Most texts that wake a policy hold few digits, and half of what looks at them looks for numbers. To search
such a text for each kind of number costs ten times what it costs to find its digits once. What comes back
are regions, as a scanner gives them: no match lies outside, none crosses from one into the next.
"""

from __future__ import annotations

import re

__all__ = ["Digits"]

_RUN = re.compile("[0-9]+")


class Digits:
    """The digits of one text; the regions asked for are remembered."""

    __slots__ = ("_known", "_runs", "_size")

    def __init__(self, text: str) -> None:
        self._size = len(text)
        self._runs = [found.span() for found in _RUN.finditer(text)]
        self._known: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}

    def regions(self, least: int, width: int) -> tuple[tuple[int, int], ...]:
        """Return where matches lie that are at most `width` code points wide and hold `least` ASCII digits.

        Half-open spans of code points, in order, apart from each other. `least` is at least 1.
        """
        # Widths are rounded up, so that a hundred kinds of numbers ask for a dozen different regions.
        key = (least, 1 << (width - 1).bit_length())
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._find(*key)
        return known

    def _find(self, least: int, width: int) -> tuple[tuple[int, int], ...]:
        # A match whose first digit is in run `i` holds digits up to run `last` or beyond, where `last` is the
        # first run by which all of `i` and what follows are `least` digits. So it has to reach from the end
        # of `i` to the start of `last`, and lies within a width of `i`.
        runs = self._runs
        regions: list[tuple[int, int]] = []
        last, count = -1, 0
        for start, end in runs:
            while count < least:
                last += 1
                if last == len(runs):
                    return tuple(regions)
                count += runs[last][1] - runs[last][0]
            if runs[last][0] - (end - 1) < width:
                low, high = max(0, start - width), min(self._size, end + width)
                if regions and low <= regions[-1][1]:
                    low = regions.pop()[0]
                regions.append((low, high))
            count -= end - start
        return tuple(regions)
