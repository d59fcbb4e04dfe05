r"""Writes a tree as a screen: an expression for the prefilter that ends wherever a match can end.

The prefilter's Unicode tables are older than the confirming engine's, so a screen asks it for none: a
class is its exact ASCII members plus every code point beyond ASCII that it may hold. It drops what only
narrows (look-arounds, `\B`, anchors inside), and opens repeats that would cost it too many states. What
it must keep is this: INVARIANT: every end of every match of the tree is an end of a match of the screen,
unless the screen says that it reports an offset `inside` each match.

`\b` is kept next to a code point that is surely an ASCII word character: there Unicode's edge implies
the ASCII edge. Elsewhere it is pushed into the neighbour, which is split: `(?:\b[0-9A-Za-z_]|[^\x00-\x7f])`.
"""

from __future__ import annotations

from functools import lru_cache

import attrs

from policykit.matching.pattern.characters import ASCII, ASCII_WORD, EVERY_WIDE, Coverage, cover, merged
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
)
from policykit.matching.pattern.width import least
from policykit.matching.screen import MULTILINE, UTF8, Screen

__all__ = ["end_screen", "screen"]

# States that an expression may cost the prefilter. Measured: up to here it compiles in about 20 ms.
STATES = 400
# Repeats above these counts are opened, in this order, until the expression is cheap enough: of nodes that
# are one byte wide (which the prefilter counts cheaply), and of all others.
OPENED_ABOVE = ((64, 8), (32, 4), (16, 2), (4, 1), (1, 1))
# A range of code points beyond ASCII is a few sequences of two to four bytes in the prefilter's automaton.
WIDE_STATES = 5

EDGE = r"\b"

ODD_LETTERS = "\u0130\u0131\u017f\u212a"
"""What matches `i`, `s` or `k` where case does not count. With them in a class, a word is no literal to the
prefilter, which then costs it three times as much; and each of them makes a text fold."""
ODD_RANGES = frozenset((ord(char), ord(char)) for char in ODD_LETTERS)
# A leading repeat that is no longer than this keeps the `\b` before it, at the cost of keeping its counts.
COUNTED = 8

STARTS = {Place.TEXT_START: r"\A", Place.LINE_START: "^"}
ENDS = {Place.TEXT_END: r"\z", Place.LAST_LINE_END: r"\Z", Place.LINE_END: "$"}


@attrs.frozen
class Limits:
    """How far repeats are counted before they are opened."""

    narrow: int
    wide: int


@attrs.frozen
class Style:
    """What a screen holds: edges and anchors, and the odd letters that match an ASCII one in any case."""

    edges: bool
    odd: bool


@attrs.frozen
class Written:
    """A piece of an expression, and about how many states it costs."""

    text: str
    states: int

    def __add__(self, other: Written) -> Written:
        return Written(self.text + other.text, self.states + other.states)


NOTHING = Written("", 0)


def screen(node: Node, *, edges: bool = True, odd: bool = True) -> Screen:
    r"""Return the screen of `node`, a tree that is bounded and matches at least one code point.

    Without `edges` the expression holds no anchor and no `\b`, so that it may scan a buffer in which
    texts touch each other, or be part of a combination of expressions. Without `odd` it leaves out matches
    that hold one of `ODD_LETTERS`.
    """
    parts: list[Node] = list(node.parts) if isinstance(node, Sequence) else [node]
    start = end = ""
    while parts and isinstance(parts[0], Anchor) and parts[0].place in STARTS:
        start = start or STARTS[parts[0].place]
        parts = parts[1:]
    while parts and isinstance(parts[-1], Anchor) and parts[-1].place in ENDS:
        end = end or ENDS[parts[-1].place]
        parts = parts[:-1]
    start, end = (start, end) if edges else ("", "")
    kept = parts if start else _shortened(parts, edges)
    style = Style(edges, odd)
    # What is too long is cut from its end: then the screen reports an offset inside the match.
    for length in range(len(kept), 0, -1):
        cut = tuple(kept[:length])
        written = _cheapest(cut, style) if any(map(least, cut)) else None
        if written:
            inside = length < len(kept)
            text, end = written.text, "" if inside else end
            # A bare choice would tear the anchors apart.
            text = f"{start}(?:{text}){end}" if start or end else text
            lines = "^" in (start, end) or "$" in (start, end)
            return Screen(text.encode(), UTF8 | (MULTILINE if lines else 0), inside)
    return end_screen(node)


def _cheapest(parts: tuple[Node, ...], style: Style) -> Written | None:
    """Write `parts` with as few repeats opened as makes them cheap enough; None where nothing does."""
    for narrow, wide in OPENED_ABOVE:
        written = _Writer(Limits(narrow, wide), style).sequence(parts)
        if written.states <= STATES:
            return written
    return None


def end_screen(node: Node) -> Screen:
    """Return a screen so small that every prefilter takes it: the code points with which a match can end."""
    return Screen(_class(_last(node)).encode())


def _last(node: Node) -> Coverage:
    """Return what the last code point of a non-empty match of `node` can be."""
    match node:
        case Literal() | CharClass() | Dot():
            return cover(node)
        case Sequence(parts):
            found = Coverage(frozenset(), ())
            for part in reversed(parts):
                found = _either(found, _last(part))
                if least(part):
                    break
            return found
        case Choice(options):
            found = Coverage(frozenset(), ())
            for option in options:
                found = _either(found, _last(option))
            return found
        case Repeat(body):
            return _last(body)
        case _:
            return Coverage(frozenset(), ())


def _either(one: Coverage, other: Coverage) -> Coverage:
    return Coverage(one.ascii | other.ascii, merged((*one.wide, *other.wide)))


def _shortened(parts: list[Node], edges: bool) -> list[Node]:
    """Drop what the beginning of a screen does not need: a match that starts later ends at the same place."""
    kept = list(parts)
    # Something in `parts` consumes a code point, so the loop ends before they do.
    while True:
        first = kept[0]
        if isinstance(first, Look) or (isinstance(first, Anchor) and first.place is not Place.WORD_EDGE):
            kept = kept[1:]
        elif isinstance(first, Anchor):
            if edges and len(kept) > 1 and _is_short(kept[1]):
                return kept
            kept = kept[1:]
        elif not least(first):
            kept = kept[1:]
        elif isinstance(first, Repeat) and first.most != first.least:
            return [attrs.evolve(first, most=first.least), *kept[1:]]
        else:
            return kept


def _is_short(node: Node) -> bool:
    r"""Say whether a leading `\b` is worth its cost before `node`."""
    if isinstance(node, Repeat) and isinstance(node.body, Literal | CharClass | Dot):
        counted = node.most is not None and node.most <= COUNTED
        return node.least > 0 and (counted or not cover(node.body).wide)
    return least(node) > 0


@lru_cache(maxsize=4096)
def _without_odd(found: Coverage) -> Coverage:
    if not found.ascii:
        return found  # an odd letter that somebody wrote on purpose
    wide = [pair for pair in found.wide if pair not in ODD_RANGES]
    return Coverage(found.ascii, tuple(wide))


@lru_cache(maxsize=4096)
def _class(found: Coverage) -> str:
    if found.wide == EVERY_WIDE and len(found.ascii) == len(ASCII):
        return "(?s:.)"
    if found.wide == EVERY_WIDE:
        return f"[^{_ranges(frozenset(ASCII) - found.ascii)}]"
    if len(found.ascii) == 1 and not found.wide:
        return _char(*found.ascii)
    return f"[{_ranges(found.ascii, found.wide)}]"


def _ranges(ascii_members: frozenset[str], wide: tuple[tuple[int, int], ...] = ()) -> str:
    points = [(ord(char), ord(char)) for char in ascii_members]
    return "".join(
        _char(chr(first)) if first == last else f"{_char(chr(first))}-{_char(chr(last))}"
        for first, last in (*merged(points), *wide)
    )


def _char(char: str) -> str:
    return char if char in ASCII_WORD else f"\\x{{{ord(char):x}}}"


class _Writer:
    """Writes one screen under one set of limits."""

    __slots__ = ("edges", "limits", "odd")

    def __init__(self, limits: Limits, style: Style) -> None:
        self.limits = limits
        self.edges = style.edges
        self.odd = style.odd

    def node(self, node: Node, head: bool = False, tail: bool = False) -> Written:
        r"""Write `node`; `head` and `tail` ask for a `\b` before and after it, dropped where unsound."""
        match node:
            case Literal() | CharClass() | Dot():
                found = cover(node)
                return self.single(found if self.odd else _without_odd(found), head, tail)
            case Sequence(parts):
                return self.sequence(parts, head, tail)
            case Choice(options):
                return _choice([self.node(option, head, tail) for option in options])
            case Repeat():
                return self.repeat(node, head, tail)
            case _:
                return NOTHING

    def single(self, found: Coverage, head: bool, tail: bool) -> Written:
        states = (1 if found.ascii else 0) + WIDE_STATES * len(found.wide)
        inside = found.ascii & ASCII_WORD
        if not (head or tail) or not inside:
            return Written(_class(found), states)
        word = (EDGE if head else "") + _class(Coverage(inside, ())) + (EDGE if tail else "")
        rest = Coverage(found.ascii - inside, found.wide)
        if not rest.ascii and not rest.wide:
            return Written(word, states)
        return Written(f"(?:{word}|{_class(rest)})", states + 1)

    def sequence(self, parts: tuple[Node, ...], head: bool = False, tail: bool = False) -> Written:
        consuming = [part for part in parts if not isinstance(part, Anchor | Look)]
        edged_before, edged_after = self._edges(parts)
        written = NOTHING
        for place, part in enumerate(consuming):
            written += self.node(
                part,
                (head and place == 0) or place in edged_before,
                (tail and place == len(consuming) - 1) or place in edged_after,
            )
        return written

    def _edges(self, parts: tuple[Node, ...]) -> tuple[set[int], set[int]]:
        r"""Return before and after which of the consuming parts a `\b` stands."""
        before: set[int] = set()
        after: set[int] = set()
        place = 0
        for part in parts:
            if self.edges and part == Anchor(Place.WORD_EDGE):
                before.add(place)
                after.add(place - 1)
            elif not isinstance(part, Anchor | Look):
                place += 1
        return before, after

    def repeat(self, node: Repeat, head: bool, tail: bool) -> Written:
        assert node.most is not None
        if not node.most:
            return NOTHING
        if not node.least or not (head or tail) or not least(node.body):
            return self._times(node.body, node.least, node.most)
        if node.most == 1:
            return self.node(node.body, head, tail)
        first, last = self.node(node.body, head=head), self.node(node.body, tail=tail)
        if not tail:
            return first + self._times(node.body, node.least - 1, node.most - 1)
        if not head:
            return self._times(node.body, node.least - 1, node.most - 1) + last
        longer = first + self._times(node.body, max(node.least - 2, 0), node.most - 2) + last
        return longer if node.least > 1 else _choice([self.node(node.body, True, True), longer])

    def _times(self, body: Node, fewest: int, most: int) -> Written:
        if not most:
            return NOTHING
        inside = self.node(body)
        limit = self.limits.narrow if inside.states == 1 else self.limits.wide
        text = inside.text if isinstance(body, Literal | CharClass | Dot | Choice) else f"(?:{inside.text})"
        low = min(fewest, limit)
        if most > limit:
            return Written(text + {0: "*", 1: "+"}.get(low, f"{{{low},}}"), inside.states * max(low, 1))
        exact = "" if most == 1 else f"{{{most}}}"
        counts = exact if low == most else "?" if most == 1 else f"{{{low},{most}}}"
        return Written(text + counts, inside.states * most)


def _choice(options: list[Written]) -> Written:
    return Written(
        f"(?:{'|'.join(option.text for option in options)})", sum(option.states for option in options)
    )
