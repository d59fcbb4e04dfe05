"""Draws, judges in two processes, and prints the rate a kind, a fold, a pair of folds and a target."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

import policykit
from benchmarks.evasion.draws import Verdict, judged
from benchmarks.evasion.targets import FAMILIES, Family
from benchmarks.pages import table, write

SEED = 20261122
DRAWS = 10_000
TARGET = 0.97
BATCH = 250


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evasion", description=__doc__)
    parser.add_argument("--draws", type=int, default=DRAWS, help="a kind")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--kind", choices=[family.name for family in FAMILIES], action="append")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--misses", type=Path, help="a file for every draw that was not found")
    parser.add_argument("--write", action="store_true", help="write the tables into the page")
    chosen = parser.parse_args(arguments)
    families = [family for family in FAMILIES if not chosen.kind or family.name in chosen.kind]
    parts = [f"policykit {policykit.__version__}, seed {chosen.seed}, {chosen.draws:,} draws a kind."]
    missed: list[Verdict] = []
    met = True
    with get_context("spawn").Pool(chosen.processes) as pool:
        for family in families:
            verdicts = run(family, chosen.draws, chosen.seed, pool.imap)
            parts.append(report(family, verdicts))
            missed += [verdict for verdict in verdicts if not verdict.found]
            met &= rate(verdicts) >= TARGET
    content = "\n\n".join(parts)
    print(content)
    if chosen.misses:
        lines = (json.dumps(line_of(verdict), ensure_ascii=False) + "\n" for verdict in missed)
        chosen.misses.write_text("".join(lines), "utf-8")
    if chosen.write:
        write("evasion", content)
    return 0 if met else 1


def run(
    family: Family, draws: int, seed: int, spread: Callable[..., Iterable[list[Verdict]]]
) -> list[Verdict]:
    work = [(family.name, first, min(first + BATCH, draws), seed) for first in range(0, draws, BATCH)]
    return [verdict for batch in spread(judged, work) for verdict in batch]


def line_of(verdict: Verdict) -> dict[str, object]:
    draw = verdict.draw
    return {
        "kind": draw.family, "target": draw.target, "folds": draw.folds, "plain": verdict.plain,
        "markup": draw.markup, "text": draw.text, "original": draw.plain,
    }  # fmt: skip


def report(family: Family, verdicts: Sequence[Verdict]) -> str:
    judgeable = [verdict for verdict in verdicts if verdict.plain]
    unseen = len(verdicts) - len(judgeable)
    head = f"### Evasion: {family.name}\n\n"
    head += f"{rate(verdicts):.1%} of {len(judgeable):,} draws found; wanted: at least {TARGET:.0%}."
    if unseen:
        head += f" {unseen:,} draws do not count: their secret is not found without any fold."
    numbers = Counter(len(verdict.draw.folds) for verdict in judgeable)
    by_number: list[list[object]] = [
        [count, drawn, share([v for v in judgeable if len(v.draw.folds) == count])]
        for count, drawn in sorted(numbers.items())
    ]
    by_target: list[list[object]] = [
        [target.name, len(own), share(own)]
        for target in family.targets
        if (own := [verdict for verdict in judgeable if verdict.draw.target == target.name])
    ]
    return "\n\n".join(
        (
            head,
            table(["folds at once", "draws", "found"], by_number),
            table(["secret", "draws", "found"], by_target),
            "By pair of folds, whatever the third; on the diagonal the fold alone:",
            pairs(family, judgeable),
        )
    )


def pairs(family: Family, verdicts: Sequence[Verdict]) -> str:
    groups: dict[tuple[str, ...], list[Verdict]] = {}
    for verdict in verdicts:
        folds = sorted(verdict.draw.folds)
        keys = [(folds[0], folds[0])] if len(folds) == 1 else list(combinations(folds, 2))
        for key in [*keys, *((name,) for name in folds)]:
            groups.setdefault(tuple(key), []).append(verdict)
    names = sorted(family.folds)
    body: list[list[object]] = [
        [name, share(groups.get((name,), [])), *(share(groups.get(key, [])) for key in row_of(name, names))]
        for name in names
    ]
    return table(["fold", "all draws", *names], body)


def row_of(name: str, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(min(name, other), max(name, other)) for other in names]


def rate(verdicts: Sequence[Verdict]) -> float:
    judgeable = [verdict for verdict in verdicts if verdict.plain]
    return sum(verdict.found for verdict in judgeable) / len(judgeable) if judgeable else 0.0


def share(verdicts: Sequence[Verdict]) -> str:
    return f"{100 * sum(verdict.found for verdict in verdicts) / len(verdicts):.1f}" if verdicts else ""


if __name__ == "__main__":
    sys.exit(main())
