"""What a fold leaves behind: a folded text, and the exact way back to the text that was folded.

Every stage of folding takes a `str` and gives a `Folded`, or None where it changes nothing. `then` joins two
stages into one way back, so that whoever searches the last text gets places in the first. `Writing` is how
a stage builds its result from left to right. Nothing here knows what any fold does.

INVARIANT: both `starts` and `ends` never fall from one code point to the next, and `starts[i] < ends[i]`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable

import attrs

__all__ = ["FOLD_NAMES", "GONE", "Folded", "Writing", "bit_of", "fold_on"]

FOLD_NAMES = (
    "base64",
    "case",
    "compatibility",
    "confusable",
    "digit",
    "entity",
    "full-width",
    "leetspeak",
    "mark",
    "percent",
    "separated",
    "zero-width",
)
"""The folds by name, sorted; bit `1 << i` of an entry of `Folded.folds` stands for `FOLD_NAMES[i]`."""

GONE = len(FOLD_NAMES)
"""How far up the bits are moved of a fold whose work was removed right before a code point."""

_NAMED = (1 << GONE) - 1


def bit_of(name: str) -> int:
    """The bit that stands for the fold of that name."""
    return 1 << FOLD_NAMES.index(name)


def _inside(bits: int) -> int:
    """The bits of a code point that stands inside a range, with what was removed before it."""
    return (bits & _NAMED) | bits >> GONE


@attrs.frozen(eq=False)
class Folded:
    """A folded text and the way back: `text[i]` stands for the original's [starts[i], ends[i]).

    Offsets count code points. `folds[i]` holds the bits (see `FOLD_NAMES`) of the folds that made `text[i]`;
    moved up by `GONE` they say what was removed right before, and so outside a range that begins there.
    """

    text: str = attrs.field(repr=False)
    starts: array[int] = attrs.field(repr=False)
    ends: array[int] = attrs.field(repr=False)
    folds: array[int] = attrs.field(repr=False)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that [start, end) of the folded text stands for."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
        return place, place

    def used(self, start: int, end: int) -> tuple[str, ...]:
        """The names of the folds used within [start, end) of the folded text, sorted, each once."""
        if start >= end:
            return ()
        seen = self.folds[start] & _NAMED
        for bits in set(self.folds[start + 1 : end]):
            seen |= _inside(bits)
        return tuple(name for bit, name in enumerate(FOLD_NAMES) if seen >> bit & 1)

    def then(self, later: Folded) -> Folded:
        """The two stages as one, where `later` folded this text."""
        starts, ends, folds = self.starts, self.ends, self.folds
        bits = later.folds[:]
        reached = 0
        for place, (start, end) in enumerate(zip(later.starts, later.ends, strict=True)):
            earlier = folds[start]
            if start == reached + 1:
                earlier |= _inside(folds[reached]) << GONE
            elif start > reached:
                for gone in set(folds[reached:start]):
                    earlier |= _inside(gone) << GONE
            if end - start > 1:
                for inside in set(folds[start + 1 : end]):
                    earlier |= _inside(inside)
            if earlier:
                bits[place] |= earlier
            reached = end
        return Folded(
            later.text,
            array("I", map(starts.__getitem__, later.starts)),
            array("I", [ends[end - 1] for end in later.ends]),
            bits,
        )


class Writing:
    """Writes a folded text from left to right: copied stretches, replaced ones, and gaps."""

    __slots__ = ("_before", "_ends", "_folds", "_pieces", "_places", "_read", "_starts", "_text", "_traced")

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = array("I", range(len(text) + 1))
        self._pieces: list[str] = []
        self._starts = array("I")
        self._ends = array("I")
        self._folds = array("I")
        self._read = 0  # how far the original has been written or left out
        # INVARIANT: what was written for [_traced, _read) has as many code points as the original, and
        # its places are still to be written.
        self._traced = 0
        self._before = 0  # the bits that say what was left out right before `_read`

    def copy(self, end: int) -> None:
        """Writes the original as it is, up to `end`."""
        if self._read < end:
            self._write(self._text[self._read : end], 0)
            self._read = end

    def remove(self, end: int, bit: int) -> None:
        """Leaves out the original up to `end`; `bit` is that of the fold."""
        self._trace()
        self._read = self._traced = end
        self._before |= bit << GONE

    def turn(self, end: int, written: str, bit: int) -> None:
        """Writes `written`, one code point for each of the original up to `end`."""
        self._write(written, bit)
        self._read = end

    def replace(self, end: int, written: str, bit: int) -> None:
        """Writes `written`, all of which stands for all of the original up to `end`."""
        size = len(written)
        if size == end - self._read == 1:
            self._pieces.append(written)
            self._folds.append(bit | self._before)
            self._before = 0
            self._read = end
            return
        self._trace()
        if size:
            self._write(written, bit)
            self._starts.extend((self._read,) * size)
            self._ends.extend((end,) * size)
        self._read = self._traced = end

    def place(self, end: int, written: str, places: tuple[array[int], array[int]], bit: int) -> None:
        """Writes `written` for the original up to `end`; `places` are where its code points start and end."""
        self._trace()
        self._write(written, bit)
        self._starts.extend(places[0])
        self._ends.extend(places[1])
        self._read = self._traced = end

    def finish(self) -> Folded:
        """What was written, with the rest of the original after it."""
        self.copy(len(self._text))
        self._trace()
        return Folded("".join(self._pieces), self._starts, self._ends, self._folds)

    def _write(self, written: str, bit: int) -> None:
        self._pieces.append(written)
        if len(written) == 1:
            self._folds.append(bit | self._before)
            self._before = 0
            return
        first = len(self._folds)
        self._folds.extend(array("I", (bit,)) * len(written))
        if self._before and written:
            self._folds[first] |= self._before
            self._before = 0

    def _trace(self) -> None:
        if self._traced < self._read:
            self._starts.extend(self._places[self._traced : self._read])
            self._ends.extend(self._places[self._traced + 1 : self._read + 1])
            self._traced = self._read


def fold_on(text: str, folded: Folded | None, *stages: Callable[[str], Folded | None]) -> Folded | None:
    """What `stages` in turn make of `text`, as far as it is `folded`; just that where they change nothing."""
    for stage in stages:
        later = stage(text if folded is None else folded.text)
        if later is not None:
            folded = later if folded is None else folded.then(later)
    return folded
