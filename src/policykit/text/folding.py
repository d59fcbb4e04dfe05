"""Takes the disguises off a text, and remembers where each folded character came from.

`fold` looks only at the characters that `text.disguises` lists; the rest is copied. Letters under marks
and encoded runs are taken off by `text.marks` and `text.decoding`. Three decisions depend on what stands
around: a joiner goes only where it follows what is no emoji or parts two words, because emoji are built
with it; a lookalike goes only where its whole word becomes Latin by that, whatever marks it wears, so that
Greek and Cyrillic words stay what they are; and what merely resembles a letter goes only where such a word
mixes scripts as well, which no honest word does. Typographic quotes and dashes are left to the matching
of phrases.

Words and gaps are judged once and remembered to their end, so that no text costs more than its length.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

import regex

from policykit.text.decoding import DECODE_SCREENS
from policykit.text.disguises import (
    CASE_TARGETS,
    CHARACTER_SCREENS,
    COMPATIBILITY_TARGETS,
    CONFUSABLE_TARGETS,
    DIGIT_TARGETS,
    HIDDEN,
    JOINERS,
    KEYCAP,
    RESEMBLING_TARGETS,
    SYMBOLS,
    WHITE_SPACE,
    WIDTH_TARGETS,
    escape_class,
)
from policykit.text.folded import Folded, Writing, bit_of
from policykit.text.marks import BEYOND_ASCII, MARK_SCREENS, MARKS
from policykit.text.spacing import JOIN_SCREENS

__all__ = ["FOLD_SCREENS", "fold"]

_CONFUSABLE = bit_of("confusable")
_ZERO_WIDTH = bit_of("zero-width")
_JOINER = -1  # no fold of its own: what stands around decides whether it is zero-width

_LOOKALIKES = CONFUSABLE_TARGETS | RESEMBLING_TARGETS
_TARGETS = CASE_TARGETS | COMPATIBILITY_TARGETS | _LOOKALIKES | DIGIT_TARGETS | WIDTH_TARGETS
_INVISIBLE = frozenset(chr(n) for low, high in (*HIDDEN, *JOINERS) for n in range(low, high + 1))
_KINDS = (
    dict.fromkeys(_INVISIBLE, _ZERO_WIDTH)
    | dict.fromkeys((chr(n) for low, high in JOINERS for n in range(low, high + 1)), _JOINER)
    | dict.fromkeys(WIDTH_TARGETS, bit_of("full-width"))
    | dict.fromkeys(COMPATIBILITY_TARGETS, bit_of("compatibility"))
    | dict.fromkeys(DIGIT_TARGETS, bit_of("digit"))
    | dict.fromkeys(CASE_TARGETS, bit_of("case"))
    | dict.fromkeys(_LOOKALIKES, _CONFUSABLE)
)
_MARKS = frozenset(chr(n) for low, high in MARKS for n in range(low, high + 1))
# What a word may hold and still become Latin letters and digits when it is folded: with what resembles a
# letter and without.
_BECOMES_LATIN = frozenset(
    {char for char, plain in _TARGETS.items() if plain.isascii() and plain.isalnum()}
    | {chr(n) for n in range(0x80) if chr(n).isalnum()}
    | {chr(n) for low, high in BEYOND_ASCII for n in range(low, high + 1)}
    | _INVISIBLE
    | _MARKS
)
_SURELY_LATIN = _BECOMES_LATIN - RESEMBLING_TARGETS.keys()
# What is not seen by itself.
_UNSEEN = _INVISIBLE | _MARKS

_SPACES = escape_class(WHITE_SPACE)
_HIDDEN_OR_JOINER = escape_class((*HIDDEN, *JOINERS))
# U+2139 is a letter by category and an emoji by use.
_WORD_CLASS = rf"[[\p{{L}}\p{{M}}\p{{N}}{escape_class(HIDDEN)}]--[{escape_class(JOINERS)}\u2139]]"

# One range stands for the lookalikes beyond the basic plane: `re` would try a hundred ranges one by one
# on every character of every text. What it holds besides them has no kind and is passed over.
_STARTS = re.compile(
    "["
    + "".join(sorted(char for char in (*_TARGETS, *_INVISIBLE) if char < "\U00010000"))
    + "\U00010000-\U0001efff\U0001f100-\U0001f190\U0001fbf0-\U0001fbf9\U000e0000-\U000e0fff]+"
)
_WORD_BACKWARDS = regex.compile(rf"(?r)[\p{{L}}\p{{M}}\p{{N}}{_HIDDEN_OR_JOINER}]*+")
_WORD = regex.compile(rf"[\p{{L}}\p{{M}}\p{{N}}{_HIDDEN_OR_JOINER}]*+")
_GAP = regex.compile(rf"[{_SPACES}{escape_class(JOINERS)}]*+")
_JOINED = regex.compile(rf"[{escape_class(JOINERS)}]*+")
_WORD_BEFORE_GAP = regex.compile(rf"(?r)(?<={_WORD_CLASS})[{_SPACES}]*+", regex.V1)
_WORD_AHEAD = regex.compile(_WORD_CLASS, regex.V1)
# What a joiner belongs to, or stands apart from.
_SYMBOL_OR_SPACE = re.compile(f"[{escape_class(SYMBOLS)}{_SPACES}]")

_USUAL_SPACE = ("", " ", "\n")


FOLD_SCREENS: tuple[str, ...] = (*CHARACTER_SCREENS, *MARK_SCREENS, *DECODE_SCREENS, *JOIN_SCREENS)
"""UTF-8 patterns without look-around; together they match every text that any stage of folding changes.

They pass over what only names are read by: an atom that looks for names screens for that itself.
"""


def fold(text: str) -> Folded | None:
    """The text with its disguises taken off, None where nothing changes.

    >>> fold("Hal\\u200bcy\\u043en").text
    'Halcyon'
    >>> fold("plain text") is None
    True
    """
    if text.isascii() or _STARTS.search(text) is None:
        return None
    disguises = iter(_Disguises(text))
    first = next(disguises, None)
    if first is None:
        return None
    folding = Writing(text)
    for start, end, kind in chain((first,), disguises):
        folding.copy(start)
        if kind == _ZERO_WIDTH:
            folding.remove(end, kind)
            continue
        if end - start == 1:
            folding.replace(end, _TARGETS[text[start]], kind)
            continue
        targets = [_TARGETS[char] for char in text[start:end]]
        folded = "".join(targets)
        if len(folded) == end - start:
            folding.turn(end, folded, kind)
        else:
            starts = array("I", (at for at, target in enumerate(targets, start) for _ in target))
            folding.place(end, folded, (starts, array("I", (at + 1 for at in starts))), kind)
    return folding.finish()


class _Disguises:
    """Finds the stretches of a text that fold, in order; remembers the word and the gap it is in."""

    __slots__ = ("_gap_end", "_gap_folds", "_text", "_word_end", "_word_folds")

    def __init__(self, text: str) -> None:
        self._text = text
        self._word_end = self._gap_end = 0
        self._word_folds = self._gap_folds = False

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        """Yields (start, end, fold): [start, end) folds, all by the same fold."""
        text = self._text
        kind_of = _KINDS.get
        for run in _STARTS.finditer(text):
            start, stop = run.span()
            while start < stop:
                kind = kind_of(text[start], 0)
                end = start + 1
                while end < stop and kind_of(text[end], 0) == kind:
                    end += 1
                if kind == _CONFUSABLE:
                    if self._in_folding_word(start):
                        yield start, end, kind
                elif kind == _JOINER:
                    if self._in_folding_gap(start):
                        yield start, end, _ZERO_WIDTH
                elif kind:
                    yield start, end, kind
                start = end

    def _in_folding_word(self, place: int) -> bool:
        """Whether the word round `place` becomes Latin; one that is a single letter says nothing."""
        if place >= self._word_end:
            text = self._text
            start = place
            if text[place - 1 : place] not in _USUAL_SPACE:
                start = _WORD_BACKWARDS.match(text, self._word_end, place).start()
            elif text[place + 1 : place + 2] in _USUAL_SPACE:
                return False
            self._word_end = _WORD.match(text, place).end()
            self._word_folds = _becomes_latin(text[start : self._word_end])
        return self._word_folds

    def _in_folding_gap(self, place: int) -> bool:
        """Whether the joiner at `place` follows what is no emoji, or parts words with white space."""
        if place >= self._gap_end:
            text = self._text
            self._gap_end = _GAP.match(text, place).end()
            if not place:
                self._gap_folds = False
            elif not _SYMBOL_OR_SPACE.match(text, place - 1):
                beyond = _JOINED.match(text, place).end()
                self._gap_folds = text[beyond : beyond + 1] != KEYCAP
            else:
                self._gap_folds = bool(
                    _WORD_BEFORE_GAP.match(text, 0, place) and _WORD_AHEAD.match(text, self._gap_end)
                )
        return self._gap_folds


def _becomes_latin(word: str) -> bool:
    held = set(word)
    if not _BECOMES_LATIN.issuperset(held) or not _has_two_visible(word, held):
        return False
    return _SURELY_LATIN.issuperset(held) or len({_script(char) for char in held - _UNSEEN} - {""}) > 1


def _has_two_visible(word: str, held: set[str]) -> bool:
    if _UNSEEN.isdisjoint(held):
        return len(word) > 1
    visible = (char for char in word if char not in _UNSEEN)
    return len(list(islice(visible, 2))) == 2


@cache
def _script(char: str) -> str:
    """The script of a letter that a word which becomes Latin may hold, nothing for all else."""
    if char in _LOOKALIKES:
        return unicodedata.name(char).split(" ")[0]
    return "LATIN" if _TARGETS.get(char, char).isalpha() else ""
