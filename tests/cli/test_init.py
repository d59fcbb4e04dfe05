"""`policykit init`: a policy that one can begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run
from policykit.loading.entry import compose
from policykit.model.rules import Classify, Forbid, Permit, Protect, Require


def test_it_passes_its_own_check(run: Run) -> None:
    assert run("init").stdout == "wrote policy.yaml\nnext: policykit check policy.yaml\n"
    checked = run("check")
    assert checked.stdout == "policy.yaml: nothing wrong, every example holds\n"
    assert checked.exit_code == 0


def test_it_has_a_rule_of_each_kind_with_examples(run: Run, folder: Path) -> None:
    run("init", "here/and there")
    rules = compose(folder / "here" / "and there" / "policy.yaml").document.rules.values()
    assert {type(rule) for rule in rules} == {Classify, Forbid, Require, Permit, Protect}
    assert all(len(rule.hits) >= 2 and len(rule.misses) >= 2 for rule in rules)


def test_it_leaves_a_file_that_is_there_alone(run: Run, folder: Path) -> None:
    (folder / "policy.yaml").write_text("mine")
    result = run("init")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: `policy.yaml` is already there, and stays as it is\n")
    assert (folder / "policy.yaml").read_text() == "mine"


@pytest.mark.parametrize("name", ["a-file", "a-file/below", "nul\0"])
def test_a_folder_that_cannot_be_written(run: Run, folder: Path, name: str) -> None:
    (folder / "a-file").write_text("")
    result = run("init", name)
    assert result.exit_code == 2
    assert "cannot be written: " in result.stderr or "is already there" in result.stderr
