"""`policykit check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import POLICY, Run
from policykit.cli.check import marks_of

WRONG_EXAMPLE = POLICY.replace("the «Bluefin» is down", "the «Bluefin is» down")


def test_a_sound_policy(run: Run) -> None:
    result = run("check", "fabrikam.yaml")
    assert result.stdout == "fabrikam.yaml: nothing wrong, every example holds\n"
    assert (result.stderr, result.exit_code) == ("", 0)


def test_a_shipped_policy(run: Run) -> None:
    assert run("check", "protected-speech").exit_code == 0


def test_without_a_path_it_checks_the_usual_one(run: Run, folder: Path) -> None:
    assert run("check").exit_code == 2
    (folder / "policy.yaml").write_text(POLICY, "utf-8")
    assert run("check").exit_code == 0


def test_a_problem_is_shown_with_its_line(run: Run, folder: Path) -> None:
    (folder / "wrong.yaml").write_text(
        POLICY.replace("    level: restricted\n", "    levl: restricted\n"), "utf-8"
    )
    result = run("check", "wrong.yaml", "fabrikam.yaml")
    assert result.exit_code == 2
    assert "wrong.yaml:13:5: " in result.stdout
    assert "   13 |     levl: restricted\n      |     ^\n" in result.stdout
    assert "fabrikam.yaml: nothing wrong" in result.stdout
    assert result.stderr == "1 problem\n"


def test_an_example_that_does_not_hold_is_told_by_its_place(run: Run, folder: Path) -> None:
    (folder / "wrong.yaml").write_text(WRONG_EXAMPLE, "utf-8")
    result = run("check", "wrong.yaml")
    assert result.exit_code == 2
    assert result.stderr == "1 problem\n"
    assert result.stdout == (
        "wrong.yaml:19:12: rules.code-names.hits[0]: expected a match at [4, 14), found [4, 11)\n"
    )
    shown = run("check", "--show-text", "wrong.yaml").stdout
    assert '   19 |     hits: ["the «Bluefin is» down", "a «Bluefin» again"]\n      |            ^\n' in shown


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_problems_as_json(run: Run, folder: Path, form: str) -> None:
    (folder / "wrong.yaml").write_text(WRONG_EXAMPLE, "utf-8")
    out = run("check", "--format", form, "wrong.yaml").stdout
    problems = json.loads(out) if form == "json" else [json.loads(line) for line in out.splitlines()]
    assert problems == [
        {
            "source": "wrong.yaml",
            "line": 19,
            "column": 12,
            "code": "example",
            "message": "rules.code-names.hits[0]: expected a match at [4, 14), found [4, 11)",
            "help": "",
        }
    ]


@pytest.mark.parametrize(("form", "nothing"), [("json", "[]\n"), ("jsonl", "")])
def test_nothing_wrong_as_json(run: Run, form: str, nothing: str) -> None:
    assert run("check", "--format", form, "fabrikam.yaml").stdout == nothing


def test_a_policy_in_json(run: Run, folder: Path) -> None:
    rude = {"kind": "forbid", "category": "conduct", "find": ["nitwit"], "says": "This is rude."}
    examples = {"hits": ["you «nitwit»", "«no» nitwit"], "misses": ["nit", "wit"]}
    policy = {"policy": "x", "life": {"owner": "hr"}, "channels": {"social": {"accepts": "public"}}}
    policy["rules"] = {"rude": rude | examples}
    (folder / "policy.json").write_text(json.dumps(policy, indent=2, ensure_ascii=False), "utf-8")
    said = run("check", "policy.json").stdout
    assert said.startswith("policy.json:2")
    assert "rules.rude.hits[1]: expected a match at [0, 2), found [3, 9)" in said


def test_a_shipped_policy_is_no_file_with_places(folder: Path) -> None:
    assert marks_of("default").place(("rules",)) == (0, 0)
    line = POLICY[: POLICY.index("  pay:")].count("\n") + 1
    assert marks_of("fabrikam.yaml").place(("rules", "pay"), key=True) == (line, 3)


def test_examples_that_wait_for_an_external_detector(run: Run, folder: Path) -> None:
    text = POLICY.replace('find: ["Bluefin", ', "find: [{external: names}, ")
    assert text != POLICY
    (folder / "waits.yaml").write_text(text, "utf-8")
    result = run("check", "waits.yaml", "fabrikam.yaml")
    assert result.exit_code == 0
    assert result.stdout == (
        "waits.yaml: nothing wrong, its examples wait for 1 external detector\n"
        "fabrikam.yaml: nothing wrong, every example holds\n"
    )
    judged = run("evaluate", "--policy", "waits.yaml", "a text")
    assert judged.exit_code == 2
    assert "no external detector `names` was handed in" in judged.stdout + judged.stderr
