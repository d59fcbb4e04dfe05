"""One policy document together with where it stands: its origin, its places, its folder.

A sheet is what the checks look at. Its document may be partial, when parts of the file did not fit the
model; `written` then still tells which names the file declares, so that a broken detector is not also
reported as an unknown one.
"""

from __future__ import annotations

import pathlib
from collections.abc import Mapping

import attrs

from policykit.errors import Diagnostic
from policykit.loading.marks import Marks, Path, dotted
from policykit.model.document import PolicyDocument

SECTIONS = ("channels", "facts", "categories", "detectors", "rules", "adjust", "disclosures")
"""The keys of a document that hold named entries."""


@attrs.frozen(repr=False)
class Sheet:
    """A document as read; `folder` is where its file names begin, None where it may name none.

    `written` holds, for each section, the names the file declares; `cut` the keys that did not fit at all.
    `shipped` says that the document was checked when it was built. `terms` holds the terms of each file.
    """

    origin: str
    document: PolicyDocument
    marks: Marks
    written: Mapping[str, frozenset[str]] = attrs.field(factory=dict)
    cut: frozenset[str] = frozenset()
    folder: pathlib.Path | None = None
    shipped: bool = False
    terms: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)

    def diagnostic(
        self, path: Path, code: str, message: str, advice: str = "", *, key: bool = False
    ) -> Diagnostic:
        """A diagnostic about the value at `path`, or about its key."""
        return diagnose(self.origin, self.marks, path, code, message, advice, key=key)

    def declares(self, section: str, name: str) -> bool:
        """Whether the file may declare a name in a section: it does, in a part that was broken or cut."""
        return section in self.cut or name in self.written.get(section, ())


def diagnose(
    origin: str, marks: Marks, path: Path, code: str, message: str, advice: str = "", *, key: bool = False
) -> Diagnostic:
    """A diagnostic with its place; where there is no file, the message names the path."""
    line, column = marks.place(path, key=key)
    if not line and path:
        # Below `terms` a key may be a term, by mistake.
        shown = path[: path.index("terms") + 1] if "terms" in path else path
        message = f"`{dotted(shown)}`: {message}"
    return Diagnostic(origin, line, column, code, message, advice)


def written_names(value: Mapping[str, object]) -> dict[str, frozenset[str]]:
    """The names that each section of a plain policy declares."""
    names: dict[str, frozenset[str]] = {}
    for section in SECTIONS:
        entries = value.get(section)
        if isinstance(entries, Mapping):
            names[section] = frozenset(name for name in entries if isinstance(name, str))
    return names
