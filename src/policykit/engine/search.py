"""How what was found becomes the matches of a search: detectors, evidence, confidence, counting.

A `Search` is a compiled `find` with the evidence round it, of a rule or of a detector; searches refer to each
other as detectors do. `run` is a pure function of a reading; its result is remembered for each search and
mode. Nothing here knows about rules, levels or outcomes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

import attrs

from policykit.engine.decision import EvidenceKind
from policykit.engine.intervals import Intervals
from policykit.engine.reading import Failed, Reading
from policykit.matching.external import Weight
from policykit.model.scales import Confidence
from policykit.text.dates import FoundDate, dates

Note = tuple[EvidenceKind, str, int, int]
"""A piece of evidence: its kind, its name, and its span (-1, -1 where it has none)."""

Scope = Literal["sentence", "text"] | int


@attrs.frozen
class Hit:
    """A match of a search: its span, its confidence and the evidence for both."""

    start: int
    end: int
    confidence: Confidence
    notes: tuple[Note, ...] = ()


@attrs.frozen(eq=False)
class Leaf:
    """An atom; `name` is what evidence calls it."""

    atom: int
    name: str


@attrs.frozen(eq=False)
class Named:
    """A reference to a detector."""

    search: Search
    name: str


@attrs.frozen(eq=False)
class Together:
    """Matches of `first` whose sentence holds a match of each of `others`, outside it."""

    first: Node
    others: tuple[Node, ...]
    name: str


@attrs.frozen(eq=False)
class Several:
    """Matches of `nodes` in sentences that hold at least `count` disjoint ones."""

    count: int
    nodes: tuple[Node, ...]
    name: str


@attrs.frozen(eq=False)
class AnyOf:
    """Matches of any of `nodes`."""

    nodes: tuple[Node, ...]
    name: str


Node = Leaf | Named | Together | Several | AnyOf


@attrs.frozen(eq=False)
class Search:
    """Something to find and the evidence round it, compiled.

    The fields are those of `model.find.Search`; `leaves` are the atoms of which one must have a match for the
    search to have one. `sure_if` and `doubt_if` hold one node for each named thing,
    because each of them counts once.
    """

    find: tuple[Node, ...]
    leaves: frozenset[int]
    with_: tuple[Node, ...] = ()
    without: tuple[Node, ...] = ()
    clear_if: tuple[Node, ...] = ()
    sure_if: tuple[Node, ...] = ()
    doubt_if: tuple[Node, ...] = ()
    within: Scope = "sentence"
    at_least: int = 1
    starts: Confidence | None = None


@attrs.frozen
class Mode:
    """How a search reads: only what a reader sees, or every view; and whether `doubt_if` counts."""

    visible: bool
    doubts: bool


SEEN = Mode(visible=True, doubts=True)
EVERYWHERE = Mode(visible=False, doubts=True)
UNDOUBTED = Mode(visible=False, doubts=False)

Listener = Callable[[Hit, str, tuple[Note, ...]], None]
"""Told of each match that does not count, why, and what spoke against it."""


@attrs.frozen
class Result:
    """The matches of a search, sorted, one for each span, and the failures on the way."""

    hits: tuple[Hit, ...]
    failed: frozenset[Failed] = frozenset()


NOTHING = Result(())


class Searcher:
    """Runs searches on one reading and remembers their results."""

    __slots__ = ("_dates", "_known", "_near", "clauses", "reading")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        # keyed by identity: searches and nodes belong to the policy and outlive the reading
        self._known: dict[tuple[int, Mode], Result] = {}
        self._near: dict[tuple[int, Mode], tuple[Intervals, frozenset[Failed]]] = {}
        # where a search holds in its clause alone, and why it failed; no situation changes either
        self.clauses: dict[int, tuple[Intervals, str | None]] = {}
        self._dates: dict[str | None, tuple[FoundDate, ...]] = {}

    def dates(self, now: dt.datetime | None) -> tuple[FoundDate, ...]:
        """The dates that a reader sees in the text, in order; those that depend on `now` where it is told."""
        # two zones at one instant are equal to Python, and two days to a reader
        key = now.isoformat() if now else None
        if key not in self._dates:
            self._dates[key] = tuple(dates(self.reading.text, 0, self.reading.sheet.visible, now=now))
        return self._dates[key]

    def run(self, search: Search, mode: Mode, dropped: Listener | None = None) -> Result:
        """The matches of `search`; `dropped` is told of those that fell out."""
        if search.leaves.isdisjoint(self.reading.present):
            return NOTHING
        key = (id(search), mode)
        known = self._known.get(key)
        if known is None or dropped is not None:
            known = self._known[key] = self._run(search, mode, dropped)
        return known

    def spans(self, nodes: Iterable[Node], mode: Mode) -> tuple[Intervals, frozenset[Failed]]:
        """Where any of `nodes` stands, and the failures on the way."""
        failed: set[Failed] = set()
        hits = self._union(nodes, mode, failed)
        return Intervals((hit.start, hit.end) for hit in hits), frozenset(failed)

    def places(self, search: Search, mode: Mode) -> tuple[list[tuple[int, int]], frozenset[Failed]]:
        """Where a match of `search` could be, evidence and counts aside, and the failures on the way."""
        found: set[tuple[int, int]] = set()
        failed: set[Failed] = set()
        for atom in sorted(search.leaves):
            found.update((start, end) for start, end, _ in self.reading.matches(atom, mode.visible))
            if (atom, mode.visible) in self.reading.failures:
                failed.add((atom, mode.visible))
        return sorted(found), frozenset(failed)

    def _run(self, search: Search, mode: Mode, dropped: Listener | None) -> Result:
        failed: set[Failed] = set()
        hits = self._union(search.find, mode, failed)
        if search.starts is not None:
            hits = [attrs.evolve(hit, confidence=search.starts) for hit in hits]
        for narrow in (self._clear, self._accompanied, self._unaccompanied):
            if hits:
                hits = narrow(search, mode, hits, failed, dropped)
        if hits:
            hits = self._weigh(search, mode, hits, failed)
        if hits and search.at_least > 1:
            hits = self._counted(search.at_least, search.within, hits, dropped)
        return Result(tuple(hits), frozenset(failed))

    def _clear(
        self, search: Search, mode: Mode, hits: list[Hit], failed: set[Failed], dropped: Listener | None
    ) -> list[Hit]:
        if not search.clear_if:
            return hits
        clear, lost = self.spans(search.clear_if, SEEN)
        failed |= lost
        kept = []
        for hit in hits:
            if not clear.covers(hit.start, hit.end):
                kept.append(hit)
            elif dropped:
                dropped(hit, "it stands inside something that `clear_if` names", ())
        return kept

    def _accompanied(
        self, search: Search, mode: Mode, hits: list[Hit], failed: set[Failed], dropped: Listener | None
    ) -> list[Hit]:
        if not search.with_:
            return hits
        kept = []
        for hit in hits:
            note = self._first_near(search.with_, "with", search.within, hit, mode, failed)
            if note:
                kept.append(attrs.evolve(hit, notes=(*hit.notes, note)))
            elif dropped:
                dropped(hit, f"nothing that `with` names stands in the {_scope_name(search.within)}", ())
        return kept

    def _unaccompanied(
        self, search: Search, mode: Mode, hits: list[Hit], failed: set[Failed], dropped: Listener | None
    ) -> list[Hit]:
        if not search.without:
            return hits
        kept = []
        for hit in hits:
            note = self._first_near(search.without, "with", search.within, hit, SEEN, failed)
            if not note:
                kept.append(hit)
            elif dropped:
                dropped(
                    hit, f"something that `without` names stands in the {_scope_name(search.within)}", (note,)
                )
        return kept

    def _weigh(self, search: Search, mode: Mode, hits: list[Hit], failed: set[Failed]) -> list[Hit]:
        doubts = search.doubt_if if mode.doubts else ()
        if not (search.sure_if or doubts):
            return hits
        weighed = []
        for hit in hits:
            sure = self._each_near(search.sure_if, "sure_if", search.within, hit, mode, failed)
            doubt = self._each_near(doubts, "doubt_if", search.within, hit, SEEN, failed)
            weighed.append(
                attrs.evolve(
                    hit,
                    confidence=hit.confidence.shifted(len(sure) - len(doubt)),
                    notes=(*hit.notes, *sure, *doubt),
                )
            )
        return weighed

    def _counted(self, count: int, within: Scope, hits: list[Hit], dropped: Listener | None) -> list[Hit]:
        places = Intervals((hit.start, hit.end) for hit in hits)
        kept = []
        for hit in hits:
            low, high = self.scope(within, hit)
            if places.holds_disjoint(count, low, high):
                kept.append(attrs.evolve(hit, notes=(*hit.notes, ("at_least", str(count), -1, -1))))
            elif dropped:
                dropped(hit, f"fewer than {count} separate matches stand in the {_scope_name(within)}", ())
        return kept

    def scope(self, within: Scope, hit: Hit) -> tuple[int, int]:
        """Where evidence for `hit` may stand."""
        if within == "sentence":
            return self.reading.segments.sentence(hit.start, hit.end)
        if within == "text":
            return 0, len(self.reading.text)
        return max(0, hit.start - within), min(len(self.reading.text), hit.end + within)

    def _each_near(
        self,
        nodes: tuple[Node, ...],
        kind: EvidenceKind,
        within: Scope,
        hit: Hit,
        mode: Mode,
        failed: set[Failed],
    ) -> list[Note]:
        notes = (self._first_near((node,), kind, within, hit, mode, failed) for node in nodes)
        return [note for note in notes if note]

    def _first_near(
        self,
        nodes: tuple[Node, ...],
        kind: EvidenceKind,
        within: Scope,
        hit: Hit,
        mode: Mode,
        failed: set[Failed],
    ) -> Note | None:
        low, high = self.scope(within, hit)
        note: Note | None = None
        for node in nodes:
            # all are asked, found or not: what fails must not depend on the order of a list
            places, lost = self._places(node, mode)
            failed |= lost
            # near the match, not in it: wholly before or wholly after
            found = places.first_within(low, hit.start) or places.first_within(hit.end, high)
            if found and note is None:
                note = (kind, node.name, *found)
        return note

    def _places(self, node: Node, mode: Mode) -> tuple[Intervals, frozenset[Failed]]:
        key = (id(node), mode)
        known = self._near.get(key)
        if known is None:
            known = self._near[key] = self.spans((node,), mode)
        return known

    def _union(self, nodes: Iterable[Node], mode: Mode, failed: set[Failed]) -> list[Hit]:
        together: dict[tuple[int, int], Hit] = {}
        for node in nodes:
            for hit in self._node(node, mode, failed):
                span = (hit.start, hit.end)
                twin = together.get(span)
                # one span, one match: detectors that agree are pieces of evidence for it
                together[span] = hit if twin is None else _merged(twin, hit)
        return [together[span] for span in sorted(together)]

    def _node(self, node: Node, mode: Mode, failed: set[Failed]) -> list[Hit]:
        if isinstance(node, Leaf):
            found = self.reading.matches(node.atom, mode.visible)
            if (node.atom, mode.visible) in self.reading.failures:
                failed.add((node.atom, mode.visible))
            hits = [
                Hit(
                    start,
                    end,
                    Confidence.HIGH,
                    (("find", node.name, start, end), *_fold_notes(folds, start, end)),
                )
                for start, end, folds in found
            ]
            weights = self.reading.weights.get((node.atom, mode.visible))
            return hits if weights is None else [_reported(hit, weights) for hit in hits]
        if isinstance(node, Named):
            result = self.run(node.search, mode)
            failed |= result.failed
            return [
                attrs.evolve(hit, notes=(("find", node.name, hit.start, hit.end), *hit.notes[_own(hit) :]))
                for hit in result.hits
            ]
        if isinstance(node, AnyOf):
            return self._union(node.nodes, mode, failed)
        if isinstance(node, Several):
            return self._counted(node.count, "sentence", self._union(node.nodes, mode, failed), None)
        kept = []
        for hit in self._node(node.first, mode, failed):
            notes = self._each_near(node.others, "with", "sentence", hit, mode, failed)
            if len(notes) == len(node.others):
                kept.append(attrs.evolve(hit, notes=(*hit.notes, *notes)))
        return kept


def leaves(nodes: Iterable[Node]) -> Iterator[int]:
    """The atoms one of which must match for any of `nodes` to match."""
    for node in nodes:
        if isinstance(node, Leaf):
            yield node.atom
        elif isinstance(node, Named):
            yield from node.search.leaves
        elif isinstance(node, Together):
            yield from leaves((node.first,))
        else:
            yield from leaves(node.nodes)


def _own(hit: Hit) -> int:
    """How many of a hit's first notes name places inside a detector, which its own name replaces."""
    count = 0
    for kind, name, _, _ in hit.notes:
        if kind != "find" or name.startswith("<"):
            break
        count += 1
    return count


def _merged(one: Hit, other: Hit) -> Hit:
    extra = tuple(note for note in other.notes if note not in one.notes)
    return Hit(one.start, one.end, max(one.confidence, other.confidence), (*one.notes, *extra))


def _fold_notes(folds: tuple[str, ...], start: int, end: int) -> tuple[Note, ...]:
    return tuple(("fold", name, start, end) for name in folds)


def _reported(hit: Hit, weights: Mapping[tuple[int, int], Weight]) -> Hit:
    """A hit of a detector from elsewhere, with its own confidence and its names for what it found."""
    confidence, names = weights[hit.start, hit.end]
    notes = tuple[Note, ...](("reported", name, hit.start, hit.end) for name in names)
    return attrs.evolve(hit, confidence=confidence, notes=(*hit.notes, *notes))


def _scope_name(within: Scope) -> str:
    return within if isinstance(within, str) else f"{within} code points round it"
