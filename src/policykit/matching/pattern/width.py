"""How many code points a pattern can span, how far it looks around, and how its open repeats are bounded.

An open repeat (`*`, `+`, `{m,}`) would let a match grow without end, and no window round a prefilter's
hit would be wide enough. So all open repeats of a pattern share one bound R: the greatest number for
which the whole pattern spans at most its greatest width, nested repeats multiplied out. `a.*b` within
400 is exactly `a.{0,398}b`; `(?:\\w+ )+` is `(?:\\w{1,19} ){1,19}`. Where less than `LEAST_BOUND` would
be left, the pattern is refused: so small a bound would surprise its author.
"""

from __future__ import annotations

import attrs

from policykit.matching.pattern.problem import PatternError
from policykit.matching.pattern.syntax import (
    Anchor,
    CharClass,
    Choice,
    Dot,
    Literal,
    Look,
    Node,
    Place,
    Repeat,
    Sequence,
    walk,
)

__all__ = ["LEAST_BOUND", "bounded", "greatest", "is_open", "least", "reach"]

LEAST_BOUND = 8

# How many code points an anchor reads before and after its place. `$` reads two: a line feed ends the
# text only where nothing follows it.
ANCHOR_REACH = {
    Place.TEXT_START: (1, 0),
    Place.TEXT_END: (0, 1),
    Place.LAST_LINE_END: (0, 2),
    Place.LINE_START: (1, 0),
    Place.LINE_END: (0, 1),
    Place.WORD_EDGE: (1, 1),
    Place.NO_WORD_EDGE: (1, 1),
}


def least(node: Node) -> int:
    """Return the fewest code points that a match of `node` spans."""
    match node:
        case Literal() | CharClass() | Dot():
            return 1
        case Anchor() | Look():
            return 0
        case Sequence(parts):
            return sum(map(least, parts))
        case Choice(options):
            return min(map(least, options))
        case _:
            return node.least * least(node.body)


def greatest(node: Node, bound: int = 0) -> int:
    """Return the most code points that a match of `node` spans, with open repeats ending at `bound`."""
    match node:
        case Literal() | CharClass() | Dot():
            return 1
        case Anchor() | Look():
            return 0
        case Sequence(parts):
            return sum(greatest(part, bound) for part in parts)
        case Choice(options):
            return max(greatest(option, bound) for option in options)
        case _:
            most = max(node.least, bound) if node.most is None else node.most
            return most * greatest(node.body, bound)


def reach(node: Node) -> tuple[int, int]:
    """Return how many code points before its start and after its end a match of `node` may depend on."""
    match node:
        case Anchor(place):
            return ANCHOR_REACH[place]
        case Look(body, behind):
            before, after = reach(body)
            width = greatest(body)
            return (before + width, after) if behind else (before, after + width)
        case Sequence(below) | Choice(below):
            reaches = [reach(part) for part in below]
            return (
                max((before for before, _ in reaches), default=0),
                max((after for _, after in reaches), default=0),
            )
        case Repeat(body):
            return reach(body)
        case _:
            return (0, 0)


def is_open(node: Node) -> bool:
    """Say whether `node` holds a repeat without an upper end."""
    return any(isinstance(below, Repeat) and below.most is None for below in walk(node))


def bounded(node: Node, greatest_width: int) -> Node:
    """Return `node` with every open repeat ending at the pattern's common bound.

    Raises:
        PatternError: the part without open repeats is wider than `greatest_width` code points, or the
            open repeats would be left with fewer than `LEAST_BOUND` repetitions.
    """
    narrowest = greatest(node)
    if narrowest > greatest_width:
        raise PatternError(
            f"the pattern spans up to {narrowest} code points, more than the greatest {greatest_width}",
            help="narrow its repeats, or raise the policy's greatest width",
        )
    if not is_open(node):
        return node
    fits, too_wide = 0, greatest_width + 1
    while too_wide - fits > 1:
        middle = (fits + too_wide) // 2
        if greatest(node, middle) <= greatest_width:
            fits = middle
        else:
            too_wide = middle
    if fits < LEAST_BOUND:
        raise PatternError(
            f"the open repeats share the greatest width of {greatest_width} code points, "
            f"which leaves each at most {fits} repetitions",
            help="end each repeat, e.g. `{1,40}` for `+`",
        )
    return _ending_at(node, fits)


def _ending_at(node: Node, bound: int) -> Node:
    match node:
        case Sequence(parts):
            return Sequence(tuple(_ending_at(part, bound) for part in parts))
        case Choice(options):
            return Choice(tuple(_ending_at(option, bound) for option in options))
        case Repeat(body, times, most):
            inner = _ending_at(body, bound)
            return attrs.evolve(node, body=inner, most=max(times, bound) if most is None else most)
        case _:
            return node
