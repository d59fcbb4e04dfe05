"""Which runs of `*`, `_` and `~` are markup: the delimiter stack of CommonMark 0.31.

A run may open, close or both, by what stands on either side of it. `settle` pairs them from the inside out
and takes from each run what was used: a closing run loses it on its left, an opening one on its right, so
that what is left is one range of the text. Lower bounds are remembered, so that no run is asked twice by the
same kind of closer; that makes it linear.
"""

from __future__ import annotations

import attrs

__all__ = ["Delimiters", "Run"]


@attrs.define(eq=False)
class Run:
    """A run of delimiters; [start, end) is what is left of it as text, in code points of the source."""

    start: int
    end: int
    char: str
    opens: bool
    closes: bool
    place: int
    length: int
    before: Run | None = None
    after: Run | None = None


class Delimiters:
    """The runs that are not settled yet, in order; `last` is the last of them."""

    __slots__ = ("last",)

    def __init__(self) -> None:
        self.last: Run | None = None

    def push(self, start: int, end: int, char: str, before: str, beyond: str) -> Run:
        """A run in [start, end), between what is a `space`, `punctuation` or something else (empty)."""
        left = beyond != "space" and (beyond == "" or before != "")
        right = before != "space" and (before == "" or beyond != "")
        if char == "_":
            opens = left and (not right or before == "punctuation")
            closes = right and (not left or beyond == "punctuation")
        else:
            opens, closes = left, right
        run = Run(start, end, char, opens, closes, start, end - start)
        if char == "~" and run.length > 2:
            return run  # GitHub strikes through with one or two, never more
        if opens or closes:
            run.before = self.last
            if self.last is not None:
                self.last.after = run
            self.last = run
        return run

    def settle(self, below: Run | None) -> None:
        """Pairs all runs above `below`, and takes them off the stack."""
        floor = -1 if below is None else below.place
        bounds: dict[tuple[str, bool, int], int] = {}
        closer = self._first_above(below)
        while closer is not None:
            if not closer.closes:
                closer = closer.after
                continue
            key = (closer.char, closer.opens, closer.length if closer.char == "~" else closer.length % 3)
            bound = max(floor, bounds.get(key, -1))
            opener = closer.before
            while opener is not None and opener.place > bound and not _pairs(opener, closer):
                opener = opener.before
            if opener is None or opener.place <= bound:
                bounds[key] = floor if closer.before is None else closer.before.place
                following = closer.after
                if not closer.opens:
                    self._remove(closer)
                closer = following
            else:
                closer = self._pair(opener, closer)
        self.last = below
        if below is not None:
            below.after = None

    def _first_above(self, below: Run | None) -> Run | None:
        run = self.last
        if run is below:
            return None
        while run is not None and run.before is not below:
            run = run.before
        return run

    def _pair(self, opener: Run, closer: Run) -> Run | None:
        """Uses the delimiters of a pair; returns the run that may close next."""
        left = min(opener.end - opener.start, closer.end - closer.start)
        used = left if opener.char == "~" else min(2, left)
        opener.end -= used
        closer.start += used
        opener.after = closer  # what stands between stays text
        closer.before = opener
        if opener.start == opener.end:
            self._remove(opener)
        if closer.start < closer.end:
            return closer
        following = closer.after
        self._remove(closer)
        return following

    def _remove(self, run: Run) -> None:
        if run.before is not None:
            run.before.after = run.after
        if run.after is not None:
            run.after.before = run.before
        else:
            self.last = run.before


def _pairs(opener: Run, closer: Run) -> bool:
    if opener.char != closer.char or not opener.opens:
        return False
    if opener.char == "~":
        return opener.length == closer.length
    # CommonMark's rule of three: `*a**b*` is not two emphases
    if not (opener.closes or closer.opens) or (opener.length % 3 == 0 and closer.length % 3 == 0):
        return True
    return (opener.length + closer.length) % 3 != 0
