"""Plain values → a policy document, with every misfit as a diagnostic.

When parts do not fit, they are reported and cut out, so that the rest still becomes a document and its names
can be checked in the same run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
from pydantic import ValidationError

from policykit.errors import Diagnostic
from policykit.loading.marks import Marks, Path
from policykit.loading.misfit import Misfit, misfits
from policykit.loading.places import find_place
from policykit.loading.plain import oversize
from policykit.loading.sheet import SECTIONS, diagnose, written_names
from policykit.loading.traps import traps
from policykit.model.document import PolicyDocument

_LISTS = ("if_leaked", "report_to", "accepted", "extends", "open")
NAMELESS = "?"
"""The id of a policy whose own cannot be read."""


@attrs.frozen(repr=False)
class Fitted:
    """What of a plain policy fits the model, the names it writes, the keys that were cut, the problems."""

    document: PolicyDocument
    written: Mapping[str, frozenset[str]]
    cut: frozenset[str]
    problems: tuple[Diagnostic, ...]


def fit(value: Mapping[str, Any], origin: str, marks: Marks) -> Fitted:
    """The document that a plain policy is, or as much of it as fits."""
    size = oversize(value)
    if size is not None:
        nameless = PolicyDocument(policy=NAMELESS)
        return Fitted(
            nameless, {}, frozenset(PolicyDocument.model_fields), (diagnose(origin, marks, (), *size),)
        )
    problems = list(traps(value, origin, marks))
    written = written_names(value)
    cut: set[str] = set()
    rest = dict(value)
    document, errors = _validated(rest)
    problems += misfits(errors, rest, origin, marks)
    while document is None:
        rest = _without(rest, [find_place(each["loc"], rest).path for each in errors], cut)
        document, errors = _validated(rest)
    return Fitted(document, written, frozenset(cut), tuple(problems))


def _validated(value: Mapping[str, Any]) -> tuple[PolicyDocument | None, Sequence[Misfit]]:
    """The document that a plain policy is, or None and every misfit."""
    try:
        return PolicyDocument.model_validate(value, by_alias=True, by_name=False), ()
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False)


def _without(value: Mapping[str, Any], paths: list[Path], cut: set[str]) -> dict[str, Any]:
    """The plain policy without its smallest parts that hold the paths; whole keys go to `cut` too."""
    rest: dict[Any, Any] = {"policy": NAMELESS, **value}
    drop: dict[str | int, set[str | int]] = {}
    for path in paths:
        key = path[0] if path else "policy"
        if key == "policy":
            rest[key] = NAMELESS
        elif len(path) > 1 and (key in SECTIONS or key in _LISTS):
            drop.setdefault(key, set()).add(path[1])
        else:
            # What was cut whole cannot be checked against: any name could have been in it.
            cut.add(str(key))
            rest.pop(key, None)
    for key, inner in drop.items():
        held = rest.get(key)
        if isinstance(held, Mapping):
            rest[key] = {name: entry for name, entry in held.items() if name not in inner}
        else:
            rest[key] = [entry for position, entry in enumerate(held or ()) if position not in inner]
    return rest
