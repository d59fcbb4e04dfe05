"""What is said where an extra is not installed."""

from __future__ import annotations

import sys

import pytest

from policykit.integrations.presidio import recognizers


def test_without_presidio_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    # as good as not installed: importing it fails
    monkeypatch.setitem(sys.modules, "presidio_analyzer", None)
    monkeypatch.delitem(sys.modules, "presidio_analyzer.predefined_recognizers", raising=False)
    with pytest.raises(ImportError) as caught:
        recognizers()
    assert str(caught.value) == "presidio-analyzer is not installed: `pip install policykit-sdk[presidio]`"
