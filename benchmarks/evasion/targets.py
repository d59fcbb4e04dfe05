"""What is disguised: the secrets of each kind, the sentences that carry them, and the folds to draw from.

Every value is made up here: drawn with valid check digits, or a name of the worked policy. A target's
sentence holds the words that the rule asks for, undisguised: what is tested is the secret, not its company.
"""

from __future__ import annotations

import base64
import json
import string
import zlib
from collections.abc import Callable
from random import Random

import attrs

ALL = (
    "leetspeak", "confusable", "compatibility", "full-width", "combining", "invisible", "bidi", "separated",
    "percent", "entity", "base64", "html", "markdown",
)  # fmt: skip
KEEPING = ("digits", "full-width", "invisible", "bidi", "separated", "percent", "entity", "html", "markdown")
"""The folds that keep every character of a number or a token what it is."""


@attrs.frozen
class Target:
    """A kind of secret: how one is drawn, and sentences with `{}` at its place."""

    name: str
    draw: Callable[[Random], str]
    carriers: tuple[str, ...]


@attrs.frozen
class Family:
    """Targets that are drawn under the same folds, by one policy."""

    name: str
    policy: str
    folds: tuple[str, ...]
    targets: tuple[Target, ...]


def luhn(digits: str) -> str:
    """The digits with their check digit (ISO/IEC 7812-1, annex B)."""
    total = sum(sum(divmod(int(d) * (1 + (n % 2 == 0)), 10)) for n, d in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def card(random: Random) -> str:
    number = luhn("4916" + "".join(random.choices(string.digits, k=11)))
    return " ".join(number[place : place + 4] for place in range(0, 16, 4))


def iban(random: Random) -> str:
    account = "".join(random.choices(string.digits, k=18))
    check = 98 - int(account + "131400") % 97  # D is 13, E is 14 (ISO 13616-1)
    return f"DE{check:02d}{account}"


def email(random: Random) -> str:
    first = random.choice(("mira", "tomas", "ines", "jakob", "leila", "oskar"))
    last = random.choice(("lindqvist", "okafor", "brandt", "moreau", "castellano"))
    return f"{first}.{last}@{random.choice(('contoso', 'fabrikam'))}.com"


def social_security(random: Random) -> str:
    area = random.choice((*range(100, 600), *range(700, 800)))
    return f"{area}-{random.randint(10, 99)}-{random.randint(1000, 9998)}"


def telephone(random: Random) -> str:
    # numbers that Ofcom keeps for drama
    return f"+44 20 7946 0{random.randint(100, 999)}"


def aws_key_id(random: Random) -> str:
    return "AKIA" + "".join(random.choices(string.ascii_uppercase + "234567", k=16))


def github_token(random: Random) -> str:
    body = "".join(random.choices(string.ascii_letters + string.digits, k=30))
    return f"ghp_{body}{base62(zlib.crc32(body.encode()))}"


def base62(number: int) -> str:
    alphabet = string.digits + string.ascii_uppercase + string.ascii_lowercase
    written = ""
    while number:
        number, rest = divmod(number, 62)
        written = alphabet[rest] + written
    return written.rjust(6, "0")


def signed_token(random: Random) -> str:
    def part(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    header = part(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    claims = part(json.dumps({"sub": f"u{random.randint(1000, 9999)}", "iat": 1_700_000_000}).encode())
    return f"{header}.{claims}.{part(random.randbytes(32))}"


def stripe_key(random: Random) -> str:
    return "sk_live_" + "".join(random.choices(string.ascii_letters + string.digits, k=24))


def named(*names: str) -> Callable[[Random], str]:
    return lambda random: random.choice(names)


FAMILIES = (
    Family(
        "terms",
        "examples/northwind/policy.yaml",
        ALL,
        (
            Target(
                "code name",
                named("Project Halcyon", "Halcyon"),
                (
                    "Nobody told me that {} slips to May again.",
                    "so {} it is, then. see you on Friday",
                    "Wir reden am Montag über {} und den Rest.",
                    "{} looks great in the new colour!",
                ),
            ),
            Target(
                "research name",
                named("Bluefin"),
                (
                    "The {} rig is down again, third time this week.",
                    "first results of {} are in the lab folder",
                    "Our gripper for {} broke, who can help?",
                ),
            ),
            Target(
                "client",
                named("Contoso Health", "Fabrikam Bank"),
                (
                    "We won {} as a customer, celebrate with us!",
                    "meeting with {} moved to 3 pm",
                    "Das Angebot für {} geht morgen raus.",
                ),
            ),
        ),
    ),
    Family(
        "identifiers",
        "default",
        KEEPING,
        (
            Target(
                "card",
                card,
                ("Refund it to {} please, she is waiting.", "her card is {}, it was declined"),
            ),
            Target("iban", iban, ("Please pay her fee to {} today.", "neues Konto: {}, bitte ändern")),
            Target("e-mail", email, ("her email is {} if you need it", "customer wrote from {} today")),
            Target("ssn", social_security, ("her SSN is {} for the form", "Social security number: {}")),
            Target("phone", telephone, ("her number is {} after six", "customer, mobile {} (evenings)")),
        ),
    ),
    Family(
        "tokens",
        "default",
        KEEPING,
        (
            Target("aws", aws_key_id, ("the key id is {} if you need it", "use {} for the upload")),
            Target("github", github_token, ("push with {} until Monday", "my token {} stopped working")),
            Target("jwt", signed_token, ("try it with {} as the bearer", "the session was {} yesterday")),
            Target("stripe", stripe_key, ("our live key {} is in the wiki", "it only works with {} here")),
        ),
    ),
)
