"""`policykit check`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.conftest import POLICY, Run
from policykit.cli.places import marks_of
from policykit.loading.entry import load
from policykit.testing.probes import blocked, probes

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


MONEY = """\
  money-talk:
    kind: forbid
    category: financial_nonpublic
    when: {paid: true}
    find: ["pay", "overtime"]
    says: "We do not discuss money in public."
    hits: [{text: "my «pay»", facts: {paid: true}}, {text: "a «pay»", facts: {paid: true}}]
    misses: ["sale", "sell"]
"""


@pytest.fixture
def strict(folder: Path) -> Path:
    (folder / "strict.yaml").write_text(POLICY.replace("disclosures:", f"{MONEY}disclosures:"), "utf-8")
    return folder


def test_protected_speech_that_a_policy_blocks_is_a_problem(run: Run, strict: Path) -> None:
    result = run("check", "--format", "json", "strict.yaml")
    problems = json.loads(result.stdout)
    assert result.exit_code == 2
    line = POLICY[: POLICY.index("disclosures:")].count("\n") + 1
    assert {(p["code"], p["source"], p["line"], p["column"]) for p in problems} == {
        ("probe", "strict.yaml", line, 3)
    }
    by_id = {probe.id: probe for probe in probes()}
    for problem in problems:
        told = re.match(
            r"`money-talk` blocks protected speech in `(\w+)` "
            r"\(([\w-]+); channel `social`, author `employee`, paid `true`\): “(.*)”\Z",
            problem["message"],
        )
        assert told
        probe = by_id[told[2]]
        assert (told[1], told[3]) == (probe.language, probe.text)
        assert problem["help"] == f"{probe.jurisdiction}: {probe.basis}"
    assert len(problems) == len(blocked(load("strict.yaml"))) >= 2


def test_protected_speech_in_words(run: Run, strict: Path) -> None:
    result = run("check", "strict.yaml", "fabrikam.yaml")
    assert result.stdout.startswith("fabrikam.yaml: nothing wrong, every example holds\nstrict.yaml:")
    assert ": `money-talk` blocks protected speech in `en` (en-" in result.stdout
    assert "    help: US: " in result.stdout
    # the rule's line under every sentence would bury them
    assert " | " not in result.stdout
    assert result.stderr.endswith(" problems\n")


def test_probes_can_be_left_out(run: Run, strict: Path) -> None:
    result = run("check", "--no-probes", "strict.yaml")
    assert (result.stdout, result.exit_code) == ("strict.yaml: nothing wrong, every example holds\n", 0)


def test_an_inherited_rule_is_told_at_its_place(run: Run, strict: Path) -> None:
    (strict / "child.yaml").write_text("policy: child\nextends: [strict.yaml]\nlife: {owner: hr}\n", "utf-8")
    problems = json.loads(run("check", "--format", "json", "child.yaml").stdout)
    assert {problem["source"] for problem in problems} == {"strict.yaml"}
    assert all(problem["line"] for problem in problems)


def test_probes_come_after_everything_else(run: Run, strict: Path) -> None:
    text = (strict / "strict.yaml").read_text("utf-8")
    (strict / "strict.yaml").write_text(text.replace("a «pay»", "«a pay»"), "utf-8")
    assert run("check", "strict.yaml").stderr == "1 problem\n"


ACCEPTED = """\
accepted:
  - rule: hint
    fingerprint: 0123456789abcdef0123456789abcdef
    reason: the old one
    by: press office
    author: Dana Roe
    until: 2027-06-30
"""
EXPIRED = """\
old.yaml: nothing wrong, every example holds
old.yaml:{line}:12: warning: this accepted finding of `hint` has expired
{line:>5} |     until: 2027-06-30
      |            ^
    help: take it out, or look at the finding again
"""


@pytest.fixture
def old(folder: Path) -> int:
    (folder / "old.yaml").write_text(POLICY + ACCEPTED, "utf-8")
    return (POLICY + ACCEPTED).count("\n")


@pytest.mark.parametrize("at", ["2027-07-01", "2027-07-01T00:00:00Z", "2028-01-01T00:00:00+01:00"])
def test_what_has_expired_is_a_warning(run: Run, old: int, at: str) -> None:
    result = run("check", "--no-probes", "--at", at, "old.yaml")
    assert (result.stdout, result.stderr, result.exit_code) == (EXPIRED.format(line=old), "1 warning\n", 0)


@pytest.mark.parametrize("at", ["2027-06-30", "2027-06-30T23:59:59Z", "2027-07-01T00:59:59+01:00"])
def test_the_last_day_counts(run: Run, old: int, at: str) -> None:
    result = run("check", "--no-probes", "--at", at, "old.yaml")
    assert (result.stdout, result.stderr) == ("old.yaml: nothing wrong, every example holds\n", "")


@pytest.mark.parametrize(("until", "warned"), [("2001-01-01", True), ("9999-12-31", False)])
@pytest.mark.parametrize("more", [(), ("--at", "now")])
def test_the_date_is_today_unless_said(
    run: Run, folder: Path, until: str, warned: bool, more: tuple[str, ...]
) -> None:
    (folder / "old.yaml").write_text(POLICY + ACCEPTED.replace("2027-06-30", until), "utf-8")
    assert ("warning" in run("check", "--no-probes", *more, "old.yaml").stderr) is warned


@pytest.mark.parametrize("at", ["soon", "2027-07-01T00:00:00", "2027-13-01", ""])
def test_a_date_that_is_none(run: Run, at: str) -> None:
    result = run("check", "--at", at, "fabrikam.yaml")
    expected = "expected a date such as `2026-12-01`, or a time with its offset"
    assert result.stderr.startswith(f"error: `--at {at}`: {expected}\n")
    assert result.exit_code == 2


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_warnings_as_json(run: Run, old: int, form: str) -> None:
    result = run("check", "--no-probes", "--at", "2028-01-01", "--format", form, "old.yaml")
    (told,) = json.loads(result.stdout) if form == "json" else [json.loads(result.stdout)]
    assert (told["code"], told["line"], told["warning"]) == ("expired", old, True)
    assert told["message"] == "this accepted finding of `hint` has expired"
    assert result.exit_code == 0


def test_problems_and_warnings_are_counted_apart(run: Run, old: int, folder: Path) -> None:
    (folder / "wrong.yaml").write_text(WRONG_EXAMPLE, "utf-8")
    result = run("check", "--no-probes", "--at", "2028-01-01", "wrong.yaml", "old.yaml")
    assert (result.stderr, result.exit_code) == ("1 problem, 1 warning\n", 2)


TERMS = [
    "[{terms: [overtime]}]",
    "<theirs>",
    "[{all: [mandatory, <both>]}]",
]


@pytest.mark.parametrize("find", TERMS)
def test_a_sentence_that_would_give_a_term_away_is_shown_only_if_asked(
    run: Run, folder: Path, find: str
) -> None:
    detectors = "{theirs: {terms: [overtime]}, both: [<theirs>, {any: [<other>, x]}], other: [<theirs>]}"
    rules = MONEY.replace('["pay", "overtime"]', find).replace("    when: {paid: true}\n", "")
    examples = 'hits: ["mandatory «overtime» for all", "it is mandatory «overtime»"]'
    if "mandatory" in find:
        examples = examples.replace("mandatory «overtime»", "«mandatory» overtime")
    rules = "\n".join(f"    {examples}" if "hits:" in line else line for line in rules.split("\n"))
    head = "policy: x\nlife: {owner: hr}\nchannels: {social: {accepts: public}}\n"
    (folder / "terms.yaml").write_text(f"{head}detectors: {detectors}\nrules:\n{rules}", "utf-8")
    (problem,) = json.loads(run("check", "--format", "json", "terms.yaml").stdout)
    said = "`money-talk` blocks protected speech in `en` (en-hours-06; channel `social`)"
    assert problem["message"] == said
    assert "overtime" not in run("check", "terms.yaml").stdout.lower()
    (problem,) = json.loads(run("check", "--format", "json", "--show-text", "terms.yaml").stdout)
    assert problem["message"].startswith(f"{said}: “Mandatory overtime ")
