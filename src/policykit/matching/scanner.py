"""Scanners: which texts are worth a look at all, and where in them each atom has to look.

A policy's atoms are numbered; a `Scanner` is built from them once and shared by all threads. `wakes` is
asked of every text and says no to nearly all of them; `regions` is asked of each view of the few others.
Neither ever loses a match. With Hyperscan a scan answers both; where it cannot be imported, or takes a
policy's expressions in no form, the portable scanner sends every atom everywhere, with the same matches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol, TypeAlias

from policykit.matching.atoms import Atom
from policykit.matching.portable import PortableScanner
from policykit.matching.triggers import Fired, Trigger

__all__ = ["Fired", "Regions", "Scanner", "Trigger", "build_scanner"]

Regions: TypeAlias = Mapping[int, tuple[tuple[int, int], ...]]


class Scanner(Protocol):
    """Narrows down where atoms look; safe to share between threads."""

    def wakes(self, text: str) -> bool:
        """Whether some trigger may fire in some view of `text`; False is certain."""
        ...

    def fired(self, text: str) -> Fired | None:
        """Return what may fire and match in one view's `text`; None where anything may."""
        ...

    def regions(self, text: str) -> Regions | None:
        """Return where each atom has to look in one view's `text`; None where all look everywhere.

        The regions of an atom are half-open spans of code points, in order, apart from each other; an
        atom that is absent has no match.
        """
        ...


def build_scanner(atoms: Sequence[Atom], triggers: Sequence[Trigger], *, always: bool = False) -> Scanner:
    """Build the fastest scanner that this machine can run.

    Where `always`, every text wakes: some rule concerns texts without any match.
    """
    try:
        hyper = import_module("policykit.matching.hyper")
    except ImportError:
        return PortableScanner()
    scanner: Scanner | None = hyper.build(atoms, triggers, always=always)
    return PortableScanner() if scanner is None else scanner
