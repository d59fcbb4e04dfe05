"""Names in disguise: the phrases that look like names, found by the skeletons of their words.

It works as phrases do, with other tokens: a word may hold `@` and `$` anywhere, and up to three of the
signs that stand for letters between two of its characters. A span counts only where one of its words is
disguised; as it is written, a name is found by the index of phrases. What a disguise is, and what a
skeleton, `text.leetspeak` says; what a prefilter may look for is said in `name_screens`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from policykit.matching.phrases import Phrase, PhraseIndex
from policykit.matching.words import GREATEST_GAP, key_of
from policykit.text.disguises import escape_class
from policykit.text.leetspeak import is_disguised, skeleton
from policykit.text.marks import COMBINING

__all__ = ["NameIndex", "looks_like_a_name", "name_of"]

# Fewer letters, and the disguises of a name are words and numbers of their own.
LEAST_LETTERS = 5
LEAST_LETTERS_OF_A_TERM = 4
# So many marks a letter at most: what is more was drawn, and folds for everyone.
MARKS = 1

_SIGNS = "[!|+]"
_CHARACTER = rf"[\w@${escape_class(COMBINING)}]"
_WORD = rf"{_CHARACTER}+(?:{_SIGNS}{{1,3}}{_CHARACTER}+)*"
_TOKEN = re.compile(rf"(?P<word>{_WORD})|\S")
_REST = re.compile(f"{_SIGNS}{{0,3}}{_WORD}")
_REACH = 4
_HEAD = re.compile(f"({_SIGNS}{{0,3}}){_CHARACTER}")
_TAIL = re.compile(f"{_CHARACTER}({_SIGNS}{{0,3}})$")
_MOST_SIGNS = 3


def looks_like_a_name(phrase: str, is_term: bool = False) -> bool:
    """Whether `phrase` is read as a name; a term is one unless it is short.

    A phrase is a name by at least five letters, of which some are capitals and some are not.
    """
    letters = sum(map(str.isalpha, phrase))
    if is_term:
        return letters >= LEAST_LETTERS_OF_A_TERM
    return letters >= LEAST_LETTERS and phrase != phrase.lower() and phrase != phrase.upper()


def name_of(phrase: str) -> Phrase:
    """The skeleton of `phrase`, token by token."""
    keys, spaced, previous = [], [], 0
    for found in _TOKEN.finditer(phrase):
        keys.append(skeleton(found.group()) if found["word"] else key_of(found.group()))
        spaced.append(bool(keys[1:]) and found.start() > previous)
        previous = found.end()
    return Phrase(tuple(keys), tuple(spaced))


@attrs.frozen
class NameIndex:
    """Names by their skeletons; `greatest_length` is the longest possible match in code points.

    With `lone_marks` a word with a single accented letter may be a disguise, too.
    """

    lone_marks: bool
    greatest_length: int
    _index: PhraseIndex = attrs.field(repr=False)
    _longest: int

    @classmethod
    def of(cls, names: Iterable[Phrase], lone_marks: bool) -> NameIndex:
        """Build the index of the skeletons `names`; the order means nothing."""
        index, greatest, longest = tuple(names), 0, 0
        for name in index:
            sizes = [(1 + MARKS) * len(key) for key in name.keys]
            longest = max(longest, *sizes)
            greatest = max(greatest, sum(sizes) + GREATEST_GAP * sum(name.spaced))
        return cls(lone_marks, greatest, PhraseIndex.of(index), longest)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the span of every disguised name that lies in [start, end), in the order of their ends."""
        disguised = -1

        def tokens() -> Iterator[tuple[str, int, int]]:
            nonlocal disguised
            for word, first, last in _tokens(text, start, end):
                if not word:
                    yield key_of(text[first:last]), first, last
                    continue
                key, counts = self._read(text[first:last])
                if counts:
                    disguised = first
                yield key, first, last

        for first, last in self._index.follow(text, start, tokens()):
            if first <= disguised:
                yield first, last

    def _read(self, word: str) -> tuple[str, bool]:
        """The key of a word of the text, none where no name can have it, and whether it is disguised."""
        if len(word) > self._longest:
            return "", False
        mixed, marked = is_disguised(word, self.lone_marks)
        # Where marks are no disguise they are spelling: they stay, and no skeleton of a name has one.
        key = skeleton(word, marks=not marked)
        return (key if len(word) <= (1 + MARKS) * len(key) else ""), mixed or marked


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[bool, int, int]]:
    """Yield whether it is a word, start and end of each token that lies whole in [start, end), in order."""
    if _inside_word(text, start):
        rest = _REST.match(text, start)
        start = rest.end() if rest else start
    for found in _TOKEN.finditer(text, start):
        first, last = found.span()
        if first >= end:
            return
        if last <= end:
            yield found["word"] is not None, first, last


def _inside_word(text: str, offset: int) -> bool:
    before = _TAIL.search(text[max(0, offset - _REACH) : offset])
    after = _HEAD.match(text, offset)
    return bool(before and after and len(before[1]) + len(after[1]) <= _MOST_SIGNS)
