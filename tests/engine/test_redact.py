"""Masking until nothing above the limit is left, and what masking cannot cure."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from engine.policies import advert, classify, forbid, permit, policy, protect, require
from policykit.engine.context import Context
from policykit.engine.redact import MASK, Sighting, give_back, masked_text, runs
from policykit.model.scales import Outcome

ALLOW, WARN, REVIEW, BLOCK = Outcome

# rules, the text, the limit, what is left and how many passes it took
MASKED: tuple[tuple[dict[str, Any], str, Outcome, str, int], ...] = (
    ({"name": classify("Halcyon")}, "fine", ALLOW, "fine", 0),
    ({"name": classify("Halcyon")}, "the Halcyon!", ALLOW, "the ███████!", 1),
    ({"name": classify("Halcyon")}, "Hal\u200bcyon 😀", ALLOW, "████████ 😀", 1),
    ({"hint": forbid("hm", outcome="warn")}, "hm", WARN, "hm", 0),
    (
        {"hint": forbid("hm", outcome="warn"), "name": classify("Halcyon")},
        "hm Halcyon",
        WARN,
        "hm ███████",
        1,
    ),
    ({"name": classify("Halcyon", "internal")}, "Halcyon", BLOCK, "Halcyon", 0),
    # a mask may take away the words that another finding was permitted by, or doubted by
    (
        {"name": classify("Halcyon"), "rude": forbid("fair"), "ok": permit("name", find="Halcyon fair")},
        "Halcyon fair",
        ALLOW,
        "███████ ████",
        2,
    ),
    (
        {
            "name": classify("Halcyon", doubt_if="rig", outcome="warn"),
            "it": forbid("rig"),
            "other": forbid("Bluefin", starts="medium", doubt_if=["Halcyon", "rig"]),
        },
        "Halcyon rig. Bluefin",
        ALLOW,
        "███████ ███. ███████",
        1,
    ),
    (
        {"rude": forbid("nitwit"), "pay": protect("our shifts")},
        "nitwit, our shifts",
        WARN,
        "nitwit, our shifts",
        0,
    ),
    (
        {"rude": forbid("nitwit"), "pay": protect("our shifts"), "odd": forbid("shifts")},
        "nitwit, our shifts",
        ALLOW,
        "██████, our ██████",
        1,
    ),
)


@pytest.mark.parametrize(("rules", "text", "to", "left", "passes"), MASKED)
def test_what_is_masked(rules: dict[str, Any], text: str, to: Outcome, left: str, passes: int) -> None:
    judge = policy(rules)
    redaction = judge.redact(text, to=to)
    assert (redaction.text, redaction.passes, redaction.residual) == (left, passes, ())
    assert redaction.decision == judge.evaluate(left)
    assert {i for span in redaction.masked for i in range(span.start, span.end)} == {
        place for place, char in enumerate(left) if char == MASK
    }
    again = judge.redact(left, to=to)
    assert (again.text, again.passes) == (left, 0)


def test_what_is_owed_remains() -> None:
    rules = {
        "name": classify("Halcyon"),
        "say": require(),
        "mild": require(outcome="warn"),
    }
    judge = policy(rules, **advert())
    redaction = judge.redact("Halcyon", to=WARN)
    assert redaction.text == MASK * 7
    assert [entry.rule_id for entry in redaction.residual] == ["say"]  # type: ignore[union-attr]
    assert [span.utf16 for span in redaction.masked] == [(0, 7)]


def test_what_failed_remains() -> None:
    judge = policy({"deep": forbid({"pattern": r"Hal\w{1,9}"})}, budget={"code_points": 5})
    redaction = judge.redact("Halcyon", Context(at=dt.datetime(2027, 3, 4, tzinfo=dt.UTC)))
    assert redaction.text == "Halcyon"
    assert redaction.residual == redaction.decision.failed != ()


def test_the_mask_hides_nothing_from_a_permit_for_the_whole_text() -> None:
    judge = policy({"name": classify("Halcyon"), "ok": permit("name", find="fair", span="text")})
    assert judge.redact("Halcyon at the fair").passes == 0


@pytest.mark.parametrize(
    ("points", "expected"),
    [(set(), []), ({3}, [(3, 4)]), ({1, 2, 3, 5, 7, 8}, [(1, 4), (5, 6), (7, 9)])],
)
def test_runs_are_as_long_as_they_can_be(points: set[int], expected: list[tuple[int, int]]) -> None:
    assert runs(points) == expected


def test_masking_keeps_the_length() -> None:
    assert masked_text("a😀b", {1}) == f"a{MASK}b"


def test_a_run_is_given_back_when_a_later_one_makes_it_spare() -> None:
    def weigh(text: str) -> list[Sighting]:
        # the last run may go at once, and only without it the first
        kept = tuple(char == MASK for char in text)
        fine = kept in {(True, False, True, False, False), (False, False, True, False, False)}
        return [Sighting(ALLOW if fine else BLOCK, "it", "a", ((0, 1),))]

    assert give_back("abcde", {0, 2, 4}, weigh, ALLOW) == {2}
