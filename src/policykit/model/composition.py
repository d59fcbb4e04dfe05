"""A policy with its layers resolved: every name exists, every piece knows the layer it came from.

Made by `loading`, read by `engine`. A composition is the whole input of the compiler and of nothing else:
terms files are read into it, so that a policy can be pickled and compiled again without touching a file.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from policykit.model.consequences import Ladder, Life, ReportingChannel, ResponseStep
from policykit.model.document import Budget, Caps, Channel, Fact, LevelEntry, PolicyDocument
from policykit.model.external import Detectors
from policykit.model.find import Detector, Find
from policykit.model.part import LocalWords
from policykit.model.rules import Accepted, Disclosure, Rule
from policykit.model.scales import Outcome


@attrs.frozen(repr=False)
class Layer:
    """One document of a policy, with the names of its terms files resolved to their terms.

    `origin` is how the layer was named: a shipped pack's name, a file, or `<mapping>`. `terms` holds, for
    each `terms: {file: …}` of the document, the terms read. `sees` is every detector visible in the layer,
    its own and the inherited ones: name to (position of the defining layer, the detector). `shipped` says
    that it comes with the library.
    """

    origin: str
    document: PolicyDocument
    terms: Mapping[str, tuple[str, ...]]
    sees: Mapping[str, tuple[int, Detector]]
    shipped: bool = False

    def __repr__(self) -> str:
        return f"Layer({self.origin!r})"


@attrs.frozen(repr=False)
class PlacedRule:
    """A rule with its adjustments applied.

    `layer` is the position of the layer whose detectors its finds refer to; `cleared` are the `clear_if` that
    later layers added, each with the position of the layer whose detectors they refer to. Its dates are
    instants already, of `time_zone`; None where they are dates in the zone of the whole policy.
    """

    rule: Rule
    layer: int
    cleared: tuple[tuple[int, Find], ...] = ()
    time_zone: str | None = None

    def __repr__(self) -> str:
        return f"PlacedRule({self.rule.kind}, layer={self.layer})"


@attrs.frozen(repr=False)
class Composition:
    """A whole policy: its layers, parents first and the policy itself last, and what they add up to.

    `levels` is the chain, lowest first; level names in rules, channels and permits are already canonical
    (never an alias). `accepted` are the accepted findings of every layer, `external` the detectors that the
    caller handed in, those alone that some layer names.
    """

    layers: tuple[Layer, ...]
    levels: tuple[LevelEntry, ...]
    channels: Mapping[str, Channel]
    default_channel: str
    facts: Mapping[str, Fact]
    categories: Mapping[str, LocalWords]
    rules: Mapping[str, PlacedRule]
    disclosures: Mapping[str, Disclosure]
    ladder: Ladder | None
    if_leaked: tuple[ResponseStep, ...]
    report_to: tuple[ReportingChannel, ...]
    accepted: tuple[Accepted, ...]
    unanswered: Outcome
    caps: Caps
    time_zone: str
    life: Life
    budget: Budget
    external: Detectors = attrs.field(factory=dict)

    def __repr__(self) -> str:
        return f"Composition({', '.join(layer.origin for layer in self.layers)})"

    @property
    def document(self) -> PolicyDocument:
        """The policy's own document, the last layer."""
        return self.layers[-1].document


__all__ = ["Composition", "Layer", "PlacedRule"]
