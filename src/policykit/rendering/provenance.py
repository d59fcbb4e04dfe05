"""What came from where: every part of a composed policy and the layer that brought it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from policykit.rendering.glyphs import wrapped

__all__ = ["Placed", "render_provenance"]


class Placed(Protocol):
    """A named part of a policy, the layer that it came from and the layers that changed it."""

    @property
    def section(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def adjusted_by(self) -> tuple[str, ...]: ...


def render_provenance(parts: Iterable[Placed]) -> str:
    """The parts, grouped by section, each with the layer it came from."""
    lines: list[str] = []
    section = None
    for part in parts:
        if part.section != section:
            section = part.section
            lines += [""] * bool(lines) + [f"{section}:"]
        adjusted = f", adjusted by {', '.join(part.adjusted_by)}" if part.adjusted_by else ""
        lines += wrapped(f"{part.name}: from {part.origin}{adjusted}", "  ", "    ")
    return "\n".join(lines)
