"""Character references of HTML: what one stands for, and where it ends.

The rules are those of the WHATWG tokenizer: a name without its semicolon counts only where old pages wrote
it so, never inside an attribute before `=` or another letter; numbers that no character has become U+FFFD;
0x80 to 0x9F mean what windows-1252 has there. Markdown asks for the semicolon always. `html.entities` has
the names; nothing here searches for references, which is the reader's work.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Literal

__all__ = ["Place", "decoded", "reference"]

Place = Literal["text", "attribute", "markdown"]
"""Where a reference stands: the rules for a missing semicolon differ."""

_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9A-Fa-f]++)|([0-9]++))|([A-Za-z][A-Za-z0-9]*+))(;?)")

_LONGEST_BARE_NAME = max(len(name) for name in html5 if not name.endswith(";"))
_LONGEST_NAME = max(map(len, html5))

# HTML, "numeric character reference end state": the five bytes that windows-1252 leaves open stay.
_WINDOWS = {n: char for n in range(0x80, 0xA0) if (char := bytes((n,)).decode("cp1252", errors="ignore"))}
_MOST_DIGITS = 7  # 0x10FFFF is 1114111; more of them is more than any character has
_REPLACEMENT = "\ufffd"


def reference(source: str, start: int, end: int, place: Place) -> tuple[str, int] | None:
    """What the reference at `start` stands for and where it ends, at most at `end`; None where none is.

    `source[start]` is `&`. One or two code points come back.

    >>> reference("&ampere", 0, 7, "text"), reference("&ampere", 0, 7, "attribute")
    (('&', 4), None)
    """
    found = _REFERENCE.match(source, start, end)
    if found is None or (place == "markdown" and not found[4]):
        return None
    sixteen, ten, name, semicolon = found.groups()
    if name is None:
        return _numbered(sixteen, 16) if sixteen else _numbered(ten, 10), found.end()
    if semicolon and len(name) < _LONGEST_NAME:
        known = html5.get(name + ";")
        if known is not None:
            return known, found.end()
    return None if place == "markdown" else _bare(name, found, place)


def decoded(value: str) -> str:
    """An attribute's value with its references resolved."""
    parts: list[str] = []
    read = 0
    while (ampersand := value.find("&", read)) >= 0:
        known = reference(value, ampersand, len(value), "attribute")
        chars, after = known if known is not None else ("&", ampersand + 1)
        parts += (value[read:ampersand], chars)
        read = after
    return "".join((*parts, value[read:]))


def _numbered(digits: str, base: int) -> str:
    # Measured first: `int` refuses thousands of digits, and takes long for them.
    digits = digits.lstrip("0")
    number = int(digits or "0", base) if len(digits) <= _MOST_DIGITS else 0
    if number in _WINDOWS:
        return _WINDOWS[number]
    if not 0 < number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return _REPLACEMENT
    return chr(number)


def _bare(name: str, found: re.Match[str], place: Place) -> tuple[str, int] | None:
    for length in range(min(len(name), _LONGEST_BARE_NAME), 1, -1):
        known = html5.get(name[:length])
        if known is not None:
            after = found.start(3) + length
            following = found.string[after : min(after + 1, found.endpos)]
            if place == "attribute" and (following == "=" or (following.isascii() and following.isalnum())):
                return None
            return known, after
    return None
