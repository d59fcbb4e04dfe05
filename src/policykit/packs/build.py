"""Building the shipped packs: every `<name>.yaml` is checked strictly and written as `built/<name>.json`.

Run it after changing a pack (`python -m policykit.packs.build`); the wheel's build runs it as well. A pack
that extends others is built after them. The output depends on the packs alone: keys stay in the order of the
file, which is how a reader compares the two. `built/patterns.json` holds what a scanner needs to know of each
pattern of all packs and of each validator's shape, so that a fresh process reads none of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from policykit.errors import Diagnostic, PolicyError
from policykit.loading.entry import check
from policykit.loading.items import items
from policykit.loading.yaml import read_yaml
from policykit.matching.pattern.prepared import row_of
from policykit.matching.validators import VALIDATORS
from policykit.model.document import PolicyDocument
from policykit.model.find import Pattern
from policykit.packs.shipped import PATTERNS, SHIPPED
from policykit.storage.files import decode, read_bytes

HERE = Path(__file__).parent


def built_form(value: Mapping[str, Any]) -> str:
    """The text of a built pack: JSON, one entry a line, the same bytes for the same pack."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def prepared_form(packs: Iterable[Mapping[str, Any]]) -> str:
    """The text of the file of patterns: JSON, one pattern a line, in the order of their sources."""
    known = {(validator.shape, validator.greatest_width) for validator in VALIDATORS.values()}
    for document in map(PolicyDocument.model_validate, packs):
        patterns = (item.pattern for _, item in items(document) if isinstance(item, Pattern))
        known.update((source, document.pattern_width) for source in patterns)
    rows = (json.dumps(row_of(*key), ensure_ascii=False, separators=(",", ":")) for key in sorted(known))
    return "[\n" + ",\n".join(rows) + "\n]\n"


def read_source(name: str, folder: Path = HERE) -> dict[str, Any]:
    """The plain content of a pack's YAML.

    Raises `PolicyError` where it is not readable.
    """
    path = folder / f"{name}.yaml"
    reading = read_yaml(decode(read_bytes(path)), str(path))
    if reading.value is None or reading.problems:
        raise PolicyError(reading.problems)
    return reading.value


def build(folder: Path) -> tuple[Path, ...]:
    """Write the built form of every pack whose source is in `folder`; the files written, in build order.

    The patterns come last. Raises `PolicyError` with the diagnostics of every pack; each pack that was sound
    is written all the same, because the packs that extend it need it.
    """
    sources = {name: read_source(name, folder) for name in SHIPPED}
    written: list[Path] = []
    problems: list[Diagnostic] = []
    for name in parents_first(sources):
        target = folder / "built" / f"{name}.json"
        target.parent.mkdir(exist_ok=True)
        found = check(folder / f"{name}.yaml")
        problems += found
        if not found:
            target.write_text(built_form(sources[name]), "utf-8")
            written.append(target)
    if problems:
        raise PolicyError(problems)
    target = folder / "built" / f"{PATTERNS}.json"
    target.write_text(prepared_form(sources.values()), "utf-8")
    return (*written, target)


def parents_first(sources: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """The names in an order in which each pack comes after those that it extends."""
    graph = {
        name: [parent for parent in source.get("extends", ()) if parent in sources]
        for name, source in sources.items()
    }
    return tuple(TopologicalSorter(dict(sorted(graph.items()))).static_order())


def main() -> int:
    """Build the packs and say what was written; the exit status."""
    try:
        written = build(HERE)
    except PolicyError as error:
        print(error, file=sys.stderr)
        return 1
    for path in written:
        print(path)
    return 0


if __name__ == "__main__":  # pragma: no cover - it would write into the tree; `main` is tested
    sys.exit(main())
