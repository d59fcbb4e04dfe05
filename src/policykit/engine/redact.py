"""Redaction, and what would change a decision: the same masking, done to the end.

Masking one span can break another rule's permit, drop a doubt or make a word boundary, so a single pass is
not enough: evaluate, mask what is above the limit, evaluate again, until nothing is left. Every pass masks a
new code point, so it ends. It cures findings; a missing disclosure or a failure is the residual.

All of it counts in code points of the source, so that markup is read anew after each pass and stays whole:
only the characters that carry a match are masked, never a tag between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set

import attrs

from policykit.engine.decision import Decision, Disclosure, Failure
from policykit.model.scales import Outcome
from policykit.text.spans import Span

MASK = "█"
"""U+2588: patterns that match it are refused at load, so what is masked is never found again."""

MANY_RUNS = 100
"""With more runs than this, giving back is not tried: it takes up to n² evaluations."""

Ranges = tuple[tuple[int, int], ...]


@attrs.frozen
class Sighting:
    """A match as redaction sees it: its outcome, its name, its words, the source ranges that carry it."""

    outcome: Outcome
    label: str
    value: str = attrs.field(repr=False)
    ranges: Ranges


Weigh = Callable[[str], Sequence[Sighting]]
"""From a text to what is found in it, in one situation."""


@attrs.frozen
class Redaction:
    """A text with every span above the limit masked or replaced.

    `decision` is that of the redacted text; `residual` what redaction cannot cure; `masked` the runs of the
    original that were taken out; `passes` how often it took.
    """

    text: str = attrs.field(repr=False)
    decision: Decision
    residual: tuple[Disclosure | Failure, ...]
    masked: tuple[Span, ...]
    passes: int


def masked_text(text: str, points: Set[int]) -> str:
    """`text` with the code points at `points` masked."""
    return "".join(MASK if place in points else char for place, char in enumerate(text))


@attrs.frozen
class Masking:
    """What to mask so that no finding is above a limit: the code points, for what, and in how many passes."""

    points: frozenset[int]
    sightings: tuple[Sighting, ...]
    passes: int


def mask_out(text: str, weigh: Weigh, to: Outcome) -> Masking:
    """The masking of `text` that leaves no finding above `to`."""
    points: set[int] = set()
    sightings: list[Sighting] = []
    passes = 0
    current = text
    while True:
        above = [s for s in weigh(current) if s.outcome > to]
        fresh = points_of(above) - points
        if not fresh:
            return Masking(frozenset(points), tuple(sightings), passes)
        points |= fresh
        sightings += above
        passes += 1
        current = masked_text(text, points)


def points_of(sightings: Iterable[Sighting]) -> set[int]:
    """The code points of the source that carry any of `sightings`."""
    return {place for s in sightings for low, high in s.ranges for place in range(low, high)}


def give_back(text: str, points: Set[int], weigh: Weigh, to: Outcome) -> set[int]:
    """The points that must stay masked: no single run of them can be spared.

    Runs are given back left to right, sweep after sweep, until none can be. The result suffices; it is not
    the smallest possible, which is a hitting-set search.
    """
    kept = set(points)
    todo = runs(points)
    again = True
    while again:
        again = False
        for run in list(todo):
            trial = kept.difference(range(*run))
            if all(s.outcome <= to for s in weigh(masked_text(text, trial))):
                kept, again = trial, True
                todo.remove(run)
    return kept


def runs(points: Set[int]) -> list[tuple[int, int]]:
    """The maximal runs of adjacent points, in order."""
    found: list[tuple[int, int]] = []
    for place in sorted(points):
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found
