"""The page on the Python API: every public name with its signature and its docstring, read from the source.

Examples in docstrings become Python blocks, so that they run with the other blocks of the page. The groups
and their order are written here; a public name without a group is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from api_snapshot import public_api, public_members, signature

GROUPS: dict[str, tuple[str, ...]] = {
    "Ways in": ("evaluate", "load", "compile", "__version__"),
    "A policy": ("Policy", "PolicyDocument"),
    "What goes in": ("Context", "Field"),
    "What comes out": (
        "Decision",
        "Finding",
        "Disclosure",
        "SetAside",
        "Question",
        "Failure",
        "Evidence",
        "PolicyStamp",
        "Span",
    ),
    "A detector of your own": ("ExternalDetector", "Detected"),
    "Scales": ("Outcome", "Severity", "Confidence", "Level"),
    "Why, and what then": ("Explanation", "Redaction", "Incident", "Recommendation", "Response"),
    "What goes wrong": ("PolicykitError", "PolicyError", "ContextError", "Diagnostic"),
}
HANDED_OUT = "What these hand out"
ELSEWHERE = {
    "PolicyDocument": "Its attributes are the keys of [the policy file](policy-file.md#the-document).",
    "__version__": "The version of the library.",
}
"""What stands instead of the attributes of a name."""
EXAMPLE = re.compile(r"(?:^>>> .*\n?(?:^(?!>>> ).+\n?)*)+", re.MULTILINE)


def python_api() -> str:
    """Return the sections of the page on the Python API, as Markdown."""
    names, handed_out = public_api()
    grouped = {name for group in GROUPS.values() for name in group}
    if grouped != set(names):
        raise ValueError(f"these names have no group, or are not public: {grouped ^ set(names)}")
    sections = []
    for heading, group in GROUPS.items():
        sections.append(f"## {heading}")
        sections += [part for name in group for part in _entry(name, names[name])]
    sections.append(f"## {HANDED_OUT}")
    # the parts of a document are on the page of the policy file
    made = [target for path, target in handed_out.items() if path.startswith("policykit.engine.")]
    sections += [part for target in made for part in _entry(target.name, target)]
    return "\n\n".join(sections)


def _entry(name: str, target: Any) -> Iterator[str]:
    yield f"### `{name}`"
    if target.is_function:
        yield _fenced(f"{name}{signature(target)}")
    yield from _docstring(target)
    if name in ELSEWHERE:
        yield ELSEWHERE[name]
    elif target.is_class:
        yield from _class(name, public_members(target))


def _class(name: str, members: dict[str, Any]) -> Iterator[str]:
    attributes = [member for member in members.values() if member.is_attribute]
    if attributes:
        yield _table(attributes)
    for member in members.values():
        if member.is_function:
            shown = name if member.name == "__init__" else f"{name}.{member.name}"
            yield _fenced(f"{shown}{signature(member)}")
            yield from _docstring(member)


def _table(attributes: list[Any]) -> str:
    """Return a table of attributes; a line where they have no types, as the members of an enumeration."""
    if not any(member.annotation for member in attributes):
        return "Members: " + ", ".join(f"`{member.name}`" for member in attributes) + "."
    cells = [(f"`{member.name}`", _type(member), _meaning(member)) for member in attributes]
    columns = 3 if any(meaning for _, _, meaning in cells) else 2
    rows = [("attribute", "type", ""), ("---", "---", "---"), *cells]
    return "\n".join("| " + " | ".join(row[:columns]) + " |" for row in rows)


def _type(member: Any) -> str:
    return "`" + str(member.annotation).replace("|", "\\|") + "`"


def _meaning(member: Any) -> str:
    return " ".join(member.docstring.value.split()) if member.docstring else ""


def _docstring(target: Any) -> Iterator[str]:
    if target.docstring:
        text = EXAMPLE.sub(lambda found: f"```python\n{found[0].rstrip()}\n```\n", target.docstring.value)
        yield text.strip()


def _fenced(text: str) -> str:
    return f"```text\n{text.replace('(self, ', '(').replace('(self)', '()')}\n```"
