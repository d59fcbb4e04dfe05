"""Validators of the numbers by which states of the Americas know people and companies.

Sources: python-stdnum's modules, whose samples are the examples here, and, for what it does not have, the
issuers: CMS for NPI and MBI, the DEA for registration numbers. The numbers of the United States that have
no check digit are a shape and a few ranges; policies pair them with words.
"""

from __future__ import annotations

from policykit.matching.screen import Screen
from policykit.matching.validation import Validator
from policykit.matching.validators_numbers import (
    DIGITS,
    RUN,
    cross_sum,
    digits_of,
    known_to,
    number,
    stdnum,
    weighted,
)

__all__ = ["AMERICAN_VALIDATORS"]

_ISSUER_OF_NPI = "80840"  # CMS, NPI check digit: "health applications" and "United States"
# CMS, "Understanding the Medicare Beneficiary Identifier format": no S, L, O, I, B, Z
_MBI_LETTER = "[AC-HJKMNP-RT-Yac-hjkmnp-rt-y]"
_MBI_EITHER = "[0-9AC-HJKMNP-RT-Yac-hjkmnp-rt-y]"


def _is_ssn(candidate: str) -> bool:
    return bool(stdnum("us.ssn").is_valid(digits_of(candidate)))


def _is_itin(candidate: str) -> bool:
    # IRS, Internal Revenue Manual 3.21.263: 50 to 65 were added when the others ran short.
    group = int(digits_of(candidate)[3:5])
    return 50 <= group <= 65 or (70 <= group <= 99 and group not in {89, 93})


def _is_npi(candidate: str) -> bool:
    # The Luhn digit is counted with the issuer's prefix in front.
    digits = _ISSUER_OF_NPI + digits_of(candidate)
    return len(digits) == 15 and cross_sum(digits[::-1], (1, 2) * 7 + (1,)) % 10 == 0


def _is_dea(candidate: str) -> bool:
    # The sum of the odd places, and twice that of the even ones, ends in the seventh digit.
    digits = candidate[2:]
    return weighted(digits[:6], (1, 2) * 3) % 10 == int(digits[6])


AMERICAN_VALIDATORS: tuple[Validator, ...] = (
    number(
        "us-ssn",
        "US social security number",
        r"[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3} [0-9]{2} [0-9]{4}|[0-9]{3}\.[0-9]{2}\.[0-9]{4}|[0-9]{9}",
        _is_ssn,
        ("536-90-4399", "536 90 4399", "536.90.4399", "536904399"),
        ("078-05-1120", "000-12-3456", "666-12-3456", "536-00-4399", "555-55-5555"),
        DIGITS,
    ),
    number(
        "us-itin",
        "US individual taxpayer number",
        r"9[0-9]{2}[- ]?[0-9]{2}[- ]?[0-9]{4}",
        _is_itin,
        ("912-90-3456", "912 90 3456", "912903456"),
        ("912-93-4567", "123-45-6789"),
        DIGITS,
    ),
    number(
        "us-npi",
        "US national provider number",
        r"[12][0-9]{9}|[12][0-9]{3}[- ][0-9]{3}[- ][0-9]{3}",
        _is_npi,
        ("1234567893", "1234-567-893"),
        ("1234567890", "3234567893"),
        DIGITS,
    ),
    number(
        "us-mbi",
        "US Medicare beneficiary number",
        rf"[1-9]{_MBI_LETTER}{_MBI_EITHER}[0-9]-?{_MBI_LETTER}{_MBI_EITHER}[0-9]-?{_MBI_LETTER}{{2}}[0-9]{{2}}",
        lambda candidate: candidate.count("-") in {0, 2},
        ("1EG4-TE5-MK73", "1EG4TE5MK73"),
        ("1SG4-TE5-MK73", "0EG4-TE5-MK73", "1EG4-TE5MK73"),
        Screen(rb"[0-9][A-Za-z][0-9A-Za-z][0-9]-?[A-Za-z][0-9A-Za-z][0-9]", 0),
    ),
    number(
        "us-dea",
        "US registration number for controlled substances",
        r"(?i:[A-HJ-MPRSTUX][A-Z9][0-9]{7})",
        _is_dea,
        ("AB1234563", "F91234563"),
        ("AB1234564", "NB1234563"),
        RUN,
    ),
    number(
        "us-aba",
        "US bank routing number",
        r"[0-9]{9}|[0-9]{4}-[0-9]{4}-[0-9]",
        lambda candidate: bool(stdnum("us.rtn").is_valid(digits_of(candidate))),
        ("111000025", "1110-0002-5"),
        ("112000025", "000000000"),
        DIGITS,
    ),
    number(
        "us-ein",
        "US employer number",
        r"[0-9]{2}-[0-9]{7}",
        known_to("us.ein"),
        ("91-1144442",),
        ("07-1144442",),
        DIGITS,
    ),
    number(
        "ca-sin",
        "Canadian social insurance number",
        r"[0-9]{9}|[0-9]{3}-[0-9]{3}-[0-9]{3}|[0-9]{3} [0-9]{3} [0-9]{3}",
        known_to("ca.sin"),
        ("123-456-782", "123 456 782"),
        ("999-999-999", "123-456-783"),
        DIGITS,
    ),
    number(
        "br-cpf",
        "Brazilian taxpayer number",
        r"[0-9]{11}|[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}",
        known_to("br.cpf"),
        ("390.533.447-05",),
        ("231.002.999-00", "390.533.447-06"),
        DIGITS,
    ),
    number(
        "br-cnpj",
        "Brazilian company number",
        r"[0-9]{14}|[0-9]{2}\.[0-9]{3}\.[0-9]{3}/[0-9]{4}-[0-9]{2}",
        known_to("br.cnpj"),
        ("16.727.230/0001-97",),
        ("16.727.230/0001-98",),
        DIGITS,
    ),
    number(
        "mx-curp",
        "Mexican population registry code",
        r"(?i:[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z][0-9])",
        known_to("mx.curp"),
        ("BOXW310820HNERXN09",),
        ("BOXW310820HNERXN08",),
        # The four letters before the birthday begin everywhere.
        Screen(rb"[0-9]{6}[HMXhmx][A-Za-z]{5}", 0),
    ),
    number(
        "mx-rfc",
        "Mexican taxpayer number",
        r"(?i:[A-ZÑ&]{4}[ -]?[0-9]{6}[ -]?[0-9A-Z]{3})",
        known_to("mx.rfc"),
        ("GODE 561231 GR8", "VACE-460910-SX6"),
        ("GODE 561331 GR8",),
        Screen(rb"[A-Za-z&\x80-\xff][ \-]?[0-9]{6}[ \-]?[0-9A-Za-z]{3}", 0),
    ),
    number(
        "cl-rut",
        "Chilean taxpayer number",
        r"(?i:[0-9]{7,8}-[0-9K]|[0-9]{1,2}\.[0-9]{3}\.[0-9]{3}-[0-9K])",
        known_to("cl.rut"),
        ("76086428-5", "12.531.909-2"),
        ("12531909-3", "11.111.111-1"),
        Screen(rb"[0-9]{7}|[0-9]\.[0-9]{3}\.[0-9]{3}", 0),
    ),
    number(
        "ar-cuit",
        "Argentine taxpayer number",
        r"(?:2[03-7]|3[034])-?[0-9]{8}-?[0-9]",
        known_to("ar.cuit"),
        ("20-05536168-2",),
        ("20267565392",),
        DIGITS,
    ),
    number(
        "co-nit",
        "Colombian taxpayer number",
        r"[0-9]{1,3}\.[0-9]{3}\.[0-9]{3}-[0-9]|[0-9]{8,9}-[0-9]",
        known_to("co.nit"),
        ("213.123.432-1",),
        ("213.123.432-5",),
        Screen(rb"[0-9]{8}|\.[0-9]{3}-[0-9]", 0),
    ),
    number(
        "pe-cui",
        "Peruvian identity number",
        r"[0-9]{8}-[0-9A-K]",
        known_to("pe.cui"),
        ("10117410-2",),
        ("10117410-3",),
        RUN,
    ),
    number(
        "ec-ci",
        "Ecuadorian identity number",
        r"[0-9]{9}-?[0-9]",
        known_to("ec.ci"),
        ("171430710-3", "1714307103"),
        ("1714307104",),
        DIGITS,
    ),
    number(
        "do-cedula",
        "Dominican identity number",
        r"[0-9]{3}-?[0-9]{7}-?[0-9]",
        known_to("do.cedula"),
        ("00113918205", "001-1391820-5"),
        ("00113918204",),
        DIGITS,
    ),
    number(
        "ve-rif",
        "Venezuelan taxpayer number",
        r"(?i:[VEJPG]-?[0-9]{8}-?[0-9])",
        known_to("ve.rif"),
        ("V-11470283-4",),
        ("V-11470283-3",),
        RUN,
    ),
)
