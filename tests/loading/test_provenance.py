"""What came from where, over three layers."""

from __future__ import annotations

from pathlib import Path

from policykit.loading.entry import compose
from policykit.loading.provenance import Placed, provenance

GROUP = """\
policy: group
open: [rules, facts, detectors]
life: {owner: group}
time_zone: Europe/Berlin
levels: [public, secret]
channels: {social: {accepts: public}}
facts: {author: {values: [x]}, mood: {values: [y]}}
detectors: {praise: [great], own: [a]}
rules: {r: {kind: forbid, category: conduct, find: x}, s: {kind: forbid, category: conduct, find: x}}
disclosures: {d: {accept: x}}
"""
COMPANY = """\
policy: company
extends: [group.yaml]
open: [rules, facts, detectors]
unanswered: block
adjust: {r: {severity: severe}}
"""
TEAM = """\
policy: team
extends: [company.yaml]
categories: {mine: ours}
channels: {social: {accepts: public}, wiki: {accepts: secret}}
default_channel: social
facts: {author: {values: [x, z]}}
detectors: {praise: [good]}
adjust: {r: {outcome: block}}
rules: {t: {kind: forbid, category: mine, find: <praise>}, s: {kind: forbid, category: conduct, find: x}}
accepted: [{rule: t, fingerprint: 0123456789abcdef0123456789abcdef, reason: x, by: y, until: 2027-01-01}]
acceptance: {own_up_to: public}
"""


def test_provenance(tmp_path: Path) -> None:
    for name, text in (("group", GROUP), ("company", COMPANY), ("team", TEAM)):
        (tmp_path / f"{name}.yaml").write_text(text)
    parts = provenance(compose(tmp_path / "team.yaml"))
    shown = [
        (part.section, part.name, Path(part.origin).stem, tuple(Path(by).stem for by in part.adjusted_by))
        for part in parts
    ]
    assert shown == [
        ("levels", "public", "group", ()),
        ("levels", "secret", "group", ()),
        ("channels", "social", "team", ()),
        ("channels", "wiki", "team", ()),
        ("facts", "author", "team", ()),
        ("facts", "mood", "group", ()),
        ("categories", "mine", "team", ()),
        ("detectors", "own", "group", ()),
        ("detectors", "praise", "team", ()),
        ("rules", "r", "group", ("company", "team")),
        ("rules", "s", "group", ()),
        ("rules", "t", "team", ()),
        ("disclosures", "d", "group", ()),
        ("settings", "life", "group", ()),
        ("settings", "time_zone", "group", ()),
        ("settings", "default_channel", "team", ()),
        ("settings", "acceptance", "team", ()),
        ("settings", "unanswered", "company", ()),
        ("accepted", "t", "team", ()),
    ]


def test_detectors_that_the_policy_cannot_tell_apart_are_listed_once() -> None:
    parts = [part for part in provenance(compose("default")) if part.section == "detectors"]
    assert len({part.name for part in parts}) == len(parts)


def test_a_part_is_a_value() -> None:
    assert Placed("rules", "r", "a") == Placed("rules", "r", "a", ())
