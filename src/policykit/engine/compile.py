"""From a composition to a policy: names become references, patterns become atoms, dates become instants.

Runs once for each policy. Everything that could go wrong was said by `loading`; what is left here is the
arithmetic. Imports and opens whatever the policy will need, so that evaluating it never has to.
"""

from __future__ import annotations

import codecs
import datetime as dt
import hashlib
import json
import unicodedata
from functools import partial
from itertools import count
from typing import Literal
from zoneinfo import ZoneInfo

from policykit.engine.decision import Level, PolicyStamp
from policykit.engine.fingerprint import check_key
from policykit.engine.nodes import Nodes
from policykit.engine.plan import (
    AcceptedPlan,
    DisclosurePlan,
    FactPlan,
    Gate,
    PermitPlan,
    Plan,
    ProtectPlan,
    RulePlan,
)
from policykit.engine.policy import Policy
from policykit.engine.report import Frame
from policykit.matching.pattern.prepared import NOTHING_PREPARED, Prepared
from policykit.matching.portable import PortableScanner
from policykit.matching.scanner import Scanner, build_scanner
from policykit.model.composition import Composition, PlacedRule
from policykit.model.moments import instant
from policykit.model.rules import Classify, Common, Forbid, Permit, Protect, Require
from policykit.model.scales import CONFIDENCES

LIBRARY = "0.1.0"
"""The version of the semantics, stamped on every decision."""


def compile_composition(
    composition: Composition,
    *,
    key: bytes | None = None,
    scanner: Literal["auto", "portable"] = "auto",
    prepared: Prepared = NOTHING_PREPARED,
) -> Policy:
    """The policy that a composition describes.

    `key` turns on fingerprints and accepted findings (at least 16 bytes); `scanner` chooses the portable
    scanner even where Hyperscan can be imported. What is in `prepared` is not read again.
    """
    # spans count UTF-16 units too, and Python imports that codec when it is first asked for
    codecs.lookup("utf-16-le")
    nodes = Nodes(composition, prepared)
    plan = _Planner(composition, nodes, check_key(key)).plan()
    names = tuple(entry.level for entry in composition.levels)
    levels = tuple(Level(name, rank, names) for rank, name in enumerate(names))
    document = composition.document
    stamp = PolicyStamp(
        document.policy,
        document.version,
        digest(composition),
        LIBRARY,
        unicodedata.unidata_version,
        pure=all(detector.pure for detector in composition.external.values()),
    )
    return Policy(
        composition,
        plan,
        Frame(plan, stamp, levels, composition.if_leaked),
        nodes.atoms,
        _scanner(nodes, plan, portable=scanner == "portable"),
        partial(compile_composition, composition, key=key, scanner=scanner, prepared=prepared),
    )


def _scanner(nodes: Nodes, plan: Plan, *, portable: bool) -> Scanner:
    return PortableScanner() if portable else build_scanner(nodes.atoms, nodes.triggers(plan.rules))


def digest(composition: Composition) -> str:
    """SHA-256 over the canonical form: every layer's document and terms, the order of mappings aside.

    Of a detector that the caller handed in, its name, version, purity and hint stand for it.
    """
    layers = [
        {
            "document": layer.document.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "terms": {name: sorted(terms) for name, terms in layer.terms.items()},
        }
        for layer in composition.layers
    ]
    external = {
        name: [detector.name, detector.version, detector.pure, detector.hint]
        for name, detector in composition.external.items()
    }
    whole = {"layers": layers, "external": external} if external else layers
    canonical = json.dumps(whole, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


class _Planner:
    """Makes the plan of one composition."""

    def __init__(self, composition: Composition, nodes: Nodes, key: bytes | None) -> None:
        self._composition = composition
        self._nodes = nodes
        self._key = key
        self._ranks = {entry.level: rank for rank, entry in enumerate(composition.levels)}
        self._zone = _zone(composition.time_zone)
        # rules are planned in the order in which `Nodes.triggers` is asked for them
        self._triggers = count()

    def plan(self) -> Plan:
        composition = self._composition
        placed = sorted(composition.rules.items())
        permits = {name: self._permit(name, p) for name, p in placed if isinstance(p.rule, Permit)}
        lifted: dict[str, list[PermitPlan]] = {}
        for name, permit in permits.items():
            rule = composition.rules[name].rule
            for target in rule.lifts if isinstance(rule, Permit) else ():
                lifted.setdefault(target, []).append(permit)
        accepted: dict[str, list[AcceptedPlan]] = {}
        for number, entry in enumerate(composition.accepted, 1):
            until = instant(entry.until, self._zone, end=True)
            accepted.setdefault(entry.rule, []).append(
                AcceptedPlan(f"accepted[{number}]", entry.fingerprint, until)
            )
        return Plan(
            levels=tuple(self._ranks),
            accepts={name: self._ranks[channel.accepts] for name, channel in composition.channels.items()},
            default_channel=composition.default_channel,
            facts={name: FactPlan(f.values, f.default, f.question) for name, f in composition.facts.items()},
            rules=tuple(
                self._rule(name, p, tuple(lifted.get(name, ())), tuple(accepted.get(name, ())))
                for name, p in placed
                if isinstance(p.rule, Classify | Forbid | Require)
            ),
            permits=tuple(permits.values()),
            protects=tuple(self._protect(name, p) for name, p in placed if isinstance(p.rule, Protect)),
            unanswered=composition.unanswered,
            caps={confidence: composition.caps.of(confidence) for confidence in CONFIDENCES},
            key=self._key,
        )

    def _rule(
        self,
        name: str,
        placed: PlacedRule,
        lifted_by: tuple[PermitPlan, ...],
        accepted: tuple[AcceptedPlan, ...],
    ) -> RulePlan:
        rule = placed.rule
        assert isinstance(rule, Classify | Forbid | Require)
        return RulePlan(
            id=name,
            kind=rule.kind,
            category=rule.category,
            gate=self._gate(rule),
            search=self._nodes.rule_search(placed),
            outcome=rule.outcome,
            severity=rule.severity,
            level=self._ranks[rule.level] if isinstance(rule, Classify) else 0,
            absolute=rule.absolute if isinstance(rule, Classify | Forbid) else False,
            trigger=None if rule.find is None else next(self._triggers),
            until_stated=self._zone_of(placed) if getattr(rule, "until_stated", False) else None,
            lifted_by=lifted_by,
            accepted=accepted,
            disclosure=self._disclosure(rule.disclose) if isinstance(rule, Require) else None,
            says=rule.says,
            instead=rule.instead,
        )

    def _permit(self, name: str, placed: PlacedRule) -> PermitPlan:
        rule = placed.rule
        assert isinstance(rule, Permit)
        level = None if rule.declassifies_to is None else self._ranks[rule.declassifies_to]
        return PermitPlan(name, self._gate(rule), self._nodes.rule_search(placed), rule.span, level)

    def _protect(self, name: str, placed: PlacedRule) -> ProtectPlan:
        rule = placed.rule
        search = self._nodes.rule_search(placed)
        assert isinstance(rule, Protect)
        assert search is not None
        return ProtectPlan(name, self._gate(rule), search, frozenset(rule.shields), rule.at_most)

    def _disclosure(self, name: str) -> DisclosurePlan:
        disclosure = self._composition.disclosures[name]
        return DisclosurePlan(
            name,
            disclosure.place,
            self._nodes.wordings(disclosure.accept),
            disclosure.accept,
            self._nodes.phrases(disclosure.reject, "reject", "none"),
            disclosure.says or disclosure.title,
        )

    def _gate(self, rule: Common) -> Gate:
        since = None if rule.since is None else instant(rule.since, self._zone)
        until = None if rule.until is None else instant(rule.until, self._zone, end=True)
        return Gate(tuple(sorted(rule.when.items())), since, until)

    def _zone_of(self, placed: PlacedRule) -> dt.tzinfo:
        return self._zone if placed.time_zone is None else _zone(placed.time_zone)


def _zone(name: str) -> dt.tzinfo:
    return dt.UTC if name == "UTC" else ZoneInfo(name)
