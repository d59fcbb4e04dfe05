"""The names of the shipped packs, and their built content."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

SHIPPED: tuple[str, ...] = (
    "credentials",
    "default",
    "endorsements",
    "financial",
    "markings",
    "personal-data",
    "protected-speech",
)
"""Every shipped pack, in alphabetical order; `default` puts the others together."""


def read_pack(name: str) -> dict[str, Any]:
    """The plain content of a shipped pack, which was checked when it was built.

    Raises `KeyError` for a name that is not in `SHIPPED`.
    """
    if name not in SHIPPED:
        raise KeyError(name)
    built = resources.files("policykit.packs") / "built" / f"{name}.json"
    content: dict[str, Any] = json.loads(built.read_text("utf-8"))
    return content
