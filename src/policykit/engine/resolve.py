"""The meaning of a decision: matches in, outcomes out. The evaluator.

`Resolution` weighs one reading of a text in one situation by the equations of the design page, section 4; it
is a value of spans and ranks, without words for people. The same matches are weighed again under other
situations to find out which unknown fact matters. An independent specification of the same equations lives
with the tests; the two must agree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Literal

import attrs
import regex

from policykit.engine.intervals import Intervals, joined
from policykit.engine.plan import PermitPlan, Plan, ProtectPlan, RulePlan
from policykit.engine.reading import Failed, Reading
from policykit.engine.search import EVERYWHERE, SEEN, UNDOUBTED, Hit, Note, Searcher
from policykit.engine.situation import JURISDICTION, Situation, accepted_live
from policykit.engine.stated import stated_end
from policykit.model.scales import Outcome

ALLOW, WARN, REVIEW, BLOCK = Outcome
HASHTAG_RUN = regex.compile(r"#\w+(?:[^\S\n]*,?[^\S\n]*\n?[^\S\n]*#\w+){2,}")
"""A disclosure inside three or more hashtags is told to nobody (guidance on 16 CFR 255, on placement)."""
EDGE = 140
"""How many code points from its edge the `start` and the `end` of a text reach."""

Told = Literal["told", "buried", "missing"]
"""How a disclosure stands: an accepted wording in its place, only outside it, or none."""
_TOLD: tuple[Told, ...] = ("told", "buried", "missing")

Fingerprint = Callable[[str, str], str]
"""Rule id and matched text to the keyed fingerprint."""


@attrs.frozen(eq=False)
class Weighed:
    """A match of a classify or forbid rule: what it would lead to, and does after what shelters it.

    `ends` is the instant that the text states for it, where the rule reads one.
    """

    rule: RulePlan
    hit: Hit
    level: int
    capped: Outcome
    outcome: Outcome
    by: tuple[str, ...]
    protected: tuple[str, ...]
    undecided: bool
    ends: dt.datetime | None = None


@attrs.frozen(eq=False)
class Lowered:
    """A trigger that permits or protects lowered: its span, what it leads to now, and who did it."""

    span: tuple[int, int]
    outcome: Outcome
    by: tuple[str, ...]


@attrs.frozen(eq=False)
class Untold:
    """A disclosure that is missing or buried.

    `owed` are the triggers that no permit covers; without any the outcome is `allow`. `lowered` are the
    triggers that count for less than `capped`.
    """

    rule: RulePlan
    state: Literal["missing", "buried"]
    owed: tuple[tuple[int, int], ...]
    lowered: tuple[Lowered, ...]
    capped: Outcome
    outcome: Outcome
    protected: tuple[str, ...]
    undecided: bool
    rejected: tuple[Note, ...]


class Resolution:
    """One reading weighed in one situation; every part is computed once, when asked for."""

    def __init__(
        self, plan: Plan, searcher: Searcher, situation: Situation, fingerprint: Fingerprint | None = None
    ) -> None:
        self.plan = plan
        self.situation = situation
        self._searcher = searcher
        self._reading: Reading = searcher.reading
        self._fingerprint = fingerprint
        self._failed: dict[str, str] = {}
        self._covers: dict[str, Intervals] = {}
        self.ended: list[tuple[RulePlan, Hit]] = []
        """The matches that the text itself says are over; complete once `weighed` was asked for."""

    @cached_property
    def outcome(self) -> Outcome:
        """The worst of all findings, disclosures and failures of restrictive rules."""
        restrictive = {rule.id for rule in self.plan.rules}
        outcomes = [w.outcome for w in self.weighed] + [u.outcome for u in self.untold]
        return max([*outcomes, *(REVIEW for rule_id in self.failed if rule_id in restrictive)], default=ALLOW)

    @cached_property
    def level(self) -> int:
        """The highest level of any classify match, whatever its confidence, after declassification."""
        return max((w.level for w in self.weighed), default=0)

    @cached_property
    def failed(self) -> dict[str, str]:
        """The rules that could not be evaluated in full, with the reason."""
        self.weighed, self.untold  # noqa: B018 - computing them is what finds the failures
        return dict(sorted(self._failed.items()))

    @cached_property
    def weighed(self) -> tuple[Weighed, ...]:
        """Every match of every live classify and forbid rule, by place, then rule."""
        found = [
            self._weigh(rule, *standing)
            for rule in self._awake
            if rule.kind != "require" and rule.search
            for standing in self._standing(rule)
        ]
        return tuple(sorted(found, key=lambda w: (w.hit.start, w.hit.end, w.rule.id)))

    @cached_property
    def untold(self) -> tuple[Untold, ...]:
        """Every disclosure that is owed, by rule."""
        owed = (self._owe(rule) for rule in self._awake if rule.kind == "require")
        return tuple(untold for untold in owed if untold)

    @cached_property
    def _awake(self) -> tuple[RulePlan, ...]:
        """The live rules that restrict and that may find anything."""
        triggers = self._reading.triggers
        return tuple(
            rule
            for rule in self.plan.rules
            if (triggers is None or rule.trigger is None or rule.trigger in triggers)
            and self.situation.live[rule.id] is not False
        )

    def _hits(self, rule: RulePlan) -> tuple[Hit, ...]:
        assert rule.search is not None
        result = self._searcher.run(rule.search, UNDOUBTED if rule.absolute else EVERYWHERE)
        self._note_failure(rule.id, result.failed)
        return result.hits

    def _standing(self, rule: RulePlan) -> Iterator[tuple[Hit, dt.datetime | None]]:
        """The matches that have not ended by what the text states, each with its stated end."""
        for hit in self._hits(rule):
            stated = None
            if rule.until_stated and rule.search:
                zone, at = rule.until_stated, self.situation.at
                stated = stated_end(self._searcher, rule.search.within, hit, zone, at)
            if stated is None:
                yield hit, None
            elif self.situation.at is None or self.situation.at < stated.instant:
                note: Note = ("stated", "date", stated.start, stated.end)
                yield attrs.evolve(hit, notes=(*hit.notes, note)), stated.instant
            else:
                self.ended.append((rule, hit))

    def _note_failure(self, rule_id: str, failed: frozenset[Failed], reading: Reading | None = None) -> bool:
        if failed:
            self._failed[rule_id] = (reading or self._reading).failures[min(failed)]
        return bool(failed)

    def _undecided(self, rule: RulePlan) -> bool:
        return self.situation.live[rule.id] is None

    def _weigh(self, rule: RulePlan, hit: Hit, ends: dt.datetime | None) -> Weighed:
        span = hit.start, hit.end
        undecided = self._undecided(rule) or (ends is not None and self.situation.at is None)
        bare = self._capped(rule, hit, rule.level, undecided)
        if rule.absolute:
            touching = self._touching(*span)
            return Weighed(rule, hit, rule.level, bare, bare, (), touching, undecided, ends)
        permits = self._permits(rule, *span)
        accepted = self._accepted(rule, *span)
        sheltered, shelters = self._sheltered(rule.category, *span, bare)
        level = rule.level
        if rule.kind == "classify":
            level = min([level, *(p.level for p in permits if p.level is not None)])
        capped = self._capped(rule, hit, level, undecided)
        lifted = accepted or any(p.level is None or rule.kind == "forbid" for p in permits)
        return Weighed(
            rule,
            hit,
            level,
            bare,
            min(capped, ALLOW if lifted else BLOCK, sheltered),
            (*(p.id for p in permits), *accepted, *shelters),
            self._touching(*span),
            undecided,
            ends,
        )

    def _capped(self, rule: RulePlan, hit: Hit, level: int, undecided: bool) -> Outcome:
        """What a match leads to at `level`, before permits and protects."""
        if rule.kind == "classify" and level <= self.plan.accepts[self.situation.channel]:
            return ALLOW
        unanswered = self.plan.unanswered if undecided else BLOCK
        return min(rule.outcome, self.plan.caps[hit.confidence], unanswered)

    def _permits(self, rule: RulePlan, start: int, end: int) -> tuple[PermitPlan, ...]:
        return tuple(
            p for p in rule.lifted_by if self.situation.live[p.id] and self._covered(p).covers(start, end)
        )

    def _covered(self, permit: PermitPlan) -> Intervals:
        known = self._covers.get(permit.id)
        if known is None:
            known = self._covers[permit.id] = Intervals(self._cover(permit))
        return known

    def _cover(self, permit: PermitPlan) -> list[tuple[int, int]]:
        whole = [(0, len(self._reading.text))]
        if permit.search is None:
            return whole
        result = self._searcher.run(permit.search, SEEN)
        if self._note_failure(permit.id, result.failed) or not result.hits:
            return []  # a failed permit grants nothing
        if permit.span == "text":
            return whole
        spans = [(hit.start, hit.end) for hit in result.hits]
        return spans if permit.span == "match" else [self._reading.segments.sentence(*span) for span in spans]

    def _accepted(self, rule: RulePlan, start: int, end: int) -> tuple[str, ...]:
        if self._fingerprint is None or not rule.accepted:
            return ()
        mine = self._fingerprint(rule.id, self._reading.text[start:end])
        at = self.situation.at
        return tuple(a.id for a in rule.accepted if accepted_live(a, at) and a.fingerprint == mine)

    def fingerprint_of(self, weighed: Weighed) -> str | None:
        """The keyed fingerprint of a match; None without a key."""
        if self._fingerprint is None:
            return None
        return self._fingerprint(weighed.rule.id, self._reading.text[weighed.hit.start : weighed.hit.end])

    def _sheltered(
        self, category: str, start: int, end: int, capped: Outcome
    ) -> tuple[Outcome, tuple[str, ...]]:
        """The greatest, over the code points of the span, of the lowest cap there; who lowers `capped`."""
        caps = [
            (low, high, max(p.at_most, REVIEW) if self.situation.live[p.id] is None else p.at_most, p.id)
            for p in self._protects()
            if category in p.shields
            for low, high in self._extent(p).overlapping(start, end)
        ]
        if not caps:
            return BLOCK, ()
        text = self._reading.text
        edges = sorted(
            {start, end, *(min(max(e, start), end) for low, high, *_ in caps for e in (low, high))}
        )
        pieces = list(pairwise(edges))
        worst, by = ALLOW, set()
        for a, b in [(a, b) for a, b in pieces if not text[a:b].isspace()] or pieces:
            here = [(cap, rule_id) for low, high, cap, rule_id in caps if low <= a and b <= high]
            worst = max(worst, min((cap for cap, _ in here), default=BLOCK))
            by |= {rule_id for cap, rule_id in here if cap < capped}
        return worst, tuple(sorted(by)) if worst < capped else ()

    def _touching(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(p.id for p in self._protects() if self._extent(p).overlapping(start, end))

    def _protects(self) -> list[ProtectPlan]:
        return [p for p in self.plan.protects if self.situation.live[p.id] is not False]

    def _extent(self, protect: ProtectPlan) -> Intervals:
        known = self._searcher.clauses.get(id(protect.search))
        if known is None:
            # coverage is asked for point by point, and the clauses of neighbours overlap two hundredfold
            spans = Intervals(joined(self._clauses(protect)))
            known = self._searcher.clauses[id(protect.search)] = spans, self._failed.get(protect.id)
        spans, failure = known
        if failure is not None:
            self._failed[protect.id] = failure
        return spans

    def _clauses(self, protect: ProtectPlan) -> list[tuple[int, int]]:
        """The clauses of a protect; it reads only its own span: its match must hold there alone."""
        places, failed = self._searcher.places(protect.search, SEEN)
        asked: dict[tuple[int, int], set[tuple[int, int]]] = {}
        for start, end in places:
            low, high = self._reading.segments.clause(start, end)
            asked.setdefault((low, high), set()).add((start - low, end - low))
        kept = []
        for clause, spans in asked.items():
            alone = Searcher(self._reading.part(*clause))
            result = alone.run(protect.search, SEEN)
            if self._note_failure(protect.id, result.failed, alone.reading):
                return []
            if any((hit.start, hit.end) in spans for hit in result.hits):
                kept.append(clause)
        return [] if self._note_failure(protect.id, failed) else kept

    def _owe(self, rule: RulePlan) -> Untold | None:
        whole = (0, len(self._reading.text))
        triggers = [whole] if rule.search is None else [(h.start, h.end) for h in self._hits(rule)]
        told = self._told(rule) if triggers else None
        if told is None:
            return None
        state, open_question, rejected = told
        if state == "told":
            return None
        undecided = self._undecided(rule) or open_question
        capped = min(rule.outcome, WARN if state == "buried" else BLOCK)
        capped = min(capped, self.plan.unanswered if undecided else BLOCK)
        owed, lowered, outcome = [], [], ALLOW
        for span in triggers:
            permits = self._permits(rule, *span)
            if permits:
                now, by = ALLOW, tuple(p.id for p in permits)
            else:
                shelter, by = self._sheltered(rule.category, *span, capped)
                now = min(capped, shelter)
                owed.append(span)
                outcome = max(outcome, now)
            if now < capped:
                lowered.append(Lowered(span, now, by))
        protected = {name for span in owed for name in self._touching(*span)}
        return Untold(
            rule,
            state,
            tuple(owed),
            tuple(lowered),
            capped,
            outcome,
            tuple(sorted(protected)),
            undecided,
            rejected,
        )

    def _told(self, rule: RulePlan) -> tuple[Told, bool, tuple[Note, ...]] | None:
        """How the disclosure stands, whether the jurisdiction could change that, and what was rejected.

        None where looking for the wordings failed: then nobody knows that one is missing.
        """
        disclosure = rule.disclosure
        assert disclosure is not None
        reject, failed = self._searcher.spans(disclosure.reject, SEEN)
        states: dict[str, Told] = {}
        for name in dict.fromkeys(("any", *self._jurisdictions())):
            accepted, lost = self._searcher.spans(disclosure.nodes.get(name, ()), SEEN)
            failed |= lost
            spans = [span for span in accepted.spans if not reject.covers(*span)]
            placed = any(self._in_place(disclosure.place, *span) for span in spans)
            states[name] = "told" if placed else "buried" if spans else "missing"
        if self._note_failure(rule.id, failed):
            return None
        possible = [_best(states["any"], states[name]) for name in self._jurisdictions()]
        # while the jurisdiction is unknown only what would do in each of them does
        state = max(possible, key=_TOLD.index)
        notes: list[Note] = [("rejected", "reject", start, end) for start, end in reject.spans]
        return state, len(set(possible)) > 1, tuple(notes)

    def _jurisdictions(self) -> tuple[str, ...]:
        """The jurisdictions that it may be: the known one, any declared one, or none in particular."""
        known = self.situation.known.get(JURISDICTION)
        if known is not None:
            return (str(known),)
        declared = self.plan.facts.get(JURISDICTION)
        return tuple(str(value) for value in declared.values) if declared else ("any",)

    def _in_place(self, place: Literal["start", "end", "anywhere"] | int, start: int, end: int) -> bool:
        length = self._reading.sheet.visible
        placed = (
            {
                "start": start < EDGE,
                "end": end > length - EDGE,
                "anywhere": True,
            }[place]
            if isinstance(place, str)
            else start < place
        )
        return placed and not self._hashtag_runs.overlapping(start, end)

    @cached_property
    def _hashtag_runs(self) -> Intervals:
        return Intervals(run.span() for run in HASHTAG_RUN.finditer(self._reading.text))


def _best(one: Told, other: Told) -> Told:
    return min(one, other, key=_TOLD.index)
