"""Reading a policy and everything it extends: which documents there are, and in which order they stand.

A document is read once, however many ways lead to it; parents come before children, and the policy itself
is last. Files are named relative to the file that names them and stay below one root.
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Mapping
from typing import Any

import attrs

from policykit.errors import Diagnostic
from policykit.loading.items import terms_files
from policykit.loading.marks import Marks
from policykit.loading.plain import DEEPEST
from policykit.loading.schema import fit
from policykit.loading.sheet import Sheet
from policykit.loading.suggest import did_you_mean, listing
from policykit.model.document import PolicyDocument
from policykit.packs.shipped import SHIPPED, read_pack
from policykit.storage.files import FileError, decode, locate, read_bytes
from policykit.storage.terms import control_character, read_terms

Source = str | os.PathLike[str] | Mapping[str, Any] | PolicyDocument
_SUFFIXES = (".yaml", ".yml", ".json")
IN_PYTHON = "<mapping>"


@attrs.frozen(repr=False)
class Layers:
    """The sheets of a policy, parents first.

    `parents` holds, for each, its direct parents as pairs of (number in `extends`, position in `sheets`).
    """

    sheets: tuple[Sheet, ...]
    parents: tuple[tuple[tuple[int, int], ...], ...]
    problems: tuple[Diagnostic, ...]
    complete: bool
    """Whether every document that is extended could be read."""


def names_file(name: str) -> bool:
    """Whether a name is that of a file rather than of a shipped pack."""
    return name.endswith(_SUFFIXES) or "/" in name or os.sep in name


def read_layers(source: Source, root: str | os.PathLike[str] | None) -> Layers:
    """Read `source` and, below `root`, everything it extends."""
    reader = _Reader(pathlib.Path(root) if root is not None else None)
    reader.begin(source)
    return Layers(tuple(reader.sheets), tuple(reader.parents), tuple(reader.problems), reader.complete)


class _Reader:
    """Collects sheets depth first."""

    def __init__(self, root: pathlib.Path | None) -> None:
        self.root = root
        self.sheets: list[Sheet] = []
        self.parents: list[tuple[tuple[int, int], ...]] = []
        self.problems: list[Diagnostic] = []
        self.complete = True
        self.done: dict[str, int] = {}
        self.under_way: list[tuple[str, str]] = []

    def begin(self, source: Source) -> None:
        if isinstance(source, PolicyDocument):
            self.add("", Sheet(IN_PYTHON, source, Marks(), folder=self.root))
        elif isinstance(source, Mapping):
            self.read("", source, IN_PYTHON, Marks(), self.root)
        elif isinstance(source, str) and not names_file(source):
            if source in SHIPPED:
                self.pack(source)
            else:
                advice = did_you_mean(source, SHIPPED) or f"shipped are {listing(SHIPPED)}"
                self.fail(
                    Diagnostic(source, 0, 0, "unknown-pack", f"no shipped policy is named `{source}`", advice)
                )
        else:
            name = os.fspath(source)
            path = pathlib.Path(name)
            self.root = self.root if self.root is not None else path.parent
            try:
                self.file(os.path.realpath(path), name, path)
            except FileError as problem:
                self.fail(
                    Diagnostic(
                        name, problem.line, problem.column, problem.code, problem.message, problem.help
                    )
                )

    def fail(self, problem: Diagnostic) -> None:
        self.problems.append(problem)
        self.complete = False

    def pack(self, name: str) -> int:
        if name not in self.done:
            document = PolicyDocument.model_validate(read_pack(name))
            self.add(name, Sheet(name, document, Marks(), shipped=True))
        return self.done[name]

    def file(self, identity: str, origin: str, path: pathlib.Path) -> int | None:
        """Read a policy file; its position, or None where it is no policy at all."""
        if identity in self.done:
            return self.done[identity]
        text = decode(read_bytes(path))
        # Only a policy in YAML pays for the import of a parser.
        from policykit.loading.yaml import read_yaml

        reading = read_yaml(text, origin, json=origin.endswith(".json"))
        self.problems += reading.problems
        if reading.value is None:
            self.complete = False
            return None
        lost = frozenset(found.line for found in reading.problems if found.code == "yaml-comment")
        return self.read(identity, reading.value, origin, reading.marks, path.parent, lost)

    def read(
        self,
        identity: str,
        value: Mapping[str, Any],
        origin: str,
        marks: Marks,
        folder: pathlib.Path | None,
        lost: frozenset[int] = frozenset(),
    ) -> int:
        """Read a plain policy; `lost` are the lines whose values are known to be lost to a comment."""
        fitted = fit(value, origin, marks)
        self.problems += [p for p in fitted.problems if p.code != "nothing" or p.line not in lost]
        return self.add(identity, Sheet(origin, fitted.document, marks, fitted.written, fitted.cut, folder))

    def add(self, identity: str, sheet: Sheet) -> int:
        self.under_way.append((identity, sheet.origin))
        parents: dict[int, int] = {}
        for number, name in enumerate(sheet.document.extends):
            position = self.parent(sheet, number, name)
            if position is not None:
                parents.setdefault(position, number)
        self.under_way.pop()
        self.parents.append(tuple((number, position) for position, number in parents.items()))
        self.sheets.append(attrs.evolve(sheet, terms=self.terms(sheet)))
        self.done[identity] = len(self.sheets) - 1
        return self.done[identity]

    def parent(self, sheet: Sheet, number: int, name: str) -> int | None:
        """The position of a document that `sheet` extends, read if need be; None where it cannot be."""

        def fail(code: str, message: str, advice: str = "") -> None:
            self.fail(sheet.diagnostic(("extends", number), code, message, advice))

        if not names_file(name):
            if name in SHIPPED:
                return self.pack(name)
            advice = did_you_mean(name, SHIPPED) or f"shipped are {listing(SHIPPED)}; a file ends in `.yaml`"
            fail("unknown-pack", f"no shipped policy is named `{name}`", advice)
            return None
        if control_character(name) is not None:
            self.complete = False  # reported as what it is by `traps`
            return None
        if sheet.folder is None or self.root is None:
            fail("no-root", f"`{name}` is a file, and this policy has no folder", "load it with a `root`")
            return None
        if len(self.under_way) == DEEPEST:
            fail("too-deep", f"policies extend one another more than {DEEPEST} deep")
            return None
        try:
            path = locate(name, sheet.folder, self.root)
            chain = [origin for _, origin in self.under_way]
            for position, (identity, _) in enumerate(self.under_way):
                if identity == str(path):
                    around = " -> ".join(f"`{origin}`" for origin in [*chain[position:], chain[position]])
                    fail("cycle", f"a policy extends itself: {around}", "leave one of the `extends` out")
                    return None
            origin = name if sheet.origin == IN_PYTHON else os.path.join(os.path.dirname(sheet.origin), name)
            found = self.file(str(path), os.path.normpath(origin), path)
        except FileError as problem:
            if problem.line:
                self.fail(
                    Diagnostic(
                        os.path.normpath(origin),
                        problem.line,
                        problem.column,
                        problem.code,
                        problem.message,
                        problem.help,
                    )
                )
            else:
                fail(problem.code, f"`{name}`: {problem.message}", problem.help)
            return None
        return found

    def terms(self, sheet: Sheet) -> dict[str, tuple[str, ...]]:
        """The terms of each file that a document names; what is wrong with them goes to `problems`."""
        terms: dict[str, tuple[str, ...]] = {}
        for path, name in terms_files(sheet.document):
            if name in terms or control_character(name) is not None:
                continue  # the latter is reported by `traps`
            terms[name] = ()
            if sheet.folder is None or self.root is None:
                advice = "load it with a `root`, or write the terms into the policy"
                self.problems.append(
                    sheet.diagnostic(
                        path, "no-root", f"`{name}` is a file, and this policy has no folder", advice
                    )
                )
                continue
            try:
                listed = read_terms(locate(name, sheet.folder, self.root))
            except FileError as problem:
                at = f" (line {problem.line})" if problem.line else ""
                self.problems.append(
                    sheet.diagnostic(path, problem.code, f"`{name}`: {problem.message}{at}", problem.help)
                )
                continue
            terms[name] = listed.terms
            origin = name if sheet.origin == IN_PYTHON else os.path.join(os.path.dirname(sheet.origin), name)
            self.problems += [
                Diagnostic(origin, p.line, 1, p.code, p.message, p.help) for p in listed.problems
            ]
            if not listed.terms and not listed.problems:
                self.problems.append(sheet.diagnostic(path, "empty-terms", f"`{name}` holds no terms"))
        return terms
