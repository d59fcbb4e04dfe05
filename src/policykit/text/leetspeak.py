"""Words written with digits, signs and marks for letters: `Ha1cy0n`, `Pr0j3ct H4lcyon`, `Hálcyön`.

Only names are read this way, because nearly every word is some other word's disguise. Name and text are
compared by skeletons, in which all that can stand for a letter is that letter. A skeleton alone is no
match: a word counts as disguised only where a digit or sign stands between letters, or next to three of
them, or where it wears marks. `Haicyon` is none, nor is `1 2 3`.

Words with a single accented letter are common, and looking out for them costs most; `lone_marks` says
whether such a word counts, if it holds no digits or signs. What is a disguise in ASCII alone is said by
`MIXED`, also to scanners.
"""

from __future__ import annotations

import re
import unicodedata

from policykit.text.disguises import escape_class
from policykit.text.marks import COMBINING, MARKED

__all__ = ["MIXED", "SHORTEST_MARKED", "STANDS_FOR", "disguises", "is_disguised", "may_disguise", "skeleton"]

STANDS_FOR = {
    "0": "o",
    "1": "l",
    "2": "z",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "g",
    "7": "t",
    "8": "b",
    "9": "g",
    "@": "a",
    "$": "s",
    "!": "l",
    "|": "l",
    "+": "t",
    "i": "l",
}
"""What digits, signs and `i` are read as in a skeleton; every other character is itself."""

MIXED = ("[A-Za-z][0-9@$!|+]{1,3}[A-Za-z]", "[0-9@$][A-Za-z]{3}", "[A-Za-z]{3}[0-9@$]")
"""Patterns without look-around that match in a word with digits or signs for letters."""

SHORTEST_MARKED = 3
"""A word of fewer code points keeps its marks."""

_TABLE = str.maketrans(STANDS_FOR)
_STANDS_IN = re.compile("[0-9@$!|+]")
# The same as `MIXED`, but looked for where the sign stands, which few characters are.
_MIXED = re.compile(
    "[0-9@$!|+](?:(?<=[A-Za-z].)[0-9@$!|+]{0,2}[A-Za-z]|(?<=[0-9@$])(?:[A-Za-z]{3}|(?<=[A-Za-z]{3}.)))"
)
_COMBINING = re.compile(f"[{escape_class(COMBINING)}]")
_MARKED = re.compile(f"[{''.join(MARKED)}]")
_ANY_MARK = re.compile(
    f"[{''.join(MARKED)}{escape_class(COMBINING)}](?:(?<=[{''.join(MARKED)}])|(?<=[A-Za-z].))"
)


def skeleton(word: str, *, marks: bool = False) -> str:
    """What a word is compared by: letters for what stands for them, and no marks but where they are kept."""
    if not marks and not word.isascii():
        word = _COMBINING.sub("", unicodedata.normalize("NFD", word))
    return word.casefold().translate(_TABLE)


def is_disguised(word: str, lone_marks: bool) -> tuple[bool, bool]:
    """Whether `word` has characters that stand for letters, and whether it wears marks for a disguise."""
    mixed = _MIXED.search(word) is not None
    if word.isascii() or len(word) < SHORTEST_MARKED:
        return mixed, False
    if _COMBINING.search(word):
        return mixed, True
    worn = len(_MARKED.findall(word))
    return mixed, worn > 1 or (worn == 1 and (mixed or (lone_marks and not _STANDS_IN.search(word))))


def may_disguise(text: str) -> bool:
    """Whether some word of `text` may be a disguised name."""
    return _MIXED.search(text) is not None or (not text.isascii() and _ANY_MARK.search(text) is not None)


def disguises(text: str) -> tuple[str, ...]:
    """The names of the folds that a name in `text` was found by."""
    marks = not text.isascii() and _ANY_MARK.search(text) is not None
    return (*(("leetspeak",) if _MIXED.search(text) else ()), *(("mark",) if marks else ()))
