"""What goes into the specification and what comes out of it: a world and a verdict, plain values.

A world answers what only reads the document: the chain of levels, what the channel accepts, when a window
opens. A verdict holds those parts of a decision that the design page fixes, as sorted rows, so that the
engine's decisions can be read as one and compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from policykit.engine.decision import Decision
from policykit.model.document import DEFAULT_LEVELS, Caps, PolicyDocument
from policykit.model.rules import Common
from policykit.model.scales import Outcome
from policykit.text import spans
from policykit.text.dates import dates

Span = tuple[int, int]
Matches = Callable[[str, object, bool], list[Span] | None]
"""A text, a plain item or a tuple of phrases, and whether only what a reader sees counts. None: it failed."""


@attrs.frozen
class World:
    """A document, a text, and what is known: `known` holds the facts, their defaults and `channel`."""

    document: PolicyDocument
    text: str
    known: Mapping[str, Any]
    at: dt.datetime | None
    matches: Matches
    fingerprint: Callable[[str, str], str] | None = None

    @property
    def levels(self) -> list[str]:
        """The chain, lowest first."""
        return [entry.level for entry in self.document.levels or DEFAULT_LEVELS]

    @property
    def accepts(self) -> int:
        """The position in the chain of the highest level that the channel accepts."""
        return self.levels.index(self.document.channels[self.known["channel"]].accepts)

    @property
    def caps(self) -> Caps:
        return self.document.caps or Caps()

    @property
    def unanswered(self) -> Outcome:
        return self.document.unanswered or Outcome.REVIEW

    def instant(self, moment: dt.date, days: int = 0) -> dt.datetime:
        """An instant; of a date, its midnight in the policy's zone, `days` later."""
        zone = ZoneInfo(self.document.time_zone)
        if not isinstance(moment, dt.datetime):
            moment = dt.datetime.combine(moment + dt.timedelta(days), dt.time(), zone)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(dt.UTC)

    def is_past(self, moment: dt.date) -> bool:
        """Whether an instant, or the beginning of a day, has surely come."""
        return self.at is not None and self.instant(moment) <= self.at.astimezone(dt.UTC)

    def live(self, rule: Common) -> bool | None:
        """The three-valued *and* of `when` and the window: false beats unknown beats true."""
        said = [self.in_window(rule), *(self.knows(fact, values) for fact, values in rule.when.items())]
        return False if False in said else None if None in said else True

    def is_over(self, until: dt.date) -> bool:
        """Whether an end has come, or may have."""
        return self.at is None or self.instant(until, 1) <= self.at.astimezone(dt.UTC)

    def accepted(self, rule: str, words: str) -> list[str]:
        """The accepted findings, still in force, that these words under this rule are."""
        mine = self.fingerprint and self.fingerprint(rule, words)
        entries = [
            (entry.rule, entry.fingerprint, self.is_over(entry.until)) for entry in self.document.accepted
        ]
        return [f"accepted[{n}]" for n, entry in enumerate(entries, 1) if entry == (rule, mine, False)]

    def answered(self) -> Iterator[tuple[str, list[World]]]:
        """For each unknown fact and, where it is unknown, the instant: the worlds in which it is known."""
        for name, fact in self.document.facts.items():
            if name not in self.known:
                yield name, [attrs.evolve(self, known={**self.known, name: value}) for value in fact.values]
        rules = self.document.rules.values()
        edges = {self.instant(rule.since) for rule in rules if rule.since}
        edges |= {self.instant(until.until, 1) for until in (*rules, *self.document.accepted) if until.until}
        edges |= {self.instant(date.lifts) for date in dates(self.text)}
        if edges and self.at is None:
            first = min(edges) - dt.timedelta(microseconds=1)
            yield "at", [attrs.evolve(self, at=at) for at in (first, *edges)]

    def in_window(self, rule: Common) -> bool | None:
        """Whether it is time for the rule; None where it depends on an instant that is unknown."""
        if not (rule.since or rule.until):
            return True
        if self.at is None:
            return None
        begun = rule.since is None or self.instant(rule.since) <= self.at.astimezone(dt.UTC)
        return begun and (rule.until is None or self.at.astimezone(dt.UTC) < self.instant(rule.until, 1))

    def knows(self, fact: str, values: tuple[object, ...]) -> bool | None:
        """Whether a fact is one of the values; `true` is not 1. None where the fact is unknown."""
        if fact not in self.known:
            return None
        return any(type(self.known[fact]) is type(v) and self.known[fact] == v for v in values)


@attrs.frozen
class Verdict:
    """The fixed parts of a decision.

    Rows are tuples. findings: rule, start, end, level, confidence, outcome, undecided, protected. set_aside:
    rule, start, end, by, was, now, level was, level now. disclosures: rule, state, spans, outcome, undecided,
    protected. failed: rules. questions: facts.
    """

    outcome: Outcome
    level: str
    breach: bool
    findings: tuple[Any, ...]
    set_aside: tuple[Any, ...]
    disclosures: tuple[Any, ...]
    failed: tuple[str, ...]
    questions: tuple[str, ...]


def verdict_of(decision: Decision) -> Verdict:
    """A decision of the engine, read as a verdict."""
    findings = [
        (f.rule_id, *_ends(f.span), str(f.level), str(f.confidence), str(f.outcome), f.undecided, f.protected)
        for f in decision.findings
    ]
    set_aside = [
        (s.rule_id, *_ends(s.span), tuple(sorted(s.by)), *map(str, (s.was, s.now, s.level_was, s.level_now)))
        for s in decision.set_aside
    ]
    disclosures = [
        (d.rule_id, d.state, tuple(map(_ends, d.spans)), str(d.outcome), d.undecided, d.protected)
        for d in decision.disclosures
    ]
    return Verdict(
        decision.outcome,
        str(decision.level),
        decision.breach,
        tuple(sorted(findings)),
        tuple(sorted(set_aside)),
        tuple(sorted(disclosures)),
        tuple(sorted(f.rule_id for f in decision.failed)),
        tuple(sorted(q.fact for q in decision.questions)),
    )


def _ends(span: spans.Span) -> Span:
    return span.start, span.end
