"""Building the shipped packs: every `<name>.yaml` is checked strictly and written as `built/<name>.json`.

Run it after changing a pack (`python -m policykit.packs.build`); the wheel's build runs it as well. A pack
that extends others is built after them. The output depends on the packs alone: keys stay in the order of the
file, which is how a reader compares the two.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policykit.errors import Diagnostic, PolicyError
from policykit.loading.entry import check
from policykit.loading.yaml import read_yaml
from policykit.packs.shipped import SHIPPED
from policykit.storage.files import decode, read_bytes

HERE = Path(__file__).parent


def built_form(value: Mapping[str, Any]) -> str:
    """The text of a built pack: JSON, one entry a line, the same bytes for the same pack."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


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

    Raises `PolicyError` with the diagnostics of every pack; what was sound is written all the same, because
    the packs that extend it need it.
    """
    sources = {name: read_source(name, folder) for name in SHIPPED}
    written: list[Path] = []
    problems: list[Diagnostic] = []
    for name in sorted(sources, key=lambda name: (len(sources[name].get("extends", ())), name)):
        target = folder / "built" / f"{name}.json"
        target.parent.mkdir(exist_ok=True)
        found = check(folder / f"{name}.yaml")
        problems += found
        if not found:
            target.write_text(built_form(sources[name]), "utf-8")
            written.append(target)
    if problems:
        raise PolicyError(problems)
    return tuple(written)


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
