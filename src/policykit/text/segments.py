"""Cuts a text into sentences, and finds the clause round a place: how far context and shelter reach.

A sentence ends after `.`, `!`, `?` or `…` before white space, after `。`, `！` or `？` anywhere, and at
a line break at the latest; the white space that follows belongs to it, so sentences cover the text
without gaps. A full stop ends none after an abbreviation or initial, nor in a German day such as
`1. Dezember`, and no mark does before a lower-case letter. A clause is narrower: cut also at `;`, at `:`
before white space, at emoji and at runs of hashtags, and never more than 200 code points from the span
that asks.

Rules look only at the word before a mark, and at the character or the whole word after it. INVARIANT: a
cut never falls inside what a rule looks at, so a clause computed again on its own slice is the whole slice.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from itertools import pairwise

import regex

__all__ = ["CLAUSE_REACH", "Segments"]

CLAUSE_REACH = 200
"""How far a clause may reach from either end of its span, in code points."""

_BREAKS = r"\n\r\v\f\x85\u2028\u2029"
_MARKS = r".!?…"
_WIDE_MARKS = r"。！？｡"
_CLOSERS = r"\"')\]}»«”“’‘›‹」』】〕〉》）］｝*_"

# Matches whether or not a sentence ends there, so that every run of marks, closing quotes and white space
# is read once.
_STOP = re.compile(rf"([{_MARKS}{_WIDE_MARKS}]+)[{_CLOSERS}]*(\s*)|[{_BREAKS}]\s*")
_WIDE_MARK = re.compile(rf"[{_WIDE_MARKS}]")
_BREAK = re.compile(rf"[{_BREAKS}]")

# Marks and joiners count as parts of a word, though not those that an emoji ends with.
_EMOJI_TAIL = r"\p{Emoji_Modifier}\u200D\uFE0E\uFE0F\u20E3\U000E0020-\U000E007F"
_INSIDE_WORD = rf"[\w--[{_EMOJI_TAIL}]]"

# Read backwards from a full stop: the letters and inner stops of the word that it ends. A hashtag, a
# handle or part of a path is no abbreviation.
_WORD_BEFORE_STOP = regex.compile(rf"(?r)(?<!{_INSIDE_WORD}|[.#@/&\-])[\p{{L}}.]{{1,12}}", regex.V1)
_INITIALS = regex.compile(r"\p{L}(?:\.\p{L})*+")

_ANYWHERE = (
    "mr mrs ms mx dr drs prof rev hon st sr jr messrs gen col capt cpt maj lt sgt gov sen rep pres"
    " vs cf ca approx resp incl excl esp viz dept univ assn eg ie"
    " bzw evtl ggf ggfs vgl inkl exkl zzgl sog geb hr hrn fr bspw insb dipl tel str"
    " mme mlle mgr dña sra srta ud uds"
)
_WHERE_A_NUMBER_FOLLOWS = (
    "no nos nr nrn num núm fig figs abb tab vol vols ch chap sec sect art arts abs ziff kap pp para eq ver"
    " jan feb mar apr jun jul aug sep sept okt oct nov dez dec"
)
_ABBREVIATIONS = frozenset(_ANYWHERE.split())
_ABBREVIATIONS_BEFORE_NUMBERS = frozenset(_WHERE_A_NUMBER_FOLLOWS.split())

# A German ordinal is a figure and a full stop. Before any other noun it may as well end a sentence.
_DAY_BEFORE_STOP = regex.compile(rf"(?r)(?<!{_INSIDE_WORD}|[.,:])(?:[12][0-9]|3[01]|0?[1-9])", regex.V1)
_COUNTED_IN_GERMAN = re.compile(
    r"(?:januar|jänner|februar|feber|märz|maerz|april|mai|juni|juli|august|september|oktober|november|dezember"
    r"|jan|jän|feb|mär|mrz|apr|jun|jul|aug|sept?|okt|nov|dez|quartal[es]?|halbjahr(?:es)?|advent)(?!\w)",
    re.IGNORECASE,
)

_SPACE = re.compile(r"\s")
_LAST_SPACE = regex.compile(r"(?r)\s")

# ©, ® and ™ are Extended_Pictographic too, but stand inside names.
_CLAUSE_CUT = regex.compile(
    r"[;；؛：]|:(?=\s)"
    r"|[[\p{Extended_Pictographic}\p{RI}]--[©®™]]"
    rf"[\p{{Extended_Pictographic}}\p{{RI}}{_EMOJI_TAIL}]*+"
    rf"|(?<!{_INSIDE_WORD})#\w++(?:[\s--[{_BREAKS}]]*+#\w++)++",
    regex.V1,
)


class Segments:
    """The sentences and clauses of one text; computed when first asked for, then only read.

    All offsets count code points, all ranges are half-open. The whole text is read once, however many
    spans ask.

    >>> Segments("Mr. Smith left. He was tired; we were not.").sentence(4, 9)
    (0, 16)
    """

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: array[int] | None = None

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Every sentence as (start, end), in order, covering the text without gaps."""
        return tuple(pairwise((*self._sentence_starts(), len(self._text))))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The range from the start of the first to the end of the last sentence that [start, end) touches.

        An empty range touches the sentence that it stands in.
        """
        starts = self._sentence_starts()
        if not starts:
            return (0, 0)
        after = bisect_left(starts, max(end, start + 1))
        first = starts[bisect_right(starts, start) - 1]
        return first, starts[after] if after < len(starts) else len(self._text)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The part of the sentence that belongs to [start, end); it contains the range.

        A cut inside the range does not count, and a run of emoji or hashtags that the range lies in is
        its clause. Where 200 code points are the limit, the end moves inward to white space, though
        never into the range.
        """
        low, high = self._within_reach(start, end)
        cuts = _CLAUSE_CUT.finditer(self._text[low:high])
        edges = [low + edge for cut in cuts for edge in cut.span()]
        before = bisect_right(edges, start)
        after = bisect_left(edges, end)
        return edges[before - 1] if before else low, edges[after] if after < len(edges) else high

    def _within_reach(self, start: int, end: int) -> tuple[int, int]:
        text = self._text
        low, high = self.sentence(start, end)
        if low < start - CLAUSE_REACH:
            low = start - CLAUSE_REACH
            if not text[low - 1].isspace():
                space = _SPACE.search(text, low, start)
                low = space.end() if space else start
        if high > end + CLAUSE_REACH:
            high = end + CLAUSE_REACH
            if not text[high].isspace():
                space = _LAST_SPACE.search(text, end, high)
                high = space.start() if space else end
        return low, high

    def _sentence_starts(self) -> array[int]:
        if self._starts is None:
            self._starts = _sentence_starts(self._text)
        return self._starts


def _sentence_starts(text: str) -> array[int]:
    if not text:
        return array("I")
    starts = array("I", [0])
    for found in _STOP.finditer(text):
        if found.lastindex is None or _ends_sentence(text, found):
            starts.append(found.end())
    if starts[-1] == len(text):
        starts.pop()
    return starts


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    marks, space = found.groups()
    end = found.end()
    if end == len(text):
        return True
    if marks != "." and _WIDE_MARK.search(marks):
        return True
    if not space:
        return False
    if space != " " and _BREAK.search(space):
        return True
    following = text[end]
    if following.islower():
        return False
    stop = found.end(1)
    if marks != "." or stop != found.start(2):
        return True
    word = _WORD_BEFORE_STOP.match(text, 0, stop - 1)
    if word is not None:
        return not _is_abbreviation(word[0], following)
    return not (_DAY_BEFORE_STOP.match(text, 0, stop - 1) and _COUNTED_IN_GERMAN.match(text, end))


def _is_abbreviation(word: str, following: str) -> bool:
    if word == "I":
        return False
    folded = word.casefold()
    return (
        folded in _ABBREVIATIONS
        or (folded in _ABBREVIATIONS_BEFORE_NUMBERS and following.isdigit())
        or _INITIALS.fullmatch(word) is not None
    )
