"""One text being read: what an atom yields becomes spans of the original, whole graphemes, never empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from policykit.engine.manuscript import manuscript
from policykit.engine.reading import Limits, Reading
from policykit.matching.atoms import PatternAtom
from policykit.matching.pattern.parse import parse
from policykit.matching.screen import Screen

LIMITS = Limits(10, 1000)


class Yielding:
    """An atom that yields given spans, whatever the text."""

    screens: tuple[Screen, ...] = ()
    wake_screens: tuple[Screen, ...] = ()
    half_screens: tuple[Screen, ...] = ()
    fallback_screens: tuple[Screen, ...] = ()
    odd_screens: tuple[Screen, ...] = ()
    before = after = digits = 0

    def __init__(self, *spans: tuple[int, int]) -> None:
        self.spans = spans

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        yield from self.spans


def test_empty_matches_are_dropped() -> None:
    reading = Reading(manuscript("abcdef"), [Yielding((2, 2), (3, 4), (6, 6))], LIMITS)
    assert reading.matches(0, visible=True) == ((3, 4, ()),)


def test_spans_are_snapped_outward_and_sorted_each_once() -> None:
    reading = Reading(manuscript("ae\u0301x"), [Yielding((3, 4), (1, 2), (2, 3))], LIMITS)
    assert reading.matches(0, visible=True) == ((1, 3, ()), (3, 4, ()))


def test_an_empty_text_holds_nothing() -> None:
    reading = Reading(manuscript(""), [Yielding((0, 1))], LIMITS)
    assert reading.matches(0, visible=False) == ()


def test_what_the_raw_view_shows_needs_no_fold() -> None:
    reading = Reading(manuscript("a\u200bbc"), [Yielding((0, 1))], LIMITS)
    assert reading.matches(0, visible=False) == ((0, 1, ()),)


def test_a_number_is_looked_for_only_where_enough_digits_stand_together() -> None:
    class Asked(PatternAtom):
        regions: ClassVar[list[tuple[int, int]]] = []

        def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
            self.regions.append((start, end))
            return super().find(text, start, end)

    text = f"In 2019 we sold 12 of them.{' ' * 40}The number is 12345678."
    reading = Reading(manuscript(text), [Asked(parse("[0-9]{8}"))], LIMITS)
    assert reading.matches(0, visible=True) == ((81, 89, ()),)
    assert Asked.regions == [(73, len(text))]
