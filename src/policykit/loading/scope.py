"""What is in force at one layer: everything its parents and it declare, added up.

A scope is built twice over: parents side by side are merged, then a document is put on top. Both only add
up; whether the document may say what it says is for `law`. Level names in a scope are canonical. Rules
keep their definition and their adjustments apart until the end, because two parents may each have tightened
the same rule of a common one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

import attrs

from policykit.model.consequences import Ladder, Life, ReportingChannel, ResponseStep
from policykit.model.document import (
    DEFAULT_LEVELS,
    Budget,
    Caps,
    Channel,
    Fact,
    LevelEntry,
)
from policykit.model.find import Detector
from policykit.model.part import LocalWords
from policykit.model.rules import Accepted, Adjustment, Classify, Disclosure, Permit, Rule
from policykit.model.scales import Outcome

T = TypeVar("T")
Chain = tuple[LevelEntry, ...]


@attrs.frozen(repr=False)
class Placed(Generic[T]):
    """Something declared, and the position of the layer that declares it."""

    layer: int
    value: T


@attrs.frozen(repr=False)
class Standing:
    """A rule as defined, the position of its layer, and its adjustments with those of theirs.

    `time_zone` is that of its dates, which are instants already; None where it is left open.
    """

    layer: int
    rule: Rule
    adjusted: tuple[tuple[int, Adjustment], ...] = ()
    time_zone: str | None = None


@attrs.frozen(repr=False)
class Scope:
    """What is in force at a layer; None where no layer has said anything."""

    reach: frozenset[int] = frozenset()
    """The positions of every layer below, and of the layer itself."""
    levels: Chain | None = None
    channels: Mapping[str, Placed[Channel]] = attrs.field(factory=dict)
    default_channel: str | None = None
    facts: Mapping[str, Placed[Fact]] = attrs.field(factory=dict)
    categories: Mapping[str, LocalWords] = attrs.field(factory=dict)
    detectors: Mapping[str, Placed[Detector]] = attrs.field(factory=dict)
    ambiguous: Mapping[str, tuple[int, int]] = attrs.field(factory=dict)
    """Detectors that two parents define differently, with the two layers."""
    rules: Mapping[str, Standing] = attrs.field(factory=dict)
    disclosures: Mapping[str, Placed[Disclosure]] = attrs.field(factory=dict)
    ladder: Ladder | None = None
    if_leaked: tuple[ResponseStep, ...] = ()
    report_to: tuple[ReportingChannel, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    own_up_to: str | None = None
    """What authors may accept themselves; None where only shipped layers are, and none of them says."""
    unanswered: Outcome | None = None
    caps: Caps | None = None
    time_zone: str | None = None
    life: Life | None = None
    budget: Budget | None = None

    @property
    def chain(self) -> Chain:
        """The levels in force, lowest first."""
        return self.levels or DEFAULT_LEVELS


def level_rank(chain: Chain, name: str) -> int | None:
    """The position of a level, named by its name or an alias, or None."""
    for rank, entry in enumerate(chain):
        if name == entry.level:
            return rank
    return next((rank for rank, entry in enumerate(chain) if name in entry.aliases), None)


def canonical(chain: Chain, name: str) -> str:
    """The name of a level that may be named by an alias; an unknown one as it is."""
    rank = level_rank(chain, name)
    return name if rank is None else chain[rank].level


def canonical_rule(chain: Chain, rule: Rule) -> Rule:
    """The rule with its level names made canonical."""
    if isinstance(rule, Classify) and canonical(chain, rule.level) != rule.level:
        return rule.model_copy(update={"level": canonical(chain, rule.level)})
    if isinstance(rule, Permit) and rule.declassifies_to is not None:
        return rule.model_copy(update={"declassifies_to": canonical(chain, rule.declassifies_to)})
    return rule


def canonical_channel(chain: Chain, channel: Channel) -> Channel:
    """The channel with its level name made canonical."""
    name = canonical(chain, channel.accepts)
    return channel if name == channel.accepts else channel.model_copy(update={"accepts": name})


def renamed(scope: Scope, chain: Chain) -> Scope:
    """The scope with its levels replaced by `chain` and every level name made canonical in it."""
    return attrs.evolve(
        scope,
        levels=chain,
        own_up_to=None if scope.own_up_to is None else canonical(chain, scope.own_up_to),
        channels={
            name: Placed(placed.layer, canonical_channel(chain, placed.value))
            for name, placed in scope.channels.items()
        },
        rules={
            name: attrs.evolve(standing, rule=canonical_rule(chain, standing.rule))
            for name, standing in scope.rules.items()
        },
    )
