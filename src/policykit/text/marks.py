"""Takes off the marks that disguise a word: struck through, boxed in, underlined, or piled up.

Marks belong to honest words in most scripts, so most stay. A stroke or a shape goes from any letter. All
other marks go only from Latin words and numbers, and only where the word holds a mark that normalisation
(NFC) cannot join to its letter, which no keyboard types: `é` or a decomposed `ế` is spelling, `H̸a̸l` and
`H͟a͟l` are drawing. In such a word every mark goes, those of `é` too. Words of other scripts, whose points
and vowel signs never join, keep theirs. So `résumé` never reads as `resume` here; names, which people
write with marks to slip past, are read without them by `text.leetspeak` alone.

A row of four or more keycap emoji is read as its digits.
"""

from __future__ import annotations

import re
import unicodedata

from policykit.text.disguises import KEYCAP, Ranges, escape_class, inside
from policykit.text.folded import Folded, Writing, bit_of

__all__ = ["BEYOND_ASCII", "COMBINING", "MARKED", "MARKS", "MARK_SCREENS", "strip_marks"]

COMBINING: Ranges = ((0x0300, 0x034E), (0x0350, 0x036F))
"""The marks that people type on Latin letters; U+034F between them is invisible."""

MARKS: Ranges = (
    *COMBINING,
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20E2),
    (0x20E4, 0x20F0),
    (0xFE20, 0xFE2F),
)
"""The marks that may disguise a letter, as inclusive ranges."""

# Lines over, under and through a letter, and shapes round it.
_STROKES: Ranges = (
    (0x0305, 0x0305),
    (0x0332, 0x0338),
    (0x033F, 0x033F),
    (0x035F, 0x035F),
    (0x0488, 0x0489),
    (0x20D2, 0x20D3),
    (0x20D8, 0x20DA),
    (0x20DD, 0x20E0),
    (0x20E2, 0x20E2),
    (0x20E4, 0x20E6),
    (0x20EA, 0x20EB),
)
BEYOND_ASCII: Ranges = ((0x00C0, 0x00D6), (0x00D8, 0x00F6), (0x00F8, 0x024F), (0x1E00, 0x1EFF))
"""The Latin letters of ordinary spelling that are not ASCII, as inclusive ranges."""

_ASCII = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _marked() -> dict[str, str]:
    found = {}
    for low, high in BEYOND_ASCII:
        for char in map(chr, range(low, high + 1)):
            base = unicodedata.normalize("NFD", char)[0]
            if base != char and base.isascii():
                found[char] = base
    return found


MARKED = _marked()
"""Latin letter with its marks, as one code point -> the ASCII letter under them."""

_BIT = bit_of("mark")
_LATIN = f"0-9A-Za-z{escape_class(BEYOND_ASCII)}"
_MARK = escape_class(MARKS)
_STROKE = escape_class(_STROKES)
_SUSPECTS = re.compile(f"[{_MARK}{_STROKE}{KEYCAP}]")
_PLACES = re.compile(
    f"(?<![{_LATIN}{_MARK}])(?P<word>[{_LATIN}]+[{_MARK}][{_LATIN}{_MARK}]*)"
    rf"|(?P<struck>\w)[{_STROKE}]+"
    rf"|(?P<keycaps>(?:[0-9]\ufe0f?{KEYCAP}){{4,}})"
)
_DRAWN = re.compile(f"[{_STROKE}]|[{_MARK}]{{3}}")
_ANY_MARK = re.compile(f"[{_MARK}]")
_CLUSTER = re.compile(f"([{_LATIN}])[{_MARK}]*")
_KEY = re.compile(f"([0-9])\ufe0f?{KEYCAP}")


def strip_marks(text: str) -> Folded | None:
    """The text without the marks that disguise its words, None where nothing changes.

    >>> strip_marks("H\\u0338a\\u0338l").text
    'Hal'
    >>> strip_marks("re\\u0301sume\\u0301") is None
    True
    """
    if text.isascii() or _SUSPECTS.search(text) is None:
        return None
    writing = None
    for found in _PLACES.finditer(text):
        if found["word"] and not _is_drawn(found["word"]):
            continue
        writing = writing or Writing(text)
        if found["struck"]:
            writing.copy(found.start())
            writing.replace(found.end(), found["struck"], _BIT)
            continue
        for cluster in (_CLUSTER if found["word"] else _KEY).finditer(text, *found.span()):
            letter = cluster[1]
            base = MARKED.get(letter, letter)
            if base != cluster[0]:
                writing.copy(cluster.start())
                writing.replace(cluster.end(), base, _BIT)
    return None if writing is None else writing.finish()


def _is_drawn(word: str) -> bool:
    # Three marks in a row are drawing in any case, and keep the sorting of marks off long rows of them.
    return bool(_DRAWN.search(word) or _ANY_MARK.search(unicodedata.normalize("NFC", word)))


def _screens() -> tuple[str, ...]:
    marks = inside(MARKS)
    partners: dict[str, list[int]] = {}
    for low, high in COMBINING:
        for number in range(low, high + 1):
            apart = "".join(x for x in _ASCII if len(unicodedata.normalize("NFC", x + chr(number))) > 1)
            partners.setdefault(apart, []).append(number)
    never = partners.pop(_ASCII)
    others = (*((number, number) for number in never), *MARKS[len(COMBINING) :])
    pairs = (
        f"[{apart}][{inside(tuple((n, n) for n in numbers))}]" for apart, numbers in partners.items() if apart
    )
    return (
        f"[{inside(_STROKES)}]",
        f"[{marks}][{marks}]",
        f"[{inside(others)}]",
        f"[0-9{inside(BEYOND_ASCII)}][{marks}]",
        "|".join(pairs),
        rf"(?:[0-9]\x{{fe0f}}?\x{{{ord(KEYCAP):x}}}){{4}}",
    )


MARK_SCREENS: tuple[str, ...] = _screens()
"""UTF-8 patterns without look-around; together they match every text that `strip_marks` changes."""
