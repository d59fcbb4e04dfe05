"""Counts: per kind and source what each tool finds of what is there, and what it raises where nothing is.

An item with `count` n > 0 is found where at least n of its marked spans are overlapped by hits of its kind;
without marked spans, where the tool reports at least n places that do not overlap. It is found *otherwise*
where only hits of other kinds stand there. An item with `count: 0` on which the tool reports the kind all
the same is a false alarm; so, until it is read, is every post on which it does. Weak items are counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from benchmarks.accuracy.corpora import Item
from benchmarks.accuracy.kinds import ALONE, Kind
from benchmarks.accuracy.protocol import Hit

Hits = Sequence[Hit]
Kinds = Mapping[str, Kind]


@attrs.frozen
class Column:
    """One tool, at one least score, as the tables show it."""

    tool: str
    least: float
    title: str
    without: str = ""
    """A name whose hits do not count."""

    def counted(self, hits: Iterable[Hit]) -> list[Hit]:
        return [hit for hit in hits if hit.score >= self.least and self.without not in hit.labels]

    def of(self, kind: Kind, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        return kind.of(self.tool, self.counted(hits))


OURS = Column("policykit", 1.0, "policykit")
OURS_REVIEW = Column("policykit", 2.0, "policykit, review or block")
OURS_NAMED = Column("policykit", 1.0, "policykit, numbers alone on a line aside", ALONE)
PRESIDIO = Column("presidio-analyzer", 0.0, "presidio-analyzer")
PRESIDIO_SURE = Column("presidio-analyzer", 0.4, "presidio-analyzer, score ≥ 0.4")
SECRETS = Column("detect-secrets", 0.0, "detect-secrets")
COLUMNS = (OURS, OURS_REVIEW, OURS_NAMED, PRESIDIO, PRESIDIO_SURE, SECRETS)
RIVALS = (PRESIDIO, SECRETS)


@attrs.frozen
class Tally:
    """What one column says to the items of one kind from one source."""

    found: int = 0
    otherwise: int = 0
    alarms: int = 0
    weak: int = 0


@attrs.frozen
class Row:
    """The items of one kind from one source, and every column's tally of them."""

    kind: str
    source: str
    there: int
    absent: int
    weak: int
    tallies: Mapping[str, Tally]
    cleared: int = 0
    """Items that policykit does not find, and would if what it sets aside on purpose counted."""


@attrs.frozen
class Disagreement:
    """An item on which policykit and a rival say different things; `what` is said from our side."""

    item: Item
    rival: str
    what: str
    ours: tuple[Hit, ...] = attrs.field(repr=False)
    theirs: tuple[Hit, ...] = attrs.field(repr=False)


def found(item: Item, hits: Iterable[Hit]) -> bool:
    """Whether hits of the item's kind cover what it holds: see the module's docstring."""
    if item.spans is None:
        return places(hits) >= item.count
    met = {span for span in item.spans for hit in hits if overlap(hit, span)}
    return len(met) >= min(item.count, len(item.spans))


def overlap(hit: Hit, span: tuple[int, int]) -> bool:
    """Whether they share a code point; an empty hit counts as the code point at its place."""
    return hit.start < span[1] and span[0] < max(hit.end, hit.start + 1)


def places(hits: Iterable[Hit]) -> int:
    """The most hits of which no two overlap."""
    count, last = 0, -1
    for hit in sorted(hits, key=lambda hit: hit.end):
        if hit.start >= last:
            count, last = count + 1, max(hit.end, hit.start + 1)
    return count


def tally(column: Column, kind: Kind, items: Sequence[Item], answers: Sequence[Hits]) -> Tally:
    seen = otherwise = alarms = weak = 0
    for item, hits in zip(items, answers, strict=True):
        own = column.of(kind, hits)
        if item.count == 0:
            alarms += bool(own) and not item.weak
        elif found(item, own):
            weak += item.weak
            seen += not item.weak
        elif not item.weak:
            otherwise += found(item, column.counted(hits))
    return Tally(seen, otherwise, alarms, weak)


def cleared(kind: Kind, items: Sequence[Item], answers: Sequence[Hits], aside: Sequence[Hits]) -> int:
    """How many items are found only if the hits in `aside` count beside those in `answers`."""
    count = 0
    for item, hits, others in zip(items, answers, aside, strict=True):
        own = OURS.of(kind, hits)
        if item.count and not item.weak and not found(item, own):
            count += found(item, [*own, *kind.of(OURS.tool, others)])
    return count


def rows(
    kinds: Kinds,
    items: Sequence[Item],
    answers: Mapping[str, Sequence[Hits]],
    aside: Sequence[Hits] | None = None,
) -> list[Row]:
    """One row a kind and source, by kind; `answers` maps a tool to its hits, in the order of the items.

    `aside` is what policykit set aside on purpose, in the same order.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for number, item in enumerate(items):
        groups.setdefault((item.kind, item.source), []).append(number)
    nothing: list[Hits] = [()] * len(items)
    pair = (answers.get(OURS.tool, nothing), nothing if aside is None else aside)
    result = []
    for (name, source), numbers in sorted(groups.items()):
        own = [items[number] for number in numbers]
        tallies = {
            column.title: tally(
                column, kinds[name], own, [answers[column.tool][number] for number in numbers]
            )
            for column in COLUMNS
            if column.tool in answers and kinds[name].claims(column.tool)
        }
        strong = [item for item in own if not item.weak]
        result.append(
            Row(
                name,
                source,
                there=sum(item.count > 0 for item in strong),
                absent=sum(item.count == 0 for item in strong),
                weak=sum(item.weak and item.count > 0 for item in own),
                tallies=tallies,
                cleared=cleared(kinds[name], own, *([said[number] for number in numbers] for said in pair)),
            )
        )
    return result


def disagreements(
    kinds: Kinds, items: Sequence[Item], answers: Mapping[str, Sequence[Hits]]
) -> list[Disagreement]:
    """Where policykit and a rival that claims the kind too say different things, weak items aside."""
    result = []
    for rival in RIVALS:
        if rival.tool not in answers:
            continue
        for number, item in enumerate(items):
            kind = kinds[item.kind]
            if item.weak or not kind.claims(rival.tool) or not kind.ours:
                continue
            ours = OURS.of(kind, answers[OURS.tool][number])
            theirs = rival.of(kind, answers[rival.tool][number])
            if item.count:
                pair, words = (found(item, ours), found(item, theirs)), ("we miss", "they miss")
            else:
                pair, words = (not ours, not theirs), ("we raise", "they raise")
            if pair[0] != pair[1]:
                what = words[0] if pair[1] else words[1]
                result.append(Disagreement(item, rival.tool, what, ours, theirs))
    return result


def alarms(kinds: Iterable[Kind], column: Column, answers: Sequence[Hits]) -> dict[str, int]:
    """For each kind, the number of posts on which the column reports it; under `""`, of any of them."""
    wanted = [kind for kind in kinds if kind.claims(column.tool)]
    counts = dict.fromkeys((kind.name for kind in wanted), 0)
    any_of_them = 0
    for hits in answers:
        if hits:
            seen = [kind.name for kind in wanted if column.of(kind, hits)]
            any_of_them += bool(seen)
            for name in seen:
                counts[name] += 1
    return counts | {"": any_of_them}


def outcomes(answers: Sequence[Hits]) -> dict[str, int]:
    """How many posts end in each outcome above `allow`, by policykit's findings alone."""
    names = {3.0: "block", 2.0: "review", 1.0: "warn"}
    counts = dict.fromkeys(names.values(), 0)
    for hits in answers:
        if hits:
            counts[names[max(hit.score for hit in hits)]] += 1
    return counts


def compared(kinds: Kinds, rival: Column, present: Iterable[str]) -> list[Kind]:
    """The kinds among `present` that both policykit and the rival claim, by name."""
    return [
        kinds[name] for name in sorted(set(present)) if kinds[name].ours and kinds[name].claims(rival.tool)
    ]
