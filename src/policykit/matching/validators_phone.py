"""The validator of telephone numbers, on the numbering plans that the phonenumbers library carries.

Written the international way, `+` or `00` and a country code, a number speaks for itself. Written the
national way it looks like any other number, so it has to be grouped as people group telephone numbers and
to be valid in one of a few plans. Plans are loaded by `warm`, a module a region; a country outside the
list is held to the E.164 lengths alone. Dates, decimals and plain runs of digits are none.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from policykit.matching.validation import Validator

__all__ = ["PHONE_VALIDATORS"]

# Whose numbers are also found when written the national way, by the way of writing that leads to them. Each
# region tried costs 25 µs a candidate, and some false alarms; the US plan knows all of North America.
NORTH_AMERICAN_REGIONS = ("US",)
TRUNK_REGIONS = ("GB", "DE", "FR")
# Country codes whose plans are checked in full; loading all 245 plans takes eight times as long.
COUNTRY_CODES = (1, 31, 32, 33, 34, 39, 41, 43, 44, 45, 46, 47, 48, 49, 52, 55, 61, 81, 86, 91, 353, 358)
E164_LENGTHS = range(8, 16)  # digits with the country code; E.164 allows 15

_DATE = re.compile(r"(?:[0-9]{4}|[0-9]{1,2})([-./ ])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{1,2})")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[ .][0-9]{3})+")
_NORTH_AMERICAN = re.compile(r"(?:1[ .-])?(?:\([0-9]{3}\) ?|[0-9]{3}[ .-])[0-9]{3}[ .-][0-9]{4}")
_TRUNK = re.compile(r"\(?0[0-9]{1,5}\)?(?:[ ./-]{1,2}[0-9]{2,8}){1,5}")


def _is_phone(candidate: str) -> bool:
    if candidate.startswith("+"):
        return _is_international(candidate[1:])
    if candidate.startswith("00"):
        return _is_international(candidate[2:])
    if _DATE.fullmatch(candidate) or _DECIMAL.fullmatch(candidate):
        return False
    if _NORTH_AMERICAN.fullmatch(candidate):
        return any(_is_valid(candidate, region) for region in NORTH_AMERICAN_REGIONS)
    if _TRUNK.fullmatch(candidate):
        return any(_is_valid(candidate, region) for region in TRUNK_REGIONS)
    return False


def _is_phone_like(candidate: str) -> bool:
    """What stands alone in a line needs no plan: only dates and other figures look the same."""
    digits = re.sub(r"[^0-9]", "", candidate)
    others = (_DATE, _DECIMAL, _THOUSANDS)
    return len(digits) in E164_LENGTHS and not any(other.fullmatch(candidate) for other in others)


def _is_international(number: str) -> bool:
    digits = re.sub(r"[^0-9]", "", number.replace("(0)", ""))
    if len(digits) not in E164_LENGTHS:
        return False
    for size in (1, 2, 3):
        code = int(digits[:size])
        if code in _library().COUNTRY_CODE_TO_REGION_CODE:
            return code not in COUNTRY_CODES or _is_valid(f"+{digits}", None)
    return False


def _is_valid(number: str, region: str | None) -> bool:
    library: Any = _library()
    try:
        return bool(library.is_valid_number(library.parse(number, region)))
    except library.NumberParseException:
        return False


@cache
def _library() -> ModuleType:
    library = import_module("phonenumbers")
    for code in COUNTRY_CODES:
        for region in library.COUNTRY_CODE_TO_REGION_CODE[code]:
            library.PhoneMetadata.metadata_for_region(region)
    return library


PHONE_VALIDATORS = (
    Validator(
        name="phone",
        title="telephone number",
        shape=r"(?<![\w+])(?<!\w[-./])(?<!#)\+?\(?[0-9](?:[ ()./-]{0,2}[0-9]){6,16}(?!\w)(?![-./][0-9])",
        check=_is_phone,
        in_groups=True,
        hits=(
            "+44 20 7946 0958",
            "+1 415 555 0132",
            "(415) 555-0132",
            "415-555-0132",
            "0049 30 23125 000",
            "+63 917 123 4567",
            "020 7946 0958",
            "+49 (0)30 23125 000",
        ),
        misses=(
            "2026-03-04",
            "04.03.2026",
            "0.5551234",
            "4155550132",
            "+999 12345678",
            "+44 20 7946",
            "117-555-0132",
            "1 000 000 000",
        ),
    ),
    Validator(
        name="phone-like",
        title="digits of a telephone number, however they are grouped",
        shape=r"(?<![\w+])\+?\(?[0-9](?:[ ()./-]{0,2}[0-9]){6,16}(?!\w)(?![-./][0-9])",
        check=_is_phone_like,
        hits=("0532 123 45 67", "09171234567", "(415) 555-0132"),
        misses=("2026-03-04", "04.03.2026", "0.5551234", "1234567"),
    ),
)
