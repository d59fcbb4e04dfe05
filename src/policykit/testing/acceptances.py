"""Says which accepted findings of a policy nobody needs any more.

An accepted finding is an exception, and exceptions pile up: the text was changed, the rule was mended, the
words are gone. A decision lists under `set_aside` what lowered each finding, accepted findings among it. What
appears in no decision on all the texts that there are can be taken out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from policykit.engine.decision import Decision
from policykit.engine.policy import Policy
from policykit.model.composition import Composition
from policykit.model.moments import instant
from policykit.model.rules import Accepted

__all__ = ["UnusedAcceptance", "unused_acceptances"]


@attrs.frozen
class UnusedAcceptance:
    """An accepted finding that lowered nothing.

    `id` is its name in decisions, such as `accepted[1]`; `origin` the layer that wrote it, `position` its
    place in the `accepted` of that layer, from 0.
    """

    id: str
    rule_id: str
    origin: str
    position: int

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where it stands in the document of its layer."""
        return ("accepted", self.position)


def unused_acceptances(policy: Policy, decisions: Iterable[Decision]) -> tuple[UnusedAcceptance, ...]:
    """The accepted findings of a policy that none of its `decisions` needed, in their order.

    An accepted finding counts only under the key that its fingerprint was made with and where the context
    says when the text goes out; decisions made without either need none. One that has expired is unused. The
    decisions are taken one by one, so they may come from a generator.
    """
    needed = {name for decision in decisions for entry in decision.set_aside for name in entry.by}
    composition = policy.composition
    return tuple(
        UnusedAcceptance(name, entry.rule, *_written(composition, entry))
        for name, entry in ((f"accepted[{n}]", entry) for n, entry in enumerate(composition.accepted, 1))
        if name not in needed
    )


def _written(composition: Composition, entry: Accepted) -> tuple[str, int]:
    """The layer that wrote an entry, and its position there."""
    return next(
        (layer.origin, position)
        for layer in composition.layers
        for position, own in enumerate(layer.document.accepted)
        if own.model_copy(update={"until": entry.until}) == entry and _ends_alike(own, entry)
    )


def _ends_alike(own: Accepted, entry: Accepted) -> bool:
    # the date that a layer wrote became an instant in the zone of that layer
    zone = (entry.until.tzinfo if isinstance(entry.until, dt.datetime) else None) or dt.UTC
    return instant(own.until, zone, end=True) == instant(entry.until, zone, end=True)
