"""The keyed fingerprint of a finding: the same for the same words under the same rule, opaque to all others.

HMAC-SHA-256 over the rule and the matched words, case-folded and with white space run together, so that it
survives moved lines; cut to 128 bits. Without the key nobody can test guesses against it.
"""

from __future__ import annotations

import hashlib
import hmac

MINIMUM_KEY = 16
"""The least number of bytes that a key must have."""


def check_key(key: bytes | None) -> bytes | None:
    """`key` if it can be one; raises `ValueError` for one shorter than 16 bytes."""
    if key is not None and len(key) < MINIMUM_KEY:
        raise ValueError(f"the key has {len(key)} bytes: expected at least {MINIMUM_KEY}")
    return key


def fingerprint(key: bytes, rule_id: str, words: str) -> str:
    """The fingerprint, 32 hexadecimal digits."""
    plain = " ".join(words.casefold().split())
    message = f"{rule_id}\0{plain}".encode("utf-8", "surrogatepass")
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:32]
