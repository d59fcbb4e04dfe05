"""What a validator is: a shape that finds candidates, and a check that a candidate has to pass.

A shape is a pattern in the policy's own pattern language; the check is what no pattern can say: a
checksum, a table of prefixes, a header that has to decode. A check is a pure function of the candidate.
Libraries behind a check may load files and modules on first use, so `warm` runs a validator's own
examples at compile time; after that `check` opens and imports nothing. The validators themselves are in
the modules beside this one and listed in `validators`.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from policykit.matching.screen import Screen

__all__ = ["BACK", "FRONT", "Validator", "passes", "warm"]

# Where a number begins and ends: not inside a word, nor in a longer run of digits, hex and hyphens such
# as a UUID or a build number, nor in a decimal fraction.
FRONT = r"(?<![\w@])(?<![\w][-.])"
BACK = r"(?!\w)(?!-\w)(?!\.[0-9])"


@attrs.frozen
class Validator:
    """A named kind of value.

    `shape` is the source of a pattern at most `greatest_width` code points wide; `check` takes what the
    shape matched. `hits` pass both, `misses` do not. `hint`, where given, is a cheaper screen than the
    shape's own: it reports an offset inside, or at the end of, every candidate. With `in_groups`, a
    candidate that fails is tried again without its last group: `4111 1111 1111 1111 12/30` holds a number.
    """

    name: str
    title: str
    shape: str
    check: Callable[[str], bool]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    greatest_width: int = 400
    hint: Screen | None = None
    in_groups: bool = False


def passes(validator: Validator, candidate: str) -> bool:
    """Whether `candidate` is what `validator` names; False, too, where the check cannot even read it.

    An author may put a validator behind a pattern of their own, so anything may come here.
    """
    try:
        return validator.check(candidate)
    except (ArithmeticError, LookupError, ValueError):
        return False


def warm(validator: Validator) -> None:
    """Load all that `validator.check` needs, by checking its own examples."""
    for example in (*validator.hits, *validator.misses):
        passes(validator, example)
