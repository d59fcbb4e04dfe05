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

__all__ = ["COMBINATION", "QUIET", "Expression", "Limits", "WakePlan", "locate_plan", "wake_plan"]

# Hyperscan's numbers, as the flags in `screen`.
COMBINATION = 512
QUIET = 1024

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

    `folds` are the numbers of the screens for texts that fold; `owners` are the atoms that wake by
    themselves, by the number of each of their screens; `silent` are all other atoms, of which a report
    says nothing. Outside texts that fold, an atom of `owners` none of whose screens is reported has no match.
    """

    expressions: tuple[Expression, ...] = ()
    folds: frozenset[int] = frozenset()
    owners: Mapping[int, tuple[int, ...]] = attrs.field(factory=dict)
    silent: tuple[int, ...] = ()


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
    pairs = []
    alone: set[int] = set()
    for trigger in triggers:
        if limits.combine(trigger, atoms):
            pairs.append(trigger)
        else:
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
    operands: dict[Screen, int] = {}
    combinations: dict[bytes, None] = {}
    for trigger in pairs:
        # What wakes alone takes its half of a pair along: a pair is left with what does not.
        halves = [
            _either(_bare(half - alone, atoms), operands, len(expressions))
            for half in (trigger.any_of, trigger.together_with or frozenset())
        ]
        if all(halves):
            combinations[b"(%b)&(%b)" % (halves[0], halves[1])] = None
    expressions += (
        Expression(number, screen.expression, screen.flags | QUIET) for screen, number in operands.items()
    )
    expressions += (
        Expression(number, source, COMBINATION | SINGLEMATCH)
        for number, source in enumerate(combinations, len(expressions))
    )
    return WakePlan(
        tuple(expressions),
        frozenset(range(len(folds))),
        {number: tuple(found) for number, found in owners.items()},
        tuple(number for number in range(len(atoms)) if number not in alone),
    )


def _bare(numbers: Iterable[int], atoms: Sequence[Atom]) -> set[Screen]:
    return {screen for number in numbers for screen in atoms[number].bare_screens}


def _either(screens: Iterable[Screen], operands: dict[Screen, int], first: int) -> bytes:
    ordered = sorted(screens, key=lambda screen: (screen.expression, screen.flags))
    numbers = [operands.setdefault(screen, first + len(operands)) for screen in ordered]
    return b"|".join(b"%d" % number for number in numbers)
