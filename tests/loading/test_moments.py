"""Dates become instants in the zone of the layer that wrote them; budgets of parents side by side add up."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from policykit.loading.entry import compose
from policykit.loading.moments import fixed
from policykit.model.rules import Adjustment

DAY = dt.date(2026, 12, 1)


def test_a_part_without_dates_or_without_a_zone_stays_as_it_is() -> None:
    part = Adjustment(since=DAY, until=DAY)
    assert fixed(part, None) is part
    plain = Adjustment()
    assert fixed(plain, "Europe/Berlin") is plain
    instant = Adjustment(until=dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    assert fixed(instant, "Europe/Berlin") is instant


def test_a_date_becomes_its_beginning_or_its_end() -> None:
    made = fixed(Adjustment(since=DAY, until=DAY), "Europe/Berlin")
    assert made.since is not None
    assert made.until is not None
    assert (made.since.isoformat(), made.until.isoformat()) == (
        "2026-12-01T00:00:00+01:00",
        "2026-12-02T00:00:00+01:00",
    )


USUAL = (200_000, 50_000_000)


@pytest.mark.parametrize(
    ("one", "other", "own", "expected"),
    [
        (None, None, None, USUAL),
        ({"matches": 300_000}, None, None, (300_000, 50_000_000)),
        (None, {"code_points": 60_000_000}, None, (200_000, 60_000_000)),
        ({"matches": 5}, {"matches": 7, "code_points": 9}, None, (7, 50_000_000)),
        ({"matches": 5}, None, {"matches": 400_000}, (400_000, 50_000_000)),
        (None, None, {"code_points": 70_000_000}, (200_000, 70_000_000)),
    ],
)
def test_the_greater_budget_of_several_parents_counts(
    tmp_path: Path, one: Any, other: Any, own: Any, expected: tuple[int, int]
) -> None:
    base = {"channels": {"social": {"accepts": "public"}}, "default_channel": "social"}
    for name, budget in (("one", one), ("other", other)):
        document = {"policy": name, **base, **({"budget": budget} if budget else {})}
        (tmp_path / f"{name}.json").write_text(json.dumps(document), "utf-8")
    child = {"policy": "child", "extends": ["one.json", "other.json"], **({"budget": own} if own else {})}
    budget = compose(child, tmp_path).budget
    assert (budget.matches, budget.code_points) == expected
