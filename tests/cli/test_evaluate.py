"""`policykit evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import POLICY, Run
from policykit.engine.fingerprint import fingerprint

POSTS = b"fine\nthe Bluefin slips\nca\xff\na prototype\nyou nitwit\nfine\n"

TEXT = """\
posts.txt:2:
  block: this must not go out as it is.

  1. This names work we have not announced.
     Write instead: our next product
     Where: characters 5 to 11

posts.txt:4:
  warn: this may go out; look at it once more first.

  1. This may be about unannounced work.
     Where: characters 3 to 11

posts.txt:5:
  review: somebody must look at this before it goes out.

  1. This is rude.
     Where: characters 5 to 10

6 texts
  1  block
  1  review
  1  warn
  2  allow
  1  could not be evaluated
"""


@pytest.fixture
def judge(run: Run, folder: Path) -> Run:
    (folder / "posts.txt").write_bytes(POSTS)
    return lambda *arguments, **more: run("evaluate", "-p", "fabrikam.yaml", *arguments, **more)


def test_lines_in_words(judge: Run) -> None:
    result = judge("--each", "line", "posts.txt")
    assert result.stdout == TEXT
    assert result.stderr == "posts.txt:3: not UTF-8 at byte 3\n"


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_lines_as_json(judge: Run, form: str) -> None:
    result = judge("--each", "line", "--format", form, "posts.txt")
    if form == "json":
        records = json.loads(result.stdout)
    else:
        records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["line"] for record in records] == [1, 2, 3, 4, 5, 6]
    outcomes = [record.get("decision", {}).get("outcome") for record in records]
    assert outcomes == ["allow", "block", None, "warn", "review", "allow"]
    assert records[2] == {"source": "posts.txt", "line": 3, "error": "not UTF-8 at byte 3"}
    # the counts go where they do not disturb who parses the rest
    assert "6 texts" in result.stderr
    assert result.exit_code == 3


def test_no_texts_at_all(judge: Run, folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    assert json.loads(judge("--each", "line", "--format", "json", "empty.txt").stdout) == []
    assert judge("--each", "line", "--format", "jsonl", "empty.txt").stdout == ""
    assert judge("--each", "line", "empty.txt").stdout.startswith("0 texts\n")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_one_text_as_json_is_the_decision(judge: Run, form: str) -> None:
    result = judge("--format", form, "--show-text", "the Bluefin slips")
    decision = json.loads(result.stdout)
    assert decision["outcome"] == "block"
    assert decision["findings"][0]["text"] == "Bluefin"
    assert result.stdout.count("\n") == 1 or form == "json"


def test_the_json_of_the_command_line_is_that_of_the_library(judge: Run, folder: Path) -> None:
    from policykit.loading.entry import load

    decision = load("fabrikam.yaml").evaluate("the Bluefin slips")
    assert judge("--format", "jsonl", "the Bluefin slips").stdout == decision.to_json() + "\n"


def test_json_cannot_steer_a_terminal(judge: Run, folder: Path) -> None:
    (folder / "café\u202e.txt").write_text("the Bluefin")
    result = judge("--format", "jsonl", "--each", "file", "café\u202e.txt")
    assert '"source": "café\\u202e.txt"' in result.stdout
    assert json.loads(result.stdout)["source"] == "café\u202e.txt"


def test_the_text_is_shown_only_where_asked_for(judge: Run) -> None:
    shown = judge("--show-text", "the Bluefin slips").stdout
    assert "   Where: line 1, column 5\n       the Bluefin slips\n           ^^^^^^^\n" in shown
    assert "Bluefin" not in judge("the Bluefin slips").stdout
    assert judge("--show-text", "--each", "line", "posts.txt").stdout.count("^") == 7 + 9 + 6


AUDIENCES = [
    ("author", [], "allow: this may go out.\n"),
    ("reviewer", ["--channel", "intranet"], "level: restricted, channel: intranet, stage: draft"),
    ("auditor", [], "digest: "),
]


@pytest.mark.parametrize(("audience", "options", "said"), AUDIENCES)
def test_the_audience(judge: Run, audience: str, options: list[str], said: str) -> None:
    text = "nothing" if audience == "author" else "the Bluefin slips"
    assert said in judge("--audience", audience, *options, text).stdout


def test_the_language(judge: Run) -> None:
    assert "Das ist nicht angekündigt." in judge("--language", "de", "the Bluefin").stdout


CONTEXTS = [
    ([], "the best robot", "review"),
    (["--fact", "paid=true"], "the best robot", "review"),
    (["--fact", "paid=false"], "the best robot", "allow"),
    (["--fact", "tier=2", "--fact", "author=official"], "fine", "allow"),
    ([], "the Bluefin at the fair", "block"),
    (["--at", "2027-03-04T00:00:00+00:00"], "the Bluefin at the fair", "allow"),
    (["--at", "2027-03-03T23:59:59Z"], "the Bluefin at the fair", "block"),
    (["--at", "now"], "fine", "allow"),
    (["--channel", "intranet"], "the Bluefin", "allow"),
]


@pytest.mark.parametrize(("options", "text", "outcome"), CONTEXTS)
def test_the_context(judge: Run, options: list[str], text: str, outcome: str) -> None:
    assert json.loads(judge("--format", "json", *options, text).stdout)["outcome"] == outcome


def test_what_is_already_out_gets_its_response(judge: Run) -> None:
    said = judge("--stage", "published", "the Bluefin").stdout
    assert said.endswith(
        "What to do now:\n  - Delete the post (author, within 15 minutes of learning of it)\n"
    )


def test_an_information_is_for_reviewers(judge: Run, folder: Path) -> None:
    (folder / "one.txt").write_text("the Bluefin\n")
    command = ("--channel", "intranet", "--each", "line", "one.txt")
    assert "code-names" in judge("--audience", "reviewer", *command).stdout
    assert judge(*command).stdout.startswith("1 text\n")


def test_rules_that_fail_are_counted(run: Run, folder: Path) -> None:
    policy = (folder / "fabrikam.yaml").read_text("utf-8")
    (folder / "tight.yaml").write_text(policy + "budget: {code_points: 1}\n", "utf-8")
    (folder / "posts.txt").write_text("the Bluefin\nfine\n")
    result = run("evaluate", "-p", "tight.yaml", "--each", "line", "posts.txt")
    assert "  1 of them only in part: rules failed\n" in result.stdout
    assert "Part of the policy could not be checked on this text." in result.stdout
    assert result.exit_code == 3


MARKED_UP = [
    ("plain", "the Blue<b>fin</b> slips", "allow"),
    ("html", "the Blue<b>fin</b> slips", "block"),
    ("markdown", "the Blue**fin** slips", "block"),
    ("markdown", "the Blue<!-- x -->fin slips", "block"),
]


@pytest.mark.parametrize(("markup", "text", "outcome"), MARKED_UP)
def test_markup_is_what_it_is_said_to_be(
    judge: Run, folder: Path, markup: str, text: str, outcome: str
) -> None:
    command = ("--format", "jsonl", "--markup", markup)
    assert json.loads(judge(*command, text).stdout)["outcome"] == outcome
    (folder / "page").write_text(text)
    assert json.loads(judge(*command, "--each", "file", "page").stdout)["decision"]["outcome"] == outcome


def test_a_place_in_markup_is_that_of_the_source(judge: Run) -> None:
    shown = judge("--markup", "html", "--show-text", "<p>the Blue<b>fin</b></p>").stdout
    assert "       <p>the Blue<b>fin</b></p>\n              ^^^^^^^^^^" in shown


def test_a_markup_that_there_is_none_of(judge: Run) -> None:
    result = judge("--markup", "htm", "x")
    assert result.stderr.startswith(
        "error: `--markup`: expected `plain`, `html` or `markdown`, got `htm`; did you mean `html`?\n"
    )
    assert result.exit_code == 2


@pytest.fixture
def accepting(run: Run, folder: Path) -> Run:
    """Judges under a policy of two layers with three accepted findings; the last one is over in July."""
    (folder / "key").write_bytes(b"k" * 16)
    ids = {
        rule: fingerprint(b"k" * 16, rule, words)
        for rule, words in (("hint", "prototype"), ("rude", "nitwit"))
    }
    parent = POLICY + "".join(
        [
            "open: [rules]\naccepted:\n",
            f'  - {{rule: hint, fingerprint: "{ids["hint"]}", reason: x, by: y, until: 2027-12-31}}\n',
        ]
    )
    (folder / "parent.yaml").write_text(parent, "utf-8")
    (folder / "child.yaml").write_text(
        "policy: child\nextends: [parent.yaml]\naccepted:\n"
        f'  - {{rule: rude, fingerprint: "{"0" * 32}", reason: x, by: y, until: 2027-12-31}}\n'
        f'  - {{rule: rude, fingerprint: "{ids["rude"]}", reason: x, by: y, until: 2027-06-30}}\n',
        "utf-8",
    )
    (folder / "posts.txt").write_text("fine\na prototype\nyou nitwit\n")
    options = ("-p", "child.yaml", "--key-file", "key", "--unused-acceptances")
    return lambda *arguments, **more: run("evaluate", *options, *arguments, **more)


def unused(name: str, line: int, rule: str) -> str:
    return f"{name}:{line}:5: warning: no text needed this accepted finding of `{rule}`\n"


def test_accepted_findings_that_nobody_needs(accepting: Run, folder: Path) -> None:
    last = (folder / "parent.yaml").read_text("utf-8").count("\n")
    lines = ("--each", "line", "posts.txt")
    may = accepting("--at", "2027-05-03T09:00:00Z", *lines)
    assert may.stderr == unused("child.yaml", 4, "rude")
    assert may.exit_code == 0
    july = accepting("--at", "2027-07-01T09:00:00Z", *lines)
    assert july.stderr == unused("child.yaml", 4, "rude") + unused("child.yaml", 5, "rude")
    assert july.exit_code == 1
    one = accepting("--at", "2027-05-03T09:00:00Z", "you nitwit")
    assert one.stderr == unused("parent.yaml", last, "hint") + unused("child.yaml", 4, "rude")


def test_accepted_findings_that_are_all_needed(accepting: Run, folder: Path) -> None:
    (folder / "child.yaml").write_text("policy: child\nextends: [parent.yaml]\n")
    result = accepting("--at", "2027-05-03T09:00:00Z", "--each", "line", "--format", "jsonl", "posts.txt")
    assert result.stderr.endswith("every accepted finding was needed\n")
    assert [json.loads(line)["decision"]["outcome"] for line in result.stdout.splitlines()] == [
        "allow",
        "allow",
        "review",
    ]


@pytest.mark.parametrize("missing", ["--key-file", "--at"])
def test_what_nobody_needs_asks_for_a_key_and_a_time(run: Run, folder: Path, missing: str) -> None:
    (folder / "key").write_bytes(b"k" * 16)
    given = {"--key-file": "key", "--at": "2027-05-03T09:00:00Z"}
    options = [word for name, value in given.items() if name != missing for word in (name, value)]
    result = run("evaluate", "-p", "fabrikam.yaml", "--unused-acceptances", *options, "x")
    assert result.stderr.startswith(
        "error: `--unused-acceptances` needs a key and `--at`: without them no accepted finding counts\n"
    )
    assert result.exit_code == 2
