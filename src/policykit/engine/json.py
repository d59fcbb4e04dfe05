"""A decision as JSON: stable, complete, and silent about the text unless the caller hands it back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import attrs

from policykit.engine.decision import Decision, Finding, Level
from policykit.model.consequences import ResponseStep
from policykit.model.scales import Scale
from policykit.text.spans import Span

FORMAT = 1
"""The version of this JSON form."""

Text = str | Mapping[str, str] | None


def write_decision(decision: Decision, *, text: Text = None, indent: int | None = None) -> str:
    """The JSON text of a decision; see `decision_value`."""
    return json.dumps(decision_value(decision, text), ensure_ascii=False, indent=indent, sort_keys=True)


def decision_value(decision: Decision, text: Text = None) -> dict[str, Any]:
    """A decision as plain JSON values.

    With `text` (for a document: the text of each field), findings also carry `text`, the words of their
    span, read from what was handed in.
    """
    value = {field.name: _plain(getattr(decision, field.name), text) for field in attrs.fields(Decision)}
    return {"format": FORMAT, "allowed": decision.allowed, **value}


def _plain(value: Any, text: Text) -> Any:
    if isinstance(value, Scale | Level):
        return str(value)
    if isinstance(value, Span):
        place: dict[str, Any] = {"start": value.start, "end": value.end}
        place |= {"utf16": list(value.utf16), "utf8": list(value.utf8)}
        return place if value.field is None else {**place, "field": value.field}
    if isinstance(value, ResponseStep):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if isinstance(value, tuple | list):
        return [_plain(item, text) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item, text) for key, item in value.items()}
    if not attrs.has(type(value)):
        return value
    plain = {field.name: _plain(getattr(value, field.name), text) for field in attrs.fields(type(value))}
    if isinstance(value, Finding) and text is not None:
        plain["text"] = _words(value.span, text)
    return plain


def _words(span: Span, text: str | Mapping[str, str]) -> str:
    whole = text if isinstance(text, str) else text[span.field or ""]
    # a lone surrogate cannot be written as UTF-8 by whoever stores the JSON
    return whole[span.start : span.end].encode("utf-8", "replace").decode("utf-8")
