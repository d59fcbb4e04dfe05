"""What of a policy came from where: each part, the layer it is from, the layers that changed it.

For people who ask why their policy says something that they never wrote.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from policykit.model.composition import Composition, Layer
from policykit.model.document import PolicyDocument

SECTIONS = ("levels", "channels", "facts", "categories", "detectors", "rules", "disclosures")
"""The sections of named things, in the order of the file; `settings` holds the rest."""
_SETTINGS = (
    "life",
    "time_zone",
    "default_channel",
    "ladder",
    "if_leaked",
    "report_to",
    "acceptance",
    "unanswered",
    "caps",
    "budget",
)


@attrs.frozen
class Placed:
    """A part of a policy: its section and name, the origin of the layer it is from, those that changed it."""

    section: str
    name: str
    origin: str
    adjusted_by: tuple[str, ...] = ()


def provenance(composition: Composition) -> tuple[Placed, ...]:
    """Every part of a composition that a layer wrote, by section in the order of the file, then by name.

    A part that a later layer defines again is from that layer. What no layer wrote (the usual levels, say) is
    not listed. Detectors are those that the policy itself can use.
    """
    return (*_named(composition), *_settings(composition))


def _named(composition: Composition) -> Iterator[Placed]:
    layers = composition.layers
    for section in SECTIONS:
        found: dict[str, Placed] = {}
        for position, layer in enumerate(layers):
            for name in sorted(_names(layer.document, section)):
                if section == "rules" and composition.rules[name].layer != position:
                    continue  # said again, word for word
                found[name] = Placed(section, name, layer.origin, _adjusted(layers, section, name))
        in_order = (
            found.values() if section == "levels" else sorted(found.values(), key=lambda part: part.name)
        )
        visible = layers[-1].sees
        yield from (
            part
            if section != "detectors"
            else attrs.evolve(part, origin=layers[visible[part.name][0]].origin)
            for part in in_order
            if section != "detectors" or part.name in visible
        )


def _names(document: PolicyDocument, section: str) -> list[str]:
    if section == "levels":
        return [entry.level for entry in document.levels or ()]
    return list(getattr(document, section))


def _adjusted(layers: tuple[Layer, ...], section: str, name: str) -> tuple[str, ...]:
    if section != "rules":
        return ()
    return tuple(layer.origin for layer in layers if name in layer.document.adjust)


def _settings(composition: Composition) -> Iterator[Placed]:
    for key in _SETTINGS:
        origins = [layer.origin for layer in composition.layers if key in layer.document.model_fields_set]
        if origins:
            yield Placed("settings", key, origins[-1])
    for layer in composition.layers:
        for entry in layer.document.accepted:
            yield Placed("accepted", entry.rule, layer.origin)
