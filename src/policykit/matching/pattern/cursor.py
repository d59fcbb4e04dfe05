"""A place in the source of a pattern, and the few steps that a reader takes from it.

The one mutable object of this package; it lives for the time of one reading and never leaves it.
"""

from __future__ import annotations

__all__ = ["Cursor"]


class Cursor:
    """Reads a source from left to right; `at` is the 0-based code point that comes next."""

    __slots__ = ("at", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def peek(self, length: int = 1) -> str:
        """Return the next `length` code points, fewer at the end, without moving."""
        return self.source[self.at : self.at + length]

    def take(self, length: int = 1) -> str:
        """Return the next `length` code points, fewer at the end, and move past them."""
        taken = self.peek(length)
        self.at += len(taken)
        return taken

    def took(self, expected: str) -> bool:
        """Move past `expected` where it comes next, and say whether it did."""
        found = self.source.startswith(expected, self.at)
        if found:
            self.at += len(expected)
        return found

    def take_while(self, allowed: str) -> str:
        """Return the longest run of code points that are all in `allowed`, and move past it."""
        start = self.at
        while self.at < len(self.source) and self.source[self.at] in allowed:
            self.at += 1
        return self.source[start : self.at]

    @property
    def ended(self) -> bool:
        """Whether the source is used up."""
        return self.at >= len(self.source)
