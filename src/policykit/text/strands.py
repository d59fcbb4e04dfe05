"""How a rendered text is written: strands of characters, each with its way back to the source.

A strand is text that is read in one go: all that a reader sees, or one thing that the markup hides. It is
written from left to right, white space collapsing as in a browser: spaces and breaks wait until something
follows them. Three kinds of runs: copied (as long in the source as in the text), decoded (an escape, always
longer in the source than in the text) and made (breaks, which have no place in the source).

INVARIANT: no two made runs touch, a decoded run is never as long as its escape, and the places in the source
rise within a strand. `text.rendered` reads the arrays by that.
"""

from __future__ import annotations

import re
from array import array

from policykit.text.entities import Place, reference

__all__ = ["HTML_SPACE", "Strand"]

HTML_SPACE = r"\t\n\f\r "
"""What HTML calls white space, for a character class."""

_WORD_OR_SPACE = re.compile(rf"([{HTML_SPACE}]++)|[^{HTML_SPACE}]++")
_ESCAPE = re.compile(r"&(?=[#A-Za-z])")
_MARKDOWN_ESCAPE = re.compile(r"&(?=[#A-Za-z])|\\[!-/:-@\[-`{-~]")


class Strand:
    """Text that is read in one go, being written. Offsets are those of `source`, in code points.

    Run i of the text begins at `places[i]` and stands for [starts[i], ends[i]) of the source.
    """

    __slots__ = (
        "_gap",
        "_parts",
        "_space",
        "_space_end",
        "_tail",
        "ends",
        "places",
        "size",
        "source",
        "starts",
    )

    def __init__(self, source: str) -> None:
        self.source = source
        self.places = array("I")
        self.starts = array("I")
        self.ends = array("I")
        self.size = 0
        self._parts: list[str] = []
        self._tail = -1  # where the last run ends in the source, if it was copied
        self._gap = 0  # line breaks that wait
        self._space = self._space_end = -1  # white space that waits, and may have no place

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def copy(self, start: int, end: int) -> None:
        """Writes [start, end) of the source as it is."""
        if self._gap or self._space >= 0:
            self._flush()
        self._copy(start, end)

    def decode(self, chars: str, start: int, end: int) -> None:
        """Writes what the escape [start, end) of the source stands for."""
        if self._gap or self._space >= 0:
            self._flush()
        self._run(chars, start, end)

    def space(self, start: int, end: int) -> None:
        """White space of the source: one space, if something follows; empty where it has no place."""
        if self._space < 0:
            self._space = start
            self._space_end = end
        elif self._space_end == start:
            self._space_end = end

    def gap(self, lines: int) -> None:
        """Breaks the text: 1 ends the line, 2 the paragraph; gaps that follow one another are one."""
        if lines > self._gap:
            self._gap = lines

    def line(self) -> None:
        """One more line break, of which two end the paragraph."""
        self._gap = min(2, self._gap + 1)

    def unescape(self, start: int, end: int, place: Place) -> None:
        """Writes [start, end) of the source with its escapes resolved and its white space kept."""
        source = self.source
        escape = _MARKDOWN_ESCAPE if place == "markdown" else _ESCAPE
        read = start
        while read < end:
            found = escape.search(source, read, end)
            if found is None:
                self.copy(read, end)
                return
            at = found.start()
            if at > read:
                self.copy(read, at)
            if source[at] == "\\":
                known: tuple[str, int] | None = (source[at + 1], at + 2)
            else:
                known = reference(source, at, end, place)
            if known is None:
                self.copy(at, at + 1)
                read = at + 1
            else:
                self.decode(known[0], at, known[1])
                read = known[1]

    def write(self, start: int, end: int) -> None:
        """Writes text without escapes; its white space collapses."""
        for found in _WORD_OR_SPACE.finditer(self.source, start, end):
            if found[1]:
                self.space(*found.span())
            else:
                self.copy(*found.span())

    def _flush(self) -> None:
        if self.size:
            if self._gap:
                self._run("\n" * self._gap, self.ends[-1], self.ends[-1])
            elif self._space_end - self._space == 1:
                self._copy(self._space, self._space_end, " ")
            else:
                self._run(" ", self._space, self._space_end)
        self._gap = 0
        self._space = -1

    def _copy(self, start: int, end: int, chars: str | None = None) -> None:
        if start == self._tail:
            self.ends[-1] = end
        else:
            self.places.append(self.size)
            self.starts.append(start)
            self.ends.append(end)
        self._parts.append(self.source[start:end] if chars is None else chars)
        self.size += end - start
        self._tail = end

    def _run(self, chars: str, start: int, end: int) -> None:
        self.places.append(self.size)
        self.starts.append(start)
        self.ends.append(end)
        self._parts.append(chars)
        self.size += len(chars)
        self._tail = -1
