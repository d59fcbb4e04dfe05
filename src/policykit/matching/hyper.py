"""The scanner on Hyperscan: one scan to say "nothing here", which also says where not to look.

The *wake* databases hold the screens that can trigger a rule, each reported at most once a text, and those
for texts that fold. They are scanned for every text, and what is done round that scan is kept to an encoding
and one attribute of the thread. A text with gaps between words that are not one space is scanned a second
time without them, because the screens of phrases ask for one space. For the texts that wake the reports say
which rules can find anything at all, and which atoms surely match nowhere; the others look at the whole of a
short text. In a long one a `Locator` says where, once so much was read that its database pays. A text that
UTF-8 cannot carry wakes, and is looked at everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from policykit.matching.atoms import Atom
from policykit.matching.database import Databases, Refused, refusals
from policykit.matching.expressions import GAP, Limits, WakePlan, wake_plan
from policykit.matching.locator import Locator, Regions
from policykit.matching.triggers import Fired, Trigger
from policykit.text.disguises import CASE_TARGETS
from policykit.text.folding import FOLD_SCREENS

__all__ = ["ENOUGH", "SHORT", "HyperScanner", "build"]

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
    databases miss matches in texts that fold.
    """

    wake: Databases | None
    locator: Locator
    plan: WakePlan = attrs.field(repr=False)
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
        reported = wake.reports(encoded)
        if GAP in reported and not self.plan.wakes(reported):
            reported = wake.reports(_evened(text, encoded))
        return self.plan.wakes(reported)

    def fired(self, text: str) -> Fired | None:
        """Return what may fire in one view's `text`; None where anything may."""
        wake = self.wake
        if wake is None:
            return None
        try:
            encoded = text.encode()
            reported = set(wake.reports(encoded))
            if GAP in reported:
                reported.update(wake.reports(_evened(text, encoded)))
            if not self.plan.folds.isdisjoint(reported) and _HAS_ODD.search(text):
                plain = text.translate(_ODD)
                reported.update(wake.reports(_evened(plain, plain.encode())))
        except UnicodeEncodeError:
            return None
        return self.plan.fired(reported, self.odd)

    def regions(self, text: str) -> Regions | None:
        """Return where each atom has to look in one view's `text`; None where all look everywhere."""
        if len(text) <= SHORT:
            return None
        read = self._read[0] + len(text)
        if read > ENOUGH:
            return self.locator.regions(text)
        self._read[0] = read
        return None


def _evened(text: str, encoded: bytes) -> bytes:
    """The text, and once more with one space for each gap: halves of a pair may be in one of them each."""
    return b"%b\n\n%b" % (encoded, " ".join(text.split()).encode())


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
        pass
    try:
        return _build(atoms, triggers, locator, refusals(atoms))
    except Refused:
        return None


def _build(
    atoms: Sequence[Atom], triggers: Sequence[Trigger], locator: Locator, limits: Limits
) -> HyperScanner:
    plan = wake_plan(atoms, triggers, FOLD_SCREENS, limits)
    wake = Databases(plan.groups, plan.shared) if plan.groups or plan.shared else None
    return HyperScanner(wake, locator, plan, tuple(n for n, atom in enumerate(atoms) if atom.odd_screens))
