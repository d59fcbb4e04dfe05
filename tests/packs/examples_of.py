"""The examples of a policy's own rules as test cases, each with an id that reads aloud."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import attrs

from policykit.engine.context import Context
from policykit.engine.decision import Decision
from policykit.engine.policy import Policy
from policykit.model.document import PolicyDocument
from policykit.model.rules import Example, Rule

SECTIONS = ("hits", "misses", "set_aside", "known_gap")


@attrs.frozen
class Case:
    """One example: the rule that it stands in, its section, and its words without the markers."""

    rule_id: str
    rule: Rule
    section: str
    number: int
    example: Example
    text: str
    marked: tuple[tuple[int, int], ...]

    @property
    def id(self) -> str:
        """Such as `private-key-hits-1`."""
        return f"{self.rule_id}-{self.section}-{self.number}"


def cases(document: PolicyDocument) -> Iterator[Case]:
    """Every example of the rules of `document`, in the order of the file."""
    for rule_id, rule in document.rules.items():
        for section in SECTIONS:
            for number, example in enumerate(getattr(rule, section), 1):
                # French quotes in a miss are the writer's own
                text, marked = (example.text, ()) if section == "misses" else unmarked(example.text)
                yield Case(rule_id, rule, section, number, example, text, marked)


def unmarked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words without `«` and `»`, and what these enclose, in code points.

    >>> unmarked("a «b» c")
    ('a b c', ((2, 3),))
    """
    words, spans, start = "", [], -1
    for character in text:
        if character == "«":
            assert start < 0, "a marker inside a marker"
            start = len(words)
        elif character == "»":
            assert start >= 0, "a marker that closes nothing"
            spans.append((start, len(words)))
            start = -1
        else:
            words += character
    assert start < 0, "a marker that stays open"
    return words, tuple(spans)


def context_of(example: Example, policy: Policy) -> Context:
    """The context that an example is judged in."""
    at = example.at
    if at is not None and not isinstance(at, dt.datetime):
        at = dt.datetime.combine(at, dt.time(), ZoneInfo(policy.composition.time_zone))
    return Context(example.channel, at=at, stage=example.stage, facts=example.facts)


def found_by(decision: Decision, rule_id: str) -> set[tuple[int, int]]:
    """Every span that a rule has a say on in a decision: findings, disclosures and what was set aside."""
    spans = [finding.span for finding in decision.findings if finding.rule_id == rule_id]
    spans += [span for d in decision.disclosures if d.rule_id == rule_id for span in d.spans]
    spans += [entry.span for entry in decision.set_aside if entry.rule_id == rule_id]
    return {(span.start, span.end) for span in spans}


def lowered_by(decision: Decision, rule_id: str, span: tuple[int, int]) -> set[str]:
    """The permits and protects that lowered the finding of a rule at a span."""
    return {
        name
        for entry in decision.set_aside
        if entry.rule_id == rule_id and (entry.span.start, entry.span.end) == span
        for name in entry.by
    }
