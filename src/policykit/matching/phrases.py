"""Phrases and terms in a text: every place where one stands, as whole words in any case.

An index is built once from all phrases of a source and then only read. It is a tree of tokens: each
token of the text starts at the root, and the steps that go on from the tokens before it take it in turn,
so the cost follows the text and not the number of phrases. Overlapping phrases, and longer ones that
start where shorter ones do, are all found. What two tokens have to share is said in `words`; what a
prefilter may look for is said in `phrase_screens`. No `repr` here shows a phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from policykit.matching.words import GREATEST_GAP, Tokens, joins, tokens

__all__ = ["Phrase", "PhraseIndex", "phrase_of"]


@attrs.frozen
class Phrase:
    """The tokens of one phrase, ready to compare.

    `keys` are the keys of its tokens; `spaced[i]` says whether white space stands before token `i`, and is
    False for the first.
    """

    keys: tuple[str, ...] = attrs.field(repr=False)
    spaced: tuple[bool, ...] = attrs.field(repr=False)

    @property
    def is_ascii(self) -> bool:
        """Whether every key is ASCII."""
        return all(map(str.isascii, self.keys))

    @property
    def greatest_length(self) -> int:
        """The most code points that a match of this phrase can have."""
        # A character never folds to nothing, so a token is at most as long as its key.
        return sum(map(len, self.keys)) + GREATEST_GAP * sum(self.spaced)


@attrs.frozen
class Step:
    """How far a phrase has been read: whether one `ends` here, and which tokens lead on.

    `onward` maps a token's key to the next step, with a space before the key where white space has to
    stand before the token. No key starts with white space, so the two never meet.
    """

    ends: bool
    onward: Mapping[str, Step] = attrs.field(repr=False)


_Growing: TypeAlias = "dict[str | None, _Growing]"


@attrs.frozen
class PhraseIndex:
    """All phrases of one source; `greatest_length` is the longest possible match in code points."""

    root: Step = attrs.field(repr=False)
    greatest_length: int

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> PhraseIndex:
        """Build the index of `phrases`; the order means nothing and repetitions change nothing."""
        growing: _Growing = {}
        longest = 0
        for phrase in phrases:
            longest = max(longest, phrase.greatest_length)
            place = growing
            for key, spaced in zip(phrase.keys, phrase.spaced, strict=True):
                place = place.setdefault(f" {key}" if spaced else key, {})
            place[None] = {}
        return cls(_grown(growing), longest)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the span of every phrase that stands whole in [start, end), in the order of their ends.

        Offsets are code points of `text`; what stands outside is read only to see where words begin.
        """
        return self.follow(text, start, tokens(text, start, end))

    def find_among(self, text: str, read: Tokens) -> Iterator[tuple[int, int]]:
        """Yield the spans as `find` does, in the whole of `text`, whose tokens were `read` before."""
        if self.root.onward.keys().isdisjoint(read.keys):
            return iter(())
        return self.follow(text, 0, read.read)

    def follow(
        self, text: str, start: int, read: Iterable[tuple[str, int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield the spans as `find` does, by tokens that were `read` from `text` from `start` on."""
        begins = self.root.onward
        started: list[tuple[int, Step]] = []
        previous = start
        for key, first, last in read:
            reached: list[tuple[int, Step]] = []
            if started:
                gap = text[previous:first]
                if not gap or joins(gap):
                    wanted = f" {key}" if gap else key
                    reached = [(at, went) for at, step in started if (went := step.onward.get(wanted))]
            begun = begins.get(key)
            if begun:
                reached.append((first, begun))
            for at, step in reached:
                if step.ends:
                    yield at, last
            started = reached
            previous = last


def phrase_of(phrase: str) -> Phrase:
    """Read `phrase` as a person wrote it.

    Raises `ValueError`, without naming the phrase, where it is nothing but white space or holds half of a
    surrogate pair.
    """
    if any("\ud800" <= character <= "\udfff" for character in phrase):
        raise ValueError("a phrase holds half of a surrogate pair; expected whole characters")
    found = tuple(tokens(phrase, 0, len(phrase)))
    if not found:
        raise ValueError("a phrase is empty; expected at least one word")
    befores = (found[0][1], *(last for _, _, last in found[:-1]))
    spaced = tuple(before < first for before, (_, first, _) in zip(befores, found, strict=True))
    return Phrase(tuple(key for key, _, _ in found), spaced)


def _grown(growing: _Growing) -> Step:
    # Phrases are as deep as they have tokens; an explicit stack keeps one of ten thousand words harmless.
    order = [growing]
    for place in order:
        order.extend(below for key, below in place.items() if key is not None)
    done: dict[int, Step] = {}
    for place in reversed(order):
        onward = {key: done[id(below)] for key, below in place.items() if key is not None}
        done[id(place)] = Step(None in place, onward)
    return done[id(growing)]
