"""Which characters disguise a text, as tables and character classes; `text.folding` takes them off.

Six folds, each with the name that evidence uses: `zero-width` (code points that a reader does not see),
`full-width` (the East Asian width forms), `compatibility` (styled, raised and enclosed letters and digits),
`digit` (the decimal digits of other scripts), `case` (letters that one-to-one case matching misses) and
`confusable` (letters that look like ASCII ones, or pass for them in company). No character is in two.
INVARIANT: a character folds to a digit only if that digit is its own value; checksums read folded texts.

Joiners are the invisible code points that emoji are built with; on their own they disguise nothing.
`CHARACTER_SCREENS` says the same as `fold` in patterns that a byte scanner can run over every text.
INVARIANT: a text that `fold` changes is matched by one of the screens.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from policykit.text.folds_table import CASE, CONFUSABLE, ENCLOSED, RESEMBLING, STYLED, ZEROS

__all__ = [
    "CASE_TARGETS",
    "CHARACTER_SCREENS",
    "COMPATIBILITY_TARGETS",
    "CONFUSABLE_TARGETS",
    "DIGIT_TARGETS",
    "HIDDEN",
    "JOINERS",
    "KEYCAP",
    "RESEMBLING_TARGETS",
    "SYMBOLS",
    "WHITE_SPACE",
    "WIDTH_TARGETS",
    "Ranges",
    "escape_class",
    "inside",
]

Ranges = tuple[tuple[int, int], ...]

JOINERS: Ranges = ((0x200D, 0x200D), (0xFE00, 0xFE0F), (0xE0020, 0xE007F))
"""Zero-width joiner, variation selectors, tags: inclusive ranges of code points."""

HIDDEN: Ranges = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200C),
    (0x200E, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE001F),
    (0xE0080, 0xE0FFF),
)
"""Default-ignorable code points (Unicode, DerivedCoreProperties) that are no joiners, as inclusive ranges."""

WHITE_SPACE: Ranges = (
    (0x09, 0x0D),
    (0x1C, 0x20),
    (0x85, 0x85),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
)
"""What `str.isspace` accepts, as inclusive ranges."""

SYMBOLS: Ranges = (
    (0x00A9, 0x00A9),
    (0x00AE, 0x00AE),
    (0x203C, 0x203C),
    (0x2049, 0x2049),
    (0x2122, 0x2122),
    (0x2139, 0x2139),
    (0x2190, 0x245F),
    (0x24B6, 0x24E9),
    (0x2500, 0x2775),
    (0x2794, 0x2BFF),
    (0x3030, 0x3030),
    (0x303D, 0x303D),
    (0x3297, 0x3297),
    (0x3299, 0x3299),
    (0x1F000, 0x1F0FF),
    (0x1F10D, 0x1FBEF),
)
"""Emoji and other symbols, which joiners belong to: every emoji of Unicode but the keycaps' ASCII.

Nothing here is a letter, mark or digit but the enclosed numbers, which are left out of the ranges, and
U+2139, a letter by category and an emoji by use.
"""

_PUNCTUATION: Ranges = ((0x2010, 0x2027), (0x2030, 0x205E))

KEYCAP = "\u20e3"
"""The mark that makes an emoji of a digit and a variation selector."""


def _by_source(table: dict[str, str]) -> dict[str, str]:
    return {source: target for target, sources in table.items() for source in sources}


CASE_TARGETS = _by_source(CASE)
CONFUSABLE_TARGETS = _by_source(CONFUSABLE)
RESEMBLING_TARGETS = _by_source(RESEMBLING)
COMPATIBILITY_TARGETS = _by_source(ENCLOSED) | {
    char: unicodedata.normalize("NFKC", char)
    for first, last in zip(STYLED[::2], STYLED[1::2], strict=True)
    for char in map(chr, range(ord(first), ord(last) + 1))
}
DIGIT_TARGETS = {chr(ord(zero) + value): str(value) for zero in ZEROS for value in range(10)}
# U+FFA0 is hidden. Normalisation of an assigned character never changes (Unicode's stability policy).
WIDTH_TARGETS = {
    char: plain
    for char in map(chr, (0x3000, *range(0xFF01, 0xFFA0), *range(0xFFA1, 0xFFEF)))
    if (plain := unicodedata.normalize("NFKC", char)) != char
}


def _ranges(chars: Iterable[str]) -> Ranges:
    found: list[tuple[int, int]] = []
    for number in sorted(map(ord, chars)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def _outside(ranges: Ranges) -> Ranges:
    """The code points from U+0080 on that are in none of the ranges."""
    found = []
    begin = 0x80
    for low, high in sorted(ranges):
        if begin < low:
            found.append((begin, low - 1))
        begin = max(begin, high + 1)
    return (*found, (begin, 0x10FFFF))


def escape_class(ranges: Ranges) -> str:
    """The inside of a character class for `re` and `regex`."""
    return "".join(f"\\U{low:08X}-\\U{high:08X}" for low, high in ranges)


def inside(ranges: Ranges) -> str:
    """The inside of a character class for a byte scanner."""
    return "".join(
        f"\\x{{{low:x}}}" if low == high else f"\\x{{{low:x}}}-\\x{{{high:x}}}" for low, high in ranges
    )


def _screens() -> tuple[str, ...]:
    joiner = inside(JOINERS)
    space = inside(WHITE_SPACE)
    # Everything that may be part of a word, and more: the scanner knows no categories.
    others = inside(_outside((*SYMBOLS, *_PUNCTUATION, *WHITE_SPACE, *JOINERS)))
    letters = f"0-9A-Za-z{others}"
    folding = (
        *CASE_TARGETS, *CONFUSABLE_TARGETS, *RESEMBLING_TARGETS, *COMPATIBILITY_TARGETS, *DIGIT_TARGETS,
        *WIDTH_TARGETS,
    )  # fmt: skip
    return (
        f"[{inside(_ranges(folding) + HIDDEN)}]",
        f"[^{inside(SYMBOLS)}{space}{joiner}][{joiner}]+(?:[^{joiner}\\x{{{ord(KEYCAP):x}}}]|$)",
        f"[{letters}][{space}]+[{joiner}][{space}{joiner}]*[{letters}]",
    )


CHARACTER_SCREENS: tuple[str, ...] = _screens()
"""UTF-8 patterns without look-around; together they match every text that `fold` changes, and few others."""
