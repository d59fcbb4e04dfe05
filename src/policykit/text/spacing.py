"""Joins words whose letters were typed apart: `B-l-u-e-f-i-n`, `H a l c y o n`, `4.1.1.1`.

A run is joined where at least four single letters or digits stand in a row, each parted from the next by the
same separator; a letter may wear marks. Once that is so, the run goes on over single signs too, as in an
address typed apart, and over white space to further words that the same sign takes apart. In a run of
spaces, two to four of them are a gap between words. A run that spells capitalised words one after the other
keeps a space before each. Joining only ever adds a reading: an acronym, a version, a list of options stays
findable as it was typed.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import cache
from itertools import islice

import regex

from policykit.text.disguises import Ranges, escape_class, inside
from policykit.text.folded import Folded, Writing, bit_of
from policykit.text.marks import MARKS

__all__ = ["JOIN_SCREENS", "join_letters"]

_BIT = bit_of("separated")
_BLANK = "[\t \u00a0\u2000-\u200a\u202f\u205f]"
# Separators besides white space.
_SIGNS = "-._*|/~,+·•‐‑–—−"
_SIGN = f"[{re.escape(_SIGNS)}]"
# Letters and digits of the scripts in common use, and a little more: scanners have to see the same.
_LETTERS: Ranges = (
    (0x00C0, 0x02FF),
    (0x0370, 0x0482),
    (0x048A, 0x1AAF),
    (0x1B00, 0x1DBF),
    (0x1E00, 0x1FFF),
    (0x3040, 0xD7FF),
)
_LETTER = f"0-9A-Za-z{escape_class(_LETTERS)}"
_MARK = escape_class(MARKS)
_WORN = f"[{_LETTER}][{_MARK}]*"
_FIRST = f"(?<![{_LETTER}{_MARK}]){_WORN}"
_LAST = f"{_WORN}(?![{_LETTER}{_MARK}])"
# What a telephone number or an amount begins with.
_OPENING = r"(?<!\S)[+(#$€£]"
_CELL = f"[^\r\n{_MARK}][{_MARK}]*"
_GAP = re.compile(f"{_BLANK}{{2,4}}")
_CELLS = re.compile(f"{_CELL}")
_ANY_MARK = re.compile(f"[{_MARK}]")
# A capital to Unicode, and a small letter to whoever writes a name with it.
_SMALL = str.maketrans({"Ь": "ь"})
_CAPITALISED = regex.compile(r"(?:[AaI]|\p{Ll}{2,}|\p{Lu}\p{Ll}+)?(?:\p{Lu}\p{Ll}{2,})+")
# The longest run, in letters, that is looked through for words.
_LONGEST = 80


# The sets of letters take 10 ms to compile, which a process that only loads a policy need not wait for.
@cache
def _core() -> re.Pattern[str]:
    return re.compile(
        f"{_FIRST}(?:{_BLANK}{_WORN}{_BLANK}{_WORN}{_BLANK}|({_SIGN}){_WORN}\\1{_WORN}\\1){_LAST}"
    )


@cache
def _run() -> re.Pattern[str]:
    # A letter at which a run of signs begins or ends is none of a run of blanks.
    single = f"[^\\s{_MARK}][{_MARK}]*"
    return re.compile(
        f"(?:{_OPENING}{_BLANK}{{1,4}})?(?<![{_LETTER}]{_SIGN}){_FIRST}"
        f"(?:{_BLANK}{{1,4}}{single}(?={_BLANK}))*{_BLANK}{{1,4}}{_LAST}(?!{_SIGN}[{_LETTER}])"
        f"|(?=(?:{_OPENING}|{_WORN})(?P<sign>{_SIGN}))(?:{_OPENING}(?P=sign){_WORN}|{_FIRST})"
        f"(?:(?P=sign){_CELL}|{_BLANK}{{1,4}}{single}(?=(?P=sign)))*(?P=sign){_LAST}"
    )


@cache
def _word(sign: str) -> re.Pattern[str]:
    """A word that the sign takes apart, and where it begins."""
    return re.compile(f"[^\\s{_MARK}][{_MARK}]*(?:{re.escape(sign)}{_CELL})*")


def _escaped(characters: str) -> str:
    return "".join(char if char.isascii() else f"\\x{{{ord(char):x}}}" for char in characters)


def _screen() -> str:
    # Which separator it is does not matter here: four single letters in a row are rare enough.
    separator = _escaped(f"[{_BLANK[1:-1]}{_SIGN[1:-1]}]")
    letter = f"[0-9A-Za-z{inside(_LETTERS)}][{inside(MARKS)}]*"
    return f"(?:^|[^0-9A-Za-z]){letter}(?:{separator}{letter}){{3}}(?:$|[^0-9A-Za-z])"


JOIN_SCREENS: tuple[str, ...] = (_screen(),)
"""A UTF-8 pattern without look-around that matches every text that `join_letters` changes."""


def join_letters(text: str) -> Folded | None:
    """The text with its letters that were typed apart joined, None where there are none.

    >>> join_letters("the B-l-u-e-f-i-n rig").text
    'the Bluefin rig'
    """
    core = _core()
    if core.search(text) is None:
        return None
    writing = Writing(text)
    for run in _run().finditer(text):
        start, end = run.span()
        if core.search(text, start, end) is None:
            continue
        writing.copy(start)
        for low, high in _segments(text, start, end, run["sign"]):
            if low > start:
                writing.replace(low, " ", 0)
            joined, starts = _joined(text, low, high)
            ends = array("I", map((1).__add__, starts))
            for at in reversed(_capitals(joined)):
                joined = f"{joined[:at]} {joined[at:]}"
                ends.insert(at, starts[at])
                starts.insert(at, starts[at] - 1)
            writing.place(high, joined, (starts, ends), _BIT)
    return writing.finish()


def _segments(text: str, start: int, end: int, sign: str | None) -> Iterator[tuple[int, int]]:
    """The stretches of a run between its gaps; each is single signs with one separator between them."""
    if sign is None:
        for gap in _GAP.finditer(text, start, end):
            yield start, gap.start()
            start = gap.end()
        yield start, end
        return
    # White space that is a cell of its own has been read as one: what is left lies between words.
    for word in _word(sign).finditer(text, start, end):
        yield word.span()


def _joined(text: str, low: int, high: int) -> tuple[str, array[int]]:
    """The signs of [low, high) with their marks and without what parts them, and where each stands."""
    if _ANY_MARK.search(text, low, high) is None:
        return text[low:high:2], array("I", range(low, high, 2))
    cells = islice(_CELLS.finditer(text, low, high), 0, None, 2)
    places = array("I", (place for cell in cells for place in range(*cell.span())))
    return "".join(map(text.__getitem__, places)), places


def _capitals(joined: str) -> tuple[int, ...]:
    """Where words begin in letters that spell capitalised words, but for the first."""
    joined = joined.translate(_SMALL)
    if len(joined) > _LONGEST or not _CAPITALISED.fullmatch(_ANY_MARK.sub("", joined)):
        return ()
    return tuple(at for at, letter in enumerate(joined) if at and letter.isupper())
