"""Where the parts of a policy stand in its files, and how a warning is told from a problem."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import attrs

from policykit.errors import Diagnostic

if TYPE_CHECKING:
    from policykit.loading.marks import Marks, Path

__all__ = ["Places", "marks_of", "warning"]


def marks_of(origin: str) -> Marks:
    """Where the parts of a policy stand in its file; no marks for a shipped policy."""
    from policykit.loading.marks import Marks

    if not os.path.isfile(origin):
        return Marks()
    from policykit.loading.yaml import read_yaml

    with open(origin, encoding="utf-8-sig", newline="") as stream:
        return read_yaml(stream.read(), origin, json=origin.endswith(".json")).marks


class Places:
    """Makes diagnostics about parts of policies; reads each file once."""

    def __init__(self) -> None:
        self._marks: dict[str, Marks] = {}

    def diagnostic(
        self, origin: str, path: Path, code: str, message: str, advice: str = "", *, key: bool = False
    ) -> Diagnostic:
        """A diagnostic about the value at `path` of the policy that is named `origin`, or about its key."""
        if origin not in self._marks:
            self._marks[origin] = marks_of(origin)
        line, column = self._marks[origin].place(path, key=key)
        return Diagnostic(origin, line, column, code, message, advice)


def warning(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic as one that nothing fails for."""
    return attrs.evolve(diagnostic, message=f"warning: {diagnostic.message}")
