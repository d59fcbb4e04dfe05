"""Nothing repeats what it found: no verb, format, audience or error shows a judged text or a term."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from cli.conftest import POLICY, Run

FOUND = "Tailspin-4711"
BESIDE = "canarybird"
TEXT = f"our {BESIDE} client {FOUND} and you nitwit"
CANARIES = (FOUND, "Tailspin", "4711", BESIDE)

AUDIENCES = ("author", "reviewer", "auditor")
FORMS = ("text", "json", "jsonl")


@pytest.fixture
def judge(run: Run, folder: Path) -> Run:
    policy = POLICY.replace("Litware", FOUND) + "budget: {code_points: 100}\n"
    (folder / "canary.yaml").write_text(policy, "utf-8")
    (folder / "posts.txt").write_bytes(
        f"{TEXT}\n{BESIDE}\n".encode() + f"\xff{BESIDE}".encode("latin-1") + f"\n{TEXT * 9}".encode()
    )
    (folder / "key").write_bytes(b"k" * 16)
    return run


def holds_no_canary(*outputs: str) -> None:
    for output in outputs:
        for canary in CANARIES:
            assert canary.lower() not in output.lower()


@pytest.mark.parametrize(
    ("verb", "form", "audience"), list(product(("evaluate", "explain"), FORMS, AUDIENCES))
)
def test_a_text_is_not_repeated(judge: Run, verb: str, form: str, audience: str) -> None:
    options = ("-p", "canary.yaml", "--format", form, "--audience", audience)
    for more in (
        (),
        ("--stage", "published", "--key-file", "key"),
        ("--fact", "paid=true", "--channel", "intranet", "--markup", "markdown"),
    ):
        for text in (TEXT, TEXT * 9):
            result = judge(verb, *options, *more, text)
            assert result.exit_code in (0, 1, 3)
            assert result.stdout
            holds_no_canary(result.stdout, result.stderr)


@pytest.mark.parametrize(("each", "form", "audience"), list(product(("file", "line"), FORMS, AUDIENCES)))
def test_files_are_not_repeated(judge: Run, each: str, form: str, audience: str) -> None:
    options = ("-p", "canary.yaml", "--format", form, "--audience", audience, "--each", each)
    result = judge("evaluate", *options, "posts.txt")
    assert result.exit_code == 3
    holds_no_canary(result.stdout, result.stderr)


@pytest.mark.parametrize(("form", "audience"), list(product(FORMS, AUDIENCES)))
def test_a_redaction_shows_only_what_may_stay(judge: Run, form: str, audience: str) -> None:
    options = ("-p", "canary.yaml", "--format", form, "--audience", audience)
    keyed = ("--key-file", "key", "--style")
    for arguments in ((*keyed, "hash", TEXT), ("--each", "line", "--style", "label", "posts.txt")):
        result = judge("redact", *options, *arguments)
        assert BESIDE in result.stdout
        assert FOUND not in result.stdout
        holds_no_canary(result.stderr)


MISTAKES = [
    ["evaluate", TEXT, TEXT],
    ["evaluate", f"--{BESIDE}", TEXT],
    ["evaluate", f"-{BESIDE}"],
    ["evaluate", "-p", "canary.yaml", "--channel", "fax", TEXT],
    ["evaluate", "-p", "canary.yaml", "--fact", "paid=maybe", TEXT],
    ["evaluate", "-p", "canary.yaml", "--at", "soon", TEXT],
    ["evaluate", "--fail-on", "never", TEXT],
    ["evaluate", "--key-file", "absent", TEXT],
    ["evaluate", "-p", "absent.yaml", TEXT],
    ["explain", TEXT, TEXT],
    ["explain", "-p", "canary.yaml", "--channel", "fax", TEXT],
    ["redact", TEXT, TEXT],
    ["redact", "--to", "block", TEXT],
    ["redact", "--style", "hash", TEXT],
    ["redact", "--style", "hush", TEXT],
    ["evaluate", "--markup", "htm", TEXT],
    ["evaluate", "--unused-acceptances", TEXT],
    ["check", "--at", "soon", TEXT],
    ["check", f"--{BESIDE}"],
    ["schema", TEXT],
    ["init", TEXT, TEXT],
    [TEXT],
    [f"evaluate {BESIDE}"],
]


@pytest.mark.parametrize("arguments", MISTAKES)
def test_a_wrong_call_repeats_no_text(judge: Run, arguments: list[str]) -> None:
    result = judge(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    holds_no_canary(result.stderr)


BROKEN = [
    # what stands in a sound policy, and what a slip makes of it
    ("{terms: [", "{terms: [1.10, "),
    ("{terms: [", "{terms: [ , "),
    ("{terms: [", "{trems: ["),
    ("{terms: [", "{term: ["),
    ("{terms: [", '{terms: ["\\b", '),
    ("{terms: [", "{terms: ['', "),
    ("{terms: [", "{terms: [{find: x}, "),
    ('"Bluefin", "Bluefin rig", {terms: ["', '*x, {terms: ["'),
    ("]}]\n    clear_if", "]]\n    clear_if"),
    ("    clear_if", "    claer_if"),
    ("{terms: [", "{terms: ! ["),
]


@pytest.mark.parametrize(("sound", "slip"), BROKEN)
@pytest.mark.parametrize("form", FORMS)
def test_a_diagnostic_never_shows_a_term(judge: Run, folder: Path, sound: str, slip: str, form: str) -> None:
    policy = (folder / "canary.yaml").read_text("utf-8")
    assert sound in policy
    (folder / "broken.yaml").write_text(policy.replace(sound, slip), "utf-8")
    checked = judge("check", "--format", form, "--show-text", "broken.yaml")
    assert checked.exit_code == 2
    used = judge("evaluate", "-p", "broken.yaml", TEXT)
    assert used.exit_code == 2
    holds_no_canary(checked.stdout, checked.stderr, used.stdout, used.stderr)


@pytest.mark.parametrize("form", FORMS)
def test_an_example_that_does_not_hold_is_not_repeated(judge: Run, folder: Path, form: str) -> None:
    policy = (folder / "canary.yaml").read_text("utf-8")
    wrong = policy.replace('hits: ["the «Bluefin» is down"', f'hits: ["the {BESIDE} «is» at {FOUND}"')
    assert wrong != policy
    (folder / "wrong.yaml").write_text(wrong, "utf-8")
    result = judge("check", "--format", form, "wrong.yaml")
    assert "rules.code-names.hits[0]" in result.stdout
    holds_no_canary(result.stdout, result.stderr)


@pytest.mark.parametrize("form", FORMS)
def test_what_a_policy_is_made_of_shows_no_term(judge: Run, form: str) -> None:
    result = judge("explain", "-p", "canary.yaml", "--format", form)
    assert result.exit_code == 0
    holds_no_canary(result.stdout, result.stderr)
