"""The pages that are written by hand name what the code has, and nothing else."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import policykit
from policykit import Context
from policykit.engine.decision import EvidenceKind
from policykit.engine.replace import STYLES
from policykit.text.folded import FOLD_NAMES

ROOT = Path(__file__).resolve().parents[1]
CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
NO_CODES = {"utf-8", "utf-16", "utf-8-sig"}
WITHOUT_HYPHEN = {"cycle", "example", "expired", "laxer", "probe", "unused"}
MADE_FROM_PARTS = re.compile(r"(?:closed|few|unknown)-\w+|\w+-differs")
"""Codes that hold the name of what is meant."""


def page(name: str) -> str:
    return (ROOT / "docs" / "reference" / name).read_text("utf-8")


def words(module: Path) -> Iterator[str]:
    """What stands in a call or a table of a module and looks like a code."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        values = node.args if isinstance(node, ast.Call) else getattr(node, "elts", [])
        branches = [branch for v in values if isinstance(v, ast.IfExp) for branch in (v.body, v.orelse)]
        for value in [*values, *branches]:
            word = value.value if isinstance(value, ast.Constant) else None
            if isinstance(word, str) and CODE.fullmatch(word):
                yield word


def test_every_code_of_a_diagnostic_is_explained() -> None:
    rooms = [ROOT / "src" / "policykit" / room for room in ("loading", "storage")]
    said = {word for room in rooms for module in room.glob("*.py") for word in words(module)} - NO_CODES
    rows = re.findall(r"^\| (`.*?) \|", page("diagnostics.md"), re.MULTILINE)
    explained = {code for row in rows for code in re.findall(r"`([\w-]+)`", row)}
    assert said - explained == set()
    invented = {code for code in explained - said - WITHOUT_HYPHEN if not MADE_FROM_PARTS.fullmatch(code)}
    assert invented == set()


def first_column(text: str) -> set[str]:
    """The words in backticks that the rows of the tables in `text` begin with."""
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    return {word for row in rows for word in re.findall(r"`([\w-]+)`", row)}


def test_every_fold_is_explained() -> None:
    design = (ROOT / "docs" / "explanation" / "design.md").read_text("utf-8")
    section = design.partition("## Views and folds\n")[2].partition("\n## ")[0]
    _, _, folds = section.partition("| fold |")
    assert first_column(folds) == set(FOLD_NAMES)


def test_every_kind_of_evidence_is_explained() -> None:
    _, _, kinds = page("decision-json.md").partition("| kind |")
    assert first_column(kinds.partition("\n## ")[0]) == set(get_args(EvidenceKind))


def test_every_style_of_redaction_is_explained() -> None:
    text = (ROOT / "docs" / "how-to" / "redact-a-text.md").read_text("utf-8")
    assert first_column(text) == set(STYLES)


def keys(value: object) -> Iterator[str]:
    """Every key of a JSON value, at any depth."""
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


EVERYTHING = {
    "policy": "everything",
    "extends": ["credentials", "endorsements"],
    "if_leaked": [{"do": "Delete the post", "who": "author", "within": "15 minutes"}],
    "facts": {"embargo": {"values": [True, False], "question": "Is it under embargo?"}},
    "rules": {
        "names": {
            "kind": "classify",
            "level": "restricted",
            "category": "trade_secret",
            "find": ["Halcyon"],
            "when": {"embargo": True},
        },
        "street": {
            "kind": "permit",
            "lifts": ["names"],
            "find": ["Halcyon Street"],
            "declassifies_to": "public",
            "reason": "an address",
            "owner": "press office",
        },
        "told": {"kind": "require", "category": "conduct", "disclose": "advertisement"},
    },
}


def test_every_key_of_a_decision_as_json_is_explained() -> None:
    plenty = policykit.load(EVERYTHING)
    judged = (
        ("Halcyon in Halcyon Street, wifi password is Tr0ub4dor&3", None),
        ("Halcyon slips", None),
        ("Halcyon slips", lambda: True),
    )
    published = Context(stage="published", embargo=True), Context(stage="published")
    values = [
        json.loads(plenty.evaluate(text, context, stop=stop).to_json(text=text))
        for text, stop in judged
        for context in published
    ]
    # every list has an entry somewhere, so that no key is out of sight
    assert [name for name in values[0] if all(value[name] == [] for value in values)] == []
    explained = set(re.findall(r"`([\w]+)`", page("decision-json.md")))
    assert {key for value in values for key in keys(value)} - explained == set()
