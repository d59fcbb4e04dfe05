"""A proof that a pattern is cheap: an upper bound on the steps of one attempt, over all texts at once.

The bound is computed from the end of the pattern to its beginning. What follows a node is summed up in a
`Rest`; a node in front of it makes a new `Rest`. A choice costs what its options cost together, unless the
next code point decides between them; a repeat costs its run, and what follows once for each number of
rounds, unless the next code point says where the run must end. Where that stays below a limit, no text can
make the plain matcher take more steps, and nothing needs to be tried. Where it does not, nothing is proved.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from policykit.matching.pattern.alphabet import Alphabet
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
    Single,
)
from policykit.matching.pattern.width import greatest, least

__all__ = ["ceiling"]


@attrs.frozen
class Rest:
    """What can still happen from some place in a pattern on.

    `first` is the set of groups that the next consumed code point can belong to; where `nullable`, the
    rest may also succeed without consuming any, and where `sure` it succeeds whatever the text. `cost` is
    the most steps that it takes, `miss` the most where the next code point is not in `first`.
    """

    first: int
    nullable: bool
    sure: bool
    cost: int
    miss: int


END = Rest(0, nullable=True, sure=True, cost=0, miss=0)


def ceiling(node: Node, alphabet: Alphabet, limit: int) -> int:
    """Return the most steps that one attempt to match `node` can take, or a number above `limit`."""
    return _Ceiling(alphabet, limit).before(node, END).cost


class _Ceiling:
    __slots__ = ("alphabet", "cap")

    def __init__(self, alphabet: Alphabet, limit: int) -> None:
        self.alphabet = alphabet
        self.cap = limit + 1

    def before(self, node: Node, rest: Rest) -> Rest:
        """Return the rest that begins with `node` and goes on with `rest`."""
        match node:
            case Literal() | CharClass() | Dot():
                return Rest(self.alphabet.masks[node], False, False, self._capped(1 + rest.cost), 1)
            case Anchor():
                return self._asked(1, rest)
            case Look(body, behind):
                widths = greatest(body) - least(body) + 1 if behind else 1
                return self._asked(1 + widths * self.before(body, END).cost, rest)
            case Sequence(parts):
                for part in reversed(parts):
                    rest = self.before(part, rest)
                return rest
            case Choice(options):
                return self._choice(options, rest)
            case Repeat(Literal() | CharClass() | Dot() as body, fewest, most):
                return self._run(self.alphabet.masks[body], fewest, most or 0, rest)
            case _:
                return self._rounds(node.body, node.least, node.most or 0, rest)

    def _capped(self, cost: int) -> int:
        return min(cost, self.cap)

    def _asked(self, cost: int, rest: Rest) -> Rest:
        return Rest(
            rest.first, rest.nullable, False, self._capped(cost + rest.cost), self._capped(cost + rest.miss)
        )

    def _run(self, mask: int, fewest: int, most: int, rest: Rest) -> Rest:
        if not most:
            return rest
        if rest.sure:
            cost = most + rest.cost
        elif rest.nullable or rest.first & mask:
            cost = most + (most - fewest + 1) * rest.cost
        else:
            # Only behind the whole run can the next code point be the rest's first.
            cost = most + (most - fewest) * rest.miss + rest.cost
        return self._optional(Rest(mask, False, False, self._capped(cost), 1), rest, fewest == 0)

    def _optional(self, rest: Rest, without: Rest, optional: bool) -> Rest:
        """Return `rest` with the sets that it has where its first node may be left out."""
        if not optional:
            return rest
        return attrs.evolve(
            rest,
            first=rest.first | without.first,
            nullable=rest.nullable or without.nullable,
            sure=without.sure,
            miss=self._capped(rest.miss + without.miss),
        )

    def _rounds(self, body: Node, fewest: int, most: int, rest: Rest) -> Rest:
        # A rest that cannot fail is reached once and never left again: it is paid once, at the end.
        paid, rest = self._prepaid(rest)
        chain = rest
        for done in range(most - 1, -1, -1):
            inside = self.before(body, chain)
            chain = inside if done < fewest else self._either((inside, rest))
            if chain.cost >= self.cap:
                break
        return attrs.evolve(chain, cost=self._capped(chain.cost + paid))

    def _prepaid(self, rest: Rest) -> tuple[int, Rest]:
        return (rest.cost, attrs.evolve(rest, cost=0, miss=0)) if rest.sure else (0, rest)

    def _choice(self, options: Iterable[Node], rest: Rest) -> Rest:
        paid, rest = self._prepaid(rest)
        found = self._either(tuple(self._shared(options, rest)))
        return attrs.evolve(found, cost=self._capped(found.cost + paid))

    def _shared(self, options: Iterable[Node], rest: Rest) -> Iterable[Rest]:
        """Yield a rest for each option; those that begin with the same single node go on from it together."""
        families: dict[Single | None, list[tuple[Node, ...]]] = {}
        for option in options:
            parts = option.parts if isinstance(option, Sequence) else (option,)
            lead: Node | None = parts[0] if parts else None
            shared = lead if isinstance(lead, Literal | CharClass | Dot) else None
            families.setdefault(shared, []).append(parts)
        for shared, family in families.items():
            if shared is None or len(family) == 1:
                yield from (self.before(Sequence(parts), rest) for parts in family)
            else:
                behind = self._choice([Sequence(parts[1:]) for parts in family], rest)
                together = self.before(shared, behind)
                yield attrs.evolve(
                    together, cost=self._capped(together.cost + len(family) - 1), miss=len(family)
                )

    def _either(self, rests: tuple[Rest, ...]) -> Rest:
        """Return the rest of a choice: options that the next code point rules out only cost their miss."""
        # One bit more than there are groups stands for the code points that no node matches.
        groups = range(len(self.alphabet.chars) + 1)
        cost = max(
            sum(rest.cost if rest.nullable or rest.first >> group & 1 else rest.miss for rest in rests)
            for group in groups
        )
        first = 0
        for rest in rests:
            first |= rest.first
        return Rest(
            first,
            nullable=any(rest.nullable for rest in rests),
            sure=any(rest.sure for rest in rests),
            cost=self._capped(cost),
            miss=self._capped(sum(rest.cost if rest.nullable else rest.miss for rest in rests)),
        )
