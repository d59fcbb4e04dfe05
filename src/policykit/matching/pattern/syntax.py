"""The tree of a pattern: what an author wrote, with flags folded into the nodes they concern.

A tree is a value: frozen, hashable, free of positions and of anything an engine decides. Groups leave no
node behind (none captures); `(?i)`, `(?s)` and `(?m)` show as `ignore_case`, `Dot.every` and the kind of
anchor. A node that consumes exactly one code point is a `Single`. Reading, writing and measuring live in
the modules beside this one; `walk` is all that they need to visit every node.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TypeAlias

import attrs

__all__ = [
    "Anchor",
    "CharClass",
    "Choice",
    "ClassItem",
    "Dot",
    "Literal",
    "Look",
    "Node",
    "Place",
    "Property",
    "Range",
    "Repeat",
    "Sequence",
    "Shorthand",
    "Single",
    "children",
    "walk",
]


@attrs.frozen
class Literal:
    """One code point that stands for itself, in any case where `ignore_case`."""

    char: str
    ignore_case: bool = False


@attrs.frozen
class Range:
    """The code points from `first` to `last`, both included; a single member is a range of one."""

    first: str
    last: str


@attrs.frozen
class Shorthand:
    r"""A class by letter: `d`, `w` or `s`, or the capital letter for its complement; Unicode's sets."""

    letter: str


@attrs.frozen
class Property:
    r"""`\p{name}`, or `\P{name}` where `negated`; a general category or `Script=…`."""

    name: str
    negated: bool = False


ClassItem: TypeAlias = Range | Shorthand | Property


@attrs.frozen
class CharClass:
    """One code point that is, or where `negated` is not, a member of `items`."""

    items: tuple[ClassItem, ...]
    negated: bool = False
    ignore_case: bool = False


@attrs.frozen
class Dot:
    r"""Any code point but `\n`; where `every`, any code point."""

    every: bool = False


class Place(Enum):
    """Where an anchor holds."""

    TEXT_START = "text start"
    TEXT_END = "text end"
    LAST_LINE_END = "text end, or before a line feed that ends the text"
    LINE_START = "line start"
    LINE_END = "line end"
    WORD_EDGE = "word edge"
    NO_WORD_EDGE = "no word edge"


@attrs.frozen
class Anchor:
    """A place between two code points; consumes nothing."""

    place: Place


@attrs.frozen
class Look:
    """A condition on the code points after, or where `behind` before, a place; consumes nothing."""

    body: Node
    behind: bool = False
    negated: bool = False


@attrs.frozen
class Sequence:
    """One part after another; without parts it matches the empty string."""

    parts: tuple[Node, ...]


@attrs.frozen
class Choice:
    """The first of two or more options that lets the rest match."""

    options: tuple[Node, ...]


@attrs.frozen
class Repeat:
    """`body` from `least` to `most` times, both included; `most` is None only before it is bounded."""

    body: Node
    least: int
    most: int | None
    lazy: bool = False


Single: TypeAlias = Literal | CharClass | Dot
Node: TypeAlias = Single | Anchor | Look | Sequence | Choice | Repeat


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below `node`, in the order of the source."""
    match node:
        case Sequence(parts=below) | Choice(options=below):
            return below
        case Look(body=body) | Repeat(body=body):
            return (body,)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield `node` and every node below it, parents first, in the order of the source."""
    yield node
    for child in children(node):
        yield from walk(child)
