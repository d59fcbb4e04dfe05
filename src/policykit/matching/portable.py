"""The scanner that needs nothing: every text wakes, and every atom looks everywhere.

It is slow and obviously right, so it is also what the fast scanner is tested against.
"""

from __future__ import annotations

import attrs

__all__ = ["PortableScanner"]


@attrs.frozen
class PortableScanner:
    """Rules nothing out."""

    def wakes(self, text: str) -> bool:
        """True: only the atoms themselves know."""
        return True

    def fired(self, text: str) -> None:
        """None, which says: anything may."""

    def regions(self, text: str) -> None:
        """None, which says: look everywhere."""
