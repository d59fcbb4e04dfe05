"""Tests that need somebody else's package run where asked for: `pytest -m presidio tests/integrations`."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "presidio: needs the extra `presidio`")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "presidio" not in config.option.markexpr:
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("presidio")])
        items[:] = [item for item in items if not item.get_closest_marker("presidio")]
