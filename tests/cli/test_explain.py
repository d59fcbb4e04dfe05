"""`policykit explain`."""

from __future__ import annotations

import json

import pytest

from cli.conftest import Run


def test_a_text_in_words(run: Run) -> None:
    said = run(
        "explain",
        "-p",
        "fabrikam.yaml",
        "--audience",
        "reviewer",
        "--fact",
        "paid=false",
        "Bluefin, bluefin tuna",
    ).stdout
    assert "decided by: code-names\n" in said
    assert (
        "did not count:\n  code-names at [9, 16): it stands inside something that `clear_if` names\n" in said
    )
    assert "not live:\n  tell (require): " in said
    assert said.endswith("Without these places, the rest could stay:\n  - characters 1 to 7\n")


def test_a_text_is_shown_only_where_asked_for(run: Run) -> None:
    command = ("explain", "-p", "fabrikam.yaml", "the Bluefin")
    assert "Bluefin" not in run(*command).stdout
    assert "      the Bluefin\n          ^^^^^^^\n" in run(*command, "--show-text").stdout


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_text_as_json(run: Run, form: str) -> None:
    command = ("explain", "-p", "fabrikam.yaml", "--format", form, "Bluefin, bluefin tuna")
    explained = json.loads(run(*command).stdout)
    assert explained["decision"]["outcome"] == "block"
    assert explained["determining"] == ["code-names"]
    assert explained["dropped"][0]["span"] == {"start": 9, "end": 16, "utf16": [9, 16], "utf8": [9, 16]}
    assert explained["give_up"] == [{"start": 0, "end": 7, "utf16": [0, 7], "utf8": [0, 7]}]
    assert {entry["rule_id"] for entry in explained["idle"]} == set()
    assert "text" not in explained["decision"]["findings"][0]
    shown = json.loads(run(*command, "--show-text").stdout)
    assert shown["decision"]["findings"][0]["text"] == "Bluefin"


def test_markup(run: Run) -> None:
    command = ("explain", "-p", "fabrikam.yaml", "--format", "json")
    text = "<p>Blue<b>fin</b>, <!-- bluefin tuna --></p>"
    explained = json.loads(run(*command, "--markup", "html", text).stdout)
    assert explained["determining"] == ["code-names"]
    assert [span["start"] for span in explained["give_up"]] == [10, 24]
    assert json.loads(run(*command, text).stdout)["determining"] == []


def test_without_a_text_what_came_from_where(run: Run) -> None:
    said = run("explain", "--policy", "fabrikam.yaml").stdout
    assert "rules:\n  code-names: from fabrikam.yaml\n" in said
    assert "Bluefin" not in said


@pytest.mark.heavy  # it compiles the default policy twice
def test_the_policy_option_alone_means_the_default_policy(run: Run) -> None:
    said = run("explain", "--policy").stdout
    assert "from credentials" in said
    assert said == run("explain").stdout


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_came_from_where_as_json(run: Run, form: str) -> None:
    out = run("explain", "-p", "fabrikam.yaml", "--format", form).stdout
    parts = json.loads(out) if form == "json" else [json.loads(line) for line in out.splitlines()]
    assert {"section": "rules", "name": "pay", "origin": "fabrikam.yaml", "adjusted_by": []} in parts
