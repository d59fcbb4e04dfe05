"""Runs the examples that stand inside the rules of a policy.

A hit holds where its rule finds every `«…»` it marks, a miss where its rule finds nothing, one of
`set_aside` where every id under `by` lowers the finding, and a `known_gap` as long as the policy gets it
wrong: the day it no longer does, the example belongs elsewhere. What a permit or a protect matches shows in
no decision, so their hits and misses run against a probe: a forbid rule that finds the same, under the same
id, in an otherwise empty policy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Literal
from zoneinfo import ZoneInfo

import attrs

from policykit.engine.compile import compile_composition
from policykit.engine.context import Context
from policykit.engine.decision import Decision
from policykit.engine.policy import Policy
from policykit.model.composition import Composition, PlacedRule
from policykit.model.document import Caps
from policykit.model.find import Search
from policykit.model.rules import Example, Forbid, Permit, Protect, Rule
from policykit.model.scales import Outcome

__all__ = ["ExampleProblem", "Section", "run_examples", "unmark"]

Section = Literal["hits", "misses", "set_aside", "known_gap"]
SECTIONS: tuple[Section, ...] = ("hits", "misses", "set_aside", "known_gap")
_OPEN, _CLOSE = "«", "»"

Place = tuple[int, int]
"""A span of the example without its markers, `[start, end)` in code points."""


@attrs.frozen(order=True)
class ExampleProblem:
    """An example that does not hold: which one, and what came instead of what it says.

    `position` counts from 0 in its section. `message` names places and ids, never the example's words.
    """

    rule_id: str
    section: Section
    position: int
    message: str

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where the example stands in the policy document."""
        return ("rules", self.rule_id, self.section, self.position)

    def __str__(self) -> str:
        return f"rules.{self.rule_id}.{self.section}[{self.position}]: {self.message}"


def unmark(text: str) -> tuple[str, tuple[Place, ...]]:
    """The text of an example without its markers, and the places that they mark.

    Raises `ValueError` where a `«` has no `»`, or the other way round.

    >>> unmark("the «Bluefin» rig")
    ('the Bluefin rig', ((4, 11),))
    """
    plain: list[str] = []
    places: list[Place] = []
    opened = None
    for character in text:
        if character not in (_OPEN, _CLOSE):
            plain.append(character)
        elif (character == _OPEN) != (opened is None):
            raise ValueError("the markers `«` and `»` do not pair up")
        elif opened is None:
            opened = len(plain)
        else:
            places.append((opened, len(plain)))
            opened = None
    if opened is not None:
        raise ValueError("the markers `«` and `»` do not pair up")
    return "".join(plain), tuple(places)


def run_examples(policy: Policy, *, inherited: bool = False) -> tuple[ExampleProblem, ...]:
    """Every example of the policy's own rules that does not hold, sorted by rule.

    With `inherited`, the rules of the layers below count too; a policy may change what they find, so their
    examples are theirs to keep unless asked for.
    """
    composition = policy.composition
    own = len(composition.layers) - 1
    rules = {name: placed for name, placed in composition.rules.items() if inherited or placed.layer == own}
    probe = _probe(composition, rules)
    problems = []
    for name, placed in sorted(rules.items()):
        judge = probe if _is_probed(placed.rule) else policy
        for section in SECTIONS:
            for position, example in enumerate(getattr(placed.rule, section)):
                asked = policy if section == "set_aside" or judge is None else judge
                message = _Run(asked, policy, name, placed.rule, example).problem(section)
                if message:
                    problems.append(ExampleProblem(name, section, position, message))
    return tuple(problems)


def _is_probed(rule: Rule) -> bool:
    return isinstance(rule, Permit | Protect) and rule.find is not None


def _probe(composition: Composition, rules: dict[str, PlacedRule]) -> Policy | None:
    """A policy that finds what the permits and protects among `rules` match, or None where there is none."""
    probes = {
        name: attrs.evolve(placed, rule=_as_forbid(placed.rule))
        for name, placed in rules.items()
        if _is_probed(placed.rule)
    }
    if not probes:
        return None
    uncapped = Caps(low=Outcome.BLOCK, medium=Outcome.BLOCK, high=Outcome.BLOCK)
    return compile_composition(attrs.evolve(composition, rules=probes, accepted=(), caps=uncapped))


def _as_forbid(rule: Rule) -> Forbid:
    kept = {name: getattr(rule, name) for name in (*Search.model_fields, "when", "since", "until")}
    return Forbid(category="conduct", **kept)


@attrs.frozen
class _Run:
    """One example under the policy that is asked (`asked`) and the policy it belongs to (`policy`)."""

    asked: Policy
    policy: Policy
    rule_id: str
    rule: Rule
    example: Example

    def problem(self, section: Section) -> str | None:
        """Why the example does not hold, or None where it does."""
        # loading has seen to it that markers pair up and that every context exists
        text, marked = (self.example.text, ()) if section == "misses" else unmark(self.example.text)
        decision = self._decide(self.asked, text)
        whole = decision if self.asked is self.policy else self._decide(self.policy, text)
        checks: dict[Section, Callable[[Decision, tuple[Place, ...]], str | None]] = {
            "hits": self._hit,
            "misses": self._miss,
            "set_aside": self._set_aside,
            "known_gap": self._gap,
        }
        message = checks[section](decision, marked)
        return message or (None if section == "known_gap" else self._expectations(whole))

    def _decide(self, policy: Policy, text: str) -> Decision:
        example = self.example
        zone = ZoneInfo(self.policy.composition.time_zone)
        at = example.at
        if at is not None and not isinstance(at, dt.datetime):
            at = dt.datetime(at.year, at.month, at.day, tzinfo=zone)
        context = Context(example.channel, at=at, stage=example.stage, facts=example.facts)
        return policy.evaluate(text, context)

    def _found(self, decision: Decision) -> tuple[Place, ...]:
        return tuple(sorted(set(_places(decision, self.rule_id, probed=self.asked is not self.policy))))

    def _hit(self, decision: Decision, marked: tuple[Place, ...]) -> str | None:
        if not _is_probed(self.rule) and isinstance(self.rule, Permit):
            acted = any(self.rule_id in entry.by for entry in decision.set_aside)
            return None if acted else "the permit lifts nothing here"
        found = self._found(decision)
        missed = [place for place in marked if place not in found]
        if missed:
            return f"expected a match at {_listed(missed)}, found {_listed(found) or 'none'}"
        return None if found else "expected a match, found none"

    def _miss(self, decision: Decision, marked: tuple[Place, ...]) -> str | None:
        found = self._found(decision)
        return f"expected no match, found {_listed(found)}" if found else None

    def _set_aside(self, decision: Decision, marked: tuple[Place, ...]) -> str | None:
        lowered = [entry for entry in decision.set_aside if entry.rule_id == self.rule_id]
        places = [(entry.span.start, entry.span.end) for entry in lowered]
        missed = [place for place in marked if place not in places]
        if missed or not lowered:
            return f"expected a finding set aside{_at(missed)}, found {_listed(places) or 'none'}"
        did = {name for entry in lowered for name in entry.by}
        absent = [name for name in self.example.by if name not in did]
        return f"expected it set aside by {_quoted(absent)}, found {_quoted(sorted(did))}" if absent else None

    def _gap(self, decision: Decision, marked: tuple[Place, ...]) -> str | None:
        # with marks it ought to be a hit, without it ought to be a miss
        wrong = self._hit(decision, marked) if marked else self._miss(decision, marked)
        closed = "hits" if marked else "misses"
        return None if wrong else f"the policy gets this right now: move it to `{closed}`"

    def _expectations(self, decision: Decision) -> str | None:
        expected = self.example.outcome
        if expected is not None and decision.outcome is not expected:
            return f"expected the outcome `{expected}`, found `{decision.outcome}`"
        silent = [name for name in self.example.also if not list(_places(decision, name))]
        return f"expected a match of {_quoted(silent)} too, found none" if silent else None


def _places(decision: Decision, rule_id: str, *, probed: bool = False) -> Iterator[Place]:
    for finding in decision.findings:
        # permits and protects read what a reader sees, and act only where every fact is known
        unseen = probed and (finding.undecided or any(entry.kind == "fold" for entry in finding.evidence))
        if finding.rule_id == rule_id and not unseen:
            yield finding.span.start, finding.span.end
    for disclosure in decision.disclosures:
        if disclosure.rule_id == rule_id:
            yield from ((span.start, span.end) for span in disclosure.spans)
    for entry in decision.set_aside:
        if entry.rule_id == rule_id:
            yield entry.span.start, entry.span.end


def _listed(places: list[Place] | tuple[Place, ...]) -> str:
    return ", ".join(f"[{start}, {end})" for start, end in places)


def _at(places: list[Place]) -> str:
    return f" at {_listed(places)}" if places else ""


def _quoted(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
