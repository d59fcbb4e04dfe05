"""Takes the disguises off a text, and remembers where each folded character came from.

`fold` looks only at the characters that `text.disguises` lists; the rest is copied. Two decisions depend
on what stands around: a joiner goes only where it touches a word or parts two words, because emoji are
built with it; a lookalike goes only where its whole word becomes ASCII by that, so that Greek and
Cyrillic words stay what they are. Typographic quotes and dashes are left to the matching of phrases.

Words and gaps are judged once and remembered to their end, so that no text costs more than its length.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import chain, islice

import attrs
import regex

from policykit.text.disguises import (
    CASE_TARGETS,
    CONFUSABLE_TARGETS,
    FOLD_SCREENS,
    HIDDEN,
    JOINERS,
    KEYCAP,
    WHITE_SPACE,
    WIDTH_TARGETS,
    escape_class,
)

__all__ = ["FOLD_NAMES", "FOLD_SCREENS", "Folded", "fold"]

FOLD_NAMES = ("case", "confusable", "full-width", "zero-width")
"""The folds by name, sorted; bit `1 << i` of an entry of `Folded.folds` stands for `FOLD_NAMES[i]`."""

_CASE, _CONFUSABLE, _WIDTH, _ZERO_WIDTH = 1, 2, 4, 8
_JOINER = 16  # no fold of its own: what stands around decides whether it is zero-width

_TARGETS = CASE_TARGETS | CONFUSABLE_TARGETS | WIDTH_TARGETS
_INVISIBLE = frozenset(chr(n) for low, high in (*HIDDEN, *JOINERS) for n in range(low, high + 1))
_KINDS = (
    dict.fromkeys(_INVISIBLE, _ZERO_WIDTH)
    | dict.fromkeys((chr(n) for low, high in JOINERS for n in range(low, high + 1)), _JOINER)
    | dict.fromkeys(WIDTH_TARGETS, _WIDTH)
    | dict.fromkeys(CASE_TARGETS, _CASE)
    | dict.fromkeys(CONFUSABLE_TARGETS, _CONFUSABLE)
)
# What a word may hold and still become ASCII letters and digits when it is folded.
_BECOMES_ASCII = frozenset(
    {char for char, plain in _TARGETS.items() if plain.isascii() and plain.isalnum()}
    | {chr(n) for n in range(0x80) if chr(n).isalnum()}
    | _INVISIBLE
)

_SPACES = escape_class(WHITE_SPACE)
_HIDDEN_OR_JOINER = escape_class((*HIDDEN, *JOINERS))
# U+2139 is a letter by category and an emoji by use.
_WORD_CLASS = rf"[[\p{{L}}\p{{M}}\p{{N}}{escape_class(HIDDEN)}]--[{escape_class(JOINERS)}\u2139]]"

# One range stands for the lookalikes beyond the basic plane: `re` would try a hundred ranges one by one
# on every character of every text. What it holds besides them has no kind and is passed over.
_STARTS = re.compile(
    "["
    + "".join(sorted(char for char in (*_TARGETS, *_INVISIBLE) if char < "\U00010000"))
    + "\U00010000-\U0001efff\U0001fbf0-\U0001fbf9\U000e0000-\U000e0fff]+"
)
_WORD_BACKWARDS = regex.compile(rf"(?r)[\p{{L}}\p{{M}}\p{{N}}{_HIDDEN_OR_JOINER}]*+")
_WORD = regex.compile(rf"[\p{{L}}\p{{M}}\p{{N}}{_HIDDEN_OR_JOINER}]*+")
_GAP = regex.compile(rf"[{_SPACES}{escape_class(JOINERS)}]*+")
_JOINED = regex.compile(rf"[{escape_class(JOINERS)}]*+")
_WORD_BEFORE_GAP = regex.compile(rf"(?r)(?<={_WORD_CLASS})[{_SPACES}]*+", regex.V1)
_WORD_AHEAD = regex.compile(_WORD_CLASS, regex.V1)


_USUAL_SPACE = ("", " ", "\n")


@attrs.frozen(eq=False)
class Folded:
    """A folded text and the way back: `text[i]` stands for the original's [starts[i], ends[i]).

    Offsets count code points. `folds[i]` holds the bits (see `FOLD_NAMES`) of the folds that made
    `text[i]`; the bit of `zero-width` says that something invisible was removed right before it.
    """

    text: str = attrs.field(repr=False)
    starts: array[int] = attrs.field(repr=False)
    ends: array[int] = attrs.field(repr=False)
    folds: bytes = attrs.field(repr=False)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that [start, end) of the folded text stands for."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
        return place, place

    def used(self, start: int, end: int) -> tuple[str, ...]:
        """The names of the folds used within [start, end) of the folded text, sorted, each once."""
        if start >= end:
            return ()
        # What was removed before the first code point stands outside the range.
        seen = {self.folds[start] & ~_ZERO_WIDTH, *self.folds[start + 1 : end]}
        return tuple(name for bit, name in enumerate(FOLD_NAMES) if any(kind >> bit & 1 for kind in seen))


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
    folding = _Folding(text)
    for start, end, kind in chain((first,), disguises):
        folding.copy(start)
        folding.replace(start, end, kind)
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
        """Whether the word round `place` becomes ASCII; one that is a single letter says nothing."""
        if place >= self._word_end:
            text = self._text
            start = place
            if text[place - 1 : place] not in _USUAL_SPACE:
                start = _WORD_BACKWARDS.match(text, self._word_end, place).start()
            self._word_end = _WORD.match(text, place).end()
            word = text[start : self._word_end]
            self._word_folds = _BECOMES_ASCII.issuperset(word) and _has_two_visible(word)
        return self._word_folds

    def _in_folding_gap(self, place: int) -> bool:
        """Whether the joiner at `place` touches a word, or stands with white space between two words."""
        if place >= self._gap_end:
            text = self._text
            self._gap_end = _GAP.match(text, place).end()
            before = _WORD_BEFORE_GAP.match(text, 0, place)
            if before is None:
                self._gap_folds = False
            elif before.start() == place:
                beyond = _JOINED.match(text, place).end()
                self._gap_folds = text[beyond : beyond + 1] != KEYCAP
            else:
                self._gap_folds = _WORD_AHEAD.match(text, self._gap_end) is not None
        return self._gap_folds


def _has_two_visible(word: str) -> bool:
    if _INVISIBLE.isdisjoint(word):
        return len(word) > 1
    visible = (char for char in word if char not in _INVISIBLE)
    return len(list(islice(visible, 2))) == 2


class _Folding:
    """Writes a folded text from left to right: copied stretches and replaced ones."""

    __slots__ = ("_ends", "_folds", "_pieces", "_places", "_read", "_removed", "_starts", "_text", "_traced")

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = array("I", range(len(text) + 1))
        self._pieces: list[str] = []
        self._starts = array("I")
        self._ends = array("I")
        self._folds = bytearray()
        self._read = 0  # how far the original has been written or left out
        # INVARIANT: what was written for [_traced, _read) has as many code points as the original, and
        # its places are still to be written.
        self._traced = 0
        self._removed = 0  # the bit of `zero-width` where something was left out right before `_read`

    def copy(self, end: int) -> None:
        """Writes the original as it is, up to `end`."""
        if self._read < end:
            self._write(self._text[self._read : end], 0)
            self._read = end

    def replace(self, start: int, end: int, kind: int) -> None:
        """Writes what [start, end) of the original folds to; `start` is how far it has been read."""
        if kind == _ZERO_WIDTH:
            self._trace()
            self._read = self._traced = end
            self._removed = _ZERO_WIDTH
            return
        targets = [_TARGETS[char] for char in self._text[start:end]]
        folded = "".join(targets)
        self._write(folded, kind)
        if len(folded) != end - start:
            self._trace()
            for place, target in enumerate(targets, start):
                self._starts.extend((place,) * len(target))
                self._ends.extend((place + 1,) * len(target))
            self._traced = end
        self._read = end

    def finish(self) -> Folded:
        self.copy(len(self._text))
        self._trace()
        return Folded("".join(self._pieces), self._starts, self._ends, bytes(self._folds))

    def _write(self, written: str, kind: int) -> None:
        self._pieces.append(written)
        if self._removed:
            self._folds.append(kind | self._removed)
            self._folds.extend(bytes((kind,)) * (len(written) - 1))
            self._removed = 0
        else:
            self._folds.extend(bytes((kind,)) * len(written))

    def _trace(self) -> None:
        self._starts.extend(self._places[self._traced : self._read])
        self._ends.extend(self._places[self._traced + 1 : self._read + 1])
