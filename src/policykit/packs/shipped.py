"""The names of the shipped packs, their built content, and what was worked out when they were built."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

SHIPPED: tuple[str, ...] = (
    "clients",
    "conduct",
    "contact-details",
    "credentials",
    "default",
    "discretion",
    "embargo",
    "endorsements",
    "facts-about-people",
    "financial",
    "identifiers-americas",
    "identifiers-asia-pacific",
    "identifiers-documents",
    "identifiers-europe",
    "legal-privileged",
    "markings",
    "personal-data",
    "protected-speech",
    "research",
    "security-detail",
    "tokens",
    "trade-secrets",
)
"""Every shipped pack, in alphabetical order; `default` puts the others together."""

PATTERNS = "patterns"
"""The stem of the built file that is no pack: what is known of every pattern."""


def read_pack(name: str) -> dict[str, Any]:
    """The plain content of a shipped pack, which was checked when it was built.

    Raises `KeyError` for a name that is not in `SHIPPED`.
    """
    if name not in SHIPPED:
        raise KeyError(name)
    content: dict[str, Any] = _read(name)
    return content


def read_patterns() -> list[list[Any]]:
    """The rows of every pattern of the shipped packs and every validator's shape, for `Prepared.of`."""
    rows: list[list[Any]] = _read(PATTERNS)
    return rows


def _read(stem: str) -> Any:
    built = resources.files("policykit.packs") / "built" / f"{stem}.json"
    return json.loads(built.read_text("utf-8"))
