"""Whether the parts of a document make sense together: windows, examples, languages, levels, time zones.

`strict` adds what a policy that others rely on must have: an owner, words for the author of a text, and
examples. A classify, forbid or require rule needs two hits and two misses; a permit or protect that has a
`find` needs two hits; what has no `find` has nothing to hit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from policykit.errors import Diagnostic
from policykit.loading.items import examples
from policykit.loading.marks import Path
from policykit.loading.moments import instant, zone_of
from policykit.loading.scope import Scope
from policykit.loading.sheet import Sheet
from policykit.loading.suggest import did_you_mean
from policykit.model.part import LocalWords, Part
from policykit.model.rules import Restrictive, Rule

FEWEST = 2
"""How many hits, and how many misses, a rule needs in strict mode."""
_MARK = re.compile("[«»]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_WORDED = ("title", "says", "instead", "question", "means", "do")


def senseless(sheet: Sheet, scope: Scope, *, strict: bool) -> Iterator[Diagnostic]:
    """A diagnostic for each part of a document that makes no sense beside the others."""
    yield from _time_zone(sheet)
    yield from _levels(sheet)
    yield from _languages(sheet)
    for name, rule in sheet.document.rules.items():
        path: Path = ("rules", name)
        yield from _window(sheet, path, rule, scope)
        yield from _marked(sheet, path, rule, strict=strict)
        if strict:
            yield from _wanting(sheet, path, rule)
    unowned = scope.life is None or scope.life.owner is None
    if strict and unowned and "life" not in sheet.cut:
        message = "the policy has no owner"
        yield sheet.diagnostic(
            ("life",), "no-owner", message, "say who keeps it: `life: {owner: …}`", key=True
        )


def _time_zone(sheet: Sheet) -> Iterator[Diagnostic]:
    name = sheet.document.time_zone
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        from zoneinfo import available_timezones

        advice = did_you_mean(name, available_timezones()) or "expected an IANA name such as `Europe/Berlin`"
        yield sheet.diagnostic(("time_zone",), "unknown-time-zone", f"unknown time zone `{name}`", advice)


def _levels(sheet: Sheet) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for number, entry in enumerate(sheet.document.levels or ()):
        for path, word in (
            (("levels", number, "level"), entry.level),
            *(
                (("levels", number, "aliases", position), alias)
                for position, alias in enumerate(entry.aliases)
            ),
        ):
            if word in seen:
                yield sheet.diagnostic(
                    path, "level-twice", f"`{word}` names two levels", "a name or alias is used once"
                )
            seen.add(word)


def _languages(sheet: Sheet) -> Iterator[Diagnostic]:
    """Words for each language stand under language tags; anything else is a sentence with a colon."""
    document = sheet.document
    groups: tuple[tuple[str, Mapping[str, Part]], ...] = (
        ("channels", document.channels),
        ("facts", document.facts),
        ("detectors", document.detectors),
        ("rules", document.rules),
        ("disclosures", document.disclosures),
    )
    parts: list[tuple[Path, Part]] = [((), document)]
    parts += [((section, name), part) for section, named in groups for name, part in named.items()]
    parts += [(("levels", number), entry) for number, entry in enumerate(document.levels or ())]
    parts += [(("if_leaked", number), step) for number, step in enumerate(document.if_leaked)]
    for path, part in parts:
        for key in _WORDED:
            yield from _language(sheet, (*path, key), getattr(part, key, None))
    for name, meaning in document.categories.items():
        yield from _language(sheet, ("categories", name), meaning)


def _language(sheet: Sheet, path: Path, words: LocalWords | None) -> Iterator[Diagnostic]:
    if isinstance(words, Mapping):
        if not words:
            yield sheet.diagnostic(path, "empty-words", "expected words for at least one language")
        for key in words:
            if not _LANGUAGE.match(key):
                message = f"`{key}` is no language; expected words, or words under tags such as `en` and `de`"
                advice = "put a sentence that holds `: ` in double quotes"
                yield sheet.diagnostic((*path, key), "unknown-language", message, advice, key=True)


def _window(sheet: Sheet, path: Path, rule: Rule, scope: Scope) -> Iterator[Diagnostic]:
    if rule.since is None or rule.until is None:
        return
    zone = zone_of(scope.time_zone)
    if instant(rule.since, zone) >= instant(rule.until, zone, end=True):
        message = "`until` is not after `since`: the rule is never live"
        yield sheet.diagnostic(
            (*path, "until"), "empty-window", message, "a date as `until` includes its day"
        )


def _marked(sheet: Sheet, path: Path, rule: Rule, *, strict: bool) -> Iterator[Diagnostic]:
    if rule.find is None:
        return
    for place, key, example in examples(rule, path):
        if key != "hits":
            continue
        marks = "".join(_MARK.findall(example.text))
        if marks.replace("«»", "") or "«»" in example.text:
            message = "the marks `«` and `»` do not pair"
            advice = "each span that the rule finds stands between one `«` and one `»`"
            yield sheet.diagnostic((*place, "text"), "unpaired-marks", message, advice)
        elif strict and not marks:
            message = "a hit does not mark what the rule finds"
            yield sheet.diagnostic((*place, "text"), "unmarked-hit", message, "put it between `«` and `»`")


def _wanting(sheet: Sheet, path: Path, rule: Rule) -> Iterator[Diagnostic]:
    """What strict mode asks of a rule, and this one has not."""
    restrictive = isinstance(rule, Restrictive)
    wanted = {"hits": rule.hits, "misses": rule.misses} if restrictive else {"hits": rule.hits}
    if restrictive or rule.find is not None:
        for key, given in wanted.items():
            if len(given) < FEWEST:
                message = f"a {rule_kind(rule)} needs at least {FEWEST} `{key}`, found {len(given)}"
                yield sheet.diagnostic((*path, key), f"few-{key}", message, key=True)
    if isinstance(rule, Restrictive) and rule.says is None:
        message = "the rule does not say anything to the author of a text"
        yield sheet.diagnostic((*path, "says"), "no-words", message, "add `says`", key=True)


def rule_kind(rule: Rule) -> str:
    """What a rule is called: `classify rule`, `permit`."""
    return f"{rule.kind} rule" if isinstance(rule, Restrictive) else rule.kind
