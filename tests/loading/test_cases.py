"""Every broken policy gets exactly the diagnostics that its case expects, and no policy."""

from __future__ import annotations

from pathlib import Path

import pytest

from loading.cases import Case, read_cases
from policykit.errors import PolicyError
from policykit.loading.entry import check, compose

FILES = ("traps", "misfits", "names", "searching", "sense", "accepting", "layers")
CASES = [pytest.param(case, id=f"{name}: {case.title}") for name in FILES for case in read_cases(name)]
FORBIDDEN = ("Input should", "str", "int", "dict", "tuple", "NoneType", "bool", "constrained", "Traceback")
"""Names of Python types, and the words of a library, that no message may hold as a word."""


@pytest.mark.parametrize("case", CASES)
def test_diagnostics_are_as_expected(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    found = check("policy.yaml", strict=case.strict)
    assert "\n".join(map(str, found)) == case.expected


@pytest.mark.parametrize("case", CASES)
def test_all_or_nothing(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    if not case.expected:
        assert compose("policy.yaml").layers[-1].origin == "policy.yaml"
        return
    with pytest.raises(PolicyError) as raised:
        compose("policy.yaml", strict=case.strict)
    assert raised.value.diagnostics == check("policy.yaml", strict=case.strict)


@pytest.mark.parametrize("case", CASES)
def test_messages_keep_to_the_grammar(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    for found in check("policy.yaml", strict=case.strict):
        assert found.code == found.code.lower()
        for said in (found.message, found.help):
            assert not said.endswith("."), said
            assert not said[:1].isupper(), said
            assert said.count("`") % 2 == 0, said
            assert not set(said.replace("`", " ").split()) & set(FORBIDDEN), said


@pytest.mark.parametrize("case", CASES)
def test_no_message_holds_a_term(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    said = "\n".join(f"{found.message} {found.help}" for found in check("policy.yaml", strict=case.strict))
    if case.title == "terms are never suggested":
        said = said.replace("`Contoso Health`", "")  # the author wrote it as the name of a detector
    assert not any(term in said for term in ("Contoso", "contosso", "Fabrikam", "Tailspin", "Adventure"))
