"""Decisions made by hand, so that renderings are tested without an engine."""

from __future__ import annotations

from typing import Any

from policykit.engine.decision import (
    Decision,
    Disclosure,
    Evidence,
    Failure,
    Finding,
    Level,
    PolicyStamp,
    Question,
    SetAside,
)
from policykit.model.consequences import ResponseStep
from policykit.model.duration import Duration
from policykit.model.scales import Confidence, Outcome, Severity
from policykit.text.spans import Span
from policykit.text.units import unit_offsets

CHAIN = ("public", "internal", "confidential", "restricted")
STAMP = PolicyStamp("northwind", 3, "0f" * 32, "0.1.0", "15.0.0")
TEXT = "Good news!\nThe Halcyon rig is back, wifi code is 4711."


def level(name: str) -> Level:
    return Level(name, CHAIN.index(name), CHAIN)


def span(start: int, end: int, field: str | None = None, text: str = TEXT) -> Span:
    units = unit_offsets(text, [start, end])
    return Span(start, end, (units[start][0], units[end][0]), (units[start][1], units[end][1]), field)


def finding(start: int = 15, end: int = 22, **changes: Any) -> Finding:
    values: dict[str, Any] = {
        "rule_id": "code-names",
        "kind": "classify",
        "category": "trade_secret",
        "span": span(start, end, changes.pop("field", None)),
        "level": level("restricted"),
        "severity": Severity.SEVERE,
        "confidence": Confidence.HIGH,
        "outcome": Outcome.BLOCK,
        "because": "restricted information; `social` accepts only public",
        "evidence": (Evidence("find", "find[2]", span(start, end)), Evidence("fold", "confusable")),
        "says": {"en": "This names work we have not announced.", "de": "Das nennt Unangekündigtes."},
        "instead": "our next product",
    }
    return Finding(**{**values, **changes})


def disclosure(**changes: Any) -> Disclosure:
    values: dict[str, Any] = {
        "rule_id": "say-you-work-here",
        "disclose": "endorsement",
        "state": "missing",
        "category": "undisclosed_endorsement",
        "spans": (span(15, 22),),
        "severity": Severity.MODERATE,
        "outcome": Outcome.REVIEW,
        "because": "`endorsement` is missing",
        "accepted": ("I work at Northwind", "#ad"),
        "place": "start",
        "insert_at": 0,
        "evidence": (Evidence("rejected", "reject", span(0, 4)),),
        "says": "Tell readers that you work here.",
    }
    return Disclosure(**{**values, **changes})


def decision(**changes: Any) -> Decision:
    values: dict[str, Any] = {
        "outcome": Outcome.BLOCK,
        "level": level("restricted"),
        "breach": True,
        "policy": STAMP,
        "channel": "social",
        "findings": (finding(),),
    }
    return Decision(**{**values, **changes})


CLEAN = decision(outcome=Outcome.ALLOW, level=level("public"), breach=False, findings=())

FULL = decision(
    stage="published",
    findings=(
        finding(),
        finding(
            42,
            46,
            rule_id="codes",
            kind="forbid",
            category="credential",
            absolute=True,
            undecided=True,
            protected=("own-pay",),
            fingerprint="ab" * 16,
            says=None,
            instead=None,
        ),
        finding(0, 4, rule_id="known", outcome=Outcome.ALLOW),
    ),
    set_aside=(
        SetAside(
            "unreleased",
            "trade_secret",
            span(0, 4),
            ("launch",),
            Outcome.BLOCK,
            Outcome.ALLOW,
            level("restricted"),
            level("public"),
        ),
        SetAside(
            "rude",
            "conduct",
            span(0, 4),
            ("own-pay",),
            Outcome.BLOCK,
            Outcome.WARN,
            level("public"),
            level("public"),
        ),
    ),
    disclosures=(
        disclosure(undecided=True, protected=("own-pay",), instead="Say it first."),
        disclosure(state="buried", outcome=Outcome.WARN, place="140", evidence=()),
    ),
    questions=(Question("paid", "Were you given money for this?", (True, False), ("say-you-work-here",)),),
    failed=(Failure("slow", "forbid", "the budget for one detector in one text is spent"),),
    complete=False,
    response=(
        ResponseStep(do="Save the link", who="author", within=Duration(15, "minute")),
        ResponseStep(do={"en": "Tell the authority", "de": "Behörde melden"}, who="privacy officer"),
        ResponseStep(do="Rotate", who="security", within=Duration(1, "hour"), clock="publication"),
    ),
)
