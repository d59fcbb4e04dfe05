"""The exit codes, in one table. Where several apply, the highest wins."""

from __future__ import annotations

import enum

__all__ = ["MEANING", "Exit"]


class Exit(enum.IntEnum):
    """How a command ended."""

    CLEAN = 0
    FINDINGS = 1
    WRONG = 2
    UNEVALUATED = 3
    INTERRUPTED = 130
    """128 and the number of the signal that Ctrl-C sends, as shells report it."""
    BROKEN_PIPE = 141
    """128 and the number of the signal that a closed pipe sends."""


MEANING: dict[Exit, str] = {
    Exit.CLEAN: "nothing at or above --fail-on",
    Exit.FINDINGS: "something at or above --fail-on",
    Exit.WRONG: "the policy or the call is wrong",
    Exit.UNEVALUATED: "something could not be evaluated",
    Exit.INTERRUPTED: "interrupted",
    Exit.BROKEN_PIPE: "the reader of the output went away",
}
