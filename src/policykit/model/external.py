"""Detectors from elsewhere: what a caller hands in for `{external: name}`, and what it answers with.

A policy file only names such a detector; the object comes with the call that loads the policy and is part of
the composition from then on. How it is asked, and what is made of its answers, is not said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeAlias

import attrs

from policykit.model.scales import Confidence

__all__ = ["Detected", "Detectors", "ExternalDetector"]


@attrs.frozen
class Detected:
    """One place that an external detector found: `[start, end)` in code points of the text it was given.

    `evidence` are fixed names that say what was found and by what, such as `PERSON`: a letter, then letters,
    digits and any of `_ . : / -`, at most 80 in all; never words of the text.
    """

    start: int
    end: int
    confidence: Confidence = Confidence.HIGH
    evidence: tuple[str, ...] = ()


class ExternalDetector(Protocol):
    """A detector that a caller brings: a model, a service, a library with rules of its own."""

    @property
    def name(self) -> str:
        """What evidence calls it, as `<name>`."""
        ...

    @property
    def version(self) -> str:
        """Which version it is: part of the policy's digest, so it changes whenever answers may."""
        ...

    @property
    def pure(self) -> bool:
        """Whether the same text always gives the same answer, without a clock, a network or chance."""
        ...

    @property
    def hint(self) -> tuple[str, ...] | None:
        """Patterns of which one must match in a text for the detector to be asked; None: it always is."""
        ...

    def detect(self, text: str) -> Iterable[Detected]:
        """The places in `text`, in any order; several threads may ask at once."""
        ...


Detectors: TypeAlias = Mapping[str, ExternalDetector]
"""External detectors by the names that policies use."""
