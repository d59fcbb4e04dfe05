"""Words that YAML took for a comment: `say: #ad` is a key without a value, `Use #ad here` is `Use`.

A comment that is meant begins with a space after its `#` or has a line to itself. One that is glued to a
word and stands where a value could be is a hashtag that got lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import attrs

from policykit.errors import Diagnostic

_GLUED = re.compile(r"(?<=[ \t\[{,])#(?=\w)")
ADVICE = "put the words in double quotes; a comment has a space after its `#`"

_IN_BRACKETS = re.compile(r"(?<=[\[{,])[ \t]*#\w|(?<=:)[ \t]+#\w")


@attrs.frozen
class Scalar:
    """Where a scalar stands, in code points of the file, `[start, end)`; whether it is nothing."""

    start: int
    end: int
    style: str
    nothing: bool


def lost_to_comments(text: str, scalars: Sequence[Scalar], source: str) -> Iterator[Diagnostic]:
    """A diagnostic for each glued comment that stands where a value, or the rest of one, was meant."""
    ordered = sorted((s for s in scalars if s.end > s.start), key=lambda s: s.start)
    starts = [s.start for s in ordered]
    nothings = {s.start for s in scalars if s.nothing}
    comment_end = 0
    for hashtag in _GLUED.finditer(text):
        at = hashtag.start()
        if at < comment_end:
            continue
        position = bisect_right(starts, at) - 1
        before = ordered[position] if position >= 0 else None
        if before is not None and at < before.end:
            continue
        line_start = text.rfind("\n", 0, at) + 1
        comment_end = (text.find("\n", at) + 1) or len(text)
        ahead = text[line_start:at].rstrip()
        if not ahead:
            continue
        line, column = text.count("\n", 0, at) + 1, at - line_start + 1
        end = line_start + len(ahead)
        if before is not None and before.end == end and not before.style:
            message = "the words end here: `#` starts a comment"
        elif ahead[-1] in ",[{" or (ahead[-1] in ":-" and _holds_nothing(text, nothings, end)):
            message = "the value is lost: `#` starts a comment"
        else:
            continue
        yield Diagnostic(source, line, column, "yaml-comment", message, ADVICE)


def glued_before(text: str, end: int) -> int | None:
    """The offset of a glued comment inside brackets in the two lines that end at `end`, or None.

    It hides the rest of its line, the closing bracket too, so the parser complains later.
    """
    line_start = text.rfind("\n", 0, max(0, text.rfind("\n", 0, end))) + 1
    found = [match.end() - 2 for match in _IN_BRACKETS.finditer(text, line_start, end)]
    return found[-1] if found else None


def _holds_nothing(text: str, nothings: set[int], end: int) -> bool:
    """Whether the key or dash that ends at `end` has no value.

    The parser places nothing right after its dash, or where the next token begins.
    """
    if end in nothings:
        return True
    following = end
    while following < len(text):
        line_end = text.find("\n", following)
        line_end = len(text) if line_end < 0 else line_end
        line = text[following:line_end]
        content = line.lstrip()
        if content and not content.startswith("#"):
            return following + len(line) - len(content) in nothings
        following = line_end + 1
    return bool(nothings) and max(nothings) >= end
