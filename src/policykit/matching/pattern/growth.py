"""Hostile growth: whether some text makes a pattern cost more than it may, and which.

What can be proved cheap (`ceiling`) is not tried at all. Against the others, texts are written from the
pattern's own alphabet: a shortest way into each repeat, one pump after another that its overlapping parts
share, and an end that kills the match; after these, texts that grow block by block wherever they cost most.
The order is fixed and the work bounded, so that the same pattern always gets the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product, takewhile

import attrs

from policykit.matching.pattern.alphabet import Alphabet, alphabet_of
from policykit.matching.pattern.backtrack import count_steps, members_by_node, to_program
from policykit.matching.pattern.ceiling import ceiling
from policykit.matching.pattern.parse import Pattern
from policykit.matching.pattern.syntax import (
    Anchor,
    CharClass,
    Choice,
    Dot,
    Literal,
    Look,
    Node,
    Repeat,
    Sequence,
    walk,
)

__all__ = ["STEP_LIMIT", "Attack", "hostile", "steps"]

STEP_LIMIT = 8_000
# All tries against one pattern together take at most this many times the limit of one.
PATIENCE = 40
# Of the code points and samples that a pattern offers for pumping, so many are combined.
PUMPED = 6
# A text that grows block by block does so in this many blocks.
BLOCKS = 16


@attrs.frozen
class Attack:
    """A text on which one attempt to match costs more than it may.

    The attempt begins at the code point `start` of `text` and takes more than `steps` steps.
    """

    text: str = attrs.field(repr=False)
    start: int
    steps: int

    @property
    def message(self) -> str:
        """What to say of it, in the grammar of diagnostics."""
        return f"the pattern can take more than {self.steps:,} steps on {len(self.text)} code points"

    @property
    def help(self) -> str:
        """What to write instead."""
        return "narrow the repeats, e.g. `.{0,40}`, or let what follows one begin with what it excludes"


def steps(pattern: Pattern, text: str, start: int = 0, limit: int = STEP_LIMIT) -> int:
    """Return the steps that a plain backtracking matcher takes to match `pattern` at `start`, or `limit` + 1.

    A step is one test of a code point, an anchor or a look-around. `start` is an offset in code points.
    """
    known = members_by_node(pattern.node, "".join(sorted(set(text))))
    return count_steps(to_program(pattern.node), text, start, limit, known)


def hostile(pattern: Pattern, *, limit: int = STEP_LIMIT) -> Attack | None:
    """Return the first attack found that costs more than `limit` steps, or None where none is.

    None without a try where a bound proves that no text can cost so much; else after a bounded search.
    """
    alphabet = alphabet_of(pattern.node)
    if ceiling(pattern.node, alphabet, limit) <= limit:
        return None
    return _Search(pattern, alphabet, limit).found()


class _Search:
    """One bounded search for an attack."""

    __slots__ = ("alphabet", "left", "limit", "node", "program", "width")

    def __init__(self, pattern: Pattern, alphabet: Alphabet, limit: int) -> None:
        self.node = pattern.node
        self.width = pattern.max_width + pattern.ahead
        self.alphabet = alphabet
        self.program = to_program(pattern.node)
        self.limit = limit
        self.left = limit * PATIENCE

    def found(self) -> Attack | None:
        before = _context(self.node, self.alphabet)
        entries = [(way, self.pumps(loop)) for way, loop in _ways_in(self.node, self.alphabet)]
        for way, pumps in entries:
            for text in self.pumped(before + way, pumps):
                if self.cost(text, len(before)) > self.limit:
                    return Attack(text, len(before), self.limit)
        for way, pumps in entries:
            attack = self.grown(before, way, pumps)
            if attack:
                return attack
        return None

    def cost(self, text: str, start: int) -> int:
        if self.left <= 0:
            return 0
        taken = count_steps(self.program, text, start, self.limit, self.alphabet.members)
        self.left -= taken
        return taken

    def pumps(self, loop: Repeat) -> tuple[str, ...]:
        """Return what `loop` can repeat: shared code points first, then samples of its body, then pairs."""
        inside = 0
        for below in walk(loop.body):
            if isinstance(below, Literal | CharClass | Dot):
                inside |= self.alphabet.masks[below]
        chars = sorted(self.alphabet.of(inside), key=self.sharing, reverse=True)[:PUMPED]
        samples = [_sample(loop.body, self.alphabet)]
        samples += [
            _sample(option, self.alphabet)
            for below in walk(loop.body)
            if isinstance(below, Choice)
            for option in below.options
        ]
        pairs = ["".join(pair) for pair in product(chars, repeat=2) if pair[0] != pair[1]]
        return tuple(dict.fromkeys(filter(None, (*chars, *samples[:PUMPED], *pairs))))

    def sharing(self, char: str) -> int:
        """Return how many single nodes of the pattern match `char`."""
        return sum(char in members for members in self.alphabet.members.values())

    def pumped(self, way: str, pumps: tuple[str, ...]) -> Iterator[str]:
        """Yield the texts that one pump makes, then those that two make one after the other."""
        room = max(self.width - len(way), 1)
        for pump in pumps:
            for kill in self.kills(pump):
                yield way + pump * (room // len(pump) + 1) + kill
        for first, second in product(pumps[:PUMPED], repeat=2):
            if first != second:
                for share in (2, 3):
                    times = room // (share * len(first)), room // (share * len(second))
                    yield way + first * times[0] + second * times[1] + self.kills(second)[0]

    def kills(self, pump: str) -> tuple[str, ...]:
        """Return ends for a text that shall not match: a stranger to the pattern, or what is not the pump."""
        other = next((char for char in self.alphabet.chars if char not in pump), "")
        return (self.alphabet.strangers or other, "") if self.alphabet.strangers or other else ("",)

    def grown(self, before: str, way: str, pumps: tuple[str, ...]) -> Attack | None:
        """Grow one text by the block that costs most, until it is as wide as the pattern."""
        size = max(self.width // BLOCKS, 1)
        blocks = [(pump * (size // len(pump) + 1))[:size] for pump in pumps[: 2 * PUMPED]]
        text = before + way
        while len(text) - len(before) <= self.width and self.left > 0:
            tries = [(self.cost(text + block + self.kills(block)[0], len(before)), block) for block in blocks]
            most, best = max(tries, key=lambda tried: tried[0])
            text += best
            if most > self.limit:
                return Attack(text + self.kills(best)[0], len(before), self.limit)
        return None


def _sample(node: Node, alphabet: Alphabet) -> str:
    """Return a shortest text that `node` matches, its conditions aside, in the pattern's own alphabet."""
    match node:
        case Literal() | CharClass() | Dot():
            return alphabet.of(alphabet.masks[node])[:1]
        case Sequence(parts):
            return "".join(_sample(part, alphabet) for part in parts)
        case Choice(options):
            return min((_sample(option, alphabet) for option in options), key=len)
        case Repeat(body, fewest):
            return _sample(body, alphabet) * fewest
        case _:
            return ""


def _context(node: Node, alphabet: Alphabet) -> str:
    """Return what must stand before a match that begins with look-behinds."""
    parts = node.parts if isinstance(node, Sequence) else (node,)
    conditions = takewhile(lambda part: isinstance(part, Look | Anchor), parts)
    looks = [part for part in conditions if isinstance(part, Look) and part.behind and not part.negated]
    return max((_sample(look.body, alphabet) for look in looks), key=len, default="")


def _ways_in(node: Node, alphabet: Alphabet, way: str = "") -> Iterator[tuple[str, Repeat]]:
    """Yield each repeat that can take more than one round, with a shortest text that leads to it."""
    match node:
        case Sequence(parts):
            for part in parts:
                yield from _ways_in(part, alphabet, way)
                way += _sample(part, alphabet)
        case Choice(options):
            for option in options:
                yield from _ways_in(option, alphabet, way)
        case Look(body, behind):
            if not behind:
                yield from _ways_in(body, alphabet, way)
        case Repeat(body, _, most):
            if most != 1:
                yield way, node
            yield from _ways_in(body, alphabet, way)
