"""The scanner on Hyperscan: one scan to say "nothing here", which also says where not to look.

The *wake* database holds the screens that can trigger a rule, each reported at most once a text, and those
for texts that fold. It is scanned for every text, and what is done round that scan is kept to an encoding
and one attribute of the thread. At first its reports are enough for the texts that wake: an atom that wakes
by itself and was not reported has no match, and every other may look at the whole text. Once so much has
been read like that, and for a long text at once, a `Locator` says where. A text that UTF-8 cannot carry
wakes, and is looked at everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import attrs

from policykit.matching.atoms import Atom
from policykit.matching.database import Database, Refused, refusals
from policykit.matching.expressions import Limits, WakePlan, wake_plan
from policykit.matching.locator import Locator, Regions
from policykit.matching.triggers import Trigger
from policykit.text.folding import FOLD_SCREENS

__all__ = ["ENOUGH", "HyperScanner", "build", "on_report"]

ENOUGH = 250_000
"""After so many code points of woken texts the locator's second database has earned its compilation, which
takes seconds for a policy of many patterns; with it a text costs a third of what it costs without."""


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
    # How many code points were read without the locator: one number, which threads may count a little wrong.
    _read: list[int] = attrs.field(factory=lambda: [0], repr=False)

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
        return bool(woken)

    def regions(self, text: str) -> Regions | None:
        """Return where each atom has to look in one view's `text`; None where all look everywhere."""
        read = self._read[0] + len(text)
        if self.wake is None or read > ENOUGH:
            return self.locator.regions(text)
        self._read[0] = read
        try:
            encoded = text.encode()
        except UnicodeEncodeError:
            return None
        woken: list[int] = []
        self.wake.scan(encoded, on_report, woken)
        folds = not self._plan.folds.isdisjoint(woken)
        reported = (self._plan.owners.get(number, ()) for number in woken)
        whole = ((0, len(text)),) if text else ()
        return dict.fromkeys(chain(self._plan.silent, *reported, self.odd if folds else ()), whole)


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
