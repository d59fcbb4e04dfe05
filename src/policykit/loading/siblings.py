"""What parents that stand side by side may do to each other.

They agree on what is in force for all of them: rules, facts, disclosures, levels. A file among them protects
or overrides nothing of another that does not leave it open; shipped policies are made to stand together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policykit.errors import Diagnostic
from policykit.loading.law import Parents
from policykit.loading.marks import Path
from policykit.loading.merge import references, same_detector
from policykit.loading.scope import Scope, Standing, level_rank
from policykit.loading.sheet import Sheet
from policykit.model.rules import Protect


def conflicts(sheet: Sheet, direct: Sequence[tuple[int, Scope]], parents: Parents) -> Iterator[Diagnostic]:
    """A diagnostic for each disagreement between the parents that a document names side by side.

    `direct` holds the number in `extends` and the scope of each.
    """
    for position, (number, second) in enumerate(direct):
        for _, first in direct[:position]:
            yield from _disagree(sheet, ("extends", number), first, second, parents)
            yield from _overridden(sheet, ("extends", number), first, second, parents)
            yield from _overridden(sheet, ("extends", number), second, first, parents)


def _disagree(
    sheet: Sheet, path: Path, first: Scope, second: Scope, parents: Parents
) -> Iterator[Diagnostic]:
    def disagreement(noun: str, name: str, here: int, there: int, advice: str) -> Diagnostic:
        origins = f"`{parents.sheets[here].origin}` and `{parents.sheets[there].origin}`"
        message = f"{origins} define the {noun} `{name}` differently"
        return sheet.diagnostic(path, f"{noun}-differs", message, advice)

    for name in sorted(first.rules.keys() & second.rules.keys()):
        one, other = first.rules[name], second.rules[name]
        if one.layer != other.layer and not _same_rule(first, one, second, other):
            yield disagreement("rule", name, one.layer, other.layer, "give one of them another id")
    document = sheet.document
    for noun, ours, theirs, own in (
        ("fact", first.facts, second.facts, document.facts),
        ("disclosure", first.disclosures, second.disclosures, document.disclosures),
    ):
        for name in sorted(ours.keys() & theirs.keys()):
            if ours[name].value != theirs[name].value and name not in own:
                here, there = ours[name].layer, theirs[name].layer
                yield disagreement(
                    noun, name, here, there, "make them agree, or define it here where they leave it open"
                )
    stated = document.levels is not None or None in (first.levels, second.levels)
    if not stated and not _in_order(first, second) and not _in_order(second, first):
        message = "the policies side by side have different levels"
        yield sheet.diagnostic(path, "levels-differ", message, "define `levels` here, with those of both")


def _same_rule(first: Scope, one: Standing, second: Scope, other: Standing) -> bool:
    if one.rule != other.rule:
        return False
    return all(same_detector(first, second, name) for name in references(one.rule))


def _in_order(first: Scope, second: Scope) -> bool:
    """Whether the first scope's chain holds the levels of the second, in their order."""
    ranks = [level_rank(first.chain, entry.level) for entry in second.chain]
    known = [rank for rank in ranks if rank is not None]
    return len(known) == len(ranks) and known == sorted(set(known))


def _overridden(
    sheet: Sheet, path: Path, first: Scope, second: Scope, parents: Parents
) -> Iterator[Diagnostic]:
    """What a file among the parents does to one beside it, which that one does not leave open."""
    beside = first.reach - second.reach
    for name, standing in second.rules.items():
        if standing.layer in first.reach or parents.sheets[standing.layer].shipped:
            continue
        word = "protect" if isinstance(standing.rule, Protect) else "absolute"
        if word == "absolute" and not getattr(standing.rule, "absolute", False):
            continue
        closer = parents.closer(word, reach=beside)
        if closer is not None:
            origin = parents.sheets[standing.layer].origin
            message = (
                f"`{name}` of `{origin}` may not stand beside `{closer}`, which does not leave `{word}` open"
            )
            advice = f"`{closer}` would have to say `open: [{word}]`"
            yield sheet.diagnostic(path, f"closed-{word}", message, advice)
