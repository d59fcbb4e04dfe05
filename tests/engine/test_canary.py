"""Nothing repeats what it found: no value, error, JSON or pickle of the engine shows a text or a term."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

import pytest

from engine.policies import KEY, advert, broken, classify, forbid, permit, policy, protect, require
from policykit.engine.context import Context
from policykit.engine.fields import Field
from policykit.engine.manuscript import compose, manuscript
from policykit.engine.policy import Policy
from policykit.engine.reading import Reading
from policykit.engine.search import Searcher
from policykit.errors import ContextError
from policykit.matching.atoms import PhraseAtom
from policykit.matching.portable import PortableScanner

TERMS = ("Tailspin-4711", "canarybird")
PHRASE = "greenfinch"
TEXT = f"😀 our {TERMS[0]} and the {TERMS[1]}; a {PHRASE}, our shifts! goldcrest"
CANARIES = ("Tailspin", "4711", "canarybird", "greenfinch", "goldcrest")
CONTEXTS = (Context(), Context("vault"), Context(stage="published", paid=False), Context(paid=True))


def made() -> Policy:
    rules = {
        "client": classify({"terms": list(TERMS)}, instead="a client"),
        "rude": {**forbid(PHRASE), "with": "our shifts"},
        "gone": {**forbid(TERMS[0]), "without": TERMS[1]},
        "later": forbid(PHRASE, when={"paid": True}),
        "fine": permit("client", find=TERMS[1], declassifies_to="internal"),
        "pay": protect("our shifts"),
        "say": require(find={"terms": [TERMS[0]]}),
    }
    facts = {"paid": {"values": [True, False], "question": "Were you paid?"}}
    return policy(rules, key=KEY, facts=facts, **advert(reject="goldcrest"))


@pytest.fixture(scope="module")
def judge() -> Policy:
    return made()


def holds_no_canary(*shown: str | bytes) -> None:
    for one in shown:
        words = one.decode("latin-1") if isinstance(one, bytes) else one
        assert words
        for canary in CANARIES:
            assert canary.lower() not in words.lower()
            # a pickle or a repr may hold the words in another encoding
            assert canary.encode("utf-16-le").decode("latin-1") not in words


def shown(value: object) -> Iterator[str | bytes]:
    yield repr(value)
    yield str(value)
    yield f"{value}"
    yield pickle.dumps(value)
    yield pickle.dumps(value, 0)


@pytest.mark.parametrize("context", CONTEXTS)
def test_values_are_silent(judge: Policy, context: Context) -> None:
    fields = {"title": TEXT, "body": Field(TEXT)}
    for decision in (judge.evaluate(TEXT, context), judge.evaluate_document(fields, context)):
        assert decision.findings
        assert decision.disclosures
        holds_no_canary(*shown(decision), decision.to_json(), decision.to_json(indent=1))
    explanation = judge.explain(TEXT, context)
    assert explanation.dropped
    holds_no_canary(*shown(explanation))
    redaction = judge.redact(TEXT, context)
    holds_no_canary(repr(redaction), str(redaction))
    holds_no_canary(*shown(redaction.decision), repr(redaction.residual), repr(redaction.masked))


def test_what_is_left_of_a_text_shows_only_in_its_text(judge: Policy) -> None:
    redaction = judge.redact(TEXT)
    assert "goldcrest" in redaction.text
    assert "goldcrest" not in repr(redaction)
    assert TERMS[0] not in redaction.text


def test_what_a_policy_is_made_of_is_silent(judge: Policy) -> None:
    composition = judge.composition
    values: list[Any] = [
        judge, judge.document, composition, *composition.layers, *composition.rules.values(),
        *(placed.rule for placed in composition.rules.values()), *composition.disclosures.values(),
        judge.ladder, judge.levels, judge._plan.key, *judge._atoms, Field(TEXT), compose({"body": TEXT}),
    ]  # fmt: skip
    reading = Reading(manuscript(TEXT), judge._atoms, judge._limits, PortableScanner())
    values += [reading, Searcher(reading), *reading._all_views()]
    for value in values:
        if value is not judge._plan.key:
            holds_no_canary(repr(value), str(value))
    assert KEY.decode() not in repr(judge._plan) + repr(judge._frame) + repr(judge)


def test_the_compiled_plan_is_silent(judge: Policy) -> None:
    for part in (*judge._plan.rules, *judge._plan.permits, *judge._plan.protects):
        holds_no_canary(repr(part))


def test_errors_are_silent(judge: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: tuple[Any, ...] = (
        lambda: judge.evaluate(TEXT.encode()),  # type: ignore[arg-type]
        lambda: judge.evaluate([TEXT]),  # type: ignore[arg-type]
        lambda: judge.evaluate_document({"body": TEXT.encode()}),  # type: ignore[dict-item]
        lambda: judge.evaluate(TEXT, TEXT),  # type: ignore[arg-type]
        lambda: judge.evaluate(TEXT, markup="docx"),
        lambda: judge.evaluate(TEXT, Context(paid=TERMS[0])),
        lambda: judge.evaluate(TEXT, Context("fax")),
        lambda: bool(judge.evaluate(TEXT)),
    )
    for call in calls:
        with pytest.raises((TypeError, ValueError, ContextError)) as caught:
            call()
        holds_no_canary(str(caught.value), repr(caught.value))
    fresh = made()
    monkeypatch.setattr(PhraseAtom, "find_among", broken)
    decision = fresh.evaluate(TEXT)
    assert decision.failed
    # what a detector raised may quote what it was reading
    assert "Halcyon" not in decision.to_json() + repr(decision)
    holds_no_canary(*shown(decision), decision.to_json())


def test_only_the_text_that_is_handed_in_comes_back(judge: Policy) -> None:
    decision = judge.evaluate(TEXT)
    assert TERMS[0] in decision.to_json(text=TEXT)
    holds_no_canary(decision.to_json(text="x" * len(TEXT)))
