"""Databases of Hyperscan: compiling one, asking what it refuses, scanning with one scratch a thread.

The only module that imports Hyperscan. A database is shared by all threads; a scratch belongs to one, is
made when that thread first scans, and lives as long as the thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import hyperscan

from policykit.matching.atoms import Atom
from policykit.matching.expressions import COMBINATION, Expression, Limits
from policykit.matching.screen import SINGLEMATCH

__all__ = ["Database", "Refused", "compile_database", "refusals"]

Refused = hyperscan.error
"""Raised where Hyperscan does not take an expression."""


class _Scratch(threading.local):
    # made anew for each thread: Hyperscan refuses a scratch that is in use
    def __init__(self, database: hyperscan.Database) -> None:
        self.own = hyperscan.Scratch(database)


class Database:
    """Compiled expressions, ready to scan whole texts.

    `local.own` is the calling thread's scratch. Raises `Refused` where Hyperscan does not take one of
    `expressions`, of which there must be at least one.
    """

    __slots__ = ("compiled", "expressions", "local")

    def __init__(self, expressions: Sequence[Expression]) -> None:
        self.expressions = tuple(expressions)
        self.compiled = compile_database(expressions)
        self.local = _Scratch(self.compiled)

    def scan(self, encoded: bytes, note: Callable[..., None], context: Any) -> None:
        """Call `note(number, 0, end, 0, context)` for each report; offsets are bytes."""
        self.compiled.scan(encoded, note, 0, context, self.local.own)


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


def refusals(atoms: Iterable[Atom]) -> Limits:
    """Ask Hyperscan about each screen of `atoms` by itself: it does not say which of many it refused."""
    screens = {screen for atom in atoms for screen in atom.screens}
    bare = {screen for atom in atoms for screen in atom.bare_screens}
    return Limits(
        frozenset(screen for screen in screens if not _takes(Expression(0, screen.expression, screen.flags))),
        frozenset(
            screen
            for screen in bare
            if not _takes(
                Expression(0, screen.expression, screen.flags | SINGLEMATCH),
                Expression(1, b"0&0", COMBINATION),
            )
        ),
    )


def _takes(*expressions: Expression) -> bool:
    try:
        compile_database(expressions)
    except Refused:
        return False
    return True
