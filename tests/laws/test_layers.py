"""The law of layers: whatever a child may say, it is no laxer than its parent.

Children are written without regard to what is allowed; `loading` refuses what loosens. A child that it lets
pass has to keep the law.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from laws.law import law
from oracle.strategies import FACTS, LEVELS, OUTCOMES, RESTRICTIVE, Author, Sample, samples
from oracle.worlds import BASE, KEY
from policykit.engine.compile import compile_composition
from policykit.engine.policy import Policy
from policykit.errors import PolicyError
from policykit.loading.entry import compose


@attrs.frozen
class Family:
    """A policy, one that extends it, and a text."""

    parent: Sample
    child: dict[str, Any]


class Child(Author):
    """Draws a policy that extends another: edits of every kind, allowed or not."""

    def child(self, parent: dict[str, Any]) -> dict[str, Any]:
        edits = (self.adjusted, self.added, self.channels, self.scales, self.redefined, self.around)
        child: dict[str, Any] = {"policy": "child", "extends": ["parent.json"]}
        for edit in self.some(edits, 1, 3):
            child |= edit(parent)
        return child

    def adjusted(self, parent: dict[str, Any]) -> dict[str, Any]:
        kinds = {n: r["kind"] for n, r in parent["rules"].items() if r["kind"] != "protect" or self.chance(1)}
        return {"adjust": {name: self.adjustment(kinds[name]) for name in self.some(sorted(kinds), 1, 3)}}

    def adjustment(self, kind: str) -> dict[str, Any]:
        if kind == "permit":
            window = {"since": "2026-03-03", "until": "2026-03-06"}
            return self.one(({"since": window["since"]}, {"until": window["until"]}, window))
        tighter: dict[str, Any] = {"outcome": self.one(OUTCOMES), "severity": "severe"}
        if kind == "classify":
            tighter["level"] = self.one(LEVELS[2:])
        cleared = {"clear_if": self.find()} if self.chance(2) else {"severity": "severe"}
        return self.one([{name: value} for name, value in tighter.items()] + [tighter, cleared])

    def added(self, parent: dict[str, Any]) -> dict[str, Any]:
        kinds = self.some((*RESTRICTIVE, *RESTRICTIVE, "permit", "protect"), 1, 2)
        lifted = self.one([*sorted(parent["rules"]), *(["k-forbid"] * 9)])
        added = {f"k-{kind}": self.rule(kind, [lifted]) for kind in kinds}
        for rule in added.values():
            if not self.chance(1):
                rule.pop("absolute", None)
        return {"rules": {**added, "k-forbid": self.rule("forbid") | {"absolute": False}}}

    def channels(self, parent: dict[str, Any]) -> dict[str, Any]:
        channels = {name: {"accepts": self.one(LEVELS[:2])} for name in self.some(("social", "intranet"))}
        default = {"default_channel": self.one(("social", "intranet"))} if self.chance(2) else {}
        return {"channels": channels, **default}

    def scales(self, parent: dict[str, Any]) -> dict[str, Any]:
        low, medium = self.one((("warn", "review"), ("review", "block"), ("allow", "block")))
        caps = {"low": low, "medium": medium, "high": self.one(("block", "review", "block"))}
        return self.one(({"caps": caps} if "caps" in parent else {}, {"unanswered": self.one(OUTCOMES)}))

    def redefined(self, parent: dict[str, Any]) -> dict[str, Any]:
        fact = self.one(sorted(FACTS))
        edits: tuple[dict[str, Any], ...] = (
            {"facts": {fact: {"values": list(FACTS[fact]), "default": FACTS[fact][1]}}},
            {"disclosures": {"told": self.disclosure()}},
            {"detectors": {"d0": self.search()}},
            {"detectors": {"d9": self.search()}},
        )
        return self.one(edits)

    def around(self, parent: dict[str, Any]) -> dict[str, Any]:
        edits: tuple[dict[str, Any], ...] = (
            {"levels": ["public", "private", *LEVELS[1:]]},
            {"levels": list(LEVELS[:3])},
            {"time_zone": self.one(("America/New_York", "Asia/Tokyo"))},
            {"time_zone": self.one(("America/New_York", "Asia/Tokyo"))},
            {"budget": self.one(({"matches": 1}, {"code_points": 2}, {"matches": 200_000}))},
            {"pattern_width": self.one((20, 399))},
            {"open": ["rules"]},
        )
        return self.one(edits)


@st.composite
def families(draw: Any) -> Family:
    """A parent that can be loaded, and a child."""
    parent = draw(samples())
    absolute = {name for name, rule in parent.values["rules"].items() if rule.get("absolute")}
    sound = {
        n: {**r, "lifts": sorted({*r["lifts"]} - absolute)} if "lifts" in r else r
        for n, r in parent.values["rules"].items()
    }
    parent = parent.with_rules({n: r for n, r in sound.items() if r.get("lifts", True)})
    return Family(parent, Child(draw).child(parent.values))


def loaded(values: dict[str, Any], root: Path) -> Policy:
    """The policy of plain values, through `loading`."""
    return compile_composition(compose(values, root), key=KEY, scanner="portable")


@law(family=families())
def test_l17_a_child_is_never_laxer_than_its_parent(family: Family) -> None:
    """Neither outcome nor level is lower under a policy that extends another, which leaves nothing open."""
    parent = {**BASE, **family.parent.values}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "parent.json").write_text(json.dumps(parent), encoding="utf-8")
        try:
            above = loaded({"policy": "heir", "extends": ["parent.json"]}, root)
            below = loaded(family.child, root)
        except PolicyError:
            assume(False)
            return
    context = family.parent.context
    mild, strict = (policy.evaluate(family.parent.text, context) for policy in (above, below))
    assert mild.outcome <= strict.outcome
    assert below.level(str(mild.level)) <= strict.level
