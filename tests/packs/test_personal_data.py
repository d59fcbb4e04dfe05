"""What the personal-data pack says to texts that none of its rules has as an example."""

from __future__ import annotations

from functools import cache

import pytest

from policykit.engine.policy import Policy
from policykit.loading.entry import load
from policykit.model.scales import Outcome


@cache
def policy() -> Policy:
    return load("personal-data")


# A number, words in the language of its state, and the rule; the numbers are samples of the validators.
TOLD = (
    ("national-identifier", "My SIN card says 123-456-782"),
    ("national-identifier", "el RFC es GODE 561231 GR8"),
    ("national-identifier", "CUIT 20-05536168-2, gracias"),
    ("national-identifier", "PPS number 6433435F"),
    ("national-identifier", "numéro fiscal : 3023217600053"),
    ("national-identifier", "NIE X-2482300W"),
    ("national-identifier", "NIF 501 964 843 para a fatura"),
    ("national-identifier", "BSN 111222333"),
    ("national-identifier", "rijksregisternummer 85.07.30-033.28"),
    ("national-identifier", "CPR-nummer 211062-5629"),
    ("national-identifier", "fødselsnummer 151086 95088"),
    ("national-identifier", "kennitala 120174-3399"),
    ("national-identifier", "rodné číslo 710319/2745"),
    ("national-identifier", "CNP 1630615123457"),
    ("national-identifier", "ЕГН 8032056031"),
    ("national-identifier", "OIB: 33392005961"),
    ("national-identifier", "tax file number 123 456 782"),
    ("national-identifier", "PAN card ACUPA7085R"),
    ("national-identifier", "NRIC S1234567D"),
    ("national-identifier", "MyKad 770305-02-1234"),
    ("national-identifier", "マイナンバーは6214 9832 0257です"),
    ("national-identifier", "身份证号码360426199101010071"),
    ("national-identifier", "เลขประจำตัวประชาชน 3100600445635"),
    ("national-identifier", "CNIC 34201-0891231-8"),
    ("national-identifier", "RSA ID 7503305044089"),
    ("national-identifier", "NIN 12345678901"),
    ("national-identifier-by-shape", "BOXW310820HNERXN09 is still missing"),
    ("national-identifier-by-shape", "ask 131052-308T again"),
    ("national-identifier-by-shape", "for S1234567D, two tickets"),
    ("tax-identifier", "Die Steuernummer lautet 201/123/12340."),
    ("health-identifier", "Rentenversicherungsnummer 15 070649 C 103"),
    ("health-identifier", "LANR 123456601 auf dem Rezept"),
    ("health-identifier", "NPI 1234567893"),
    ("health-identifier", "DEA number AB1234563"),
    ("account-number", "wire it, routing 111000025"),
    ("travel-document", "passeport 12AB34567, valable"),
    ("travel-document", "Passports: AB1234567 and XY9876543"),
    ("driving-licence", "permis de conduire 123456789"),
    ("driving-licence-by-shape", "MORGA657054SM9IJ"),
    ("vehicle-plate", "number plate KJA-123XY"),
    ("company-number", "CIF B64717838"),
    ("company-number", "orgnr 212000-0142"),
    ("company-number-by-shape", "HRB 123456, Amtsgericht"),
    ("number-on-its-own", "Name\tx\n54362315K\nend"),
    ("telephone-number", "0532 123 45 67"),
    ("telephone-number", "mobile 09171234567"),
    ("network-address", "from 2001:db8::1 again"),
    ("wallet-address", "tip jar bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
    ("home-address", "My address is 14 Maple Street."),
    ("date-of-birth", "patient, né le 12/03/1984"),
    ("illness-of-a-colleague", "Ein Kollege aus der Buchhaltung hat Krebs."),
    ("illness-of-a-colleague", "Notre collègue est enceinte."),
    ("work-record-of-a-colleague", "We fired Dana Whitlock from accounting today."),
)

CLEAN = (
    "I have a passport and a driving licence.",
    "The patient waited 45 minutes; 3 nurses, 120 beds.",
    "ISBN 978-3-16-148410-0 is out of print.",
    "Order 123456782 has left the warehouse.",
    "Invoice 4404 833 048 was paid.",
    "2026-11-22",
    "22.11.2026",
    "12:34:56",
    "100 000 000",
    "i am 30",
    "COVID-19",
    "Room B 12",
    "TOP 20",
    "My pan is 28 cm wide, 123456 likes.",
    "Version 1.2.3.4 is out.",
    "std::vec::Vec and a::b::c",
    "0x0000000000000000000000000000000000000000",
    "commit 3f9a1c7be2d0468f5a7b9c1d2e3f4a5b6c7d8e9f",
    "I was fired today, and my colleague bought me lunch.",
    "I have had cancer and nobody at work knew.",
    "Our team is pregnant with ideas, says the poster.",
    "Write to team-aurora@contoso.com or CustomerExperience@contoso.com.",
    "Toll free: (206) 555-0142",
    "To order, call now (206) 555-0142",
)


@pytest.mark.parametrize(("rule_id", "text"), TOLD)
def test_it_is_told(rule_id: str, text: str) -> None:
    assert rule_id in {finding.rule_id for finding in policy().evaluate(text).findings}


@pytest.mark.parametrize("text", CLEAN)
def test_it_is_clean(text: str) -> None:
    assert [finding.rule_id for finding in policy().evaluate(text).findings] == []


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("her SSN is 536-90-4399", Outcome.BLOCK),
        ("run it on 536-90-4399", Outcome.WARN),
        ("536904399", Outcome.WARN),
        ("Il codice fiscale è RSSMRA85T10A562S.", Outcome.BLOCK),
        ("Order RSSMRA85T10A562S, part number please", Outcome.REVIEW),
        ("her passport number is 533380006", Outcome.BLOCK),
        ("passport 533380006", Outcome.REVIEW),
        ("4916123456789010", Outcome.REVIEW),
        ("his card is 4916123456789010", Outcome.BLOCK),
        ("Our ABN is 83 914 571 673", Outcome.WARN),
        ("connect to 203.0.113.77", Outcome.WARN),
        ("our receptionist is on sick leave", Outcome.REVIEW),
        ("Dana Whitlock is on sick leave", Outcome.WARN),
    ],
)
def test_weak_evidence_stops_nothing(text: str, outcome: Outcome) -> None:
    assert policy().evaluate(text).outcome is outcome
