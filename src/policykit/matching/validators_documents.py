"""Validators of the numbers on papers and vehicles: shapes of many states, few with a check digit.

One row a kind of paper, whatever the state, because the words beside it seldom say which: policies pair a
row with those words. `number-alone` is for a line that holds nothing else, where there are no words. Shapes
follow ICAO Doc 9303 and the issuing authorities; hints are coarse, as what wakes is the pair.
"""

from __future__ import annotations

import re

from policykit.matching.screen import MULTILINE, Screen
from policykit.matching.validation import Validator, passes
from policykit.matching.validators_numbers import FEW_DIGITS, number, unfenced
from policykit.matching.validators_west_europe import GERMAN_DOCUMENT

__all__ = ["DOCUMENT_VALIDATORS", "LINE", "is_paper"]

_PAPERS = re.compile(
    r"(?i:[A-Z]{1,3}[0-9]{6,8}"  # one to three letters and digits: most states
    r"|[0-9]{9}"  # the United States and Great Britain
    r"|[0-9]{2}[A-Z]{2}[0-9]{5}"  # France
    r"|[A-Z]{2}[0-9]{5}[A-Z]{2}"  # Italy
    r"|[MSROD][0-9]{3}[A-Z][0-9]{4})"  # Korea, since 2020
)
_LICENCES = re.compile(
    r"(?i:[A-Z]{1,2}[0-9]{5,13}|[0-9]{7,9}|[A-Z][0-9]{3}-[0-9]{4}-[0-9]{4}|[A-Z]{2}[0-9]{7}[A-Z])"
    r"|U1[0-9A-Z]{7}[A-Z]"  # Italy, since 1999
    r"|[A-Z][0-9A-Z]{2}[0-9][0-9A-Z]{5}[0-9][0-9A-Z]"  # Germany: the office, a serial, check digit, issue
    r"|[12][0-9][- ][0-9]{2}[- ][0-9]{6}[- ][0-9]{2}"  # Korea
)
_PLATES = re.compile(
    r"[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,2} ?[0-9]{2,4}[EH]?"  # Germany
    r"|[A-Z]{2}[0-9]{2} ?[A-Z]{3}"  # Great Britain, since 2001
    r"|[A-Z][0-9]{1,3} ?[A-Z]{3}"  # and before
    r"|[A-Z]{2}-?[0-9]{3}-?[A-Z]{2}"  # France and Italy
    r"|[0-9]{4} ?[B-DF-HJ-NP-TV-Z]{3}"  # Spain
    r"|[0-9]{2} ?[A-Z]{1,3} ?[0-9]{2,4}"  # Turkey
    r"|[A-Z]{3}[ -]?[0-9]{3} ?[A-Z]{2}"  # Nigeria
    r"|[A-Z]{2} ?[0-9]{1,2} ?[A-Z]{1,3} ?[0-9]{3,4}"  # India
)
_ALONE = re.compile(
    r"(?i:[A-Z]{1,4}[0-9]{6,9}[A-Z]?"
    r"|[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]"  # British national insurance
    r"|[A-Z]{5}[0-9]{4}[A-Z]"  # Indian permanent account
    r"|DE[ -]?[0-9]{3}[ .-]?[0-9]{3}[ .-]?[0-9]{3}"
    r"|[A-Z]{2}[0-9]{2} ?[A-Z]{3}|[A-Z]{3}[ -]?[0-9]{3} ?[A-Z]{2})"
    r"|[A-Z]{2}[0-9]{8}[0-9A-Z]|U1[0-9A-Z]{7}[A-Z]"  # driving licences of Germany and Italy
    r"|[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,2} ?[0-9]{1,4}[EH]?|[A-Z]{3} ?[0-9]{1,3}[A-Z]"
    r"|[A-Z]{2,3} ?[0-9]{1,2} ?[A-Z]{0,3} ?[0-9]{4}"
    r"|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][ABD-HJLNP-UW-Z]{2}"  # British postcode
    r"|[0-9]{2,3}/[0-9]{3,4}/[0-9]{4,5}|[0-4][0-9]{12}"  # German tax number
)
# In small letters `b ab 1234` is a plate and `i am 30` is not.
_SMALL_PLATE = re.compile(r"([a-zäöü]{1,3}) ([a-z]{1,2}) [0-9]{1,4}[eh]?")
_SMALL_WORDS = frozenset(
    """
    a all am an and at be but by do for get go got he i in is it let me my no not now of on or she so
    the to up us was we you
    """.split()  # noqa: SIM905 - a page of words, not a list of literals
)


def _is_document(candidate: str) -> bool:
    return bool(_PAPERS.fullmatch(candidate)) or passes(GERMAN_DOCUMENT, candidate)


def _is_licence(candidate: str) -> bool:
    return bool(_LICENCES.fullmatch(candidate))


def _is_plate(candidate: str) -> bool:
    return bool(_PLATES.fullmatch(candidate))


def is_paper(line: str) -> bool:
    """Whether a whole line is the number of a paper, a plate or a postcode."""
    small = _SMALL_PLATE.fullmatch(line)
    if small and _SMALL_WORDS.isdisjoint(small.groups()):
        return True
    return bool(_ALONE.fullmatch(line)) or _is_plate(line) or (_is_document(line) and not line.isdecimal())


DOCUMENT_VALIDATORS: tuple[Validator, ...] = (
    unfenced(
        "document-number",
        "number of a passport or an identity card",
        r"[0-9A-Za-z]{7,11}",
        _is_document,
        ("533380006", "C01X00T47", "T220001293", "AB1234567", "12AB34567", "M123A4567"),
        ("passport", "T220001294", "1234567"),
        FEW_DIGITS,
    ),
    number(
        "licence-number",
        "number of a driving licence",
        r"[0-9A-Za-z]{7,15}|[0-9A-Za-z]{2,4}[- ][0-9]{2,4}[- ][0-9]{4,6}(?:[- ][0-9]{2})?",
        _is_licence,
        ("D1234567", "B072RRE2I55", "U1K711J11M", "F255-9215-0094", "11-22-123456-01"),
        ("licensed", "123456"),
        Screen(rb"[0-9](?:[0-9A-Za-z \-]{0,5}[0-9]){3}", 0),
    ),
    number(
        "number-plate",
        "number plate of a vehicle",
        r"[0-9A-ZÄÖÜ]{1,4}[ -]?[0-9A-Z]{1,4}[ -]?[0-9A-Z]{0,5}",
        _is_plate,
        ("B AB 1234", "AB51 ABC", "AA-123-BB", "1234 BBB", "34 ABC 1234", "ABC-123XY", "AB12CD3456"),
        ("V1", "TOP 20", "1234", "ABCDEF"),
        Screen(rb"[0-9]{2}[ \-]?[A-Z]|[A-Z][ \-]?[0-9]{2}", 0),
    ),
)
"""What a paper or a vehicle is known by, beside words that say so."""

# A line of letters, digits and their separators alone, at most 24 of them, with a digit near its beginning.
LINE = Screen(
    rb"^(?:[0-9][0-9A-Za-z ./+\-]{5,23}"
    rb"|[A-Za-z\x80-\xff]{1,6}[ \-]?(?:[A-Za-z]{1,3} ?)?[0-9][0-9A-Za-z .\-]{0,22})$",
    MULTILINE,
)
