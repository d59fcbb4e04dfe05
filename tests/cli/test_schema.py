"""`policykit schema`: every policy that loads fits the schema, and a misspelt one does not."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from cli.conftest import POLICY, Run
from policykit.cli.schema import IDENTITY, policy_schema
from policykit.loading.yaml import read_yaml
from policykit.packs.shipped import SHIPPED, read_pack

SCHEMA = policy_schema()
_TYPES: dict[str, Any] = {"string": str, "object": dict, "array": list, "null": type(None), "boolean": bool}
_COUNTED = {"minLength": 1, "minItems": 1, "minProperties": 1, "maxLength": -1, "maxItems": -1}
_KNOWN = {*_COUNTED, "maximum", "minimum", "pattern", "enum", "const", "type", "anyOf", "oneOf", "required"}
_KNOWN |= {"items", "prefixItems", "properties", "patternProperties", "additionalProperties", "propertyNames"}
_KNOWN |= {"$defs", "$id", "$ref", "$schema", "default", "description", "discriminator", "examples", "title"}
_KNOWN |= {"format"}


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a value fits, for the keywords of JSON Schema that the policy's schema uses."""
    assert set(schema) <= _KNOWN
    if "$ref" in schema and not fits(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]):
        return False
    if "anyOf" in schema and not any(fits(value, part) for part in schema["anyOf"]):
        return False
    if "oneOf" in schema and sum(fits(value, part) for part in schema["oneOf"]) != 1:
        return False
    kind = schema.get("type")
    if kind == "integer" and (not isinstance(value, int) or isinstance(value, bool)):
        return False
    if kind in _TYPES and not isinstance(value, _TYPES[kind]):
        return False
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        return False
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return False
    if isinstance(value, str | list | dict):
        for word, sign in _COUNTED.items():
            if word in schema and len(value) * sign < schema[word] * sign:
                return False
    if isinstance(value, list):
        parts = schema.get("prefixItems", [schema.get("items", {})] * len(value))
        return all(fits(item, part) for item, part in zip(value, parts, strict=False))
    if isinstance(value, dict):
        return _mapping_fits(value, schema)
    return True


def _mapping_fits(value: dict[str, Any], schema: dict[str, Any]) -> bool:
    properties, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    if not all(name in value for name in schema.get("required", ())):
        return False
    for name, item in value.items():
        matching = [part for pattern, part in patterns.items() if re.search(pattern, name)]
        parts = [properties[name]] if name in properties else matching
        other = schema.get("additionalProperties", {})
        if not parts and other is False:
            return False
        if not all(fits(item, part) for part in parts or [other or {}]):
            return False
        if not fits(name, schema.get("propertyNames", {})):
            return False
    return True


def from_yaml(text: str) -> Any:
    return read_yaml(text, "policy.yaml").value


SOUND = {
    "the tests' own policy": from_yaml(POLICY),
    "the starter": from_yaml((files("policykit.cli") / "starter.yaml").read_text("utf-8")),
    **{name: read_pack(name) for name in SHIPPED},
}

SHORT = [
    "detectors: {a: phrase}",
    "detectors: {a: [one, two]}",
    "detectors: {a: {find: phrase}}",
    "detectors: {a: {pattern: 'x'}}",
    "levels: [public, {level: secret, aliases: red}]",
    "extends: default",
    "disclosures: {a: {accept: '#ad'}}",
    "disclosures: {a: {accept: ['#ad']}}",
    "disclosures: {a: {accept: {any: '#ad', US: ['#ad']}}}",
    "rules: {a: {kind: permit, lifts: b, reason: r, owner: o, when: {author: employee}, hits: [text]}}",
    "rules: {a: {kind: forbid, category: c, find: x, with: y, hits: [{text: x, also: b}]}}",
]

WRONG = [
    "rulez: {}",
    "version: 1.5",
    "levels: []",
    "facts: {a: {values: one}}",
    "detectors: {a: {any: x}}",
    "detectors: {a: {find: []}}",
    "rules: {a: {kind: forbid, category: c}}",
    "rules: {a: {kind: forbit, category: c, find: x}}",
    "rules: {a: {kind: forbid, category: c, find: x, outcome: blok}}",
    "rules: {'a b<': {kind: forbid, category: c, find: x, hitz: []}}",
    "if_leaked: [{do: x, who: y, within: soon}]",
    "pattern_width: 0",
    "pattern_width: 4001",
]


@pytest.mark.parametrize("name", SOUND)
def test_every_policy_that_loads_fits(name: str) -> None:
    assert fits(SOUND[name], SCHEMA)


@pytest.mark.parametrize("line", SHORT)
def test_short_forms_fit(line: str) -> None:
    from policykit.model.document import PolicyDocument

    value = from_yaml(f"policy: x\n{line}\n")
    PolicyDocument.model_validate(value)
    assert fits(value, SCHEMA)


@pytest.mark.parametrize("line", WRONG)
def test_what_does_not_load_does_not_fit(line: str) -> None:
    assert not fits(from_yaml(f"policy: x\n{line}\n"), SCHEMA)


def test_the_command_prints_it(run: Run) -> None:
    printed = run("schema").stdout
    assert json.loads(printed) == SCHEMA
    assert list(json.loads(printed))[:2] == ["$schema", "$id"]


def test_it_names_and_describes_itself() -> None:
    assert SCHEMA["$id"] == IDENTITY
    assert SCHEMA["title"] == "policykit policy file"
    assert SCHEMA["description"]
    assert "description" in SCHEMA["$defs"]["Disclosure"]["properties"]["accept"]
    assert "description" in SCHEMA["properties"]["extends"]
