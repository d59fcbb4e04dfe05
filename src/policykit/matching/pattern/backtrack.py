"""A plain backtracking matcher that counts: what a pattern costs, without any engine's cleverness.

The tree becomes a short program, and the program runs with a stack of choices, as the textbook has it:
greedy first, one choice undone at a time, nothing remembered. One step is one test of a code point, an
anchor or a look-around. Real engines skip some of these steps and never take many more, so the count is
a measure that does not depend on a machine, a version or a clock.
"""

from __future__ import annotations

import sys
from typing import TypeAlias

import attrs

from policykit.matching.pattern.characters import members
from policykit.matching.pattern.matcher import WORD, holds
from policykit.matching.pattern.syntax import (
    Anchor,
    CharClass,
    Choice,
    Dot,
    Literal,
    Look,
    Node,
    Place,
    Repeat,
    Sequence,
    Single,
    walk,
)
from policykit.matching.pattern.width import greatest, least

__all__ = ["Members", "Program", "count_steps", "matches_at", "members_by_node", "to_program"]

Members: TypeAlias = dict[Single, frozenset[str]]


@attrs.frozen
class Test:
    """Goes on behind a code point that `single` matches."""

    single: Single


@attrs.frozen
class Run:
    """Goes on behind `fewest` to `most` code points that `single` matches, each number a choice."""

    single: Single
    fewest: int
    most: int
    lazy: bool


@attrs.frozen
class Hold:
    """Goes on where an anchor holds."""

    place: Place


@attrs.frozen
class Glance:
    """Goes on where a look-around holds; `fewest` and `most` are the widths of what it looks at."""

    program: Program
    behind: bool
    negated: bool
    fewest: int
    most: int


@attrs.frozen
class Split:
    """Goes on at the first of `targets` that lets the rest match."""

    targets: tuple[int, ...]


@attrs.frozen
class Enter:
    """Begins to count the rounds of a repeat."""


@attrs.frozen
class Again:
    """Begins the next round at `body`, or leaves the repeat for the instruction behind this one."""

    body: int
    fewest: int
    most: int
    lazy: bool


Instruction: TypeAlias = Test | Run | Hold | Glance | Split | Enter | Again
Program: TypeAlias = tuple[Instruction, ...]
# The rounds of the repeats that a thread is in: count, start of the round, and the same of the repeat around.
Rounds: TypeAlias = tuple[int, int, "Rounds"] | None
# Where to go on: instruction, place, rounds, and the last place of a run whose numbers are still to try.
Thread: TypeAlias = tuple[int, int, Rounds, int]


def to_program(node: Node) -> Program:
    """Return the program that matches `node`; every repeat in it has an upper end."""
    code: list[Instruction] = []
    _emit(node, code)
    return tuple(code)


def _emit(node: Node, code: list[Instruction]) -> None:
    match node:
        case Literal() | CharClass() | Dot():
            code.append(Test(node))
        case Anchor(place):
            code.append(Hold(place))
        case Look(body, behind, negated):
            code.append(Glance(to_program(body), behind, negated, least(body), greatest(body)))
        case Sequence(parts):
            for part in parts:
                _emit(part, code)
        case Choice(options):
            _emit_choice(options, code)
        case _:
            _emit_repeat(node, code)


def _emit_repeat(node: Repeat, code: list[Instruction]) -> None:
    assert node.most is not None
    if isinstance(node.body, Literal | CharClass | Dot):
        code.append(Run(node.body, node.least, node.most, node.lazy))
        return
    code.append(Enter())
    jump = len(code)
    code.append(Split((jump + 1,)))
    _emit(node.body, code)
    code[jump] = Split((len(code),))
    code.append(Again(jump + 1, node.least, node.most, node.lazy))


def _emit_choice(options: tuple[Node, ...], code: list[Instruction]) -> None:
    split = len(code)
    code.append(Split(()))
    starts, ends = [], []
    for option in options:
        starts.append(len(code))
        _emit(option, code)
        ends.append(len(code))
        code.append(Split(()))
    code[split] = Split(tuple(starts))
    for end in ends:
        code[end] = Split((len(code),))


def members_by_node(node: Node, alphabet: str) -> Members:
    """Return which code points of `alphabet` each single node below `node` matches."""
    singles = {below for below in walk(node) if isinstance(below, Literal | CharClass | Dot)}
    return {single: frozenset(members(single, alphabet)) for single in (*singles, WORD)}


def count_steps(program: Program, text: str, start: int, limit: int, known: Members) -> int:
    """Return the steps of one attempt to match at `start`, at most `limit` + 1.

    `known` holds, for every single node of the program, its members among the code points of `text`.
    """
    return _Attempt(text, limit, known).count(program, start)


def matches_at(program: Program, text: str, start: int, known: Members) -> bool:
    """Say whether the program matches at `start`, however many steps it takes."""
    return _Attempt(text, sys.maxsize, known).matches(program, start, None)


class _Attempt:
    """One attempt; counts up in `steps` and gives up one step above `limit`."""

    __slots__ = ("known", "limit", "steps", "text")

    def __init__(self, text: str, limit: int, known: Members) -> None:
        self.text = text
        self.limit = limit
        self.known = known
        self.steps = 0

    def count(self, program: Program, start: int) -> int:
        self.matches(program, start, None)
        return min(self.steps, self.limit + 1)

    def matches(self, program: Program, start: int, end: int | None) -> bool:
        """Say whether `program` matches from `start` (to `end`, where given) before the limit is reached."""
        stack: list[Thread] = [(0, start, None, start)]
        while stack and self.steps <= self.limit:
            at, place, rounds, last = stack.pop()
            if last < place:
                stack.append((at, place - 1, rounds, last))
            elif last > place:
                self.steps += 1
                stack.append((at, place + 1, rounds, last))
            if self.follow(program, at, place, rounds, end, stack):
                return True
        return False

    def follow(
        self, program: Program, at: int, place: int, rounds: Rounds, end: int | None, stack: list[Thread]
    ) -> bool:
        """Go on from one choice until a test fails or the program ends; push the choices met on `stack`."""
        while at < len(program):
            match program[at]:
                case Test(single):
                    self.steps += 1
                    if self.text[place : place + 1] not in self.known[single]:
                        return False
                    at, place = at + 1, place + 1
                case Run(single, fewest, most, lazy):
                    longest = self.run(single, place, most)
                    # A lazy run has only seen its fewest so far; the others are counted one by one.
                    self.steps += min(longest + 1, fewest if lazy else most)
                    if longest < fewest:
                        return False
                    first, last = place + (fewest if lazy else longest), place + (longest if lazy else fewest)
                    stack.append((at + 1, first, rounds, last))
                    return False
                case Hold(where):
                    self.steps += 1
                    if not holds(where, self.text, place, self.known[WORD]):
                        return False
                    at += 1
                case Glance() as glance:
                    self.steps += 1
                    if self.sees(glance, place) == glance.negated:
                        return False
                    at += 1
                case Split(targets):
                    stack.extend((target, place, rounds, place) for target in reversed(targets[1:]))
                    at = targets[0]
                case Enter():
                    rounds = (0, -1, rounds)
                    at += 1
                case again:
                    assert rounds is not None
                    done, began, around = rounds
                    leave: tuple[int, Rounds] = (at + 1, around)
                    enter: tuple[int, Rounds] = (again.body, (done + 1, place, around))
                    if done < again.fewest:
                        at, rounds = enter
                    elif done == again.most or place == began:
                        # A round that consumed nothing gains nothing by another.
                        at, rounds = leave
                    else:
                        (at, rounds), (other, kept) = (leave, enter) if again.lazy else (enter, leave)
                        stack.append((other, place, kept, place))
            if self.steps > self.limit:
                return False
        return end is None or place == end

    def run(self, single: Single, place: int, most: int) -> int:
        """Return how many code points from `place` on `single` matches one after another, up to `most`."""
        allowed = self.known[single]
        stop = min(place + most, len(self.text))
        reached = place
        while reached < stop and self.text[reached] in allowed:
            reached += 1
        return reached - place

    def sees(self, glance: Glance, place: int) -> bool:
        if not glance.behind:
            return self.matches(glance.program, place, None)
        widths = range(glance.fewest, min(glance.most, place) + 1)
        return any(self.matches(glance.program, place - width, place) for width in widths)
