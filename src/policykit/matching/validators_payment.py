"""Validators of what money moves with: payment cards and bank accounts.

Card numbers are told from other long numbers by three things that hold together: who issues the prefix,
how long that issuer's numbers are (ISO/IEC 7812, the schemes' published ranges), and the Luhn digit.
Account numbers follow the registry of ISO 13616. Values are what networks publish for testing.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

import attrs

from policykit.matching.validation import BACK, FRONT, Validator

__all__ = ["PAYMENT_VALIDATORS", "is_luhn"]


@attrs.frozen
class Issuer:
    """Prefixes from `first` to `last`, both included, and how many digits the numbers have."""

    name: str
    first: str
    last: str
    lengths: range | tuple[int, ...]


ISSUERS = (
    Issuer("American Express", "34", "34", (15,)),
    Issuer("American Express", "37", "37", (15,)),
    Issuer("Diners Club", "300", "305", range(14, 20)),
    Issuer("Diners Club", "3095", "3095", range(14, 20)),
    Issuer("Diners Club", "36", "36", range(14, 20)),
    Issuer("Diners Club", "38", "39", range(14, 20)),
    Issuer("Discover", "6011", "6011", range(16, 20)),
    Issuer("Discover", "644", "649", range(16, 20)),
    Issuer("Discover", "65", "65", range(16, 20)),
    Issuer("JCB", "3528", "3589", range(16, 20)),
    Issuer("Maestro", "5018", "5018", range(13, 20)),
    Issuer("Maestro", "5020", "5020", range(13, 20)),
    Issuer("Maestro", "5038", "5038", range(13, 20)),
    Issuer("Maestro", "5893", "5893", range(13, 20)),
    Issuer("Maestro", "6304", "6304", range(13, 20)),
    Issuer("Maestro", "6759", "6759", range(13, 20)),
    Issuer("Maestro", "6761", "6763", range(13, 20)),
    Issuer("Mastercard", "2221", "2720", (16,)),
    Issuer("Mastercard", "51", "55", (16,)),
    Issuer("Mir", "2200", "2204", range(16, 20)),
    Issuer("RuPay", "60", "60", (16,)),
    Issuer("RuPay", "81", "82", (16,)),
    Issuer("Troy", "9792", "9792", (16,)),
    Issuer("UnionPay", "62", "62", range(16, 20)),
    Issuer("Visa", "4", "4", (13, 16, 19)),
)

# Checks run on every candidate that a text meant to be slow can hold, so they look things up.
_BY_FIRST_DIGIT = {
    first: tuple(issuer for issuer in ISSUERS if issuer.first[0] <= first <= issuer.last[0])
    for first in "0123456789"
}
_DOUBLED = {str(digit): sum(divmod(2 * digit, 10)) for digit in range(10)}


def is_luhn(number: str) -> bool:
    """Whether the digits of `number` end in their Luhn digit; other characters are skipped.

    The digit is that of ISO/IEC 7812-1, annex B. A run of one and the same digit is refused: it is what
    people type to fill a form.
    """
    digits = _digits(number)
    doubled = sum(map(_DOUBLED.__getitem__, digits[-2::-2]))
    return (sum(map(int, digits[::-2])) + doubled) % 10 == 0 and len(set(digits)) > 1


def _is_card(number: str) -> bool:
    digits = _digits(number)
    for issuer in _BY_FIRST_DIGIT.get(digits[:1], ()):
        if len(digits) in issuer.lengths and issuer.first <= digits[: len(issuer.first)] <= issuer.last:
            return is_luhn(digits)
    return False


def _is_iban(number: str) -> bool:
    # Countries' own checksums inside the number are left out: they are loaded by name on first use.
    return bool(_iban().is_valid(number, check_country=False))


@cache
def _iban() -> Any:
    return import_module("stdnum.iban")


def _digits(number: str) -> str:
    digits = number.replace(" ", "").replace("-", "")
    if digits.isascii() and digits.isdecimal():
        return digits
    return "".join(character for character in digits if "0" <= character <= "9")


PAYMENT_VALIDATORS = (
    Validator(
        name="card",
        title="payment card number",
        shape=rf"{FRONT}[0-9](?:[ -]?[0-9]){{12,18}}{BACK}",
        check=_is_card,
        in_groups=True,
        hits=(
            "4111 1111 1111 1111",
            "4012888888881881",
            "5555-5555-5555-4444",
            "2223000048400011",
            "378282246310005",
            "6011 0009 9013 9424",
            "30569309025904",
            "3530111333300000",
        ),
        misses=(
            "4111 1111 1111 1112",
            "1234 5678 9012 3452",
            "4444 4444 4444 4444",
            "37828224631000",
            "550e8400-4111-1111-1111-111111111111",
        ),
    ),
    Validator(
        name="luhn",
        title="number with a Luhn digit",
        shape=rf"{FRONT}[0-9](?:[ -]?[0-9]){{7,18}}{BACK}",
        check=is_luhn,
        hits=("79927398713", "490154203237518", "046 454 286"),
        misses=("79927398710", "00000000", "046 454 287"),
    ),
    Validator(
        name="iban",
        title="international bank account number",
        shape=rf"{FRONT}[A-Z]{{2}}[0-9]{{2}}(?:[ -]?[0-9A-Z]){{11,30}}{BACK}",
        check=_is_iban,
        in_groups=True,
        hits=(
            "DE89 3704 0044 0532 0130 00",
            "GB29NWBK60161331926819",
            "FR14 2004 1010 0505 0001 3M02 606",
            "NO93 8601 1117 947",
            "NL91-ABNA-0417-1643-00",
        ),
        misses=("DE89 3704 0044 0532 0130 01", "XX89 3704 0044 0532 0130 00", "GB29NWBK6016133192681"),
    ),
)
