"""What a policy may do to those it extends: tighten, add, and change only what they leave open.

A child is never laxer than its parents, unless they say `open`. A file decides for whoever extends it: each
file between a thing and the policy that changes it must leave it open. Shipped policies are one parent: their
rules are open unless absolute, the rest is open where any of them says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from policykit.errors import Diagnostic
from policykit.loading.marks import Path
from policykit.loading.moments import fixed
from policykit.loading.scope import Chain, Placed, Scope, canonical_rule, level_rank
from policykit.loading.sheet import Sheet
from policykit.model.document import Budget, Caps
from policykit.model.rules import Permit, Protect
from policykit.model.scales import Outcome


@attrs.frozen(repr=False)
class Parents:
    """Everything below a document: the sheets of all layers, their scopes, and what is in force below it."""

    sheets: Sequence[Sheet]
    scopes: Sequence[Scope]
    base: Scope

    def closer(
        self, word: str, name: str = "", *, at: int | None = None, reach: frozenset[int] | None = None
    ) -> str | None:
        """The origin of the layer that keeps `word` (or the thing `name` of layer `at`) closed, or None.

        Only layers that hold the layer `at` have a say; without it, all in `reach` have.
        """
        judges = [
            position
            for position in sorted(self.base.reach if reach is None else reach)
            if at is None or at in self.scopes[position].reach
        ]
        shipped = [position for position in judges if self.sheets[position].shipped]
        for position in judges:
            if position not in shipped and not self._opens(position, word, name, at):
                return self.sheets[position].origin
        if shipped and word != "rules" and not any(self._opens(p, word, name, at) for p in shipped):
            return self.sheets[shipped[-1]].origin
        return None

    def _opens(self, position: int, word: str, name: str, at: int | None) -> bool:
        document = self.sheets[position].document
        if word in document.open or name in document.open:
            return True
        return position == at and word == "rules" and getattr(document.rules.get(name), "open", False)

    def rule_closer(self, name: str) -> str | None:
        """The origin of the layer that keeps an inherited rule closed, or None."""
        return self.closer("rules", name, at=self.base.rules[name].layer)


def unlawful(sheet: Sheet, scope: Scope, parents: Parents) -> Iterator[Diagnostic]:
    """A diagnostic for each thing in a document that those it extends do not allow."""
    if not parents.base.reach:
        if sheet.document.adjust:
            message = "there is nothing to adjust: this policy extends no other"
            yield sheet.diagnostic(("adjust",), "nothing-to-adjust", message, key=True)
        return
    yield from _rules(sheet, parents)
    yield from _permits(sheet, parents)
    yield from _redefined(sheet, parents)
    yield from _levels(sheet, parents)
    yield from _channels(sheet, scope, parents)
    yield from _acceptance(sheet, scope, parents)
    yield from _caps(sheet, scope, parents)
    yield from _budget(sheet, parents)


def _rules(sheet: Sheet, parents: Parents) -> Iterator[Diagnostic]:
    base = parents.base
    for name, rule in sheet.document.rules.items():
        path: Path = ("rules", name)
        inherited = base.rules.get(name)
        if inherited is not None:
            if inherited.rule != fixed(canonical_rule(base.chain, rule), inherited.time_zone):
                origin = parents.sheets[inherited.layer].origin
                message = f"`{name}` is already a rule of `{origin}`"
                advice = "tighten it under `adjust`, or choose another id"
                yield sheet.diagnostic(path, "rule-exists", message, advice, key=True)
            continue
        if isinstance(rule, Protect):
            yield from _closed(
                sheet, path, parents.closer("protect"), "protect", "a protect may not be added"
            )
        if getattr(rule, "absolute", False):
            closer = parents.closer("absolute")
            yield from _closed(
                sheet, (*path, "absolute"), closer, "absolute", "a rule may not be made absolute"
            )


def _closed(sheet: Sheet, path: Path, closer: str | None, word: str, message: str) -> Iterator[Diagnostic]:
    """A diagnostic where `closer` does not leave open what the document does at `path`."""
    if closer is not None:
        advice = f"`{closer}` would have to say `open: [{word}]`"
        yield sheet.diagnostic(
            path, f"closed-{word}", f"{message}: `{closer}` does not leave it open", advice, key=True
        )


def _permits(sheet: Sheet, parents: Parents) -> Iterator[Diagnostic]:
    """Permits and accepted findings lift own rules, and inherited ones that are open."""
    lifted: list[tuple[Path, str]] = [
        (("rules", name, "lifts", position), target)
        for name, rule in sheet.document.rules.items()
        if isinstance(rule, Permit)
        for position, target in enumerate(rule.lifts)
    ]
    lifted += [
        (("accepted", number, "rule"), entry.rule) for number, entry in enumerate(sheet.document.accepted)
    ]
    for path, name in lifted:
        inherited = parents.base.rules.get(name)
        if inherited is None:
            continue
        if getattr(inherited.rule, "absolute", False):
            if path[0] == "accepted":
                message = f"`{name}` is absolute: no finding of it can be accepted"
                yield sheet.diagnostic(path, "lifts-absolute", message)
            continue
        message = f"the inherited rule `{name}` may not be lifted"
        yield from _closed(sheet, path, parents.rule_closer(name), "rules", message)


def _redefined(sheet: Sheet, parents: Parents) -> Iterator[Diagnostic]:
    base, document = parents.base, sheet.document
    sections: tuple[tuple[str, str, Mapping[str, Placed[Any]], Mapping[str, Any]], ...] = (
        ("detectors", "detector", base.detectors, document.detectors),
        ("facts", "fact", base.facts, document.facts),
        ("disclosures", "disclosure", base.disclosures, document.disclosures),
    )
    for section, noun, inherited, own in sections:
        for name, value in own.items():
            if name in inherited and inherited[name].value != value:
                closer = parents.closer(section, name, at=inherited[name].layer)
                message = f"the inherited {noun} `{name}` may not be redefined"
                yield from _closed(sheet, (section, name), closer, section, message)
    for name, fact in document.facts.items():
        yield from _lost_values(sheet, base, name, [(type(value), value) for value in fact.values])


def _lost_values(sheet: Sheet, base: Scope, fact: str, values: Sequence[object]) -> Iterator[Diagnostic]:
    """Values that a redefined fact leaves out although an inherited rule asks for them."""
    for name, standing in base.rules.items():
        for value in standing.rule.when.get(fact, ()):
            if (type(value), value) not in values:
                message = f"`{fact}` leaves out `{value}`, which the inherited rule `{name}` asks for"
                yield sheet.diagnostic(("facts", fact, "values"), "value-needed", message)
                return


def _levels(sheet: Sheet, parents: Parents) -> Iterator[Diagnostic]:
    """Levels may be added between the inherited ones, which keep their order and stay reachable by name."""
    base, chain = parents.base, sheet.document.levels
    if chain is None:
        return
    used = _used_levels(base)
    expected = [entry.level for entry in base.chain if base.levels is not None or entry.level in used]
    reached = -1
    for name in expected:
        rank = level_rank(chain, name)
        if rank is None and name in used:
            advice = f"add it, or give the level that replaces it the alias `{name}`"
            message = f"`levels` leaves out `{name}`, which an inherited rule or channel uses"
            yield sheet.diagnostic(("levels",), "level-needed", message, advice, key=True)
        elif rank is None or rank <= reached:
            message = f"the inherited level `{name}` may not be left out or moved"
            yield from _closed(sheet, ("levels",), parents.closer("levels", name), "levels", message)
        reached = max(reached, -1 if rank is None else rank)


def _used_levels(base: Scope) -> set[str]:
    used = {placed.value.accepts for placed in base.channels.values()}
    for standing in base.rules.values():
        used |= {getattr(standing.rule, "level", ""), getattr(standing.rule, "declassifies_to", None) or ""}
    return used


def _channels(sheet: Sheet, scope: Scope, parents: Parents) -> Iterator[Diagnostic]:
    base, document, chain = parents.base, sheet.document, scope.chain
    for name, channel in document.channels.items():
        inherited = base.channels.get(name)
        if inherited is not None and _above(chain, channel.accepts, inherited.value.accepts):
            closer = parents.closer("channels", name, at=inherited.layer)
            message = f"the inherited channel `{name}` may not accept more than `{inherited.value.accepts}`"
            yield from _closed(sheet, ("channels", name, "accepts"), closer, "channels", message)
    own, before = document.default_channel, base.default_channel
    if before is None and len(base.channels) == 1:
        before = next(iter(base.channels))
    if own is None or before is None or own not in scope.channels or before not in base.channels:
        return
    if _above(chain, scope.channels[own].value.accepts, base.channels[before].value.accepts):
        message = f"`default_channel` may not accept more than the inherited `{before}`"
        yield from _closed(sheet, ("default_channel",), parents.closer("channels"), "channels", message)


def _above(chain: Chain, one: str, other: str) -> bool:
    ranks = level_rank(chain, one), level_rank(chain, other)
    return ranks[0] is not None and ranks[1] is not None and ranks[0] > ranks[1]


def _acceptance(sheet: Sheet, scope: Scope, parents: Parents) -> Iterator[Diagnostic]:
    own, before = sheet.document.acceptance.own_up_to, parents.base.own_up_to
    if own is None or before is None:
        return
    # a level that the own chain leaves out is as good as its lowest
    if (level_rank(scope.chain, own) or 0) > (level_rank(scope.chain, before) or 0):
        message = f"`own_up_to` may only be lowered: inherited is `{before}`, found `{own}`"
        yield sheet.diagnostic(("acceptance", "own_up_to"), "laxer", message)


def _caps(sheet: Sheet, scope: Scope, parents: Parents) -> Iterator[Diagnostic]:
    base, document = parents.base, sheet.document
    before = inherited_unanswered(parents)
    if document.unanswered is not None and before is not None and document.unanswered < before:
        message = f"`unanswered` may only be raised: inherited is `{before}`, found `{document.unanswered}`"
        yield sheet.diagnostic(("unanswered",), "laxer", message)
    if document.caps is None or scope.caps is None:
        return
    # a parent that says no caps has the usual ones, and they bind its children as if it had said them
    below = base.caps or Caps()
    for key in ("low", "medium", "high"):
        own, inherited = getattr(scope.caps, key), getattr(below, key)
        if own < inherited:
            message = f"a cap may only be raised: inherited is `{inherited}`, found `{own}`"
            yield sheet.diagnostic(("caps", key), "laxer", message)
    if not scope.caps.low <= scope.caps.medium <= scope.caps.high:
        message = "with the inherited caps, a lower confidence is capped higher than a greater one"
        yield sheet.diagnostic(("caps",), "bad-value", message, "say `low`, `medium` and `high`", key=True)


def _budget(sheet: Sheet, parents: Parents) -> Iterator[Diagnostic]:
    """A smaller budget would make a rule fail, for a `review`, where the parent's finds and blocks."""
    # as with caps, a parent that says nothing has the usual one
    inherited, own = parents.base.budget or Budget(), sheet.document.budget
    for key in ("matches", "code_points"):
        said, before = getattr(own, key), getattr(inherited, key)
        if key in own.model_fields_set and said < before:
            message = f"a budget may only be raised: inherited is `{before}`, found `{said}`"
            yield sheet.diagnostic(("budget", key), "laxer", message)


def inherited_unanswered(parents: Parents) -> Outcome | None:
    """What `unanswered` is below a document; None where only shipped policies are, and none of them says."""
    said = parents.base.unanswered
    if said is None and any(not parents.sheets[position].shipped for position in parents.base.reach):
        return Outcome.REVIEW
    return said
