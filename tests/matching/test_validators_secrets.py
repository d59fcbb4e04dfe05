"""Validators of secrets: what they take in sentences, and that their prefilter misses no candidate."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from policykit.matching.atoms import ValidatorAtom
from policykit.matching.settings import SETTING
from policykit.matching.validation import passes
from policykit.matching.validators_secrets import SECRET_VALIDATORS

BY_NAME = {validator.name: validator for validator in SECRET_VALIDATORS}
WORDS = "robot arm river stone cloud paper green window forest music orange ladder"
SHAPE = regex.compile(SETTING)


def found(name: str, text: str) -> list[str]:
    atom = ValidatorAtom(BY_NAME[name])
    return [text[start:end] for start, end in atom.find(text, 0, len(text))]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("chosen-secret", 'it is "Tr0ub4dor&3"!', ["Tr0ub4dor&3"]),
        ("chosen-secret", "it is swordfish", []),
        ("given-password", "run it --password hunter2, then", ["--password hunter2"]),
        ("given-password", "run it --password <password>", []),
        (
            "url-password",
            "see redis://:swordfish@cache and ftp://a:b@c",
            ["redis://:swordfish@cache", "ftp://a:b@c"],
        ),
        ("url-password", "https://example.com:8000/x@y http://user:pass@example.com", []),
        ("basic-credentials", "Authorization: Basic bndyOm5vcnRod2luZDAw", ["Basic bndyOm5vcnRod2luZDAw"]),
        ("basic-credentials", "Basic YWJjZGVmZ2hpamts has no colon, Basic AAAAAAAA is no text", []),
        ("unsigned-jwt", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub3J0aHdpbmQifQ.sig", []),
        (
            "unsigned-jwt",
            "see eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub3J0aHdpbmQifQ.",
            ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub3J0aHdpbmQifQ"],
        ),
        ("recovery-phrase", f"My seed phrase is {WORDS}.", [f"seed phrase is {WORDS}"]),
        (
            "recovery-phrase",
            f"wallet words: {', '.join(WORDS.split())}.",
            [f"wallet words: {', '.join(WORDS.split())}"],
        ),
        ("recovery-phrase", f"backup phrase: {WORDS} keep quiet", [f"backup phrase: {WORDS}"]),
        ("recovery-phrase", "secret words: " + WORDS.replace("arm", "the"), []),
    ],
)
def test_candidates_in_sentences(name: str, text: str, expected: list[str]) -> None:
    assert found(name, text) == expected


def test_numbered_words_are_a_phrase() -> None:
    numbered = " ".join(f"{number}. {word}" for number, word in enumerate(WORDS.split(), 1))
    assert found("recovery-phrase", f"seed phrase: {numbered}") == [f"seed phrase: {numbered}"]


def test_a_deep_header_is_no_token() -> None:
    # 6,000 nested lists, in base64url
    assert passes(BY_NAME["unsigned-jwt"], "W1tb" * 2_000 + ".e30") is False


NAMES = [
    "password",
    "PASſWORD",
    "api_Key",
    "Contraseña",
    "CONTRASEÑA",
    "clıent_key",
    "db_pass",
    "token[2]",
    "secret.x",
    "pw",
]
SIGNS = ["=", ":", " := ", '" : ', "' => ", "\u00a0=\u2003", "->", "(", "', ", " ", '\\": ', " !== ", "] = "]
VALUES = ["n0rthw1nd!", '"n0rthw1nd!"', "'open sesame'", '@"abc"', "`abc`", '\\"abcd\\"', "é1é2é3"]


@given(st.sampled_from(NAMES), st.sampled_from(SIGNS), st.sampled_from(VALUES), st.text(max_size=6))
def test_the_prefilter_reports_every_setting(name: str, sign: str, value: str, around: str) -> None:
    text = f"{around}{name}{sign}{value}{around}"
    hint = BY_NAME["random-setting"].hint
    assert hint is not None
    # the expression in bytes, as the prefilter reads it
    screen = regex.compile(hint.expression, regex.IGNORECASE)
    ends = [hit.end() for hit in screen.finditer(text.encode("utf-8", "surrogatepass"), overlapped=True)]
    for candidate in SHAPE.finditer(text):
        first, last = (len(text[:place].encode("utf-8", "surrogatepass")) for place in candidate.span())
        assert any(first < end <= last for end in ends)


@given(st.sampled_from(sorted(BY_NAME)), st.text(max_size=60))
def test_checks_take_any_text(name: str, text: str) -> None:
    assert passes(BY_NAME[name], text) in {True, False}
