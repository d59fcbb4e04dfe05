"""Validators of secrets that no vendor's prefix gives away: settings, chosen passwords, recovery phrases.

What a setting is and how its value is graded stands in `settings`; here are the rows, and the checks of
what is encoded: tokens without a signature and the credentials of HTTP's Basic scheme. Whether a secret is
in use anywhere is never asked. No list of known passwords is read: what people chose is nobody's to ship.
"""

from __future__ import annotations

import json
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Callable

from policykit.matching.screen import CASELESS, Screen
from policykit.matching.settings import (
    NAMES,
    SETTING,
    SHORT_NAMES,
    Grade,
    grade,
    is_chosen,
    is_filled_in,
    setting_of,
)
from policykit.matching.validation import Validator

__all__ = ["SECRET_VALIDATORS"]

BRACKETS = "\"'“”‘’«»‹›„`´()[]"
# BIP-39: 12 to 24 words in steps of three; the four standard lists of Latin letters have none of these.
PHRASE_LENGTHS = frozenset({12, 15, 18, 21, 24})
FILLERS = frozenset(
    [
        "the",
        "and",
        "for",
        "are",
        "but",
        "not",
        "was",
        "his",
        "her",
        "our",
        "with",
        "from",
        "have",
        "were",
        "which",
        "their",
        "would",
        "you",
        "your",
        "should",
        "please",
        "und",
        "der",
        "die",
        "das",
        "nicht",
        "les",
        "des",
        "une",
        "que",
        "los",
        "las",
        "para",
        "con",
    ]
)
NUMBERING = "0123456789.),;:-"
WORD = r"(?:[0-9]{1,2}[.):]? ?)?\p{L}{3,8}"
LEADS = frozenset(
    ["seed", "recovery", "backup", "secret", "mnemonic", "wallet", "phrase", "words", "is", "are"]
)
# Letters with more than two cases, in bytes: dotted capital i, the sign for kelvin, the long s, and `ñ`.
MORE_CASES = {
    "i": r"(?:i|\xc4[\xb0\xb1])",
    "k": r"(?:k|\xe2\x84\xaa)",
    "s": r"(?:s|\xc5\xbf)",
    "[nñ]": r"(?:n|\xc3[\x91\xb1])",
}


def _setting_screen() -> Screen:
    """As far as the first sign between name and value: the whole shape is too rich for a prefilter."""
    names = f"{NAMES}|{SHORT_NAMES.partition('(?!')[0]}"
    for letter, cases in MORE_CASES.items():
        names = names.replace(letter, cases)
    rest = r"[0-9A-Za-z_.\-\x80-\xff]*(?:\[[0-9A-Za-z_\x80-\xff]*\])?"
    closing, space, quote = r"[\x22'`)\]\\]{0,6}", r"[\s\x80-\xff]", r"@?[\x22'`\\]"
    between = (
        rf"{closing}(?:{space}*(?:[:=]|!=|->|\({quote})|{space}+{quote})"
        rf"|\\{{0,3}}[\x22'`)\]]{{0,3}}[\x22'],{space}*{quote}"
    )
    return Screen(f"(?:{names}){rest}(?:{between})".encode("ascii"), CASELESS)


def _graded(wanted: Grade) -> Callable[[str], bool]:
    def check(candidate: str) -> bool:
        setting = setting_of(candidate)
        return setting is not None and grade(setting) is wanted

    return check


def _last_word(candidate: str) -> str:
    """What was told: the last word, without the quotes round it."""
    return candidate.rsplit(None, 1)[-1].strip(BRACKETS)


def _tells_chosen(candidate: str) -> bool:
    return is_chosen(_last_word(candidate))


def _tells_any(candidate: str) -> bool:
    return is_filled_in(_last_word(candidate).replace(">", "=").rpartition("=")[2].strip(BRACKETS))


def _carries_password(address: str) -> bool:
    user_information = address.partition("://")[2].rpartition("@")[0]
    return is_filled_in(user_information.partition(":")[2])


def _is_basic(credentials: str) -> bool:
    """RFC 7617: `user:password` in base 64."""
    encoded = credentials.rsplit(None, 1)[-1]
    user, colon, password = b64decode(encoded + "=" * (-len(encoded) % 4)).decode().partition(":")
    return bool(user and colon) and f"{user}{password}".isprintable() and is_filled_in(password)


def _is_unsigned(token: str) -> bool:
    parts = token.split(".")
    try:
        header, claims = (json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in parts)
    except RecursionError:
        return False
    return isinstance(header, dict) and "alg" in header and isinstance(claims, dict)


def _is_recovery_phrase(text: str) -> bool:
    words = [word.strip(NUMBERING + BRACKETS) for word in text.lower().split()]
    words = [part for word in words for part in word.replace(",", " ").split()]
    while words and words[0] in LEADS:
        words.pop(0)
    return len(words) in PHRASE_LENGTHS and FILLERS.isdisjoint(words)


SECRET_VALIDATORS = (
    Validator(
        name="random-setting",
        title="setting with a random value",
        shape=SETTING,
        hint=_setting_screen(),
        check=_graded(Grade.RANDOM),
        hits=(
            'api_key = "q8ZtR2vLx0WmB4nKc7Yd"',
            "secret=Zx81-kQpW7vR_tB3mN0aLs9E",
            "password' => 'super$ecret'",
            "access_key: 3f9a1c7be2d0468f5a7b9c1d2e3f4a5b",
        ),
        misses=(
            "api_key = ${NORTHWIND_API_KEY}",
            "password = os.environ['NORTHWIND_PASSWORD_2']",
            "password: 5f4dcc3b5aa765d61d8327deb882cf99",
            "token: 6f1c2a34-0000-4000-8000-0123456789ab",
            "token_type = bearer-2",
            "secret: agent007",
            "password = 'swordfish'",
            "api_key = 20241122",
        ),
    ),
    Validator(
        name="word-setting",
        title="setting with one word in quotes for a password",
        shape=SETTING,
        hint=_setting_screen(),
        check=_graded(Grade.WORD),
        hits=('password = "swordfish"', "PASSWORD', 'opensesame'", 'api_key": "northwind"'),
        misses=(
            'password = "your-password"',
            'secret: "sauce"',
            "password = swordfish",
            'password = "<secret>"',
        ),
    ),
    Validator(
        name="loose-setting",
        title="setting with words for a password",
        shape=SETTING,
        hint=_setting_screen(),
        check=_graded(Grade.PHRASE),
        hits=('password = "open sesame"', "PASSWORD=opensesame"),
        misses=("password: swordfish", 'secret = "open sesame"', "password = getPassword(user)"),
    ),
    Validator(
        name="chosen-secret",
        title="word that ends in a chosen secret",
        shape=r"(?<![^\s(\[\"'“‘«=])[^\s█(\[\"'“‘«=][^\s█]{4,63}(?<![.,;:!?)\]\"'”’»])",
        check=_tells_chosen,
        hits=("Tr0ub4dor&3", "Halbinsel47", "super$ecret", "kQvZpLxTaRwYbNcHdFgJ"),
        misses=(
            "swordfish",
            "<password-1>",
            "12characters",
            "2026-11-22",
            "https://example.com/a1",
            "covid-19",
        ),
    ),
    Validator(
        name="given-password",
        title="password given to a command",
        shape=r"(?i)(?<!\S)--?(?:[a-z-]{0,30}(?:pass(?:word|wd|phrase)?|token|secret|api-?key))[ =]"
        r"[\"']?[^\s\"'█<>]{2,100}[^\s\"'█<>.,;:!?)\]]",
        check=_tells_any,
        hits=("--password hunter2", "-Password 'Tr0ub4dor&3", "--auth-token=northwind"),
        misses=("--password $PASSWORD", "--token <token>", "--password ********"),
    ),
    Validator(
        name="url-password",
        title="address with a password",
        # RFC 3986, section 3.2.1: user information stands before the `@`
        shape=r"(?i)\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@?#<>\"'`█]{0,64}:[^\s/@<>\"'`█]{1,128}@[\w.-]{1,100}",
        check=_carries_password,
        hits=("postgres://nwr:Tr0ub4dor&3@db.example.com", "redis://:swordfish@cache"),
        misses=(
            "postgres://user:password@db.example.com",
            "https://nwr:${TOKEN}@example.com",
            "ssh://git@example.com",
        ),
    ),
    Validator(
        name="basic-credentials",
        title="credentials of HTTP Basic authentication",
        # one of the first letters is a capital or none, which keeps `basic instructions` asleep
        shape=r"\b(?i:basic)[ \t]{1,4}[A-Za-z0-9+/]{1,8}[A-Z0-9+/][A-Za-z0-9+/]{4,200}={0,2}(?![\w+/=])",
        check=_is_basic,
        hits=("Basic bndyOm5vcnRod2luZDAw",),
        misses=("Basic instructions", "basic dXNlcjpwYXNzd29yZA=="),
        greatest_width=500,
    ),
    Validator(
        name="unsigned-jwt",
        title="JSON web token without its signature",
        shape=r"(?<![\w-])eyJ[0-9A-Za-z_-]{8,400}\.eyJ[0-9A-Za-z_-]{4,2000}(?![\w-])(?!\.[\w-])",
        check=_is_unsigned,
        hits=("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJub3J0aHdpbmQifQ",),
        misses=(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJub3J0aHdpbmQif",
            "eyJub3QiOiJhIHRva2VuIn0.eyJzdWIiOiJ4In0",
        ),
        greatest_width=2500,
        hint=Screen(rb"eyJ[0-9A-Za-z_\-]{8,}\.eyJ", 0),
    ),
    Validator(
        name="recovery-phrase",
        title="recovery phrase of 12 to 24 words",
        # words of three to eight letters, numbered or not; a few before them may lead in
        shape=rf"(?i)\b(?:seed|recovery|backup|secret|mnemonic|wallet)[ -](?:phrase|words?|seed)"
        rf"(?: is| are)?[: ]\s{{0,2}}"
        rf"[\"“„«]?(?:(?:{WORD}[ \n]{{1,2}}){{11,23}}{WORD}|(?:{WORD}[,;] ?){{11,23}}{WORD})\b",
        check=_is_recovery_phrase,
        hits=("seed phrase: robot arm river stone cloud paper green window forest music orange ladder",),
        misses=(
            "seed phrase: robot arm river stone cloud paper green window forest music",
            "recovery phrase: you should write all twelve words down and never ever show them",
        ),
        in_groups=True,
    ),
)
