"""Every find, item, example and named thing of a document, each with its path.

The checks walk a policy through here, so that a place where things can be found is written down once.
"""

from __future__ import annotations

from collections.abc import Iterator

from policykit.loading.marks import Path
from policykit.model.document import PolicyDocument
from policykit.model.find import Counted, Either, Every, Find, Search, Terms, TermsFile
from policykit.model.rules import Adjustment, Example, Rule

FINDS = ("find", "with", "without", "clear_if", "sure_if", "doubt_if")
"""The keys of a rule or detector that hold something to find."""
EXAMPLES = ("hits", "misses", "set_aside", "known_gap")
"""The keys of a rule that hold examples."""


def finds(part: Search | Adjustment, path: Path) -> Iterator[tuple[Path, Find]]:
    """Each find of a rule, detector or adjustment."""
    for key in FINDS:
        find: Find | None = getattr(part, "with_" if key == "with" else key, None)
        if find is not None:
            yield (*path, key), find


def searches(document: PolicyDocument) -> Iterator[tuple[Path, Search | Adjustment]]:
    """Each detector, rule and adjustment of a document."""
    for name, detector in document.detectors.items():
        yield ("detectors", name), detector
    for name, rule in document.rules.items():
        yield ("rules", name), rule
    for name, adjustment in document.adjust.items():
        yield ("adjust", name), adjustment


def items_of(find: Find, path: Path) -> Iterator[tuple[Path, object]]:
    """Every item of a find, the nested ones included, outermost first."""
    for position, item in enumerate(find):
        place = (*path, position)
        yield place, item
        if isinstance(item, Every):
            yield from items_of(item.all, (*place, "all"))
        elif isinstance(item, Either):
            yield from items_of(item.any, (*place, "any"))
        elif isinstance(item, Counted):
            yield from items_of(item.of, (*place, "of"))


def items(document: PolicyDocument) -> Iterator[tuple[Path, object]]:
    """Every item of every find of a document."""
    for path, part in searches(document):
        for place, find in finds(part, path):
            yield from items_of(find, place)


def terms_files(document: PolicyDocument) -> Iterator[tuple[Path, str]]:
    """Each terms file that a document names."""
    for path, item in items(document):
        if isinstance(item, Terms) and isinstance(item.terms, TermsFile):
            yield (*path, "terms", "file"), item.terms.file


def examples(rule: Rule, path: Path) -> Iterator[tuple[Path, str, Example]]:
    """Each example of a rule, with the key it stands under."""
    for key in EXAMPLES:
        for position, example in enumerate(getattr(rule, key)):
            yield (*path, key, position), key, example
