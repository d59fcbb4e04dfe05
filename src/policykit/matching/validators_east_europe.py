"""Validators of the numbers by which states of central, eastern and southern Europe know people.

Sources: python-stdnum's modules, whose samples are the examples here. Each but the codice fiscale is a run
of nine to thirteen digits that passes by chance about once in ten: policies pair it with words.
"""

from __future__ import annotations

from policykit.matching.screen import Screen
from policykit.matching.validation import Validator
from policykit.matching.validators_numbers import DIGITS, known_to, number

__all__ = ["EAST_EUROPEAN_VALIDATORS"]

# Codice fiscale: letters, year, month letter, day, town, check letter. Where two people share a code,
# letters replace its digits from the right; those of the year are never reached.
_LETTER = "[A-Za-z]"
_TAX_DIGIT = "[0-9LMNP-Vlmnp-v]"
_BIRTH = f"[0-9]{{2}}[A-EHLMPRSTa-ehlmprst]{_TAX_DIGIT}{{2}}{_LETTER}"

EAST_EUROPEAN_VALIDATORS: tuple[Validator, ...] = (
    number(
        "bg-egn",
        "Bulgarian identity number",
        r"[0-9]{10}",
        known_to("bg.egn"),
        ("8032056031",),
        ("8019010008",),
        DIGITS,
    ),
    number(
        "cz-rc",
        "Czech or Slovak birth number",
        r"[0-9]{6}/?[0-9]{3,4}",
        known_to("cz.rc"),
        ("710319/2745", "7103192745"),
        ("7103192746", "1103492745", "590312/123"),
        DIGITS,
    ),
    number(
        "ee-ik",
        "Estonian or Lithuanian identity number",
        r"[1-6][0-9]{10}",
        known_to("ee.ik", "lt.asmens"),
        ("36805280109", "33309240064"),
        ("36805280108", "33309240164"),
        DIGITS,
    ),
    number(
        "gr-amka",
        "Greek social security number",
        r"[0-3][0-9]{10}",
        known_to("gr.amka"),
        ("01013099997",),
        ("01013099999",),
        DIGITS,
    ),
    number(
        "gr-vat",
        "Greek taxpayer number",
        r"[0-9]{9}",
        known_to("gr.vat"),
        ("094259216",),
        ("123456781",),
        DIGITS,
    ),
    number(
        "hr-oib",
        "Croatian identity number",
        r"[0-9]{11}",
        known_to("hr.oib"),
        ("33392005961",),
        ("33392005962",),
        DIGITS,
    ),
    number(
        "it-codice-fiscale",
        "Italian tax code",
        f"{_LETTER}{{6}}{_BIRTH}{_TAX_DIGIT}{{3}}{_LETTER}",
        known_to("it.codicefiscale"),
        ("RCCMNL83S18D969H", "rccmnl83s18d969h"),
        ("RCCMNL83S18D967H", "CNTCHR83T41D969E"),
        # From its first digits on: six letters in a row begin everywhere.
        Screen(_BIRTH.encode(), 0),
    ),
    number(
        "pl-pesel",
        "Polish identity number",
        r"[0-9]{4}[0-3][0-9]{6}",
        known_to("pl.pesel"),
        ("44051401359", "02070803628"),
        ("44051401358", "02381307589"),
        DIGITS,
    ),
    number(
        "ro-cnp",
        "Romanian identity number",
        r"[1-9][0-9]{12}",
        known_to("ro.cnp"),
        ("1630615123457",),
        ("1632215123457", "1630615993454", "1630615123458"),
        DIGITS,
    ),
    number(
        "ru-inn",
        "Russian taxpayer number of a person",
        r"[0-9]{12}",
        known_to("ru.inn"),
        ("123456789047",),
        ("123456789037",),
        DIGITS,
    ),
    number(
        "si-emso",
        "identity number of Slovenia and its neighbours",
        r"[0-3][0-9]{12}",
        known_to("si.emso"),
        ("0101006500006",),
        ("0101006500007",),
        DIGITS,
    ),
    number(
        "tr-tckn",
        "Turkish identity number",
        r"[1-9][0-9]{10}",
        known_to("tr.tckimlik"),
        ("17291716060", "10000000146"),
        ("17291716050", "17291716092"),
        DIGITS,
    ),
    number(
        "ua-rntrc",
        "Ukrainian taxpayer number",
        r"[0-9]{10}",
        known_to("ua.rntrc"),
        ("1759013776",),
        ("1759013770",),
        DIGITS,
    ),
)
