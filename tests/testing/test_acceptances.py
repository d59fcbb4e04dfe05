"""Which accepted findings no decision needed, and where they stand."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import policykit
from policykit.engine.context import Context
from policykit.engine.fingerprint import fingerprint
from policykit.testing.acceptances import UnusedAcceptance, unused_acceptances

KEY = b"a key of at least 16 bytes"
MAY = Context(at=dt.datetime(2027, 5, 3, 9, tzinfo=dt.UTC))
JULY = Context(at=dt.datetime(2027, 7, 3, 9, tzinfo=dt.UTC))


def accepted(words: str, until: str = "2027-06-30") -> dict[str, Any]:
    print_ = fingerprint(KEY, "names", words)
    return {"rule": "names", "fingerprint": print_, "reason": "x", "by": "y", "until": until}


def document(*entries: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    rule = {"kind": "forbid", "category": "conduct", "find": ["Halcyon", "Bluefin"]}
    social = {"channels": {"social": {"accepts": "public"}}}
    return {"policy": "p", **social, "rules": {"names": rule}, "accepted": entries, **more}


@pytest.mark.parametrize(
    ("texts", "context", "unused"),
    [
        ([], MAY, [1, 2]),
        (["the Halcyon"], MAY, [2]),
        (["fine", "a  BLUEFIN", "nothing"], MAY, [1]),
        (["Halcyon and Bluefin"], MAY, []),
        # over, so of no use
        (["Halcyon and Bluefin"], JULY, [1]),
        # nobody knows when it goes out
        (["Halcyon and Bluefin"], None, [1, 2]),
    ],
)
def test_what_no_decision_needed(texts: list[str], context: Context | None, unused: list[int]) -> None:
    asked = policykit.load(document(accepted("halcyon"), accepted("Bluefin", "2027-12-31")), key=KEY)
    found = unused_acceptances(asked, asked.evaluate_many(texts, context))
    assert found == tuple(UnusedAcceptance(f"accepted[{n}]", "names", "<mapping>", n - 1) for n in unused)
    assert [entry.path for entry in found] == [("accepted", n - 1) for n in unused]


def test_each_layer_has_its_own(tmp_path: Path) -> None:
    parent = document(accepted("one"), accepted("two"), open=["rules"], time_zone="Asia/Tokyo")
    (tmp_path / "parent.json").write_text(json.dumps(parent))
    asked = policykit.load(
        {
            "policy": "child",
            "extends": ["parent.json"],
            # the same words once more, but longer
            "accepted": [accepted("two", "2027-07-01"), accepted("two", "2027-07-01T12:00:00+00:00")],
        },
        tmp_path,
        key=KEY,
    )
    assert [(entry.id, entry.origin, entry.position) for entry in unused_acceptances(asked, [])] == [
        ("accepted[1]", "parent.json", 0),
        ("accepted[2]", "parent.json", 1),
        ("accepted[3]", "<mapping>", 0),
        ("accepted[4]", "<mapping>", 1),
    ]
