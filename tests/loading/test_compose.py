"""What layers add up to: the composition that the engine reads."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.loading.adjusting import in_force
from policykit.loading.entry import compose
from policykit.loading.moments import instant, zone_of
from policykit.loading.scope import Standing
from policykit.model.composition import Composition
from policykit.model.document import DEFAULT_LEVELS
from policykit.model.rules import Adjustment, Classify, Permit
from policykit.model.scales import OUTCOMES, SEVERITIES, Outcome, Severity

BERLIN = ZoneInfo("Europe/Berlin")


def composed(folder: Path, **files: str) -> Composition:
    """The composition of `top`, with the other files beside it."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return compose(folder / "top.yaml")


BASE = """\
policy: base
levels: [public, {level: internal, aliases: [green]}, restricted]
channels: {social: {accepts: public}, wiki: {accepts: green}}
default_channel: wiki
detectors: {name: [x], other: [o]}
categories: {mine: "of base"}
facts: {author: {values: [a]}}
disclosures: {d: {accept: I work here}}
rules:
  r: {kind: classify, level: green, outcome: warn, category: mine, find: <name>, open: true}
  m: {kind: permit, lifts: r, declassifies_to: green, reason: x, owner: y, until: 2027-01-01}
if_leaked: [{do: call, who: security}]
report_to: [{name: line, contact: x}]
life: {owner: base}
"""


def test_a_policy_of_its_own(tmp_path: Path) -> None:
    policy = composed(tmp_path, top=BASE)
    assert [entry.level for entry in policy.levels] == ["public", "internal", "restricted"]
    assert {name: channel.accepts for name, channel in policy.channels.items()} == {
        "social": "public",
        "wiki": "internal",
    }
    assert policy.rules["r"].rule.level == "internal"  # type: ignore[union-attr]
    assert policy.rules["m"].rule.declassifies_to == "internal"  # type: ignore[union-attr]
    assert policy.default_channel == "wiki"
    assert (policy.unanswered, policy.caps.low, policy.time_zone) == (Outcome.REVIEW, Outcome.WARN, "UTC")
    assert policy.layers[0].sees["name"][0] == 0
    assert policy.document.policy == "base"


def test_a_child_adds_up(tmp_path: Path) -> None:
    policy = composed(
        tmp_path,
        base=BASE,
        top="""\
policy: top
extends: [base.yaml]
levels: [public, {level: amber, aliases: [internal, green]}, {level: red, aliases: [restricted]}]
channels: {wiki: {accepts: public}}
default_channel: wiki
categories: {mine: "of top"}
detectors: {own: [<name>, z]}
adjust:
  r: {outcome: block, level: red, severity: severe, clear_if: <own>}
  m: {until: 2026-06-01, since: 2026-01-01}
rules: {s: {kind: forbid, category: mine, find: <own>}}
caps: {low: review}
unanswered: block
time_zone: Europe/Berlin
budget: {matches: 500000}
""",
    )
    assert [entry.level for entry in policy.levels] == ["public", "amber", "red"]
    rule = policy.rules["r"]
    assert isinstance(rule.rule, Classify)
    assert (rule.layer, rule.rule.level, rule.rule.outcome) == (0, "red", Outcome.BLOCK)
    assert rule.rule.severity is Severity.SEVERE
    assert [layer for layer, _ in rule.cleared] == [1]
    permit = policy.rules["m"].rule
    assert isinstance(permit, Permit)
    assert (permit.declassifies_to, permit.since, permit.until) == (
        "amber",
        dt.datetime(2026, 1, 1, tzinfo=BERLIN),
        dt.datetime(2026, 6, 2, tzinfo=BERLIN),
    )
    assert policy.channels["wiki"].accepts == "public"
    assert policy.categories["mine"] == "of top"
    assert {name: layer for name, (layer, _) in policy.layers[1].sees.items()} == {
        "name": 0,
        "other": 0,
        "own": 1,
    }
    assert set(policy.layers[0].sees) == {"name", "other"}
    assert (policy.caps.low, policy.caps.medium) == (Outcome.REVIEW, Outcome.REVIEW)
    assert (policy.unanswered, policy.time_zone) == (Outcome.BLOCK, "Europe/Berlin")
    assert policy.budget.matches == 500_000
    assert policy.life.owner == "base"
    assert len(policy.if_leaked) == len(policy.report_to) == 1


def test_own_lists_replace_inherited_ones(tmp_path: Path) -> None:
    policy = composed(
        tmp_path,
        base=BASE,
        top="policy: top\nextends: [base.yaml]\nif_leaked: []\nreport_to: []\nlife: {owner: top}\n",
    )
    assert (policy.if_leaked, policy.report_to, policy.life.owner) == ((), (), "top")


SIDES = {
    "a": """\
policy: a
channels: {social: {accepts: public}, wiki: {accepts: internal}}
default_channel: wiki
unanswered: review
caps: {low: review, medium: review}
life: {owner: a}
if_leaked: [{do: call, who: a}]
report_to: [{name: x, contact: y}]
""",
    "b": """\
policy: b
channels: {social: {accepts: internal}, wiki: {accepts: internal}, web: {accepts: public}}
default_channel: web
unanswered: block
caps: {medium: block}
life: {owner: b}
if_leaked: [{do: call, who: a}, {do: call, who: b}]
report_to: [{name: x, contact: y}]
""",
}


@pytest.mark.parametrize("order", ["a.yaml, b.yaml", "b.yaml, a.yaml"])
def test_parents_side_by_side_give_the_stricter(tmp_path: Path, order: str) -> None:
    policy = composed(tmp_path, **SIDES, top=f"policy: top\nextends: [{order}]\n")
    assert {name: channel.accepts for name, channel in policy.channels.items()} == {
        "social": "public",
        "wiki": "internal",
        "web": "public",
    }
    assert policy.default_channel == "web"
    assert policy.unanswered is Outcome.BLOCK
    assert (policy.caps.low, policy.caps.medium, policy.caps.high) == (
        Outcome.REVIEW,
        Outcome.BLOCK,
        Outcome.BLOCK,
    )
    assert [step.who for step in policy.if_leaked] in (["a", "b"], ["b", "a"])
    assert len(policy.report_to) == 1
    assert policy.life.owner == order[0]


@pytest.mark.parametrize("order", ["a.yaml, b.yaml", "b.yaml, a.yaml"])
def test_a_diamond_keeps_what_both_sides_tightened(tmp_path: Path, order: str) -> None:
    policy = composed(
        tmp_path,
        base=BASE,
        a="policy: a\nextends: [base.yaml]\nopen: [r]\nadjust: {r: {outcome: review, clear_if: c}}\n",
        b="policy: b\nextends: [base.yaml]\nopen: [r]\nadjust: {r: {level: restricted, outcome: block}}\n"
        "levels: [public, internal, between, restricted]\n",
        top=f"policy: top\nextends: [{order}]\n",
    )
    assert len(policy.layers) == 4
    rule = policy.rules["r"].rule
    assert isinstance(rule, Classify)
    assert (rule.level, rule.outcome, len(policy.rules["r"].cleared)) == ("restricted", Outcome.BLOCK, 1)
    assert [entry.level for entry in policy.levels] == ["public", "internal", "between", "restricted"]


def test_only_one_parent_says_something(tmp_path: Path) -> None:
    for order in ("a.yaml, c.yaml", "c.yaml, a.yaml"):
        policy = composed(tmp_path, a=SIDES["a"], c="policy: c\n", top=f"policy: t\nextends: [{order}]\n")
        assert (policy.default_channel, policy.unanswered) == ("wiki", Outcome.REVIEW)
        assert policy.caps.low is Outcome.REVIEW
        assert policy.levels == DEFAULT_LEVELS


RULE = Classify(find=("x",), level="internal", category="conduct", outcome=Outcome.WARN)
ADJUSTMENTS = st.builds(
    Adjustment,
    outcome=st.none() | st.sampled_from(OUTCOMES),
    level=st.none() | st.sampled_from([entry.level for entry in DEFAULT_LEVELS]),
    severity=st.none() | st.sampled_from(SEVERITIES),
)


@given(st.lists(ADJUSTMENTS, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_adjustments_means_nothing(adjustments: list[Adjustment], random: object) -> None:
    numbered = list(enumerate(adjustments))
    shuffled = list(numbered)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (
        in_force(Standing(0, RULE, tuple(adjusted)), DEFAULT_LEVELS, dt.UTC).rule
        for adjusted in (numbered, shuffled)
    )
    assert one == other
    assert isinstance(one, Classify)
    assert one.outcome >= RULE.outcome
    assert all(a.outcome is None or one.outcome >= a.outcome for a in adjustments)


def test_adjusting_what_does_not_fit_changes_nothing() -> None:
    permit = Permit(
        lifts=("r",), reason="x", owner="y", since=dt.date(2026, 1, 1), until=dt.date(2026, 12, 31)
    )
    lax = Adjustment(
        since=dt.date(2025, 1, 1), until=dt.date(2027, 1, 1), outcome=Outcome.BLOCK, level="nowhere"
    )
    assert in_force(Standing(0, permit, ((1, lax),)), DEFAULT_LEVELS, dt.UTC).rule == permit
    unknown = Adjustment(level="nowhere")
    assert in_force(Standing(0, RULE, ((1, unknown),)), DEFAULT_LEVELS, dt.UTC).rule == RULE


@pytest.mark.parametrize(
    ("moment", "end", "expected"),
    [
        (dt.date(2026, 12, 1), False, "2026-11-30T23:00:00+00:00"),
        (dt.date(2026, 12, 1), True, "2026-12-01T23:00:00+00:00"),
        (dt.date(2026, 3, 29), True, "2026-03-29T22:00:00+00:00"),
        (dt.date.max, True, "9999-12-31T23:59:59.999999+00:00"),
        (dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC), True, "2026-12-01T09:00:00+00:00"),
    ],
)
def test_instants_in_a_time_zone(moment: dt.date, end: bool, expected: str) -> None:
    assert instant(moment, zone_of("Europe/Berlin"), end=end).astimezone(dt.UTC).isoformat() == expected


def test_zones() -> None:
    assert [zone_of(name) for name in (None, "UTC", "No/Where", "../x", "")] == [dt.UTC] * 5


def test_the_dates_of_a_layer_are_those_of_its_own_zone(tmp_path: Path) -> None:
    ends = {"kind": "permit", "lifts": "r", "reason": "x", "owner": "y", "until": "2026-12-01"}
    rude = {"kind": "forbid", "category": "conduct", "find": "x", "open": True}
    parent = {
        "policy": "parent", "channels": {"social": {"accepts": "public"}}, "rules": {"r": rude, "p": ends},
        "accepted": [{"rule": "r", "fingerprint": "0" * 32, "reason": "x", "by": "y", "until": "2026-12-01"}],
    }  # fmt: skip
    (tmp_path / "parent.json").write_text(json.dumps(parent), "utf-8")
    child = {
        "policy": "child", "extends": ["parent.json"], "time_zone": "America/New_York",
        "rules": {"q": {**ends, "lifts": "r2"}, "r2": rude},
    }  # fmt: skip
    composed = compose(child, tmp_path)
    parents, own = (composed.rules[name].rule.until for name in ("p", "q"))
    assert isinstance(parents, dt.datetime)
    assert isinstance(own, dt.datetime)
    assert (parents.isoformat(), own.isoformat()) == (
        "2026-12-02T00:00:00+00:00",
        "2026-12-02T00:00:00-05:00",
    )
    assert composed.accepted[0].until == parents
