"""Redaction, and what would change a decision: the same masking, done to the end.

Masking one span can break another rule's permit, drop a doubt or make a word boundary, so a single pass is
not enough: evaluate, mask what is above the limit, evaluate again, until nothing is left. Every pass masks a
new code point, so it ends. It cures findings; a missing disclosure or a failure is the residual.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from policykit.engine.decision import Decision, Disclosure, Failure
from policykit.engine.resolve import Resolution
from policykit.model.scales import Outcome
from policykit.text.spans import Span

MASK = "█"
"""U+2588: patterns that match it are refused at load, so what is masked is never found again."""

MANY_RUNS = 100
"""With more runs than this, giving back is not tried: it takes up to n² evaluations."""

Weigh = Callable[[str], Resolution]
"""From a text to its resolution, in one situation."""


@attrs.frozen
class Redaction:
    """A text with every span above the limit masked, one mask character for each code point.

    `decision` is that of the masked text; `residual` what masking cannot cure; `masked` the runs that were
    masked; `passes` how often it took.
    """

    text: str = attrs.field(repr=False)
    decision: Decision
    residual: tuple[Disclosure | Failure, ...]
    masked: tuple[Span, ...]
    passes: int


def masked_text(text: str, points: set[int]) -> str:
    """`text` with the code points at `points` masked."""
    return "".join(MASK if place in points else char for place, char in enumerate(text))


def mask_out(text: str, weigh: Weigh, to: Outcome) -> tuple[set[int], int]:
    """The code points to mask so that no finding is above `to`, and the number of passes it took."""
    points: set[int] = set()
    passes = 0
    current = text
    while True:
        above = [w for w in weigh(current).weighed if w.outcome > to]
        fresh = {place for w in above for place in range(w.hit.start, w.hit.end)} - points
        if not fresh:
            return points, passes
        points |= fresh
        passes += 1
        current = masked_text(text, points)


def give_back(text: str, points: set[int], weigh: Weigh, to: Outcome) -> set[int]:
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
            if all(w.outcome <= to for w in weigh(masked_text(text, trial)).weighed):
                kept, again = trial, True
                todo.remove(run)
    return kept


def runs(points: set[int]) -> list[tuple[int, int]]:
    """The maximal runs of adjacent points, in order."""
    found: list[tuple[int, int]] = []
    for place in sorted(points):
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found
