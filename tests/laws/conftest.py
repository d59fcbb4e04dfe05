"""Registers the profile of long runs: `pytest tests/laws --hypothesis-profile=thorough`."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("thorough", max_examples=5_000)
