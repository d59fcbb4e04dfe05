"""The groups of four characters of base64 that stand for text, as a pattern.

A group stands for three bytes, and a character of UTF-8 may begin in one group and end in the next. So the
pattern is an automaton, written out: between two groups it knows how many bytes are still to follow. Bytes
are told apart by what they are to UTF-8; which characters of base64 may carry one is read off the bits.

A word of twelve letters is such a text in one of ten thousand posts. To keep it so, no byte begins a
character but those that begin Latin, Greek, Cyrillic and Armenian letters, marks, signs, invisible
characters, full-width forms, styled letters and emoji: whoever hides a name in base64 begins with one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import TypeAlias

__all__ = ["base64_head"]

_Bytes: TypeAlias = "frozenset[int]"
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_FOR_ADDRESSES = _ALPHABET.replace("+", "-").replace("/", "_")
_ANY = "[A-Za-z0-9+/_-]"

_PRINTABLE = frozenset(range(0x20, 0x7F))
# The bytes of each kind, and how many have to follow; those that follow are the first kind.
_KINDS: tuple[tuple[_Bytes, int], ...] = (
    (frozenset(range(0x80, 0xC0)), -1),
    (_PRINTABLE, 0),
    (frozenset(range(0xC2, 0xD7)), 1),
    (frozenset((0xE1, 0xE2, 0xEF)), 2),
    (frozenset((0xF0, 0xF3)), 3),
)


def base64_head(end: str) -> str:
    """A pattern of what a run of base64 begins with that says something, where `end` matches its end.

    Two groups are told exactly. Of a third only the first byte is: that is rare enough.
    """
    plain = _group(_PRINTABLE, _PRINTABLE, _PRINTABLE)
    start = "|".join(
        f"{_one_of(groups)}(?:{_last(following)}(?:=|{end})|{_first_byte(following)}{_ANY}{{3}})"
        for following, groups in _two_groups().items()
    )
    return f"(?:{plain}(?:{_last(0)}=|{plain}{end})|{start})"


def _two_groups() -> dict[int, list[str]]:
    """Two groups from the beginning of a character, by the bytes that still follow after them."""
    found: dict[int, list[str]] = {}
    for between, first in _groups(0).items():
        for after, second in _groups(between).items():
            found.setdefault(after, []).append(first + second)
    return found


def _first_byte(following: int) -> str:
    return _characters({byte >> 2 for held, _ in _next(following) for byte in held})


def _last(following: int) -> str:
    """The last group of a run, in two characters or three: with it a character ends."""
    return _one_of(_group(*held) for size in (1, 2) for held, after in _bytes(following, size) if not after)


def _groups(following: int) -> dict[int, str]:
    """Patterns of one group, by the bytes that still follow after it, where `following` do before it."""
    ways: dict[int, list[str]] = {}
    for held, after in _bytes(following, 3):
        ways.setdefault(after, []).append(_group(*held))
    return {after: _one_of(found) for after, found in ways.items()}


def _bytes(following: int, size: int) -> Iterator[tuple[tuple[_Bytes, ...], int]]:
    """The sets of so many bytes, and how many still follow them."""
    if not size:
        yield (), following
        return
    for held, after in _next(following):
        for others, last in _bytes(after, size - 1):
            yield (held, *others), last


def _next(following: int) -> Iterator[tuple[_Bytes, int]]:
    for held, more in _KINDS:
        if (more < 0) == (following > 0):
            yield held, following - 1 if following else more


def _group(*held: _Bytes) -> str:
    """The characters that carry one to three bytes, each of its set; bits that are left over are none."""
    ways = []
    for parts in product(*(_cut(each, 2 * place) for place, each in enumerate(held, 1))):
        written, before, room = "", frozenset((0,)), 6
        for highs, lows in parts:
            written += _characters(low << room | high for low in before for high in highs)
            before, room = lows, room - 2
        ways.append(written + _characters(low << room for low in before))
    return _one_of(ways)


@cache
def _cut(held: _Bytes, bits: int) -> tuple[tuple[_Bytes, _Bytes], ...]:
    """The bytes cut in two before their last `bits`: high parts, and the low parts that each of them has."""
    lows: dict[int, set[int]] = {}
    for byte in held:
        lows.setdefault(byte >> bits, set()).add(byte & ((1 << bits) - 1))
    highs: dict[_Bytes, set[int]] = {}
    for high, ends in lows.items():
        highs.setdefault(frozenset(ends), set()).add(high)
    return tuple((frozenset(starts), ends) for ends, starts in highs.items())


def _characters(values: Iterable[int]) -> str:
    """A class of the characters of base64 that have these values, in the alphabet for addresses as well."""
    numbers = sorted({ord(char) for value in values for char in (_ALPHABET[value], _FOR_ADDRESSES[value])})
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return "[" + "".join(_range(low, high) for low, high in ranges) + "]"


def _range(low: int, high: int) -> str:
    first = f"\\x{low:02x}" if chr(low) == "-" else chr(low)
    return first if low == high else f"{first}-{chr(high)}"


def _one_of(ways: Iterable[str]) -> str:
    found = tuple(ways)
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"
