"""How characters look in a terminal: what is escaped, and how many columns the rest takes.

Escaped is whatever a reader would not see as itself: control characters, bidi controls, invisible and
unassigned characters, lone surrogates, line separators. Two invisibles stay as they are, because honest
writing needs them: the joiner inside an emoji, and the non-joiner between two letters of a script that has
one. Column counts follow East Asian Width (Unicode Standard Annex #11); marks take no column.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

__all__ = ["WIDTH", "cell", "columns", "escaped", "wrapped"]

WIDTH = 88
"""The columns that a rendering keeps to."""

_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0", "\x1b": "\\e"}
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_ZERO_WIDTH_NON_JOINER = "\u200c"
_ZERO_WIDTH_JOINER = "\u200d"
# Of category Mn or Lo, yet blank: graphemes are split, or names forged, with them.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")


def _honest(character: str, before: str, after: str) -> bool:
    if character == _ZERO_WIDTH_JOINER:
        return bool(before) and unicodedata.category(before) in {"So", "Sk", "Mn"} and not before.isascii()
    if character == _ZERO_WIDTH_NON_JOINER:
        return all(side and not side.isascii() and side.isalpha() for side in (before, after))
    return False


def cell(character: str, before: str = "", after: str = "") -> tuple[str, int]:
    """How one character is shown, and in how many columns.

    `before` and `after` are its neighbours, empty at the ends of a text.

    >>> cell("\\u202e"), cell("界"), cell("a")
    (('\\\\u202e', 6), ('界', 2), ('a', 1))
    """
    if " " <= character <= "~":
        return character, 1
    category = unicodedata.category(character)
    if (category in _HIDDEN or character in _BLANK_LETTERS) and not _honest(character, before, after):
        shown = _SHORT.get(character) or (
            f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"
        )
        return shown, len(shown)
    if category in {"Mn", "Me", "Cf"}:
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cells(text: str) -> Iterator[tuple[str, int]]:
    for index, character in enumerate(text):
        yield cell(character, text[max(0, index - 1) : index], text[index + 1 : index + 2])


def escaped(text: str) -> str:
    """The text with everything that a reader would not see as itself spelled out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(shown for shown, _ in _cells(text))


def columns(text: str) -> int:
    """How many columns the text takes once it is escaped."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(width for _, width in _cells(text))


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """The text as escaped lines of at most `WIDTH` columns, cut at white space.

    `first` stands before the first line, `rest` before the others (as many blanks unless said). A word
    longer than a line stands on a line of its own.
    """
    rest = " " * len(first) if rest is None else rest
    lines: list[str] = []
    line, used, empty = first, columns(first), True
    for word in text.split():
        needs = columns(word) + (0 if empty else 1)
        if not empty and used + needs > WIDTH:
            lines.append(line)
            line, used, empty = rest, columns(rest), True
            needs = columns(word)
        line += escaped(word) if empty else " " + escaped(word)
        used += needs
        empty = False
    return [*lines, line.rstrip()]
