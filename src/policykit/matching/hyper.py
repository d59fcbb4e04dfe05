"""The scanner on Hyperscan: one scan to say "nothing here", which also says where not to look.

The *wake* database holds the screens that can trigger a rule, each reported at most once a text, and those
for texts that fold. It is scanned for every text, and what is done round that scan is kept to an encoding
and one attribute of the thread. For the texts that wake its reports say which rules can find anything at
all, and which atoms surely match nowhere; the others look at the whole of a short text. In a long one a
`Locator` says where, once so much was read that its database pays. A text that UTF-8 cannot carry wakes, and
is looked at everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

import attrs

from policykit.matching.atoms import Atom
from policykit.matching.database import Database, Refused, refusals
from policykit.matching.expressions import HALF, Limits, WakePlan, wake_plan
from policykit.matching.locator import Locator, Regions
from policykit.matching.triggers import Fired, Trigger
from policykit.text.disguises import CASE_TARGETS
from policykit.text.folding import FOLD_SCREENS

__all__ = ["ENOUGH", "SHORT", "HyperScanner", "build", "on_report"]

SHORT = 8_000
"""Up to so many code points a text is read as a whole: that costs less than asking where to look."""

ENOUGH = 250_000
"""After so many code points of longer texts the locator's database has earned its compilation, which takes
seconds for a policy of many patterns."""

# What a screen of the wake database may miss is written with one of these; replaced, the screen sees it.
_ODD = str.maketrans(CASE_TARGETS)
_HAS_ODD = re.compile(f"[{''.join(CASE_TARGETS)}]")


@attrs.frozen(eq=False)
class HyperScanner:
    """Finds out with Hyperscan which texts wake, and where their atoms have to look.

    `wake` is None where every text wakes; `locator` knows the places; `odd` are the atoms of which the wake
    database misses matches in texts that fold.
    """

    wake: Database | None
    locator: Locator
    _plan: WakePlan = attrs.field(repr=False)
    odd: tuple[int, ...] = ()
    _silent: frozenset[int] = attrs.field(init=False, repr=False)
    # How many code points were read without the locator: one number, which threads may count a little wrong.
    _read: list[int] = attrs.field(factory=lambda: [0], repr=False)

    @_silent.default
    def _never_reported(self) -> frozenset[int]:
        return frozenset(self._plan.silent)

    def wakes(self, text: str) -> bool:
        """Whether some trigger may fire in some view of `text`; False is certain."""
        wake = self.wake
        if wake is None:
            return True
        try:
            encoded = text.encode()
        except UnicodeEncodeError:
            return True
        woken: list[int] = []
        wake.compiled.scan(encoded, on_report, 0, woken, wake.local.own)
        return bool(woken) and min(woken) < HALF

    def fired(self, text: str) -> Fired | None:
        """Return what may fire in one view's `text`; None where anything may."""
        wake = self.wake
        if wake is None:
            return None
        woken: list[int] = []
        try:
            wake.scan(text.encode(), on_report, woken)
            folds = not self._plan.folds.isdisjoint(woken)
            if folds and _HAS_ODD.search(text):
                wake.scan(text.translate(_ODD).encode(), on_report, woken)
        except UnicodeEncodeError:
            return None
        triggers = chain.from_iterable(self._plan.fires.get(number, ()) for number in woken)
        reported = chain.from_iterable(self._plan.owners.get(number, ()) for number in woken)
        atoms = self._silent.union(reported, self.odd if folds else ())
        return Fired(frozenset(triggers), atoms)

    def regions(self, text: str) -> Regions | None:
        """Return where each atom has to look in one view's `text`; None where all look everywhere."""
        if len(text) <= SHORT:
            return None
        read = self._read[0] + len(text)
        if read > ENOUGH:
            return self.locator.regions(text)
        self._read[0] = read
        return None


def on_report(number: int, _start: int, _end: int, _flags: int, woken: Any) -> None:
    """Note the number of a reported expression in the list `woken`."""
    woken.append(number)


def build(atoms: Sequence[Atom], triggers: Sequence[Trigger], *, always: bool = False) -> HyperScanner | None:
    """Build the scanner of `atoms`; None where Hyperscan takes their expressions in no form.

    Where `always`, every text wakes and no wake database is compiled.
    """
    locator = Locator(atoms)
    if always:
        return HyperScanner(None, locator, WakePlan())
    try:
        return _build(atoms, triggers, locator, Limits())
    except Refused:
        limits = refusals(atoms)
    for tried in (limits, attrs.evolve(limits, combines=False)):
        try:
            return _build(atoms, triggers, locator, tried)
        except Refused:
            continue
    return None


def _build(
    atoms: Sequence[Atom], triggers: Sequence[Trigger], locator: Locator, limits: Limits
) -> HyperScanner:
    plan = wake_plan(atoms, triggers, FOLD_SCREENS, limits)
    wake = Database(plan.expressions) if plan.expressions else None
    return HyperScanner(wake, locator, plan, tuple(n for n, atom in enumerate(atoms) if atom.odd_screens))
