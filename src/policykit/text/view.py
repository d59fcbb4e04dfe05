"""The readings of a text that are searched: what was typed, and what it folds to.

A view knows its own text and how its offsets lead back to the original; it does not search. Only what a
reader sees excuses anything, so a view says whether it is `visible`. At most seven more follow the raw one,
each built only where something in the text calls for it: `hidden` (with what markup hides), `folded`
(characters), `decoded` (escapes, in turn with characters), `unpacked` (base64, in turn with all that),
`separated` (letters typed apart joined, in the last of those before), `recovered` (base64 in that) and
`leetspeak`, the most folded text once more, to be read for names in disguise. Base64 has readings of its
own, because many a token is base64 of something: what is looked for there is what was typed.

A fixed number of layers is taken off, so that time follows the length of a text and not what it is made of.
Offsets that come back are exact, not widened: `text.graphemes` does that.
"""

from __future__ import annotations

import attrs

from policykit.text.decoding import decode_base64, decode_entities, decode_percent
from policykit.text.folded import Folded, fold_on
from policykit.text.folding import fold
from policykit.text.leetspeak import disguises, may_disguise
from policykit.text.marks import strip_marks
from policykit.text.spacing import join_letters

__all__ = ["LAYERS", "View", "folded_view", "raw_view", "views"]

LAYERS = 3
"""How many layers of encoding are taken off: a base64 of a base64 is two."""

# In this order: lookalikes are judged whatever marks they wear, marks only once they stand by their letter.
_CHARACTERS = (fold, strip_marks)
_ESCAPES = (decode_percent, decode_entities)


@attrs.frozen
class View:
    """One reading of a text: `raw` as it was typed, others with disguises taken off.

    `text` is what is searched (never shown by `repr`); `visible` tells whether a reader sees it so, and
    `for_names` that it is only to be read for names in disguise.
    """

    text: str = attrs.field(repr=False)
    name: str
    visible: bool
    _folded: Folded | None = attrs.field(default=None, repr=False, eq=False)
    for_names: bool = False

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where the range [start, end) of this view stands in the original, in code points."""
        return (start, end) if self._folded is None else self._folded.original(start, end)

    def folds(self, start: int, end: int) -> tuple[str, ...]:
        """The names of the folds used within [start, end) of this view, sorted, each once."""
        used = () if self._folded is None else self._folded.used(start, end)
        return tuple(sorted({*used, *disguises(self.text[start:end])})) if self.for_names else used


def raw_view(text: str) -> View:
    """The text as it was typed."""
    return View(text, "raw", True)


def folded_view(text: str) -> View | None:
    """The text with the disguises of its characters taken off, None where it wears none."""
    folded = fold_on(text, None, *_CHARACTERS)
    return None if folded is None else View(folded.text, "folded", False, folded)


def views(text: str, visible: int | None = None) -> tuple[View, ...]:
    """Every reading of the text, the raw one first.

    A reader sees [0, visible) of it, in code points, all of it where that is None; what stands beyond is
    read, but not as something that a reader sees. All offsets lead back into the whole text.
    """
    found = [raw_view(text)]
    if visible is not None and visible < len(text):
        found = [raw_view(text[:visible]), View(text, "hidden", False)]
    folded = fold_on(text, None, *_CHARACTERS)
    decoded = _decoded(text, folded)
    unpacked = _unpacked(text, decoded)
    separated = recovered = fold_on(text, unpacked, join_letters)
    if separated is not unpacked:
        separated = _decoded(text, fold_on(text, separated, *_CHARACTERS))
        recovered = _unpacked(text, separated)
    last = None
    for name, reading in (
        ("folded", folded),
        ("decoded", decoded),
        ("unpacked", unpacked),
        ("separated", separated),
        ("recovered", recovered),
    ):
        if reading is not None and reading is not last:
            found.append(View(reading.text, name, False, reading))
            last = reading
    most = text if last is None else last.text
    if may_disguise(most):
        found.append(View(most, "leetspeak", False, last, for_names=True))
    return tuple(found)


def _decoded(text: str, folded: Folded | None) -> Folded | None:
    """What is left once the escapes and the characters under them are taken off, `LAYERS` deep."""
    for _ in range(LAYERS):
        decoded = fold_on(text, folded, *_ESCAPES)
        if decoded is folded:
            break
        folded = fold_on(text, decoded, *_CHARACTERS)
    return folded


def _unpacked(text: str, folded: Folded | None) -> Folded | None:
    """What is left once base64, and the escapes and characters in it, are taken off, `LAYERS` deep."""
    for _ in range(LAYERS):
        unpacked = fold_on(text, folded, decode_base64)
        if unpacked is folded:
            break
        folded = fold_on(text, unpacked, *_CHARACTERS, *_ESCAPES, *_CHARACTERS)
    return folded
