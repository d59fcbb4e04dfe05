"""Judging opens, imports, connects and starts nothing, from the very first text on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from packs.compiled import HEAVY

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("names", "least"),
    [
        (["endorsements", "protected-speech", "security-detail"], 200),
        pytest.param(["default", "northwind"], 500, marks=HEAVY),
    ],
    ids=["three packs", "the default and the worked policy"],
)
def test_judging_touches_nothing(names: list[str], least: int) -> None:
    program = subprocess.run(
        [sys.executable, "-m", "engine.purity", *names],
        cwd=TESTS,
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    seen = json.loads(program.stdout)
    assert seen["events"] == {}
    assert seen["silent"] == []
    assert seen["texts"] > least
