"""Which part of the model stands at a place of a policy.

The model reports a misfit with a location that mixes keys of the file with names of its own (the kind of a
rule, the branch of a union). Here the two are told apart, following the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from policykit.loading.items import EXAMPLES, FINDS
from policykit.loading.marks import Path
from policykit.model.consequences import Ladder, Life, Recognition, ReportingChannel, ResponseStep, Step
from policykit.model.document import Acceptance, Budget, Caps, Channel, Fact, LevelEntry, PolicyDocument
from policykit.model.find import (
    Counted,
    Detector,
    Either,
    Every,
    External,
    Pattern,
    Terms,
    TermsFile,
    Validated,
)
from policykit.model.part import Part
from policykit.model.rules import (
    Accepted,
    Adjustment,
    Classify,
    Disclosure,
    Example,
    Forbid,
    Permit,
    Protect,
    Require,
)

KINDS: dict[str, type[Part]] = {
    "classify": Classify,
    "forbid": Forbid,
    "require": Require,
    "permit": Permit,
    "protect": Protect,
}
_ITEMS: dict[str, type[Part]] = {
    "pattern": Pattern,
    "terms": Terms,
    "validator": Validated,
    "external": External,
    "all": Every,
    "any": Either,
    "count": Counted,
}
_NAMED: dict[str, type[Part] | None] = {
    "channels": Channel,
    "facts": Fact,
    "categories": None,
    "detectors": Detector,
    "rules": None,
    "adjust": Adjustment,
    "disclosures": Disclosure,
}
_PARTS: dict[tuple[type[Part], str], type[Part]] = {
    (PolicyDocument, "life"): Life,
    (PolicyDocument, "levels"): LevelEntry,
    (PolicyDocument, "ladder"): Ladder,
    (PolicyDocument, "if_leaked"): ResponseStep,
    (PolicyDocument, "report_to"): ReportingChannel,
    (PolicyDocument, "accepted"): Accepted,
    (PolicyDocument, "acceptance"): Acceptance,
    (PolicyDocument, "caps"): Caps,
    (PolicyDocument, "budget"): Budget,
    (Ladder, "steps"): Step,
    (Ladder, "recognise"): Recognition,
}
_HOLD_ITEMS = (*FINDS, "all", "any", "of")


@attrs.frozen(repr=False)
class Place:
    """A place of a policy: its path in the file, the value there, the part of the model it belongs to.

    `part` is the innermost part round the place (the value's own where the value is a part); `absent` is the
    key that is missing there; `is_key` says that the key of `path` is meant rather than its value.
    """

    path: Path
    value: Any
    part: type[Part]
    absent: str = ""
    is_key: bool = False


def find_place(location: Path, value: Mapping[str, Any], *, missing: bool = False) -> Place:
    """The place in the plain policy `value` that a location of the model means.

    `missing` says that the last step of the location names a key that is not there.
    """
    path: Path = ()
    node: Any = value
    part: type[Part] = PolicyDocument
    absent, is_key = "", False
    for at, step in enumerate(location):
        before = location[max(0, at - 2) : at]
        if step == "[key]":
            is_key = True
            continue
        if len(before) == 2 and isinstance(before[1], int) and before[0] in _HOLD_ITEMS and step in _ITEMS:
            part = _ITEMS[str(step)]
            continue
        if at == 2 and location[0] == "rules" and step in KINDS:
            part = KINDS[str(step)]
            continue
        if step == "TermsFile":
            part = TermsFile
            continue
        named = _NAMED.get(str(location[0])) if at == 1 else None
        if named is not None:
            part = named
        elif (part, step) in _PARTS:
            part = _PARTS[part, str(step)]
        elif step in EXAMPLES and part in KINDS.values():
            part = Example
        if _holds(node, step):
            path, node = (*path, step), node[step]
        elif missing and at == len(location) - 1 and isinstance(step, str):
            absent = step
    return Place(path, node, part, absent, is_key)


def _holds(node: object, step: str | int) -> bool:
    """Whether a plain value has something under a key or position."""
    if isinstance(node, Mapping):
        return step in node
    return isinstance(node, list | tuple) and isinstance(step, int) and 0 <= step < len(node)


def keys_of(part: type[Part]) -> tuple[str, ...]:
    """The keys that a part of the model may have in the file, in the order of the model."""
    return tuple(field.alias or name for name, field in part.model_fields.items())


def required_keys(part: type[Part]) -> tuple[str, ...]:
    """The keys that a part of the model must have."""
    return tuple(field.alias or name for name, field in part.model_fields.items() if field.is_required())
