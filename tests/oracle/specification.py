"""What a decision means: the second half, from matches to a verdict by the equations of the design page.

No code of the engine, no memory, no scanner. What a world is and how the rows of a verdict read stands in
`values`; how a search finds its matches, in `finding`.
"""

from __future__ import annotations

from typing import Any

import attrs

from oracle.finding import Found, Reader, covered
from oracle.values import Span, Verdict, World
from policykit.model.rules import Classify, Forbid, Permit, Protect, Require
from policykit.model.scales import Confidence, Outcome
from policykit.text.segments import Segments

ALLOW, WARN, REVIEW, BLOCK = Outcome


def judge(world: World) -> Verdict:
    """The verdict on a world; a question is asked where one of its answers would change the outcome."""
    verdict = Judge(world).verdict()
    answered = {fact: {Judge(w).verdict().outcome for w in worlds} for fact, worlds in world.answered()}
    asked = [fact for fact, outcomes in answered.items() if outcomes - {verdict.outcome}]
    return attrs.evolve(verdict, questions=tuple(sorted(asked)))


class Judge:
    """One world, weighed; `failed` collects the rules that could not be evaluated in full."""

    def __init__(self, world: World) -> None:
        self.world, self.text, self.failed = world, world.text, set[str]()
        self.findings, self.set_aside, self.disclosures = list[Any](), list[Any](), list[Any]()
        self.live = {name: world.live(rule) for name, rule in world.document.rules.items()}
        self.rules = {n: r for n, r in world.document.rules.items() if self.live[n] is not False}

    def matches(self, name: str, seen: bool, text: str | None = None) -> Found:
        reader, rule = Reader(self.world, self.text if text is None else text), self.rules[name]
        found = reader.hits(rule, seen, doubts=not getattr(rule, "absolute", False))
        self.failed |= {name} if reader.failed else set()
        return found

    def permits(self, name: str, span: Span) -> dict[str, str | None]:
        """What lifts the rule over the whole span, with the level to which each declassifies."""
        lifting = {p: r for p, r in self.rules.items() if isinstance(r, Permit) and name in r.lifts}
        over = {p: r for p, r in lifting.items() if self.live[p] and covered(span, self.cover(p, r))}
        accepted = dict.fromkeys(self.world.accepted(name, self.text[slice(*span)]))
        return {**{p: r.declassifies_to for p, r in over.items()}, **accepted}

    def cover(self, name: str, permit: Permit) -> list[Span]:
        whole, segments = (0, len(self.text)), Segments(self.text)
        spans = [whole] if permit.find is None else list(self.matches(name, seen=True))
        wide = {"match": lambda *s: s, "sentence": segments.sentence, "text": lambda *s: whole}[permit.span]
        return [] if name in self.failed else [wide(*span) for span in spans]

    def clauses(self, name: str, protect: Protect) -> list[Span]:
        """The clauses of a protect's matches; each must hold its match with nothing round it."""
        reader, segments, kept = Reader(self.world, self.text), Segments(self.text), []
        for start, end in set(reader.places(protect.find)):
            low, high = segments.clause(start, end)
            if (start - low, end - low) in self.matches(name, seen=True, text=self.text[low:high]):
                kept.append((low, high))
        self.failed |= {name} if reader.failed else set()
        return [] if name in self.failed else kept

    def touching(self, span: Span) -> dict[str, tuple[Protect, Outcome, set[int]]]:
        """The protects that touch the span, each with its cap and the code points that it covers there."""
        near = {}
        for name, rule in sorted(self.rules.items()):
            if isinstance(rule, Protect):
                cap = rule.at_most if self.live[name] else max(rule.at_most, REVIEW)
                points = {i for a, b in self.clauses(name, rule) for i in range(*span) if a <= i < b}
                near |= {name: (rule, cap, points)} if points else {}
        return near

    def sheltered(self, category: str, span: Span, capped: Outcome) -> tuple[Outcome, set[str]]:
        """The shelter of a span, and who lowers it below `capped`."""
        mine = {n: (c, p) for n, (r, c, p) in self.touching(span).items() if category in r.shields}
        solid = [i for i in range(*span) if not self.text[i].isspace()] or range(*span)
        lowest = [min((cap for cap, points in mine.values() if i in points), default=BLOCK) for i in solid]
        shelter = max(lowest, default=BLOCK)
        by = {n for n, (cap, points) in mine.items() if cap < capped and points.intersection(solid)}
        return shelter, by if shelter < capped else set()

    def weigh(self, name: str, rule: Classify | Forbid, span: Span, confidence: Confidence) -> None:
        world, levels, classify = self.world, self.world.levels, isinstance(rule, Classify)
        stated = Reader(world, self.text).stated(rule, span)
        if stated and world.is_past(stated.lifts):
            return
        undecided = self.live[name] is None or (stated is not None and world.at is None)
        caps = [rule.outcome, world.caps.of(confidence), *[world.unanswered] * undecided]
        capped = {n: ALLOW if classify and n <= world.accepts else min(caps) for n in range(len(levels))}
        was = level = levels.index(rule.level) if classify else 0
        outcome = capped[was]
        if not rule.absolute:
            permits = self.permits(name, span)
            level = min([was, *(levels.index(to) for to in permits.values() if to and classify)])
            lifted = any(to is None or not classify for to in permits.values())
            shelter, by = self.sheltered(rule.category, span, capped[was])
            outcome = min(capped[level], shelter, ALLOW if lifted else BLOCK)
            self.lower(name, span, by | set(permits), capped[was], outcome, was, level)
        row = (name, *span, levels[level], str(confidence), str(outcome), undecided, (*self.touching(span),))
        self.findings.append((outcome, level, row))

    def lower(self, name: str, span: Span, by: set[str], was: Outcome, now: Outcome, *levels: int) -> None:
        if now < was or len(set(levels)) > 1:
            names = [self.world.levels[level] for level in levels]
            self.set_aside.append((name, *span, tuple(sorted(by)), str(was), str(now), *names))

    def owe(self, name: str, rule: Require) -> None:
        triggers = [(0, len(self.text))] if rule.find is None else sorted(self.matches(name, seen=False))
        reader = Reader(self.world, self.text)
        states = reader.told(self.world.document.disclosures[rule.disclose]) if triggers else ["told"]
        state = max(states, key=["told", "buried", "missing"].index)
        self.failed |= {name} if reader.failed else set()
        if state == "told" or reader.failed:
            return
        undecided, outs = self.live[name] is None or len(set(states)) > 1, {}
        caps = [rule.outcome, *[WARN] * (state == "buried"), *[self.world.unanswered] * undecided]
        for span in triggers:
            permits = set(self.permits(name, span))
            shelter, by = (ALLOW, permits) if permits else self.sheltered(rule.category, span, min(caps))
            outs |= {} if permits else {span: min(*caps, shelter)}
            self.lower(name, span, by, min(caps), min(*caps, shelter), 0, 0)
        if outs:
            touching = tuple(sorted({protect for span in outs for protect in self.touching(span)}))
            row = (name, state, tuple(outs), str(max(outs.values())), undecided, touching)
            self.disclosures.append((max(outs.values()), row))

    def verdict(self) -> Verdict:
        for name, rule in self.rules.items():
            if isinstance(rule, Require):
                self.owe(name, rule)
            if isinstance(rule, Classify | Forbid):
                for match in self.matches(name, seen=False).items():
                    self.weigh(name, rule, *match)
        failed = [REVIEW for name in self.failed if not isinstance(self.rules[name], Permit | Protect)]
        level = max((level for _, level, _ in self.findings), default=0)
        return Verdict(
            max([ALLOW, *failed, *(f[0] for f in self.findings), *(d[0] for d in self.disclosures)]),
            self.world.levels[level],
            level > self.world.accepts,
            tuple(sorted(row for outcome, level, row in self.findings if outcome > ALLOW or level)),
            tuple(sorted(self.set_aside)),
            tuple(sorted(row for _, row in self.disclosures)),
            tuple(sorted(self.failed)),
            questions=(),
        )
