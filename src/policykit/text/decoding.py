"""Reads runs that were encoded: percent escapes, character references, base64.

Each stage undoes one layer of one encoding; who composes them decides how deep to go. A stage begins only
where a text holds what its screen looks for, which is narrower than what it then decodes: `&amp;` alone
wakes nobody, but is read once a text is being decoded. Every decoded character leads back to its escape,
in base64 to the groups of four that carry it. What does not decode stays as it is.

Base64 is recognised by what it says: it begins with three groups of four that stand for UTF-8, or with
one or two and ends there. Of what follows as much is read as is text. `text.groups` says which groups those
are.
"""

from __future__ import annotations

import re
from array import array
from base64 import b64decode
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from policykit.text.disguises import HIDDEN, JOINERS, escape_class
from policykit.text.folded import Folded, Writing, bit_of
from policykit.text.groups import base64_head
from policykit.text.marks import MARKS

__all__ = ["DECODE_SCREENS", "decode_base64", "decode_entities", "decode_percent"]

_PERCENT, _ENTITY, _BASE64 = bit_of("percent"), bit_of("entity"), bit_of("base64")

# Printable ASCII, or the beginning of a character beyond it with its next byte.
_PERCENT_SCREEN = "%(?:[2-7][0-9A-Fa-f]|[C-Fc-f][0-9A-Fa-f]%[89ABab][0-9A-Fa-f])"
_PERCENT_START = re.compile(_PERCENT_SCREEN)
_NO_UTF8 = re.compile("[\udc80-\udcff]")
_PERCENT_RUN = re.compile(r"(?:%[0-9A-Fa-f]{2})+")

# Names, but for the five that every text from the web is full of; those short ones that begin as they do
# and stand for what a name could be written with are listed.
_NAMED = "[B-Zb-fh-km-pr-z][A-Za-z0-9]{1,30}|[Aaglq][A-Za-z0-9]{4,30}|A[a-z]{2,3}|[aglq](?:cy|fr|opf|scr)|ast"
_ENTITY_SCREEN = f"&(?:amp;)*(?:#(?:[0-9]|[xX][0-9A-Fa-f])|(?:{_NAMED});)"
_ENTITY_START = re.compile(_ENTITY_SCREEN)
_REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,8}|[xX][0-9A-Fa-f]{1,7});?|[A-Za-z][A-Za-z0-9]{1,30};)")

_ANY = "[A-Za-z0-9+/_-]"
_BREAK = "A-Za-z0-9+/_=-"
_BASE64_SCREEN = f"(?:^|[^{_BREAK}]){base64_head(f'(?:$|[^{_BREAK}])')}"
_URL_SAFE = str.maketrans("-_", "+/")
# The least that is worth reading, in characters.
_LEAST = 5
# Many an eight-letter word is base64 of something; of something that people write it is not. What disguises
# a text is no reason to leave it alone.
_DISGUISES = escape_class((*HIDDEN, *JOINERS, *MARKS, (0x2460, 0x24FF), (0x1F100, 0x1F1FF)))
_SELDOM = re.compile(rf"""[^\w\s.,:;!?@/='"&%#()<>+*|~•·{_DISGUISES}-]""")
_MOST_SELDOM = 0.1
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_KEPT = 4096

DECODE_SCREENS: tuple[str, ...] = (_PERCENT_SCREEN, _ENTITY_SCREEN, _BASE64_SCREEN)
"""UTF-8 patterns without look-around; together they match every text that a stage here changes."""


def decode_percent(text: str) -> Folded | None:
    """The text with its percent escapes read as UTF-8, None where nothing in it calls for that.

    A byte that is no part of UTF-8 becomes U+FFFD.
    """
    if _PERCENT_START.search(text) is None:
        return None
    writing = Writing(text)
    for run in _PERCENT_RUN.finditer(text):
        start, end = run.span()
        raw = bytes.fromhex(run.group().replace("%", ""))
        writing.copy(start)
        if raw.isascii():
            places = array("I", range(start, end, 3)), array("I", range(start + 3, end + 3, 3))
            writing.place(end, raw.decode(), places, _PERCENT)
        else:
            decoded = raw.decode(errors="surrogateescape")
            starts, ends = _byte_places(decoded)
            places = (
                array("I", (start + 3 * at for at in starts)),
                array("I", (start + 3 * at for at in ends)),
            )
            writing.place(end, _NO_UTF8.sub("\ufffd", decoded), places, _PERCENT)
    return writing.finish()


def decode_entities(text: str) -> Folded | None:
    """The text with its HTML character references read, None where nothing in it calls for that."""
    if _ENTITY_START.search(text) is None:
        return None
    from html import unescape  # its table of names takes longer to load than this module

    writing = None
    known: dict[str, str] = {}
    for found in _REFERENCE.finditer(text):
        reference = found.group()
        written = known.get(reference)
        if written is None:
            written = unescape(reference)
            if len(known) < _KEPT:
                known[reference] = written
        if written != reference:
            writing = writing or Writing(text)
            writing.copy(found.start())
            writing.replace(found.end(), written, _ENTITY)
    return None if writing is None else writing.finish()


# Runs that are long enough, which few words are: what they begin with takes much longer to try.
_RUN = re.compile(f"[{_BREAK}]{{7,}}+")


# It takes 10 ms to compile, which a process that only loads a policy need not wait for.
@cache
def _base64_run() -> re.Pattern[str]:
    return re.compile(f"(?={base64_head(f'(?![{_BREAK}])')})({_ANY}+)={{0,2}}")


def decode_base64(text: str) -> Folded | None:
    """The text with its runs of base64 read, those that say something, None where there are none."""
    writing = None
    run_at = _base64_run().match
    for run in _RUN.finditer(text):
        found = run_at(text, run.start())
        written = _read_base64(found[1]) if found else ""
        if found and written:
            writing = writing or Writing(text)
            start, end = found.span()
            starts, ends = _byte_places(written)
            size = ends[-1]
            begins = array("I", (start + at // 3 * 4 for at in starts))
            finishes = array("I", (start + (at + 2) // 3 * 4 for at in ends))
            # The last group may lack its padding; padding that is there belongs to it.
            reached = min(end, start + (size + 2) // 3 * 4)
            place = len(finishes) - 1
            while finishes[place] > reached:
                finishes[place] = reached
                place -= 1
            writing.copy(start)
            writing.place(reached, written, (begins, finishes), _BASE64)
    return None if writing is None else writing.finish()


def _read_base64(run: str) -> str:
    """What the run says, up to what is no text; nothing where that is short or nobody writes so."""
    run = run.translate(_URL_SAFE)
    whole = len(run) - (len(run) % 4 == 1)
    raw = b64decode(run[:whole] + "=" * (-whole % 4))
    try:
        said = raw.decode()
    except UnicodeDecodeError as error:
        said = raw[: error.start].decode()
    stop = _NO_TEXT.search(said)
    said = said[: stop.start()] if stop else said
    readable = len(_SELDOM.findall(said)) <= _MOST_SELDOM * len(said)
    return said if len(said) >= _LEAST and readable else ""


def _byte_places(decoded: str) -> tuple[Sequence[int], Sequence[int]]:
    """Where each code point begins and ends, in bytes of UTF-8; an escaped byte is one."""
    if decoded.isascii():
        return range(len(decoded)), range(1, len(decoded) + 1)
    ends = array("I", accumulate(map(_size, decoded)))
    return array("I", (0,)) + ends[:-1], ends


def _size(char: str) -> int:
    number = ord(char)
    if number < 0x800:
        return 1 if number < 0x80 else 2
    return 1 if 0xDC80 <= number <= 0xDCFF else 3 if number < 0x10000 else 4
