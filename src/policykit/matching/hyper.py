"""The scanner on Hyperscan: one scan to say "nothing here", one to say where to look.

Two databases hold the screens of a policy's atoms. *Wake* holds those that can trigger a rule, each
reported at most once a text, and the screens for texts that fold; it is scanned for every text, and what
is done round that scan is kept to an encoding and one attribute of the thread. *Locate* holds all
screens and reports every offset. Offsets come as bytes and leave as code points. A text that UTF-8 cannot
carry wakes, and is looked at everywhere. Databases are shared; each thread has a scratch of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs
import hyperscan

from policykit.matching.atoms import Atom
from policykit.matching.expressions import COMBINATION, QUIET, Expression, Limits, locate_plan, wake_plan
from policykit.matching.pattern.characters import TWINS
from policykit.matching.scanner import Regions
from policykit.matching.triggers import Trigger
from policykit.text.folding import FOLD_SCREENS
from policykit.text.units import code_point_offsets

__all__ = ["HyperScanner", "build", "compile_database"]

# Offsets reported this near to each other, in bytes, are kept as one stretch: a text of nothing but hits
# takes little memory, and its regions would run together anyway.
STRETCH = 32


class _Scratches(threading.local):
    # One a thread, made when the thread first scans: Hyperscan refuses a scratch that is in use.
    def __init__(self, wake: hyperscan.Database | None, locate: hyperscan.Database | None) -> None:
        self.wake = None if wake is None else hyperscan.Scratch(wake)
        self.locate = None if locate is None else hyperscan.Scratch(locate)


@attrs.frozen(eq=False)
class Margins:
    """How far before and after a reported offset the matches of an atom may reach, in code points."""

    before: int
    after: int


@attrs.frozen(eq=False)
class HyperScanner:
    """Finds out with Hyperscan which texts wake, and where their atoms have to look.

    `wake_database` is None where every text wakes, `locate_database` where there is no atom; they were
    compiled from `wake_expressions` and `locate_expressions`. `members` says, by expression of the
    second, which atoms it speaks for.
    """

    wake_expressions: tuple[Expression, ...] = attrs.field(repr=False)
    locate_expressions: tuple[Expression, ...] = attrs.field(repr=False)
    wake_database: hyperscan.Database | None
    locate_database: hyperscan.Database | None
    _members: tuple[tuple[int, ...], ...] = attrs.field(repr=False)
    _margins: tuple[Margins, ...] = attrs.field(repr=False)
    _scratches: _Scratches = attrs.field(repr=False)

    def scratch(self) -> hyperscan.Scratch | None:
        """The calling thread's scratch for `wake_database`."""
        return self._scratches.wake

    def wakes(self, text: str) -> bool:
        """Whether some trigger may fire in some view of `text`; False is certain."""
        database = self.wake_database
        if database is None:
            return True
        try:
            encoded = text.encode()
        except UnicodeEncodeError:
            return True
        woken: list[int] = []
        database.scan(encoded, _note, 0, woken, self._scratches.wake)
        return bool(woken)

    def regions(self, text: str) -> Regions | None:
        """Return where each atom has to look in one view's `text`; None where all look everywhere."""
        database = self.locate_database
        if database is None:
            return {}
        try:
            readings = [text.encode(), *(reading.encode() for reading in _with_twins(text))]
        except UnicodeEncodeError:
            return None
        stretches: dict[int, list[tuple[int, int]]] = {}
        for encoded in readings:
            for number, pairs in self._stretches(database, encoded).items():
                for atom in self._members[number]:
                    stretches.setdefault(atom, []).extend(pairs)
        size = len(text)
        return {atom: _regions(pairs, self._margins[atom], size) for atom, pairs in stretches.items()}

    def _stretches(self, database: hyperscan.Database, encoded: bytes) -> dict[int, list[tuple[int, int]]]:
        """Where each expression is reported in `encoded`: first and last code-point offset of stretches."""
        ends: dict[int, list[int]] = {}
        database.scan(encoded, _stretch, 0, ends, self._scratches.locate)
        if ends and not encoded.isascii():
            places = code_point_offsets(encoded, (offset for found in ends.values() for offset in found))
            ends = {number: [places[offset] for offset in found] for number, found in ends.items()}
        return {number: list(zip(found[::2], found[1::2], strict=True)) for number, found in ends.items()}


def build(atoms: Sequence[Atom], triggers: Sequence[Trigger], *, always: bool = False) -> HyperScanner | None:
    """Build the scanner of `atoms`; None where Hyperscan takes their expressions in no form.

    Where `always`, every text wakes and no wake database is compiled.
    """
    try:
        return _build(atoms, triggers, always, Limits())
    except hyperscan.error:
        limits = _limits_of(atoms)
    for tried in (limits, attrs.evolve(limits, combines=False)):
        try:
            return _build(atoms, triggers, always, tried)
        except hyperscan.error:
            continue
    return None


def compile_database(expressions: Sequence[Expression]) -> hyperscan.Database:
    """Compile `expressions` for whole texts.

    Raises `hyperscan.error` where Hyperscan does not take one of them.
    """
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[expression.source for expression in expressions],
        ids=[expression.number for expression in expressions],
        elements=len(expressions),
        flags=[expression.flags for expression in expressions],
    )
    return database


def _build(atoms: Sequence[Atom], triggers: Sequence[Trigger], always: bool, limits: Limits) -> HyperScanner:
    wake = () if always else wake_plan(atoms, triggers, FOLD_SCREENS, limits)
    locate, members = locate_plan(atoms, limits)
    wake_database = compile_database(wake) if wake else None
    locate_database = compile_database(locate) if locate else None
    margins = tuple(Margins(atom.before, atom.after) for atom in atoms)
    scratches = _Scratches(wake_database, locate_database)
    return HyperScanner(wake, locate, wake_database, locate_database, members, margins, scratches)


def _limits_of(atoms: Iterable[Atom]) -> Limits:
    """Ask Hyperscan about each screen by itself: it does not say which of many it refused."""
    screens = {screen for atom in atoms for screen in atom.screens}
    bare = {screen for atom in atoms for screen in atom.bare_screens}
    return Limits(
        frozenset(screen for screen in screens if not _takes(Expression(0, screen.expression, screen.flags))),
        frozenset(
            screen
            for screen in bare
            if not _takes(
                Expression(0, screen.expression, screen.flags | QUIET), Expression(1, b"0&0", COMBINATION)
            )
        ),
    )


def _takes(*expressions: Expression) -> bool:
    try:
        compile_database(expressions)
    except hyperscan.error:
        return False
    return True


def _with_twins(text: str) -> Iterator[str]:
    """Yield `text` with ASCII letters for their twins, if it holds one; its offsets are those of `text`.

    Screens of patterns are written for this reading, screens of phrases for the text as it is.
    """
    if text.isascii():
        return
    reading = text
    for twin, letter in TWINS.items():
        reading = reading.replace(twin, letter)
    if reading != text:
        yield reading


def _note(number: int, _start: int, _end: int, _flags: int, woken: Any) -> None:
    woken.append(number)


def _stretch(number: int, _start: int, end: int, _flags: int, ends: Any) -> None:
    # Each list is first, last, first, last …
    found = ends.get(number)
    if found is None:
        ends[number] = [end, end]
    elif 0 <= end - found[-1] <= STRETCH:
        found[-1] = end
    else:
        found += (end, end)


def _regions(stretches: list[tuple[int, int]], margins: Margins, size: int) -> tuple[tuple[int, int], ...]:
    # The stretches of several expressions are out of order; those of one are not promised to be in order.
    stretches.sort()
    merged: list[tuple[int, int]] = []
    start, end = -1, -1
    for first, last in stretches:
        begins = max(0, first - margins.before)
        ends = min(size, last + margins.after)
        if begins <= end:
            end = max(end, ends)
        else:
            if end >= 0:
                merged.append((start, end))
            start, end = begins, ends
    merged.append((start, end))
    return tuple(merged)
