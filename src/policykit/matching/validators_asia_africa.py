"""Validators of the numbers by which states of Asia, the Pacific and Africa know people.

Sources: python-stdnum's modules, whose samples are the examples here. Counted here are the numbers that it
lacks (Singapore's identity cards, Medicare of Australia) and those whose check in the library reads a
clock (Korea, South Africa). Where the script joins words to numbers, only ASCII fences the ends.
"""

from __future__ import annotations

from policykit.matching.screen import Screen
from policykit.matching.validation import Validator
from policykit.matching.validators_numbers import (
    DIGITS,
    RUN,
    digits_of,
    is_day,
    known_to,
    number,
    stdnum,
    unfenced,
    weighted,
)
from policykit.matching.validators_payment import is_luhn

__all__ = ["ASIAN_AND_AFRICAN_VALIDATORS"]

# Check letters of the identity cards of Singapore by first letter, and what that letter adds to the sum.
_NRIC = {
    "S": ("JZIHGFEDCBA", 0),
    "T": ("JZIHGFEDCBA", 4),
    "F": ("XWUTRQPNMLK", 0),
    "G": ("XWUTRQPNMLK", 4),
    "M": ("XWUTRQPNJLK", 3),
}
_KOREANS = "012349"
_FOREIGNERS = "5678"


def _is_nric(candidate: str) -> bool:
    letters, extra = _NRIC[candidate[0].upper()]
    rest = (weighted(candidate[1:8], (2, 7, 6, 5, 4, 3, 2)) + extra) % 11
    return letters[rest] == candidate[8].upper()


def _is_korean(candidate: str) -> bool:
    # Since October 2020 numbers are given out without a check digit: the date and the century are left.
    digits = digits_of(candidate)
    return digits[6] in _KOREANS and is_day(int(digits[2:4]), int(digits[4:6])) and int(digits[7:9]) <= 96


def _is_foreigner_in_korea(candidate: str) -> bool:
    digits = digits_of(candidate)
    return digits[6] in _FOREIGNERS and is_day(int(digits[2:4]), int(digits[4:6]))


def _is_korean_licence(candidate: str) -> bool:
    # Two digits of the region, 11 to 28, and two of the year that it was given in.
    return 11 <= int(candidate[:2]) <= 28


def _is_south_african(candidate: str) -> bool:
    digits = digits_of(candidate)
    return digits[10] in "012" and is_day(int(digits[2:4]), int(digits[4:6])) and is_luhn(digits)


def _is_medicare(candidate: str) -> bool:
    digits = digits_of(candidate)
    return weighted(digits[:8], (1, 3, 7, 9) * 2) % 10 == int(digits[8])


def _is_malaysian(candidate: str) -> bool:
    digits = digits_of(candidate)
    return bool(stdnum("my.nric").is_valid(digits))


ASIAN_AND_AFRICAN_VALIDATORS: tuple[Validator, ...] = (
    number(
        "au-medicare",
        "Australian Medicare number",
        r"[2-6][0-9]{9}|[2-6][0-9]{3} [0-9]{5} [0-9]",
        _is_medicare,
        ("2123 45670 1", "2123456701"),
        ("2123 45671 1", "1123 45670 1"),
        DIGITS,
    ),
    number(
        "au-tfn",
        "Australian tax file number",
        r"[0-9]{9}|[0-9]{3} [0-9]{3} [0-9]{3}",
        known_to("au.tfn"),
        ("123 456 782",),
        ("999 999 999", "123 456 784"),
        DIGITS,
    ),
    unfenced(
        "cn-ric",
        "Chinese resident identity number",
        r"[1-8][0-9]{16}[0-9Xx]",
        known_to("cn.ric"),
        ("360426199101010071",),
        ("360426199113010071",),
        DIGITS,
    ),
    number(
        "id-nik",
        "Indonesian identity number",
        r"[1-9][0-9]{15}",
        known_to("id.nik"),
        ("3171011708450001",),
        ("9971011708450001",),
        DIGITS,
    ),
    number(
        "il-idnr",
        "Israeli identity number",
        r"[0-9]{8,9}|[0-9]{7,8}-[0-9]",
        known_to("il.idnr"),
        ("3933742-3", "039337423"),
        ("3933742-2",),
        RUN,
    ),
    number(
        "in-aadhaar",
        "Indian Aadhaar number",
        r"[2-9][0-9]{11}|[2-9][0-9]{3} [0-9]{4} [0-9]{4}|[2-9][0-9]{3}-[0-9]{4}-[0-9]{4}",
        lambda candidate: bool(stdnum("in_.aadhaar").is_valid(digits_of(candidate))),
        ("2341 2341 2346", "2341-2341-2346", "234123412346"),
        ("2341 2341 2347", "1234 1234 1234"),
        DIGITS,
    ),
    number(
        "in-epic",
        "Indian voter number",
        r"(?i:[A-Z]{3}[0-9]{7})",
        known_to("in_.epic"),
        ("WKH1186253",),
        ("WKH1186263",),
        RUN,
    ),
    number(
        "in-pan",
        "Indian permanent account number",
        r"(?i:[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z])",
        known_to("in_.pan"),
        ("ACUPA7085R",),
        ("ABMXA3211G", "ACUPA0000R"),
        Screen(rb"[A-Za-z]{5}[0-9]{4}[A-Za-z]", 0),
    ),
    unfenced(
        "jp-my-number",
        "Japanese individual number",
        r"[0-9]{12}|[0-9]{4}[ -][0-9]{4}[ -][0-9]{4}",
        lambda candidate: bool(stdnum("jp.in_").is_valid(digits_of(candidate))),
        ("6214 9832 0257", "621498320257"),
        ("6214 9832 0258",),
        DIGITS,
    ),
    unfenced(
        "kr-driver",
        "Korean driving licence number",
        r"[12][0-9][- ]?[0-9]{2}[- ]?[0-9]{6}[- ]?[0-9]{2}",
        _is_korean_licence,
        ("11-22-123456-01", "112212345601"),
        ("29-22-123456-01",),
        DIGITS,
    ),
    unfenced(
        "kr-frn",
        "Korean foreigner registration number",
        r"[0-9]{6}-?[5-8][0-9]{6}",
        _is_foreigner_in_korea,
        ("971013-5019902",),
        ("971313-5019902", "971013-1019902"),
        DIGITS,
    ),
    unfenced(
        "kr-rrn",
        "Korean resident registration number",
        r"[0-9]{6}-?[0-49][0-9]{6}",
        _is_korean,
        ("971013-9019902", "9710139019902"),
        ("971313-9019902", "971013-1979902"),
        DIGITS,
    ),
    number(
        "my-nric",
        "Malaysian identity number",
        r"[0-9]{6}-?[0-9]{2}-?[0-9]{4}",
        _is_malaysian,
        ("770305-02-1234", "770305021234"),
        ("771305-02-1234", "770305-17-1234"),
        DIGITS,
    ),
    number(
        "nz-ird",
        "New Zealand taxpayer number",
        r"[0-9]{8,9}|[0-9]{2,3}-[0-9]{3}-[0-9]{3}",
        known_to("nz.ird"),
        ("49-098-576", "49091850"),
        ("136410133",),
        Screen(rb"[0-9]{8}|[0-9]{2}-[0-9]{3}-[0-9]{3}", 0),
    ),
    number(
        "pk-cnic",
        "Pakistani identity number",
        r"[1-7][0-9]{4}-?[0-9]{7}-?[0-9]",
        known_to("pk.cnic"),
        ("34201-0891231-8", "4220103976408"),
        ("84201-0891231-8",),
        DIGITS,
    ),
    number(
        "sg-nric",
        "Singaporean identity number",
        r"(?i:[STFGM][0-9]{7}[A-Z])",
        _is_nric,
        ("S1234567D", "F1234567N", "G1234567X"),
        ("S1234567E",),
        RUN,
    ),
    unfenced(
        "th-pin",
        "Thai identity number",
        r"[1-9][0-9]{12}|[1-9]-[0-9]{4}-[0-9]{5}-[0-9]{2}-[0-9]",
        known_to("th.pin"),
        ("3100600445635", "1-2345-45678-78-1"),
        ("1-2345-45678-78-9",),
        DIGITS,
    ),
    number(
        "za-id",
        "South African identity number",
        r"[0-9]{13}|[0-9]{6} [0-9]{4} [0-9]{2} [0-9]",
        _is_south_african,
        ("7503305044089", "750330 5044 08 9"),
        ("8503305044089", "7513305044089"),
        DIGITS,
    ),
)
