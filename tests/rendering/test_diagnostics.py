"""Diagnostics with their line and a caret."""

from __future__ import annotations

from policykit.errors import Diagnostic
from policykit.rendering.diagnostics import render_diagnostics

SOURCE = "policy: northwind\nrules:\n  codes:\n    lvl: restricted\n    find:\n      - terms: [Contoso]\n"
UNKNOWN = Diagnostic("policy.yaml", 4, 5, "unknown-key", "unknown key `lvl`", "did you mean `level`?")
IN_TERMS = Diagnostic("policy.yaml", 6, 17, "empty-term", "expected words")
ELSEWHERE = Diagnostic("clients.txt", 3, 1, "empty-term", "expected words")
NO_FILE = Diagnostic("<mapping>", 0, 0, "missing", "`policy` is missing")
BEYOND = Diagnostic("policy.yaml", 99, 1, "syntax", "the file ends too soon")


def test_with_the_file_the_line_and_a_caret_are_shown() -> None:
    assert render_diagnostics([UNKNOWN], {"policy.yaml": SOURCE}) == (
        "policy.yaml:4:5: unknown key `lvl`\n"
        "    4 |     lvl: restricted\n"
        "      |     ^\n"
        "    help: did you mean `level`?"
    )


def test_without_the_file_only_the_place_is_told() -> None:
    assert render_diagnostics([UNKNOWN, NO_FILE, BEYOND]) == (
        "policy.yaml:4:5: unknown key `lvl`\n"
        "    help: did you mean `level`?\n"
        "<mapping>: `policy` is missing\n"
        "policy.yaml:99:1: the file ends too soon"
    )


def test_a_line_with_terms_is_never_shown() -> None:
    said = render_diagnostics([IN_TERMS, ELSEWHERE, BEYOND], {"policy.yaml": SOURCE})
    assert said == (
        "policy.yaml:6:17: expected words\n"
        "clients.txt:3:1: expected words\n"
        "policy.yaml:99:1: the file ends too soon"
    )


def test_what_a_file_holds_cannot_steer_a_terminal() -> None:
    diagnostic = Diagnostic("po\x1blicy.yaml", 1, 3, "control", "a control character")
    said = render_diagnostics([diagnostic], {"po\x1blicy.yaml": 'a: "\x1b[2J\u202e"'})
    assert said == ('po\\elicy.yaml:1:3: a control character\n    1 | a: "\\e[2J\\u202e"\n      |   ^')


def test_a_long_message_is_wrapped() -> None:
    said = render_diagnostics([Diagnostic("p.yaml", 1, 1, "x", "word " * 40, "help " * 40)])
    lines = said.splitlines()
    assert all(len(line) <= 88 for line in lines)
    assert lines[1].startswith("    word")


def test_nothing_to_say() -> None:
    assert render_diagnostics([]) == ""
