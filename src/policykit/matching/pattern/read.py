"""Reads the source of a pattern into a tree, and refuses what the language does not have.

A recursive descent: choices of sequences of repeated items. Flags are carried down and folded into the
nodes. Everything refused here concerns a place in the source; what concerns the pattern as a whole (its
width, an empty match, a match of everything) is left to `parse`. The depth of nesting and the length of
the source are bounded, so that no pattern can exhaust the stack of those who walk the tree.
"""

from __future__ import annotations

import unicodedata

import attrs

from policykit.matching.pattern.cursor import Cursor
from policykit.matching.pattern.problem import PatternError
from policykit.matching.pattern.read_class import ANCHOR_LETTERS, read_class, read_escaped
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
)
from policykit.matching.pattern.width import greatest, is_open, least

__all__ = ["GREATEST_DEPTH", "GREATEST_LENGTH", "GREATEST_LOOK", "read"]

GREATEST_LENGTH = 4_000
GREATEST_DEPTH = 32
GREATEST_LOOK = 64

LETTER_PLACES = {
    "A": Place.TEXT_START,
    "Z": Place.TEXT_END,
    "z": Place.TEXT_END,
    "b": Place.WORD_EDGE,
    "B": Place.NO_WORD_EDGE,
}
LOOKS = {"(?=": (False, False), "(?!": (False, True), "(?<=": (True, False), "(?<!": (True, True)}
REFUSED_GROUPS = {
    "(?>": ("an atomic group", "write `(?:…)`; narrow the repeats instead, e.g. `.{0,40}`"),
    "(?(": ("a conditional", "write two options, e.g. `(?:a b|c)`"),
    "(?#": ("a comment", "say it in the rule"),
    "(?|": ("a branch reset", "write `(?:…)`; groups are not numbered"),
    "(?R": ("a recursion", "write the repeated part out"),
    "(?&": ("a recursion", "write the repeated part out"),
    "(?P>": ("a recursion", "write the repeated part out"),
    "(?P=": ("a back-reference", "write the repeated part out; a pattern remembers nothing"),
}
NAME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
DIGITS = "0123456789"
QUANTIFIERS = ("*", "+", "?", "{")


@attrs.frozen
class Flags:
    ignore_case: bool = False
    every: bool = False
    lines: bool = False


FLAG_FIELDS = {"i": "ignore_case", "s": "every", "m": "lines"}


def read(source: str) -> Node:
    """Return the tree of `source`, its open repeats still open.

    Raises:
        PatternError: the source is empty, too long or nested too deeply, or holds something that the
            language does not have; the position is that of the refused part.
    """
    _refuse_characters(source)
    cursor = Cursor(source)
    flags = _read_leading_flags(cursor)
    node = _read_choice(cursor, flags, 0)
    if not cursor.ended:
        raise PatternError("a `)` closes nothing", cursor.at, r"write `\)` for the sign itself")
    return node


def _refuse_characters(source: str) -> None:
    if not source:
        raise PatternError("the pattern is empty", help=r"write what to look for, e.g. `\bPX-[0-9]{6}\b`")
    if len(source) > GREATEST_LENGTH:
        raise PatternError(
            f"the pattern is {len(source)} code points long, more than {GREATEST_LENGTH}",
            help="write words and names as phrases or terms",
        )
    for position, char in enumerate(source):
        kind = unicodedata.category(char)
        if kind == "Cc":
            raise PatternError(
                f"the pattern holds the control character U+{ord(char):04X}",
                position,
                r"write the pattern on one line in single quotes, so that `\b` or `\n` keeps its backslash",
            )
        if kind == "Cs":
            raise PatternError("the pattern holds half a code point", position, "expected whole code points")


def _read_leading_flags(cursor: Cursor) -> Flags:
    flags = Flags()
    while cursor.peek(2) == "(?":
        end = cursor.source.find(")", cursor.at)
        letters = cursor.source[cursor.at + 2 : end]
        if end < 0 or not letters or letters.strip("".join(FLAG_FIELDS)):
            break
        flags = attrs.evolve(flags, **{FLAG_FIELDS[letter]: True for letter in letters})
        cursor.at = end + 1
    return flags


def _read_choice(cursor: Cursor, flags: Flags, depth: int) -> Node:
    options = [_read_sequence(cursor, flags, depth)]
    while cursor.took("|"):
        options.append(_read_sequence(cursor, flags, depth))
    return options[0] if len(options) == 1 else Choice(tuple(options))


def _read_sequence(cursor: Cursor, flags: Flags, depth: int) -> Node:
    parts: list[Node] = []
    while not cursor.ended and cursor.peek() not in "|)":
        part = _read_repeated(cursor, flags, depth)
        parts.extend(part.parts if isinstance(part, Sequence) else (part,))
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def _read_repeated(cursor: Cursor, flags: Flags, depth: int) -> Node:
    start = cursor.at
    if cursor.peek() in QUANTIFIERS:
        raise PatternError(
            f"`{cursor.peek()}` repeats nothing", start, f"write `\\{cursor.peek()}` for the sign itself"
        )
    body = _read_item(cursor, flags, depth)
    place = cursor.at
    counts = _read_counts(cursor)
    if counts is None:
        return body
    lazy = cursor.took("?")
    if cursor.peek() == "+":
        raise PatternError(
            "a possessive repeat", cursor.at, "leave the `+` out; narrow the repeat instead, e.g. `{1,40}`"
        )
    if cursor.peek() in QUANTIFIERS:
        raise PatternError(
            "a repeat of a repeat", cursor.at, f"put the first in a group: `(?:…){cursor.peek()}`"
        )
    if not greatest(body, 1):
        raise PatternError("a repeat of something that consumes nothing", place, "leave the repeat out")
    if counts[1] is None and not least(body):
        raise PatternError(
            "an open repeat of something that may be empty",
            place,
            "make its inside match at least one code point",
        )
    return Repeat(body, *counts, lazy)


def _read_counts(cursor: Cursor) -> tuple[int, int | None] | None:
    """Read `*`, `+`, `?` or a pair of braces; None where no repeat follows."""
    start = cursor.at
    match cursor.peek():
        case "*":
            cursor.take()
            return (0, None)
        case "+":
            cursor.take()
            return (1, None)
        case "?":
            cursor.take()
            return (0, 1)
        case "{":
            cursor.take()
        case _:
            return None
    low = cursor.take_while(DIGITS)
    comma = cursor.took(",")
    high = cursor.take_while(DIGITS) if comma else low
    if not cursor.took("}") or not (low or high):
        raise PatternError(
            "a `{` begins no repeat", start, r"write `\{` for the sign itself, or a repeat like `{1,40}`"
        )
    if len(low) > 6 or len(high) > 6:
        raise PatternError("the repeat is too large", start, "expected a number of repetitions like `{1,40}`")
    first, last = int(low or 0), int(high) if high else None
    if last is not None and first > last:
        raise PatternError(
            f"the repeat ends at {last}, before it begins at {first}", start, "write the lower end first"
        )
    return (first, last)


def _read_item(cursor: Cursor, flags: Flags, depth: int) -> Node:
    start = cursor.at
    match cursor.peek():
        case "(":
            return _read_group(cursor, flags, depth + 1)
        case "[":
            return read_class(cursor, ignore_case=flags.ignore_case)
        case ".":
            cursor.take()
            return Dot(flags.every)
        case "^":
            cursor.take()
            return Anchor(Place.LINE_START if flags.lines else Place.TEXT_START)
        case "$":
            cursor.take()
            return Anchor(Place.LINE_END if flags.lines else Place.LAST_LINE_END)
        case "]" | "}" as sign:
            raise PatternError(f"a `{sign}` closes nothing", start, f"write `\\{sign}` for the sign itself")
        case "\\":
            letter = cursor.peek(2)[1:]
            if letter and letter in ANCHOR_LETTERS:
                cursor.take(2)
                return Anchor(LETTER_PLACES[letter])
            read = read_escaped(cursor)
            if isinstance(read, str):
                return Literal(read, flags.ignore_case)
            return CharClass((read,), ignore_case=flags.ignore_case)
        case char:
            cursor.take()
            return Literal(char, flags.ignore_case)


def _read_group(cursor: Cursor, flags: Flags, depth: int) -> Node:
    start = cursor.at
    if depth > GREATEST_DEPTH:
        raise PatternError(f"groups are nested more than {GREATEST_DEPTH} deep", start, "flatten the pattern")
    for opening, (behind, negated) in LOOKS.items():
        if cursor.took(opening):
            body = _read_choice(cursor, flags, depth)
            _close(cursor, start)
            _refuse_wide_look(body, start)
            return Look(body, behind, negated)
    node = _read_choice(cursor, _read_opening(cursor, flags), depth)
    _close(cursor, start)
    return node


def _close(cursor: Cursor, start: int) -> None:
    if not cursor.took(")"):
        raise PatternError(
            "the group has no end", start, r"close it with `)`, or write `\(` for the sign itself"
        )


def _refuse_wide_look(body: Node, start: int) -> None:
    if is_open(body):
        raise PatternError(
            "a look-around without a greatest width", start, "end its repeats, e.g. `{0,40}` for `*`"
        )
    if greatest(body) > GREATEST_LOOK:
        raise PatternError(
            f"a look-around of {greatest(body)} code points, wider than the window of {GREATEST_LOOK}",
            start,
            "narrow its repeats, or say `with` or `without` in the rule",
        )


def _read_opening(cursor: Cursor, flags: Flags) -> Flags:
    """Read the opening of a group that is no look-around; return the flags inside it."""
    start = cursor.at
    for opening, (what, instead) in REFUSED_GROUPS.items():
        if cursor.peek(len(opening)) == opening:
            raise PatternError(f"{what}, which patterns do not have", start, instead)
    cursor.take()
    if not cursor.took("?"):
        return flags
    if cursor.took("P<") or cursor.took("<"):
        name = cursor.take_while(NAME)
        if not name or name[0] in DIGITS or not cursor.took(">"):
            raise PatternError("the group has no proper name", start, "write `(?:…)`; groups need no name")
        return flags
    if cursor.peek().isdigit() or (cursor.peek() in ("+", "-") and cursor.peek(2)[1:].isdigit()):
        raise PatternError("a recursion, which patterns do not have", start, "write the repeated part out")
    letters = cursor.take_while(NAME)
    minus = cursor.take_while(NAME) if (negative := cursor.took("-")) else ""
    unknown = (letters + minus).strip("".join(FLAG_FIELDS))
    if unknown:
        raise PatternError(f"unknown flag `{unknown[0]}`", start, "expected `i`, `s` or `m`")
    if letters + minus and cursor.peek() == ")":
        raise PatternError("flags in the middle of a pattern", start, "put them first, or write `(?i:…)`")
    if not cursor.took(":") or (negative and not minus):
        raise PatternError("unknown kind of group", start, r"write `(?:…)`, or `\(` for the sign itself")
    on = {FLAG_FIELDS[letter]: True for letter in letters}
    off = {FLAG_FIELDS[letter]: False for letter in minus}
    return attrs.evolve(flags, **on, **off)
