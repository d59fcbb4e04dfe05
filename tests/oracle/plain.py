"""From a text to the matches of plain items, without a scanner: every atom reads every view whole.

An item can be told to fail: then it does so wherever it would have matched, which is the same for every way
of looking for it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import attrs

from policykit.matching.atoms import Atom, PatternAtom, PhraseAtom, ValidatorAtom, find_in
from policykit.matching.pattern.parse import parse
from policykit.matching.validators import VALIDATORS
from policykit.model.document import Budget
from policykit.model.find import Pattern, Terms, Validated
from policykit.text.graphemes import snap
from policykit.text.view import raw_view, views


def key_of(item: Any) -> Hashable:
    """What makes two plain items the same source of matches."""
    if isinstance(item, Pattern):
        return "pattern", item.pattern, item.validator
    if isinstance(item, Validated):
        return "validator", item.validator
    if isinstance(item, Terms):
        return "phrases", "all", *sorted(item.terms)
    return "phrases", "alike", *sorted(item)


class PlainMatches:
    """The matches of plain items in texts; remembers them, because the specification asks again and again.

    `failing` are the keys of the items that fail; `width` is the greatest width of a pattern, `budget` how
    often an item may match in a view and how much it may cover.
    """

    def __init__(self, failing: frozenset[Hashable], width: int, budget: Budget) -> None:
        self._failing = failing
        self._width = width
        self._budget = budget
        self._atoms: dict[Hashable, Atom] = {}
        self._known: dict[Hashable, list[tuple[int, int]] | None] = {}

    def __call__(self, text: str, item: object, seen: bool) -> list[tuple[int, int]] | None:
        key = key_of(item)
        asked = (text, key, seen)
        if asked not in self._known:
            if key not in self._atoms:
                self._atoms[key] = self._atom(item)
            self._known[asked] = self._spans(self._atoms[key], text, seen, key in self._failing)
        return self._known[asked]

    def _spans(self, atom: Atom, text: str, seen: bool, fails: bool) -> list[tuple[int, int]] | None:
        spans: list[tuple[int, int]] = []
        for view in [raw_view(text)] if seen else views(text):
            places = list(find_in(atom, view, 0, len(view.text)))
            poor = len(places) > self._budget.matches
            if poor or sum(b - a for a, b in places) > self._budget.code_points or (fails and places):
                return None
            spans += [snap(text, *view.original(*place)) for place in places]
        return [(start, end) for start, end in spans if start < end]

    def _atom(self, item: Any) -> Atom:
        if isinstance(item, Pattern):
            validator = None if item.validator is None else VALIDATORS[item.validator]
            return PatternAtom(parse(item.pattern, greatest_width=self._width), validator)
        if isinstance(item, Validated):
            return ValidatorAtom(VALIDATORS[item.validator])
        return PhraseAtom.of(item.terms, names="all") if isinstance(item, Terms) else PhraseAtom.of(item)


@attrs.frozen(eq=False)
class Failing:
    """An atom that raises wherever it would have matched."""

    atom: Atom

    def __getattr__(self, name: str) -> Any:
        return getattr(self.atom, name)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        if any(True for _ in self.atom.find(text, start, end)):
            raise RuntimeError("made to fail")
        return iter(())
