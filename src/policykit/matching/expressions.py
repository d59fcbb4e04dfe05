"""Which expressions a scanner compiles for a policy's atoms and triggers, and what their reports say.

This is the plan, before any engine sees it: *locate* holds every screen of every atom, *wake* only what
can trigger a rule. A rule that needs two things at once (`with`, say) has a screen for each half, and a
policy wakes only where both are reported, so that a word as common as `we` wakes nobody by itself. Which
halves belong together is worked out here: an engine that combines expressions does it at twice the cost.
Engines refuse some expressions; the plan is then made again with what they refused in `Limits`. No
expression shows in a `repr`: it may be a term of a list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

import attrs

from policykit.matching.atoms import Atom
from policykit.matching.screen import CASELESS, SINGLEMATCH, UTF8, Screen
from policykit.matching.triggers import Fired, Trigger

__all__ = ["GAP", "HALF", "Expression", "Limits", "Pair", "WakePlan", "batched", "locate_plan", "wake_plan"]

HALF = 1_000_000
"""The first number of a screen that is half of a pair."""

GAP = 2 * HALF
"""The number of the screen for white space that is not one space: it says that words have to be looked for a
second time, in the text without such gaps."""

_GAPS = (
    rb"[\x09-\x0d]|\x20\x20|\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]"
    rb"|\xe2\x81\x9f|\xe3\x80\x80"
)

# An expression that begins with a class that is no letter in both its cases: an automaton from its first byte
# on, where others begin with a literal. Together the two kinds cost an engine twice what they cost apart.
_CLASS_LED = re.compile(rb"(?:\(\?:|\\b)*\[(?!([A-Z])[a-z]\])")
# Compiling those that begin with a class takes time with the square of their number: 220 take four times as
# long together as in groups like these, and smaller groups are scanned more slowly.
TOGETHER = 60


@attrs.frozen
class Expression:
    """One expression of a database; `number` is what the engine reports it by."""

    number: int
    source: bytes = attrs.field(repr=False)
    flags: int


@attrs.frozen
class Limits:
    """The screens that an engine does not take."""

    refused: frozenset[Screen] = frozenset()

    def choose(self, atom: Atom, screens: tuple[Screen, ...]) -> tuple[Screen, ...]:
        """`screens` of `atom` if the engine takes them, else what every engine takes."""
        return screens if self.refused.isdisjoint(screens) else atom.fallback_screens


@attrs.frozen
class Pair:
    """A trigger that fires only where a screen of `one` and a screen of `other` are reported."""

    trigger: int
    one: frozenset[int]
    other: frozenset[int]

    def fires(self, reported: Collection[int]) -> bool:
        return not self.one.isdisjoint(reported) and not self.other.isdisjoint(reported)


@attrs.frozen
class WakePlan:
    """What wake databases are compiled from, and what their reports say.

    `groups` are the expressions of each database, `shared` those of one that is the same for every policy:
    the screens for folds, and `folds` their numbers. A report below `HALF` wakes a policy by itself, one from
    there on only together with one of its `partners`. `owners` are the atoms that triggers name, by the
    number of each of their screens. `silent` are all other atoms, of which a report says nothing. Outside
    texts that fold, an atom of `owners` none of whose screens is reported has no match. `fires` are the
    triggers, by number, that a report by itself may stand for, `pairs` all others.
    """

    groups: tuple[tuple[Expression, ...], ...] = ()
    shared: tuple[Expression, ...] = ()
    partners: Mapping[int, frozenset[int]] = attrs.field(factory=dict)
    folds: frozenset[int] = frozenset()
    owners: Mapping[int, tuple[int, ...]] = attrs.field(factory=dict)
    silent: frozenset[int] = frozenset()
    fires: Mapping[int, tuple[int, ...]] = attrs.field(factory=dict)
    pairs: tuple[Pair, ...] = ()

    def wakes(self, reported: Sequence[int]) -> bool:
        """Whether any trigger may fire, by what was reported of a text without gaps."""
        if not reported:
            return False
        if min(reported) < HALF:
            return True
        partners = self.partners.get
        for number in reported:
            found = partners(number)
            if found is not None and not found.isdisjoint(reported):
                return True
        return False

    def fired(self, reported: Collection[int], odd: Iterable[int] = ()) -> Fired:
        """What may fire and match; in a text that folds, the screens of `odd` atoms may miss matches."""
        alone = chain.from_iterable(self.fires.get(number, ()) for number in reported)
        paired = (pair.trigger for pair in self.pairs if pair.fires(reported))
        atoms = chain.from_iterable(self.owners.get(number, ()) for number in reported)
        folds = not self.folds.isdisjoint(reported)
        return Fired(frozenset(chain(alone, paired)), self.silent.union(atoms, odd if folds else ()))


def locate_plan(
    atoms: Sequence[Atom], limits: Limits
) -> tuple[tuple[Expression, ...], tuple[tuple[int, ...], ...]]:
    """Return the expressions of all atoms and, by expression number, the atoms that each speaks for."""
    owners: dict[Screen, list[int]] = {}
    for number, atom in enumerate(atoms):
        for screen in dict.fromkeys((*limits.choose(atom, atom.screens), *atom.odd_screens)):
            owners.setdefault(screen, []).append(number)
    expressions = tuple(
        Expression(number, screen.expression, screen.flags) for number, screen in enumerate(owners)
    )
    return expressions, tuple(map(tuple, owners.values()))


def wake_plan(
    atoms: Sequence[Atom], triggers: Iterable[Trigger], fold_screens: Iterable[str], limits: Limits
) -> WakePlan:
    """Return the plan of expressions that wake a policy wherever a trigger may fire.

    `fold_screens` report every text that folds, and so every match that is left to `odd_screens`.
    """
    every = tuple(triggers)
    alone = frozenset(atom for each in every if each.together_with is None for atom in each.any_of)
    folds = {Screen(source.encode(), UTF8): number for number, source in enumerate(fold_screens)}
    numbers = dict(folds)
    owners: dict[int, list[int]] = {}
    for atom in sorted(alone):
        for screen in limits.choose(atoms[atom], atoms[atom].wake_screens):
            owners.setdefault(numbers.setdefault(screen, len(numbers)), []).append(atom)
    fires = {
        number: tuple(n for n, each in enumerate(every) if not each.atoms.isdisjoint(found))
        for number, found in owners.items()
    }
    halves: dict[Screen, int] = {}

    def half(chosen: frozenset[int]) -> frozenset[int]:
        # what wakes by itself takes its half of a pair along: a pair is left with what does not
        reported = set()
        for atom in sorted(chosen - alone):
            for screen in limits.choose(atoms[atom], atoms[atom].half_screens):
                number = halves.setdefault(screen, HALF + len(halves))
                owned = owners.setdefault(number, [])
                if atom not in owned:
                    owned.append(atom)
                reported.add(number)
        return frozenset(reported)

    pairs = tuple(
        Pair(number, half(each.any_of), half(each.together_with))
        for number, each in enumerate(every)
        if each.together_with is not None
    )
    pairs = tuple(pair for pair in pairs if pair.one and pair.other)
    named = {atom for found in owners.values() for atom in found}
    return WakePlan(
        # a screen may be both: what wakes by itself, and half of a pair
        _grouped(chain(islice(numbers.items(), len(folds), None), halves.items())),
        tuple(each for screen, number in folds.items() for each in _single(number, screen)),
        _partners(pairs),
        frozenset(range(len(folds))),
        {number: tuple(found) for number, found in owners.items()},
        frozenset(range(len(atoms))) - named,
        fires,
        pairs,
    )


def _partners(pairs: Iterable[Pair]) -> dict[int, frozenset[int]]:
    """For each half of a pair that may be the first, everything that wakes a policy together with it."""
    found: dict[int, set[int]] = {}
    for pair in pairs:
        for number in pair.one:
            found.setdefault(number, set()).update(pair.other)
    return {number: frozenset(partners) for number, partners in found.items()}


def _single(number: int, screen: Screen) -> Iterator[Expression]:
    """What reports a screen at most once: it matters only whether it is there."""
    for source in screen.branches or (screen.expression,):
        yield Expression(number, source, screen.flags | SINGLEMATCH)


def _grouped(numbers: Iterable[tuple[Screen, int]]) -> tuple[tuple[Expression, ...], ...]:
    """The expressions for all screens, in groups that are better compiled apart."""
    words: list[Expression] = []
    literals: list[Expression] = []
    classes: list[Expression] = []
    for screen, number in numbers:
        for expression in _single(number, screen):
            if screen.branches and screen.flags & CASELESS:
                words.append(expression)
            elif _CLASS_LED.match(expression.source):
                classes.append(expression)
            else:
                literals.append(expression)
    if words:
        words.append(Expression(GAP, _GAPS, SINGLEMATCH))
    return tuple(tuple(group) for group in (words, literals, *batched(classes, TOGETHER)) if group)


def batched(expressions: Sequence[Expression], size: int) -> Iterator[Sequence[Expression]]:
    """`expressions` in groups of at most `size`, in order."""
    return (expressions[start : start + size] for start in range(0, len(expressions), size))
