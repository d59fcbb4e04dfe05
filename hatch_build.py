"""Builds the shipped packs before they go into a distribution.

The built forms are committed as well, so that a checkout runs as it is; building them again proves that what
is distributed was checked strictly and is in step with its source.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltPacks(BuildHookInterface):
    """Writes `src/policykit/packs/built/*.json` from the packs beside that folder."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from policykit.packs.build import HERE, build

        build(HERE)
