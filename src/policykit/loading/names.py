"""Whether the names that a document uses exist, each with a did-you-mean.

A name is looked up in the scope of the layer that uses it. A name that the file declares in a part which did
not fit the model is not unknown, so one mistake is reported once. Terms are never names and never suggested.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from policykit.errors import Diagnostic
from policykit.loading.items import examples, items
from policykit.loading.marks import Path
from policykit.loading.plain import number_text
from policykit.loading.scope import Scope
from policykit.loading.sheet import Sheet
from policykit.loading.suggest import unknown_help
from policykit.model.document import PolicyDocument
from policykit.model.find import referred
from policykit.model.part import FactValue
from policykit.model.rules import (
    RESTRICTIVE,
    Classify,
    Example,
    Permit,
    Protect,
    Require,
    Restrictive,
    Rule,
)
from policykit.model.scales import CATEGORIES

OPENINGS = ("rules", "protect", "absolute", "detectors", "levels", "facts", "channels", "disclosures")
"""What a policy may leave open as a whole."""


def unknown_names(sheet: Sheet, scope: Scope, sheets: Sequence[Sheet]) -> Iterator[Diagnostic]:
    """A diagnostic for each name of a document that its scope does not hold."""
    below = [sheets[position] for position in sorted(scope.reach)]
    return _Lookup(sheet, scope, below, sheets).all()


@attrs.frozen(repr=False)
class _Lookup:
    sheet: Sheet
    scope: Scope
    below: Sequence[Sheet]
    """The sheets of the scope, the document's own included."""
    sheets: Sequence[Sheet]

    @property
    def document(self) -> PolicyDocument:
        return self.sheet.document

    def all(self) -> Iterator[Diagnostic]:
        yield from self.top()
        yield from self.detectors()
        for name, rule in self.document.rules.items():
            yield from self.rule(("rules", name), rule)
        for name, adjustment in self.document.adjust.items():
            if adjustment.level is not None:
                yield from self.level(("adjust", name, "level"), adjustment.level)
        for name, disclosure in self.document.disclosures.items():
            for key in disclosure.accept:
                yield from self.jurisdiction(("disclosures", name, "accept", key), key)

    def check(
        self,
        path: Path,
        section: str,
        what: str,
        name: str,
        known: Collection[str],
        plural: str,
        *,
        key: bool = False,
    ) -> Iterator[Diagnostic]:
        """A diagnostic where `name` is none of the `known` and no broken part of `section` declares it."""
        if name not in known and not self.declared(section, name):
            advice = unknown_help(name, known, plural)
            code = f"unknown-{what.replace(' ', '-')}"
            yield self.sheet.diagnostic(path, code, f"unknown {what} `{name}`", advice, key=key)

    def level(self, path: Path, name: str) -> Iterator[Diagnostic]:
        known = [word for entry in self.scope.chain for word in (entry.level, *entry.aliases)]
        if any("levels" in sheet.cut for sheet in self.below):
            return
        yield from self.check(path, "levels", "level", name, known, "levels")

    def channel(self, path: Path, name: str) -> Iterator[Diagnostic]:
        yield from self.check(path, "channels", "channel", name, self.scope.channels, "channels")

    def category(self, path: Path, name: str) -> Iterator[Diagnostic]:
        known = [*CATEGORIES, *self.scope.categories]
        yield from self.check(path, "categories", "category", name, known, "categories")

    def rule_id(self, path: Path, name: str, known: Collection[str] | None = None) -> Iterator[Diagnostic]:
        yield from self.check(
            path, "rules", "rule", name, self.scope.rules if known is None else known, "rules"
        )

    def top(self) -> Iterator[Diagnostic]:
        document, scope = self.document, self.scope
        for name, channel in document.channels.items():
            yield from self.level(("channels", name, "accepts"), channel.accepts)
        if document.default_channel is not None:
            yield from self.channel(("default_channel",), document.default_channel)
        if document.acceptance.own_up_to is not None:
            yield from self.level(("acceptance", "own_up_to"), document.acceptance.own_up_to)
        for number, step in enumerate(document.if_leaked):
            for position, category in enumerate(step.for_):
                yield from self.category(("if_leaked", number, "for", position), category)
        for number, accepted in enumerate(document.accepted):
            known = [name for name, standing in scope.rules.items() if isinstance(standing.rule, RESTRICTIVE)]
            yield from self.rule_id(("accepted", number, "rule"), accepted.rule, known)
        named: Mapping[str, Iterable[str]] = {
            "rules": scope.rules,
            "detectors": scope.detectors,
            "levels": [entry.level for entry in scope.chain],
            "facts": scope.facts,
            "channels": scope.channels,
            "disclosures": scope.disclosures,
        }
        for number, name in enumerate(document.open):
            declared = any(self.declared(section, name) or name in names for section, names in named.items())
            if not declared and name not in OPENINGS:
                known = [*OPENINGS, *(name for names in named.values() for name in names)]
                advice = unknown_help(name, known, "things to leave open")
                yield self.sheet.diagnostic(
                    ("open", number), "unknown-opening", f"nothing is named `{name}`", advice
                )

    def declared(self, section: str, name: str) -> bool:
        return any(sheet.declares(section, name) for sheet in self.below)

    def detectors(self) -> Iterator[Diagnostic]:
        for path, item in items(self.document):
            name = referred(item)
            if name is None:
                continue
            twice = self.scope.ambiguous.get(name)
            if twice is None:
                yield from self.check(path, "detectors", "detector", name, self.scope.detectors, "detectors")
                continue
            here, there = (self.sheets[position].origin for position in twice)
            message = f"`<{name}>` could mean two detectors: those of `{here}` and `{there}` differ"
            yield self.sheet.diagnostic(
                path, "ambiguous-detector", message, "define one of your own under another name"
            )

    def rule(self, path: Path, rule: Rule) -> Iterator[Diagnostic]:
        if isinstance(rule, Restrictive):
            yield from self.category((*path, "category"), rule.category)
        if isinstance(rule, Classify):
            yield from self.level((*path, "level"), rule.level)
        if isinstance(rule, Require):
            known = self.scope.disclosures
            yield from self.check(
                (*path, "disclose"), "disclosures", "disclosure", rule.disclose, known, "disclosures"
            )
        if isinstance(rule, Permit):
            yield from self.permit(path, rule)
        if isinstance(rule, Protect):
            for position, category in enumerate(rule.shields):
                yield from self.category((*path, "shields", position), category)
        for fact, values in rule.when.items():
            place = (*path, "when", fact)
            yield from self.fact(place, fact)
            for position, value in enumerate(values):
                yield from self.value((*place, position), fact, value)
        for place, key, example in examples(rule, path):
            yield from self.example(place, key, example)

    def permit(self, path: Path, rule: Permit) -> Iterator[Diagnostic]:
        if rule.declassifies_to is not None:
            yield from self.level((*path, "declassifies_to"), rule.declassifies_to)
        liftable = [
            name for name, standing in self.scope.rules.items() if isinstance(standing.rule, RESTRICTIVE)
        ]
        for position, name in enumerate(rule.lifts):
            place = (*path, "lifts", position)
            standing = self.scope.rules.get(name)
            if standing is not None and name not in liftable:
                message = f"`{name}` is a {standing.rule.kind}, which no permit lifts"
                yield self.sheet.diagnostic(
                    place, "not-liftable", message, "a permit lifts `classify`, `forbid` and `require` rules"
                )
            elif getattr(standing and standing.rule, "absolute", False):
                message = f"`{name}` is absolute: no permit lifts it"
                yield self.sheet.diagnostic(
                    place,
                    "lifts-absolute",
                    message,
                    "values that are not the thing belong into its `clear_if`",
                )
            else:
                yield from self.rule_id(place, name, liftable)

    def fact(self, path: Path, name: str) -> Iterator[Diagnostic]:
        if name == "channel" or name in self.scope.facts or self.declared("facts", name):
            return
        advice = unknown_help(name, ["channel", *self.scope.facts], "facts")
        if "mean" not in advice:
            advice = f"declare it: `facts: {{{name}: {{values: [{_EXAMPLES.get(name, 'one, another')}]}}}}`"
        yield self.sheet.diagnostic(path, "unknown-fact", f"unknown fact `{name}`", advice, key=True)

    def value(self, path: Path, fact: str, value: FactValue) -> Iterator[Diagnostic]:
        if fact == "channel":
            if isinstance(value, str):
                yield from self.channel(path, value)
            else:
                yield self.sheet.diagnostic(path, "unknown-channel", f"unknown channel `{written(value)}`")
            return
        placed = self.scope.facts.get(fact)
        if placed is None or "facts" in self.sheet.cut:
            return
        known = placed.value.values
        if any(type(one) is type(value) and one == value for one in known):
            return
        if any(written(one) == written(value) for one in known):
            advice = (
                "quotes make words of it: write it without" if isinstance(value, str) else "put it in quotes"
            )
        else:
            advice = unknown_help(written(value), [written(one) for one in known], "values")
        message = f"unknown value `{written(value)}` of the fact `{fact}`"
        yield self.sheet.diagnostic(path, "unknown-value", message, advice)

    def jurisdiction(self, path: Path, key: str) -> Iterator[Diagnostic]:
        """`accept` names jurisdictions, which are the values of the fact of that name, or `any`."""
        if key == "any":
            return
        placed = self.scope.facts.get("jurisdiction")
        if placed is not None:
            known = ["any", *(value for value in placed.value.values if isinstance(value, str))]
            yield from self.check(
                path, "jurisdictions", "jurisdiction", key, known, "jurisdictions", key=True
            )
        elif not self.declared("facts", "jurisdiction"):
            message = f"`{key}` is a jurisdiction, and the fact `jurisdiction` is not declared"
            advice = f"declare it: `facts: {{jurisdiction: {{values: [{key}]}}}}`"
            yield self.sheet.diagnostic(path, "unknown-fact", message, advice, key=True)

    def example(self, path: Path, key: str, example: Example) -> Iterator[Diagnostic]:
        if example.channel is not None:
            yield from self.channel((*path, "channel"), example.channel)
        for fact, value in example.facts.items():
            if fact == "channel":
                message = "`channel` is no fact of an example"
                yield self.sheet.diagnostic(
                    (*path, "facts", fact), "unknown-fact", message, "write it beside `facts`"
                )
                continue
            yield from self.fact((*path, "facts", fact), fact)
            yield from self.value((*path, "facts", fact), fact, value)
        for position, name in enumerate(example.also):
            yield from self.rule_id((*path, "also", position), name)
        excuses = [
            n for n, standing in self.scope.rules.items() if isinstance(standing.rule, Permit | Protect)
        ]
        for position, name in enumerate(example.by):
            yield from self.rule_id((*path, "by", position), name, excuses)


_EXAMPLES = {
    "author": "employee, official, sponsored, public",
    "jurisdiction": "US, GB, DE",
    "paid": "true, false",
}


def written(value: FactValue) -> str:
    """A value of a fact as it is written in the file.

    >>> written(True), written(3), written("employee")
    ('true', '3', 'employee')
    """
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else number_text(value)
