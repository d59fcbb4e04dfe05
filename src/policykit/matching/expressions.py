"""Which expressions a scanner compiles for a policy's atoms and triggers.

This is the plan, before any engine sees it: *locate* holds every screen of every atom, *wake* only what
can trigger a rule. A rule that needs two things at once (`with`, say) becomes a combination, so that a
word as common as `we` wakes nobody by itself. Engines refuse some expressions; the plan is then made
again with what they refused in `Limits`. No expression shows in a `repr`: it may be a term of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from policykit.matching.atoms import Atom
from policykit.matching.screen import SINGLEMATCH, UTF8, Screen
from policykit.matching.triggers import Trigger

__all__ = ["COMBINATION", "HALF", "Expression", "Limits", "WakePlan", "locate_plan", "wake_plan"]

# Hyperscan's number, as the flags in `screen`.
COMBINATION = 512
HALF = 1_000_000
"""The first number of a screen that is half of a pair."""

# A combination is worked out anew at each hit of an operand: with 80 operands a text costs half as much
# again, with 300 five times as much.
MOST_OPERANDS = 64


@attrs.frozen
class Expression:
    """One expression of a database; `number` is what the engine reports it by."""

    number: int
    source: bytes = attrs.field(repr=False)
    flags: int


@attrs.frozen
class Limits:
    """What an engine does not take: these screens at all, or not as part of a combination."""

    refused: frozenset[Screen] = frozenset()
    uncombinable: frozenset[Screen] = frozenset()
    combines: bool = True

    def screens(self, atom: Atom) -> tuple[Screen, ...]:
        """The screens of `atom` that the engine takes."""
        return atom.fallback_screens if self.refused.intersection(atom.screens) else atom.screens

    def combine(self, trigger: Trigger, atoms: Sequence[Atom]) -> bool:
        """Whether `trigger` needs two things, in a form that the engine takes as a combination."""
        if trigger.together_with is None or not self.combines:
            return False
        operands = _bare(trigger.any_of, atoms) | _bare(trigger.together_with, atoms)
        return len(operands) <= MOST_OPERANDS and self.uncombinable.isdisjoint(operands)


@attrs.frozen
class WakePlan:
    """What a wake database is compiled from, and what its reports say.

    `folds` are the numbers of the screens for texts that fold; `owners` are the atoms that triggers name, by
    the number of each of their screens: one from `HALF` on stands for half of a pair and wakes nothing by
    itself. `silent` are all other atoms, of which a report says nothing. Outside texts that fold, an atom of
    `owners` none of whose screens is reported has no match.
    `fires` are the triggers, by number, that each report may stand for.
    """

    expressions: tuple[Expression, ...] = ()
    folds: frozenset[int] = frozenset()
    owners: Mapping[int, tuple[int, ...]] = attrs.field(factory=dict)
    silent: tuple[int, ...] = ()
    fires: Mapping[int, tuple[int, ...]] = attrs.field(factory=dict)


def locate_plan(
    atoms: Sequence[Atom], limits: Limits
) -> tuple[tuple[Expression, ...], tuple[tuple[int, ...], ...]]:
    """Return the expressions of all atoms and, by expression number, the atoms that each speaks for."""
    owners: dict[Screen, list[int]] = {}
    for number, atom in enumerate(atoms):
        for screen in dict.fromkeys((*limits.screens(atom), *atom.odd_screens)):
            owners.setdefault(screen, []).append(number)
    expressions = tuple(
        Expression(number, screen.expression, screen.flags) for number, screen in enumerate(owners)
    )
    return expressions, tuple(map(tuple, owners.values()))


def wake_plan(
    atoms: Sequence[Atom], triggers: Iterable[Trigger], fold_screens: Iterable[str], limits: Limits
) -> WakePlan:
    """Return the plan of expressions of which at least one is reported wherever a trigger may fire.

    `fold_screens` report every text that folds, and so every match that is left to `odd_screens`.
    """
    every = tuple(triggers)
    paired = {number for number, trigger in enumerate(every) if limits.combine(trigger, atoms)}
    alone: set[int] = set()
    for number, trigger in enumerate(every):
        if number not in paired:
            alone |= trigger.any_of
    folds = dict.fromkeys(Screen(source.encode(), UTF8) for source in fold_screens)
    plan = {screen: number for number, screen in enumerate(folds)}
    owners: dict[int, list[int]] = {}
    for atom in sorted(alone):
        for screen in limits.screens(atoms[atom]):
            owners.setdefault(plan.setdefault(screen, len(plan)), []).append(atom)
    expressions = [
        Expression(number, screen.expression, screen.flags | SINGLEMATCH) for screen, number in plan.items()
    ]
    halves: dict[Screen, list[int]] = {}
    combinations: dict[bytes, list[int]] = {}
    for pair in sorted(paired):
        # What wakes alone takes its half of a pair along: a pair is left with what does not.
        trigger = every[pair]
        one, other = trigger.any_of - alone, (trigger.together_with or frozenset()) - alone
        if one and other:
            source = b"(%b)&(%b)" % (_either(one, atoms, halves), _either(other, atoms, halves))
            combinations.setdefault(source, []).append(pair)
    together = {number: tuple(fired) for number, fired in enumerate(combinations.values(), len(expressions))}
    expressions += (
        # single: of a pair it matters only whether its halves are there
        Expression(number, screen.expression, screen.flags | SINGLEMATCH)
        for number, screen in enumerate(halves, HALF)
    )
    expressions += (
        Expression(number, source, COMBINATION | SINGLEMATCH)
        for number, source in zip(together, combinations, strict=True)
    )
    asked = [trigger.any_of | (trigger.together_with or frozenset()) for trigger in every]
    by_atom = {
        number: tuple(n for n, atoms_of in enumerate(asked) if not atoms_of.isdisjoint(found))
        for number, found in owners.items()
    }
    owners |= dict(enumerate(halves.values(), HALF))
    named = {atom for found in owners.values() for atom in found}
    return WakePlan(
        tuple(expressions),
        frozenset(range(len(folds))),
        {number: tuple(found) for number, found in owners.items()},
        tuple(number for number in range(len(atoms)) if number not in named),
        {**by_atom, **together},
    )


def _bare(numbers: Iterable[int], atoms: Sequence[Atom]) -> set[Screen]:
    return {screen for number in numbers for screen in atoms[number].bare_screens}


def _either(numbers: Iterable[int], atoms: Sequence[Atom], halves: dict[Screen, list[int]]) -> bytes:
    """An expression for any of the atoms of those numbers; their screens are added to `halves`."""
    found: dict[Screen, list[int]] = {}
    for number in sorted(numbers):
        for screen in atoms[number].bare_screens:
            found.setdefault(screen, []).append(number)
    for screen in sorted(found, key=lambda screen: (screen.expression, screen.flags)):
        owning = halves.setdefault(screen, [])
        owning += (number for number in found[screen] if number not in owning)
    places = {screen: HALF + place for place, screen in enumerate(halves)}
    return b"|".join(b"%d" % place for place in sorted(places[screen] for screen in found))
