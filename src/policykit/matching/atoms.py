"""Atoms: the leaf sources of matches, each a function from a text to spans.

An atom reads one view's text and knows nothing of rules, levels or other atoms. It says two things: where
its matches are (`find`), and what a prefilter has to look for so as not to miss one (`screens`, with
how far round a reported offset a match may lie). A scanner turns reported offsets into regions; `find`
over those regions gives exactly what `find` over the whole text gives. Offsets are code points of the
view's text. Atoms are built when a policy is compiled and only read afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, Protocol

import attrs
import regex

from policykit.matching.names import NameIndex, looks_like_a_name, name_of
from policykit.matching.pattern.parse import Pattern, parse
from policykit.matching.pattern.prepared import PreparedPattern
from policykit.matching.phrase_screens import (
    GREATEST_WRITTEN_OUT,
    Edges,
    name_screens,
    odd_screens,
    phrase_screens,
)
from policykit.matching.phrases import Phrase, PhraseIndex, phrase_of
from policykit.matching.screen import Screen
from policykit.matching.validation import Validator, passes
from policykit.matching.words import Tokens
from policykit.text.view import View

__all__ = ["Atom", "Names", "PatternAtom", "PhraseAtom", "ValidatorAtom", "find_in"]

# With more names than these a single accented letter disguises none: screening for it would cost a quarter
# of a scan at twenty names.
MOST_LONE_MARKED = 12

# How many groups at the end of a failed candidate are given up, one after the other.
MOST_GROUPS_DROPPED = 3


Names = Literal["alike", "all", "none"]
"""Which phrases are names, and so found in disguise."""


class Atom(Protocol):
    """What scanners and the engine ask of a source of matches.

    `screens` together report, for every match, at least one offset such that the match lies within
    [offset - before, offset + after], in code points, and so do `fallback_screens`, in a form that every
    prefilter takes. `wake_screens` report something wherever there is a match, in texts whose words stand
    one space apart; `half_screens` do so at a lower price and more often, because the other half of a pair
    has to be there as well. Matches with a character that makes the text fold may be left to `odd_screens`: a
    wake database, which holds the screens for folds, goes without. A match holds at least `digits` ASCII
    digits and is at most `before` code points wide.
    """

    @property
    def screens(self) -> tuple[Screen, ...]: ...

    @property
    def wake_screens(self) -> tuple[Screen, ...]: ...

    @property
    def half_screens(self) -> tuple[Screen, ...]: ...

    @property
    def fallback_screens(self) -> tuple[Screen, ...]: ...

    @property
    def odd_screens(self) -> tuple[Screen, ...]: ...

    @property
    def before(self) -> int: ...

    @property
    def after(self) -> int: ...

    @property
    def digits(self) -> int: ...

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the spans of the matches that lie in [start, end); context outside it is read."""
        ...


def find_in(atom: Atom, view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the matches of `atom` that lie in [start, end) of `view`.

    A view that is read for names has matches of phrases only.
    """
    if not view.for_names:
        return atom.find(view.text, start, end)
    return atom.find_names(view.text, start, end) if isinstance(atom, PhraseAtom) else iter(())


@attrs.frozen(eq=False)
class PhraseAtom:
    """Phrases, or the terms of a list: whole words, in any case, at every place.

    Those that are names are found in disguise, too, where a view is read for that.
    """

    _phrases: tuple[Phrase, ...] = attrs.field(repr=False)
    _index: PhraseIndex = attrs.field(repr=False)
    # Beside each phrase that is a name: its skeleton.
    _skeletons: tuple[Phrase | None, ...] = attrs.field(default=(), repr=False)

    @classmethod
    def of(cls, phrases: Iterable[str], *, names: Names = "alike") -> PhraseAtom:
        """Build the atom of `phrases`, as people wrote them; the order means nothing.

        `names` says which of them are names: those that look `alike`, `all` but the shortest, or `none`.
        Raises `ValueError`, without naming the phrase, where one is nothing but white space.
        """
        written = tuple(phrases)
        read = tuple(map(phrase_of, written))
        skeletons = (
            name_of(phrase) if names != "none" and looks_like_a_name(phrase, names == "all") else None
            for phrase in written
        )
        return cls(read, PhraseIndex.of(read), tuple(skeletons))

    @cached_property
    def _names(self) -> NameIndex:
        names = [name for name in self._skeletons if name]
        return NameIndex.of(names, len(names) <= MOST_LONE_MARKED)

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        """The phrases as they are written in most texts, and the names in disguise."""
        return self._screens("all", gaps=True)

    @cached_property
    def wake_screens(self) -> tuple[Screen, ...]:
        """The screens with one space between two words."""
        return self._screens("all", gaps=False)

    @cached_property
    def half_screens(self) -> tuple[Screen, ...]:
        r"""The same with `\b` for short phrases alone."""
        return self._screens("short", gaps=False)

    def _screens(self, edges: Edges, *, gaps: bool) -> tuple[Screen, ...]:
        short = len(self._phrases) <= GREATEST_WRITTEN_OUT
        pairs = tuple(zip(self._phrases, self._skeletons, strict=True))
        # The screen of a disguised name sees the name as it is written, if that is ASCII.
        lone_marks = self._names.lone_marks
        left = [phrase for phrase, name in pairs if not (short and name and phrase.is_ascii)]
        names = [name for _, name in pairs if name]
        return (
            *phrase_screens(left, edges=edges, gaps=gaps, short_list=short),
            # Edges cost more, the more there are of them.
            *name_screens(
                names, edges=edges == "all" and lone_marks, gaps=gaps, lone_marks=lone_marks, short_list=short
            ),
        )

    @cached_property
    def odd_screens(self) -> tuple[Screen, ...]:
        """The phrases as they are written with characters that fold."""
        return odd_screens(self._phrases)

    @property
    def fallback_screens(self) -> tuple[Screen, ...]:
        """The screens without edges: classes and literals, which every prefilter takes."""
        return self._screens("none", gaps=True)

    @cached_property
    def before(self) -> int:
        """The greatest length of a phrase, with the white space that it may hold."""
        return max(self._index.greatest_length, self._names.greatest_length)

    @property
    def after(self) -> int:
        """As `before`: of a long list only one word of each phrase is reported."""
        return self.before

    @property
    def digits(self) -> int:
        """None: phrases are words, and digits in them may be of any script."""
        return 0

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the span of every phrase that lies in [start, end), overlapping ones too, by their ends."""
        return self._index.find(text, start, end)

    def find_among(self, text: str, read: Tokens) -> Iterator[tuple[int, int]]:
        """Yield the spans as `find` does in the whole of `text`, whose tokens were `read` before."""
        return self._index.find_among(text, read)

    def find_names(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the span of every name that lies in [start, end) in disguise, as `find` does."""
        return self._names.find(text, start, end)


@attrs.frozen(eq=False)
class PatternAtom:
    """A pattern, found as a left-to-right search finds it; what a `validator` refuses is left out."""

    pattern: Pattern | PreparedPattern
    validator: Validator | None = None

    @cached_property
    def _engine(self) -> regex.Pattern[str]:
        return _engine_of(self.pattern)

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        """The pattern's own screen; it reports ends."""
        return (self.pattern.to_screen(odd=False),)

    @property
    def wake_screens(self) -> tuple[Screen, ...]:
        """As `screens`."""
        return self.screens

    @cached_property
    def half_screens(self) -> tuple[Screen, ...]:
        r"""The pattern's screen without anchors and `\b`, or for its digits alone."""
        return (self.pattern.half_screen(),)

    @property
    def fallback_screens(self) -> tuple[Screen, ...]:
        """What a match of the pattern can end with."""
        return (self.pattern.fallback_screen(),)

    @cached_property
    def odd_screens(self) -> tuple[Screen, ...]:
        """The screen that reports every match, where the other does not."""
        whole = self.pattern.to_screen()
        return () if whole in self.screens else (whole,)

    @cached_property
    def before(self) -> int:
        """A reported offset lies at most a match's width after the start of the match."""
        return self.pattern.max_width

    @cached_property
    def after(self) -> int:
        """Nothing of a match lies beyond a reported end; a screen cut short reports from inside."""
        return _beyond(self.pattern)

    @property
    def digits(self) -> int:
        """The fewest ASCII digits of a match."""
        return self.pattern.digits

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the spans in [start, end) of a search that begins at `start`, in order."""
        for found in self._engine.finditer(text, start, _horizon(self.pattern, text, end)):
            first, last = found.span()
            if first >= end:
                return
            if last <= end and (self.validator is None or passes(self.validator, found.group())):
                yield first, last


@attrs.frozen(eq=False)
class ValidatorAtom:
    """A named kind of value, found by the validator's own shape.

    A candidate that fails does not hide the one that starts inside it: the search goes on at its second
    code point. The pattern of the shape may be handed in.
    """

    validator: Validator
    _pattern: Pattern | PreparedPattern = attrs.field(repr=False)

    @_pattern.default
    def _parsed(self) -> Pattern | PreparedPattern:
        return parse(self.validator.shape, greatest_width=self.validator.greatest_width, checked=True)

    @cached_property
    def _engine(self) -> regex.Pattern[str]:
        return _engine_of(self._pattern)

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        """The validator's hint, or the screen of its shape."""
        return (self.validator.hint or self._pattern.to_screen(odd=False),)

    @property
    def wake_screens(self) -> tuple[Screen, ...]:
        """As `screens`."""
        return self.screens

    @cached_property
    def half_screens(self) -> tuple[Screen, ...]:
        """The hint, or the screen of the shape without edges, or for its digits alone."""
        return (self.validator.hint or self._pattern.half_screen(),)

    @property
    def fallback_screens(self) -> tuple[Screen, ...]:
        """What a candidate can end with."""
        return (self._pattern.fallback_screen(),)

    @cached_property
    def odd_screens(self) -> tuple[Screen, ...]:
        """The screen that reports every candidate, where the other does not."""
        whole = self.validator.hint or self._pattern.to_screen()
        return () if whole in self.screens else (whole,)

    @cached_property
    def before(self) -> int:
        """The greatest width of a candidate."""
        return self._pattern.max_width

    @cached_property
    def after(self) -> int:
        """A hint lies anywhere in a candidate; the screen of a shape reports its end, if it can."""
        return self._pattern.max_width if self.validator.hint else _beyond(self._pattern)

    @property
    def digits(self) -> int:
        """The fewest ASCII digits of a candidate, whether or not its last groups are given up."""
        return self._pattern.digits

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the spans in [start, end) that pass the validator, in order; no two overlap."""
        horizon = _horizon(self._pattern, text, end)
        position = start
        while found := self._engine.search(text, position, horizon):
            first, last = found.span()
            if first >= end:
                return
            accepted = first + self._accepted(found.group()) if last <= end else first
            if accepted > first:
                yield first, accepted
            position = max(accepted, first + 1)

    def _accepted(self, candidate: str) -> int:
        """How many code points of `candidate`, from its first, pass; 0 where none do."""
        for _ in range(MOST_GROUPS_DROPPED + 1):
            if passes(self.validator, candidate):
                return len(candidate)
            if not self.validator.in_groups:
                break
            candidate = candidate.rpartition(" ")[0]
        return 0


def _engine_of(pattern: Pattern | PreparedPattern) -> regex.Pattern[str]:
    # compiled when first asked: most of a policy's patterns never see a text that wakes them
    return regex.compile(pattern.to_regex(), pattern.regex_flags)


def _beyond(pattern: Pattern | PreparedPattern) -> int:
    """How far a match may reach beyond an offset that one of its screens reports."""
    screens = (pattern.to_screen(), pattern.to_screen(edges=False))
    return pattern.max_width if any(screen.inside for screen in screens) else 0


def _horizon(pattern: Pattern | PreparedPattern, text: str, end: int) -> int:
    # The engine takes `endpos` for the end of the text. An attempt that starts before `end` looks at
    # nothing beyond `end + max_width + ahead`, so with this horizon it goes as it would on the whole text.
    # Regions are unions of [offset - before, offset + after], and each match lies whole in that of its own
    # offset: every match that starts in a region ends in it, none crosses from one to the next, and a
    # search over the regions in turn finds what one search over the whole text finds. What starts at `end`
    # or later may be false, and is dropped.
    return min(len(text), end + pattern.max_width + pattern.ahead)
