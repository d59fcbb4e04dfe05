"""Where the pieces of a policy stand in their file.

A path is a tuple of keys and positions, such as `("rules", "code-names", "find", 0)`. A policy built in
Python has no marks, and its diagnostics name the path instead.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

Path = tuple[str | int, ...]

EMPTY = "empty"
"""The style of a value that is not written at all, as in `says:`."""


@attrs.frozen(repr=False)
class Mark:
    """Where a value and its key stand: lines and columns count from 1, offsets in code points from 0.

    `style` is how a scalar is written: `""` (plain), `'`, `"`, `|` or `>`; for a collection `[` (in brackets)
    or `-` (in lines of its own); `EMPTY` where nothing is written. `written` is a plain scalar as it stands
    in the file. The key of an item of a list is the item.
    """

    line: int
    column: int
    key_line: int
    key_column: int
    style: str = ""
    written: str = ""
    start: int = 0
    end: int = 0


@attrs.frozen(repr=False)
class Marks:
    """The marks of a file by path; empty for a policy built in Python."""

    at: Mapping[Path, Mark] = attrs.field(factory=dict)

    def find(self, path: Path) -> tuple[Mark | None, bool]:
        """The mark of `path`, or of the nearest part round it, and whether it is exact.

        A step that a short form leaves out (`hits: ["…"]` for `hits: [{text: "…"}]`) is passed over.
        """
        reached: Path = ()
        for step in path:
            if (*reached, step) in self.at:
                reached = (*reached, step)
            elif step not in _LEFT_OUT:
                return self.at.get(reached), False
        return self.at.get(reached), True

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """The line and column of the value at `path`, or of its key; (0, 0) where there is no file.

        Something absent stands where the key of the nearest part round it does.
        """
        mark, exact = self.find(path)
        if mark is None:
            return 0, 0
        return (mark.key_line, mark.key_column) if key or not exact else (mark.line, mark.column)


_LEFT_OUT = ("find", "text", "level", "any", 0)


def dotted(path: Path) -> str:
    """A path as people write it.

    >>> dotted(("rules", "code-names", "find", 0))
    'rules.code-names.find[0]'
    """
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
