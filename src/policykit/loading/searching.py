"""Whether what a document searches for can be searched for.

Phrases that hold something to see, patterns that can be used and cannot be made slow, validators that exist,
detectors that do not go in circles, evidence that has something to be evidence of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from policykit.errors import Diagnostic
from policykit.loading.items import items, items_of, searches
from policykit.loading.marks import Marks, Path
from policykit.loading.merge import references
from policykit.loading.plain import DEEPEST
from policykit.loading.scope import Scope
from policykit.loading.sheet import Sheet
from policykit.loading.suggest import unknown_help
from policykit.model.find import (
    Detector,
    External,
    Find,
    Pattern,
    Search,
    Terms,
    Validated,
    referred,
)
from policykit.model.rules import Adjustment
from policykit.model.scales import Confidence
from policykit.storage.terms import LONGEST, control_character, is_visible

_NEED_FIND = ("with", "without", "clear_if", "sure_if", "doubt_if", "starts", "within", "at_least")


def unsearchable(sheet: Sheet, scope: Scope) -> Iterator[Diagnostic]:
    """A diagnostic for each thing of a document that cannot be searched for as written."""
    for path, item in items(sheet.document):
        if isinstance(item, str):
            yield from _phrase(sheet, path, item, "phrase")
        elif isinstance(item, Pattern):
            yield from _pattern(sheet, (*path, "pattern"), item.pattern)
            if item.validator is not None:
                yield from _validator(sheet, (*path, "validator"), item.validator)
        elif isinstance(item, Validated):
            yield from _validator(sheet, (*path, "validator"), item.validator)
        elif isinstance(item, Terms) and isinstance(item.terms, tuple):
            yield from _terms(sheet, (*path, "terms"), item.terms)
    starting = starting_confidences({name: placed.value for name, placed in scope.detectors.items()})
    for path, part in searches(sheet.document):
        yield from _evidence(sheet, starting, path, part)
    yield from _circles(sheet)
    for name, disclosure in sheet.document.disclosures.items():
        lists: list[tuple[Path, tuple[str, ...]]] = [(("reject",), disclosure.reject)]
        lists += [(("accept", key), words) for key, words in disclosure.accept.items()]
        for where, words in lists:
            for position, word in enumerate(words):
                yield from _wording(sheet, ("disclosures", name, *where, position), word)


def _phrase(sheet: Sheet, path: Path, words: str, what: str) -> Iterator[Diagnostic]:
    if not is_visible(words):
        yield sheet.diagnostic(
            path,
            "empty-term" if what == "term" else "empty-phrase",
            f"a {what} holds nothing that can be seen",
        )
    # what repeats itself is read again from each of its words: the length bounds that cost
    elif len(words) > LONGEST:
        yield sheet.diagnostic(
            path,
            "long-term" if what == "term" else "long-phrase",
            f"a {what} has {len(words)} code points: expected at most {LONGEST}",
            "name the part that tells",
        )


def _wording(sheet: Sheet, path: Path, word: str) -> Iterator[Diagnostic]:
    if referred(word) is not None:
        yield sheet.diagnostic(
            path,
            "detector-in-wording",
            f"`{word}` is no detector here: a wording is words that authors are shown",
            "write the words, or ask for the detector in `without` of the rule",
        )
    yield from _phrase(sheet, path, word, "wording")


def _terms(sheet: Sheet, path: Path, terms: tuple[str, ...]) -> Iterator[Diagnostic]:
    if not terms:
        yield sheet.diagnostic(path, "empty-terms", "the list holds no terms")
    for position, term in enumerate(terms):
        yield from _phrase(sheet, (*path, position), term, "term")


def _pattern(sheet: Sheet, path: Path, source: str) -> Iterator[Diagnostic]:
    from policykit.matching.pattern.growth import hostile
    from policykit.matching.pattern.parse import PatternError, parse

    if control_character(source) is not None:
        return  # reported as a trap of YAML, which it is
    try:
        attack = hostile(parse(source, greatest_width=sheet.document.pattern_width))
    except PatternError as problem:
        message = f"{problem.message}, in the pattern `{source[:200]}`" if source else problem.message
        found = sheet.diagnostic(path, "bad-pattern", message, problem.help)
        yield _at_offset(found, sheet.marks, path, source, problem.position)
        return
    if attack is not None:
        yield sheet.diagnostic(path, "slow-pattern", attack.message, attack.help)


def _at_offset(found: Diagnostic, marks: Marks, path: Path, source: str, position: int) -> Diagnostic:
    """The diagnostic moved to the code point of the pattern that it is about, where that can be told."""
    mark, exact = marks.find(path)
    if mark is None or not exact or mark.style not in ("", "'"):
        return found
    doubled = source.count("'", 0, position) if mark.style else 0
    plain_width = len(source) + (2 + source.count("'") if mark.style else 0)
    if mark.end - mark.start != plain_width:
        return found  # it goes on over several lines
    return attrs.evolve(found, column=mark.column + position + doubled + len(mark.style))


def _validator(sheet: Sheet, path: Path, name: str) -> Iterator[Diagnostic]:
    from policykit.matching.validators import VALIDATORS

    if name not in VALIDATORS:
        advice = unknown_help(name, VALIDATORS, "validators")
        yield sheet.diagnostic(path, "unknown-validator", f"unknown validator `{name}`", advice)


def _evidence(
    sheet: Sheet, starting: Mapping[str, Confidence], path: Path, part: Search | Adjustment
) -> Iterator[Diagnostic]:
    if not isinstance(part, Search):
        return
    if part.find is None:
        for key in _NEED_FIND:
            if (f"{key}_" if key == "with" else key) in part.model_fields_set:
                message = f"`{key}` has no meaning without `find`"
                yield sheet.diagnostic((*path, key), "needs-find", message, "say what to find", key=True)
        return
    if part.sure_if is None:
        return
    if (part.starts or lowest(part.find, starting)) is Confidence.HIGH:
        message = "`sure_if` raises nothing: what it stands beside starts at `high`"
        advice = "say `starts: low` or `starts: medium`, or leave it out"
        yield sheet.diagnostic((*path, "sure_if"), "sure-already", message, advice, key=True)


def lowest(find: Find, starting: Mapping[str, Confidence]) -> Confidence:
    """The lowest confidence that a match of a find can start at, given that of the detectors."""
    found = [item for _, item in items_of(find, ())]
    if any(isinstance(item, External) for item in found):
        return Confidence.LOW  # it says so of each match
    named = [starting.get(name, Confidence.HIGH) for item in found if (name := referred(item))]
    return min(named, default=Confidence.HIGH)


def starting_confidences(detectors: Mapping[str, Detector]) -> dict[str, Confidence]:
    """The lowest confidence that a match of each detector can start at, those it refers to followed."""
    starting = {
        name: Confidence.LOW if detector.doubt_if is not None else detector.starts or Confidence.HIGH
        for name, detector in detectors.items()
    }
    # Only ever lowered, so it ends, whether or not detectors go in circles.
    changed = True
    while changed:
        changed = False
        for name, detector in detectors.items():
            if detector.starts is None and lowest(detector.find, starting) < starting[name]:
                starting[name] = lowest(detector.find, starting)
                changed = True
    return starting


def _circles(sheet: Sheet) -> Iterator[Diagnostic]:
    """A diagnostic for each circle of detectors, at the detector of it that stands first."""
    own = sheet.document.detectors
    done: set[str] = set()
    for name in own:
        way: list[str] = []
        yield from _follow(sheet, own, name, way, done)


def _follow(
    sheet: Sheet, own: Mapping[str, Detector], name: str, way: list[str], done: set[str]
) -> Iterator[Diagnostic]:
    if name in way:
        around = " -> ".join(f"`<{one}>`" for one in [*way[way.index(name) :], name])
        path = ("detectors", name)
        yield sheet.diagnostic(path, "cycle", f"a detector refers to itself: {around}", key=True)
        return
    if name in done or name not in own:
        return
    if len(way) == DEEPEST:
        message = f"detectors refer to one another more than {DEEPEST} deep"
        yield sheet.diagnostic(("detectors", name), "too-deep", message, key=True)
        done.add(name)
        return
    way.append(name)
    for inner in references(own[name]):
        yield from _follow(sheet, own, inner, way, done)
    way.pop()
    done.add(name)
