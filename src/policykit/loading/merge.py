"""How scopes add up: parents side by side, then a document on top of them.

Nothing here refuses anything. Where two parents disagree the stricter or the first one is taken, and
`law` says whether they may.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import attrs

from policykit.loading.items import finds, items_of
from policykit.loading.moments import fixed
from policykit.loading.scope import (
    Placed,
    Scope,
    Standing,
    canonical,
    canonical_channel,
    canonical_rule,
    level_rank,
    renamed,
)
from policykit.model.document import Budget, Caps, Channel, PolicyDocument
from policykit.model.find import Search, referred
from policykit.model.scales import CONFIDENCES, Outcome

T = TypeVar("T")


def merged(parents: Sequence[Scope]) -> Scope:
    """Several scopes side by side as one."""
    if not parents:
        return Scope()
    together = parents[0]
    for parent in parents[1:]:
        together = _beside(together, parent)
    return together


def _beside(first: Scope, second: Scope) -> Scope:
    chain = first.levels if _holds(first, second) else second.levels
    if chain is not None:
        first, second = renamed(first, chain), renamed(second, chain)
    twice = {
        name: (first.detectors[name].layer, second.detectors[name].layer)
        for name in first.detectors.keys() & second.detectors.keys()
        if not same_detector(first, second, name)
    }
    return attrs.evolve(
        first,
        reach=first.reach | second.reach,
        channels=_channels(first, second),
        default_channel=_default_channel(first, second),
        facts={**second.facts, **first.facts},
        categories={**second.categories, **first.categories},
        detectors={**second.detectors, **first.detectors},
        ambiguous={**second.ambiguous, **first.ambiguous, **twice},
        rules=_rules(first, second),
        disclosures={**second.disclosures, **first.disclosures},
        ladder=first.ladder or second.ladder,
        if_leaked=_each_once(first.if_leaked, second.if_leaked),
        report_to=_each_once(first.report_to, second.report_to),
        accepted=_each_once(first.accepted, second.accepted),
        own_up_to=_lower(first, second),
        unanswered=_higher(first.unanswered, second.unanswered),
        caps=_higher_caps(first.caps, second.caps),
        time_zone=first.time_zone or second.time_zone,
        life=first.life or second.life,
        budget=_greater(first.budget, second.budget),
    )


def _holds(first: Scope, second: Scope) -> bool:
    """Whether the first scope's levels hold those of the second."""
    if first.levels is None or second.levels is None:
        return second.levels is None
    return all(level_rank(first.levels, entry.level) is not None for entry in second.levels)


def _channels(first: Scope, second: Scope) -> dict[str, Placed[Channel]]:
    channels = {**second.channels, **first.channels}
    for name in first.channels.keys() & second.channels.keys():
        one, other = first.channels[name], second.channels[name]
        ranks = [level_rank(first.chain, placed.value.accepts) or 0 for placed in (one, other)]
        channels[name] = one if ranks[0] <= ranks[1] else other
    return channels


def _default_channel(first: Scope, second: Scope) -> str | None:
    if first.default_channel is None or second.default_channel is None:
        return first.default_channel or second.default_channel
    return first.default_channel if _default_rank(first) <= _default_rank(second) else second.default_channel


def _default_rank(scope: Scope) -> int:
    placed = scope.channels.get(scope.default_channel or "")
    return (level_rank(scope.chain, placed.value.accepts) or 0) if placed is not None else 0


def _rules(first: Scope, second: Scope) -> dict[str, Standing]:
    rules = {**second.rules, **first.rules}
    for name in first.rules.keys() & second.rules.keys():
        one, other = first.rules[name], second.rules[name]
        adjusted = dict.fromkeys((layer for layer, _ in (*one.adjusted, *other.adjusted)), None)
        by_layer = {**dict(other.adjusted), **dict(one.adjusted)}
        rules[name] = attrs.evolve(
            one, adjusted=tuple((layer, by_layer[layer]) for layer in sorted(adjusted))
        )
    return rules


def _each_once(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return (*first, *(entry for entry in second if entry not in first))


def _lower(first: Scope, second: Scope) -> str | None:
    """The lower of what two parents let authors accept themselves."""
    one, other = first.own_up_to, second.own_up_to
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda name: level_rank(first.chain, name) or 0)


def _higher(first: Outcome | None, second: Outcome | None) -> Outcome | None:
    return max(first, second) if first is not None and second is not None else first or second


def _higher_caps(first: Caps | None, second: Caps | None) -> Caps | None:
    if first is None or second is None:
        return first or second
    low, medium, high = (max(first.of(c), second.of(c)) for c in CONFIDENCES)
    return Caps(low=low, medium=medium, high=high)


def same_detector(first: Scope, second: Scope, name: str) -> bool:
    """Whether a detector means the same in two scopes, those it refers to included."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        name = waiting.pop()
        one, other = first.detectors.get(name), second.detectors.get(name)
        if one is None or other is None:
            if one is not other:
                return False
        elif name not in seen and one.layer != other.layer:
            if one.value != other.value:
                return False
            waiting += references(one.value)
        seen.add(name)
    return True


def references(part: Search) -> list[str]:
    """The names of the detectors that a rule or detector refers to."""
    return [name for _, find in finds(part, ()) for _, item in items_of(find, ()) if (name := referred(item))]


def topped(base: Scope, document: PolicyDocument, layer: int, *, shipped: bool = False) -> Scope:
    """The scope of a document at position `layer` that extends `base`."""
    said = document.model_fields_set
    zone = zone_written(base, document, shipped=shipped)
    if document.levels is not None:
        base = renamed(base, document.levels)
    chain = base.chain
    rules: dict[str, Standing] = dict(base.rules)
    for name, adjustment in document.adjust.items():
        if name in rules:
            rules[name] = attrs.evolve(
                rules[name], adjusted=(*rules[name].adjusted, (layer, fixed(adjustment, zone)))
            )
    for name, rule in document.rules.items():
        rules.setdefault(name, Standing(layer, fixed(canonical_rule(chain, rule), zone), time_zone=zone))
    channels = {n: Placed(layer, canonical_channel(chain, c)) for n, c in document.channels.items()}
    return attrs.evolve(
        base,
        reach=base.reach | {layer},
        channels={**base.channels, **channels},
        default_channel=document.default_channel or base.default_channel,
        facts={**base.facts, **_placed(base.facts, document.facts, layer)},
        categories={**base.categories, **document.categories},
        detectors={**base.detectors, **_placed(base.detectors, document.detectors, layer)},
        ambiguous={n: layers for n, layers in base.ambiguous.items() if n not in document.detectors},
        rules=rules,
        disclosures={**base.disclosures, **_placed(base.disclosures, document.disclosures, layer)},
        ladder=document.ladder or base.ladder,
        if_leaked=document.if_leaked if "if_leaked" in said else base.if_leaked,
        report_to=document.report_to if "report_to" in said else base.report_to,
        accepted=_each_once(base.accepted, tuple(fixed(entry, zone) for entry in document.accepted)),
        own_up_to=_own_up_to(base, document, shipped=shipped),
        unanswered=document.unanswered or base.unanswered,
        caps=_stated_caps(base.caps, document.caps),
        time_zone=document.time_zone if "time_zone" in said else base.time_zone,
        life=document.life if "life" in said else base.life,
        budget=_stated_budget(base.budget, document),
    )


def _own_up_to(base: Scope, document: PolicyDocument, *, shipped: bool) -> str | None:
    """What authors may accept themselves; a file that says nothing means the lowest level."""
    if document.acceptance.own_up_to is not None:
        return canonical(base.chain, document.acceptance.own_up_to)
    return base.own_up_to or (None if shipped else base.chain[0].level)


def zone_written(base: Scope, document: PolicyDocument, *, shipped: bool) -> str | None:
    """The zone of the dates in a document; None where a shipped one leaves it to those that extend it."""
    if "time_zone" in document.model_fields_set:
        return document.time_zone
    return base.time_zone or (None if shipped else "UTC")


def _placed(inherited: Mapping[str, Placed[T]], own: Mapping[str, T], layer: int) -> dict[str, Placed[T]]:
    """Own declarations with their layer; one that only repeats an inherited one stays where it was."""
    return {
        name: Placed(layer, value)
        for name, value in own.items()
        if name not in inherited or inherited[name].value != value
    }


def _stated_budget(inherited: Budget | None, document: PolicyDocument) -> Budget | None:
    """The own budget over the inherited one; what the document leaves out stays."""
    if "budget" not in document.model_fields_set:
        return inherited
    stated = {key: getattr(document.budget, key) for key in document.budget.model_fields_set}
    return (inherited or Budget()).model_copy(update=stated)


def _greater(first: Budget | None, second: Budget | None) -> Budget | None:
    if first is None or second is None:
        # who says nothing has the usual one
        said = first or second
        first, second = (said, Budget()) if said else (None, None)
    if first is None or second is None:
        return None
    return Budget(
        matches=max(first.matches, second.matches), code_points=max(first.code_points, second.code_points)
    )


def _stated_caps(inherited: Caps | None, own: Caps | None) -> Caps | None:
    """Own caps over the inherited ones; a confidence that the document leaves out keeps its cap."""
    if own is None or inherited is None:
        return own or inherited
    stated = {key: getattr(own, key) for key in own.model_fields_set}
    # The order of the caps was checked for each document; put together it is checked in `law`.
    return inherited.model_copy(update=stated)
