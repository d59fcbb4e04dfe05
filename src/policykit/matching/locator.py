"""Where in a long text each atom has to look: the second scan, for the few texts that need it.

Its database holds every screen of every atom and reports every offset. Compiling it costs more than all the
rest of a policy, so it is compiled when the first text asks for it; the matches are the same with and
without it, because regions only save looking.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from policykit.matching.atoms import Atom
from policykit.matching.database import Databases, Refused, refusals
from policykit.matching.expressions import Expression, Limits, batched, locate_plan
from policykit.text.units import code_point_offsets

__all__ = ["Locator", "Regions"]

Regions = dict[int, tuple[tuple[int, int], ...]]

# Offsets reported this near to each other, in bytes, are kept as one stretch: a text of nothing but hits
# takes little memory, and its regions would run together anyway.
STRETCH = 32

# Compiled all together, the 1,900 screens of the shipped default take twice as long as in groups like this,
# and are scanned no faster. In groups a quarter of the size nothing more is won.
TOGETHER = 200


class Locator:
    """Finds out with Hyperscan where the atoms of a policy have to look."""

    __slots__ = ("_atoms", "_lock", "_ready")

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self._atoms = tuple(atoms)
        self._lock = threading.Lock()
        self._ready: tuple[Databases | None, tuple[tuple[int, ...], ...]] | None = None

    @property
    def database(self) -> Databases | None:
        """The database, compiled on first use; None where Hyperscan takes the screens in no form."""
        return self._prepared()[0]

    def regions(self, text: str) -> Regions | None:
        """Return where each atom has to look in `text`; None where all look everywhere."""
        try:
            encoded = text.encode()
        except UnicodeEncodeError:
            return None
        database, members = self._prepared()
        if database is None:
            return None if self._atoms else {}
        stretches: dict[int, list[tuple[int, int]]] = {}
        for number, pairs in _stretches(database, encoded).items():
            for atom in members[number]:
                stretches.setdefault(atom, []).extend(pairs)
        size = len(text)
        return {atom: _regions(pairs, self._atoms[atom], size) for atom, pairs in stretches.items()}

    def _prepared(self) -> tuple[Databases | None, tuple[tuple[int, ...], ...]]:
        ready = self._ready
        if ready is None:
            with self._lock:
                # another thread may have been first
                ready = self._ready = self._ready or _prepare(self._atoms)
        return ready


def _prepare(atoms: Sequence[Atom]) -> tuple[Databases | None, tuple[tuple[int, ...], ...]]:
    if not atoms:
        return None, ()
    expressions, members = locate_plan(atoms, Limits())
    try:
        return _compiled(expressions), members
    except Refused:
        expressions, members = locate_plan(atoms, refusals(atoms))
    try:
        return _compiled(expressions), members
    except Refused:
        return None, ()


def _compiled(expressions: Sequence[Expression]) -> Databases:
    return Databases(list(batched(expressions, TOGETHER)))


def _stretches(database: Databases, encoded: bytes) -> dict[int, list[tuple[int, int]]]:
    """Where each expression is reported in `encoded`: first and last code-point offset of stretches."""
    ends: dict[int, list[int]] = {}
    database.scan(encoded, _stretch, ends)
    if ends and not encoded.isascii():
        places = code_point_offsets(encoded, (offset for found in ends.values() for offset in found))
        ends = {number: [places[offset] for offset in found] for number, found in ends.items()}
    return {number: list(zip(found[::2], found[1::2], strict=True)) for number, found in ends.items()}


def _stretch(number: int, _start: int, end: int, _flags: int, ends: Any) -> None:
    # Each list is first, last, first, last …
    found = ends.get(number)
    if found is None:
        ends[number] = [end, end]
    elif 0 <= end - found[-1] <= STRETCH:
        found[-1] = end
    else:
        found += (end, end)


def _regions(stretches: list[tuple[int, int]], atom: Atom, size: int) -> tuple[tuple[int, int], ...]:
    # The stretches of several expressions are out of order; those of one are not promised to be in order.
    stretches.sort()
    before, after = atom.before, atom.after
    merged: list[tuple[int, int]] = []
    start, end = -1, -1
    for first, last in stretches:
        begins = max(0, first - before)
        ends = min(size, last + after)
        if begins <= end:
            end = max(end, ends)
        else:
            if end >= 0:
                merged.append((start, end))
            start, end = begins, ends
    merged.append((start, end))
    return tuple(merged)
