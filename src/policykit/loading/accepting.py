"""Accepted findings: who may accept which, and whether an entry still means anything.

Four eyes see more than two, so above a level somebody other than the author of a text accepts what was found
in it. `by` and `author` are names in a file that people review, and are compared as names: case and white
space aside. An entry is measured by the policy file it stands in, with the level that its rule has there.
What is harmless at worst (an entry without effect, an author who is not named) only strict mode reports.
Whether an entry has expired is asked against a date that the caller tells.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Sequence

from policykit.errors import Diagnostic
from policykit.loading.adjusting import in_force
from policykit.loading.layers import Layers
from policykit.loading.marks import Path
from policykit.loading.moments import instant, zone_of
from policykit.loading.scope import Scope, level_rank
from policykit.loading.sheet import Sheet
from policykit.model.rules import Accepted, Classify, Forbid, Require, Rule

__all__ = ["expired", "unacceptable"]

_BROKEN = frozenset({"acceptance", "levels"})
"""Keys without which nobody knows what an author may accept."""


def unacceptable(
    sheet: Sheet, scope: Scope, sheets: Sequence[Sheet], *, strict: bool
) -> Iterator[Diagnostic]:
    """A diagnostic for each accepted finding of a document that its author should not have accepted.

    `sheets` are those of all layers. With `strict`, also for each that cannot be judged or has no effect.
    """
    if any(sheets[position].cut & _BROKEN for position in scope.reach):
        return
    for number, entry in enumerate(sheet.document.accepted):
        standing = scope.rules.get(entry.rule)
        if standing is None:
            continue
        path: Path = ("accepted", number)
        rule = in_force(standing, scope.chain, zone_of(scope.time_zone)).rule
        if isinstance(rule, Classify | Forbid):
            yield from _own(sheet, scope, path, entry, rule, strict=strict)
        if strict:
            yield from _idle(sheet, path, entry, rule, inherited=standing.layer != max(scope.reach))


def _own(
    sheet: Sheet, scope: Scope, path: Path, entry: Accepted, rule: Classify | Forbid, *, strict: bool
) -> Iterator[Diagnostic]:
    if not _above(scope, rule):
        return
    what = f"is `{rule.level}`" if isinstance(rule, Classify) else "is a forbid rule"
    if entry.author is None:
        if strict:
            message = f"`{entry.rule}` {what}, and the author of the text is not named"
            yield sheet.diagnostic(path, "no-author", message, "say who wrote it: `author: …`")
    elif _plain(entry.author) == _plain(entry.by):
        message = f"`{entry.by}` may not accept a finding in their own text: `{entry.rule}` {what}"
        if isinstance(rule, Classify):
            message += f", and authors accept up to `{scope.own_up_to}`"
        yield sheet.diagnostic((*path, "by"), "own-finding", message, "somebody else has to accept it")


def _above(scope: Scope, rule: Classify | Forbid) -> bool:
    """Whether the findings of a rule are none that the author of a text may accept."""
    if isinstance(rule, Forbid):
        return True
    limit = level_rank(scope.chain, scope.own_up_to or "") or 0
    return (level_rank(scope.chain, rule.level) or 0) > limit


def _idle(sheet: Sheet, path: Path, entry: Accepted, rule: Rule, *, inherited: bool) -> Iterator[Diagnostic]:
    """An entry that no finding can ever match; `law` refuses those of inherited absolute rules."""
    place = (*path, "rule")
    if getattr(rule, "absolute", False):
        if not inherited:
            message = f"`{entry.rule}` is absolute: no finding of it can be accepted"
            yield sheet.diagnostic(place, "lifts-absolute", message)
    elif isinstance(rule, Require):
        message = f"`{entry.rule}` is a require rule: a disclosure that is missing cannot be accepted"
        yield sheet.diagnostic(place, "not-liftable", message, "a permit can lift the rule")


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def expired(layers: Layers, at: dt.date) -> Iterator[Diagnostic]:
    """A diagnostic for each accepted finding of a file that is over at `at`, an instant or a date.

    A date is the beginning of that day in the time zone of each file.
    """
    zones: list[str | None] = []
    for sheet, parents in zip(layers.sheets, layers.parents, strict=True):
        inherited = next((zones[position] for _, position in parents if zones[position]), None)
        written = "time_zone" in sheet.document.model_fields_set
        zones.append(sheet.document.time_zone if written else inherited)
        zone = zone_of(zones[-1])
        for number, entry in enumerate(sheet.document.accepted):
            if instant(entry.until, zone, end=True) <= instant(at, zone):
                message = f"this accepted finding of `{entry.rule}` has expired"
                advice = "take it out, or look at the finding again"
                yield sheet.diagnostic(("accepted", number, "until"), "expired", message, advice)
