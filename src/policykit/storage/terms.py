"""Lists of terms in files: one term a line, `#` begins a comment line, blank lines mean nothing.

A term is what must never leave the organisation, so no message here repeats a line: only its number. Lists
that are encrypted or hashed are other formats with readers of their own beside this one.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import attrs

from policykit.storage.files import decode, read_bytes

TERMS_LIMIT = 50_000_000
"""The greatest size of a terms file, in bytes."""
LONGEST = 1000
"""The greatest length of a term, in code points."""


@attrs.frozen
class LineProblem:
    """A line of a terms file that is no term; `line` counts from 1."""

    line: int
    code: str
    message: str
    help: str = ""


@attrs.frozen(repr=False)
class TermList:
    """The terms of a file, in its order, each once, and the lines that are none."""

    terms: tuple[str, ...]
    problems: tuple[LineProblem, ...]

    def __repr__(self) -> str:
        return f"TermList({len(self.terms)} terms)"


def is_visible(text: str) -> bool:
    """Whether a text holds at least one code point that a reader sees.

    >>> is_visible(" \\u200b"), is_visible("#")
    (False, True)
    """
    return any(unicodedata.category(c)[0] not in "ZC" for c in text)


def control_character(text: str) -> str | None:
    """The first control character of a text, or None."""
    return next((c for c in text if unicodedata.category(c) == "Cc"), None)


def read_terms(path: Path) -> TermList:
    """The terms of the file at `path`.

    Raises `FileError` where the file cannot be read or is not UTF-8.
    """
    terms: dict[str, None] = {}
    problems: list[LineProblem] = []
    for number, raw in enumerate(decode(read_bytes(path, TERMS_LIMIT)).split("\n"), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        problem = _problem(number, line)
        if problem is None:
            terms[line] = None
        else:
            problems.append(problem)
    return TermList(tuple(terms), tuple(problems))


def _problem(number: int, line: str) -> LineProblem | None:
    if control_character(line) is not None:
        return LineProblem(number, "control-character", "a term holds a control character")
    if not is_visible(line):
        return LineProblem(number, "empty-term", "a term holds nothing that can be seen")
    if len(line) > LONGEST:
        return LineProblem(
            number, "long-term", f"a term is longer than {LONGEST} code points", "write one term a line"
        )
    return None
