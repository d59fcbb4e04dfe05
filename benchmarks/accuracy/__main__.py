"""Runs all three tools over the items and the posts, prints the tables, and writes the page if asked."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.accuracy.corpora import PROVENANCE, Corpus, Item, read_corpora, read_posts
from benchmarks.accuracy.kinds import Kind, narrowed, unfit_claims
from benchmarks.accuracy.protocol import Answers, Hit, ask
from benchmarks.accuracy.score import (
    COLUMNS,
    OURS,
    Disagreement,
    Row,
    alarms,
    compared,
    disagreements,
    outcomes,
    rows,
)
from benchmarks.accuracy.tables import (
    SIDES,
    alone_table,
    disagreement_table,
    kinds_table,
    read_reasons,
    shortfall_table,
    unclaimed_table,
)
from benchmarks.pages import ROOT, table, write

RIVAL_MODULES = ("rival_presidio", "rival_detect_secrets")


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = parse(arguments)
    corpora = read_corpora(*chosen.labelled)
    items = [item for corpus in corpora for item in corpus.items]
    digest, posts = read_posts(chosen.posts) if chosen.posts else ("", [])
    posts = posts[:: chosen.every]
    answers = ask_all(chosen, [item.text for item in items] + posts)
    of_items = {tool: said.hits[: len(items)] for tool, said in answers.items()}
    of_posts = {tool: said.hits[len(items) :] for tool, said in answers.items()}
    kinds = narrowed({tool: said.about["names"] for tool, said in answers.items()})
    differences = disagreements(kinds, items, of_items)
    inputs = [
        *([corpus.name, corpus.digest, len(corpus.items), sources(corpus)] for corpus in corpora),
        *([[chosen.posts.name, digest, len(posts), "unlabelled posts, not proven clean"]] if posts else []),
    ]
    aside = ask(sys.executable, "cleared", [item.text for item in items]).hits
    counted = rows(kinds, items, of_items, aside)
    content = page(kinds, answers, inputs, counted, of_posts, len(posts), differences)
    print(content)
    for tool in answers:
        for claim in unfit_claims(tool, kinds):
            print(f"a claim names nothing of {tool}: `{claim}`", file=sys.stderr)
    if chosen.disagreements:
        write_disagreements(chosen.disagreements, differences, posts, of_posts[OURS.tool])
    if chosen.write:
        write("accuracy", content)
    return 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--labelled", type=Path, required=True, action="append", help="a folder of items")
    parser.add_argument("--posts", type=Path, help="a UTF-8 file, one post a line")
    parser.add_argument("--every", type=int, default=1, help="read every n-th post only")
    parser.add_argument(
        "--rivals-python", help="an interpreter that has presidio-analyzer and detect-secrets"
    )
    parser.add_argument("--keep", type=Path, help="a folder where the rivals' answers are kept between runs")
    parser.add_argument("--disagreements", type=Path, help="a file outside the tree for the full list")
    parser.add_argument("--write", action="store_true", help="write the tables into the page")
    chosen = parser.parse_args(arguments)
    outside = chosen.disagreements is None or not chosen.disagreements.resolve().is_relative_to(ROOT)
    if not outside:
        parser.error("--disagreements holds other people's text: name a file outside the tree")
    return chosen


def ask_all(chosen: argparse.Namespace, texts: Sequence[str]) -> dict[str, Answers]:
    """Every tool's answers, policykit's first; one after the other, so that the times are honest."""
    tools = [(sys.executable, "ours", None)]
    if chosen.rivals_python:
        tools += [(chosen.rivals_python, module, chosen.keep) for module in RIVAL_MODULES]
    said = (ask(python, module, texts, keep) for python, module, keep in tools)
    return {str(answers.about["tool"]): answers for answers in said}


def sources(corpus: Corpus) -> str:
    names = sorted({item.source for item in corpus.items})
    known = (PROVENANCE.get(name) for name in names)
    return "; ".join(f"{one.title}, {one.licence}" if one else "no provenance noted" for one in known)


def page(
    kinds: Mapping[str, Kind],
    answers: Mapping[str, Answers],
    inputs: Sequence[Sequence[object]],
    counted: Sequence[Row],
    of_posts: Mapping[str, Sequence[Sequence[Hit]]],
    posts: int,
    differences: Sequence[Disagreement],
) -> str:
    """Everything that stands between the markers."""
    texts = len(next(iter(answers.values())).hits)
    parts = [f"Run on {datetime.now(UTC):%Y-%m-%d}, {texts:,} texts."]
    parts += ["### Tools", tools_table(answers, texts), "### Inputs"]
    parts.append(table(["input", "sha256, first 16", "texts", "what it is"], inputs, left=4))
    present = [row.kind for row in counted]
    for rival, sure, title in SIDES:
        if rival.tool not in answers:
            continue
        both = compared(kinds, rival, present)
        counts = {
            column.title: alarms(both, column, of_posts[column.tool])
            for column in COLUMNS
            if column.tool in (OURS.tool, rival.tool)
        }
        parts += [f"### {title}", kinds_table(counted, rival, sure, posts, counts)]
        if short := shortfall_table(counted, rival):
            parts += [f"Where {rival.title} finds more, and what of that is cleared on purpose:", short]
        parts += [f"Not looked for, and found by {rival.title}:", unclaimed_table(counted, rival)]
    parts += ["### Credentials that neither rival has a name for", alone_table(counted)]
    if posts:
        body = [
            [name, count, f"{10_000 * count / posts:.2f}"]
            for name, count in outcomes(of_posts[OURS.tool]).items()
        ]
        parts += ["### Posts under `default`", table(["outcome", "posts", "per 10,000"], body)]
    parts += ["### Disagreements", disagreement_table(differences, read_reasons())]
    return "\n\n".join(parts)


def tools_table(answers: Mapping[str, Answers], texts: int) -> str:
    body = []
    for tool, said in answers.items():
        beside = ", ".join(f"{name} {number}" for name, number in said.about["with"].items())
        each = f"{1e6 * said.seconds / texts:,.0f}" + (" (kept)" if said.about.get("kept") else "")
        reach = (
            f"{said.about['recognisers']} recognisers"
            if "recognisers" in said.about
            else said.about["policy"]
        )
        body.append([tool, said.about["version"], said.about["python"], beside, reach, each])
    return table(["tool", "version", "python", "beside it", "asked", "µs a text"], body, left=5)


def write_disagreements(
    path: Path, found: Sequence[Disagreement], posts: Sequence[str], flagged: Sequence[Sequence[Hit]]
) -> None:
    """The full list, texts and all: for reading, not for keeping."""
    with path.open("w", encoding="utf-8") as out:
        for one in found:
            line: dict[str, object] = {"what": one.what, "rival": one.rival, **record(one.item)}
            out.write(json.dumps(line | {"ours": one.ours, "theirs": one.theirs}, ensure_ascii=False) + "\n")
        for number, hits in enumerate(flagged):
            if hits:
                line = {"what": "post", "number": number, "text": posts[number], "ours": hits}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")


def record(item: Item) -> dict[str, object]:
    return {
        "id": item.id, "kind": item.kind, "count": item.count, "spans": item.spans, "text": item.text,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
