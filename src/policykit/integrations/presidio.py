"""Recognisers of presidio-analyzer as an external detector.

A recogniser is asked by itself, as its own library documents it: for the entities it supports, with the
artifacts of a language engine where one is given. What presidio's analyzer engine adds (context words, its
registry, its thresholds) is left to the policy, which has `sure_if`, `doubt_if` and caps for that. Needs the
extra `presidio`; the package is imported when a detector is made.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any, Protocol

import attrs

from policykit.model.external import Detected, ExternalDetector
from policykit.model.scales import Confidence

__all__ = ["CONFIDENCE", "Engine", "Recognizer", "recognizers"]

CONFIDENCE: tuple[tuple[float, Confidence], ...] = (
    (0.85, Confidence.HIGH),
    (0.5, Confidence.MEDIUM),
    (0.0, Confidence.LOW),
)
"""The least score for each confidence. Scores of different recognisers do not compare; the steps are ours:
0.85 is what presidio gives to what a language model names, 0.5 what half-certain patterns start from."""

_UNFIT = re.compile(r"[^A-Za-z0-9_.:/-]+")


class Recognizer(Protocol):
    """What is asked of a recogniser: presidio's `EntityRecognizer`, and so `PatternRecognizer`."""

    name: str
    supported_language: str

    @property
    def supported_entities(self) -> Sequence[str]: ...

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> Iterable[Any]: ...

    def to_dict(self) -> dict[str, Any]: ...


class Engine(Protocol):
    """What is asked of a language engine: presidio's `NlpEngine`."""

    def process_text(self, text: str, language: str) -> Any: ...


@attrs.frozen(eq=False)
class _Recognizers:
    """Recognisers asked one after the other; each with the entities that are wanted of it."""

    name: str
    version: str
    pure: bool
    hint: tuple[str, ...] | None
    _asked: tuple[tuple[Recognizer, tuple[str, ...]], ...] = attrs.field(repr=False)
    _minimum_score: float
    _language: str
    _engine: Engine | None = attrs.field(repr=False)

    def detect(self, text: str) -> Iterator[Detected]:
        """What each recogniser finds, with the entity's type and the recogniser's name as evidence."""
        artifacts = None if self._engine is None else self._engine.process_text(text, self._language)
        for recognizer, wanted in self._asked:
            for result in recognizer.analyze(text, list(wanted), artifacts) or ():
                # pattern recognisers answer with their entity, whatever is wanted of them
                if result.entity_type in wanted and result.score >= self._minimum_score:
                    names = (_fitting(result.entity_type), _fitting(recognizer.name))
                    yield Detected(result.start, result.end, _confidence(result.score), names)


def recognizers(
    *recognizers: Recognizer,
    entities: Iterable[str] | None = None,
    minimum_score: float = 0.0,
    language: str = "en",
    name: str = "presidio",
    hint: tuple[str, ...] | None = None,
    nlp_engine: Engine | None = None,
    pure: bool | None = None,
) -> ExternalDetector:
    """One detector that finds what any of the `recognizers` finds.

    `entities` are the types that count, such as `US_SSN`; all that the recognisers support unless said. What
    scores less than `minimum_score` (0 to 1) is left out; see `CONFIDENCE` for the rest. `name` is what
    evidence calls the detector and `hint` spares it texts in which nothing of interest can stand.
    `nlp_engine` is a loaded engine of presidio for recognisers that read a language model's output.

    Unless `pure` says otherwise the detector is pure if its recognisers are patterns and word lists alone.
    Many classes made from `PatternRecognizer` only add a checksum and are pure too, but not all: the one for
    email addresses may fetch a list of top-level domains. Its version covers the package, the recognisers
    with their patterns, and these options; it does not see into a model.

    Raises `ImportError` without presidio-analyzer, and `ValueError` for no recogniser, one of another
    language, an entity that none supports, a score out of range, and a recogniser that would find nothing
    for want of an `nlp_engine`.
    """
    reads_pattern, reads_model = _classes()
    if not recognizers:
        raise ValueError("no recogniser: expected at least one")
    if not 0 <= minimum_score <= 1:
        raise ValueError(f"`minimum_score` is {minimum_score}: expected a number from 0 to 1")
    for recognizer in recognizers:
        if recognizer.supported_language != language:
            other = recognizer.supported_language
            raise ValueError(f"the recogniser `{recognizer.name}` reads `{other}`, not `{language}`")
        if nlp_engine is None and isinstance(recognizer, reads_model):
            raise ValueError(f"the recogniser `{recognizer.name}` finds nothing without an `nlp_engine`")
    supported = {entity for recognizer in recognizers for entity in recognizer.supported_entities}
    wanted = supported if entities is None else set(entities)
    if unknown := sorted(wanted - supported):
        raise ValueError(
            f"no recogniser supports `{unknown[0]}`: expected some of {', '.join(sorted(supported))}"
        )
    asked = tuple((one, tuple(e for e in one.supported_entities if e in wanted)) for one in recognizers)
    return _Recognizers(
        name,
        _version(asked, minimum_score, language, nlp_engine),
        all(type(one) is reads_pattern for one in recognizers) if pure is None else pure,
        hint,
        tuple(pair for pair in asked if pair[1]),
        minimum_score,
        language,
        nlp_engine,
    )


def _classes() -> tuple[type, type]:
    """Presidio's classes of recognisers that read patterns, and of those that read a model's output."""
    try:
        predefined = import_module("presidio_analyzer.predefined_recognizers")
        return import_module("presidio_analyzer").PatternRecognizer, predefined.SpacyRecognizer
    except ImportError:
        raise ImportError(
            "presidio-analyzer is not installed: `pip install policykit-sdk[presidio]`"
        ) from None


def _version(
    asked: tuple[tuple[Recognizer, tuple[str, ...]], ...],
    minimum_score: float,
    language: str,
    engine: Engine | None,
) -> str:
    """The package's version and a digest of everything else that is known of what is asked."""
    known = {
        "recognizers": [[type(one).__qualname__, one.to_dict(), wanted] for one, wanted in asked],
        "options": [minimum_score, language],
        "engine": [type(engine).__qualname__, getattr(engine, "models", None)],
    }
    # an object's `str` may hold its address, its class does not
    canonical = json.dumps(known, sort_keys=True, default=lambda thing: type(thing).__qualname__)
    return f"{version('presidio-analyzer')}+{hashlib.sha256(canonical.encode()).hexdigest()[:16]}"


def _confidence(score: float) -> Confidence:
    return next((confidence for least, confidence in CONFIDENCE if score >= least), Confidence.LOW)


def _fitting(name: str) -> str:
    """`name` in the form of evidence: what does not fit becomes a hyphen."""
    fit = _UNFIT.sub("-", name)
    return (fit if fit[:1].isalpha() else f"x{fit}")[:80]
