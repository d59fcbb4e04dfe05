"""Which lines of a policy file may be shown beside a diagnostic.

A `terms` list holds the very words that must not leave the organisation, and a diagnostic often goes to a
public build log. So a line is hidden if it can belong to the value of a `terms` key, or of a key that looks
like a misspelling of it. The file may be broken, so this reads lines and indentation, not YAML, and errs
on the side of hiding: a value ends only where indentation and brackets both say so.
"""

from __future__ import annotations

import difflib
import re

__all__ = ["hidden_lines", "lines_of"]

_LINE_END = re.compile(r"\r\n|\r|\n")
# YAML 1.1 readers count these as line ends and others do not: where one occurs, no line number is sure.
_DOUBTFUL_LINE_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_KEY = re.compile(r"""(?:^|[\s{,\[?-])["']?([A-Za-z_-]{3,12})["']?\s*:""")
_EXPLICIT_KEY = re.compile(r"""^\s*(?:-\s+)*\?\s+["']?([A-Za-z_-]{3,12})["']?\s*$""")
_ALIAS = re.compile(r"(?:^|[\s,\[:-])\*[^\s*]")
# `term`, `trems`, `terms_`: the ratio of each to `terms` is 0.8 or more.
_LIKE_TERMS = 0.75


def lines_of(source: str) -> list[str]:
    """The lines of a file without their ends."""
    return _LINE_END.split(source)


def _opens_terms(line: str) -> bool:
    keys = (key.lower() for key in (*_KEY.findall(line), *_EXPLICIT_KEY.findall(line)))
    return any(difflib.SequenceMatcher(None, key, "terms").ratio() >= _LIKE_TERMS for key in keys)


def hidden_lines(source: str) -> frozenset[int]:
    """The lines of a policy file, counted from 1, that may hold entries of a `terms` list.

    >>> sorted(hidden_lines("find:\\n  - terms:\\n    - x\\n  - y\\n"))
    [2, 3]
    """
    lines = lines_of(source)
    if _DOUBTFUL_LINE_END.search(source):
        return frozenset(range(1, len(lines) + 1))
    hidden: set[int] = set()
    indent, depth, beside = -1, 0, False
    for number, line in enumerate(lines, start=1):
        body = line.lstrip()
        own = len(line) - len(body)
        goes_on = not body or body.startswith("#") or own > indent or depth > 0
        # YAML lets the entries of a list stand at the indentation of its key, and `:` at that of `?`.
        goes_on = goes_on or (beside and own == indent and body.startswith(("-", ":")))
        if indent >= 0 and goes_on:
            hidden.add(number)
        elif _opens_terms(line):
            hidden.add(number)
            indent, depth, beside = own, 0, not body.startswith("-")
        else:
            indent = -1
            continue
        depth += sum(line.count(bracket) for bracket in "[{") - sum(line.count(bracket) for bracket in "]}")
    if any(_ALIAS.search(lines[number - 1]) for number in hidden):
        # The entries stand elsewhere, under an anchor: which lines they fill is not for lines to tell.
        return frozenset(range(1, len(lines) + 1))
    return frozenset(hidden)
