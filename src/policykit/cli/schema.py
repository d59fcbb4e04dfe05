"""`policykit schema`: the JSON Schema of the policy file, for editors and validators.

Generated from the model. The model reads some things in a short form (one item where a list is expected, a
bare string for an example, a bare list for a detector) that its generated schema does not show, and refuses
names that it lets pass; both are mended here, so that every file that loads also fits the schema.
"""

from __future__ import annotations

from typing import Any

import click

from policykit.cli.exits import Exit
from policykit.cli.terminal import say
from policykit.cli.writers import json_text

__all__ = ["policy_schema", "schema"]

IDENTITY = "urn:policykit:schema:policy-file:1"

_WORDS = {"type": "string", "minLength": 1}
_ARRAY = ("type", "items", "minItems", "maxItems")
# Lists that must be written as lists: one item alone would mean nothing.
_ALWAYS_LISTS = frozenset({("Every", "all"), ("Either", "any"), ("Fact", "values")})


@click.command()
@click.argument("words", metavar="", nargs=-1)
def schema(words: tuple[str, ...]) -> int:
    """Print the JSON Schema (draft 2020-12) of the policy file."""
    if words:
        raise click.UsageError("expected nothing after `schema`")
    say(json_text(policy_schema(), sort=False))
    return Exit.CLEAN


def policy_schema() -> dict[str, Any]:
    """The JSON Schema of the policy file, short forms included."""
    from policykit.model.document import PolicyDocument

    generated = PolicyDocument.model_json_schema(by_alias=True)
    parts = generated.pop("$defs")
    # one thing to find, or a list of which any counts: what a bare detector holds
    find = _loosened(parts["Detector"]["properties"]["find"])
    short: dict[str, Any] = {
        "Example": _WORDS,
        "LevelEntry": _WORDS,
        "Detector": {"anyOf": find["anyOf"]},
    }
    defined = {name: _part(name, part, short) for name, part in parts.items()}
    accept = defined["Disclosure"]["properties"]["accept"]
    defined["Disclosure"]["properties"]["accept"] = {
        "description": accept.pop("description"),
        "anyOf": [*_loosened({"type": "array", "items": _WORDS})["anyOf"], accept],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": IDENTITY,
        **_part("PolicyDocument", generated, short),
        "title": "policykit policy file",
        "$defs": defined,
    }


def _part(name: str, part: dict[str, Any], short: dict[str, Any]) -> dict[str, Any]:
    properties = {
        key: value if (name, key) in _ALWAYS_LISTS else _walked(value, short)
        for key, value in part.get("properties", {}).items()
    }
    return {**part, "properties": properties} if properties else part


def _walked(node: Any, short: dict[str, Any]) -> Any:
    """The schema with its short forms, from the innermost outwards."""
    if isinstance(node, list):
        return [_walked(item, short) for item in node]
    if not isinstance(node, dict):
        return node
    walked = {key: value if key == "default" else _walked(value, short) for key, value in node.items()}
    if "patternProperties" in walked:
        # a name that fits no pattern is refused by the model, and would pass here unsaid
        walked.setdefault("additionalProperties", False)
    name = str(node.get("$ref", "")).rpartition("/")[2]
    if name in short:
        return {"anyOf": [short[name], walked]}
    named = "$ref" in node.get("items", {"$ref": ""})
    return walked if walked.get("type") != "array" or named else _loosened(walked)


def _loosened(array: dict[str, Any]) -> dict[str, Any]:
    """A list, or one of its items."""
    array = {("minItems" if key == "minLength" else key): value for key, value in array.items()}
    listed = {key: array[key] for key in _ARRAY if key in array}
    rest = {key: value for key, value in array.items() if key not in _ARRAY}
    return {**rest, "anyOf": [array["items"], listed]}
