"""Detectors from elsewhere in a policy: every place that may name one, failures, stamps, pickles, threads."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.policies import BASE, advert, classify, forbid, permit, protect, require
from policykit.engine.compile import compile_composition
from policykit.engine.decision import Decision
from policykit.engine.policy import Policy
from policykit.errors import PolicyError
from policykit.loading.entry import check, compile, compose, load  # noqa: A004 - the verb of the façade
from policykit.model.document import PolicyDocument
from policykit.model.external import Detected, Detectors
from policykit.model.scales import Confidence, Outcome
from policykit.testing.examples import run_examples

ALLOW, WARN, REVIEW, BLOCK = Outcome
LOW, MEDIUM, HIGH = Confidence
NAMES = {"external": "person-names"}


@attrs.frozen
class People:
    """Knows three people, one of them for certain."""

    name: str = "people"
    version: str = "1"
    pure: bool = True
    hint: tuple[str, ...] | None = None

    def detect(self, text: str) -> Iterator[Detected]:
        for found in re.finditer(r"\b(?:Jane|Bob|Ann)\b", text):
            confidence = HIGH if found.group() == "Jane" else MEDIUM
            yield Detected(*found.span(), confidence, ("PERSON",))


@attrs.frozen
class Broken(People):
    """Fails at every text that holds something."""

    def detect(self, text: str) -> Iterator[Detected]:
        if text:
            raise RuntimeError(text)
        yield from ()


@attrs.frozen
class Beyond(People):
    """Reports a place beyond the end."""

    def detect(self, text: str) -> Iterator[Detected]:
        if text:
            yield Detected(0, len(text) + 1)


def policy(rules: Mapping[str, Any], detector: object = None, **more: Any) -> Policy:
    handed: Any = {"person-names": detector or People()}
    return load({**BASE, "rules": rules, **more}, detectors=handed)


def spans(decision: Decision) -> list[tuple[int, int]]:
    return [(finding.span.start, finding.span.end) for finding in decision.findings]


def test_a_finding_carries_what_the_detector_said() -> None:
    (jane, bob) = policy({"name": classify(NAMES)}).evaluate("Jane and Bob").findings
    assert (jane.confidence, jane.outcome, bob.confidence, bob.outcome) == (HIGH, BLOCK, MEDIUM, REVIEW)
    assert [(e.kind, e.name, e.span and (e.span.start, e.span.end)) for e in bob.evidence] == [
        ("find", "<people>", (9, 12)),
        ("reported", "PERSON", (9, 12)),
    ]


def test_a_detector_of_the_policy_may_be_made_of_one() -> None:
    judge = policy({"name": classify("<who>")}, detectors={"who": {**NAMES}})
    (finding,) = judge.evaluate("with Bob").findings
    assert [(e.kind, e.name) for e in finding.evidence] == [
        ("find", "<who>"),
        ("find", "<people>"),
        ("reported", "PERSON"),
    ]
    assert judge.redact("with Bob", style="label").text == "with [who]"


@pytest.mark.parametrize(
    ("more", "text", "confidence"),
    [
        ({"starts": "low"}, "Jane", LOW),
        ({"sure_if": "colleague"}, "my colleague Bob", HIGH),
        ({"sure_if": "colleague"}, "Bob", MEDIUM),
        ({"doubt_if": "novel"}, "Bob in a novel", LOW),
    ],
)
def test_evidence_moves_its_confidence(more: dict[str, Any], text: str, confidence: Confidence) -> None:
    (finding,) = policy({"name": classify(NAMES, **more)}).evaluate(text).findings
    assert finding.confidence is confidence


def test_two_sources_that_agree_are_one_match() -> None:
    (finding,) = policy({"name": classify([NAMES, "Bob"])}).evaluate("Bob").findings
    assert finding.confidence is HIGH
    assert {e.name for e in finding.evidence} == {"find", "<people>", "PERSON"}


PLACES: tuple[tuple[dict[str, Any], Mapping[str, Any], str, Outcome], ...] = (
    ({"name": forbid(NAMES)}, {}, "Jane", BLOCK),
    ({"name": {**forbid("met"), "with": NAMES}}, {}, "I met Ann", BLOCK),
    ({"name": {**forbid("met"), "with": NAMES}}, {}, "I met her", ALLOW),
    ({"name": forbid("met", without=NAMES)}, {}, "I met Ann", ALLOW),
    ({"name": forbid("Ann", clear_if=NAMES)}, {}, "Ann", ALLOW),
    ({"name": forbid("met", doubt_if=NAMES)}, {}, "I met Ann", REVIEW),
    ({"name": forbid({"all": ["met", NAMES]})}, {}, "I met Ann", BLOCK),
    ({"name": forbid({"any": ["met", NAMES]})}, {}, "Ann", REVIEW),
    ({"name": forbid({"count": 2, "of": NAMES})}, {}, "Jane and Bob", BLOCK),
    ({"name": forbid({"count": 2, "of": NAMES})}, {}, "Jane", ALLOW),
    ({"name": forbid("Ann"), "ok": permit("name", find=NAMES)}, {}, "Ann", ALLOW),
    ({"name": forbid("met"), "ok": protect(NAMES)}, {}, "I met Ann", WARN),
    ({"say": require(find=NAMES)}, advert(), "Jane", REVIEW),
    ({"say": require(find=NAMES)}, advert(), "#ad Jane", ALLOW),
)


@pytest.mark.parametrize(("rules", "more", "text", "outcome"), PLACES)
def test_it_may_stand_wherever_something_is_to_be_found(
    rules: dict[str, Any], more: Mapping[str, Any], text: str, outcome: Outcome
) -> None:
    assert policy(rules, **more).evaluate(text).outcome is outcome


@pytest.mark.parametrize("hint", [None, ("[A-Z]",)])
def test_it_is_asked_once_for_each_view(hint: tuple[str, ...] | None) -> None:
    asked: list[str] = []

    class Listening(People):
        def detect(self, text: str) -> Iterator[Detected]:
            asked.append(text)
            return super().detect(text)

    rules = {"name": forbid(["met", NAMES]), "ok": permit("name", find=NAMES), "no": forbid(NAMES)}
    judge = policy(rules, Listening(hint=hint))
    judge.evaluate("I met Jane")
    assert asked == ["", "I met Jane"]
    judge.evaluate("i met \uff22ob")
    assert asked[2:] == (["i met \uff22ob"] if hint is None else []) + ["i met Bob"]
    del asked[:]
    judge.evaluate("nobody")
    assert asked == (["nobody"] if hint is None else [])


def test_a_fold_is_evidence_too() -> None:
    (finding,) = policy({"name": classify(NAMES)}).evaluate("met \uff22ob").findings
    assert (finding.span.start, finding.span.end, finding.confidence) == (4, 7, MEDIUM)
    assert [(e.kind, e.name) for e in finding.evidence] == [
        ("find", "<people>"),
        ("fold", "full-width"),
        ("reported", "PERSON"),
    ]


def test_it_reads_what_markup_shows_and_hides() -> None:
    judge = policy({"name": classify(NAMES)})
    page = "<p>J<b>ane</b></p><!-- Bob -->"
    assert spans(judge.evaluate(page, markup="html")) == [(3, 10), (23, 26)]
    fields = judge.evaluate_document({"title": "Jane", "body": "and Bob"})
    assert [(f.span.field, f.span.start) for f in fields.findings] == [("title", 0), ("body", 4)]


@pytest.mark.parametrize(
    ("detector", "reason"),
    [
        (Broken(), "the detector failed: RuntimeError"),
        (Beyond(), "the detector failed: it reports a place that is empty or outside the text"),
    ],
)
def test_one_that_fails_is_listed_and_its_text_is_not(detector: object, reason: str) -> None:
    decision = policy({"name": classify([NAMES, "rig"])}, detector).evaluate("the rig of Jane")
    assert (decision.outcome, spans(decision)) == (BLOCK, [(4, 7)])
    assert [(f.rule_id, f.reason) for f in decision.failed] == [("name", reason)]
    assert "Jane" not in repr(decision) + decision.to_json()
    alone = policy({"name": classify(NAMES, outcome="warn")}, detector).evaluate("Jane")
    assert (alone.outcome, alone.findings) == (REVIEW, ())


def test_the_budget_holds_for_it() -> None:
    judge = policy({"name": classify(NAMES)}, budget={"matches": 2})
    assert judge.evaluate("Jane Bob").failed == ()
    (failure,) = judge.evaluate("Jane Bob Ann").failed
    assert failure.reason == "the budget for one detector in one text is spent"


def test_redaction_ends_where_a_detector_finds_masks() -> None:
    class Everything(People):
        def detect(self, text: str) -> Iterator[Detected]:
            if text:
                yield Detected(0, len(text))

    judge = policy({"name": forbid(NAMES)}, Everything())
    redaction = judge.redact("all of it")
    assert (redaction.text, redaction.decision.outcome) == ("█" * 9, ALLOW)
    assert judge.explain("all of it").give_up


def test_the_stamp_says_which_version_and_whether_it_is_pure() -> None:
    rules = {"name": forbid(NAMES)}
    plain, other, impure = (policy(rules, d) for d in (People(), People(version="2"), People(pure=False)))
    assert plain.pure
    assert plain.evaluate("Bob").policy.pure
    assert not impure.pure
    assert not impure.evaluate("nobody").policy.pure
    assert '"pure": false' in impure.evaluate("Bob").to_json()
    hinted = policy(rules, People(hint=("a",)))
    named = policy(rules, People(name="persons"))
    assert len({p.digest for p in (plain, other, impure, hinted, named)}) == 5
    assert policy(rules).digest == plain.digest


def test_one_that_no_rule_names_is_left_aside() -> None:
    rules = {"name": forbid("Bob")}
    unused: Any = {"person-names": Broken(pure=False)}
    with_it = load({**BASE, "rules": rules}, detectors=unused)
    assert with_it.pure
    assert with_it.digest == load({**BASE, "rules": rules}).digest


def test_a_policy_that_names_one_needs_it() -> None:
    values = {**BASE, "rules": {"name": forbid(NAMES), "also": {**forbid("rig"), "with": [NAMES]}}}
    assert check(values, strict=False) == ()
    with pytest.raises(PolicyError) as caught:
        load(values)
    help_ = 'hand it to `load(…, detectors={"person-names": …})`; the command has none'
    assert [(d.code, d.message, d.help) for d in caught.value.diagnostics] == [
        (
            "unknown-external",
            f"`rules.{place}[0].external`: no external detector `person-names` was handed in",
            help_,
        )
        for place in ("also.with", "name.find")
    ]
    near: Detectors = {"person-name": People()}
    with pytest.raises(PolicyError) as caught:
        compile(PolicyDocument.model_validate(values), detectors=near)
    assert {d.help for d in caught.value.diagnostics} == {"did you mean `person-name`?"}
    right: Detectors = {"person-names": People()}
    assert compile(PolicyDocument.model_validate(values), detectors=right).evaluate("Bob").outcome is REVIEW


def test_one_of_a_layer_below_is_handed_in_too(tmp_path: Any) -> None:
    (tmp_path / "base.yaml").write_text(
        "policy: base\nchannels: {social: {accepts: public}}\n"
        "rules:\n  name: {kind: forbid, category: conduct, find: {external: person-names}}\n"
    )
    (tmp_path / "team.yaml").write_text("policy: team\nextends: [base.yaml]\n")
    handed: Detectors = {"person-names": People()}
    assert load(tmp_path / "team.yaml", detectors=handed).evaluate("Bob").outcome is REVIEW
    with pytest.raises(PolicyError, match=r"base.yaml:4:60: no external detector `person-names` was handed"):
        load(tmp_path / "team.yaml")


def test_examples_run_with_it() -> None:
    rules = {
        "name": forbid(NAMES, hits=["met «Bob»"], misses=["met them"]),
        "ok": permit("name", find={"all": [NAMES, "ours"]}, hits=["ours: «Ann»"]),
    }
    assert run_examples(policy(rules)) == ()
    assert run_examples(policy(rules, Broken()))


def test_a_policy_pickles_if_its_detector_does() -> None:
    judge = policy({"name": forbid(NAMES)})
    travelled = pickle.loads(pickle.dumps(judge))
    assert travelled.digest == judge.digest
    assert travelled.evaluate("Bob") == judge.evaluate("Bob")

    class Local(People):
        """Cannot be found by its name."""

    with pytest.raises(pickle.PicklingError, match="the external detector `people` cannot be pickled"):
        pickle.dumps(policy({"name": forbid(NAMES)}, Local()))


def test_threads_share_it() -> None:
    judge = policy({"name": forbid(NAMES)})
    texts = ["Jane", "nobody", "Bob and Ann"] * 40
    with ThreadPoolExecutor(8) as pool:
        assert [*pool.map(judge.evaluate, texts)] == [judge.evaluate(text) for text in texts]


def test_a_caller_may_stop_before_it_is_asked() -> None:
    asked: list[str] = []

    class Listening(People):
        def detect(self, text: str) -> Iterator[Detected]:
            asked.append(text)
            return super().detect(text)

    decision = policy({"name": forbid(NAMES)}, Listening()).evaluate("Bob", stop=lambda: True)
    assert not decision.complete
    assert asked == [""]


RULES = {
    "name": forbid(NAMES),
    "met": {**classify("met"), "with": NAMES},
    "told": classify("Bob", clear_if={"all": [NAMES, "kept"]}),
    "pay": protect({"all": ["our pay", NAMES]}),
}


@cache
def pair(hint: tuple[str, ...] | None) -> tuple[Policy, Policy]:
    handed: Detectors = {"person-names": People(hint=hint)}
    composition = compose({**BASE, "rules": RULES}, detectors=handed)
    return compile_composition(composition), compile_composition(composition, scanner="portable")


WORDS = st.sampled_from(
    [
        "Jane",
        "B\u200bob",
        "met",
        "kept",
        "our pay",
        ". ",
        "\n",
        "\uff21nn",
        "\ud800",
        "k",
        "7",
        "<b>",
        "Sm\u0131th",
    ]
)
HINTS: tuple[tuple[str, ...] | None, ...] = (None, ("[JBA]",), ("7", "(?i)k"))


@settings(deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join), st.sampled_from(HINTS))
def test_either_scanner_decides_alike(text: str, hint: tuple[str, ...] | None) -> None:
    fast, slow = pair(hint)
    assert fast.evaluate(text) == slow.evaluate(text)
    assert fast.evaluate(text, markup="html") == slow.evaluate(text, markup="html")


@given(st.lists(WORDS, max_size=8).map(" ".join))
@settings(deadline=None)
def test_after_redaction_nothing_is_left(text: str) -> None:
    judge, _ = pair(None)
    redaction = judge.redact(text)
    assert [f for f in redaction.decision.findings if f.outcome > ALLOW] == []
    assert judge.redact(redaction.text).text == redaction.text
