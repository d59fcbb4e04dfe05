"""Plain values, as they come out of YAML, JSON or Python: walked within bounds, described in words.

A mapping that a caller hands in may refer to itself or grow without end when expanded, so nothing else here
looks at one before it was measured. Descriptions never use the names of Python types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policykit.loading.marks import Mark, Path

DEEPEST = 50
"""How deep values may be nested."""
MOST_NODES = 100_000
"""How many values a policy may hold, aliases expanded."""

_CONTROLS = {
    "\0": "a null character",
    "\b": "a backspace",
    "\t": "a tab",
    "\n": "a line break",
    "\v": "a vertical tab",
    "\f": "a form feed",
    "\r": "a carriage return",
    "\x1b": "an escape character",
}


def control_name(character: str) -> str:
    """A control character in words."""
    return _CONTROLS.get(character, f"U+{ord(character):04X}")


def oversize(value: object) -> tuple[str, str] | None:
    """The code and message of what is wrong with the size of a plain value, or None."""
    nodes = 0
    open_values: list[tuple[object, int]] = [(value, 0)]
    while open_values:
        found, depth = open_values.pop()
        nodes += 1
        if nodes > MOST_NODES:
            return "too-large", f"the policy holds more than {MOST_NODES:,} values"
        if depth > DEEPEST:
            return "too-deep", f"values are nested more than {DEEPEST} deep"
        inner = (
            found.values() if isinstance(found, Mapping) else found if isinstance(found, list | tuple) else ()
        )
        open_values.extend((part, depth + 1) for part in inner)
    return None


def walk(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value inside a plain value that is not oversize, itself first, with its path."""
    yield path, value
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(key, str):
                yield from walk(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for position, inner in enumerate(value):
            yield from walk(inner, (*path, position))


def describe(value: Any, mark: Mark | None, *, secret: bool) -> str:
    """What a value is, in words: `nothing`, the number `1.10`, a list.

    `secret` values (terms) are not repeated.
    """
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "a truth value" if secret else f"`{str(value).lower()}`"
    if isinstance(value, int | float):
        written = mark.written if mark is not None and mark.written else number_text(value)
        return "a number" if secret else f"the number `{written[:40]}`"
    if isinstance(value, str):
        return "words" if secret or not value.isprintable() or not 0 < len(value) <= 60 else f"`{value}`"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    return "something else"


def number_text(value: float) -> str:
    """A number as text; one of absurd length is cut, because Python refuses to write it.

    >>> number_text(1.5), number_text(10**5000)
    ('1.5', '0x31e208010…')
    """
    if isinstance(value, int) and value.bit_length() > 256:
        return f"{hex(value)[:11]}…"
    return str(value)


def is_secret(path: Path) -> bool:
    """Whether what stands at a path may be a term, which no message repeats."""
    return "terms" in path
