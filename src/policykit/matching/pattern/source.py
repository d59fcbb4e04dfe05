"""Writes a tree as source for the confirming engine, `regex` in its VERSION0 behaviour.

What comes out is exact: it matches the spans that the tree means, with every repeat bounded. Case is the
only flag that the nodes do not carry in their own text: where all nodes agree it becomes a flag of the
whole, elsewhere `(?i:…)` stands round the runs that ignore it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import regex

from policykit.matching.pattern.characters import single_source
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
    walk,
)

__all__ = ["engine_flags", "engine_source"]

PLACES = {
    Place.TEXT_START: r"\A",
    Place.TEXT_END: r"\Z",
    Place.LAST_LINE_END: "$",
    Place.LINE_START: "(?m:^)",
    Place.LINE_END: "(?m:$)",
    Place.WORD_EDGE: r"\b",
    Place.NO_WORD_EDGE: r"\B",
}
LOOKS = {(False, False): "(?=", (False, True): "(?!", (True, False): "(?<=", (True, True): "(?<!"}


def engine_flags(node: Node) -> int:
    """Return the flags with which the source of `node` is compiled."""
    return int(regex.VERSION0 | (regex.IGNORECASE if _cases(node) == {True} else 0))


def engine_source(node: Node) -> str:
    """Return `node` as the confirming engine reads it under `engine_flags(node)`."""
    return _write(node, _cases(node) == {True})


def _cases(node: Node) -> set[bool]:
    """Return which of the two ways to treat case the nodes below `node` ask for."""
    return {below.ignore_case for below in walk(node) if isinstance(below, Literal | CharClass)}


def _write(node: Node, ignore_case: bool) -> str:
    match node:
        case Dot():
            return single_source(node)
        case Literal() | CharClass():
            written = single_source(node)
            return written if node.ignore_case == ignore_case else f"(?i:{written})"
        case Anchor(place):
            return PLACES[place]
        case Look(body, behind, negated):
            return f"{LOOKS[behind, negated]}{_write(body, ignore_case)})"
        case Sequence(parts):
            return _write_parts(parts, ignore_case)
        case Choice(options):
            return f"(?:{'|'.join(_write(option, ignore_case) for option in options)})"
        case _:
            written = _write(node.body, ignore_case)
            if isinstance(node.body, Sequence | Repeat):
                written = f"(?:{written})"
            return f"{written}{_counts(node.least, node.most)}{'?' if node.lazy else ''}"


def _write_parts(parts: Iterable[Node], ignore_case: bool) -> str:
    written = []
    for differs, run in groupby(parts, lambda part: not ignore_case and _cases(part) == {True}):
        inside = "".join(_write(part, differs or ignore_case) for part in run)
        written.append(f"(?i:{inside})" if differs else inside)
    return "".join(written)


def _counts(least: int, most: int | None) -> str:
    if (least, most) == (0, 1):
        return "?"
    return f"{{{least}}}" if least == most else f"{{{least},{'' if most is None else most}}}"
