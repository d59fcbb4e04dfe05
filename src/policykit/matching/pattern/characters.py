"""Which code points a single node of a pattern matches, as the text of a class and as sets.

The confirming engine is the authority on classes and on case: its Unicode tables are newer than those of
Python or Hyperscan. Where a set is needed, the engine is asked with a string of candidates; nothing here
keeps a table of its own that could grow stale. Results of these pure questions are remembered.
"""

from __future__ import annotations

import codecs
import sys
from array import array
from collections.abc import Iterable
from functools import cache, lru_cache

import attrs
import regex

from policykit.matching.pattern.syntax import (
    CharClass,
    ClassItem,
    Dot,
    Literal,
    Property,
    Range,
    Shorthand,
    Single,
)

__all__ = ["ASCII", "ASCII_WORD", "EVERY_WIDE", "Coverage", "cover", "members", "merged", "single_source"]

ASCII = "".join(map(chr, range(128)))
ASCII_WORD = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
EVERY_WIDE = ((0x80, 0x10FFFF),)

# One of the halves that are no code points; whatever matches it matches all but those a range cuts off.
HALF = "\ud800"

# Where the scripts with case lie: not among the ideographs, syllables, private use and symbols between.
CASED = ((0x80, 0x2E7F), (0xA640, 0xABFF), (0xF900, 0x11FFF), (0x16000, 0x16FFF), (0x1D000, 0x1EFFF))

# First code points of stretches beyond ASCII that are asked as one: cut so that digits and white space stay
# clear of what posts are full of (accented letters, quotes, dashes, emoji, ideographs). More stretches
# would be more exact, and cost the prefilter more than they save.
STRETCHES = (
    *(0x80, 0xC0, 0x660, 0x2010, 0x2028, 0x2030, 0x205F, 0x2060, 0x3000, 0x3001, 0xA000, 0xAC00, 0xFF00),
    *(0xFFA0, 0x10000, 0x1F000, 0x1FB00, 0x20000),
)

# UTF-32 in this machine's own order, which is how an array lays its numbers out.
UTF_32 = f"utf-32-{sys.byteorder[0]}e"
# Python imports a codec when it is first asked for, which may be while a text is judged
codecs.lookup(UTF_32)

# `&`, `~` and `|` need no escape in a class today, but engines warn of them when doubled.
ESCAPED = frozenset("\\.^$*+?{}[]|()-&~#")


@attrs.frozen
class Coverage:
    """What a single node can match, in the UTF-8 that a prefilter reads.

    `ascii` is exact, but for `?`, which also stands for half a code point (a lone surrogate, which UTF-8
    cannot hold); `wide` are inclusive ranges from U+0080 on that hold at least the other members.
    """

    ascii: frozenset[str]
    wide: tuple[tuple[int, int], ...]


def single_source(node: Single) -> str:
    """Return `node` as the confirming engine reads it, its case left to the surrounding flags."""
    match node:
        case Literal(char):
            return _char_source(char)
        case Dot(every):
            return "(?s:.)" if every else "."
        case CharClass((Shorthand() | Property() as item,), False):
            return _item_source(item)
        case _:
            return f"[{'^' if node.negated else ''}{''.join(map(_item_source, node.items))}]"


def _char_source(char: str) -> str:
    if char in ESCAPED:
        return f"\\{char}"
    if char.isprintable():
        return char
    number = ord(char)
    return f"\\x{number:02x}" if number < 0x100 else f"\\U{number:08x}"


def _item_source(item: ClassItem) -> str:
    match item:
        case Range(first, last):
            lowest = _char_source(first)
            return lowest if first == last else f"{lowest}-{_char_source(last)}"
        case Shorthand(letter):
            return f"\\{letter}"
        case _:
            return f"\\{'P' if item.negated else 'p'}{{{item.name}}}"


def members(node: Single, candidates: str) -> str:
    """Return the code points of `candidates` that `node` matches, in their order."""
    if isinstance(node, Literal) and not node.ignore_case:
        return node.char * candidates.count(node.char)
    ignore_case = not isinstance(node, Dot) and node.ignore_case
    flags = regex.VERSION0 | (regex.IGNORECASE if ignore_case else 0)
    return "".join(regex.findall(single_source(node), candidates, flags))


@lru_cache(maxsize=4096)
def cover(node: Single) -> Coverage:
    """Return what `node` can match."""
    match node:
        case Dot(every):
            return Coverage(frozenset(ASCII) - (frozenset() if every else {"\n"}), EVERY_WIDE)
        case Literal(char, ignore_case):
            return _coverage(_cases(char) if ignore_case else char, ())
        case _:
            found = members(node, ASCII) + members(node, HALF).replace(HALF, "?")
            ranges = [(ord(item.first), ord(item.last)) for item in node.items if isinstance(item, Range)]
            if node.negated or len(ranges) < len(node.items):
                return _coverage(found, _stretches(node))
            return _coverage(found + (members(node, _cased()) if node.ignore_case else ""), ranges)


def merged(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return inclusive `ranges` in order, those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def _coverage(chars: str, ranges: Iterable[tuple[int, int]]) -> Coverage:
    points = [(ord(char), ord(char)) for char in chars if not char.isascii()]
    clipped = [(max(first, 0x80), last) for first, last in ranges if last >= 0x80]
    return Coverage(frozenset(filter(str.isascii, chars)), merged(points + clipped))


def _stretches(node: CharClass) -> tuple[tuple[int, int], ...]:
    """Return the stretches beyond ASCII in which `node` has a member; the planes above the first always."""
    compiled = regex.compile(
        single_source(node), regex.VERSION0 | (regex.IGNORECASE if node.ignore_case else 0)
    )
    ends = (*STRETCHES[1:], 0x110000)
    found = [
        (first, end - 1)
        for first, end in zip(STRETCHES, ends, strict=True)
        if first == STRETCHES[-1] or compiled.search(_text(first, end - 1))
    ]
    return merged(found)


@cache
def _text(first: int, last: int) -> str:
    """Return the code points from `first` to `last`, without the surrogates, as one text."""
    return array("I", range(first, last + 1)).tobytes().decode(UTF_32, "ignore")


@lru_cache(maxsize=4096)
def _cases(char: str) -> str:
    """Return every code point that `char` matches in any case, itself included."""
    if not regex.match(r"\p{CWCM}", char):
        return char
    if char.isascii() and char not in "iksIKS":
        # Only i, k and s have a case beyond ASCII: dotted and dotless i, the Kelvin sign, the long s.
        return char.lower() + char.upper()
    return "".join({char, *members(Literal(char, True), ASCII + _cased())})


@cache
def _cased() -> str:
    """Return every code point beyond ASCII that has another case."""
    return "".join(regex.findall(r"\p{CWCM}", "".join(_text(first, last) for first, last in CASED)))
