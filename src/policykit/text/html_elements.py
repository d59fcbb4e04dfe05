"""What of an HTML document is hidden: what a tag says about being seen, and where what it hides ends.

A tag's own attributes hide its element, and the stack of open elements knows how far it reaches. The stack
follows the tree construction of the WHATWG (HTML, 13.2.6): end tags that may be left out, end tags that
reach no further than their table, formatting that goes on in the next block. Where it is simpler than that it
errs on the side of hidden, because hidden text is searched too and excuses nothing.

Not attempted: style sheets and scripts, classes such as `sr-only`, colours against a background that stands
elsewhere, and text that a hidden parent's child shows again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from policykit.text.html_names import (
    BARRIERS,
    ENDS,
    ENDS_PARAGRAPH,
    FORMATTING,
    HEADINGS,
    KEEP_SPACE,
    LOOKED_THROUGH,
    MARKERS,
    NEVER_SEEN,
    SPECIAL,
    TABLE_PARTS,
)

__all__ = ["Elements", "is_hidden"]

_STYLE_COMMENT = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?+")
_NOTHING = r"(?:0++(?:\.0*+)?|\.0++)"
_AWAY = r"-[0-9]{3,}+(?:\.[0-9]*+)?(?:px|pt|em|rem|cm)?"
_HIDING_STYLE = re.compile(
    r"(?:^|;)(?:"
    r"display:none|visibility:(?:hidden|collapse)|content-visibility:hidden|mso-hide:all"
    rf"|opacity:{_NOTHING}%?(?=[;!]|$)"
    rf"|font-size:(?:{_NOTHING}[a-z%]*+|(?:0*1(?:\.[0-9]*+)?|0*\.[0-9]++)(?:px|pt))(?=[;!]|$)"
    rf"|font:{_NOTHING}(?:px|pt|em|rem|%)?(?:/|[^0-9.a-z%])"
    r"|color:transparent|-webkit-text-fill-color:transparent"
    rf"|(?:text-indent|left|right|top|bottom|margin-(?:left|top)):{_AWAY}"
    r"|clip:rect\((?:0|1px)|clip-path:inset\((?:50|100)%\)|transform:scale\(0"
    r")"
)
_FLAT = re.compile(rf"(?:^|;)(?:max-)?(?:height|width):(?:{_NOTHING}|1px)(?![0-9.])[a-z%]*+(?=[;!]|$)")
_CLIPPED = re.compile(r"(?:^|;)overflow(?:-[xy])?:(?:hidden|clip)")
_COLOUR = re.compile(r"(?:^|;)(color|background(?:-color)?):([^;!]++)")


def is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element's own tag says that a reader does not see it; `attributes` hold decoded values."""
    if name in NEVER_SEEN:
        return name != "dialog" or "open" not in attributes
    if "hidden" in attributes or "popover" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and _hides(style)


def _hides(style: str) -> bool:
    written = "".join(_STYLE_COMMENT.sub("", style.lower()).split())
    if _HIDING_STYLE.search(written) or (_FLAT.search(written) and _CLIPPED.search(written)):
        return True
    colours = dict(_COLOUR.findall(written))
    ink = colours.get("color")
    return ink is not None and ink in (colours.get("background-color"), colours.get("background"))


class Elements:
    """The open elements of a document, as far as it takes to know what is hidden.

    `hidden_as` says where the text that follows is hidden, None where a reader sees it; `keeps_space` counts
    the open elements that keep white space. Amortised, a tag costs the same however many elements are open.
    """

    __slots__ = (
        "_afloat", "_barriers", "_labels", "_names", "_specials", "_stops", "_where", "hidden_as", "hiding",
        "keeps_space",
    )  # fmt: skip

    def __init__(self) -> None:
        self._names: list[str] = []
        self._labels: list[str | None] = []
        self._where: dict[str, list[int]] = {}  # name -> where it stands in the stack, ascending
        self._specials: list[int] = []
        self._barriers: list[int] = []
        self._stops: list[int] = []  # where a list item stops looking for the one before it
        self._afloat: dict[str, int] = {}  # hiding formatting that lost its block and goes on in the next
        self.hidden_as: str | None = None
        self.hiding = 0  # how many elements hide what follows
        self.keeps_space = 0

    def open(self, name: str, label: str | None) -> None:
        """Opens an element that hides its content as `label`, or not where it is None."""
        self.end_before(name)
        if name in TABLE_PARTS and self._last("table") < 0 and self._last("template") < 0:
            return  # no browser makes an element of it
        if name not in SPECIAL and label is None and not self.hiding:
            return  # nothing hidden can end with it
        place = len(self._names)
        self._names.append(name)
        self._labels.append(label)
        self._where.setdefault(name, []).append(place)
        if name in SPECIAL:
            self._specials.append(place)
            if name not in LOOKED_THROUGH:
                self._stops.append(place)
        if name in BARRIERS:
            self._barriers.append(place)
        if name in KEEP_SPACE:
            self.keeps_space += 1
        if label is not None:
            self.hide_rest(label)  # until the element ends

    def hide_rest(self, label: str) -> None:
        """Hides everything that follows."""
        self.hiding += 1
        if self.hiding == 1:
            self.hidden_as = label

    def end_before(self, name: str) -> None:
        """Ends the elements that a start tag ends without being asked to."""
        if name in ENDS_PARAGRAPH:
            self._end(("p",), max(self._last("button"), _top(self._barriers)))
        if name in HEADINGS and self._names and self._names[-1] in HEADINGS:
            self._end(HEADINGS, -1)
        ended = ENDS.get(name)
        if ended is not None:
            if name in TABLE_PARTS:
                bound = self._last("table")
            elif name in ("button", "optgroup", "option"):
                bound = _top(self._barriers)
            else:
                bound = max(-1, _top(self._stops) - 1)  # that may be the one to end
            for one in ended:
                self._end((one,), bound)

    def close(self, name: str) -> None:
        """Closes the innermost element of that name, if it is in reach."""
        if name not in SPECIAL:
            place = self._last(name)
            if place > _top(self._barriers if name in FORMATTING else self._specials):
                self._forget(place)
            elif self._afloat.get(name):
                self._afloat[name] -= 1
                self._show_one()
        elif name in TABLE_PARTS:
            self._end((name,), self._last("table"))
        elif name in BARRIERS:
            self._end((name,), -1)
        else:
            self._end(HEADINGS if name in HEADINGS else (name,), _top(self._barriers))

    def _last(self, name: str) -> int:
        places = self._where.get(name)
        return places[-1] if places else -1

    def _end(self, names: tuple[str, ...], bound: int) -> None:
        """Closes the innermost element of these names, if it stands beyond `bound`, and all within it."""
        place = max(map(self._last, names))
        if place > bound:
            outlives = self._names[place] not in MARKERS
            while len(self._names) > place:
                self._forget(len(self._names) - 1, outlives)

    def _forget(self, place: int, outlives: bool = False) -> None:
        """Ends the element at `place`, the last of its name; the stack shrinks where it was the innermost.

        Formatting that hides goes on hiding where it `outlives` its block.
        """
        name = self._names[place]
        if name:
            self._where[name].pop()
            for places in (self._specials, self._barriers, self._stops):
                if places and places[-1] == place:
                    places.pop()
            if name in KEEP_SPACE:
                self.keeps_space -= 1
            if self._labels[place] is not None:
                if outlives and name in FORMATTING:
                    self._afloat[name] = self._afloat.get(name, 0) + 1
                else:
                    self._show_one()
        if place == len(self._names) - 1:
            self._names.pop()
            self._labels.pop()
        else:
            self._names[place] = ""  # INVARIANT: no element has an empty name

    def _show_one(self) -> None:
        self.hiding -= 1
        if not self.hiding:
            self.hidden_as = None


def _top(places: list[int]) -> int:
    return places[-1] if places else -1
