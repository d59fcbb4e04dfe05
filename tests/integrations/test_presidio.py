"""Recognisers of the real presidio-analyzer as a detector of a policy."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sybil import Document
from sybil.parsers.markdown import CodeBlockParser

from policykit.engine.policy import Policy
from policykit.integrations.presidio import recognizers
from policykit.loading.entry import load
from policykit.matching.external import ExternalAtom
from policykit.model.external import ExternalDetector
from policykit.model.scales import Confidence, Outcome

pytestmark = pytest.mark.presidio

LOW, MEDIUM, HIGH = Confidence
SAMPLE_CARD = "4111 1111 1111 1111"
SAMPLE_NUMBER = "219-09-9999"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "bring-a-detector.md"


@pytest.fixture(name="predefined")
def _predefined() -> Any:
    import presidio_analyzer.predefined_recognizers

    return presidio_analyzer.predefined_recognizers


@pytest.fixture(name="badge")
def _badge() -> Any:
    from presidio_analyzer import Pattern, PatternRecognizer

    patterns = [Pattern("badge", r"\bNW-\d{4}\b", 0.85), Pattern("short", r"\bNW\d{2}\b", 0.3)]
    return PatternRecognizer("BADGE", name="badge numbers (2)", patterns=patterns)


@pytest.fixture(name="engine")
def _engine() -> Any:
    """A language engine with a model of one rule: it knows one name."""
    import spacy
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    model = spacy.blank("en")
    model.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Erika Mustermann"}])
    engine = SpacyNlpEngine()
    engine.nlp = {"en": model}
    return engine


def policy(detector: ExternalDetector, **more: Any) -> Policy:
    rule = {"kind": "forbid", "category": "personal_data", "find": {"external": "people"}, **more}
    values = {"policy": "w", "channels": {"social": {"accepts": "public"}}, "rules": {"people": rule}}
    return load(values, detectors={"people": detector})


def found(detector: ExternalDetector, text: str) -> list[tuple[str, Confidence, tuple[str, ...]]]:
    return [(text[d.start : d.end], d.confidence, d.evidence) for d in detector.detect(text)]


def test_a_score_becomes_a_confidence_and_names_become_evidence(predefined: Any, badge: Any) -> None:
    detector = recognizers(predefined.CreditCardRecognizer(), predefined.UsSsnRecognizer(), badge)
    text = f"card {SAMPLE_CARD}, number {SAMPLE_NUMBER}, badges NW-1234 and NW12"
    assert found(detector, text) == [
        (SAMPLE_CARD, HIGH, ("CREDIT_CARD", "CreditCardRecognizer")),
        (SAMPLE_NUMBER, MEDIUM, ("US_SSN", "UsSsnRecognizer")),
        ("NW-1234", HIGH, ("BADGE", "badge-numbers-2-")),
        ("NW12", LOW, ("BADGE", "badge-numbers-2-")),
    ]


def test_a_policy_judges_with_it(predefined: Any) -> None:
    judge = policy(
        recognizers(predefined.CreditCardRecognizer(), predefined.UsSsnRecognizer(), name="people")
    )
    decision = judge.evaluate(f"mine is {SAMPLE_NUMBER}")
    (finding,) = decision.findings
    assert (decision.outcome, finding.confidence) == (Outcome.REVIEW, MEDIUM)
    assert [(e.kind, e.name) for e in finding.evidence] == [
        ("find", "<people>"),
        ("reported", "US_SSN"),
        ("reported", "UsSsnRecognizer"),
    ]
    assert judge.redact(f"mine is {SAMPLE_CARD}").text == "mine is " + "█" * 19
    assert judge.evaluate("nothing here").outcome is Outcome.ALLOW
    assert SAMPLE_NUMBER not in repr(decision) + decision.to_json()


def test_only_what_is_wanted_counts(predefined: Any, badge: Any) -> None:
    both = (predefined.CreditCardRecognizer(), badge)
    text = f"{SAMPLE_CARD} NW-1234 NW12"
    assert [one[0] for one in found(recognizers(*both, entities=["BADGE"]), text)] == ["NW-1234", "NW12"]
    assert [one[0] for one in found(recognizers(*both, minimum_score=0.5), text)] == [SAMPLE_CARD, "NW-1234"]


def test_a_hint_is_handed_on(badge: Any) -> None:
    detector = recognizers(badge, hint=("NW",))
    assert detector.hint == ("NW",)
    judge = policy(detector)
    assert [judge.evaluate(text).outcome for text in ("NW-1234", "MW-1234")] == [Outcome.BLOCK, Outcome.ALLOW]


def test_its_version_tells_what_it_is_made_of(predefined: Any, badge: Any, engine: Any) -> None:
    from presidio_analyzer import Pattern, PatternRecognizer

    other = PatternRecognizer("BADGE", name="badge numbers (2)", patterns=[Pattern("badge", r"NW-\d", 0.85)])
    versions = [
        recognizers(badge).version,
        recognizers(other).version,
        recognizers(badge, minimum_score=0.5).version,
        recognizers(badge, predefined.UsSsnRecognizer()).version,
        recognizers(badge, predefined.UsSsnRecognizer(), entities=["BADGE"]).version,
        recognizers(badge, nlp_engine=engine).version,
    ]
    assert len(set(versions)) == len(versions)
    assert recognizers(badge).version == versions[0]
    assert all(re.fullmatch(r"2\.\d+\.\d+\+[0-9a-f]{16}", version) for version in versions)


def test_patterns_alone_are_pure(predefined: Any, badge: Any) -> None:
    assert recognizers(badge).pure
    assert not recognizers(badge, predefined.UsSsnRecognizer()).pure
    assert recognizers(badge, predefined.UsSsnRecognizer(), pure=True).pure
    assert not recognizers(badge, pure=False).pure


def test_it_travels_with_its_policy(predefined: Any) -> None:
    judge = policy(recognizers(predefined.UsSsnRecognizer(), pure=True))
    assert judge.pure
    travelled = pickle.loads(pickle.dumps(judge))
    assert travelled.digest == judge.digest
    assert travelled.evaluate(SAMPLE_NUMBER) == judge.evaluate(SAMPLE_NUMBER)


def test_a_recogniser_of_a_language_model_is_given_its_output(predefined: Any, engine: Any) -> None:
    detector = recognizers(predefined.SpacyRecognizer(), nlp_engine=engine)
    judge = policy(detector)
    (finding,) = judge.evaluate("ask Erika Mustermann about it").findings
    assert (finding.span.start, finding.span.end, finding.confidence) == (4, 20, HIGH)
    assert not judge.pure


@pytest.mark.parametrize(
    "name", ["CreditCardRecognizer", "IbanRecognizer", "IpRecognizer", "PhoneRecognizer"]
)
def test_recognisers_read_texts_of_any_kind(predefined: Any, name: str) -> None:
    atom = ExternalAtom.of(recognizers(getattr(predefined, name)()))
    for text in ("", "\ud800", "\x00", "e\u0301" * 50, "4" * 400, "a.b@" * 90, f"{SAMPLE_CARD}\u200b"):
        for (start, end), _ in atom.weighed(text).items():
            assert 0 <= start < end <= len(text)


def refusals(predefined: Any, badge: Any) -> Iterator[tuple[tuple[Any, ...], dict[str, Any], str]]:
    yield (), {}, "no recogniser: expected at least one"
    yield (badge,), {"minimum_score": 85}, "`minimum_score` is 85: expected a number from 0 to 1"
    yield (badge,), {"language": "de"}, "the recogniser `badge numbers (2)` reads `en`, not `de`"
    yield (badge,), {"entities": ["PERSON"]}, "no recogniser supports `PERSON`: expected some of BADGE"
    spacy = predefined.SpacyRecognizer()
    yield (spacy, badge), {}, "the recogniser `SpacyRecognizer` finds nothing without an `nlp_engine`"


def test_what_could_find_nothing_is_refused(predefined: Any, badge: Any) -> None:
    for given, options, message in refusals(predefined, badge):
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            recognizers(*given, **options)


def test_the_example_in_the_documentation_runs() -> None:
    namespace: dict[str, Any] = {}
    blocks = [str(e.parsed) for e in Document.parse(str(PAGE), CodeBlockParser("text", str)).examples()]
    (block,) = [block for block in blocks if "presidio" in block]
    exec(block, namespace)
    assert namespace["decision"].outcome is Outcome.BLOCK
