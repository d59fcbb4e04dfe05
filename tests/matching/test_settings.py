"""Settings: what is taken apart, and how a value is graded."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from policykit.matching.settings import (
    SETTING,
    Grade,
    Setting,
    grade,
    is_chosen,
    is_filled_in,
    randomness,
    setting_of,
)

SHAPE = regex.compile(SETTING)

GRADES = (
    # JSON, YAML, ini, environment, shell and programs
    ('"password": "n0rthw1nd!"', Grade.RANDOM),
    ("api_key: 'q8ZtR2vLx0WmB4nKc7Yd'", Grade.RANDOM),
    ("NORTHWIND_TOKEN=q8ZtR2vLx0WmB4nKc7Yd", Grade.RANDOM),
    ("clientSecret := `q8ZtR2vLx0WmB4nKc7Yd`", Grade.RANDOM),
    ("define('DB_PASSWORD', 'super$ecret');", Grade.RANDOM),
    ('{\\"password\\": \\"n0rthw1nd!\\"}', Grade.RANDOM),
    ("config[:password] => 'n0rthw1nd!'", Grade.RANDOM),
    ('char secret[25] = "q8ZtR2vLx0WmB4nKc7Yd";', Grade.RANDOM),
    ('set_token("q8ZtR2vLx0WmB4nKc7Yd")', Grade.RANDOM),
    ('password "n0rthw1nd!";', Grade.RANDOM),
    ("contraseña = Nogal#4711", Grade.RANDOM),
    ("https://example.com/?token=q8ZtR2vLx0WmB4nKc7Yd&page=2", Grade.RANDOM),
    ("db_pass = a{b)c<d>e", Grade.RANDOM),
    ("secret_key = kQvZpLxTaRwYbNcHdFgJ", Grade.RANDOM),
    ("access_key = 0123456789abcdef0123456789abcdef", Grade.RANDOM),
    ("PASS = 'n0rthw1nd'", Grade.RANDOM),
    ('password = "swordfish"', Grade.WORD),
    ('"api_key": "northwind"', Grade.WORD),
    ("PASSWORD=opensesame", Grade.PHRASE),
    ('passphrase = "open sesame please"', Grade.PHRASE),
    # words of prose need the looks of a secret
    ('secret = "swordfish"', Grade.NONE),
    ("secret: agent007", Grade.NONE),
    ('the secret: "a pinch of salt"', Grade.NONE),
    ("token: ERC20", Grade.NONE),
    ("password 'swordfish'", Grade.NONE),
    # told, not set
    ("password: n0rthw1nd!", Grade.NONE),
    ("password: swordfish", Grade.NONE),
    # placeholders and expressions
    ('password = "<your password>"', Grade.NONE),
    ("password = ${DB_PASSWORD}", Grade.NONE),
    ("password = os.environ['PASSWORD_2']", Grade.NONE),
    ("token = await getToken(user1)", Grade.NONE),
    ("api_key = config.api.key2", Grade.NONE),
    ('api_key = "xxxxxxxxxxxx"', Grade.NONE),
    ('password = "********"', Grade.NONE),
    ('password = "Enter your password"', Grade.NONE),
    ('password = "abc"', Grade.NONE),
    ("DB_PASSWORD=hier_dein_passwort", Grade.NONE),
    ("password = 'votre-cle-ici'", Grade.NONE),
    ("API_KEY=aqui_tu_clave", Grade.NONE),
    ("DB_PASSWORD=hier_dein_Tr0ub4dor&3", Grade.RANDOM),
    # about the secret
    ("password_length = 12chars", Grade.NONE),
    ("token_url = 'login2x/northwind9'", Grade.NONE),
    ("api_key = 1234567890", Grade.NONE),
    # digests and identifiers
    ("password = 5f4dcc3b5aa765d61d8327deb882cf99", Grade.NONE),
    ("token = 01234567-89ab-cdef-0123-456789abcdef", Grade.NONE),
    ("access_key = deadbeefdeadbeefdeadbeefdeadbeef", Grade.NONE),
    ("password = '$2b$12$abcdefghijklmnopqrstuv'", Grade.NONE),
)


@pytest.mark.parametrize(("text", "expected"), GRADES)
def test_a_setting_is_graded_by_its_value(text: str, expected: Grade) -> None:
    found = SHAPE.search(text)
    setting = found and setting_of(found.group())
    assert setting
    assert grade(setting) is expected


@pytest.mark.parametrize("text", ["", "password", "hello = world12", "pass the salt: now"])
def test_other_texts_are_no_setting(text: str) -> None:
    assert setting_of(text) is None


def test_a_setting_shows_no_value() -> None:
    setting = setting_of('api_key = "q8ZtR2vLx0WmB4nKc7Yd"')
    assert setting == Setting("api_key", " = ", "q8ZtR2vLx0WmB4nKc7Yd", quoted=True)
    assert "q8Zt" not in repr(setting)


@pytest.mark.parametrize(
    "value",
    [
        "Tr0ub4dor&3",
        "Halbinsel47",
        "super$ecret",
        "Nogal#4711",
        "n0rthw1nd",
        "kQvZpLxTaRwYbNcHdFgJ",
        "Ab3/xY9+Qz7/Lm2",
    ],
)
def test_letters_with_digits_or_symbols_are_chosen(value: str) -> None:
    assert is_chosen(value)


@pytest.mark.parametrize(
    "value",
    [
        "swordfish",
        "well-known",
        "rock'n",
        "4711",
        "12characters",
        "12-digit",
        "v2.10.3",
        "2026-11-22",
        "300ms",
        "24h",
        "3rd",
        "https://example.com/a1",
        "www.example.com/2",
        "jo2@example.com",
        "/var/lib/northwind2/keys",
        "docs/chapter2/index.html",
        "page?id=4&lang=en2",
        "arn:aws:iam::1:role",
        "northwind2.com",
        "#hash2tag",
        "--retries=3x",
        "covid-19",
        "web-shop-2",
        "mp3",
        "01234567-89ab-cdef-0123-456789abcdef",
        "0123456789abcdef0123456789abcdef",
        "sha256:0123456789abcdef",
        "<password1>",
        "$PASSWORD1",
        "%(password1)s",
        "xxxxxxxx1",
        "....1",
        "your-password-1",
        "sha-256",
        "2FA",
        "utf-8",
    ],
)
def test_what_only_looks_like_it_is_not(value: str) -> None:
    assert not is_chosen(value)


@pytest.mark.parametrize(
    "value", ["", "-", "null", "password", "my-token", "{{ token }}", "[secret]", "getenv(x)", "self.key"]
)
def test_some_values_only_hold_a_place(value: str) -> None:
    assert not is_filled_in(value)


@pytest.mark.parametrize("value", ["swordfish", "hunter2", "open sesame", "4711"])
def test_any_other_value_is_filled_in(value: str) -> None:
    assert is_filled_in(value)


@pytest.mark.parametrize(
    ("text", "bits"), [("", 0.0), ("aaaa", 0.0), ("abab", 1.0), ("0123456789abcdef", 4.0)]
)
def test_entropy_is_counted_in_bits_a_character(text: str, bits: float) -> None:
    assert randomness(text) == bits


@given(st.text(max_size=200))
def test_every_text_can_be_asked(value: str) -> None:
    assert is_chosen(value) in {True, False}
    assert is_filled_in(value) in {True, False}
    setting = setting_of(f"password = {value}")
    assert setting is None or grade(setting) in Grade
