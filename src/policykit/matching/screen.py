"""What a prefilter looks for: an expression and its flags, before any engine has seen them.

A screen is loose on purpose: it reports at least the places where an exact matcher has to look, and may
report more. Expressions are UTF-8 and use the syntax that Hyperscan accepts; the numbers of the flags
are Hyperscan's. This module imports no engine, so that a scanner without one can still read a screen.
"""

from __future__ import annotations

import attrs

__all__ = ["CASELESS", "DOTALL", "MULTILINE", "PREFILTER", "SINGLEMATCH", "UTF8", "Screen"]

CASELESS = 1
DOTALL = 2
MULTILINE = 4
SINGLEMATCH = 8
UTF8 = 32
PREFILTER = 128


@attrs.frozen
class Screen:
    """An expression for a multi-pattern scanner.

    `expression` is UTF-8 without NUL bytes; `flags` is the sum of this module's constants. Neither shows
    in the `repr`, because an expression may be made from a term of an organisation's list. It reports the
    end of every match or, where `inside`, an offset after the start and not after the end of every match.
    `branches`, where given, are expressions that together report what it does, and compile and scan faster.
    """

    expression: bytes = attrs.field(repr=False)
    flags: int = UTF8
    inside: bool = False
    branches: tuple[bytes, ...] = attrs.field(default=(), repr=False, eq=False)
