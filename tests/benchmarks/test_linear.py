"""The benchmark of growth judges what it measured; its texts are as long as they say."""

from __future__ import annotations

import pytest
from benchmarks.linear import CASES, SIZES, encoded, growth_of, row, run
from benchmarks.pages import replaced, table

NAMES = list(SIZES)


@pytest.mark.parametrize("name", CASES)
def test_every_case_is_short_enough_to_repeat(name: str) -> None:
    piece, markup = CASES[name]
    assert markup in ("plain", "html", "markdown")
    assert 0 < len(encoded(piece)) <= 1_000


@pytest.mark.parametrize(
    ("seconds", "growth", "verdict"),
    [
        ([0.001, 0.01, 1.0], 1.0, "linear"),
        ([0.001, 0.01, 2.5], 2.5, "linear"),
        ([0.001, 0.01, 2.6], 2.6, "**grows**"),
        ([0.001, 0.0001, 0.2], 1.0, "linear"),
        ([0.001, 0.01], 0.05, "**stopped before 10,000,000 B**"),
        ([], None, "**stopped before 1,000 B**"),
    ],
)
def test_growth_and_verdict(seconds: list[float], growth: float | None, verdict: str) -> None:
    measured = [(one, 0.0001, 0) for one in seconds]
    assert growth_of(measured, NAMES) == (None if growth is None else pytest.approx(growth))
    line = row("case", measured, SIZES)
    assert line[-1] == verdict
    assert len(line) == 2 * len(SIZES) + 4


@pytest.mark.heavy  # it compiles the default policy
def test_a_case_is_measured_in_its_own_process() -> None:
    ((ours, bare, failed),) = run("prose", {1_000: 1}, 120)
    assert ours > 0 < bare
    assert failed == 0


@pytest.mark.heavy
def test_a_case_that_takes_too_long_is_stopped() -> None:
    assert run("prose", {1_000: 10_000_000}, 0.2) == []


def test_a_page_is_written_between_its_markers() -> None:
    page = "a\n<!-- x: begin -->\nold\n<!-- x: end -->\nb\n"
    written = replaced(page, "x", "new\n")
    assert written == "a\n<!-- x: begin -->\n\nnew\n\n<!-- x: end -->\nb\n"
    assert replaced(written, "x", "new") == written
    with pytest.raises(ValueError, match="no markers"):
        replaced(page, "y", "new")


def test_a_table_is_markdown() -> None:
    assert table(["a", "b"], [["x", 1]]) == "| a | b |\n| --- | ---: |\n| x | 1 |"
