"""The verbs, and what is said of a call that is wrong."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import click
import pytest

from cli.conftest import Run
from policykit.cli import main
from policykit.cli.app import VERBS, policykit, sources_of
from policykit.cli.call import KEY_VARIABLE
from policykit.errors import Diagnostic

VERB_LIST = "expected one of the verbs `init`, `check`, `evaluate`, `explain`, `redact`, `schema`; "

WRONG = [
    (["evalute", "x"], VERB_LIST + "did you mean `evaluate`?", "policykit"),
    (["the secret"], VERB_LIST + 'to judge a text, write `policykit evaluate "…"`', "policykit"),
    (
        ["evaluate", "--chanel", "social", "x"],
        "no such option; did you mean `--channel`?",
        "policykit evaluate",
    ),
    (
        ["evaluate", "-z"],
        "no such option; a text that begins with `-` goes after `--`",
        "policykit evaluate",
    ),
    (["evaluate", "--channel"], "`--channel`: expected a value", "policykit evaluate"),
    (["evaluate", "--show-text=1", "x"], "`--show-text` takes no value", "policykit evaluate"),
    (
        ["evaluate", "--fail-on", "blok", "x"],
        "`--fail-on`: expected `warn`, `review` or `block`, got `blok`; did you mean `block`?",
        "policykit evaluate",
    ),
    (
        ["evaluate", "--format", "x\x1b", "x"],
        "`--format`: expected `text`, `json` or `jsonl`, got `x\\e`",
        "policykit evaluate",
    ),
    (
        ["evaluate", "a", "b"],
        "expected one text: put it in quotes, or write `--each file` or `--each line` before file names",
        "policykit evaluate",
    ),
    (["explain", "a", "b"], "expected one text: put it in quotes", "policykit explain"),
    (["schema", "x"], "expected nothing after `schema`", "policykit schema"),
    (["init", "a", "b"], "expected one folder", "policykit init"),
]

OPTIONS = [
    (
        ["--at", "2026-12-01"],
        "`--at 2026-12-01`: expected a time with its offset, such as `2026-12-01T09:00:00+01:00`, or `now`",
    ),
    (["--at", "soon"], "`--at soon`: expected a time with its offset"),
    (["--fact", "paid"], "`--fact paid`: expected a name and a value, such as `author=employee`"),
    (["--fact", "=x"], "`--fact =x`: expected a name and a value"),
    (["--fact", "autor=employee"], "unknown fact `autor`: did you mean `author`?"),
    (["--fact", "paid=yes"], "unknown value of `paid`: expected `true` or `false`"),
    (["--channel", "socal"], "unknown channel `socal`: did you mean `social`?"),
    (["--key-file", "absent.key"], "`--key-file` cannot be read: no such file or directory"),
    (["--key-file", "short.key"], "the key has 5 bytes: expected at least 16"),
    (["--key-file", "empty.key"], "the key has 0 bytes: expected at least 16"),
    (
        ["--stage", "publish"],
        "`--stage`: expected `draft` or `published`, got `publish`; did you mean `published`?",
    ),
]


@pytest.mark.parametrize(("arguments", "message", "command"), WRONG)
def test_a_wrong_call(run: Run, arguments: list[str], message: str, command: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    first, help_, *rest = result.stderr.splitlines()
    assert first.startswith(f"error: {message}")
    assert help_ == f"    help: {command} --help"
    assert rest == []


@pytest.mark.parametrize(("options", "message"), OPTIONS)
def test_a_wrong_option(run: Run, folder: Path, options: list[str], message: str) -> None:
    (folder / "short.key").write_bytes(b"short\n")
    (folder / "empty.key").write_bytes(b"\n")
    result = run("evaluate", "-p", "fabrikam.yaml", *options, "x")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {message}")


def test_no_verb_shows_the_help(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage: " in result.stderr


def test_the_help_lists_every_verb(run: Run) -> None:
    said = run("-h").stdout
    for verb, meaning in VERBS.items():
        assert verb in said
        assert meaning in said


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_its_help(run: Run, verb: str) -> None:
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert f"Usage: policykit {verb}" in result.stdout


def test_the_version(run: Run) -> None:
    assert run("--version").stdout == "policykit 0.1.0\n"


def test_a_broken_policy_is_told_with_its_line(run: Run, folder: Path) -> None:
    (folder / "broken.yaml").write_text("policy: x\nchannels: {social: {accepts: public}}\nrulez: {}\n")
    lines = run("evaluate", "-p", "broken.yaml", "x").stderr.splitlines()
    assert lines[0].startswith("broken.yaml:3:1: ")
    assert lines[1:3] == ["    3 | rulez: {}", "      | ^"]


def test_only_policy_files_that_can_be_read_are_shown(folder: Path) -> None:
    (folder / "a.yaml").write_bytes(b"\xef\xbb\xbfpolicy: a\r\n")
    (folder / "bad.yaml").write_bytes(b"caf\xe9")
    (folder / "terms.txt").write_text("Contoso\n")
    named = ["a.yaml", "bad.yaml", "terms.txt", "absent.yaml"]
    shown = sources_of(Diagnostic(name, 1, 1, "code", "message") for name in named)
    assert shown == {"a.yaml": "policy: a\r\n"}
    assert sources_of([Diagnostic("a.yaml", 0, 0, "code", "message")]) == {}


KEYS = [b"k" * 16, b"k" * 16 + b"\r\n", bytes(range(128, 160))]


@pytest.mark.parametrize("key", KEYS)
def test_a_key_gives_fingerprints(run: Run, folder: Path, key: bytes) -> None:
    (folder / "secret.key").write_bytes(key)
    command = ("evaluate", "-p", "fabrikam.yaml", "--audience", "auditor", "the Bluefin")
    with_file = run(*command, "--key-file", "secret.key").stdout
    assert "fingerprint: " in with_file
    assert "fingerprint" not in run(*command).stdout
    if key == KEYS[0]:
        assert run(*command, env={KEY_VARIABLE: key.decode()}).stdout == with_file


def ended(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """The exit code of the command line as a process runs it."""
    monkeypatch.setattr(sys, "argv", ["policykit", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


def test_the_entry_point(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == "policykit 0.1.0\n"


@pytest.mark.parametrize("absent", ["rich", "click"])
def test_without_the_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], absent: str
) -> None:
    monkeypatch.delitem(sys.modules, "policykit.cli.app")
    monkeypatch.setitem(sys.modules, absent, None)
    assert ended(monkeypatch, "evaluate", "x") == 2
    said = capsys.readouterr()
    assert said.err == 'the command line needs its extra: pip install "policykit-sdk[cli]"\n'
    assert said.out == ""


def test_another_module_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "policykit.cli.app", None)
    with pytest.raises(ModuleNotFoundError):
        main()


def test_an_interrupt(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupted(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupted()))
    assert ended(monkeypatch, "evaluate", "-p", "fabrikam.yaml") == 130
    assert capsys.readouterr().err.strip() == ""


def test_a_reader_that_goes_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert ended(monkeypatch, "explain", "-p", "fabrikam.yaml") == 141


def test_shells_can_ask_for_the_verbs() -> None:
    assert policykit.list_commands(click.Context(policykit)) == list(VERBS)
