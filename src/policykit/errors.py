"""Every exception that policykit raises, on one page.

Whose fault it is decides the type: a bad policy file is a `PolicyError`, a bad call is a
`ContextError`, `TypeError` or `ValueError`. A text that violates a policy is no error at all: it is a
`Decision`. No message here, and none raised with these types, ever repeats a judged text, a match or
a term of an organisation's list.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

__all__ = ["ContextError", "Diagnostic", "PolicyError", "PolicykitError"]


@attrs.frozen(order=True)
class Diagnostic:
    """One problem in a policy, with its place.

    `source` is the file as the caller named it, or `<mapping>` for a policy built in Python; `line` and
    `column` count from 1 and are 0 where there is no file. `code` is a stable kebab-case name of the
    kind of problem. `help`, when not empty, says what to write instead.
    """

    source: str
    line: int
    column: int
    code: str
    message: str
    help: str = ""

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}:{self.column}" if self.line else self.source
        said = f"{place}: {self.message}"
        return f"{said}\n    help: {self.help}" if self.help else said


class PolicykitError(Exception):
    """What every exception of policykit derives from."""


class PolicyError(PolicykitError):
    """A policy cannot be used; `diagnostics` holds every problem found, sorted by place."""

    diagnostics: tuple[Diagnostic, ...]

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(set(diagnostics)))
        super().__init__("\n".join(str(d) for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[PolicyError], tuple[tuple[Diagnostic, ...]]]:
        return (PolicyError, (self.diagnostics,))


class ContextError(PolicykitError, ValueError):
    """The context of a call names a channel, fact or value that the policy does not declare."""
