r"""What a prefilter looks for on behalf of phrases and terms.

Every match of a phrase has to hold, or end at, something that a screen reports; more may be reported. A
short list is written out, one branch a phrase, so that few clean texts wake. Of a long list only one run
of plain characters a term is looked for, which compiles a hundred times faster; the index does the rest.
Case is the trap: `k` may be the Kelvin sign and `ss` may be `ß`. ASCII letters are left to the caseless
flag; other letters list their cases; and the *odd* characters, which fold to ASCII or to several
characters, get a screen of their own. Every one of them also makes a text fold, so who screens for folds
has no need to screen for these. Disguised names are looked for with all that may stand for each letter,
in a long list by what disguises have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from policykit.matching.phrases import Phrase
from policykit.matching.screen import CASELESS, Screen
from policykit.matching.words import SPELLINGS, sources
from policykit.text.leetspeak import MIXED, SHORTEST_MARKED, STANDS_FOR

__all__ = ["GREATEST_WRITTEN_OUT", "Edges", "name_screens", "odd_screens", "phrase_screens"]

Edges = Literal["all", "short", "none"]
"""Which phrases are looked for with `\\b` at their ends, which costs ten times as much to compile."""

# Up to this many phrases are written out whole: 200 compile in 0.2 s, 1,000 take 0.9 s.
GREATEST_WRITTEN_OUT = 200
# Branches in one expression. One expression reports once a text where its branches would each report, and
# is one operand of a combination; a combination of hundreds of operands costs microseconds a text.
BRANCHES = 100
# Hyperscan takes expressions of at most 16,000 bytes. A phrase longer than a branch may be is looked for by
# how it begins; the lengths of branches are in characters.
LONGEST_BRANCH = 2_000
LONGEST_EXPRESSION = 12_000
# Bytes; a shorter run says too little, and the phrase is written out even in a long list.
SHORTEST_RUN = 3
LONGEST_RUN = 64
MOST_SPELLINGS = 32
# Characters; a phrase of so few is part of many other words (`pan` of `company`), a longer one of few.
SHORT_PHRASE = 6
_PLAIN_RUN = re.compile(rf"[0-9a-z_]{{{SHORTEST_RUN},{LONGEST_RUN}}}")
# White space, and whatever is not ASCII: the index knows better.
_SPACE = r"[\x09-\x0d\x20\x80-\xff]+"
# All white space there is, where a scanner reads a text of other gaps a second time, without them: phrases
# are then literals, which scan six times and compile three times as fast.
_ONE_SPACE = r"\x20"
# In bytes: a Latin letter beyond ASCII, a mark typed by itself, and what the word goes on with.
_ACCENTED = r"(?:[\xc3-\xc9][\x80-\xbf]|\xe1[\xb8-\xbb][\x80-\xbf])"
_TYPED_MARK = r"\xcc[\x80-\xbf]|\xcd[\x80-\xaf]"
_WORD = re.compile(r"\w")
_WITHIN = r"[0-9A-Za-z_@$!|+\x80-\xff]*"
_MIXED = f"(?:{'|'.join(MIXED)})"
# What all names share, by itself: one expression for all atoms of a policy.
_WORN = Screen(
    f"{_TYPED_MARK}|{_ACCENTED}{_WITHIN}(?:{_ACCENTED}|{_MIXED})|{_MIXED}{_WITHIN}{_ACCENTED}".encode(),
    CASELESS,
)
_FORMS = {
    letter: "".join(
        f"\\x{ord(form):02x}" for form in (letter, *(x for x in STANDS_FOR if STANDS_FOR[x] == letter))
    )
    for letter in STANDS_FOR.values()
}


def phrase_screens(
    phrases: Sequence[Phrase], *, edges: Edges = "all", gaps: bool = True, short_list: bool | None = None
) -> tuple[Screen, ...]:
    r"""Return screens which together report an offset in, or at the end of, every match of `phrases`.

    Matches that hold an odd character are left to `odd_screens`. `edges` says which of them hold `\b`: with
    `none`, they may scan a buffer in which texts touch each other. Without `gaps` the words of a phrase stand
    one space apart. `short_list` says whether the phrases are written out; if it does not, their number does.
    """
    written: set[str] = set()
    plain: set[str] = set()
    spelled: set[str] = set()
    if short_list is None:
        short_list = len(phrases) <= GREATEST_WRITTEN_OUT
    for phrase in phrases:
        if short_list:
            written.add(_written_out(phrase, edges, gaps))
        elif run := _plain_run(phrase):
            plain.add(run)
        elif spellings := _spelled_start(phrase):
            spelled.update(spellings)
        else:
            written.add(_written_out(phrase, edges, gaps))
    # Bytes: UTF-8 mode would report the same and take three times as long to compile.
    return (*_joined(written | plain, CASELESS), *_joined(spelled, 0))


def name_screens(
    names: Sequence[Phrase], *, edges: bool, lone_marks: bool, short_list: bool, gaps: bool = True
) -> tuple[Screen, ...]:
    r"""Return screens which together report an offset in, or at the end of, every disguised name.

    `names` are skeletons. Those of a `short_list` are written out, and their screens also report the names
    that are ASCII as they are written. Without `edges` they hold no `\b`; for `gaps` see `phrase_screens`.
    """
    if not names:
        return ()
    branches: set[str] = {_disguised(name, edges, gaps) for name in names} if short_list else set(MIXED)
    if lone_marks:
        words = {
            key for name in names for key in name.keys if len(key) >= SHORTEST_MARKED and _WORD.match(key)
        }
        branches.update(map(_marked, words))
    return (*_joined(branches, CASELESS), _WORN)


def odd_screens(phrases: Iterable[Phrase]) -> tuple[Screen, ...]:
    """Return a screen for the characters that fold to ASCII or to several characters of `phrases`, if any."""
    everything = "\0".join(sorted({key for phrase in phrases for key in phrase.keys}))
    odd = [
        character
        for folded, characters in sources().items()
        if (folded.isascii() or len(folded) > 1) and folded in everything
        for character in characters
    ]
    return tuple(_joined(odd, 0))


def _joined(branches: Iterable[str], flags: int) -> Iterator[Screen]:
    together: list[str] = []
    size = 0
    for branch in sorted(branches):
        length = len(branch.encode()) + 1
        if together and (len(together) == BRANCHES or size + length > LONGEST_EXPRESSION):
            yield _either(together, flags)
            together, size = [], 0
        together.append(branch)
        size += length
    if together:
        yield _either(together, flags)


def _either(branches: Sequence[str], flags: int) -> Screen:
    each = tuple(branch.encode() for branch in branches)
    return Screen(b"|".join(each), flags, branches=each)


def _plain_run(phrase: Phrase) -> str:
    """The longest run of ASCII word characters in `phrase`; nothing where that is too short to be of use."""
    runs = (run for key in phrase.keys for run in _PLAIN_RUN.findall(key))
    return max(runs, key=len, default="")


def _spelled_start(phrase: Phrase) -> tuple[str, ...]:
    """Every way to write the start of the longest token in capitals and small letters, if of any use.

    For scripts other than Latin: bytes without UTF-8 mode, because 16 literals compile twenty times faster
    than one expression with the cases in it.
    """
    starts = [""]
    for character in max(phrase.keys, key=len)[:LONGEST_RUN]:
        if character.isascii():
            ways = {character, character.upper()}
        else:
            ways = {character, *sources().get(character, ())}
        if len(starts) * len(ways) > MOST_SPELLINGS:
            break
        starts = [start + way for start in starts for way in sorted(ways)]
    # A token of several characters is a word, so nothing in it needs escaping.
    return tuple(starts) if len(starts[0].encode()) > SHORTEST_RUN else ()


def _written_out(phrase: Phrase, edges: Edges, gaps: bool) -> str:
    # `\b` without Unicode properties asks for less than the border of a token does, but only next to an
    # ASCII word character: beside `é` it would ask for more.
    edged = edges == "all" or (edges == "short" and sum(map(len, phrase.keys)) <= SHORT_PHRASE)
    front = r"\b" if edged and _is_ascii_word(phrase.keys[0][0]) else ""
    back = r"\b" if edged and _is_ascii_word(phrase.keys[-1][-1]) else ""
    body = ""
    for key, spaced in zip(phrase.keys, phrase.spaced, strict=True):
        for part in (_space(gaps) if spaced else "", *map(_written, key)):
            if len(body) + len(part) > LONGEST_BRANCH:
                return front + body
            body += part
    return front + body + back


def _space(gaps: bool) -> str:
    return _SPACE if gaps else _ONE_SPACE


def _written(character: str) -> str:
    if character in SPELLINGS:
        return _one_of(rf"\x{ord(character):02x}", *SPELLINGS[character])
    if _is_ascii_word(character):
        return character
    if character.isascii():
        return rf"\x{ord(character):02x}"
    return _one_of(character, *sources().get(character, ()))


def _disguised(name: Phrase, edges: bool, gaps: bool) -> str:
    parts: list[str] = []
    size = 0
    for key, spaced in zip(name.keys, name.spaced, strict=True):
        for part in (_space(gaps) if spaced else "", *map(_form, key)):
            size += len(part)
            if size > LONGEST_BRANCH:
                return "".join(parts)
            parts.append(part)
    if edges and _is_ascii_word(name.keys[0][0]):
        parts[1] = rf"(?:\b{parts[1]}|[@$])"
    if edges and len(parts) > 2 and _is_ascii_word(name.keys[-1][-1]):
        parts[-1] = rf"(?:{parts[-1]}\b|[@$])"
    return "".join(parts)


def _form(character: str) -> str:
    forms = _FORMS.get(character)
    return _written(character) if forms is None else f"[{forms}]"


def _marked(word: str) -> str:
    """The skeleton `word` with one accented letter and no other disguise; where it is long, by its start."""
    letters = ["[il]" if letter == "l" else _written(letter) for letter in word[:LONGEST_RUN]]
    ways = ["".join((*letters[:at], _ACCENTED, *letters[at + 1 :])) for at in range(len(letters))]
    return "|".join(ways if len(word) <= LONGEST_RUN else (*ways, "".join(letters)))


def _one_of(*ways: str) -> str:
    return f"(?:{'|'.join(ways)})" if len(ways) > 1 else ways[0]


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")
