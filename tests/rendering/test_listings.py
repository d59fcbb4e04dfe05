"""Counts by outcome, and what came from where."""

from __future__ import annotations

from collections import Counter

import attrs

from policykit.model.scales import Outcome
from policykit.rendering.provenance import render_provenance
from policykit.rendering.tally import render_tally


@attrs.frozen
class Row:
    section: str
    name: str
    origin: str
    adjusted_by: tuple[str, ...] = ()


def test_a_tally_counts_worst_first() -> None:
    counts = Counter({Outcome.ALLOW: 79_990, Outcome.BLOCK: 3, Outcome.WARN: 5})
    assert render_tally(counts, unread=2, incomplete=1) == (
        "80,000 texts\n"
        "       3  block\n"
        "       0  review\n"
        "       5  warn\n"
        "  79,990  allow\n"
        "       2  could not be evaluated\n"
        "  1 of them only in part: rules failed"
    )


def test_one_text() -> None:
    assert render_tally({Outcome.WARN: 1}) == "1 text\n  0  block\n  0  review\n  1  warn\n  0  allow"


def test_provenance_is_grouped_by_section() -> None:
    rows = [
        Row("levels", "public", "default"),
        Row("rules", "card", "personal-data", ("policy.yaml",)),
        Row("rules", "codes", "policy.yaml"),
    ]
    assert render_provenance(rows) == (
        "levels:\n"
        "  public: from default\n"
        "\n"
        "rules:\n"
        "  card: from personal-data, adjusted by policy.yaml\n"
        "  codes: from policy.yaml"
    )


def test_provenance_of_nothing() -> None:
    assert render_provenance([]) == ""
