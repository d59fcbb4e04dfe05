"""presidio-analyzer as one of the tools: every recogniser that needs no model, of every country.

Two thirds of its predefined recognisers are off by default, or wait for a language; here all are on, and
all read every text. Its telephone recogniser also gets the regions that its test cases ask for. A blank
tokeniser stands in for a language model, so that context words near a hit raise its score as usual.
Every score counts, as by default; runs in an interpreter that has presidio-analyzer.
"""

from __future__ import annotations

import inspect
import logging
import platform
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import spacy
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, predefined_recognizers
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from benchmarks.accuracy.protocol import Hit, serve

LANGUAGE = "en"
NEED_A_MODEL = (
    "Spacy",
    "Stanza",
    "Transformers",
    "GLiNER",
    "HuggingFace",
    "MedicalNER",
    "LangExtract",
    "Azure",
)
MORE_REGIONS = ("TR", "PH", "KR", "ZA", "NG", "AU", "SG", "TH", "SE", "FI", "IT", "ES", "PL", "CN")


class BlankTokens(NlpEngine):
    """Words in lower case where a model would give lemmas; no entities."""

    def __init__(self) -> None:
        self.blank = spacy.blank("xx")

    def load(self) -> None:
        """There is nothing to load."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        words = self.blank.make_doc(text)
        return NlpArtifacts(
            entities=[],
            tokens=words,
            tokens_indices=[word.idx for word in words],
            lemmas=[word.text.lower() for word in words],
            nlp_engine=self,
            language=language,
        )

    def process_batch(self, texts: Any, language: str, *_: Any, **__: Any) -> Iterator[Any]:
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return not any(char.isalnum() for char in word)

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return [LANGUAGE]


def recognisers() -> Iterator[EntityRecognizer]:
    for name in sorted(vars(predefined_recognizers)):
        kind = getattr(predefined_recognizers, name)
        if not inspect.isclass(kind) or not name.endswith("Recognizer") or name.startswith(NEED_A_MODEL):
            continue
        if "LangExtract" in name or inspect.isabstract(kind):
            continue
        yield kind(supported_language=LANGUAGE)
    phone = predefined_recognizers.PhoneRecognizer
    yield phone(supported_language=LANGUAGE, supported_regions=MORE_REGIONS, name="more regions")


def main() -> None:
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    registry = RecognizerRegistry(recognizers=list(recognisers()), supported_languages=[LANGUAGE])
    engine = AnalyzerEngine(registry=registry, nlp_engine=BlankTokens(), supported_languages=[LANGUAGE])

    def find(text: str) -> list[Hit]:
        return [
            Hit((result.entity_type,), result.start, result.end, result.score)
            for result in engine.analyze(text, language=LANGUAGE)
        ]

    about = {
        "tool": "presidio-analyzer",
        "version": version("presidio-analyzer"),
        "python": platform.python_version(),
        "with": {name: version(name) for name in ("spacy", "phonenumbers")},
        "names": sorted({entity for one in registry.recognizers for entity in one.supported_entities}),
        "recognisers": len(registry.recognizers),
    }
    serve(about, find)


if __name__ == "__main__":
    main()
