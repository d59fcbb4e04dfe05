"""The few code points that tell the single nodes of a pattern apart.

Two code points that exactly the same nodes match are the same to a pattern. So one representative of
each such group is enough to ask which nodes can consume a common code point, and to write every text
that matters. Candidates are ASCII, the ends of the author's own ranges, and a sample beyond.
"""

from __future__ import annotations

import attrs

from policykit.matching.pattern.backtrack import Members
from policykit.matching.pattern.characters import ASCII, members
from policykit.matching.pattern.matcher import WORD
from policykit.matching.pattern.syntax import CharClass, Dot, Literal, Node, Property, Range, Single, walk

__all__ = ["Alphabet", "alphabet_of"]

# Letters, digits, marks, signs and spaces of several scripts: where classes overlap, they do so here.
SAMPLE = (
    "\u00a0\u00aa\u00ad\u00b2\u00b5\u00bd\u00c4\u00df\u00e9\u0130\u0131\u017f\u01c5\u0301\u0391\u03c9\u0416\u044f"
    "\u05d0\u0627\u0661\u0905\u0967\u0e01\u10d0\u1100\u200b\u2014\u201c\u2028\u20ac\u2160\u212a\u2192\u2211\u2588"
    "\u3000\u3042\u30a2\u4e2d\uac00\ue000\ufe0f\uff10\uff21\U0001d7ce\U0001f600\U000e0041"
)
# With a property in the pattern, every so many code points of the first two planes are asked too.
STRIDE = 61
LAST_SAMPLED = 0x1FFFF

# Candidates in the order in which a representative is chosen: what reads well in an attack comes first.
PREFERRED = "abxA01" + ASCII[32:] + ASCII[:32] + SAMPLE


@attrs.frozen
class Alphabet:
    """The representatives of a pattern's code points.

    `masks` gives each single node the set of groups that it matches, one bit a group; `chars` holds the
    representative of each bit, in order; `strangers` represent what no node matches; `members` is the same
    as `masks`, as sets of representatives, for the counting matcher.
    """

    chars: str
    strangers: str
    masks: dict[Single, int]
    members: Members

    def of(self, mask: int) -> str:
        """Return the representatives of the groups in `mask`."""
        return "".join(char for bit, char in enumerate(self.chars) if mask >> bit & 1)


def alphabet_of(node: Node) -> Alphabet:
    """Return the alphabet of `node`."""
    singles = list(
        dict.fromkeys(below for below in walk(node) if isinstance(below, Literal | CharClass | Dot))
    )
    candidates = "".join(dict.fromkeys(PREFERRED + "".join(map(_own_chars, singles))))
    if any(isinstance(item, Property) for single in singles for item in _items(single)):
        sampled = (number for number in range(0x80, LAST_SAMPLED, STRIDE) if not 0xD800 <= number <= 0xDFFF)
        candidates += "".join(map(chr, sampled))
    signatures = dict.fromkeys(candidates, 0)
    for bit, single in enumerate(singles):
        for char in set(members(single, candidates)):
            signatures[char] |= 1 << bit
    groups: dict[int, str] = {}
    for char, signature in signatures.items():
        groups.setdefault(signature, char)
    strangers = groups.pop(0, "")
    masks = {
        single: sum(1 << place for place, signature in enumerate(groups) if signature >> bit & 1)
        for bit, single in enumerate(singles)
    }
    chars = "".join(groups.values())
    known = {
        single: frozenset(char for place, char in enumerate(chars) if mask >> place & 1)
        for single, mask in masks.items()
    }
    known[WORD] = frozenset(members(WORD, chars + strangers))
    return Alphabet(chars, strangers, masks, known)


def _items(single: Single) -> tuple[object, ...]:
    return single.items if isinstance(single, CharClass) else ()


def _own_chars(single: Single) -> str:
    """Return the code points that the author named, and the neighbours of the ends of ranges."""
    if isinstance(single, Literal):
        return single.char + single.char.swapcase()
    named = "".join(item.first + item.last for item in _items(single) if isinstance(item, Range))
    beside = (ord(char) + step for char in named for step in (-1, 1))
    return named + "".join(chr(n) for n in beside if 0 <= n < 0xD800 or 0xE000 <= n <= 0x10FFFF)
