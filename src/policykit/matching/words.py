"""What phrases are compared by: the tokens of a text, their keys, and the gaps between them.

A token is a run of word characters or one other character that is not white space; phrases match from
token border to token border, which is what "whole words" means here. Two tokens are the same where their
keys are: the full case folding, with the typographic apostrophes, hyphens and quotation marks read as
their ASCII ones. Between tokens there is nothing, or white space that is no blank line. `sources` turns
case folding round, for those who have to say what a key may look like in a text. Invisible characters
and look-alikes are none of this module's business: a folded view has lost them already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

import attrs
import regex

__all__ = ["GREATEST_GAP", "SPELLINGS", "Tokens", "joins", "key_of", "sources", "tokens"]

# The longest white space, in code points, that a phrase reaches over: with it every phrase has a greatest
# length, which is what lets a scanner say how far round a hit to look.
GREATEST_GAP = 32

# ASCII character -> how typography spells it.
SPELLINGS: Mapping[str, str] = MappingProxyType({"'": "’ʼ‘＇", "-": "–—‑−‐", '"': "“”„"})
_PLAIN = {spelling: plain for plain, spellings in SPELLINGS.items() for spelling in spellings}

# U+02BC is a letter to Unicode but an apostrophe to whoever types it; variation selectors and the keycap
# are marks that belong to the emoji before them, not to the word after it.
_WORD = r"[^\W\u02bc\u20e3\ufe00-\ufe0f]"
_TOKEN = regex.compile(rf"{_WORD}+|\S")
_WORD_CHARACTER = regex.compile(_WORD)
_LINE_BREAK = regex.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")

# Nothing above this code point has a case folding: a test asks the running Python.
_CASED_BELOW = 0x20000


def key_of(token: str) -> str:
    """Return what `token` is compared by; equal keys mean that two tokens match."""
    return _PLAIN.get(token) or token.casefold()


def tokens(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield key, start and end of each token that lies whole in [start, end), in order.

    Offsets are code points of `text`. A word that crosses `start` or `end` is left out, so a region costs
    what it is long, however long the words round it are.
    """
    cut_short = _inside_word(text, end)
    skip = _inside_word(text, start)
    for found in _TOKEN.finditer(text, start, end):
        first, last = found.span()
        if not (skip and first == start) and not (cut_short and last == end):
            yield key_of(found.group()), first, last


@attrs.frozen
class Tokens:
    """All tokens of a text, read once for every list of phrases that is looked for in it."""

    read: tuple[tuple[str, int, int], ...] = attrs.field(repr=False)
    keys: frozenset[str] = attrs.field(repr=False)

    @classmethod
    def of(cls, text: str) -> Tokens:
        """Read the tokens of the whole of `text`."""
        read = tuple(tokens(text, 0, len(text)))
        return cls(read, frozenset(key for key, _, _ in read))


def joins(gap: str) -> bool:
    """Whether `gap`, the text between two tokens, may stand between two words of a phrase.

    True for white space of at most `GREATEST_GAP` code points with at most one line break.
    """
    return gap == " " or (0 < len(gap) <= GREATEST_GAP and len(_LINE_BREAK.findall(gap)) < 2)


@cache
def sources() -> Mapping[str, tuple[str, ...]]:
    """Return, for each folded string, the non-ASCII characters whose full case folding it is.

    `"k"` has the Kelvin sign, `"ss"` the sharp s, `"ö"` its capital. The characters are in code-point order.
    """
    found: dict[str, list[str]] = {}
    for number in range(0x80, _CASED_BELOW):
        character = chr(number)
        folded = character.casefold()
        if folded != character:
            found.setdefault(folded, []).append(character)
    return MappingProxyType({folded: tuple(characters) for folded, characters in found.items()})


def _inside_word(text: str, offset: int) -> bool:
    if not 0 < offset < len(text):
        return False
    return bool(_WORD_CHARACTER.match(text, offset - 1) and _WORD_CHARACTER.match(text, offset))
