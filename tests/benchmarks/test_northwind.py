"""The measure on whole texts counts labels, alarms and agreement as it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.accuracy import northwind
from benchmarks.accuracy.northwind import (
    Label,
    agreement_table,
    complaints,
    judge,
    kappa,
    kind_of,
    main,
    read_row,
    recall_table,
    wrongly_blocked,
)

from packs.compiled import HEAVY
from policykit.loading.entry import check, load

POLICY = """
policy: rig
channels: {social: {accepts: public}, intranet: {accepts: internal}}
default_channel: social
levels: [{level: public}, {level: internal}]
facts: {author: {values: [employee, official], default: employee}}
disclosures: {works-here: {accept: {any: [I work here]}}}
rules:
  word: {kind: classify, level: internal, category: trade_secret, find: gearwheel}
  pay: {kind: classify, level: internal, category: marking, find: INTERNAL}
  says: {kind: require, category: undisclosed_endorsement, find: splendid, disclose: works-here}
"""


def line(text: str, *labels: tuple[str, str], **more: Any) -> str:
    spans = [
        {"label": name, "start": text.index(said), "end": text.index(said) + len(said)}
        for name, said in labels
    ]
    row = {"id": "x-1", "lang": "en", "text": text, "channel": "social", "author": "employee", "facts": {}}
    return json.dumps({**row, "at": "2027-03-01T12:00:00+00:00", "labels": spans, **more})


LAYERS = sorted((Path(__file__).parents[2] / "examples" / "northwind").glob("slips-*.yaml"))

LINES = (
    line(
        "We cast it. The gearwheel is of glass.", ("trade_secret", "glass"), second=["trade_secret"], id="a"
    ),
    line(
        "Of glass is all I say. The gearwheel spins.",
        ("trade_secret", "Of glass"),
        second=["protected"],
        id="b",
    ),
    line(
        "A splendid arm!",
        ("undisclosed_endorsement", "arm"),
        second=[{"label": "conduct"}],
        id="c",
        lang="de",
    ),
    line("A gearwheel in a museum", second=[], id="d", half="test"),
    line(
        "INTERNAL: I earn 12", ("marking", "INTERNAL"), ("protected", "I earn 12"), id="e", facts={"moon": 1}
    ),
)


@pytest.fixture(name="judged")
def judged_(tmp_path: Path) -> list[Any]:
    path = tmp_path / "rig.yaml"
    path.write_text(POLICY, "utf-8")
    policy = load(path)
    return [judge(read_row(each), policy) for each in LINES]


def test_a_label_is_found_in_its_own_sentence_only(judged: list[Any]) -> None:
    assert [len(each.found) for each in judged] == [1, 0, 1, 0, 1]


def test_the_table_counts_by_label_and_language(judged: list[Any]) -> None:
    rows = [
        tuple(cell.strip() for cell in row.strip("|").split("|")) for row in recall_table(judged).splitlines()
    ]
    assert ("trade_secret", "–", "1/2", "1/2", "0.500") in rows
    assert ("**all labels**", "1/1", "2/3", "3/4", "0.750") in rows
    assert ("**credential, identifier, marking**", "–", "1/1", "1/1", "1.000") in rows


def test_what_is_missed_or_raised_for_nothing_is_listed_without_the_text(judged: list[Any]) -> None:
    assert list(complaints(judged)) == ["b\tmissed\ttrade_secret\t0-8", "d\tfalse alarm\tblock\tword:block"]


def test_protected_speech_under_a_marking_may_not_be_blocked(judged: list[Any]) -> None:
    assert [each.row.id for each in wrongly_blocked(judged)] == ["e"]


def test_two_readers_agree_label_by_label(judged: list[Any]) -> None:
    table = agreement_table([each.row for each in judged])
    assert "| trade_secret | 1 | 1 | 0 |" in table
    assert "4 texts: 0.500" in table


@pytest.mark.parametrize(
    ("said", "kappa_is"),
    [
        ([], 1.0),
        ([(["conduct"], ["marking"])], 1.0),
        ([(["conduct"], []), ([], ["marking"])], -1.0),
        ([(["protected"], []), (["conduct"], ["conduct"])], 1.0),
    ],
)
def test_kappa(said: list[tuple[list[str], list[str]]], kappa_is: float) -> None:
    assert kappa(said) == pytest.approx(kappa_is)


@pytest.mark.parametrize(
    ("said", "kind"),
    [("call 0171", "identifier"), ("a@b", "identifier"), ("is ill since 2 May", "fact about a person")],
)
def test_personal_data_are_identifiers_or_facts(said: str, kind: str) -> None:
    assert kind_of(Label("personal_data", 0, len(said)), said) == kind


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ([{"label": "conduct", "start": 0, "end": 99}], "outside"),
        ([{"label": "odd", "start": 0, "end": 1}], "unknown"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(labels: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_row(line("A row", labels=labels))


def test_the_command_reads_one_half(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    policy, rows, misses = tmp_path / "rig.yaml", tmp_path / "rows.jsonl", tmp_path / "misses"
    policy.write_text(POLICY, "utf-8")
    rows.write_text("\n".join(LINES) + "\n", "utf-8")
    monkeypatch.setattr("benchmarks.accuracy.northwind.POLICY", policy)
    assert main([str(rows), "--half", "test", "--misses", str(misses)]) == 0
    assert "protected speech blocked: 0 of 0 texts" in capsys.readouterr().out
    assert misses.read_text("utf-8") == "d\tfalse alarm\tblock\tword:block\n"


@HEAVY
@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.stem)
def test_the_layers_of_the_worked_policy_keep_their_own_examples(layer: Path) -> None:
    assert check(layer) == ()


def test_each_half_has_tables_of_its_own_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tmp_path / "rows.jsonl"
    halves = (
        line("Nothing of that kind.", id=half, half=half, second=[]) for half in ("tune", "test", "tune")
    )
    rows.write_text("\n".join(halves), "utf-8")
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY, "utf-8")
    monkeypatch.setattr(northwind, "POLICY", policy)
    written: dict[str, str] = {}
    monkeypatch.setattr(northwind, "write", written.__setitem__)
    assert main([str(rows)]) == 0
    assert written == {}
    assert main([str(rows), "--write"]) == 0
    test, tune = written["northwind"].split("### ")[1:]
    assert test.startswith("Texts that no rule was written for\n\n1 texts, 1 of them clean.")
    assert tune.startswith("Texts that were read while rules were written\n\n2 texts, 2 of them clean.")
