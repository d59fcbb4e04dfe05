"""`policykit redact`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from policykit.cli.call import KEY_VARIABLE
from policykit.loading.entry import load


@pytest.fixture
def mask(run: Run) -> Run:
    return lambda *arguments, **more: run("redact", "-p", "fabrikam.yaml", *arguments, **more)


def test_an_argument(mask: Run) -> None:
    result = mask("the Bluefin slips")
    assert result.stdout == "the ███████ slips\n"
    assert result.stderr == "masked: 1 place\n"


def test_standard_input_keeps_its_bytes(mask: Run) -> None:
    raw = "one Bluefin\r\ntwo é\n\nthree\x00\u202e".encode()
    assert mask(stdin=raw).stdout_bytes == raw.replace(b"Bluefin", "███████".encode())


def test_lines_keep_their_ends_and_a_line_that_cannot_be_read_is_empty(mask: Run, folder: Path) -> None:
    (folder / "posts.txt").write_bytes(b"fine\r\nthe Bluefin\nca\xff Bluefin\nyou nitwit")
    result = mask("--each", "line", "posts.txt")
    assert result.stdout_bytes == "fine\r\nthe ███████\n\nyou ██████".encode()
    assert result.stderr == "posts.txt:3: not UTF-8 at byte 3\n4 texts, 2 places masked\n"
    assert result.exit_code == 3


def test_files_come_one_after_the_other(mask: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"the Bluefin\n")
    (folder / "b.txt").write_bytes(b"a Bluefin")
    assert mask("--each", "file", "a.txt", "b.txt").stdout == "the ███████\na ███████"


def test_what_masking_cannot_cure_is_told(mask: Run, folder: Path) -> None:
    command = ("--fact", "paid=true", "the best robot")
    assert mask(*command).stderr == "masked: 0 places\nmasking does not cure:\n  - Say that you were paid.\n"
    assert "(tell: paid is missing)" in mask("--audience", "reviewer", *command).stderr
    (folder / "posts.txt").write_bytes(b"fine\nthe best robot\n")
    told = mask("--fact", "paid=true", "--each", "line", "posts.txt").stderr
    assert told == (
        "posts.txt:2: masked: 0 places\nmasking does not cure:\n  - Say that you were paid.\n"
        "2 texts, 0 places masked\n"
    )


def test_to_leaves_what_is_mild_enough(mask: Run) -> None:
    assert mask("--to", "warn", "a prototype, nitwit").stdout == "a prototype, ██████\n"
    assert mask("--to", "review", "a prototype, nitwit").stdout == "a prototype, nitwit\n"


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_as_json(mask: Run, form: str) -> None:
    value = json.loads(mask("--format", form, "the Bluefin slips").stdout)
    assert value["text"] == "the ███████ slips"
    assert value["masked"] == [{"start": 4, "end": 11, "utf16": [4, 11], "utf8": [4, 11]}]
    assert value["decision"]["outcome"] == "allow"
    assert "source" not in value


def test_a_line_that_cannot_be_read_as_json(mask: Run, folder: Path) -> None:
    (folder / "posts.txt").write_bytes(b"\xff\nthe Bluefin\n")
    lines = [
        json.loads(line)
        for line in mask("--each", "line", "--format", "jsonl", "posts.txt").stdout.splitlines()
    ]
    assert lines[0] == {"source": "posts.txt", "line": 1, "error": "not UTF-8 at byte 1"}
    assert lines[1]["text"] == "the ███████"


def test_no_texts_at_all(mask: Run, folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    result = mask("--each", "line", "empty.txt")
    assert (result.stdout, result.stderr) == ("", "0 texts, 0 places masked\n")
    assert json.loads(mask("--each", "line", "--format", "json", "empty.txt").stdout) == []


def test_what_cannot_be_checked_in_full_is_withheld(run: Run, folder: Path) -> None:
    policy = (folder / "fabrikam.yaml").read_text("utf-8")
    (folder / "tight.yaml").write_text(policy + "budget: {code_points: 40}\n", "utf-8")
    long = "the Bluefin " * 9
    (folder / "posts.txt").write_text(f"a Bluefin\n{long}\nfine\n")
    many = run("redact", "-p", "tight.yaml", "--each", "line", "posts.txt")
    assert many.stdout == "a ███████\n\nfine\n"
    assert "posts.txt:2: masked: 0 places\n" in many.stderr
    assert "the text is withheld\n" in many.stderr
    one = run("redact", "-p", "tight.yaml", long)
    assert one.stdout == ""
    value = json.loads(run("redact", "-p", "tight.yaml", "--format", "json", long).stdout)
    assert value["text"] is None
    assert [left["kind"] for left in value["residual"]] == ["classify"]
    assert many.exit_code == one.exit_code == 3


def test_half_a_surrogate_pair_is_written_as_a_question_mark(mask: Run) -> None:
    assert mask("a\ud800 Bluefin").stdout_bytes == "a? ███████\n".encode()


def test_many_as_json_are_one_array(mask: Run, folder: Path) -> None:
    (folder / "posts.txt").write_bytes(b"fine\nthe Bluefin\n")
    values = json.loads(mask("--each", "line", "--format", "json", "posts.txt").stdout)
    assert [value["text"] for value in values] == ["fine", "the ███████"]


def test_what_remains_as_json(mask: Run) -> None:
    value = json.loads(mask("--format", "json", "--fact", "paid=true", "the best robot").stdout)
    (left,) = value["residual"]
    assert (left["rule_id"], left["state"], left["outcome"]) == ("tell", "missing", "review")


@pytest.mark.parametrize("style", ["mask", "label", "hash", "pseudonym"])
@pytest.mark.parametrize("where", ["file", "environment"])
def test_what_stands_in_place(mask: Run, folder: Path, style: str, where: str) -> None:
    key = b"k" * 16
    (folder / "key").write_bytes(key + b"\n")
    text = "the Bluefin slips, BLUEFIN too, Litware"
    expected = load("fabrikam.yaml").redact(text, style=style, key=key).text  # type: ignore[arg-type]
    given = ("--key-file", "key") if where == "file" else ()
    env = {KEY_VARIABLE: key.decode()} if where == "environment" else {}
    assert mask("--style", style, *given, text, env=env).stdout == expected + "\n"
    (folder / "posts.txt").write_text(f"{text}\nfine\n")
    many = mask("--style", style, *given, "--each", "line", "posts.txt", env=env)
    assert many.stdout == f"{expected}\nfine\n"


def test_a_key_keeps_values_apart_and_together(mask: Run, folder: Path) -> None:
    (folder / "key").write_bytes(b"k" * 16)
    said = mask("--style", "pseudonym", "--key-file", "key", "Bluefin, BLUEFIN, Litware").stdout
    first, second, third = said.strip().split(", ")
    assert first == second != third
    assert first.startswith("trade-secret-")


@pytest.mark.parametrize("style", ["hash", "pseudonym"])
def test_a_style_that_needs_a_key(mask: Run, folder: Path, style: str) -> None:
    result = mask("--style", style, "the Bluefin")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(
        f"error: `--style {style}` needs a key: say `--key-file`, or set POLICYKIT_KEY\n"
    )
    (folder / "key").write_bytes(b"short")
    told = mask("--style", style, "--key-file", "key", "the Bluefin").stderr
    assert told.startswith("error: the key has 5 bytes: expected at least 16\n")


def test_no_key_is_taken_from_the_command_line(mask: Run) -> None:
    assert mask("--key", "k" * 16, "x").exit_code == 2


def test_markup_stays_whole(mask: Run, folder: Path) -> None:
    html = "<p>Blue<b>fin</b> slips.<!-- ask Litware --></p>\n"
    masked = "<p>████<b>███</b> slips.<!-- ask ███████ --></p>\n"
    assert mask("--markup", "html", stdin=html).stdout == masked
    (folder / "page.html").write_text(html)
    assert mask("--markup", "html", "--each", "file", "page.html").stdout == masked
    assert mask("--markup", "markdown", "Blue**fin** slips").stdout == "████**███** slips\n"
