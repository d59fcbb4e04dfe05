"""Where texts come from: the argument, files, lines of files, standard input.

One rule, without guessing. Without `--each`, the one argument *is* the text, and with none, or `-`, the text
is standard input. With `--each file` or `--each line` every argument names a file (`-` is standard input)
that holds one text, or one text a line. What cannot be read becomes a piece without a text, so that one bad
line never stops the rest.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Literal

import attrs
import click

from policykit.cli.terminal import complain, on_terminal
from policykit.rendering.glyphs import escaped

__all__ = ["Each", "Piece", "pieces", "single", "size_of"]

Each = Literal["file", "line"]

STANDARD_INPUT = "<stdin>"
ARGUMENT = "<argument>"
_BOM = b"\xef\xbb\xbf"


@attrs.frozen(repr=False)
class Piece:
    """One text and where it came from; `text` is None where it could not be read, and `problem` says why.

    `line` counts from 1 and is 0 for a whole file; `end` is the line's end; `size` counts the bytes read.
    """

    source: str
    line: int = 0
    text: str | None = None
    problem: str = ""
    end: str = ""
    size: int = 0

    @property
    def place(self) -> str:
        """The file, and the line in it, such as `posts.txt:17`."""
        name = escaped(self.source)
        return f"{name}:{self.line}" if self.line else name

    @property
    def origin(self) -> dict[str, str | int]:
        """The file, and the line in it, as JSON values."""
        return {"source": self.source, "line": self.line} if self.line else {"source": self.source}


def pieces(words: Sequence[str], each: Each | None) -> Iterator[Piece]:
    """Every text that the arguments stand for, in their order, read as they are asked for.

    Raises a usage error, before anything is read, where the arguments are not one text and no `--each` says
    that they are files. No message repeats them.
    """
    if each is None:
        return iter((single(words),))
    return _files(words or ("-",), each)


def single(words: Sequence[str]) -> Piece:
    """The one text that the arguments stand for; see `pieces`."""
    if len(words) > 1:
        raise click.UsageError(
            "expected one text: put it in quotes, or write `--each file` or `--each line` before file names"
        )
    if words and words[0] != "-":
        if os.path.isfile(words[0]):
            raise click.UsageError(
                "this is the name of a file: write `--each file` or `--each line` before it to judge what it "
                "holds, or hand in the words themselves with `-` on standard input"
            )
        return Piece(ARGUMENT, text=words[0], end="\n")
    return _whole(STANDARD_INPUT, _keyboard())


def _keyboard() -> BinaryIO:
    if on_terminal(sys.stdin):
        complain("reading from the keyboard; end with Ctrl-D")
    return sys.stdin.buffer


def size_of(words: Sequence[str]) -> int | None:
    """How many bytes the named files hold together, or None where one of them is no regular file."""
    try:
        return (
            sum(os.path.getsize(word) for word in words)
            if words and all(map(os.path.isfile, words))
            else None
        )
    except OSError:  # gone since
        return None


def _files(names: Sequence[str], each: Each) -> Iterator[Piece]:
    for name in names:
        if name == "-":
            yield from _read(STANDARD_INPUT, _keyboard(), each)
            continue
        try:
            with open(name, "rb") as stream:
                yield from _read(name, stream, each)
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or "no such file").lower()
            yield Piece(name, problem=f"cannot be read: {reason}")


def _read(source: str, stream: BinaryIO, each: Each) -> Iterator[Piece]:
    return _lines(source, stream) if each == "line" else iter((_whole(source, stream),))


def _whole(source: str, stream: BinaryIO) -> Piece:
    return _decoded(Piece(source), stream.read())


def _lines(source: str, stream: BinaryIO) -> Iterator[Piece]:
    for number, raw in enumerate(stream, start=1):
        body = raw.removesuffix(b"\n").removesuffix(b"\r") if raw.endswith(b"\n") else raw
        yield _decoded(Piece(source, number, end=raw[len(body) :].decode(), size=len(raw)), body)


def _decoded(piece: Piece, raw: bytes) -> Piece:
    size = piece.size or len(raw)
    if piece.line <= 1:
        raw = raw.removeprefix(_BOM)
    try:
        return attrs.evolve(piece, text=raw.decode(), size=size)
    except UnicodeDecodeError as error:
        return attrs.evolve(piece, problem=f"not UTF-8 at byte {error.start + 1}", size=size)
