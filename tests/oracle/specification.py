"""What a decision means: the second half, from matches to a verdict by the equations of the design page.

Written from section 4 and from nothing else: no code of the engine, no memory, no scanner. What a world is and
how the rows of a verdict read stands in `values`; how a search finds its matches, in `finding`.
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
        words = self.text[slice(*span)]
        accepted = [
            f"accepted[{number}]"
            for number, entry in enumerate(self.world.document.accepted, 1)
            if entry.rule == name and not self.world.is_over(entry.until)
            if self.world.fingerprint and self.world.fingerprint(name, words) == entry.fingerprint
        ]
        return {**{p: r.declassifies_to for p, r in over.items()}, **dict.fromkeys(accepted)}

    def cover(self, name: str, permit: Permit) -> list[Span]:
        whole, segments = (0, len(self.text)), Segments(self.text)
        spans = [whole] if permit.find is None else list(self.matches(name, seen=True))
        if name in self.failed:
            return []
        wide = {"match": lambda *s: s, "sentence": segments.sentence, "text": lambda *s: whole}[permit.span]
        return [wide(*span) for span in spans]

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
                clauses = self.clauses(name, rule)
                near[name] = rule, cap, {i for i in range(*span) if any(a <= i < b for a, b in clauses)}
        return {name: (rule, cap, points) for name, (rule, cap, points) in near.items() if points}

    def sheltered(self, category: str, span: Span, capped: Outcome) -> tuple[Outcome, set[str]]:
        """The shelter of a span, and who lowers it below `capped`."""
        mine = {n: (c, p) for n, (r, c, p) in self.touching(span).items() if category in r.shields}
        solid = [i for i in range(*span) if not self.text[i].isspace()] or range(*span)
        lowest = [min((cap for cap, points in mine.values() if i in points), default=BLOCK) for i in solid]
        shelter = max(lowest, default=BLOCK)
        by = {n for n, (cap, points) in mine.items() if cap < capped and points.intersection(solid)}
        return shelter, by if shelter < capped else set()

    def weigh(self, name: str, rule: Classify | Forbid, span: Span, confidence: Confidence) -> Any:
        """A match as (outcome, level, finding, set aside or None)."""
        world, levels, undecided = self.world, self.world.levels, self.live[name] is None
        caps = [rule.outcome, world.caps.of(confidence), *[world.unanswered] * undecided]
        classify = isinstance(rule, Classify)
        capped = {n: ALLOW if classify and n <= world.accepts else min(caps) for n in range(len(levels))}
        was = level = levels.index(rule.level) if classify else 0
        outcome, by = capped[was], set[str]()
        if not rule.absolute:
            permits = self.permits(name, span)
            level = min([was, *(levels.index(to) for to in permits.values() if to and classify)])
            lifted = any(to is None or not classify for to in permits.values())
            shelter, by = self.sheltered(rule.category, span, capped[was])
            outcome = min(capped[level], shelter, ALLOW if lifted else BLOCK)
            by |= set(permits)
        touching = tuple(self.touching(span))
        finding = (name, *span, levels[level], str(confidence), str(outcome), undecided, touching)
        aside = (name, *span, tuple(sorted(by)), str(capped[was]), str(outcome), levels[was], levels[level])
        return outcome, level, finding, aside if outcome < capped[was] or level < was else None

    def owe(self, name: str, rule: Require) -> Any:
        """What a require rule asks for as (outcome, disclosures, set aside)."""
        triggers = [(0, len(self.text))] if rule.find is None else sorted(self.matches(name, seen=False))
        reader = Reader(self.world, self.text)
        states = reader.told(self.world.document.disclosures[rule.disclose]) if triggers else ["told"]
        state = max(states, key=["told", "buried", "missing"].index)
        self.failed |= {name} if reader.failed else set()
        if state == "told" or reader.failed:
            return ALLOW, [], []
        undecided = self.live[name] is None or len(set(states)) > 1
        capped = min(rule.outcome, WARN if state == "buried" else BLOCK)
        capped = min(capped, self.world.unanswered) if undecided else capped
        outs, asides = {}, []
        for span in triggers:
            if by := set(self.permits(name, span)):
                out = ALLOW
            else:
                shelter, by = self.sheltered(rule.category, span, capped)
                out = outs[span] = min(capped, shelter)
            asides += [
                (
                    name,
                    *span,
                    tuple(sorted(by)),
                    str(capped),
                    str(out),
                    self.world.levels[0],
                    self.world.levels[0],
                )
            ] * (out < capped)
        touching = tuple(sorted({p for span in outs for p in self.touching(span)}))
        outcome = max(outs.values(), default=ALLOW)
        row = (name, state, tuple(outs), str(outcome), undecided, touching)
        return outcome, [row] if outs else [], asides

    def verdict(self) -> Verdict:
        weighed = [
            self.weigh(name, rule, span, confidence)
            for name, rule in self.rules.items()
            if isinstance(rule, Classify | Forbid)
            for span, confidence in self.matches(name, seen=False).items()
        ]
        owed = [self.owe(name, rule) for name, rule in self.rules.items() if isinstance(rule, Require)]
        failed = [REVIEW for name in self.failed if isinstance(self.rules[name], Classify | Forbid | Require)]
        level = max((level for _, level, _, _ in weighed), default=0)
        lowest = self.world.levels[0]
        return Verdict(
            max([ALLOW, *failed, *(w[0] for w in weighed), *(o[0] for o in owed)]),
            self.world.levels[level],
            level > self.world.accepts,
            tuple(sorted(f for out, _, f, _ in weighed if out > ALLOW or f[3] != lowest)),
            tuple(sorted([a for *_, a in weighed if a] + [a for *_, asides in owed for a in asides])),
            tuple(sorted(row for _, rows, _ in owed for row in rows)),
            tuple(sorted(self.failed)),
            (),
        )
