"""One text being read: its views, its sentences, and the matches of every atom asked for.

A reading lives for one evaluation. It knows where the scanner saw something, asks each atom at most once for
each view, maps what it found to the original text, snaps it outward to whole graphemes and drops what is
empty. An atom that fails, that would read more than its budget, or that the caller's `stop` cut short,
yields nothing and is remembered as failed, with the reason; it never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import attrs

from policykit.engine.manuscript import Manuscript, manuscript
from policykit.matching.atoms import Atom, PhraseAtom, find_in
from policykit.matching.digits import Digits
from policykit.matching.external import ExternalAtom, MisreportError, Weight, heavier
from policykit.matching.scanner import Fired, Scanner
from policykit.matching.words import Tokens
from policykit.text.graphemes import snap
from policykit.text.segments import Segments
from policykit.text.view import View, views

Found = tuple[int, int, tuple[str, ...]]
"""A span in the original text, and the names of the folds it took to see it."""

Failed = tuple[int, bool]
"""An atom, and whether it failed in what a reader sees; it may fail in one view and not in another."""


Stop = Callable[[], bool]
"""Asked before each detector reads a view, and at each match; once it says True, nothing more is read."""


@attrs.frozen
class Limits:
    """How many places one atom may match at in one view of one text, and how much they may cover."""

    matches: int
    code_points: int


class Reading:
    """A text with everything that was found in it so far.

    `scanner` says where to look; without one, every atom reads the whole text. `stopped` tells whether the
    caller's `stop` cut the reading short. `weights` holds, for detectors from elsewhere alone, what they said
    of each of their matches.
    """

    __slots__ = (
        "_atoms",
        "_digits",
        "_fired",
        "_limits",
        "_looked",
        "_matches",
        "_regions",
        "_reports",
        "_scanner",
        "_stop",
        "_together",
        "_tokens",
        "_views",
        "failures",
        "segments",
        "sheet",
        "stopped",
        "text",
        "weights",
    )

    def __init__(
        self,
        sheet: Manuscript,
        atoms: Sequence[Atom],
        limits: Limits,
        scanner: Scanner | None = None,
        stop: Stop | None = None,
    ) -> None:
        self.sheet = sheet
        self.text = sheet.text
        self.segments = Segments(sheet.text)
        self.failures: dict[Failed, str] = {}
        self.stopped = False
        self._atoms = atoms
        self._limits = limits
        self._scanner = scanner
        self._stop = stop
        self._views: tuple[View, ...] | None = None
        self._looked = False
        self._together: Fired | None = None
        self._fired: dict[str, Fired | None] = {}
        self._tokens: dict[str, Tokens] = {}
        self._digits: dict[str, Digits] = {}
        self._regions: dict[str, Mapping[int, Sequence[tuple[int, int]]] | None] = {}
        self._matches: dict[tuple[int, bool], tuple[Found, ...]] = {}
        # by atom and view: asking again may cost a second, and another answer would contradict the first
        self._reports: dict[tuple[int, str], Mapping[tuple[int, int], Weight]] = {}
        self.weights: dict[tuple[int, bool], dict[tuple[int, int], Weight]] = {}

    def part(self, start: int, end: int) -> Reading:
        """A reading of `[start, end)` of this text, alone; it stops where this one does."""
        return Reading(manuscript(self.text[start:end]), self._atoms, self._limits, stop=self._halted)

    def _halted(self) -> bool:
        if not self.stopped and self._stop is not None:
            self.stopped = self._stop()
        return self.stopped

    @property
    def present(self) -> Collection[int]:
        """The atoms that may have a match somewhere in the text; all others have none."""
        sight = self._sight()
        return range(len(self._atoms)) if sight is None else sight.atoms

    @property
    def triggers(self) -> frozenset[int] | None:
        """The triggers, by number, that may fire in some view; None where any may."""
        sight = self._sight()
        return None if sight is None else sight.triggers

    def _sight(self) -> Fired | None:
        """What may fire and match in all views together; None where anything may."""
        if not self._looked:
            self._looked = True
            sights = [self._fired_in(view) for view in self._all_views()]
            known = [sight for sight in sights if sight is not None]
            if len(known) == len(sights):
                self._together = Fired(
                    frozenset().union(*(sight.triggers for sight in known)),
                    frozenset().union(*(sight.atoms for sight in known)),
                )
        return self._together

    def _fired_in(self, view: View) -> Fired | None:
        if self._scanner is None:
            return None
        if view.name not in self._fired:
            self._fired[view.name] = self._scanner.fired(view.text)
        return self._fired[view.name]

    def matches(self, atom: int, visible: bool) -> tuple[Found, ...]:
        """The matches of an atom in every view, or only in what a reader sees; sorted, one for each span."""
        key = (atom, visible)
        known = self._matches.get(key)
        if known is None:
            known = self._matches[key] = self._find(atom, visible)
        return known

    def _all_views(self) -> tuple[View, ...]:
        if self._views is None:
            self._views = views(self.text, self.sheet.visible)
        return self._views

    def _find(self, atom: int, visible: bool) -> tuple[Found, ...]:
        found: dict[tuple[int, int], tuple[str, ...]] = {}
        weights: dict[tuple[int, int], Weight] = {}
        for view in self._all_views():
            if visible and not view.visible:
                continue
            places = self._in_view(atom, visible, view)
            if places is None:
                return ()
            reports = self._reports.get((atom, view.name), {})
            for start, end in places:
                span = self.sheet.clip(*snap(self.text, *view.original(start, end)))
                if span[0] < span[1]:
                    # the raw view comes first: what it shows needs no fold
                    found.setdefault(span, view.folds(start, end))
                    if reports:
                        weights[span] = heavier(weights.get(span), reports[start, end])
        if weights:
            self.weights[atom, visible] = weights
        return tuple(sorted((start, end, folds) for (start, end), folds in found.items()))

    def _in_view(self, atom: int, visible: bool, view: View) -> list[tuple[int, int]] | None:
        """The spans in one view; None where the atom failed."""
        regions = self._where(atom, view)
        if not regions:
            return []
        found: list[tuple[int, int]] = []
        covered = 0
        source = self._atoms[atom]
        spans = (
            self._reported(atom, source, view)
            if isinstance(source, ExternalAtom)
            else self._spans(source, view, regions)
        )
        while not self._halted():
            try:
                span = next(spans, None)
            except Exception as error:  # noqa: BLE001 - a detector that fails is reported, never raised (design, 4)
                reason = str(error) if isinstance(error, MisreportError) else type(error).__name__
                self.failures[atom, visible] = f"the detector failed: {reason}"
                return None
            if span is None:
                return found
            found.append(span)
            covered += span[1] - span[0]
            # counted in what is found: where a scanner sends an atom must not show in a decision
            if len(found) > self._limits.matches or covered > self._limits.code_points:
                self.failures[atom, visible] = "the budget for one detector in one text is spent"
                return None
        self.failures[atom, visible] = "the caller stopped the evaluation"
        return None

    def _spans(
        self, source: Atom, view: View, regions: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        if isinstance(source, PhraseAtom) and not view.for_names and regions[0] == (0, len(view.text)):
            read = self._tokens.get(view.name)
            if read is None:
                read = self._tokens[view.name] = Tokens.of(view.text)
            yield from source.find_among(view.text, read)
        else:
            for region in regions:
                yield from find_in(source, view, *region)

    def _reported(self, atom: int, source: ExternalAtom, view: View) -> Iterator[tuple[int, int]]:
        """The spans that a detector from elsewhere reports in a view; it is asked once for each."""
        key = (atom, view.name)
        if key not in self._reports:
            # disguised names are the business of phrases
            self._reports[key] = {} if view.for_names else source.weighed(view.text)
        yield from self._reports[key]

    def _where(self, atom: int, view: View) -> Sequence[tuple[int, int]]:
        sight = self._fired_in(view)
        if sight is not None and atom not in sight.atoms:
            return ()
        regions = self._regions_of(view)
        if regions is not None:
            return regions.get(atom, ())
        source = self._atoms[atom]
        if source.digits:
            return self._digits_of(view).regions(source.digits, source.before)
        return ((0, len(view.text)),) if view.text else ()

    def _digits_of(self, view: View) -> Digits:
        known = self._digits.get(view.name)
        if known is None:
            known = self._digits[view.name] = Digits(view.text)
        return known

    def _regions_of(self, view: View) -> Mapping[int, Sequence[tuple[int, int]]] | None:
        if self._scanner is None:
            return None
        if view.name not in self._regions:
            self._regions[view.name] = self._scanner.regions(view.text)
        return self._regions[view.name]
