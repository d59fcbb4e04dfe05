"""Layers → one composition: scopes from the bottom up, each layer checked in its own.

Shipped layers were checked when they were built. Names are looked up only where every document they could
come from was read, because a missing file would make all of its names unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

from policykit.errors import Diagnostic
from policykit.loading.accepting import unacceptable
from policykit.loading.adjusting import in_force
from policykit.loading.law import Parents, unlawful
from policykit.loading.layers import Layers
from policykit.loading.merge import merged, topped
from policykit.loading.moments import zone_of
from policykit.loading.names import unknown_names
from policykit.loading.scope import Scope
from policykit.loading.searching import unsearchable
from policykit.loading.sense import senseless
from policykit.loading.sheet import Sheet
from policykit.loading.siblings import conflicts
from policykit.loading.suggest import listing
from policykit.loading.tightening import unlawful_adjustments
from policykit.model.composition import Composition, Layer
from policykit.model.consequences import Life
from policykit.model.document import Budget, Caps
from policykit.model.scales import Outcome


def compose_layers(layers: Layers, *, strict: bool) -> tuple[Composition | None, tuple[Diagnostic, ...]]:
    """The composition of the layers and every diagnostic; no composition where there is a diagnostic."""
    problems = list(layers.problems)
    scopes: list[Scope] = []
    for position, sheet in enumerate(layers.sheets):
        direct = [(number, scopes[parent]) for number, parent in layers.parents[position]]
        base = merged([scope for _, scope in direct])
        scopes.append(topped(base, sheet.document, position, shipped=sheet.shipped))
        if not sheet.shipped:
            parents = Parents(layers.sheets, scopes, base)
            problems += _problems(sheet, scopes[-1], parents, direct, layers, strict=strict)
    if layers.complete:
        problems += _no_channel(layers.sheets[-1], scopes[-1])
    if problems:
        return None, tuple(problems)
    return _composition(layers.sheets, scopes), ()


def _problems(
    sheet: Sheet,
    scope: Scope,
    parents: Parents,
    direct: list[tuple[int, Scope]],
    layers: Layers,
    *,
    strict: bool,
) -> Iterator[Diagnostic]:
    yield from unsearchable(sheet, scope)
    yield from senseless(sheet, scope, strict=strict)
    if layers.complete:
        yield from unacceptable(sheet, scope, layers.sheets, strict=strict)
        yield from unknown_names(sheet, scope, layers.sheets)
        yield from conflicts(sheet, direct, parents)
        yield from unlawful(sheet, scope, parents)
        yield from unlawful_adjustments(sheet, parents, scope.time_zone)


def _no_channel(sheet: Sheet, scope: Scope) -> Iterator[Diagnostic]:
    """A text goes somewhere: a policy has a channel, and of several one is the default."""
    if (
        sheet.cut & {"channels", "default_channel"}
        or sheet.written.get("channels", frozenset()) - scope.channels.keys()
    ):
        return
    if not scope.channels:
        advice = "for one place where texts go: `channels: {social: {accepts: public}}`"
        yield sheet.diagnostic(("channels",), "no-channel", "the policy has no channels", advice, key=True)
    elif default_channel(scope) is None:
        advice = f"say `default_channel:` with one of {listing(scope.channels)}"
        message = "`default_channel` is missing: the policy has several channels"
        yield sheet.diagnostic(("default_channel",), "no-default-channel", message, advice, key=True)


def _composition(sheets: tuple[Sheet, ...], scopes: list[Scope]) -> Composition:
    scope = scopes[-1]
    chain, zone = scope.chain, zone_of(scope.time_zone)
    return Composition(
        layers=tuple(
            Layer(
                sheet.origin,
                sheet.document,
                sheet.terms,
                {name: (placed.layer, placed.value) for name, placed in seen.detectors.items()},
                sheet.shipped,
            )
            for sheet, seen in zip(sheets, scopes, strict=True)
        ),
        levels=chain,
        channels={name: placed.value for name, placed in scope.channels.items()},
        default_channel=default_channel(scope) or "",
        facts={name: placed.value for name, placed in scope.facts.items()},
        categories=scope.categories,
        rules={name: in_force(standing, chain, zone) for name, standing in scope.rules.items()},
        disclosures={name: placed.value for name, placed in scope.disclosures.items()},
        ladder=scope.ladder,
        if_leaked=scope.if_leaked,
        report_to=scope.report_to,
        accepted=scope.accepted,
        unanswered=scope.unanswered or Outcome.REVIEW,
        caps=scope.caps or Caps(),
        time_zone=scope.time_zone or "UTC",
        life=scope.life or Life(),
        budget=scope.budget or Budget(),
    )


def default_channel(scope: Scope) -> str | None:
    """The channel of a text whose context names none: the stated one, or the only one there is."""
    if scope.default_channel is None and len(scope.channels) == 1:
        return next(iter(scope.channels))
    return scope.default_channel
