"""The ways in: what names a policy, what a root allows, what a mapping may hold, what `evaluate` loads."""

from __future__ import annotations

import datetime as dt
import json
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from policykit.engine.context import Context
from policykit.errors import PolicyError
from policykit.loading import entry
from policykit.loading.entry import check, compose, evaluate, examine, load
from policykit.loading.layers import names_file
from policykit.model.document import PolicyDocument
from policykit.model.scales import Outcome

PLAIN: Mapping[str, Any] = {
    "policy": "northwind",
    "channels": {"social": {"accepts": "public"}},
    "detectors": {"code-name": ["Halcyon"]},
    "rules": {
        "code-names": {
            "kind": "classify",
            "level": "restricted",
            "category": "trade_secret",
            "find": ["<code-name>"],
        }
    },
}


def said(problem: PolicyError) -> str:
    return "\n".join(map(str, problem.diagnostics))


@pytest.mark.parametrize(
    ("name", "is_file"),
    [
        ("default", False),
        ("defualt", False),
        ("policy.yaml", True),
        ("policy.yml", True),
        ("policy.json", True),
        ("./default", True),
        ("default.txt", False),
    ],
)
def test_which_names_are_files(name: str, is_file: bool) -> None:
    assert names_file(name) is is_file


def test_the_same_policy_from_every_source(tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    path.write_text(json.dumps(PLAIN, indent="\t"))
    sources = (PLAIN, str(path), path, PolicyDocument.model_validate(PLAIN))
    composed = [compose(source) for source in sources]
    assert {type(c.rules["code-names"].rule).__name__ for c in composed} == {"Classify"}
    assert len({json.dumps(c.document.model_dump(mode="json"), sort_keys=True) for c in composed}) == 1
    assert [c.layers[0].origin for c in composed] == ["<mapping>", str(path), str(path), "<mapping>"]


def test_a_document_written_out_reads_the_same() -> None:
    document = compose("default").document
    dumped = document.model_dump(mode="json", by_alias=True)
    assert compose(dumped).document == document


def test_shipped_names() -> None:
    assert [layer.origin for layer in compose("default").layers][-1] == "default"
    with pytest.raises(PolicyError) as raised:
        compose("defualt")
    assert said(raised.value) == (
        "defualt: no shipped policy is named `defualt`\n    help: did you mean `default`?"
    )
    with pytest.raises(PolicyError, match="shipped are `clients`, `conduct`"):
        compose("zzz")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as raised:
        load("missing/policy.yaml")
    assert said(raised.value) == "missing/policy.yaml: there is no such file"


def test_a_file_that_is_not_utf_8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("policy.yaml").write_bytes(b"policy: p\ntitle: caf\xe9\n")
    Path("child.yaml").write_bytes(b"policy: c\nextends: [policy.yaml]\n")
    assert "\n".join(map(str, check("policy.yaml"))) == (
        "policy.yaml:2:11: the file is not UTF-8\n    help: save it as UTF-8"
    )
    first_lines = [str(found).split("\n")[0] for found in check("child.yaml")]
    assert "policy.yaml:2:11: the file is not UTF-8" in first_lines


def test_a_terms_file_that_is_not_utf_8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("clients.txt").write_bytes(b"Contoso\nFabrikam \xff\n")
    (found,) = check(
        {**PLAIN, "detectors": {"code-name": {"terms": {"file": "clients.txt"}}}}, ".", strict=False
    )
    assert found.message == (
        "`detectors.code-name.find[0].terms`: `clients.txt`: the file is not UTF-8 (line 2)"
    )


def test_a_control_character_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_bytes(b"policy: p\ntitle: 'a\x07b'\n")
    (found,) = check(path)
    assert (found.line, found.column, found.code) == (2, 10, "control-character")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_bytes(b"# " + b"x" * 5_000_000)
    (found,) = check(path)
    assert found.message == "the file is larger than 5,000,000 bytes"


def test_a_mapping_reads_no_file_without_a_root(tmp_path: Path) -> None:
    (tmp_path / "parent.yaml").write_text("policy: parent\nchannels: {social: {accepts: public}}\n")
    (tmp_path / "names.txt").write_text("Contoso\n")
    child = {
        "policy": "child",
        "extends": ["parent.yaml", "discretion"],
        "detectors": {"ours": {"terms": {"file": "names.txt"}}},
    }
    assert [found.code for found in check(child, strict=False)] == ["no-root", "no-root"]
    composed = compose(child, tmp_path)
    assert [layer.origin for layer in composed.layers] == ["parent.yaml", "discretion", "<mapping>"]
    assert composed.layers[-1].terms == {"names.txt": ("Contoso",)}
    document = PolicyDocument.model_validate(child)
    assert [found.code for found in check(document, strict=False)] == ["no-root", "no-root"]
    assert compose(document, tmp_path).layers[-1].terms == {"names.txt": ("Contoso",)}


def test_a_root_above_the_folder_of_the_policy(tmp_path: Path) -> None:
    (tmp_path / "teams").mkdir()
    (tmp_path / "company.yaml").write_text("policy: company\nchannels: {social: {accepts: public}}\n")
    team = tmp_path / "teams" / "press.yaml"
    team.write_text("policy: press\nextends: [../company.yaml]\n")
    assert [found.code for found in check(team, strict=False)] == ["file-outside"]
    assert [layer.document.policy for layer in compose(team, tmp_path).layers] == ["company", "press"]


def test_a_file_reached_by_a_link_is_one_layer(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("policy: base\nchannels: {social: {accepts: public}}\n")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "base.yaml")
    child = tmp_path / "child.yaml"
    child.write_text("policy: child\nextends: [base.yaml, link.yaml, base.yaml]\n")
    assert len(compose(child).layers) == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"policy": 5}, "`policy`: expected words, found the number `5`"),
        ({"policy": None}, "`policy`: expected words, found nothing"),
        (
            {"title": object()},
            "`title`: expected words, or words for each language such as "
            "`{en: …, de: …}`, found something else",
        ),
        ({5: "x"}, None),
        ({"detectors": {5: ["x"]}}, "`detectors[5]`: expected words, found the number `5`"),
        ({"detectors": {"ours": {"terms": {"Contoso": "x"}}}}, None),
        ({"detectors": {"ours": {"terms": ["Contoso\x07"]}}}, None),
        ({"time_zone": "Nowhere/At/All"}, "`time_zone`: unknown time zone `Nowhere/At/All`"),
        ({"title": "x" * 100 + "\ud800"}, None),
    ],
)
def test_mappings_that_do_not_fit(change: dict[Any, Any], message: str | None) -> None:
    problems = check({**PLAIN, **change}, strict=False)
    assert message is None or message in [found.message for found in problems]
    assert all((found.source, found.line, found.column) == ("<mapping>", 0, 0) for found in problems)
    assert "Contoso" not in "".join(map(str, problems))


def test_a_mapping_without_end() -> None:
    endless: dict[str, Any] = {"any": []}
    endless["any"] = [endless, endless]
    (found,) = check({**PLAIN, "detectors": {"d": endless}})
    assert found.message in (
        "values are nested more than 50 deep",
        "the policy holds more than 100,000 values",
    )


def test_a_mapping_with_too_much() -> None:
    (found,) = check({**PLAIN, "open": ["x"] * 100_001})
    assert found.message == "the policy holds more than 100,000 values"


def test_policies_that_extend_one_another_too_deep(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.yaml").write_text(f"policy: p\nextends: [{number + 1}.yaml]\n")
    (found,) = check(tmp_path / "0.yaml", strict=False)
    assert (Path(found.source).name, found.message) == (
        "49.yaml",
        "policies extend one another more than 50 deep",
    )


def test_parts_of_the_model_inside_a_mapping() -> None:
    rule = PolicyDocument.model_validate(PLAIN).rules["code-names"]
    assert compose({**PLAIN, "rules": {"code-names": rule}}).rules["code-names"].rule == rule


def test_the_error_travels_between_processes() -> None:
    with pytest.raises(PolicyError) as raised:
        compose({"policy": "p", "rulse": {}})
    assert pickle.loads(pickle.dumps(raised.value)).diagnostics == raised.value.diagnostics


def test_load_and_compile_give_a_policy() -> None:
    for policy in (load(PLAIN), entry.compile(PolicyDocument.model_validate(PLAIN))):
        assert policy.evaluate("«Halcyon» ships in May").outcome is Outcome.BLOCK
        assert policy.evaluate("those quiet days").outcome is Outcome.ALLOW


def test_strict_asks_for_more() -> None:
    with pytest.raises(PolicyError, match="needs at least 2 `hits`"):
        load(PLAIN, strict=True)
    with pytest.raises(PolicyError, match="has no owner"):
        entry.compile(PolicyDocument.model_validate(PLAIN), strict=True)


def test_evaluate_under_each_kind_of_policy(tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    path.write_text(json.dumps(PLAIN))
    context = Context(channel="social")
    for policy in (load(PLAIN), str(path), path):
        assert not evaluate("Halcyon", context, policy=policy).allowed
    assert evaluate("good morning", policy="embargo").allowed
    assert evaluate("good morning").allowed


def test_the_default_policy_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []
    real = load(PLAIN)

    def count(name: str) -> Any:
        loaded.append(name)
        return real

    monkeypatch.setattr(entry, "load", count)
    monkeypatch.setattr(entry, "_default", [])
    barrier = threading.Barrier(8)

    def judge() -> None:
        barrier.wait()
        evaluate("good morning")

    threads = [threading.Thread(target=judge) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loaded == ["default"]


def test_loading_the_default_policy_imports_no_yaml_parser() -> None:
    program = (
        "import sys; from policykit.loading.entry import compose; compose('default'); "
        "sys.exit(any(name.startswith('ruamel') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, env=dict(os.environ)).returncode == 0


ENDING = """\
policy: {name}
{head}
rules: {{{name}: {{kind: classify, level: public, category: conduct, find: x}}}}
accepted:
  - {{rule: {name}, fingerprint: "{print}", reason: x, by: y, until: 2027-06-30}}
  - {{rule: {name}, fingerprint: "{print}", reason: x, by: y, until: 2027-06-30T12:00:00+00:00}}
"""


@pytest.mark.parametrize(
    ("at", "over"),
    [
        (None, []),
        # a date is the beginning of its day, in the zone of the file
        (dt.date(2027, 6, 30), []),
        (dt.date(2027, 7, 1), ["berlin 5", "berlin 6", "child 5", "child 6", "utc 5", "utc 6"]),
        # an instant is the same for all
        (dt.datetime(2027, 6, 30, 11, 59, 59, tzinfo=dt.UTC), []),
        (dt.datetime(2027, 6, 30, 12, tzinfo=dt.UTC), ["berlin 6", "child 6", "utc 6"]),
        (
            dt.datetime(2027, 6, 30, 22, tzinfo=dt.UTC),
            ["berlin 5", "berlin 6", "child 5", "child 6", "utc 6"],
        ),
    ],
)
def test_accepted_findings_expire_in_the_zone_of_their_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: dt.date | None, over: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    social = "channels: {social: {accepts: public}}"
    heads = {
        "utc": social,
        "berlin": f"{social}\ntime_zone: Europe/Berlin",
        "child": "extends: [protected-speech, berlin.yaml, utc.yaml]\n",
    }
    for name, head in heads.items():
        line_up = head if "\n" in head else f"{head}\n"
        Path(f"{name}.yaml").write_text(ENDING.format(name=name, head=line_up, print="0" * 32))
    examined = examine("child.yaml", strict=False, at=at)
    assert examined.problems == ()
    told = [f"{found.source.removesuffix('.yaml')} {found.line - 1}" for found in examined.warnings]
    assert told == over
    assert {found.code for found in examined.warnings} <= {"expired"}


def test_what_is_wrong_comes_before_what_has_expired() -> None:
    accepted = {
        "rule": "code-names",
        "fingerprint": "0" * 32,
        "reason": "x",
        "by": "y",
        "until": "2026-01-01",
    }
    examined = examine({**PLAIN, "accepted": [accepted]}, strict=False, at=dt.date(2027, 1, 1))
    assert [str(found) for found in examined.warnings] == [
        "<mapping>: `accepted[0].until`: this accepted finding of `code-names` has expired\n"
        "    help: take it out, or look at the finding again"
    ]
    wrong = examine({**PLAIN, "accepted": [accepted], "titel": "x"}, strict=False, at=dt.date(2027, 1, 1))
    assert ([found.code for found in wrong.problems], wrong.warnings) == (["unknown-key"], ())
