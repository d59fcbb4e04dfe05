"""How many digits every match of a pattern holds, and how far apart they may stand.

Numbers are what many patterns look for and few texts hold. Who knows that every match holds nine ASCII
digits needs to look only where nine of them stand together (`matching.digits`), and many patterns can be
looked for by one screen: each shape of digits by itself would cost a prefilter a hundred times as much to
compile as all words do. Only ASCII digits count: a class that takes those of other scripts promises none.
"""

from __future__ import annotations

from functools import reduce

import attrs

from policykit.matching.pattern.characters import cover
from policykit.matching.pattern.syntax import CharClass, Choice, Dot, Literal, Node, Repeat, Sequence
from policykit.matching.screen import Screen

__all__ = ["digit_screen", "fewest_digits"]

_DIGITS = frozenset("0123456789")

# A screen for fewer digits than these, or for digits further apart, in bytes, says too little.
FEWEST = 5
FURTHEST = 4
# Screens ask for at most so many digits, so that few different ones are needed.
MOST = 12


@attrs.frozen
class _Digits:
    """What is known of the digits in the matches of a node, in bytes of UTF-8 but for `least`.

    `before`, `between` and `after` are the most bytes that may stand before the first digit, between two
    that follow each other, and after the last, in matches that hold a digit; `holds` says whether there are
    any. `through` is the greatest length of a match without a digit, None where every match holds one.
    """

    least: int
    holds: bool
    before: int
    between: int
    after: int
    through: int | None

    def then(self, other: _Digits) -> _Digits:
        between = self.after + other.before if self.holds and other.holds else 0
        return _Digits(
            self.least + other.least,
            self.holds or other.holds,
            max(self.before, self.through + other.before if other.holds and self.through is not None else 0),
            max(self.between, other.between, between),
            max(other.after, other.through + self.after if self.holds and other.through is not None else 0),
            None if self.through is None or other.through is None else self.through + other.through,
        )

    def either(self, other: _Digits) -> _Digits:
        return _Digits(
            min(self.least, other.least),
            self.holds or other.holds,
            max(self.before, other.before),
            max(self.between, other.between),
            max(self.after, other.after),
            other.through if self.through is None else max(self.through, other.through or 0),
        )

    def times(self, least: int, most: int) -> _Digits:
        """As many copies of it, one after the other."""
        if not most:
            return _NOTHING
        over = self.through or 0
        return _Digits(
            least * self.least,
            self.holds,
            self.before + over * (most - 1) if self.holds else 0,
            max(self.between, self.after + over * (most - 2) + self.before)
            if most > 1 and self.holds
            else self.between,
            self.after + over * (most - 1) if self.holds else 0,
            over * most if self.through is not None or not least else None,
        )


def fewest_digits(node: Node) -> int:
    """Return how many ASCII digits every match of `node` holds at least."""
    return _read(node).least


def digit_screen(node: Node) -> Screen | None:
    """Return a screen that reports an offset inside every match of `node`, None where digits say too little.

    >>> from policykit.matching.pattern.read import read
    >>> digit_screen(read("[0-9]{3}-[0-9]{4}")).expression
    b'[0-9](?:[^0-9]?[0-9]){6}'
    """
    digits = _read(node)
    if digits.least < FEWEST or digits.between > FURTHEST:
        return None
    gap = ("", "[^0-9]?")[digits.between] if digits.between < 2 else f"[^0-9]{{0,{FURTHEST}}}"
    times = min(digits.least, MOST) - 1
    return Screen(f"[0-9](?:{gap}[0-9]){{{times}}}".encode(), 0, True)


_NOTHING = _Digits(0, False, 0, 0, 0, 0)
_DIGIT = _Digits(1, True, 0, 0, 0, None)


def _read(node: Node) -> _Digits:
    match node:
        case Literal() | CharClass() | Dot():
            found = cover(node)
            if not found.wide and found.ascii <= _DIGITS:
                return _DIGIT
            width = 4 if found.wide else 1
            return _Digits(0, not _DIGITS.isdisjoint(found.ascii), 0, 0, 0, width)
        case Sequence(parts):
            return reduce(_Digits.then, map(_read, parts), _NOTHING)
        case Choice(options):
            return reduce(_Digits.either, map(_read, options))
        case Repeat(body, least, most):
            assert most is not None
            return _read(body).times(least, most)
        case _:
            return _NOTHING
