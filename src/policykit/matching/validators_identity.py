"""Validators of the numbers by which states know people.

One row a number: where it is written with separators, those forms are in the shape; the checksum comes
from python-stdnum, which documents each number's source and whose samples are the examples here. Two
are checked here: the UK's has no check digit, and the library's check of the Swedish one reads a clock.
A bare number of nine to eleven digits passes by chance about once in ten; policies pair such a validator
with words that make it sure.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from policykit.matching.screen import Screen
from policykit.matching.validation import BACK, FRONT, Validator
from policykit.matching.validators_payment import is_luhn

__all__ = ["IDENTITY_VALIDATORS"]

_UNUSED_NINO_PREFIXES = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_COORDINATION = 60  # added to the day in a Swedish coordination number


def _known_to(*modules: str) -> Callable[[str], bool]:
    """A check that holds where any of stdnum's `modules` calls the number valid."""

    def check(number: str) -> bool:
        return any(bool(_module(name).is_valid(number)) for name in modules)

    return check


@cache
def _module(name: str) -> Any:
    return import_module(f"stdnum.{name}")


def _is_ssn(number: str) -> bool:
    return bool(_module("us.ssn").is_valid(number.replace(" ", "-").replace(".", "-")))


def _is_nino(number: str) -> bool:
    # HMRC, National Insurance Manual NIM39110: prefixes that are not used.
    return number[:2].upper() not in _UNUSED_NINO_PREFIXES


def _is_personnummer(number: str) -> bool:
    # Folkbokföringslagen (1991:481), section 18: date of birth, serial number, Luhn digit over ten digits.
    digits = number.replace("-", "").replace("+", "")[-10:]
    month, day = int(digits[2:4]), int(digits[4:6])
    if day > _COORDINATION:
        day -= _COORDINATION
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1] and is_luhn(digits)


# Codice fiscale: letters, year, month letter, day, town, check letter. Where two people share a code,
# letters replace its digits from the right; those of the year are never reached.
_LETTER = "[A-Za-z]"
_TAX_DIGIT = "[0-9LMNP-Vlmnp-v]"
_BIRTH = f"[0-9]{{2}}[A-EHLMPRSTa-ehlmprst]{_TAX_DIGIT}{{2}}{_LETTER}"


def _row(
    name: str,
    title: str,
    shape: str,
    check: Callable[[str], bool],
    hits: tuple[str, ...],
    misses: tuple[str, ...],
    hint: Screen | None = None,
) -> Validator:
    return Validator(name, title, f"{FRONT}(?:{shape}){BACK}", check, hits, misses, hint=hint)


IDENTITY_VALIDATORS = (
    _row(
        "au-tfn",
        "Australian tax file number",
        r"[0-9]{8,9}|[0-9]{3} [0-9]{3} [0-9]{2,3}",
        _known_to("au.tfn"),
        ("123 456 782",),
        ("999 999 999", "123 456 784"),
    ),
    _row(
        "br-cpf",
        "Brazilian taxpayer number",
        r"[0-9]{11}|[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}",
        _known_to("br.cpf"),
        ("390.533.447-05",),
        ("231.002.999-00", "390.533.447-06"),
    ),
    _row(
        "ca-sin",
        "Canadian social insurance number",
        r"[0-9]{9}|[0-9]{3}-[0-9]{3}-[0-9]{3}|[0-9]{3} [0-9]{3} [0-9]{3}",
        _known_to("ca.sin"),
        ("123-456-782", "123 456 782"),
        ("999-999-999", "123-456-783"),
    ),
    _row(
        "ch-ahv",
        "Swiss social security number",
        r"756\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}|756[0-9]{10}",
        _known_to("ch.ssn"),
        ("756.9217.0769.85", "7569217076985"),
        ("756.9217.0769.84", "123.4567.8910.19"),
    ),
    _row(
        "de-steuer-id",
        "German tax identification number",
        r"[0-9]{11}|[0-9]{2} [0-9]{3} [0-9]{3} [0-9]{3}",
        _known_to("de.idnr"),
        ("36 574 261 809", "36574261809"),
        ("36 574 261 890", "36554266806"),
    ),
    _row(
        "es-dni",
        "Spanish identity number of a national or foreigner",
        r"(?i:[0-9]{8}-?[A-Z]|[XYZ][0-9]{7}-?[A-Z])",
        _known_to("es.dni", "es.nie"),
        ("54362315-K", "54362315K", "x2482300w"),
        ("54362315Z", "X-2482300A"),
    ),
    _row(
        "fi-hetu",
        "Finnish personal identity code",
        r"(?i:[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y])",
        _known_to("fi.hetu"),
        ("131052-308T", "131052a308t"),
        ("131052-308U", "310252-308Y"),
    ),
    _row(
        "fr-nir",
        "French social security number",
        r"[1-478][0-9]{4}(?:[0-9]{2}|2[ABab])[0-9]{8}"
        r"|[1-478] [0-9]{2} [0-9]{2} (?:[0-9]{2}|2[ABab]) [0-9]{3} [0-9]{3} [0-9]{2}",
        _known_to("fr.nir"),
        ("2 95 10 99 126 111 93", "295109912611193", "253072B07300470"),
        ("295109912611199", "253072B07300471"),
    ),
    _row(
        "ie-pps",
        "Irish personal public service number",
        r"(?i:[0-9]{7}[A-W][A-IW]?)",
        _known_to("ie.pps"),
        ("6433435F", "6433435OA"),
        ("6433435E", "6433435VH"),
    ),
    _row(
        "in-aadhaar",
        "Indian Aadhaar number",
        r"[2-9][0-9]{11}|[2-9][0-9]{3} [0-9]{4} [0-9]{4}",
        _known_to("in_.aadhaar"),
        ("2341 2341 2346", "234123412346"),
        ("2341 2341 2347", "1234 1234 1234"),
    ),
    _row(
        "it-codice-fiscale",
        "Italian tax code",
        f"{_LETTER}{{6}}{_BIRTH}{_TAX_DIGIT}{{3}}{_LETTER}",
        _known_to("it.codicefiscale"),
        ("RCCMNL83S18D969H", "rccmnl83s18d969h"),
        ("RCCMNL83S18D967H", "CNTCHR83T41D969E"),
        # From its first digits on: six letters in a row begin everywhere.
        Screen(_BIRTH.encode(), 0),
    ),
    _row(
        "nl-bsn",
        "Dutch citizen service number",
        r"[0-9]{9}|[0-9]{4}\.[0-9]{2}\.[0-9]{3}",
        _known_to("nl.bsn"),
        ("1112.22.333", "111222333"),
        ("1112.52.333", "111252333"),
    ),
    _row(
        "pl-pesel",
        "Polish identity number",
        r"[0-9]{4}[0-3][0-9]{6}",
        _known_to("pl.pesel"),
        ("44051401359", "02070803628"),
        ("44051401358", "02381307589"),
    ),
    _row(
        "se-personnummer",
        "Swedish identity number",
        r"(?:[0-9]{2})?[0-9]{6}[-+]?[0-9]{4}",
        _is_personnummer,
        ("880320-0016", "19880320-0016", "8803200016", "701063-2391"),
        ("880320-0018", "881320-0016", "880335-0016"),
    ),
    _row(
        "uk-nhs",
        "NHS number",
        r"[0-9]{10}|[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}",
        _known_to("gb.nhs"),
        ("943-476-5870", "943 476 5870"),
        ("9434765871",),
    ),
    _row(
        "uk-nino",
        "UK National Insurance number",
        r"(?i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D])",
        _is_nino,
        ("AB 12 34 56 C", "AB123456C"),
        ("QQ123456C", "GB123456A", "AB123456E"),
    ),
    _row(
        "us-itin",
        "US individual taxpayer number",
        r"9[0-9]{2}-[0-9]{2}-[0-9]{4}|9[0-9]{2} [0-9]{2} [0-9]{4}",
        lambda number: bool(_module("us.itin").is_valid(number.replace(" ", "-"))),
        ("912-90-3456", "912 90 3456"),
        ("912-93-4567", "123-45-6789"),
    ),
    _row(
        "us-ssn",
        "US social security number",
        r"[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3} [0-9]{2} [0-9]{4}|[0-9]{3}\.[0-9]{2}\.[0-9]{4}",
        _is_ssn,
        ("536-90-4399", "536 90 4399", "536.90.4399"),
        ("078-05-1120", "000-12-3456", "666-12-3456", "536-00-4399"),
    ),
)
