"""The cases of broken policies, as data: what the files hold, and what is said about them, to the letter.

A file of cases holds, for each, a title (`== title`), its files (`@@ name`, `policy.yaml` is the one checked)
and under `@@ expected` the diagnostics; `@@ expected strict` asks for strict mode.
"""

from __future__ import annotations

from pathlib import Path

import attrs

DATA = Path(__file__).parent / "data"


@attrs.frozen
class Case:
    """One case; `files` are pairs of name and content."""

    title: str
    files: tuple[tuple[str, str], ...]
    expected: str
    strict: bool

    def write(self, folder: Path) -> None:
        """Write the files of the case below `folder`."""
        for name, content in self.files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, "utf-8")


def read_cases(name: str) -> list[Case]:
    """The cases in the data file of that name."""
    cases = []
    for block in ("\n" + (DATA / f"{name}.cases").read_text("utf-8")).split("\n== ")[1:]:
        title, *parts = block.split("\n@@ ")
        sections = [part.partition("\n") for part in parts]
        files = tuple((head, body + "\n" if body else "") for head, _, body in sections[:-1])
        head, _, expected = sections[-1]
        assert head.startswith("expected"), title
        cases.append(Case(title, files, expected.rstrip("\n"), head.endswith("strict")))
    return cases
