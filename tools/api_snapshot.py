"""The public API as JSON, read from the source without importing it.

Public is what `policykit.__all__` lists, and the classes that those names hand out. For each the snapshot
holds where it is defined and what a caller relies on: the signature of a function, the bases, attributes and
methods of a class. A gate compares it with `docs/reference/api.json`, so that nothing changes unnoticed.

    python tools/api_snapshot.py            compare, and exit with 1 where they differ
    python tools/api_snapshot.py --write    write the snapshot anew
"""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import griffe

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOT = ROOT / "docs" / "reference" / "api.json"

INTERNAL = ("policykit.model.composition.", "policykit.matching.")
"""What public classes refer to without promising it."""
NOT_CALLED = ("policykit.engine.policy.Policy",)
"""Classes that only the library makes; how they are made is not promised."""
FIELD_ALONE = re.compile(r"attrs\.field\((?!.*\b(?:default|factory)=)")
STARS = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}


def snapshot() -> str:
    """Return the JSON text of the public API: what `__all__` lists, in its order, and what that hands out."""
    listed, handed_out = public_api()
    described = {
        "listed": {name: _described(target) for name, target in listed.items()},
        "handed_out": {path: _described(target) for path, target in handed_out.items()},
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def public_api() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what `__all__` lists, in its order, and the classes that it hands out, by their path."""
    package = griffe.load("policykit", search_paths=[ROOT / "src"], allow_inspection=False)
    assert isinstance(package, griffe.Module)
    listed = _listed(package)
    return listed, dict(sorted(_reached(package, listed.values()).items()))


def _listed(package: griffe.Module) -> dict[str, Any]:
    return {name: _target(package[name]) for name in package.exports or () if isinstance(name, str)}


def _target(entry: Any) -> Any:
    return entry.final_target if entry.is_alias else entry


def _reached(package: griffe.Module, listed: Iterable[Any]) -> dict[str, Any]:
    """Return the classes of the package that annotations lead to, without the listed ones, by path."""
    reached: dict[str, Any] = {}
    todo = list(listed)
    known = {target.canonical_path for target in todo}
    while todo:
        for path in _named(todo.pop()):
            inside = path.startswith("policykit.") and not path.startswith(INTERNAL)
            if path in known or not inside or "(" in path:  # a bracket: the parameter of a function
                continue
            known.add(path)
            target = _target(package[path.removeprefix("policykit.")])
            todo.append(target)
            if target.is_class:
                reached[target.canonical_path] = target
    return reached


def _named(target: Any) -> Iterator[str]:
    """Yield the path of every name that a caller of `target` reads in its annotations or its value."""
    if target.is_class:
        for base in target.bases:
            yield from _paths(base)
        for member in public_members(target).values():
            yield from _named(member)
    elif target.is_function:
        for parameter in target.parameters:
            yield from _paths(parameter.annotation)
        yield from _paths(target.returns)
    else:
        yield from _paths(target.annotation)
        yield from _paths(target.value)


def _paths(expression: Any) -> Iterator[str]:
    if isinstance(expression, griffe.Expr):
        for part in expression.iterate(flat=True):
            if isinstance(part, griffe.ExprName):
                yield part.canonical_path


def _described(target: Any) -> dict[str, Any]:
    described = {"kind": str(target.kind.value), "defined_in": target.canonical_path.rpartition(".")[0]}
    if target.is_function:
        return described | {"signature": signature(target)}
    if target.is_class:
        return described | _class(target)
    return described | {"type": _written(target.annotation), "value": _written(target.value)}


def _class(target: Any) -> dict[str, Any]:
    members = public_members(target)
    return {
        "bases": [_written(base) for base in target.bases],
        "decorators": [str(decorator.value).partition("(")[0] for decorator in target.decorators],
        "attributes": {name: _attribute(member) for name, member in members.items() if member.is_attribute},
        "methods": {name: signature(member) for name, member in members.items() if member.is_function},
    }


def _attribute(member: Any) -> dict[str, Any]:
    described = {"type": _written(member.annotation)}
    value = _written(member.value) or ""
    # what `__init__` assigns is no default, nor is a field that has none
    if value and "class-attribute" in member.labels and not FIELD_ALONE.match(value):
        described["default"] = value
    return described


def public_members(target: Any) -> dict[str, Any]:
    """Return the members of a class that a caller may use, by name, in the order of the source."""
    return {
        name: member
        for name, member in target.members.items()
        if (name == "__init__" and target.canonical_path not in NOT_CALLED)
        or not (member.is_alias or name.startswith("_") or name == "model_config")
    }


def signature(function: Any) -> str:
    """Return the parameters and the result as they are written, with the kind of every parameter."""
    shown: list[str] = []
    starred = False
    for parameter in function.parameters:
        kind = parameter.kind
        if kind is griffe.ParameterKind.keyword_only and not starred:
            shown.append("*")
            starred = True
        stars = STARS.get(kind, "")
        starred = starred or kind is griffe.ParameterKind.var_positional
        text = f"{stars}{parameter.name}"
        if parameter.annotation is not None:
            text += f": {_written(parameter.annotation)}"
        if parameter.default is not None and not stars:
            text += f" = {_written(parameter.default)}"
        shown.append(text)
    result = f" -> {_written(function.returns)}" if function.returns is not None else ""
    return f"({', '.join(shown)}){result}"


def _written(expression: Any) -> str | None:
    return None if expression is None else str(expression)


def main(arguments: list[str]) -> int:
    """Write the snapshot, or compare it and show what differs; return the exit code."""
    current = snapshot()
    if arguments == ["--write"]:
        SNAPSHOT.write_text(current, "utf-8")
        return 0
    if arguments:
        sys.stderr.write("expected no argument, or `--write`\n")
        return 2
    committed = SNAPSHOT.read_text("utf-8") if SNAPSHOT.exists() else ""
    if current == committed:
        return 0
    differences = difflib.unified_diff(
        committed.splitlines(), current.splitlines(), "committed", "current", n=2, lineterm=""
    )
    sys.stdout.write("\n".join(differences) + "\n")
    sys.stderr.write("the public API changed: if that is meant, run `python tools/api_snapshot.py --write`\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
