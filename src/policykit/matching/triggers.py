"""Triggers: which atoms have to match, alone or together, before a rule can fire at all."""

from __future__ import annotations

import attrs

__all__ = ["Fired", "Trigger"]


@attrs.frozen
class Trigger:
    """A rule fires only where, in one view, one of `any_of` matches and one of `together_with` does.

    Both hold numbers of atoms. Where `together_with` is None the first half is enough.
    """

    any_of: frozenset[int]
    together_with: frozenset[int] | None = None

    @property
    def atoms(self) -> frozenset[int]:
        """The numbers of both halves."""
        return self.any_of | (self.together_with or frozenset())


@attrs.frozen
class Fired:
    """What a scan says of one view: the triggers, by number, that may fire, and the atoms that may match.

    All other triggers do not fire, and all other atoms have no match there.
    """

    triggers: frozenset[int]
    atoms: frozenset[int]
