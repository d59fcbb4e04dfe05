"""Writes what a benchmark measured into a page of the documentation, between two markers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ACCURACY = ROOT / "docs" / "reference" / "accuracy.md"


def replaced(page: str, name: str, content: str) -> str:
    """The page with everything between the markers of `name` replaced by `content`.

    Raises ValueError where the markers are missing.
    """
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    head, found, rest = page.partition(begin)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page has no markers `{begin}` and `{end}`")
    return f"{head}{begin}\n\n{content.strip()}\n\n{end}{tail}"


def write(name: str, content: str, page: Path = ACCURACY) -> None:
    page.write_text(replaced(page.read_text("utf-8"), name, content), "utf-8")


def table(head: Sequence[str], body: Iterable[Sequence[object]], left: int = 1) -> str:
    """A Markdown table; the first `left` columns are words, the others numbers."""
    rule = ["---" if number < left else "---:" for number in range(len(head))]
    lines: list[Sequence[object]] = [head, rule, *body]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
