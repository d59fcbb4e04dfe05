"""Databases of Hyperscan: compiling them, asking what is refused, scanning with scratches of one's own.

The only module that imports Hyperscan. A database is shared by all threads; a scratch belongs to one
database and one thread, is made when that thread first scans, and lives as long as the thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import hyperscan

from policykit.matching.atoms import Atom
from policykit.matching.expressions import Expression, Limits
from policykit.matching.screen import Screen

__all__ = ["Databases", "Refused", "compile_database", "on_report", "refusals"]

Refused = hyperscan.error
"""Raised where Hyperscan does not take an expression."""


class _Scratch(threading.local):
    # made anew for each thread: Hyperscan refuses a scratch that is in use
    def __init__(self, databases: Sequence[hyperscan.Database]) -> None:
        self.own = tuple((database, hyperscan.Scratch(database)) for database in databases)


class Databases:
    """Compiled expressions, in one or several databases that are scanned one after the other.

    Several, because one of everything compiles and scans slower than its parts. What is `shared` makes one
    that is compiled once a process. Raises `Refused` where Hyperscan does not take one of the expressions;
    there must be at least one, and none of the groups may be empty.
    """

    __slots__ = ("_local", "groups")

    def __init__(self, groups: Sequence[Sequence[Expression]], shared: tuple[Expression, ...] = ()) -> None:
        self.groups = tuple(map(tuple, groups))
        common = (_compiled_once(shared),) if shared else ()
        self._local = _Scratch((*map(compile_database, groups), *common))

    def reports(self, encoded: bytes) -> list[int]:
        """The numbers of the expressions that are reported in `encoded`, as often as they are."""
        reported: list[int] = []
        self.scan(encoded, on_report, reported)
        return reported

    def scan(self, encoded: bytes, note: Callable[..., None], context: Any) -> None:
        """Call `note(number, 0, end, 0, context)` for each report; offsets are bytes."""
        for database, scratch in self._local.own:
            database.scan(encoded, note, 0, context, scratch)


def on_report(number: int, _start: int, _end: int, _flags: int, reported: Any) -> None:
    """Note the number of a reported expression in the list `reported`."""
    reported.append(number)


def compile_database(expressions: Sequence[Expression]) -> hyperscan.Database:
    """Compile `expressions` for whole texts.

    Raises `Refused` where Hyperscan does not take one of them.
    """
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[expression.source for expression in expressions],
        ids=[expression.number for expression in expressions],
        elements=len(expressions),
        flags=[expression.flags for expression in expressions],
    )
    return database


@lru_cache(maxsize=4)
def _compiled_once(expressions: tuple[Expression, ...]) -> hyperscan.Database:
    return compile_database(expressions)


def refusals(atoms: Iterable[Atom]) -> Limits:
    """Ask Hyperscan about each screen of `atoms` by itself: it does not say which of many it refused."""
    screens = {screen for atom in atoms for screen in (*atom.screens, *atom.wake_screens, *atom.half_screens)}
    return Limits(frozenset(screen for screen in screens if not _takes(screen)))


def _takes(screen: Screen) -> bool:
    try:
        compile_database([Expression(0, screen.expression, screen.flags)])
    except Refused:
        return False
    return True
