"""A small matcher that knows every way to match at once: slow, plain and never exponential.

It walks the tree with sets of places, so that its work is at most the size of the tree times the square
of the length of the text, times the largest repeat. It serves where a pattern must be tried on a short
text before anybody knows whether the confirming engine would survive it, and the tests use it as the
meaning that the engines are held against. Order (greedy, lazy, first option) is no concern of its.
"""

from __future__ import annotations

from policykit.matching.pattern.characters import members
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
    Shorthand,
    Single,
)

__all__ = ["WORD", "Matcher", "holds", "matches_within"]

WORD = CharClass((Shorthand("w"),))


class Matcher:
    """Matches trees against one text; `ends` is all that it answers."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._alphabet = "".join(sorted(set(text)))
        self._members: dict[Single, frozenset[str]] = {}
        self._known: dict[tuple[int, int], frozenset[int]] = {}
        # INVARIANT: `_known` goes by identity, so the trees that it knows must outlive it.
        self._kept: list[Node] = []

    def ends(self, node: Node, start: int) -> frozenset[int]:
        """Return every place where a match of `node` that begins at `start` can end."""
        self._kept.append(node)
        return self._ends(node, start)

    def _ends(self, node: Node, start: int) -> frozenset[int]:
        key = (id(node), start)
        if key not in self._known:
            self._known[key] = self._found(node, start)
        return self._known[key]

    def _found(self, node: Node, start: int) -> frozenset[int]:
        match node:
            case Literal() | CharClass() | Dot():
                hit = start < len(self._text) and self._text[start] in self._set(node)
                return frozenset({start + 1} if hit else ())
            case Anchor(place):
                return frozenset({start} if holds(place, self._text, start, self._set(WORD)) else ())
            case Look(body, behind, negated):
                seen = self._seen_behind(body, start) if behind else bool(self._ends(body, start))
                return frozenset({start} if seen != negated else ())
            case Sequence(parts):
                places = frozenset({start})
                for part in parts:
                    places = self._from_each(part, places)
                return places
            case Choice(options):
                return frozenset().union(*(self._ends(option, start) for option in options))
            case _:
                return self._repeated(node, start)

    def _from_each(self, node: Node, places: frozenset[int]) -> frozenset[int]:
        return frozenset().union(*(self._ends(node, place) for place in places))

    def _repeated(self, node: Repeat, start: int) -> frozenset[int]:
        body, least, most = node.body, node.least, node.most
        places = frozenset({start})
        found = places if least == 0 else frozenset()
        count = 0
        while places and (most is None or count < most):
            reached = self._from_each(body, places)
            count += 1
            if count > least and reached <= found:
                break
            if count >= least:
                found |= reached
            places = reached
        return found

    def _seen_behind(self, body: Node, end: int) -> bool:
        return any(end in self._ends(body, start) for start in range(end, -1, -1))

    def _set(self, node: Single) -> frozenset[str]:
        if node not in self._members:
            self._members[node] = frozenset(members(node, self._alphabet))
        return self._members[node]


def holds(place: Place, text: str, at: int, words: frozenset[str]) -> bool:
    """Say whether an anchor holds in `text` before the code point `at`; `words` are its word characters."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    match place:
        case Place.TEXT_START:
            return not before
        case Place.TEXT_END:
            return not after
        case Place.LAST_LINE_END:
            return text[at:] in ("", "\n")
        case Place.LINE_START:
            return before in ("", "\n")
        case Place.LINE_END:
            return after in ("", "\n")
        case _:
            return ((before in words) != (after in words)) == (place is Place.WORD_EDGE)


def matches_within(node: Node, text: str) -> bool:
    """Say whether `node` matches one code point or more anywhere in `text`."""
    matcher = Matcher(text)
    return any(end > start for start in range(len(text)) for end in matcher.ends(node, start))
