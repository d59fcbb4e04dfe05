"""The tables: counts as Markdown, the same bytes for the same counts.

Only numbers, ids, names and reasons are written; no word of an item. A reason is looked up by the item's
id in `reasons.json`, whose keys may hold `*`; an unread disagreement says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from benchmarks.accuracy.score import (
    OURS,
    OURS_NAMED,
    OURS_REVIEW,
    PRESIDIO,
    PRESIDIO_SURE,
    SECRETS,
    Column,
    Disagreement,
    Row,
    Tally,
)
from benchmarks.pages import table

UNREAD = "not read yet"


def kinds_table(
    rows: Sequence[Row],
    rival: Column,
    sure: Column | None,
    posts: int,
    counts: Mapping[str, Mapping[str, int]],
) -> str:
    """Every kind that policykit and the rival both claim: what is found, raised, and on how many posts.

    `counts` maps a column's title to its posts a kind (and under `""` in total).
    """
    columns = [OURS, *([OURS_NAMED] if sure else []), OURS_REVIEW, rival, *([sure] if sure else [])]
    raising = [OURS, *([OURS_NAMED] if sure else []), rival]
    head = ["kind", "source", "items", *(f"{column.title}" for column in columns)]
    head += [
        "not it",
        f"raised by {OURS.title}",
        *(["numbers alone aside"] if sure else []),
        f"by {rival.title}",
    ]
    head += [
        f"posts: {OURS.title}",
        f"posts: {OURS_REVIEW.title}",
        f"posts: {rival.title}",
        "at least theirs",
    ]
    body: list[list[object]] = []
    shared = [row for row in rows if OURS.title in row.tallies and rival.title in row.tallies]
    for row in shared:
        ours, theirs = row.tallies[OURS.title], row.tallies[rival.title]
        line: list[object] = [f"`{row.kind}`", row.source, row.there]
        line += [_found(row.tallies[column.title], row.there) for column in columns]
        line += [row.absent, *(row.tallies[column.title].alarms for column in raising)]
        line += [_rate(counts[column.title].get(row.kind, 0), posts) for column in (OURS, OURS_REVIEW, rival)]
        line.append("–" if not row.there else "yes" if ours.found >= theirs.found else "**no**")
        body.append(line)
    there = sum(row.there for row in shared)
    total: list[object] = ["**all**", "", there]
    total += [_found(sum_of(row.tallies[column.title] for row in shared), there) for column in columns]
    total += [sum(row.absent for row in shared)]
    total += [sum(row.tallies[column.title].alarms for row in shared) for column in raising]
    total += [_rate(counts[column.title][""], posts) for column in (OURS, OURS_REVIEW, rival)]
    missing = sum(line[-1] == "**no**" for line in body)
    return table(head, [*body, [*total, f"all but {missing}" if missing else "yes"]], left=2)


def shortfall_table(rows: Sequence[Row], rival: Column) -> str:
    """The rows in which the rival finds more, and how much of the difference is cleared on purpose."""
    head = ["kind", "source", "items", OURS.title, "cleared on purpose", "together", rival.title]
    body: list[list[object]] = []
    for row in rows:
        ours, theirs = row.tallies.get(OURS.title), row.tallies.get(rival.title)
        if ours and theirs and ours.found < theirs.found:
            together = ours.found + row.cleared
            line = [f"`{row.kind}`", row.source, row.there, ours.found, row.cleared, together, theirs.found]
            body.append([*line, "yes" if together >= theirs.found else "**no**"])
    return table([*head, "at least theirs"], body, left=2) if body else ""


def sum_of(tallies: Iterable[Tally]) -> Tally:
    every = list(tallies)
    return Tally(sum(one.found for one in every), sum(one.otherwise for one in every))


def alone_table(rows: Sequence[Row]) -> str:
    """The kinds that no rival has a name for."""
    body = [
        [f"`{row.kind}`", row.source, row.there, _found(ours, row.there), row.absent, ours.alarms]
        for row in rows
        if (ours := row.tallies.get(OURS.title))
        and {*row.tallies} <= {OURS.title, OURS_NAMED.title, OURS_REVIEW.title}
    ]
    return table(["kind", "source", "items", OURS.title, "not it", "raised"], body, left=2)


def unclaimed_table(rows: Sequence[Row], rival: Column) -> str:
    """The kinds that the rival finds and policykit does not look for."""
    body = [
        [f"`{row.kind}`", row.source, row.there, _share(row.tallies[rival.title].found, row.there)]
        for row in rows
        if rival.title in row.tallies and OURS.title not in row.tallies
    ]
    return table(["kind", "source", "items", rival.title], body, left=2)


def disagreement_table(found: Iterable[Disagreement], reasons: Mapping[str, str]) -> str:
    """Every disagreement by kind and reason: the ids of the items, never their text."""
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for one in found:
        key = (one.item.kind, one.rival, one.what, reason_of(one, reasons))
        groups.setdefault(key, []).append(one.item.id)
    body = [
        [f"`{kind}`", rival, what, len(ids), reason, ", ".join(f"`{name}`" for name in ids)]
        for (kind, rival, what, reason), ids in sorted(groups.items())
    ]
    return table(["kind", "rival", "what", "items", "why", "ids"], body, left=6)


def reason_of(one: Disagreement, reasons: Mapping[str, str]) -> str:
    """The first reason whose key, `<what>/<kind>/<id>` with any `*`, fits."""
    name = f"{one.what}/{one.item.kind}/{one.item.id}"
    return next((reason for key, reason in reasons.items() if fnmatchcase(name, key)), UNREAD)


def read_reasons() -> dict[str, str]:
    reasons: dict[str, str] = json.loads(Path(__file__).with_name("reasons.json").read_text("utf-8"))
    return reasons


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.0f} %)" if whole else "–"


def _found(tally: Tally, there: int) -> str:
    """What is found as the kind, and after a plus what is found as something else only."""
    return _share(tally.found, there) + (f" +{tally.otherwise}" if tally.otherwise else "")


def _rate(part: int, posts: int) -> str:
    return f"{10_000 * part / posts:.1f}" if posts else "–"


SIDES: tuple[tuple[Column, Column | None, str], ...] = (
    (PRESIDIO, PRESIDIO_SURE, "Identifiers, beside presidio-analyzer"),
    (SECRETS, None, "Credentials, beside detect-secrets"),
)
