"""Validators of addresses and secrets on the network: mail and IP addresses, tokens, random strings.

The checks follow RFC 5321 and 1035 (mail and host names), RFC 4291 (IPv6) and RFC 7519 (JWT), as far as
that separates a real value from its look-alikes; hardware addresses are written as in RFC 7042.
Whether an address answers is never asked.
"""

from __future__ import annotations

import json
import math
from base64 import urlsafe_b64decode
from collections import Counter
from ipaddress import IPv6Address

from policykit.matching.screen import Screen
from policykit.matching.validation import FRONT, Validator

__all__ = ["NETWORK_VALIDATORS"]

# Bits of Shannon entropy a character. English words stay below 3.5 at any length that fits a secret;
# random base 64 of 20 characters has about 4.
LEAST_ENTROPY = 3.5
GREATEST_MAIL_ADDRESS = 254  # RFC 5321, section 4.5.3.1.3
GREATEST_LABEL = 63  # RFC 1035, section 2.3.4


def _is_email(address: str) -> bool:
    local, _, host = address.rpartition("@")
    if len(address) > GREATEST_MAIL_ADDRESS or not _is_dotted(local):
        return False
    labels = host.split(".")
    last = labels[-1]
    return (
        len(labels) > 1
        and all(0 < len(label) <= GREATEST_LABEL and label[0] != "-" != label[-1] for label in labels)
        and "_" not in host
        and len(last) > 1
        and (last.isalpha() or last.lower().startswith("xn--"))
    )


def _is_dotted(local: str) -> bool:
    return bool(local) and local[0] != "." != local[-1] and ".." not in local


def _is_ipv4(address: str) -> bool:
    bare, slash, prefix = address.partition("/")
    octets = bare.split(".")
    return (
        len(octets) == 4
        and all(octet.isdecimal() and str(int(octet)) == octet and int(octet) < 256 for octet in octets)
        and (not slash or int(prefix) <= 32)
    )


def _is_ipv6(address: str) -> bool:
    # `::` alone is punctuation far more often than an address, and `Dead::beef` is a name in a program.
    if not any(character.isdecimal() for character in address):
        return False
    IPv6Address(address)  # raises ValueError where the groups do not make an address
    return True


def _is_mac(address: str) -> bool:
    # One separator throughout; all zeros and all ones are placeholders, not a device.
    digits = address.lower().translate(_MAC_SEPARATORS)
    return len({address.count(mark) for mark in ":-."}) == 2 and len(set(digits)) > 1


_MAC_SEPARATORS = str.maketrans("", "", ":-.")


def _is_jwt(token: str) -> bool:
    header = token.partition(".")[0]
    try:
        decoded = json.loads(urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    except RecursionError:
        return False
    return isinstance(decoded, dict) and "alg" in decoded


def _is_random(text: str) -> bool:
    """Whether `text` mixes letters and digits and has at least `LEAST_ENTROPY` bits a character."""
    if not (any(map(str.isdecimal, text)) and any(map(str.isalpha, text))):
        return False
    size = len(text)
    entropy = -sum(count / size * math.log2(count / size) for count in Counter(text).values())
    return entropy >= LEAST_ENTROPY


NETWORK_VALIDATORS = (
    Validator(
        name="email",
        title="e-mail address",
        shape=r"(?<![\w.%+-])[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?!\w)",
        check=_is_email,
        hits=("jordan.doe@example.com", "a+b@mail.example.co.uk", "user@xn--80ak6aa92e.example"),
        misses=(
            "jordan@example",
            "a..b@example.com",
            ".a@example.com",
            "a@-example.com",
            "v@1.2.3",
            "a@b_c.com",
        ),
        greatest_width=700,
        # Bytes, so that a mark of any script passes; a handle such as `@northwind` has nothing before it.
        hint=Screen(rb"[0-9A-Za-z_.%+\-\x80-\xff]@[0-9A-Za-z_\-\x80-\xff]+\.", 0),
    ),
    Validator(
        name="ipv4",
        title="IPv4 address or network",
        shape=r"(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:/[0-9]{1,2})?(?!\w)(?!\.[0-9])",
        check=_is_ipv4,
        hits=("192.0.2.1", "198.51.100.255", "203.0.113.0/24"),
        misses=("192.0.2.256", "192.0.02.1", "192.0.2", "203.0.113.0/33"),
    ),
    Validator(
        name="ipv6",
        title="IPv6 address",
        shape=r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}"
        r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4})(?![\w:])(?!\.[0-9])",
        check=_is_ipv6,
        hits=("2001:db8::1", "2001:db8:0:0:0:0:0:1", "::ffff:192.0.2.1", "fe80::1"),
        misses=("12:34:56", "::", "2001::db8::1", "Dead::beef"),
        # A decimal digit before `::`, one behind it, or eight groups: times of day have three.
        hint=Screen(
            rb"[0-9][0-9A-Fa-f]{0,3}:(?:[0-9A-Fa-f]{1,4}:){0,6}:|::(?:[0-9A-Fa-f]{1,4}:){0,6}[0-9A-Fa-f]{0,3}[0-9]"
            rb"|(?:[0-9A-Fa-f]{1,4}:){6}[0-9A-Fa-f]",
            0,
        ),
    ),
    Validator(
        name="mac",
        title="hardware address of a network device",
        shape=r"(?<![\w:.-])(?:(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}"
        r"|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4})(?![\w:-])(?!\.\w)",
        check=_is_mac,
        hits=("00:00:5e:00:53:01", "00-00-5E-00-53-01", "0000.5e00.5301"),
        misses=(
            "00:00:00:00:00:00",
            "ff-ff-ff-ff-ff-ff",
            "00:00:5e-00:53:01",
            "12:34:56",
            "00:00:5e:00:53:0g",
        ),
    ),
    Validator(
        name="jwt",
        title="JSON web token",
        shape=r"(?<![\w-])eyJ[0-9A-Za-z_-]{8,1024}\.[0-9A-Za-z_-]{2,4096}\.[0-9A-Za-z_-]{0,1024}",
        check=_is_jwt,
        hits=("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJub3J0aHdpbmQifQ.c2lnbmF0dXJl",),
        misses=("eyJub3QiOiJhIHRva2VuIn0.eyJzdWIiOiJ4In0.c2ln", "eyJhbGciOiJIUzI1NiIsInR5cCI6.eyJz.c2ln"),
        greatest_width=6200,
        hint=Screen(rb"eyJ[0-9A-Za-z_\-]{8,}\.", 0),
    ),
    Validator(
        name="entropy",
        title="random string",
        shape=rf"{FRONT}[0-9A-Za-z+/_=-]{{20,128}}(?![\w+/=-])",
        check=_is_random,
        hits=("kQ3v9ZpL0xT7aRw2YbNc", "3f9a1c7be2d0468f5a7b9c1d2e3f4a5b"),
        misses=("aaaaaaaaaaaaaaaaaaa1", "this-is-a-long-slug-of-words", "20240101202401012024"),
    ),
)
