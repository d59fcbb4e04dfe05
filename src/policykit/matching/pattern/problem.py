"""The one exception of this package: an author's pattern that cannot be used, and why."""

from __future__ import annotations

__all__ = ["PatternError"]


class PatternError(ValueError):
    """A pattern is refused.

    `message` names the problem in the grammar of all diagnostics, `position` is the 0-based code point of
    the pattern where it lies, and `help`, when not empty, says what to write instead.
    """

    message: str
    position: int
    help: str

    def __init__(self, message: str, position: int = 0, help: str = "") -> None:  # noqa: A002 - the grammar's word
        super().__init__(message, position, help)
        self.message = message
        self.position = position
        self.help = help

    def __str__(self) -> str:
        said = f"{self.message} (at position {self.position})"
        return f"{said}\n    help: {self.help}" if self.help else said
