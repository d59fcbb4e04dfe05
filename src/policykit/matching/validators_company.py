"""Validators of the numbers by which registers and tax offices know companies.

A company's number is seldom a secret, and some laws want it in print; it is told from people's numbers so
that a policy may treat it so. Sources: python-stdnum's modules, whose samples are the examples here. The
library's check of Singapore's numbers reads a clock, so only its sums are used.
"""

from __future__ import annotations

from policykit.matching.screen import Screen
from policykit.matching.validation import Validator
from policykit.matching.validators_numbers import (
    DIGITS,
    RUN,
    digits_of,
    known_to,
    number,
    stdnum,
    unfenced,
)

__all__ = ["COMPANY_VALIDATORS"]


def _is_uen(candidate: str) -> bool:
    library, value = stdnum("sg.uen"), candidate.upper()
    body = value[:-1]
    if value[0] in "RST":
        known = value[3:5] in library.OTHER_UEN_ENTITY_TYPES
        return known and bool(value[-1] == library.calc_other_check_digit(body))
    check = library.calc_business_check_digit if len(value) == 9 else library.calc_local_company_check_digit
    return bool(value[-1] == check(body))


def _is_cif(candidate: str) -> bool:
    return bool(stdnum("es.cif").is_valid(candidate))


def _is_vat(candidate: str) -> bool:
    # all are loaded at the first call, so that no later one has to
    libraries = {code: stdnum(name) for code, name in _VAT.items()}
    bare = candidate.upper().replace(" ", "").replace("-", "").replace(".", "")
    return bool(libraries[bare[:2]].is_valid(bare))


# The module for the VAT number of each state; the codes are those of the numbers.
_VAT = {
    "AT": "at.uid",
    "BE": "be.vat",
    "DE": "de.vat",
    "DK": "dk.cvr",
    "ES": "es.nif",
    "FI": "fi.alv",
    "FR": "fr.tva",
    "GB": "gb.vat",
    "HR": "hr.oib",
    "HU": "hu.anum",
    "IE": "ie.vat",
    "IT": "it.iva",
    "LU": "lu.tva",
    "NL": "nl.btw",
    "PL": "pl.nip",
    "PT": "pt.nif",
    "SE": "se.vat",
}

COMPANY_VALIDATORS: tuple[Validator, ...] = (
    number(
        "au-abn",
        "Australian business number",
        r"[1-9][0-9]{10}|[1-9][0-9] [0-9]{3} [0-9]{3} [0-9]{3}",
        known_to("au.abn"),
        ("83 914 571 673", "83914571673"),
        ("99 999 999 999",),
        DIGITS,
    ),
    number(
        "au-acn",
        "Australian company number",
        # not the last nine of a business number
        r"[0-9]{9}|(?<![0-9] )[0-9]{3} [0-9]{3} [0-9]{3}",
        known_to("au.acn"),
        ("004 085 616", "010499966"),
        ("999 999 999",),
        DIGITS,
    ),
    number(
        "es-cif",
        "Spanish company number",
        r"(?i:[ABCDEFGHJNPQRSUVW]-?[0-9]{7}-?[0-9A-J])",
        _is_cif,
        ("J99216582", "B64717838"),
        ("J99216583", "B64717839"),
        RUN,
    ),
    number(
        "eu-vat",
        "European VAT number",
        # in capitals: in small letters half of the codes are words
        r"(?:AT|BE|DE|DK|ES|FI|FR|GB|HR|HU|IE|IT|LU|NL|PL|PT|SE)[ -]?[0-9A-Z](?:[ .-]?[0-9A-Z]){7,11}",
        _is_vat,
        ("DE 136 695 976", "FR40303265045", "NL4495445B01", "IT 00743110157"),
        ("DE 136 695 978", "IT 00743110158", "de 136 695 976"),
        Screen(
            rb"(?:AT|BE|D[EK]|ES|F[IR]|GB|H[RU]|I[ET]|LU|NL|P[LT]|SE)[ \-]?[0-9A-Z]{0,2}[ .\-]?[0-9]{2}", 0
        ),
    ),
    number(
        "fr-siren",
        "French company number",
        r"[0-9]{14}|[0-9]{3} [0-9]{3} [0-9]{3} [0-9]{5}|[0-9]{9}|(?<![0-9] )[0-9]{3} [0-9]{3} [0-9]{3}",
        known_to("fr.siren", "fr.siret"),
        ("404833048", "732 829 320 00074"),
        ("404833047", "73282932000079"),
        DIGITS,
    ),
    number(
        "in-gstin",
        "Indian tax number of a business",
        r"(?i:[0-3][0-9][A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]Z[0-9A-Z])",
        known_to("in_.gstin"),
        ("27AAPFU0939F1ZV",),
        ("27AAPFU0939F1ZO", "27AAPFU0939F1AA"),
    ),
    number(
        "it-iva",
        "Italian VAT number",
        r"[0-9]{11}",
        known_to("it.iva"),
        ("00743110157",),
        ("00743110158",),
        DIGITS,
    ),
    unfenced(
        "kr-brn",
        "Korean business number",
        r"[0-9]{10}|[0-9]{3}-[0-9]{2}-[0-9]{5}",
        known_to("kr.brn"),
        ("116-82-00276", "1168200276"),
        ("000-82-00276",),
        DIGITS,
    ),
    number(
        "pl-nip",
        "Polish taxpayer number",
        r"[0-9]{10}|[0-9]{3}-[0-9]{3}-[0-9]{2}-[0-9]{2}|[0-9]{3}-[0-9]{2}-[0-9]{2}-[0-9]{3}",
        known_to("pl.nip"),
        ("856-734-62-15", "8567346215"),
        ("8567346216",),
        DIGITS,
    ),
    number(
        "se-orgnr",
        "Swedish organisation number",
        r"[1-9][0-9]{5}-?[0-9]{4}",
        lambda candidate: digits_of(candidate)[2] in "23456789" and known_to("se.orgnr")(candidate),
        ("212000-0142", "2120000142"),
        ("212000-0143", "881320-0016"),
        DIGITS,
    ),
    number(
        "sg-uen",
        "Singaporean business number",
        r"(?i:[0-9]{8,9}[A-Z]|[RST][0-9]{2}[A-Z]{2}[0-9]{4}[A-Z])",
        _is_uen,
        ("00192200M", "197401143C", "S16FC0121D"),
        ("00192200K", "197401143D", "S16ZZ0121D"),
        Screen(rb"[0-9]{7}|[RSTrst][0-9]{2}[A-Za-z]{2}[0-9]{4}", 0),
    ),
)
