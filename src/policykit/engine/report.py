"""From a resolution to a decision: spans, sentences for people, questions, the response.

Everything a person or a program reads of an evaluation is made here, out of the weights in `resolve`. Only
findings that count are made; a text has few of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs

from policykit.engine.decision import (
    Decision,
    Disclosure,
    Evidence,
    Failure,
    Finding,
    Level,
    PolicyStamp,
    Question,
    SetAside,
)
from policykit.engine.manuscript import Manuscript
from policykit.engine.plan import Plan
from policykit.engine.reading import Reading
from policykit.engine.resolve import ALLOW, REVIEW, Resolution, Untold, Weighed
from policykit.engine.search import Note
from policykit.engine.situation import AT, JURISDICTION, Situation, instants, settle
from policykit.model.consequences import ResponseStep
from policykit.model.scales import Confidence, Outcome, Severity, severity_of_level, severity_of_outcome
from policykit.text.spans import Span
from policykit.text.units import unit_offsets

_AT_QUESTION = "When will this be published?"


@attrs.frozen(eq=False)
class Frame:
    """What every decision of a policy shares."""

    plan: Plan
    stamp: PolicyStamp
    levels: tuple[Level, ...]
    if_leaked: tuple[ResponseStep, ...]


def clean_decision(frame: Frame, situation: Situation) -> Decision:
    """The decision for every text in which nothing was found."""
    return Decision(ALLOW, frame.levels[0], False, frame.stamp, situation.channel, situation.stage)


def report(
    frame: Frame,
    resolution: Resolution,
    reading: Reading,
    reweigh: Callable[[Situation], Resolution],
) -> Decision:
    """The decision that a resolution of `reading` amounts to.

    `reweigh` weighs the same matches in another situation.
    """
    sheet = reading.sheet
    plan, situation = frame.plan, resolution.situation
    counting = [w for w in resolution.weighed if w.outcome > ALLOW or w.level > 0]
    lowered = [w for w in resolution.weighed if w.outcome < w.capped or w.level < w.rule.level]
    spans = Spans(sheet, [*_places(counting), *_places(lowered), *_untold_places(resolution.untold)])
    findings = tuple(_finding(frame, resolution, w, spans, sheet) for w in counting)
    level = frame.levels[resolution.level]
    breach = level.rank > plan.accepts[situation.channel]
    return Decision(
        outcome=resolution.outcome,
        level=level,
        breach=breach,
        policy=frame.stamp,
        channel=situation.channel,
        stage=situation.stage,
        findings=findings,
        set_aside=(
            *(_set_aside(frame, w, spans) for w in lowered),
            *(s for u in resolution.untold for s in _untold_set_aside(frame, u, spans)),
        ),
        disclosures=tuple(
            _disclosure(frame, situation, u, spans, sheet) for u in resolution.untold if u.owed
        ),
        questions=questions(plan, resolution, reweigh),
        failed=tuple(
            Failure(rule_id, kind_of(plan, rule_id), reason) for rule_id, reason in resolution.failed.items()
        ),
        complete=not reading.stopped,
        response=_response(frame, situation, findings, breach),
    )


class Spans:
    """Makes public spans, with their UTF-16 and UTF-8 offsets and fields, out of places in a manuscript."""

    def __init__(self, sheet: Manuscript, places: Iterable[tuple[int, int]]) -> None:
        self._names = sheet.names
        self._located = {place: sheet.place(*place) for place in places if place[0] >= 0}
        offsets: dict[int, set[int]] = {}
        for source, low, high in self._located.values():
            offsets.setdefault(source, set()).update((low, high))
        self._units = {
            source: unit_offsets(sheet.sources[source], found) for source, found in offsets.items()
        }

    def __call__(self, start: int, end: int) -> Span:
        source, low, high = self._located[start, end]
        units = self._units[source]
        (low16, low8), (high16, high8) = units[low], units[high]
        return Span(low, high, (low16, high16), (low8, high8), self._names[source])

    def evidence(self, notes: Sequence[Note]) -> tuple[Evidence, ...]:
        """The evidence in `notes`, without doubles."""
        return tuple(
            Evidence(kind, name, None if start < 0 else self(start, end))
            for kind, name, start, end in dict.fromkeys(notes)
        )


def label_of(w: Weighed) -> str:
    """What to call a match where its words are taken out: its detector, or the category of its rule."""
    named = (name[1:-1] for kind, name, _, _ in w.hit.notes if kind == "find" and name.startswith("<"))
    return next(named, w.rule.category).replace("_", "-")


def kind_of(plan: Plan, rule_id: str) -> str:
    """The kind of the rule of that id."""
    if any(permit.id == rule_id for permit in plan.permits):
        return "permit"
    return next((rule.kind for rule in plan.rules if rule.id == rule_id), "protect")


def _places(weighed: Iterable[Weighed]) -> Iterable[tuple[int, int]]:
    for w in weighed:
        yield w.hit.start, w.hit.end
        yield from ((start, end) for _, _, start, end in w.hit.notes)


def _untold_places(untold: Iterable[Untold]) -> Iterable[tuple[int, int]]:
    for u in untold:
        yield from (*u.owed, *(lowered.span for lowered in u.lowered))
        yield from ((start, end) for _, _, start, end in u.rejected)


def _finding(frame: Frame, resolution: Resolution, w: Weighed, spans: Spans, sheet: Manuscript) -> Finding:
    rule = w.rule
    where = sheet.hidden(w.hit.start)
    hidden: tuple[Note, ...] = () if where is None else (("hidden", where, w.hit.start, w.hit.end),)
    return Finding(
        rule_id=rule.id,
        kind="classify" if rule.kind == "classify" else "forbid",
        category=rule.category,
        span=spans(w.hit.start, w.hit.end),
        level=frame.levels[w.level],
        severity=rule.severity or _severity(frame, rule.kind, w.level, rule.outcome),
        confidence=w.hit.confidence,
        outcome=w.outcome,
        because=_because(frame, resolution.situation, w),
        evidence=spans.evidence((*w.hit.notes, *hidden)),
        says=rule.says,
        instead=rule.instead,
        absolute=rule.absolute,
        undecided=w.undecided,
        protected=w.protected,
        fingerprint=resolution.fingerprint_of(w),
    )


def _severity(frame: Frame, kind: str, level: int, outcome: Outcome) -> Severity:
    if kind != "classify":
        return severity_of_outcome(outcome)
    return severity_of_level(level, len(frame.levels))


def _because(frame: Frame, situation: Situation, w: Weighed) -> str:
    """Why a finding has its outcome, in the order in which the caps apply."""
    plan, channel = frame.plan, situation.channel
    accepts = frame.levels[plan.accepts[channel]].name
    if w.rule.kind == "forbid":
        said = ["no channel carries this"]
    elif w.level <= plan.accepts[channel]:
        return f"{frame.levels[w.level].name} information; `{channel}` accepts up to {accepts}"
    else:
        said = [f"{frame.levels[w.level].name} information; `{channel}` accepts only {accepts}"]
    if plan.caps[w.hit.confidence] < w.rule.outcome and w.hit.confidence is not Confidence.HIGH:
        said.append(f"{w.hit.confidence} confidence, so at most {plan.caps[w.hit.confidence]}")
    if w.undecided:
        waits = situation.waits[w.rule.id] + (
            (AT,) if w.ends and AT not in situation.waits[w.rule.id] else ()
        )
        said.append(f"{_unknown(waits)}, so at most {plan.unanswered}")
    if w.outcome < w.capped:
        said.append(f"lowered to {w.outcome} by {', '.join(f'`{name}`' for name in w.by)}")
    return "; ".join(said)


def _unknown(waits: Sequence[str]) -> str:
    return f"{' and '.join(f'`{name}`' for name in waits)} {'is' if len(waits) == 1 else 'are'} unknown"


def _set_aside(frame: Frame, w: Weighed, spans: Spans) -> SetAside:
    return SetAside(
        w.rule.id,
        w.rule.category,
        spans(w.hit.start, w.hit.end),
        w.by,
        w.capped,
        w.outcome,
        frame.levels[w.rule.level],
        frame.levels[w.level],
    )


def _untold_set_aside(frame: Frame, u: Untold, spans: Spans) -> Iterable[SetAside]:
    lowest = frame.levels[0]
    for low in u.lowered:
        span = spans(*low.span)
        yield SetAside(u.rule.id, u.rule.category, span, low.by, u.capped, low.outcome, lowest, lowest)


def _disclosure(frame: Frame, situation: Situation, u: Untold, spans: Spans, sheet: Manuscript) -> Disclosure:
    plan = u.rule.disclosure
    assert plan is not None
    known = situation.known.get(JURISDICTION)
    counting = [*plan.wordings] if known is None else ["any", str(known)]
    said = [f"`{plan.id}` is {u.state}"]
    if u.undecided:
        said.append(
            f"{_unknown(situation.waits[u.rule.id] or (JURISDICTION,))}, so at most {frame.plan.unanswered}"
        )
    if u.outcome < u.capped:
        by = sorted({name for lowered in u.lowered if lowered.span in u.owed for name in lowered.by})
        said.append(f"lowered to {u.outcome} by {', '.join(f'`{name}`' for name in by)}")
    return Disclosure(
        rule_id=u.rule.id,
        disclose=plan.id,
        state=u.state,
        category=u.rule.category,
        spans=tuple(spans(*span) for span in u.owed),
        severity=u.rule.severity or _severity(frame, "require", 0, u.rule.outcome),
        outcome=u.outcome,
        because="; ".join(said),
        accepted=tuple(dict.fromkeys(w for name in counting for w in plan.wordings.get(name, ()))),
        place=str(plan.place),
        insert_at=sheet.edge(last=plan.place == "end"),
        evidence=spans.evidence(u.rejected),
        says=u.rule.says or plan.says,
        instead=u.rule.instead,
        undecided=u.undecided,
        protected=u.protected,
    )


def questions(
    plan: Plan, resolution: Resolution, reweigh: Callable[[Situation], Resolution]
) -> tuple[Question, ...]:
    """The unknown facts whose answer would change the outcome, by name."""
    situation, asked = resolution.situation, []
    for fact, rules in _open_facts(plan, resolution).items():
        if fact == AT:
            stated = {w.ends for w in resolution.weighed if w.ends}
            answers = [
                settle(plan, situation.channel, at, situation.stage, situation.known)
                for at in instants(plan, stated)
            ]
            asks = Question(fact, _AT_QUESTION, (), rules)
        else:
            declared = plan.facts[fact]
            answers = [
                settle(
                    plan, situation.channel, situation.at, situation.stage, {**situation.known, fact: value}
                )
                for value in declared.values
            ]
            asks = Question(fact, declared.question or f"What is the {fact}?", declared.values, rules)
        if any(reweigh(answer).outcome is not resolution.outcome for answer in answers):
            asked.append(asks)
    return tuple(asked)


def _open_facts(plan: Plan, resolution: Resolution) -> dict[str, tuple[str, ...]]:
    """The unknown facts that matter for what was found, each with the rules that wait for it."""
    waits = resolution.situation.waits
    open_facts: dict[str, set[str]] = {}
    found = [w.rule for w in resolution.weighed] + [u.rule for u in resolution.untold]
    # a rule that failed adds its `review` only while it is live
    found += [rule for rule in plan.rules if rule.id in resolution.failed]
    for rule in found:
        for waiting in (rule.id, *(p.id for p in rule.lifted_by), *(p.id for p in plan.protects)):
            for fact in waits[waiting]:
                open_facts.setdefault(fact, set()).add(waiting)
        if rule.accepted and resolution.situation.at is None:
            open_facts.setdefault(AT, set()).add(rule.id)
        if rule.disclosure and JURISDICTION in plan.facts and JURISDICTION not in resolution.situation.known:
            open_facts.setdefault(JURISDICTION, set()).add(rule.id)
    for w in resolution.weighed:
        if w.ends and resolution.situation.at is None:
            open_facts.setdefault(AT, set()).add(w.rule.id)
    return {fact: tuple(sorted(rules)) for fact, rules in sorted(open_facts.items())}


def _response(
    frame: Frame, situation: Situation, findings: tuple[Finding, ...], breach: bool
) -> tuple[ResponseStep, ...]:
    out = {f.category for f in findings if f.outcome >= REVIEW or (f.level.rank > 0 and breach)}
    if situation.stage != "published" or not out:
        return ()
    return tuple(step for step in frame.if_leaked if not step.for_ or out.intersection(step.for_))
