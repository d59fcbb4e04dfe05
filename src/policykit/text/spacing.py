"""Joins words whose letters were typed apart: `B-l-u-e-f-i-n`, `H a l c y o n`, `4.1.1.1`.

A run is joined where at least four single letters or digits stand in a row, each parted from the next by the
same separator. Once that is so, the run goes on over single signs too, as in an address typed apart. In a
run of spaces, two to four of them are a gap between words. A run that spells capitalised words one
after the other keeps a space before each. Joining only ever adds a reading: an acronym, a version, a
list of options stays findable as it was typed.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import cache

import regex

from policykit.text.folded import Folded, Writing, bit_of

__all__ = ["JOIN_SCREENS", "join_letters"]

_BIT = bit_of("separated")
_BLANK = "[\t \u00a0\u2000-\u200a\u202f\u205f]"
# Separators besides white space.
_SIGNS = "-._*|/~,+·•‐‑–—−"
_SIGN = f"[{re.escape(_SIGNS)}]"
# Letters and digits of the scripts in common use, and a little more: scanners have to see the same.
_LETTER = "[0-9A-Za-z\u00c0-\u1fff\u3040-\ud7ff]"
_FIRST = f"(?<!{_LETTER}){_LETTER}"
_LAST = f"{_LETTER}(?!{_LETTER})"
_GAP = re.compile(f"{_BLANK}{{2,4}}")
_CAPITALISED = regex.compile(r"(?:[AaI]|\p{Ll}{2,}|\p{Lu}\p{Ll}+)?(?:\p{Lu}\p{Ll}{2,})+")
# The longest run, in letters, that is looked through for words.
_LONGEST = 80


# The sets of letters take 10 ms to compile, which a process that only loads a policy need not wait for.
@cache
def _core() -> re.Pattern[str]:
    return re.compile(
        f"{_FIRST}(?:{_BLANK}{_LETTER}{_BLANK}{_LETTER}{_BLANK}|({_SIGN}){_LETTER}\\1{_LETTER}\\1){_LAST}"
    )


@cache
def _run() -> re.Pattern[str]:
    # A letter at which a run of signs begins or ends is none of a run of blanks.
    return re.compile(
        f"(?<!{_LETTER}{_SIGN}){_FIRST}(?:{_BLANK}{{1,4}}\\S(?={_BLANK}))*{_BLANK}{{1,4}}{_LAST}"
        f"(?!{_SIGN}{_LETTER})"
        f"|{_FIRST}(?P<sign>{_SIGN})(?:[^\r\n](?P=sign))*{_LAST}"
    )


def _escaped(characters: str) -> str:
    return "".join(char if char.isascii() else f"\\x{{{ord(char):x}}}" for char in characters)


def _screen() -> str:
    # Which separator it is does not matter here: four single letters in a row are rare enough.
    letter, separator = _escaped(_LETTER), _escaped(f"[{_BLANK[1:-1]}{_SIGN[1:-1]}]")
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
        for low, high in _segments(text, start, end, run["sign"] is None):
            if low > start:
                writing.replace(low, " ", 0)
            joined = text[low:high:2]
            starts = array("I", range(low, high, 2))
            for at in reversed(_capitals(joined)):
                joined = f"{joined[:at]} {joined[at:]}"
                starts.insert(at, low + 2 * at - 1)
            ends = array("I", (at + 1 for at in starts))
            writing.place(high, joined, (starts, ends), _BIT)
    return writing.finish()


def _segments(text: str, start: int, end: int, blanks: bool) -> Iterator[tuple[int, int]]:
    """The stretches of a run between its gaps; each is single signs with one separator between them."""
    if blanks:
        for gap in _GAP.finditer(text, start, end):
            yield start, gap.start()
            start = gap.end()
    yield start, end


def _capitals(joined: str) -> tuple[int, ...]:
    """Where words begin in letters that spell capitalised words, but for the first."""
    if len(joined) > _LONGEST or not _CAPITALISED.fullmatch(joined):
        return ()
    return tuple(at for at, letter in enumerate(joined) if at and letter.isupper())
