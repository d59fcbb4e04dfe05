"""A page being read: the strand that a reader sees, and those that the markup hides.

Both readers, of HTML and of Markdown, write through a page and tell it which elements open and close; the
page knows to which strand the text belongs. Hidden strands come in the order in which they end. What names
them is always one of ours: the name of an attribute that somebody made up is text that somebody wrote.
"""

from __future__ import annotations

from collections.abc import Mapping

from policykit.text.entities import Place
from policykit.text.html_elements import Elements, is_hidden
from policykit.text.html_names import BREAKS, RAW_TEXT, VOID
from policykit.text.strands import Strand

__all__ = ["Page"]

_HIDDEN_ELEMENT = "hidden element"


class Page:
    """The strands of a source and its open elements; offsets are those of the source, in code points."""

    __slots__ = ("_alt", "_elements", "_unseen", "hidden", "seen", "source", "strand")

    def __init__(self, source: str) -> None:
        self.source = source
        self.seen = Strand(source)
        self.hidden: list[tuple[str, Strand]] = []
        self.strand = self.seen  # where text goes that stands here
        self._elements = Elements()
        self._unseen: tuple[str, Strand] | None = None  # the hidden elements that are open
        self._alt: list[Strand] = []  # the texts that stand for images, innermost last

    @property
    def keeps_space(self) -> bool:
        """Whether white space stays as it is where the page is now."""
        return self._elements.keeps_space > 0

    def open(self, name: str, attributes: Mapping[str, str], label: str | None = None) -> None:
        """A start tag; `attributes` need hold only those that may hide, `label` says that it hides anyway."""
        if label is None and is_hidden(name, attributes):
            label = _HIDDEN_ELEMENT
        gap = BREAKS.get(name)
        if name in VOID:
            self._elements.end_before(name)
            self._choose()
        else:
            self._elements.open(name, label)
            if label is not None:
                self._choose()
                return  # what takes no room breaks no line
            self._choose()
        if name == "br":
            self.strand.line()
        elif gap:
            self.strand.gap(gap)

    def close(self, name: str) -> None:
        """An end tag."""
        if name == "br":
            self.strand.line()
            return
        hiding = self._elements.hiding
        self._elements.close(name)
        self._choose()
        gap = BREAKS.get(name)
        if gap and hiding == self._elements.hiding:
            self.strand.gap(gap)

    def swallow(self, label: str) -> None:
        """Markup that does not end: what follows, a browser takes for part of it."""
        self._elements.hide_rest(label)
        self._choose()

    def aside(self, label: str, start: int, end: int, place: Place | None = None) -> None:
        """Hides [start, end) of the source, as it is or, with `place`, with its escapes resolved."""
        if start >= end or self.source[start:end].isspace():
            return
        strand = Strand(self.source)
        if place is None:
            strand.copy(start, end)
        else:
            strand.unescape(start, end, place)
        self.hidden.append((label, strand))

    def raw(self, name: str, start: int, end: int) -> None:
        """The content of an element that holds no tags."""
        label, escaped = RAW_TEXT[name]
        if label is not None:
            self.aside(label, start, end, "text" if escaped else None)
            return
        if escaped:
            self.strand.unescape(start, end, "text")
        elif start < end:
            self.strand.copy(start, end)

    def begin_alt(self) -> None:
        """What follows stands for an image, until `end_alt`."""
        self._alt.append(Strand(self.source))
        self._choose()

    def end_alt(self) -> None:
        """The text that stands for an image is complete."""
        self._hide("attribute alt", self._alt.pop())
        self._choose()

    def finish(self) -> None:
        """Ends what is still open."""
        if self._unseen is not None:
            self._hide(*self._unseen)
            self._unseen = None

    def _choose(self) -> None:
        """Sends the text that follows to the strand that it belongs to."""
        label = self._elements.hidden_as
        if label is None:
            self.finish()
        elif self._unseen is None:
            self._unseen = (label, Strand(self.source))
        if self._alt:
            self.strand = self._alt[-1]
        else:
            self.strand = self.seen if self._unseen is None else self._unseen[1]

    def _hide(self, label: str, strand: Strand) -> None:
        if strand.size and not strand.text.isspace():
            self.hidden.append((label, strand))
