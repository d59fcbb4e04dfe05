"""Every scenario case gives what it expects: on both scanners and, for single texts, by the specification."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import pytest

from cases.reading import FILES, MORE, Case, Trial, case_of, read_cases
from oracle.specification import judge
from oracle.values import Verdict
from oracle.worlds import KEY, document, policy, world
from policykit.engine.compile import compile_composition
from policykit.engine.decision import Decision, Disclosure, Finding
from policykit.engine.ladder import reaches
from policykit.engine.policy import Policy
from policykit.errors import ContextError, PolicyError
from policykit.loading.entry import compose
from policykit.model.scales import Outcome
from policykit.text.spans import Span

CASES = [(f"{stem}: {case.name}", case) for stem in FILES for case in read_cases(stem)]
SCENARIOS = [pytest.param(case, id=name) for name, case in CASES if not case.refused]
REFUSALS = [pytest.param(case, id=name) for name, case in CASES if case.refused]
SPECIFIED = [pytest.param(case, id=name) for name, case in CASES if case.has_specification]
Seen = dict[str, Any]


@pytest.mark.parametrize("scanner", ["auto", "portable"])
@pytest.mark.parametrize("case", SCENARIOS)
def test_the_engine_says_so(case: Case, scanner: Literal["auto", "portable"], tmp_path: Path) -> None:
    composition = compose(case.values, _root(case, tmp_path))
    usual = compile_composition(composition, key=KEY, scanner=scanner)
    for number, trial in enumerate(case.trials, 1):
        used = usual
        if trial.failing:
            used = policy(case.values, scanner, failing=trial.failing, key=KEY)
        if trial.raises is not None:
            with pytest.raises(ContextError, match=f"^{re.escape(trial.raises)}$"):
                used.evaluate(trial.text, trial.context)
            continue
        _compare(number, trial, _by_engine(used, trial))


@pytest.mark.parametrize("case", SPECIFIED)
def test_the_specification_says_so(case: Case) -> None:
    for number, trial in enumerate(case.trials, 1):
        if trial.fields is None and trial.raises is None:
            read = document(case.values)
            verdict = judge(world(read, trial.text, trial.context, failing=trial.failing, key=KEY))
            _compare(number, trial, _by_specification(verdict))


@pytest.mark.parametrize("case", REFUSALS)
def test_the_policy_is_refused(case: Case, tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as raised:
        compose(case.values, _root(case, tmp_path))
    assert tuple(sorted(diagnostic.code for diagnostic in raised.value.diagnostics)) == case.refused


def test_there_are_enough_cases_and_each_has_its_name() -> None:
    assert len(CASES) >= 60
    assert len({case.name for _, case in CASES}) == len(CASES)


def test_a_finding_that_nobody_named_is_a_mistake() -> None:
    named: dict[str, Any] = {"text": "Halcyon", "outcome": "block"}
    values = {"policy": {"rules": {"secret": {"kind": "forbid", "find": "Halcyon"}}}, "texts": [named]}
    (trial,) = case_of("a case", values).trials
    with pytest.raises(pytest.fail.Exception, match=r"findings: expected nothing\n +got +\('secret'"):
        _compare(1, trial, _by_engine(policy(case_of("a case", values).values), trial))


@pytest.mark.parametrize(
    "value",
    [
        {"policy": {}, "texts": [], "txets": []},
        {"policy": {}, "texts": [{"text": "a", "outcome": "allow", "levle": "public"}]},
        {"policy": {}, "texts": [{"text": "a", "outcome": "allow", "findings": [{"rul": "a"}]}]},
        {"policy": {}, "texts": [{"text": "a", "outcome": "allow", "give_up": ["«b»"]}]},
        {"policy": {}, "texts": [{"text": "a"}]},
        {"policy": {}},
    ],
)
def test_a_case_with_a_mistake_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(AssertionError, match="a case"):
        case_of("a case", value)


def _root(case: Case, folder: Path) -> Path | None:
    if case.parent is None:
        return None
    (folder / "parent.json").write_text(json.dumps(case.parent), "utf-8")
    return folder


def _compare(number: int, trial: Trial, seen: Seen) -> None:
    wrong = [
        f"{key}: expected {_shown(trial.expected[key])}\n{' ' * len(key)}  got      {_shown(seen[key])}"
        for key in trial.expected
        if key in seen and seen[key] != trial.expected[key]
    ]
    if wrong:
        heading = f"text {number}: {json.dumps(trial.fields or trial.text, ensure_ascii=False)}"
        pytest.fail("\n".join([heading, *wrong]), pytrace=False)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value)) or "nothing"
    return str(value)


def _by_specification(verdict: Verdict) -> Seen:
    return {
        "outcome": str(verdict.outcome),
        "level": verdict.level,
        "breach": verdict.breach,
        "findings": _sorted((rule, (None, a, b), *rest) for rule, a, b, *rest in verdict.findings),
        "set_aside": _sorted((rule, (None, a, b), *rest) for rule, a, b, *rest in verdict.set_aside),
        "disclosures": _sorted(
            (rule, state, tuple((None, *span) for span in spans), *rest)
            for rule, state, spans, *rest in verdict.disclosures
        ),
        "questions": sorted(verdict.questions),
        "failed": sorted(verdict.failed),
    }


def _by_engine(policy: Policy, trial: Trial) -> Seen:
    if trial.fields is None:
        decision = policy.evaluate(trial.text, trial.context)
    else:
        decision = policy.evaluate_document(trial.fields, trial.context)
    return {
        **_decided(decision),
        **{k: _MORE[k](policy, trial, decision) for k in MORE if k in trial.expected},
    }


def _decided(decision: Decision) -> Seen:
    findings = (
        (f.rule_id, _place(f.span), *map(str, (f.level, f.confidence, f.outcome)), *_marks(f))
        for f in decision.findings
    )
    set_aside = (
        (s.rule_id, _place(s.span), _names(s.by), *map(str, (s.was, s.now, s.level_was, s.level_now)))
        for s in decision.set_aside
    )
    disclosures = (
        (d.rule_id, d.state, tuple(map(_place, d.spans)), str(d.outcome), *_marks(d))
        for d in decision.disclosures
    )
    return {
        "outcome": str(decision.outcome),
        "level": str(decision.level),
        "breach": decision.breach,
        "findings": _sorted(findings),
        "set_aside": _sorted(set_aside),
        "disclosures": _sorted(disclosures),
        "questions": sorted(question.fact for question in decision.questions),
        "failed": sorted(failure.rule_id for failure in decision.failed),
    }


def _marks(part: Finding | Disclosure) -> tuple[bool, tuple[str, ...]]:
    return part.undecided, _names(part.protected)


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _place(span: Span) -> tuple[str | None, int, int]:
    return span.field, span.start, span.end


def _sorted(rows: Any) -> list[tuple[Any, ...]]:
    return sorted(map(tuple, rows), key=repr)


def _evidence(policy: Policy, trial: Trial, decision: Decision) -> list[str]:
    """The kinds of evidence of all findings; of folds and detectors with their names."""
    evidence = [e for part in (*decision.findings, *decision.disclosures) for e in part.evidence]
    named = {f"{e.kind} {e.name}" if e.kind == "fold" or e.name[0] == "<" else e.kind for e in evidence}
    return sorted(named)


def _redacted(policy: Policy, trial: Trial) -> Any:
    return policy.redact(trial.text, trial.context, to=Outcome(trial.to))


_MORE: Mapping[str, Callable[[Policy, Trial, Decision], Any]] = {
    "evidence": _evidence,
    "severities": lambda p, t, d: [str(part.severity) for part in (*d.findings, *d.disclosures)],
    "redacted": lambda p, t, d: _redacted(p, t).text,
    "passes": lambda p, t, d: _redacted(p, t).passes,
    "residual": lambda p, t, d: [left.rule_id for left in _redacted(p, t).residual],
    "give_up": lambda p, t, d: [
        _place(span) for span in p.explain(t.text, t.context, to=Outcome(t.to)).give_up
    ],
    "response": lambda p, t, d: [step.do for step in d.response],
    "reaches": lambda p, t, d: sorted(part.rule_id for part in reaches(d)),
}
