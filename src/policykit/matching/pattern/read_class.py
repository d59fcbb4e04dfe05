r"""Reads what stands for one code point: escapes and bracketed classes.

A letter after a backslash means something or is refused: an unknown escape is more often a mistake than
a letter. Brackets know members, ranges, `\d \w \s \p{…}` and their complements; intersection, difference
and nested brackets are refused, because engines disagree on them.
"""

from __future__ import annotations

from policykit.matching.pattern.cursor import Cursor
from policykit.matching.pattern.problem import PatternError
from policykit.matching.pattern.properties import canonical, similar
from policykit.matching.pattern.syntax import CharClass, ClassItem, Property, Range, Shorthand

__all__ = ["read_class", "read_escaped"]

CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
HEX_LENGTHS = {"x": 2, "u": 4, "U": 8}
HEX_DIGITS = "0123456789abcdefABCDEF"
SHORTHANDS = "dwsDWS"
ANCHOR_LETTERS = "AZzbB"
SET_OPERATIONS = ("&&", "--", "||", "~~")

# What an author may expect of a letter that means nothing here: what it is, and what to write instead.
REFUSED_LETTERS = {
    "G": ("a search anchor", "leave it out: a search finds every place by itself"),
    "K": ("a reset of the match", "use a look-behind, e.g. `(?<=key: )\\w{8}`"),
    "R": ("a line break sequence", "write `(?:\\r\\n|[\\n\\v\\f\\r])`"),
    "X": ("a grapheme", "write `.`, or a class: spans are widened to whole graphemes later"),
    "N": ("a named character", "write its number, e.g. `\\u2014`"),
    "p": ("a property without braces", "write it in braces, e.g. `\\p{Lu}`"),
    "P": ("a property without braces", "write it in braces, e.g. `\\P{Lu}`"),
    "a": ("a bell character", "write `\\x07`"),
    "h": ("horizontal white space", "write `[ \\t]`"),
    "Q": ("a quoted run", "put a backslash before each sign, e.g. `\\.`"),
}
BACK_REFERENCE_HELP = "write the repeated part out; a pattern remembers nothing"


def read_escaped(cursor: Cursor) -> str | ClassItem:
    r"""Read an escape that stands for one code point, from its backslash on.

    Returns the code point, or the class item for `\d`, `\p{…}` and their like.

    Raises:
        PatternError: the escape is cut short, unknown, or one that patterns do not have.
    """
    start = cursor.at
    cursor.take()
    letter = cursor.take()
    if not letter:
        raise PatternError("the pattern ends in a backslash", start, r"write `\\` for the sign itself")
    if letter in SHORTHANDS:
        return Shorthand(letter)
    if letter in CONTROLS:
        return CONTROLS[letter]
    if letter in HEX_LENGTHS:
        return _read_hex(cursor, letter, start)
    if letter in "pP" and cursor.peek() == "{":
        return _read_property(cursor, negated=letter == "P", start=start)
    if letter.isdigit() and letter.isascii():
        return _read_number(cursor, letter, start)
    if letter in "gk":
        raise PatternError(f"`\\{letter}` is a back-reference", start, BACK_REFERENCE_HELP)
    if letter in REFUSED_LETTERS:
        what, instead = REFUSED_LETTERS[letter]
        raise PatternError(f"`\\{letter}` is {what}, which patterns do not have", start, instead)
    if letter.isascii() and letter.isalpha():
        raise PatternError(
            f"unknown escape `\\{letter}`",
            start,
            f"write `{letter}` for the letter, or `\\\\` for a backslash",
        )
    return letter


def _read_hex(cursor: Cursor, letter: str, start: int) -> str:
    length = HEX_LENGTHS[letter]
    digits = cursor.peek(length)
    if len(digits) < length or digits.strip(HEX_DIGITS):
        raise PatternError(
            f"`\\{letter}` needs {length} hexadecimal digits",
            start,
            f"e.g. `\\{letter}{0x41:0{length}x}` for `A`",
        )
    cursor.take(length)
    number = int(digits, 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise PatternError(
            f"`\\{letter}{digits}` is not a code point of a text", start, "expected U+0000 to U+10FFFF"
        )
    return chr(number)


def _read_number(cursor: Cursor, digit: str, start: int) -> str:
    if digit != "0":
        raise PatternError(f"`\\{digit}` is a back-reference", start, BACK_REFERENCE_HELP)
    if cursor.peek().isdigit():
        raise PatternError("an octal escape is ambiguous", start, r"write it in hexadecimal, e.g. `\x0a`")
    return "\0"


def _read_property(cursor: Cursor, *, negated: bool, start: int) -> Property:
    end = cursor.source.find("}", cursor.at)
    if end < 0:
        raise PatternError("the property name has no end", start, r"close it, e.g. `\p{Lu}`")
    name = cursor.take(end + 1 - cursor.at)[1:-1]
    kept = canonical(name)
    if kept is None:
        raise PatternError(f"unknown property `{name}`", start, similar(name))
    return Property(kept, negated)


def read_class(cursor: Cursor, *, ignore_case: bool) -> CharClass:
    """Read a bracketed class, from its `[` to behind its `]`.

    Raises:
        PatternError: the class is empty or has no end, a range runs backwards or ends in a class, or it
            holds a set operation or a nested bracket.
    """
    start = cursor.at
    cursor.take()
    negated = cursor.took("^")
    if cursor.peek() == "]":
        raise PatternError("the class is empty", start, r"write `\]` for the bracket itself")
    items: list[ClassItem] = []
    while not cursor.took("]"):
        if cursor.ended:
            raise PatternError(
                "the class has no end", start, r"close it with `]`, or write `\[` for the sign itself"
            )
        place = cursor.at
        first = _read_member(cursor)
        if cursor.peek() == "-" and cursor.peek(2) not in ("-", "-]"):
            _refuse_set_operation(cursor)
            cursor.take()
            last = _read_member(cursor)
            items.append(_range(cursor.source[place : cursor.at], first, last, place))
        else:
            items.append(Range(first, first) if isinstance(first, str) else first)
    return CharClass(tuple(items), negated, ignore_case)


def _range(source: str, first: str | ClassItem, last: str | ClassItem, place: int) -> Range:
    if not isinstance(first, str) or not isinstance(last, str):
        raise PatternError("a range begins or ends in a class", place, r"write `\-` for the hyphen itself")
    if first > last:
        raise PatternError(f"the range `{source}` runs backwards", place, "write the lower end first")
    return Range(first, last)


def _read_member(cursor: Cursor) -> str | ClassItem:
    _refuse_set_operation(cursor)
    if cursor.peek() == "[":
        raise PatternError("a class inside a class", cursor.at, r"write `\[` for the sign itself")
    if cursor.peek() != "\\":
        return cursor.take()
    if cursor.peek(2)[1:] in tuple(ANCHOR_LETTERS):
        raise PatternError(
            f"`{cursor.peek(2)}` is a place, not a member of a class",
            cursor.at,
            r"for a backspace write `\x08`" if cursor.peek(2) == r"\b" else "move it out of the brackets",
        )
    return read_escaped(cursor)


def _refuse_set_operation(cursor: Cursor) -> None:
    if cursor.peek(2) in SET_OPERATIONS:
        sign = cursor.peek()
        raise PatternError(
            f"`{sign}{sign}` is a set operation, which patterns do not have",
            cursor.at,
            f"name the members one by one, or write `\\{sign}` for the sign itself",
        )
