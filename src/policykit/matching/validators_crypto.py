"""Validators of the addresses of crypto-currencies, which name an account to everybody who can read a ledger.

Bitcoin's addresses carry a checksum in both of their forms (base 58 with a double SHA-256; bech32, BIP 173
and 350). Ethereum's checksum, EIP-55, needs a hash that Python lacks, so its addresses are a shape.
"""

from __future__ import annotations

from functools import reduce
from hashlib import sha256

from policykit.matching.screen import Screen
from policykit.matching.validation import Validator
from policykit.matching.validators_numbers import number

__all__ = ["CRYPTO_VALIDATORS"]

_BASE_58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)  # BIP 173
_CONSTANTS = frozenset({1, 0x2BC830A3})  # what remains of bech32 (BIP 173) and of bech32m (BIP 350)
_VERSIONS = frozenset({0x00, 0x05})  # pay to a public key's hash, pay to a script's hash


def _is_bitcoin(address: str) -> bool:
    if address[:3].lower() == "bc1":
        return address in {address.lower(), address.upper()} and _is_bech32(address.lower())
    value = reduce(lambda total, character: total * 58 + _BASE_58.index(character), address, 0)
    decoded = value.to_bytes(25, "big")  # raises OverflowError where it is no address
    body, check = decoded[:21], decoded[21:]
    return body[0] in _VERSIONS and sha256(sha256(body).digest()).digest()[:4] == check


def _is_bech32(address: str) -> bool:
    prefix = "bc"
    values = [ord(character) >> 5 for character in prefix] + [0]
    values += [ord(character) & 31 for character in prefix]
    values += [_BECH32.index(character) for character in address[3:]]
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, term in enumerate(_GENERATOR):
            check ^= term if top >> place & 1 else 0
    return check in _CONSTANTS


CRYPTO_VALIDATORS: tuple[Validator, ...] = (
    number(
        "bitcoin",
        "Bitcoin address",
        r"[13][1-9A-HJ-NP-Za-km-z]{25,34}|(?i:bc1[02-9ac-hj-np-z]{11,71})",
        _is_bitcoin,
        (
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        ),
        (
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
            "bc1qw508D6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        ),
        Screen(rb"[13][1-9A-HJ-NP-Za-km-z]{25}|[bB][cC]1[0-9a-zA-Z]{11}", 0),
    ),
    number(
        "ethereum",
        "Ethereum address",
        r"0x[0-9A-Fa-f]{40}",
        lambda address: len(set(address[2:].lower())) > 4,
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",),
        ("0x0000000000000000000000000000000000000001", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe"),
    ),
)
