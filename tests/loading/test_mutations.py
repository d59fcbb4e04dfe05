"""Whatever is done to the bytes of a policy, loading says so in diagnostics or gives a policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policykit.errors import PolicyError
from policykit.loading.entry import check, compose
from policykit.loading.yaml import read_yaml

GOOD = b"""\
policy: northwind
version: 3
extends: [parent.yaml]
levels: [public, {level: internal, aliases: [green]}, secret]
channels: {social: {accepts: public}, wiki: {accepts: green}}
default_channel: social
facts: {author: {values: [employee, true, 3], default: employee, question: {en: "who?"}}}
detectors:
  code-name: [Halcyon, "Blue\\u0066in"]
  ours: {terms: [Contoso Health, 'Fabrikam']}
  ticket: {pattern: '\\bSEC-\\d{2,6}\\b'}
rules:
  code-names:
    kind: classify
    level: secret
    category: trade_secret
    find: &names [<code-name>, {all: [<ours>, x]}, {count: 2, of: y}]
    clear_if: *names
    when: {author: [employee, true]}
    since: 2026-12-01
    hits:
      - "\xc2\xabHalcyon\xc2\xbb slips"  # said twice
    misses: ["those halcyon days"]
adjust: {parents: {outcome: block}}
if_leaked: [{do: "call", who: security, within: 15 minutes}]
"""
PARENT = "policy: parent\nrules: {parents: {kind: forbid, category: conduct, find: x}}\n"
PIECES = (
    *(
        b"\n",
        b" ",
        b"  ",
        b"\t",
        b":",
        b": ",
        b"- ",
        b"#",
        b" #ad",
        b"[",
        b"]",
        b"{",
        b"}",
        b"'",
        b'"',
        b"&a ",
    ),
    *(
        b"*a",
        b"!t ",
        b"%",
        b"@",
        b"`",
        b"|",
        b">",
        b"? ",
        b"<<: ",
        b"---\n",
        b"...\n",
        b"null",
        b"1e5",
        b"\\",
    ),
    *(b",", b"\xff", b"\x00", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\\ud800", b"terms: ", b"rules", b"~"),
    b"0" * 5000,
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    content = GOOD
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        match draw(st.sampled_from(("insert", "delete", "repeat", "swap"))):
            case "insert":
                content = content[:at] + draw(st.sampled_from(PIECES)) + content[at:]
            case "delete":
                content = content[:at] + content[at + draw(st.integers(1, 12)) :]
            case "repeat":
                content = content[:at] + content[at : at + draw(st.integers(1, 60))] + content[at:]
            case "swap":
                other = draw(st.integers(0, len(content)))
                content = content[:at] + content[other : other + 5] + content[at + 5 :]
    return content


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mutations")
    (folder / "parent.yaml").write_text(PARENT)
    return folder


def test_the_policy_is_good_unless_mutated(folder: Path) -> None:
    (folder / "good.yaml").write_bytes(GOOD)
    assert check(folder / "good.yaml", strict=False) == ()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutated())
def test_a_mutated_policy_is_read_or_refused(folder: Path, content: bytes) -> None:
    path = folder / "policy.yaml"
    path.write_bytes(content)
    problems = check(path, strict=False)
    for found in problems:
        assert found.message
        assert "Contoso" not in found.message + found.help
    if problems:
        with pytest.raises(PolicyError):
            compose(path)
    else:
        assert compose(path).default_channel in compose(path).channels


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab:-#[]{}'\"&*!%@`|>?,\n \t~0<\\"), max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    reading = read_yaml(text, "p.yaml")
    assert reading.value is not None or reading.problems
    lines = text.split("\n")
    for found in reading.problems:
        assert 1 <= found.line <= len(lines) + 1
        assert found.column >= 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
KEYS = (
    "policy",
    "extends",
    "levels",
    "channels",
    "facts",
    "detectors",
    "rules",
    "adjust",
    "ladder",
    "accepted",
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_any_mapping_is_composed_or_refused(value: dict[str, object]) -> None:
    problems = check(value, strict=False)
    assert problems or compose(value).document.policy == value["policy"]
