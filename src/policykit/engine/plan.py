"""What a policy is when it runs: rules, permits, protects and disclosures, compiled.

Values made once by `compile`, read by everything else here. Levels are ranks in the chain, windows are
instants, names are resolved; nothing refers to a file or to the documents' classes beyond plain scales.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import attrs

from policykit.engine.context import FactValue
from policykit.engine.decision import Localised
from policykit.engine.search import Node, Search
from policykit.model.scales import Confidence, Outcome, Severity

RuleKind = Literal["classify", "forbid", "require", "permit", "protect"]


@attrs.frozen(eq=False)
class Gate:
    """When a rule is live: the facts it asks for and its window `[since, until)`.

    `wants` holds, for each fact (or `channel`), the values under which the rule is live.
    """

    wants: tuple[tuple[str, tuple[FactValue, ...]], ...] = ()
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@attrs.frozen(eq=False)
class RulePlan:
    """A classify, forbid or require rule.

    `level` is its rank in the chain (0 but for classify); `search` is None for a require without `find`,
    which is triggered once by the whole text; `until_stated` is the zone of the dates that end its matches,
    None where it reads none; `trigger` is the number of its trigger, None without a search; `lifted_by` are
    the permits that name it.
    """

    id: str
    kind: RuleKind
    category: str
    gate: Gate
    search: Search | None
    outcome: Outcome
    severity: Severity | None
    level: int = 0
    absolute: bool = False
    until_stated: dt.tzinfo | None = None
    trigger: int | None = None
    lifted_by: tuple[PermitPlan, ...] = ()
    accepted: tuple[AcceptedPlan, ...] = ()
    disclosure: DisclosurePlan | None = None
    says: Localised | None = None
    instead: Localised | None = None


@attrs.frozen(eq=False)
class PermitPlan:
    """A carve-out; `level` is the rank that it declassifies to, or None; no `search`: the whole text."""

    id: str
    gate: Gate
    search: Search | None
    span: Literal["match", "sentence", "text"]
    level: int | None


@attrs.frozen(eq=False)
class ProtectPlan:
    """Protected speech."""

    id: str
    gate: Gate
    search: Search
    shields: frozenset[str]
    at_most: Outcome


@attrs.frozen(eq=False)
class AcceptedPlan:
    """An accepted finding: a permit for one fingerprint, until an instant."""

    id: str
    fingerprint: str
    until: dt.datetime


@attrs.frozen(eq=False)
class DisclosurePlan:
    """A disclosure: nodes and words of its accepted wordings for each jurisdiction (`any`: for all)."""

    id: str
    place: Literal["start", "end", "anywhere"] | int
    nodes: Mapping[str, tuple[Node, ...]]
    wordings: Mapping[str, tuple[str, ...]]
    reject: tuple[Node, ...]
    says: Localised | None


@attrs.frozen(eq=False)
class FactPlan:
    """A declared fact."""

    values: tuple[FactValue, ...]
    default: FactValue | None
    question: Localised | None


@attrs.frozen(eq=False)
class Plan:
    """A whole policy, compiled; see `model.composition.Composition` for the meaning of the parts.

    `accepts` is, for each channel, the rank of the highest level that it accepts. `rules`, `permits` and
    `protects` are sorted by id, so that the order of the file means nothing.
    """

    levels: tuple[str, ...]
    accepts: Mapping[str, int]
    default_channel: str
    facts: Mapping[str, FactPlan]
    rules: tuple[RulePlan, ...]
    permits: tuple[PermitPlan, ...]
    protects: tuple[ProtectPlan, ...]
    unanswered: Outcome
    caps: Mapping[Confidence, Outcome]
    key: bytes | None = attrs.field(default=None, repr=False)
