"""The scanner on Hyperscan: one scan to say "nothing here", which also says where not to look.

The *wake* database holds the screens that can trigger a rule, each reported at most once a text, and those
for texts that fold. It is scanned for every text, and what is done round that scan is kept to an encoding
and one attribute of the thread. For the first few short texts without folds its reports are enough: an atom
that wakes by itself and was not reported has no match, and every other may look at the whole of it. For all
others a `Locator` says where. A text that UTF-8 cannot carry wakes, and is looked at everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import Any

import attrs

from policykit.matching.atoms import Atom
from policykit.matching.database import Database, Refused, refusals
from policykit.matching.expressions import Limits, WakePlan, wake_plan
from policykit.matching.locator import Locator, Regions
from policykit.matching.triggers import Trigger
from policykit.text.folding import FOLD_SCREENS

__all__ = ["SHORT", "HyperScanner", "build", "on_report"]

SHORT = 2_000
"""The most code points of a short text."""

FEW = 500
"""After so many woken texts the locator's second database has earned its compilation: with it a short text
costs a third of what it costs without, but compiling it takes as long as some thousand of them."""


@attrs.frozen(eq=False)
class HyperScanner:
    """Finds out with Hyperscan which texts wake, and where their atoms have to look.

    `wake` is None where every text wakes; `locator` knows the places in long texts.
    """

    wake: Database | None
    locator: Locator
    _plan: WakePlan = attrs.field(repr=False)
    _asked: Iterator[int] = attrs.field(factory=count, repr=False)

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
        if self.wake is None or len(text) > SHORT or next(self._asked) >= FEW:
            return self.locator.regions(text)
        try:
            encoded = text.encode()
        except UnicodeEncodeError:
            return None
        woken: list[int] = []
        self.wake.scan(encoded, on_report, woken)
        if any(number in self._plan.folds for number in woken):
            return self.locator.regions(text)
        reported = (self._plan.owners.get(number, ()) for number in woken)
        whole = ((0, len(text)),) if text else ()
        return dict.fromkeys(chain(self._plan.silent, *reported), whole)


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
    return HyperScanner(Database(plan.expressions) if plan.expressions else None, locator, plan)
