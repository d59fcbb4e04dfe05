"""Identifying numbers: hints that miss nothing, chance that passes little, and rows that must tell apart."""

from __future__ import annotations

import random
import re

import pytest

from policykit.matching.atoms import ValidatorAtom
from policykit.matching.screen import CASELESS, MULTILINE
from policykit.matching.validation import passes
from policykit.matching.validators import VALIDATORS, Validator
from policykit.matching.validators_numbers import cross_sum, is_day, weighted

HINTED = [
    pytest.param(validator, id=name) for name, validator in VALIDATORS.items() if validator.hint is not None
]
# One digit for check, or two: how often digits drawn at random may pass.
CHANCE = {
    "ar-cuit": 0.05,
    "be-nn": 0.05,
    "br-cnpj": 0.05,
    "br-cpf": 0.05,
    "ca-sin": 0.2,
    "ch-ahv": 0.02,
    "de-kvnr": 0.2,
    "de-lanr": 0.2,
    "de-rvnr": 0.1,
    "es-dni": 0.15,
    "fr-nir": 0.05,
    "in-aadhaar": 0.2,
    "no-fodselsnummer": 0.05,
    "pl-pesel": 0.1,
    "sg-nric": 0.2,
    "tr-tckn": 0.05,
    "uk-nhs": 0.2,
    "us-dea": 0.2,
    "us-npi": 0.2,
    "za-id": 0.05,
}


def found(name: str, text: str) -> list[str]:
    atom = ValidatorAtom(VALIDATORS[name])
    return [text[start:end] for start, end in atom.find(text, 0, len(text))]


@pytest.mark.parametrize("validator", HINTED)
def test_a_hint_reports_an_offset_in_every_hit(validator: Validator) -> None:
    hint = validator.hint
    assert hint is not None
    flags = re.MULTILINE if hint.flags & MULTILINE else 0
    screen = re.compile(hint.expression, flags | (re.IGNORECASE if hint.flags & CASELESS else 0))
    for hit in validator.hits:
        assert screen.search(hit.encode())


@pytest.mark.parametrize(("name", "most"), CHANCE.items())
def test_chance_passes_little(name: str, most: float) -> None:
    draw = random.Random(7)
    template = VALIDATORS[name].hits[0]
    drawn = ["".join(draw.choice("0123456789") if c.isdigit() else c for c in template) for _ in range(300)]
    assert sum(bool(found(name, text)) for text in drawn) <= most * len(drawn)


@pytest.mark.parametrize("name", [name for name, row in VALIDATORS.items() if row.title.endswith("number")])
def test_one_digit_throughout_is_no_number(name: str) -> None:
    if name == "entropy":
        return
    for size in range(7, 19):
        assert found(name, "7" * size) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("kr-rrn", "주민등록번호는 971013-9019902입니다", ["971013-9019902"]),
        ("th-pin", "เลข3100600445635ครับ", ["3100600445635"]),
        ("document-number", "여권번호는 M789C1234입니다", ["M789C1234"]),
        ("us-ssn", "536-90 4399 and 536-90-4399", ["536-90-4399"]),
        ("us-mbi", "1EG4TE5MK73 1EG4-TE5MK73", ["1EG4TE5MK73"]),
        ("us-itin", "911-64-1234 911-66-1234", ["911-64-1234"]),
        ("us-dea", "BJ6125341 BJ6125342", ["BJ6125341"]),
        ("eu-vat", "DE136695976 de136695976 IT00743110157.", ["DE136695976", "IT00743110157"]),
        ("au-acn", "83 914 571 673", []),
        ("se-orgnr", "212000-0142 880320-0016", ["212000-0142"]),
        ("se-personnummer", "212000-0142 880320-0016", ["880320-0016"]),
        ("dk-cpr", "211062-5629 321062-5629", ["211062-5629"]),
        ("kr-driver", "11-22-123456-01 10-22-123456-01", ["11-22-123456-01"]),
        ("za-id", "7503305044089 7503305044389", ["7503305044089"]),
        ("uk-driving-licence", "MORGA657054SM9IJ MORGA613054SM9IJ", ["MORGA657054SM9IJ"]),
        ("mac", "00:00:5E:00:53:AF or 00:00:5E:00:53", ["00:00:5E:00:53:AF"]),
        ("phone-like", "415-555-0132 2026-11-22", ["415-555-0132"]),
        ("phone-like", "100 000 000", []),
        ("number-alone", "Dana\nAB51 ABC\nsales", ["AB51 ABC"]),
        ("number-alone", "the plate AB51 ABC", []),
        ("number-alone", "C01X00T478\nC01X00T479", ["C01X00T478"]),
        ("number-alone", "to be 30", []),
        ("number-alone", "i am 30", []),
    ],
)
def test_what_is_told_apart(name: str, text: str, expected: list[str]) -> None:
    assert found(name, text) == expected


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("press@example.com", True),
        ("inquiries24N@example.com", True),
        ("customerexperience@example.com", True),
        ("friendsofthelibrary@example.com", False),
        ("teamoftheshop@example.com", True),
        ("CustomerExperience@example.com", True),
        ("team-aurora@example.com", True),
        ("aurora-team@example.com", True),
        ("aurora-inquiries@example.com", True),
        ("info.hamburg@example.com", True),
        ("berlin.office@example.com", True),
        ("northwind@northwind.example", True),
        ("aurora@listserv.example.com", True),
        ("kundenservice@example.com", True),
        ("jo.bloggs@example.com", False),
        ("jo.post@example.com", False),
        ("mei@example.com", False),
        ("mtan42@example.com", False),
        ("2041@example.com", False),
        ("press", False),
    ],
)
def test_a_mailbox_of_a_desk(address: str, role: bool) -> None:
    assert passes(VALIDATORS["role-mailbox"], address) is role


@pytest.mark.parametrize(
    ("address", "valid"),
    [
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", True),
        ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", True),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", True),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3T4", False),
        ("1111111111111111111114oLvT2", True),
        ("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", False),
        ("2A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", False),
    ],
)
def test_addresses_of_bitcoin(address: str, valid: bool) -> None:
    # the samples of BIP 173 and the address that burns, whose checksums are published
    assert passes(VALIDATORS["bitcoin"], address) is valid


def test_sums_of_digits() -> None:
    assert weighted("123", (1, 2, 3)) == 14
    assert cross_sum("59", (2, 2)) == 1 + 0 + 1 + 8
    assert [is_day(2, 29), is_day(2, 30), is_day(13, 1), is_day(0, 1), is_day(1, 0)] == [True, *[False] * 4]
    with pytest.raises(ValueError, match="argument"):
        weighted("12", (1, 2, 3))
