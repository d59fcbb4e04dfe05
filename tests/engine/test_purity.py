"""Judging opens, imports, connects and starts nothing, from the very first text on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_judging_touches_nothing() -> None:
    program = subprocess.run(
        [sys.executable, "-m", "engine.purity"],
        cwd=TESTS,
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    seen = json.loads(program.stdout)
    assert seen["events"] == {}
    assert seen["silent"] == []
    assert seen["texts"] > 500
