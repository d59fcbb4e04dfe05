"""What a date means: an instant in the time zone of the policy that wrote it.

A policy that extends another may live in another zone; the dates it inherits must not move by that, or a
permit that is over for the parent would live on for the child. So each layer's dates become instants when
the layer is read. Shipped policies that name no zone leave theirs to the policy that extends them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from policykit.model.moments import instant
from policykit.model.part import Part

__all__ = ["fixed", "instant", "zone_of"]

Dated = TypeVar("Dated", bound=Part)


def zone_of(name: str | None) -> dt.tzinfo:
    """The time zone of that IANA name; UTC where there is none of it, which `names` reports."""
    try:
        return ZoneInfo(name) if name and name != "UTC" else dt.UTC
    except (KeyError, OSError, ValueError):  # unknown, or no name of a zone at all
        return dt.UTC


def fixed(part: Dated, zone_name: str | None) -> Dated:
    """The part with its `since` and `until` made instants of that zone; as it is where the zone is open."""
    if zone_name is None:
        return part
    changes: dict[str, Any] = {}
    for key in ("since", "until"):
        moment = getattr(part, key, None)
        if moment is not None and not isinstance(moment, dt.datetime):
            changes[key] = instant(moment, zone_of(zone_name), end=key == "until")
    return part.model_copy(update=changes) if changes else part
