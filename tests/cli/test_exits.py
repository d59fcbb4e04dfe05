"""The exit codes: one table, and the highest wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import POLICY, Run
from policykit.cli.exits import MEANING, Exit

CODES = [
    # what is run, the code
    (["evaluate", "nothing to see"], Exit.CLEAN),
    (["evaluate", "the Bluefin"], Exit.FINDINGS),
    (["evaluate", "--fail-on", "block", "the Bluefin"], Exit.FINDINGS),
    (["evaluate", "--channel", "intranet", "the Bluefin"], Exit.CLEAN),
    (["evaluate", "you nitwit"], Exit.FINDINGS),
    (["evaluate", "--fail-on", "block", "you nitwit"], Exit.CLEAN),
    (["evaluate", "a prototype"], Exit.CLEAN),
    (["evaluate", "--fail-on", "warn", "a prototype"], Exit.FINDINGS),
    (["evaluate", "the best robot"], Exit.FINDINGS),
    (["evaluate", "--fact", "paid=false", "the best robot"], Exit.CLEAN),
    (["evaluate", "--channel", "fax", "x"], Exit.WRONG),
    (["evaluate", "--fact", "paid=maybe", "x"], Exit.WRONG),
    (["evaluate", "--at", "tomorrow", "x"], Exit.WRONG),
    (["evaluate", "--fail-on", "blok", "x"], Exit.WRONG),
    (["evaluate", "one", "two"], Exit.WRONG),
    (["evaluate", "--each", "file", "absent.txt"], Exit.UNEVALUATED),
    (["evaluate", "--each", "file", "clean.txt"], Exit.CLEAN),
    (["evaluate", "--each", "file", "clean.txt", "found.txt"], Exit.FINDINGS),
    (["evaluate", "--each", "file", "found.txt", "absent.txt", "clean.txt"], Exit.UNEVALUATED),
    (["evaluate", "--each", "line", "found.txt", "latin.txt"], Exit.UNEVALUATED),
    (["explain", "nothing"], Exit.CLEAN),
    (["explain", "the Bluefin"], Exit.FINDINGS),
    (["explain", "--fail-on", "block", "you nitwit"], Exit.CLEAN),
    (["explain"], Exit.CLEAN),
    (["redact", "the Bluefin"], Exit.CLEAN),
    (["redact", "--to", "review", "you nitwit"], Exit.FINDINGS),
    (["redact", "--to", "review", "--fail-on", "block", "you nitwit"], Exit.CLEAN),
    (["redact", "--fact", "paid=true", "the best robot"], Exit.FINDINGS),
    (["redact", "--each", "line", "latin.txt"], Exit.UNEVALUATED),
]


@pytest.fixture
def texts(folder: Path) -> None:
    (folder / "clean.txt").write_text("nothing here\n")
    (folder / "found.txt").write_text("the Bluefin\n")
    (folder / "latin.txt").write_bytes(b"fine\ncaf\xe9\nfine\n")


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(("arguments", "code"), CODES)
def test_the_table(run: Run, arguments: list[str], code: Exit) -> None:
    verb, *rest = arguments
    assert run(verb, "-p", "fabrikam.yaml", *rest).exit_code == code


def test_a_rule_that_fails_outranks_a_finding(run: Run, folder: Path) -> None:
    (folder / "tight.yaml").write_text(POLICY + "budget: {code_points: 1}\n", "utf-8")
    result = run("evaluate", "-p", "tight.yaml", "a Bluefin, a Bluefin, a nitwit and a nitwit")
    assert result.exit_code == Exit.UNEVALUATED


@pytest.mark.parametrize("name", ["absent.yaml", "no-such-policy", "broken.yaml"])
def test_a_policy_that_cannot_be_loaded(run: Run, folder: Path, name: str) -> None:
    (folder / "broken.yaml").write_text("policy: x\nrulez: {}\n")
    for verb in ("evaluate", "explain", "redact"):
        result = run(verb, "-p", name, "the Bluefin")
        assert result.exit_code == Exit.WRONG
        assert result.stdout == ""
        assert "Bluefin" not in result.stderr


def test_every_code_has_its_meaning_in_the_help(run: Run) -> None:
    said = run("--help").stdout
    assert set(MEANING) == set(Exit)
    for code, meaning in MEANING.items():
        assert f"{code.value} " in said
        assert meaning in said
