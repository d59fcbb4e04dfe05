"""Validators of the numbers by which states and registers know people and companies, region by region.

Where a number is written with separators, those forms are in the shape; the samples of a row are published
ones. A bare number of nine to thirteen digits passes by chance about once in ten; policies pair such a
validator with words that make it sure, and several kinds share their digits, so that two rows may know the
same number.
"""

from __future__ import annotations

import re
from functools import cache

from policykit.matching.validation import Validator, passes
from policykit.matching.validators_americas import AMERICAN_VALIDATORS
from policykit.matching.validators_asia_africa import ASIAN_AND_AFRICAN_VALIDATORS
from policykit.matching.validators_company import COMPANY_VALIDATORS
from policykit.matching.validators_crypto import CRYPTO_VALIDATORS
from policykit.matching.validators_documents import DOCUMENT_VALIDATORS, LINE, is_paper
from policykit.matching.validators_east_europe import EAST_EUROPEAN_VALIDATORS
from policykit.matching.validators_mailbox import MAILBOX_VALIDATORS
from policykit.matching.validators_west_europe import WEST_EUROPEAN_VALIDATORS

__all__ = ["IDENTITY_VALIDATORS"]

_PEOPLE = (
    *AMERICAN_VALIDATORS,
    *WEST_EUROPEAN_VALIDATORS,
    *EAST_EUROPEAN_VALIDATORS,
    *ASIAN_AND_AFRICAN_VALIDATORS,
)
_REGISTERED = (*_PEOPLE, *COMPANY_VALIDATORS)


def _is_any(candidate: str) -> bool:
    return any(shape.fullmatch(candidate) and passes(validator, candidate) for shape, validator in _shapes())


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], Validator], ...]:
    return tuple((re.compile(validator.shape), validator) for validator in _REGISTERED)


# Behind the number the line goes on in words; the end of a British plate in small letters is none.
_WORD_AFTER = re.compile(r"(?<!^[A-Za-z]{2}[0-9])[0-9] [a-z]{2,}")

_ALONE = Validator(
    name="number-alone",
    title="line that is nothing but the number of a person, a paper or a vehicle",
    shape=r"(?m)^[0-9A-Za-zÄÖÜäöü][0-9A-Za-z ./+-]{4,23}$",
    check=lambda line: not _WORD_AFTER.search(line) and (is_paper(line) or _is_any(line)),
    hits=("123-456-782", "54362315K", "83 914 571 673", "AB51 ABC", "131052-308T", "b ab 1234", "ab51 abc"),
    misses=("999 999 999", "20260101", "hello there", "2026-11-22", "i am 30", "NW0042001249 in hall 4"),
    hint=LINE,
)
"""Where no words stand beside it: a cell of a table, an answer to a form."""

IDENTITY_VALIDATORS: tuple[Validator, ...] = (
    *_REGISTERED,
    *CRYPTO_VALIDATORS,
    *MAILBOX_VALIDATORS,
    *DOCUMENT_VALIDATORS,
    _ALONE,
)
