"""Scenario cases as data: a sentence of the design page each, a tiny policy, texts and what is said of them.

A file maps the sentence that a case checks to the case. A `policy` is written without what no case is about:
reading it fills in the channels of `oracle.worlds`, categories, levels, reasons, owners and legal bases; an
accepted finding names its `words` instead of its fingerprint. With a `parent`, the policy extends it. It is
`refused` with the codes of its diagnostics, or judges `texts`.

In a text `{fill 150}` stands for so many code points of plain words. A span is written as an excerpt that
stands in the text once, with the span between « and », as `3-5`, or as `whole`. What is not written is not
there: no findings, no questions, the lowest level, no breach, high confidence. An unknown key is an error.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from oracle.worlds import BASE, KEY, keyed
from policykit.engine.context import Context
from policykit.loading.yaml import read_yaml

FOLDER = Path(__file__).parent
FILES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))

_CASE = {"policy", "parent", "texts", "refused"}
_GIVEN = {"text", "fields", "channel", "at", "stage", "facts", "failing", "to"}
_VERDICT = {"outcome", "level", "breach", "findings", "set_aside", "disclosures", "questions", "failed"}
MORE = ("evidence", "severities", "redacted", "passes", "residual", "give_up", "response", "reaches")
"""What a text may also expect, of the engine alone."""
_FINDING = {"rule", "span", "level", "confidence", "outcome", "undecided", "protected", "field"}
_ASIDE = {"rule", "span", "by", "was", "now", "level", "field"}
_DISCLOSURE = {"rule", "state", "spans", "outcome", "undecided", "protected", "field"}
_FILLED: Mapping[str, Mapping[str, Any]] = {
    "classify": {"category": "trade_secret", "level": "confidential"},
    "forbid": {"category": "conduct"},
    "require": {"category": "undisclosed_endorsement"},
    "permit": {"reason": "a reason", "owner": "somebody"},
    "protect": {"basis": {"US": "a law"}},
}
_FILL = re.compile(r"\{fill (\d+)\}")


@attrs.frozen(repr=False)
class Trial:
    """A text or document in a context, and what is expected of it."""

    text: str
    fields: Mapping[str, str] | None
    failing: frozenset[Any]
    to: str
    expected: Mapping[str, Any]
    raises: str | None
    _context: Mapping[str, Any]

    @property
    def context(self) -> Context:
        """The context; raises where it can be none."""
        at = self._context.get("at")
        return Context(
            self._context.get("channel"),
            at=None if at is None else dt.datetime.fromisoformat(at),
            stage=self._context.get("stage", "draft"),
            facts=self._context.get("facts"),
        )


@attrs.frozen(repr=False)
class Case:
    """One sentence with its policy; `parent` is the policy that it extends."""

    name: str
    values: Mapping[str, Any]
    parent: Mapping[str, Any] | None
    trials: tuple[Trial, ...]
    refused: tuple[str, ...]

    @property
    def has_specification(self) -> bool:
        """Whether the specification speaks of it: one layer, and no budget, which it does not count."""
        return not (self.parent or self.refused or "budget" in self.values)


def read_cases(stem: str) -> list[Case]:
    """The cases in the file of that name."""
    reading = read_yaml((FOLDER / f"{stem}.yaml").read_text("utf-8"), f"{stem}.yaml")
    assert not reading.problems, "\n".join(map(str, reading.problems))
    return [case_of(name, value) for name, value in (reading.value or {}).items()]


def case_of(name: str, value: Mapping[str, Any]) -> Case:
    """The case that plain values describe."""
    _check(name, value, _CASE)
    assert "policy" in value, f"{name}: expected a `policy`"
    assert ("texts" in value) is not ("refused" in value), f"{name}: expected either `texts` or `refused`"
    parent = value.get("parent")
    child = {"policy": "child", "extends": ["parent.json"]}
    return Case(
        name,
        _filled(value["policy"], BASE if parent is None else child),
        None if parent is None else _filled(parent, BASE),
        tuple(
            _trial(f"{name}, text {number}", text) for number, text in enumerate(value.get("texts", ()), 1)
        ),
        tuple(sorted(value.get("refused", ()))),
    )


def _check(where: str, value: Mapping[str, Any], keys: set[str]) -> None:
    assert not value.keys() - keys, f"{where}: unknown keys {sorted(value.keys() - keys)}"


def _filled(policy: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    rules = {name: {**_FILLED[rule["kind"]], **rule} for name, rule in policy.get("rules", {}).items()}
    accepted = [
        {"reason": "a reason", "by": "somebody", **entry, "fingerprint": keyed(KEY, entry["rule"], words)}
        for words, entry in (
            (entry["words"], {k: v for k, v in entry.items() if k != "words"})
            for entry in policy.get("accepted", ())
        )
    ]
    return {**base, **policy, "rules": rules, **({"accepted": accepted} if accepted else {})}


def _trial(where: str, value: Mapping[str, Any]) -> Trial:
    _check(where, value, _GIVEN | _VERDICT | set(MORE) | {"raises"})
    assert ("text" in value) is not ("fields" in value), f"{where}: expected either `text` or `fields`"
    assert ("outcome" in value) is not ("raises" in value), f"{where}: expected either `outcome` or `raises`"
    fields = {name: _expanded(text) for name, text in value.get("fields", {}).items()} or None
    return Trial(
        text := _expanded(value.get("text", "")),
        fields,
        frozenset(("phrases", "alike", words) for words in value.get("failing", ())),
        value.get("to", "allow"),
        _expected(where, value, {None: text} if fields is None else fields),
        value.get("raises"),
        value,
    )


def _expected(where: str, value: Mapping[str, Any], texts: Mapping[str | None, str]) -> dict[str, Any]:
    def span(row: Mapping[str, Any], written: str) -> tuple[Any, ...]:
        return row.get("field"), *_span(where, written, texts[row.get("field")])

    def marks(row: Mapping[str, Any]) -> tuple[Any, ...]:
        return row.get("undecided", False), tuple(sorted(row.get("protected", ())))

    findings, set_aside, disclosures = [], [], []
    for row in value.get("findings", ()):
        _check(where, row, _FINDING)
        level, confidence = row.get("level", "public"), row.get("confidence", "high")
        place = span(row, row["span"])
        findings.append((row["rule"], place, level, confidence, row["outcome"], *marks(row)))
    for row in value.get("set_aside", ()):
        _check(where, row, _ASIDE)
        level = row.get("level", "public")
        was, now = (level, level) if isinstance(level, str) else level
        by = tuple(sorted(row["by"]))
        set_aside.append((row["rule"], span(row, row["span"]), by, row["was"], row["now"], was, now))
    for row in value.get("disclosures", ()):
        _check(where, row, _DISCLOSURE)
        spans = tuple(span(row, written) for written in row.get("spans", ["whole"]))
        disclosures.append((row["rule"], row["state"], spans, row["outcome"], *marks(row)))
    expected = {
        "outcome": value.get("outcome"),
        "level": value.get("level", "public"),
        "breach": value.get("breach", False),
        "findings": sorted(findings, key=repr),
        "set_aside": sorted(set_aside, key=repr),
        "disclosures": sorted(disclosures, key=repr),
        "questions": sorted(value.get("questions", ())),
        "failed": sorted(value.get("failed", ())),
    }
    more = {key: value[key] for key in MORE if key in value}
    if "give_up" in more:
        more["give_up"] = [span({}, written) for written in more["give_up"]]
    if "redacted" in more:
        more["redacted"] = _expanded(more["redacted"])
    return {**expected, **more}


def _expanded(text: str) -> str:
    return _FILL.sub(lambda fill: ("and " * int(fill[1]))[: int(fill[1]) - 1] + " ", text)


def _span(where: str, written: str, text: str) -> tuple[int, int]:
    if written == "whole":
        return 0, len(text)
    if found := re.fullmatch(r"(\d+)-(\d+)", written):
        return int(found[1]), int(found[2])
    before, opened, rest = written.partition("«")
    marked, closed, after = rest.partition("»")
    excerpt = before + marked + after
    stands_once = bool(opened and closed) and text.count(excerpt) == 1
    assert stands_once, f"{where}: `{written}` does not stand there once"
    start = text.index(excerpt) + len(before)
    return start, start + len(marked)
