"""Validators: their own examples, candidates in sentences, and what their checks may not do."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.matching.atoms import ValidatorAtom
from policykit.matching.pattern.growth import STEP_LIMIT, hostile
from policykit.matching.pattern.parse import parse
from policykit.matching.validators import VALIDATORS, Validator, passes, warm

WHOLE_LINES = {"number-alone"}
ALL = [pytest.param(validator, id=name) for name, validator in VALIDATORS.items()]


def found(name: str, text: str) -> list[str]:
    atom = ValidatorAtom(VALIDATORS[name])
    return [text[start:end] for start, end in atom.find(text, 0, len(text))]


@pytest.mark.parametrize("validator", ALL)
def test_examples_of_the_table(validator: Validator) -> None:
    assert len(validator.hits) >= 1 <= len(validator.misses)
    for hit in validator.hits:
        assert found(validator.name, hit) == [hit]
        expected = [] if validator.name in WHOLE_LINES else [hit]
        assert found(validator.name, f"It says {hit}, see?") == expected
    for miss in validator.misses:
        assert found(validator.name, miss) == []


@pytest.mark.parametrize("validator", ALL)
def test_no_shape_can_be_made_slow(validator: Validator) -> None:
    # a shape may be wider than an author's pattern, and reading each code point once is no attack
    limit = max(STEP_LIMIT, 2 * validator.greatest_width)
    assert hostile(parse(validator.shape, greatest_width=validator.greatest_width), limit=limit) is None


@given(st.sampled_from(sorted(VALIDATORS)), st.text(max_size=40))
def test_checks_take_any_text(name: str, text: str) -> None:
    assert passes(VALIDATORS[name], text) in {True, False}


@given(
    st.sampled_from(sorted(VALIDATORS)),
    st.text(alphabet="0123456789 -+./()ABXYZxyz@:", min_size=1, max_size=24),
)
def test_checks_take_what_looks_nearly_right(name: str, text: str) -> None:
    assert passes(VALIDATORS[name], text) in {True, False}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("card", "card 4111 1111 1111 1111 12/30", ["4111 1111 1111 1111"]),
        ("card", "4111 1111 1111 1111 123", ["4111 1111 1111 1111"]),
        ("card", "no 12 4111 1111 1111 1111", ["4111 1111 1111 1111"]),
        ("card", "4111111111111111 5555555555554444", ["4111111111111111", "5555555555554444"]),
        ("card", "id x4111111111111111 4111111111111111x", []),
        ("card", "4111 1111 1111 1111-2", []),
        ("card", "4111  1111  1111  1111", []),
        ("iban", "IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX", ["DE89 3704 0044 0532 0130 00"]),
        (
            "email",
            "mail <jordan.doe@example.com>, or x@y.example.",
            ["jordan.doe@example.com", "x@y.example"],
        ),
        ("email", "see @northwind and a@b", []),
        ("ipv4", "version 1.2.3.4.5 or 192.0.2.1.", ["192.0.2.1"]),
        ("ipv6", "[2001:db8::1]:8080 at 12:34:56 std::cout", ["2001:db8::1"]),
        ("phone", "call +44 20 7946 0958 or (415) 555-0132 x12", ["+44 20 7946 0958", "(415) 555-0132"]),
        ("phone", "on 2026-03-04 at 10:00, 3.14159265, 1234567890", []),
        ("us-ssn", "536-90-4399-1 536-90-43991", []),
    ],
)
def test_candidates_in_sentences(name: str, text: str, expected: list[str]) -> None:
    assert found(name, text) == expected


@pytest.mark.parametrize("text", ["01234 12345678 12345678", "+44", "00", "+44 2079460958 7"])
def test_no_plan_has_such_a_number(text: str) -> None:
    assert passes(VALIDATORS["phone"], text) is False


def test_a_deep_header_is_no_token() -> None:
    # A header of 6,000 nested lists, in base64url.
    assert passes(VALIDATORS["jwt"], "W1tb" * 2_000 + ".e30.e30") is False


AUDIT = """
import sys
from policykit.matching.atoms import ValidatorAtom
from policykit.matching.validators import VALIDATORS, warm

atoms = [ValidatorAtom(validator) for validator in VALIDATORS.values()]
for validator in VALIDATORS.values():
    warm(validator)
more = ["+7 495 123 45 67", "+1 242 322 0000", "+86 10 1234 5678", "0049 30 23125000", "+999 1234567",
        "BE71 0961 2345 6769", "ES91 2100 0418 4502 0005 1332", "NO93 8601 1117 947", "nothing", ""]
seen = []
sys.addaudithook(lambda event, args: seen.append(event) if armed else None)
armed = True
for atom in atoms:
    for text in (*atom.validator.hits, *atom.validator.misses, *more):
        for _ in atom.find(text, 0, len(text)):
            pass
        atom.validator.name
armed = False
print(sorted({event for event in seen if event.split(".")[0] in
              {"open", "import", "socket", "subprocess", "os", "exec", "compile", "time"}}))
"""


def test_after_warming_no_check_opens_or_imports() -> None:
    done = subprocess.run([sys.executable, "-c", AUDIT], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


LAZY = """
import sys
import policykit.matching.validators
print(sorted(name for name in sys.modules if name.split(".")[0] in {"stdnum", "phonenumbers", "hyperscan"}))
"""


def test_the_table_itself_loads_no_library() -> None:
    done = subprocess.run([sys.executable, "-c", LAZY], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_warming_reaches_every_check() -> None:
    for validator in VALIDATORS.values():
        warm(validator)
