"""External detectors: whether each that a policy names was handed in, and those that go into the composition.

A file can only name one; what it is comes with the call. So this is asked where a policy is loaded, and not
where one is merely checked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import attrs

from policykit.errors import Diagnostic
from policykit.loading.items import items
from policykit.loading.marks import Path
from policykit.loading.sheet import Sheet
from policykit.loading.suggest import did_you_mean
from policykit.model.composition import Composition
from policykit.model.external import Detectors
from policykit.model.find import External

__all__ = ["handed_over", "missing"]


def missing(sheets: Iterable[Sheet], handed: Collection[str]) -> Iterator[Diagnostic]:
    """A diagnostic for each place that names an external detector that is not among those handed in."""
    for sheet in sheets:
        for path, name in _named(sheet):
            if name not in handed:
                usual = f'hand it to `load(…, detectors={{"{name}": …}})`; the command has none'
                message = f"no external detector `{name}` was handed in"
                yield sheet.diagnostic(path, "unknown-external", message, did_you_mean(name, handed) or usual)


def handed_over(composition: Composition, sheets: Iterable[Sheet], handed: Detectors) -> Composition:
    """The composition with those detectors that some sheet names."""
    named = {name for sheet in sheets for _, name in _named(sheet)}
    return attrs.evolve(composition, external={name: handed[name] for name in sorted(named)})


def _named(sheet: Sheet) -> Iterator[tuple[Path, str]]:
    for path, item in items(sheet.document):
        if isinstance(item, External):
            yield (*path, "external"), item.external
