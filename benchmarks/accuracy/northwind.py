"""What the worked policy finds in whole texts that people have labelled, and what it raises for nothing.

A row is a line of JSON: `id`, `lang`, `text`, `channel`, `author`, `facts`, `at`, `labels` with the spans of
one reader in code points, and perhaps `second`, the labels of another who did not see them, and `half`. Each
text is judged in its context under `examples/northwind/policy.yaml`, without facts that the policy does not
declare. A label is found where a finding of one of its categories, with outcome `warn` or more, overlaps the
labelled span or stands in a sentence that it touches; a disclosure counts for the whole text. A text with a
label other than `protected` is a violation. Prints counts for each half; `--misses` writes ids and places,
never a text; `--write` puts the tables into the accuracy page.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs

from benchmarks.pages import ROOT, table, write
from policykit.engine.context import Context, FactValue
from policykit.engine.decision import Decision
from policykit.engine.policy import Policy
from policykit.errors import ContextError
from policykit.loading.entry import load
from policykit.model.scales import Outcome
from policykit.text.segments import Segments

POLICY = ROOT / "examples" / "northwind" / "policy.yaml"

SAME = (
    "credential marking financial_nonpublic legal_privileged proprietary_research trade_secret client_detail "
    "embargo undisclosed_endorsement conduct"
)
CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "identifier": ("personal_data",),
    "fact about a person": ("personal_data",),
    "security_detail": ("security_detail", "site_safety"),
    **{name: (name,) for name in SAME.split()},
}
"""The categories that answer to a label; `personal_data` is split, see `kind_of`."""

GROUP = ("credential", "identifier", "marking")
"""What has a shape of its own, and so is found or not; the rest is told in words."""

PROTECTED = "protected"

HALVES = {
    "test": "Texts that no rule was written for",
    "tune": "Texts that were read while rules were written",
}


@attrs.frozen
class Label:
    """What one reader sees in `[start, end)` of a text."""

    name: str
    start: int
    end: int


@attrs.frozen
class Row:
    """A text, its context and what its readers say of it; `second` is None where nobody read it twice."""

    id: str
    lang: str
    text: str
    context: Mapping[str, Any]
    labels: tuple[Label, ...]
    second: frozenset[str] | None = None

    @property
    def names(self) -> frozenset[str]:
        return frozenset(label.name for label in self.labels)


@attrs.frozen
class Judged:
    """A row, what the policy says to it, and the labels that it found."""

    row: Row
    decision: Decision
    found: tuple[Label, ...]


def kind_of(label: Label, text: str) -> str:
    """The name under which a label counts: personal data with an `@` or four digits are an identifier."""
    if label.name != "personal_data":
        return label.name
    said = text[label.start : label.end]
    shaped = "@" in said or sum(letter.isdigit() for letter in said) >= 4
    return "identifier" if shaped else "fact about a person"


def read_row(line: str) -> Row:
    """The row of one line. Raises ValueError where a label lies outside its text or nobody knows its name."""
    read = json.loads(line)
    labels = tuple(Label(each["label"], each["start"], each["end"]) for each in read["labels"])
    for label in labels:
        if not 0 <= label.start < label.end <= len(read["text"]):
            raise ValueError(f"`{read['id']}`: a label lies outside the text")
        if label.name != PROTECTED and kind_of(label, read["text"]) not in CATEGORIES:
            raise ValueError(f"`{read['id']}`: unknown label `{label.name}`")
    context = {key: read.get(key) for key in ("channel", "author", "at")} | {"facts": read.get("facts") or {}}
    second = read.get("second")
    names = frozenset(each if isinstance(each, str) else each["label"] for each in second or ())
    twice = None if second is None else names
    return Row(read["id"], read["lang"], read["text"], context, labels, twice)


def context_of(row: Row, policy: Policy) -> Context:
    """The context of a row, without the facts and values that the policy does not declare."""
    facts: dict[str, FactValue] = {}
    for name, value in {"author": row.context["author"], **row.context["facts"]}.items():
        with suppress(ContextError):
            policy.evaluate("", Context(facts={name: value}))
            facts[name] = value
    at = row.context["at"]
    return Context(row.context["channel"], at=datetime.fromisoformat(at) if at else None, facts=facts)


def judge(row: Row, policy: Policy) -> Judged:
    decision = policy.evaluate(row.text, context_of(row, policy))
    sentences = Segments(row.text).sentences
    found = tuple(label for label in row.labels if holds(label, row, decision, sentences))
    return Judged(row, decision, found)


def holds(label: Label, row: Row, decision: Decision, sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether a decision finds a label. A disclosure is about the whole text, wherever it is triggered."""
    categories = CATEGORIES.get(kind_of(label, row.text), ())
    if any(each.category in categories and each.outcome >= Outcome.WARN for each in decision.disclosures):
        return True
    touched = [(start, end) for start, end in sentences if start < label.end and end > label.start]
    first = min([label.start, *(start for start, _ in touched)])
    last = max([label.end, *(end for _, end in touched)])
    near = [each for each in decision.findings if each.span.start < last and each.span.end > first]
    return any(each.category in categories and each.outcome >= Outcome.WARN for each in near)


def violates(names: Iterable[str]) -> bool:
    return any(name != PROTECTED for name in names)


def share(found: int, there: int) -> str:
    return f"{found / there:.3f}" if there else "–"


def recall_table(judged: Sequence[Judged]) -> str:
    """How many of the labels of each kind are found, in each language and in all."""
    there: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for each in judged:
        for label in each.row.labels:
            if label.name != PROTECTED:
                key = (kind_of(label, each.row.text), each.row.lang)
                there[key] += 1
                found[key] += label in each.found
    languages = sorted({each.row.lang for each in judged})

    def line(title: str, kinds: Iterable[str]) -> list[str]:
        chosen = list(kinds)
        sums = [tuple(sum(of[kind, lang] for kind in chosen) for of in (found, there)) for lang in languages]
        all_found, all_there = (sum(part) for part in zip(*sums, strict=True))
        cells = [f"{one}/{every}" if every else "–" for one, every in sums]
        return [title, *cells, f"{all_found}/{all_there}", share(all_found, all_there)]

    body = [line(kind, [kind]) for kind in CATEGORIES if any(key[0] == kind for key in there)]
    body += [line("**all labels**", CATEGORIES), line("**" + ", ".join(GROUP) + "**", GROUP)]
    return table(["label", *languages, "found", "recall"], body)


def alarms_table(judged: Sequence[Judged]) -> str:
    """Texts that are raised at all: how many of them are violations, and how many violations are raised."""
    body = []
    bad = [each for each in judged if violates(each.row.names)]
    for least in (Outcome.WARN, Outcome.REVIEW, Outcome.BLOCK):
        raised = [each for each in judged if each.decision.outcome >= least]
        right = sum(violates(each.row.names) for each in raised)
        false = len(raised) - right
        name = f"{least.name.lower()} or more"
        body.append([name, right, false, share(right, len(raised)), share(right, len(bad))])
    return table(["outcome", "violations", "false alarms", "precision", "recall of texts"], body)


def wrongly_blocked(judged: Iterable[Judged]) -> list[Judged]:
    """Protected speech that is blocked though at most a marking stands on it."""
    harmless = [each for each in judged if {PROTECTED} <= each.row.names <= {PROTECTED, "marking"}]
    return [each for each in harmless if each.decision.outcome is Outcome.BLOCK]


def agreement_table(rows: Sequence[Row]) -> str:
    """How far two readers agree, for each label, and Cohen's kappa for "a violation or none"."""
    read = [(row.names, row.second) for row in rows if row.second is not None]
    body = []
    for name in sorted({name for one, other in read for name in one | other}):
        pairs = Counter((name in one, name in other) for one, other in read)
        body.append([name, pairs[True, True], pairs[True, False], pairs[False, True]])
    return table(["label", "both", "only the first", "only the second"], body) + (
        f"\n\nCohen's kappa, a violation or none, {len(read)} texts: {kappa(read):.3f}"
    )


def kappa(read: Sequence[tuple[Iterable[str], Iterable[str]]]) -> float:
    """Cohen's kappa, (observed - expected) / (1 - expected); 1 where nothing is left to chance."""
    said = [(violates(one), violates(other)) for one, other in read]
    if not said:
        return 1.0
    yes = [sum(pair[reader] for pair in said) / len(said) for reader in (0, 1)]
    expected = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    observed = sum(one == other for one, other in said) / len(said)
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)


def complaints(judged: Iterable[Judged]) -> Iterator[str]:
    """What is missed and what is raised for nothing, a line each: ids, labels, rules and places."""
    for each in judged:
        for label in each.row.labels:
            if label.name != PROTECTED and label not in each.found:
                yield f"{each.row.id}\tmissed\t{kind_of(label, each.row.text)}\t{label.start}-{label.end}"
        if each.decision.outcome >= Outcome.WARN and not violates(each.row.names):
            said = [f"{found.rule_id}:{found.outcome.name.lower()}" for found in each.decision.findings]
            said += [f"{told.rule_id}:{told.outcome.name.lower()}" for told in each.decision.disclosures]
            yield f"{each.row.id}\tfalse alarm\t{each.decision.outcome.name.lower()}\t{' '.join(said)}"


def report(judged: Sequence[Judged]) -> str:
    blocked = [each.row.id for each in wrongly_blocked(judged)]
    held = sum(PROTECTED in each.row.names for each in judged)
    told = f"protected speech blocked: {len(blocked)} of {held} texts {' '.join(blocked)}".rstrip()
    agreement = agreement_table([each.row for each in judged])
    return "\n\n".join([recall_table(judged), alarms_table(judged), told, agreement])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.northwind", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="rows, one a line")
    parser.add_argument("--half", choices=["tune", "test"], help="only the rows of this half")
    parser.add_argument("--misses", type=Path, help="write what is missed or raised for nothing to this file")
    parser.add_argument("--write", action="store_true", help="write the tables into the page")
    chosen = parser.parse_args(arguments)
    lines = [line for path in chosen.files for line in path.read_text("utf-8").splitlines() if line.strip()]
    policy = load(POLICY)
    parts, missed = [], []
    for half, title in HALVES.items():
        of_half = [line for line in lines if json.loads(line).get("half") == half]
        if not of_half or chosen.half not in (None, half):
            continue
        judged = [judge(read_row(line), policy) for line in of_half]
        clean = sum(not violates(each.row.names) for each in judged)
        parts += [f"### {title}", f"{len(judged)} texts, {clean} of them clean.", report(judged)]
        missed += complaints(judged)
    content = "\n\n".join(parts)
    print(content)
    if chosen.misses:
        chosen.misses.write_text("".join(f"{line}\n" for line in missed), "utf-8")
    if chosen.write:
        write("northwind", content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
