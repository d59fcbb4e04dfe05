"""For each law a deliberate mistake of the evaluator that the law must notice.

A mutant replaces one function of the engine while it is applied, in this process only. Each is a mistake that
somebody could make: its `breaks` says which, and so what the law is there to prevent.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import attrs

from policykit.engine import compile as compiling
from policykit.engine import ladder, policy, situation
from policykit.engine.redact import Masking, points_of
from policykit.engine.resolve import ALLOW, BLOCK, WARN, Resolution
from policykit.engine.search import SEEN, Searcher


@attrs.frozen
class Mutant:
    """`breaks` says the mistake in words; `owner.name` is replaced by what `made` makes of the original."""

    breaks: str
    owner: Any
    name: str
    made: Callable[[Any], Any]

    @contextmanager
    def applied(self) -> Iterator[None]:
        """The engine with the mistake."""
        with mock.patch.object(self.owner, self.name, self.made(getattr(self.owner, self.name))):
            yield


def computed(changed: Callable[[Resolution, Any], Any]) -> Callable[[Any], property]:
    """A mutant of a property: `changed` takes the resolution and the right value."""
    return lambda original: property(lambda self: changed(self, original.func(self)))


def _last_of_a_place(_: Resolution, weighed: Any) -> Any:
    return tuple({(w.hit.start, w.hit.end): w for w in weighed}.values())


def _worse_where_two_agree(self: Resolution, outcome: Any) -> Any:
    places = [(w.hit.start, w.hit.end) for w in self.weighed if w.outcome > ALLOW]
    return BLOCK if len(set(places)) < len(places) else outcome


def _level_falls_with_the_outcome(original: Any) -> Any:
    def weigh(self: Resolution, rule: Any, hit: Any, *rest: Any) -> Any:
        weighed = original(self, rule, hit, *rest)
        return attrs.evolve(weighed, level=0) if weighed.by and weighed.outcome is ALLOW else weighed

    return weigh


def _matches_only(original: Any) -> Any:
    def clauses(self: Resolution, protect: Any) -> Any:
        return [(hit.start, hit.end) for hit in self._searcher.run(protect.search, SEEN).hits]

    return clauses


def _one_pass(original: Any) -> Any:
    def mask_out(text: str, weigh: Any, to: Any) -> Any:
        above = tuple(s for s in weigh(text) if s.outcome > to)
        points = frozenset(points_of(above))
        return Masking(points, above, int(bool(points)))

    return mask_out


def _live_at_its_end(original: Any) -> Any:
    def liveness(gate: Any, known: Any, at: Any) -> Any:
        until = None if gate.until is None else gate.until + dt.timedelta(microseconds=1)
        return original(attrs.evolve(gate, until=until), known, at)

    return liveness


def _unknown_is_false(original: Any) -> Any:
    def liveness(gate: Any, known: Any, at: Any) -> Any:
        live, waits = original(gate, known, at)
        return (False, ()) if live is None else (live, waits)

    return liveness


def _excused_by_a_high_cap(original: Any) -> Any:
    def capped(self: Resolution, rule: Any, hit: Any, *rest: Any) -> Any:
        outcome = original(self, rule, hit, *rest)
        return min(WARN, outcome) if self.plan.caps[hit.confidence] > rule.outcome else outcome

    return capped


def _only_its_own_rules(original: Any) -> Any:
    def start(self: Any, composition: Any, nodes: Any, key: Any) -> None:
        last = len(composition.layers) - 1
        own = {name: placed for name, placed in composition.rules.items() if placed.layer == last}
        original(self, attrs.evolve(composition, rules=own or composition.rules), nodes, key)

    return start


def _old_ones_count(original: Any) -> Any:
    return lambda ladder, incident, at: incident.at <= ladder.looks_back.before(at)


def _whole_text(original: Any) -> Any:
    def clauses(self: Resolution, protect: Any) -> Any:
        return [(0, len(self._reading.text))] if original(self, protect) else []

    return clauses


MUTANTS: dict[str, Mutant] = {
    "L01": Mutant(
        "the digest follows the order of the file",
        compiling,
        "digest",
        lambda original: lambda composition: repr(composition.document.model_dump()),
    ),
    "L02": Mutant(
        "of the rules that find the same place the last one counts",
        Resolution,
        "weighed",
        computed(_last_of_a_place),
    ),
    "L03": Mutant(
        "a permit that lowers the outcome also lowers the level",
        Resolution,
        "_weigh",
        _level_falls_with_the_outcome,
    ),
    "L04": Mutant(
        "two rules that find the same place make it worse",
        Resolution,
        "outcome",
        computed(_worse_where_two_agree),
    ),
    "L05": Mutant(
        "permits and protects lower absolute rules too",
        Resolution,
        "_weigh",
        lambda original: lambda self, rule, *rest: original(self, attrs.evolve(rule, absolute=False), *rest),
    ),
    "L06": Mutant("a protect shelters its match, not its clause", Resolution, "_clauses", _matches_only),
    "L07": Mutant(
        "an explanation names one rule of several",
        policy,
        "determining",
        lambda original: lambda plan, resolution: original(plan, resolution)[:1],
    ),
    "L08": Mutant("redaction masks once and does not look again", policy, "mask_out", _one_pass),
    "L09": Mutant(
        "an explanation asks to give up all that was masked",
        policy,
        "give_back",
        lambda original: lambda text, points, weigh, to: points,
    ),
    "L10": Mutant(
        "a failed detector is one that found nothing",
        Resolution,
        "_note_failure",
        lambda original: lambda self, rule_id, failed, reading=None: False,
    ),
    "L11": Mutant("a rule is still live at its end", situation, "liveness", _live_at_its_end),
    "L12": Mutant(
        "the level is no higher than what the channel accepts",
        Resolution,
        "level",
        computed(lambda self, level: min(level, self.plan.accepts[self.situation.channel])),
    ),
    "L13": Mutant(
        "a cap above the rule's own outcome excuses", Resolution, "_capped", _excused_by_a_high_cap
    ),
    "L14": Mutant("an unknown fact is a false one", situation, "liveness", _unknown_is_false),
    "L15": Mutant(
        "evidence counts from anywhere in the text",
        Searcher,
        "scope",
        lambda original: lambda self, within, hit: (0, len(self.reading.text)),
    ),
    "L16": Mutant(
        "a wording at the very beginning is overlooked",
        Resolution,
        "_in_place",
        lambda original: lambda self, place, start, end: start > 0 and original(self, place, start, end),
    ),
    "L17": Mutant(
        "the rules of a child stand in place of its parents'",
        compiling._Planner,
        "__init__",
        _only_its_own_rules,
    ),
    "L18": Mutant("only forgotten incidents count", ladder, "_is_live", _old_ones_count),
    "L19": Mutant(
        "protected speech is lowered, but not remembered",
        Resolution,
        "_touching",
        lambda original: lambda self, start, end: (),
    ),
    "L20": Mutant("a protect shelters the whole text", Resolution, "_clauses", _whole_text),
    "L21": Mutant(
        "the digest is salted",
        compiling,
        "digest",
        lambda original: lambda composition: uuid.uuid4().hex,
    ),
}
"""The mutant of each law."""
