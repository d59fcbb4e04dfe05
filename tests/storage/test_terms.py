"""Terms files: one a line, comments and blank lines aside; problems name the line and never the term."""

from __future__ import annotations

from pathlib import Path

import pytest

from policykit.storage.terms import LONGEST, TermList, is_visible, read_terms


def listed(tmp_path: Path, text: str) -> TermList:
    path = tmp_path / "terms.txt"
    path.write_bytes(text.encode())
    return read_terms(path)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("\n\n  \n", ()),
        ("# Contoso\n  # Fabrikam\n", ()),
        ("Contoso\nFabrikam", ("Contoso", "Fabrikam")),
        ("  Contoso Health \r\nC# tools\r\n", ("Contoso Health", "C# tools")),
        ("Contoso\nFabrikam\nContoso\n", ("Contoso", "Fabrikam")),
        ("\ufeffContoso\n", ("Contoso",)),
        ("x" * LONGEST, ("x" * LONGEST,)),
    ],
)
def test_terms(tmp_path: Path, text: str, terms: tuple[str, ...]) -> None:
    assert listed(tmp_path, text) == TermList(terms, ())


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("Contoso\nFab\trikam", 2, "control-character"),
        ("\u200b\u2060\nContoso", 1, "empty-term"),
        ("\n\n" + "x" * (LONGEST + 1), 3, "long-term"),
    ],
)
def test_problems(tmp_path: Path, text: str, line: int, code: str) -> None:
    (problem,) = listed(tmp_path, text).problems
    assert (problem.line, problem.code) == (line, code)
    assert "Fab" not in problem.message + problem.help


def test_a_list_does_not_show_its_terms() -> None:
    assert repr(TermList(("Contoso",), ())) == "TermList(1 terms)"


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("", False),
        (" \u00a0\u3000", False),
        ("\u200d\u00ad", False),
        ("·", True),
        ("é", True),
        ("\u0301", True),
    ],
)
def test_what_can_be_seen(text: str, visible: bool) -> None:
    assert is_visible(text) is visible
