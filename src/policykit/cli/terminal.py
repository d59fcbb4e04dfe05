"""Where words go: standard output and error, coloured and with a progress bar only on a terminal.

`NO_COLOR` is respected. A stream that cannot carry a character gets it escaped rather than an error. rich is
imported only where a terminal is there to show it.
"""

from __future__ import annotations

import io
import os
import re
import sys
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from policykit.rendering.glyphs import escaped

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bar

__all__ = ["Progress", "complain", "on_terminal", "say", "soften", "write_bytes"]

_STYLES = {
    r"(?m)^\s*(?:outcome: )?(block)\b": "bold red",
    r"(?m)^\s*(?:outcome: )?(review)\b": "bold magenta",
    r"(?m)^\s*(?:outcome: )?(warn)\b": "bold yellow",
    r"(?m)^\s*(?:outcome: )?(allow)\b": "bold green",
    r"(?m)^[\s|]*(\^+…?)$": "red",
    r"(?m)^\s*(help:)": "cyan",
}


def soften() -> None:
    """Let both streams escape what their encoding cannot carry."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def on_terminal(stream: TextIO) -> bool:
    """Whether somebody looks at the stream."""
    return stream.isatty()


def say(text: str) -> None:
    """Write lines to standard output."""
    _write(text, sys.stdout)


def complain(text: str) -> None:
    """Write lines to standard error."""
    _write(text, sys.stderr)


def write_bytes(raw: bytes) -> None:
    """Write bytes to standard output as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(raw)
    sys.stdout.buffer.flush()


def _write(text: str, stream: TextIO) -> None:
    if on_terminal(stream):
        _print(_console(stream), text)
    else:
        stream.write(text + "\n")


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    return Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)


def _print(console: Console, text: str) -> None:
    from rich.text import Text

    shown = Text(text)
    for pattern, style in _STYLES.items():
        for found in re.finditer(pattern, shown.plain):
            shown.stylize(style, *found.span(1))
    console.print(shown, soft_wrap=True)


class Progress:
    """A bar on standard error while many texts are read, where standard error is a terminal.

    `total` is the number of bytes to come, None where nobody knows. Lines said meanwhile go above the bar.
    """

    def __init__(self, total: int | None, label: str) -> None:
        self._total = total
        self._label = escaped(label)
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        if on_terminal(sys.stderr) and os.environ.get("TERM") != "dumb":
            from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            columns = (
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                TaskProgressColumn(),
                TimeRemainingColumn(),
            )
            self._bar = Bar(
                *columns,
                console=_console(sys.stderr),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._bar.add_task(self._label, total=self._total)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, size: int) -> None:
        """Count `size` bytes as read."""
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0], size)

    def say(self, text: str) -> None:
        """Write lines to standard output."""
        self._above(text, sys.stdout)

    def complain(self, text: str) -> None:
        """Write lines to standard error."""
        self._above(text, sys.stderr)

    def _above(self, text: str, stream: TextIO) -> None:
        if self._bar is not None and on_terminal(stream):
            # both streams are the same screen: the bar must step aside
            _print(self._bar.console, text)
        else:
            _write(text, stream)
