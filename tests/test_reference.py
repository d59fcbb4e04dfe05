"""The pages that are written by hand name what the code has, and nothing else."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import policykit
from policykit import Context

ROOT = Path(__file__).resolve().parents[1]
CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
NO_CODES = {"utf-8", "utf-16", "utf-8-sig"}
WITHOUT_HYPHEN = {"cycle", "example", "laxer"}
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
    "extends": ["default"],
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
    nothing = policykit.load({**EVERYTHING, "budget": {"code_points": 1}})
    judged = (
        (plenty, "Halcyon in Halcyon Street, wifi password is Tr0ub4dor&3"),
        (plenty, "Halcyon slips"),
        (nothing, "Halcyon slips"),
    )
    published = Context(stage="published", embargo=True), Context(stage="published")
    values = [
        json.loads(policy.evaluate(text, context).to_json(text=text))
        for policy, text in judged
        for context in published
    ]
    # every list has an entry somewhere, so that no key is out of sight
    assert [name for name in values[0] if all(value[name] == [] for value in values)] == []
    explained = set(re.findall(r"`([\w]+)`", page("decision-json.md")))
    assert {key for value in values for key in keys(value)} - explained == set()
