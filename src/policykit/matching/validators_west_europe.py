"""Validators of the numbers by which states of western and northern Europe know people.

Sources: python-stdnum's modules, whose samples are the examples here. Counted here are the numbers that it
lacks (the licence of Great Britain, Germany's insurance numbers and documents), and those whose check in
the library reads a clock (Belgium, Denmark, Norway, Sweden). A document's check digit is that of ICAO Doc
9303; most people leave it out, so it may be missing.
"""

from __future__ import annotations

from policykit.matching.screen import Screen
from policykit.matching.validation import Validator
from policykit.matching.validators_numbers import (
    DIGITS,
    FEW_DIGITS,
    RUN,
    cross_sum,
    digits_of,
    is_day,
    known_to,
    number,
    stdnum,
    weighted,
)
from policykit.matching.validators_payment import is_luhn

__all__ = ["GERMAN_DOCUMENT", "WEST_EUROPEAN_VALIDATORS"]

_UNUSED_NINO_PREFIXES = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_WOMAN = 50  # added to the month in a British licence number
_COORDINATION = 60  # added to the day in a Swedish coordination number
_D_NUMBER = 40  # added to the day in a Norwegian D-number, to the month in an H-number
# Letters of German document numbers: no vowels, none that could be taken for a digit.
_SERIAL = "[CFGHJ-NPRTV-Zcfghj-nprtv-z0-9]"
_SERIAL_FRONT = "[CFGHJ-NPRTV-Zcfghj-nprtv-z]"


def _is_nino(candidate: str) -> bool:
    # HMRC, National Insurance Manual NIM39110: prefixes that are not used.
    return candidate[:2].upper() not in _UNUSED_NINO_PREFIXES


def _is_british_licence(candidate: str) -> bool:
    # Five of the name; decade, month (50 more for a woman), day, year of birth; two initials; three more.
    month, day = int(candidate[6:8]), int(candidate[8:10])
    return is_day(month - _WOMAN if month > _WOMAN else month, day)


def _is_rvnr(candidate: str) -> bool:
    # Sozialgesetzbuch VI, section 147, and the VKVV: the letter counts as its place in the alphabet.
    number = candidate.replace(" ", "").upper()
    digits = f"{number[:8]}{ord(number[8]) - 64:02}{number[9:]}"
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    return int(digits[4:6]) <= 12 and cross_sum(digits[:12], weights) % 10 == int(digits[12])


def _is_kvnr(candidate: str) -> bool:
    # Sozialgesetzbuch V, section 290: the letter counts as its place in the alphabet, then Luhn's way.
    digits = f"{ord(candidate[0].upper()) - 64:02}{candidate[1:]}"
    return cross_sum(digits[:10], (1, 2) * 5) % 10 == int(digits[10])


def _is_lanr(candidate: str) -> bool:
    # Kassenärztliche Bundesvereinigung: six digits, their check digit, two for the doctor's speciality.
    return -weighted(candidate[:6], (4, 9) * 3) % 10 == int(candidate[6])


def _is_german_document(candidate: str) -> bool:
    if sum(map(str.isdecimal, candidate)) < 4:
        return False
    if len(candidate) == 9:
        return True
    # ICAO Doc 9303, part 3, section 4.9: weights 7, 3, 1, letters count from ten.
    values = (int(character, 36) for character in candidate[:9])
    return sum(value * weight for value, weight in zip(values, (7, 3, 1) * 3, strict=True)) % 10 == int(
        candidate[9]
    )


def _is_cpr(candidate: str) -> bool:
    # Since 2007 numbers are given out that have no check digit; the date is what is left.
    return is_day(int(candidate[2:4]), int(candidate[:2]))


def _is_fodselsnummer(candidate: str) -> bool:
    digits = digits_of(candidate)
    day, month = int(digits[:2]), int(digits[2:4])
    date = is_day(month % _D_NUMBER, day % _D_NUMBER)
    library = stdnum("no.fodselsnummer")
    return (
        date
        and library.calc_check_digit1(digits) == digits[9]
        and library.calc_check_digit2(digits) == digits[10]
    )


def _is_personnummer(candidate: str) -> bool:
    # Folkbokföringslagen (1991:481), section 18: date of birth, serial number, Luhn digit over ten digits.
    digits = digits_of(candidate)[-10:]
    month, day = int(digits[2:4]), int(digits[4:6])
    return is_day(month, day - _COORDINATION if day > _COORDINATION else day) and is_luhn(digits)


def _is_belgian(candidate: str) -> bool:
    # 97 less the rest modulo 97; from 2000 on a 2 stands before the nine digits.
    digits = digits_of(candidate)
    keys = {97 - int(front + digits[:9]) % 97 for front in ("", "2")}
    return int(digits[2:4]) <= 12 and int(digits[9:]) in keys


def _is_portuguese(candidate: str) -> bool:
    return candidate[0] in "123568" and bool(stdnum("pt.nif").is_valid(candidate))


def _is_spanish(candidate: str) -> bool:
    bare = candidate.replace("-", "")
    # a number below ten million is often written without its first zero
    if bare[0].isdecimal():
        return bool(stdnum("es.dni").is_valid(bare.rjust(9, "0")))
    return bool(stdnum("es.nie").is_valid(bare))


GERMAN_DOCUMENT = number(
    "de-document",
    "number of a German passport or identity card",
    f"{_SERIAL_FRONT}{_SERIAL}{{8}}[0-9]?",
    _is_german_document,
    ("T22000129", "T220001293", "C01X00T478", "L01X00T471"),
    ("T220001294", "CHRYSLFXY"),
    FEW_DIGITS,
)
"""Its own name, because the numbers of papers of all states ask for it."""

WEST_EUROPEAN_VALIDATORS: tuple[Validator, ...] = (
    number(
        "at-vnr",
        "Austrian social insurance number",
        r"[1-9][0-9]{3} ?[0-9]{6}",
        known_to("at.vnr"),
        ("1237 010180", "1237010180"),
        ("2237 010180",),
        DIGITS,
    ),
    number(
        "be-nn",
        "Belgian national number",
        r"[0-9]{11}|[0-9]{2}[. ][0-9]{2}[. ][0-9]{2}[- ][0-9]{3}[. ][0-9]{2}",
        _is_belgian,
        ("85 07 30 033 28", "85.07.30-033.28", "17073003384"),
        ("12345678901",),
        DIGITS,
    ),
    number(
        "ch-ahv",
        "Swiss social security number",
        r"756\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}|756[0-9]{10}",
        known_to("ch.ssn"),
        ("756.9217.0769.85", "7569217076985"),
        ("756.9217.0769.84", "123.4567.8910.19"),
    ),
    number(
        "de-steuer-id",
        "German tax identification number",
        r"[0-9]{11}|[0-9]{2} [0-9]{3} [0-9]{3} [0-9]{3}",
        known_to("de.idnr"),
        ("36 574 261 809", "36574261809"),
        ("36 574 261 890", "36554266806"),
        DIGITS,
    ),
    number(
        "de-stnr",
        "German tax number",
        r"[0-9]{2,3}/[0-9]{3}/[0-9]{5}|[0-9]{2,3}/[0-9]{4}/[0-9]{4}|[0-9]{3} ?/ ?[0-9]{3} ?/ ?[0-9]{4} ?[0-9]"
        r"|[1-4][0-9]{12}",
        known_to("de.stnr"),
        ("201/123/12340", "4151081508156", "181/815/08155"),
        ("136695978", "4151181508156"),
        Screen(rb"[0-9] ?/ ?[0-9]{3}|[0-9]{13}", 0),
    ),
    number(
        "de-rvnr",
        "German pension insurance number",
        r"(?i:[0-9]{8}[A-Z][0-9]{3}|[0-9]{2} [0-9]{6} [A-Z] [0-9]{3})",
        _is_rvnr,
        ("15070649C103", "15 070649 C 103"),
        ("15070649C104", "15071349C103"),
        Screen(rb"[0-9]{6} ?[A-Za-z] ?[0-9]{3}", 0),
    ),
    number(
        "de-kvnr",
        "German health insurance number",
        r"(?i:[A-Z][0-9]{9})",
        _is_kvnr,
        ("A123456780",),
        ("A123456789",),
        RUN,
    ),
    number(
        "de-lanr",
        "German doctor's number",
        r"[0-9]{9}",
        _is_lanr,
        ("123456601",),
        ("123456701", "999999999"),
        DIGITS,
    ),
    GERMAN_DOCUMENT,
    number(
        "dk-cpr",
        "Danish person number",
        r"[0-9]{6}-?[0-9]{4}",
        _is_cpr,
        ("211062-5629", "2110625629"),
        ("511062-5629", "000000-0000"),
        DIGITS,
    ),
    number(
        "es-dni",
        "Spanish identity number of a national or foreigner",
        r"(?i:[0-9]{8}-?[A-Z]|[0-9]{7}-?[A-Z]|[XYZ]-?[0-9]{7}-?[A-Z])",
        _is_spanish,
        ("54362315-K", "54362315K", "x2482300w"),
        ("54362315Z", "X-2482300A"),
        RUN,
    ),
    number(
        "fi-hetu",
        "Finnish personal identity code",
        r"(?i:[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y])",
        # individual numbers from 900 on are given for a time
        lambda candidate: bool(stdnum("fi.hetu").is_valid(candidate, allow_temporary=True)),
        ("131052-308T", "131052a308t"),
        ("131052-308U", "310252-308Y"),
    ),
    number(
        "fr-nif",
        "French tax number",
        r"[0-3][0-9]{12}|[0-3][0-9] [0-9]{2} [0-9]{3} [0-9]{3} [0-9]{3}",
        known_to("fr.nif"),
        ("3023217600053", "30 23 217 600 053"),
        ("3023217600054",),
        DIGITS,
    ),
    number(
        "fr-nir",
        "French social security number",
        r"[1-478][0-9]{4}(?:[0-9]{2}|2[ABab])[0-9]{8}"
        r"|[1-478] [0-9]{2} [0-9]{2} (?:[0-9]{2}|2[ABab]) [0-9]{3} [0-9]{3} [0-9]{2}",
        known_to("fr.nir"),
        ("2 95 10 99 126 111 93", "295109912611193", "253072B07300470"),
        ("295109912611199", "253072B07300471"),
        Screen(rb"[0-9]{5}(?:[0-9]{2}|2[ABab])[0-9]{8}|[0-9](?: [0-9]{2}){2} ", 0),
    ),
    number(
        "ie-pps",
        "Irish personal public service number",
        r"(?i:[0-9]{7}[A-W][A-IW]?)",
        known_to("ie.pps"),
        ("6433435F", "6433435OA"),
        ("6433435E", "6433435VH"),
        RUN,
    ),
    number(
        "is-kennitala",
        "Icelandic identity number",
        r"[0-9]{6}-?[0-9]{4}",
        known_to("is_.kennitala"),
        ("120174-3399",),
        ("530575-0299", "320174-3399"),
        DIGITS,
    ),
    number(
        "nl-bsn",
        "Dutch citizen service number",
        r"[0-9]{9}|[0-9]{4}\.[0-9]{2}\.[0-9]{3}",
        known_to("nl.bsn"),
        ("1112.22.333", "111222333"),
        ("1112.52.333", "111252333"),
        DIGITS,
    ),
    number(
        "no-fodselsnummer",
        "Norwegian birth number",
        r"[0-9]{6} ?[0-9]{5}",
        _is_fodselsnummer,
        ("151086 95088", "15108695088"),
        ("15108695077", "15138695088"),
        DIGITS,
    ),
    number(
        "pt-cc",
        "Portuguese identity card number",
        r"(?i:[0-9]{8} ?[0-9] ?[A-Z0-9]{2}[0-9])",
        known_to("pt.cc"),
        ("00000000 0 ZZ4",),
        ("00000000 0 ZZ3",),
        RUN,
    ),
    number(
        "pt-nif",
        "Portuguese taxpayer number",
        r"[0-9]{9}|[0-9]{3} [0-9]{3} [0-9]{3}",
        _is_portuguese,
        ("501 964 843", "501964843"),
        ("501 964 842",),
        DIGITS,
    ),
    number(
        "se-personnummer",
        "Swedish identity number",
        r"(?:[0-9]{2})?[0-9]{6}[-+]?[0-9]{4}",
        _is_personnummer,
        ("880320-0016", "19880320-0016", "8803200016", "701063-2391"),
        ("880320-0018", "881320-0016", "880335-0016"),
        Screen(rb"[0-9]{6}[-+]?[0-9]{4}", 0),
    ),
    number(
        "uk-driving-licence",
        "British driving licence number",
        r"(?i:[A-Z][A-Z9]{4}[0-9][0156][0-9][0-3][0-9]{2}[A-Z][A-Z9][0-9A-Z][A-Z]{2})",
        _is_british_licence,
        ("MORGA657054SM9IJ",),
        ("MORGA687054SM9IJ", "MORGA613054SM9IJ"),
        Screen(rb"[0-9]{6}[A-Za-z]{2}[0-9A-Za-z][A-Za-z]{2}", 0),
    ),
    number(
        "uk-nhs",
        "NHS number",
        r"[0-9]{10}|[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}",
        known_to("gb.nhs"),
        ("943-476-5870", "943 476 5870"),
        ("9434765871",),
        DIGITS,
    ),
    number(
        "uk-nino",
        "UK National Insurance number",
        r"(?i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D])",
        _is_nino,
        ("AB 12 34 56 C", "AB123456C"),
        ("QQ123456C", "GB123456A", "AB123456E"),
        Screen(rb"[A-Za-z]{2} ?(?:[0-9]{2} ?){3}[A-Da-d]", 0),
    ),
    number(
        "uk-utr",
        "UK taxpayer reference",
        r"[0-9]{10}|[0-9]{5} [0-9]{5}",
        lambda candidate: bool(stdnum("gb.utr").is_valid(digits_of(candidate))),
        ("1955839661", "19558 39661"),
        ("2955839661",),
        DIGITS,
    ),
)
