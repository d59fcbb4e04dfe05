"""The atom of a detector from elsewhere: asked for a whole text, believed only as far as it can be checked.

Nothing that it does may break an evaluation or carry words of the text into a decision. What it reports is
checked, sorted and made unique; a report that makes no sense fails the detector, with a reason of our own
words. Where it has no hint its screen reports every text; with one, texts in which no hint matches are
never shown to it, whichever scanner runs. It is asked about the empty text when the policy is compiled, so
that what it imports and opens on first use is there before the first evaluation.
"""

from __future__ import annotations

import pickle
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import TypeAlias

import attrs

from policykit.matching.atoms import PatternAtom
from policykit.matching.pattern.growth import hostile
from policykit.matching.pattern.parse import MASK, Pattern, PatternError, parse
from policykit.matching.screen import DOTALL, UTF8, Screen
from policykit.model.external import Detected, ExternalDetector
from policykit.model.scales import Confidence

__all__ = ["ExternalAtom", "MisreportError", "Weight", "heavier"]

Weight: TypeAlias = tuple[Confidence, tuple[str, ...]]
"""How sure a detector is of a place, and its names for it, sorted."""

# What a budget allows unless a policy says otherwise, and little enough to be held at once.
MOST_REPORTED = 200_000

# One report for each text that holds anything, at its first code point.
_ANYTHING = Screen(rb"\A.", UTF8 | DOTALL)

_NAME = re.compile(r"[^\s<>`][^<>`\n]{0,79}")
_EVIDENCE = re.compile(r"[A-Za-z][A-Za-z0-9_.:/-]{0,79}")


class MisreportError(Exception):
    """What a detector reported makes no sense; the message never says what it was."""


@attrs.frozen(eq=False)
class ExternalAtom:
    """A detector from elsewhere, with the `hints` that it waits for (None: it is asked about every text)."""

    detector: ExternalDetector = attrs.field(repr=False)
    name: str
    pure: bool
    hints: tuple[PatternAtom, ...] | None = attrs.field(default=None, repr=False)

    @classmethod
    def of(cls, detector: ExternalDetector) -> ExternalAtom:
        """Build the atom of `detector`, and ask it about the empty text.

        Raises `ValueError` where its attributes are not what the protocol says, where a hint is no pattern
        that could stand in a policy, and where it fails on the empty text or finds something there.
        """
        name = _word(detector, "name", _NAME)
        _word(detector, "version", re.compile(r".+", re.DOTALL))
        pure = getattr(detector, "pure", None)
        if not isinstance(pure, bool):
            raise ValueError(f"the external detector `{name}` has no `pure`: expected true or false")
        hints = _hints(name, getattr(detector, "hint", None))
        try:
            found = next(iter(detector.detect("")), None)
        except Exception as error:
            raise ValueError(f"the external detector `{name}` fails on the empty text") from error
        if found is not None:
            raise ValueError(f"the external detector `{name}` finds something in the empty text")
        return cls(detector, name, pure, hints)

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        """The screens of the hints; without hints, one that reports every text."""
        return self._each(lambda hint: hint.screens)

    @property
    def wake_screens(self) -> tuple[Screen, ...]:
        """As `screens`."""
        return self.screens

    @cached_property
    def half_screens(self) -> tuple[Screen, ...]:
        """As `screens`, for half of a pair."""
        return self._each(lambda hint: hint.half_screens)

    @property
    def fallback_screens(self) -> tuple[Screen, ...]:
        """As `screens`, in a form that every prefilter takes."""
        return self._each(lambda hint: hint.fallback_screens)

    @cached_property
    def odd_screens(self) -> tuple[Screen, ...]:
        """What the screens of the hints leave out."""
        return () if self.hints is None else self._each(lambda hint: hint.odd_screens)

    def _each(self, screens: Callable[[PatternAtom], tuple[Screen, ...]]) -> tuple[Screen, ...]:
        if self.hints is None:
            return (_ANYTHING,)
        return tuple(dict.fromkeys(screen for hint in self.hints for screen in screens(hint)))

    @property
    def before(self) -> int:
        """A match may lie anywhere: only the whole text is a region."""
        return sys.maxsize

    @property
    def after(self) -> int:
        """As `before`."""
        return sys.maxsize

    @property
    def digits(self) -> int:
        """None: what it finds is its own business."""
        return 0

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the spans that lie in [start, end), in order; see `weighed`."""
        for first, last in self.weighed(text):
            if start <= first and last <= end:
                yield first, last

    def weighed(self, text: str) -> Mapping[tuple[int, int], Weight]:
        """What the detector reports in `text`, by span, in order.

        Places that hold nothing but masks and white space are left out, so that redaction ends, and so are
        names that repeat the very words they are about. Raises `MisreportError` for what makes no sense, and
        whatever the detector raises.
        """
        found: dict[tuple[int, int], Weight] = {}
        if not self._may_find(text):
            return found
        for number, detected in enumerate(islice(self.detector.detect(text), MOST_REPORTED + 1)):
            if number == MOST_REPORTED:
                raise MisreportError(f"it reports more than {MOST_REPORTED:,} places")
            span, weight = _checked(detected, text)
            if text[slice(*span)].replace(MASK, "").strip():
                found[span] = heavier(found.get(span), weight)
        return dict(sorted(found.items()))

    def _may_find(self, text: str) -> bool:
        if self.hints is None:
            return bool(text)
        return any(True for hint in self.hints for _ in hint.find(text, 0, len(text)))

    def check_travels(self) -> None:
        """Raise `PicklingError`, naming the detector, where it cannot be pickled."""
        try:
            pickle.dumps(self.detector)
        except Exception as error:
            raise pickle.PicklingError(
                f"the external detector `{self.name}` cannot be pickled, nor can a policy that uses it: "
                "load the policy in each process"
            ) from error


def heavier(one: Weight | None, other: Weight) -> Weight:
    """What two reports of one place amount to: the greater confidence, and the names of both."""
    return other if one is None else (max(one[0], other[0]), tuple(sorted({*one[1], *other[1]})))


def _checked(detected: object, text: str) -> tuple[tuple[int, int], Weight]:
    if not isinstance(detected, Detected):
        raise MisreportError("it reports something that is not a `Detected`")
    start, end = detected.start, detected.end
    if type(start) is not int or type(end) is not int:
        raise MisreportError("it reports a place that is no pair of whole numbers")
    if not 0 <= start < end <= len(text):
        raise MisreportError("it reports a place that is empty or outside the text")
    if not isinstance(detected.confidence, Confidence):
        raise MisreportError("it reports a confidence that is none")
    names = detected.evidence
    if not isinstance(names, tuple) or not all(isinstance(n, str) and _EVIDENCE.fullmatch(n) for n in names):
        raise MisreportError("it reports evidence that is no tuple of names")
    return (start, end), (detected.confidence, tuple(sorted(_silent(set(names), text[start:end].casefold()))))


def _silent(names: set[str], words: str) -> set[str]:
    """The names that neither hold `words` nor stand in them."""
    return {name for name in names if name.casefold() not in words and words not in name.casefold()}


def _word(detector: ExternalDetector, key: str, form: re.Pattern[str]) -> str:
    word = getattr(detector, key, None)
    if not isinstance(word, str) or not form.fullmatch(word):
        raise ValueError(f"an external detector has no usable `{key}`: expected a word or a few")
    return word


def _hints(name: str, hint: object) -> tuple[PatternAtom, ...] | None:
    if hint is None:
        return None
    if not isinstance(hint, tuple) or not hint or not all(isinstance(source, str) for source in hint):
        raise ValueError(
            f"the `hint` of the external detector `{name}` is no tuple of patterns: "
            "expected at least one, or none for a detector that is always asked"
        )
    return tuple(PatternAtom(_pattern(name, source)) for source in hint)


def _pattern(name: str, source: str) -> Pattern:
    try:
        pattern = parse(source)
    except PatternError as error:
        raise ValueError(f"a hint of the external detector `{name}`: {error.message}: `{source}`") from None
    attack = hostile(pattern)
    if attack is not None:
        raise ValueError(f"a hint of the external detector `{name}`: {attack.message}: `{source}`")
    return pattern
