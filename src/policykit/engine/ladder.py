"""The consequence ladder: a range of steps for people to decide in, never a sanction.

Pure, and apart from detection: no decision carries any of it, and only code that handles such matters calls
it. What reaches the ladder is decided by the finding: published, at least `review`, its facts known, and no
protected speech near it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs

from policykit.engine.decision import Decision, Disclosure, Finding
from policykit.errors import ContextError
from policykit.model.consequences import Ladder, Recognition, Step
from policykit.model.scales import Outcome, Severity


@attrs.frozen
class Incident:
    """A prior incident of a person: when it was, and the step it was answered with, if any."""

    at: dt.datetime
    severity: Severity | None = None
    step: str | None = None


@attrs.frozen
class Recommendation:
    """Advice for the people who decide.

    `steps` is a range, mildest first, and empty where nothing reaches the ladder; `reasons` say how it came
    about; `findings` are what it is about; `recognition` is what the person has earned. A human being always
    decides.
    """

    steps: tuple[Step, ...]
    reasons: tuple[str, ...]
    findings: tuple[Finding | Disclosure, ...] = ()
    recognition: tuple[Recognition, ...] = ()
    human_review_required: bool = attrs.field(default=True, init=False)


@attrs.frozen
class LadderAdvice:
    """The ladder of a policy, ready to be asked; `ladder` is None where the policy has none."""

    ladder: Ladder | None

    def recommend(
        self,
        decision: Decision,
        history: Sequence[Incident] = (),
        *,
        at: dt.datetime,
        circumstances: Sequence[str] = (),
    ) -> Recommendation:
        """The range of steps that the policy offers for a decision.

        `history` are the person's prior incidents, `at` the instant of asking (with an offset),
        `circumstances` what the policy's `eases`, `worsens` or `recognise` name.

        Raises `ContextError` for a naive `at` or incident, and for a circumstance or step that the policy
        does not know.
        """
        self._check(history, at, circumstances)
        ladder = self.ladder
        recognition = tuple(r for r in ladder.recognise if r.for_ in circumstances) if ladder else ()
        reaching = reaches(decision)
        if ladder is None or not reaching:
            reason = "the policy has no ladder" if ladder is None else why_not(decision)
            return Recommendation((), (reason,), recognition=recognition)
        severity = max(f.severity for f in reaching)
        live = sum(_is_live(ladder, incident, at) for incident in history)
        first, last = ladder.bounds(severity, live)
        reasons = [f"the gravest finding is {severity}", _counted(live, ladder)]
        eased = [c for c in circumstances if c in ladder.eases]
        worse = [c for c in circumstances if c in ladder.worsens]
        if eased and not worse and first < last:
            last -= 1
        if worse and not eased and first < last:
            first += 1
        reasons += [f"eased by: {c}" for c in eased] + [f"made worse by: {c}" for c in worse]
        return Recommendation(ladder.steps[first : last + 1], tuple(reasons), reaching, recognition)

    def _check(self, history: Sequence[Incident], at: dt.datetime, circumstances: Sequence[str]) -> None:
        if any(moment.utcoffset() is None for moment in (at, *(incident.at for incident in history))):
            raise ContextError("`at` needs an offset: expected datetimes with a time zone")
        if self.ladder is None:
            return
        known = {*self.ladder.eases, *self.ladder.worsens, *(r.for_ for r in self.ladder.recognise)}
        for word in circumstances:
            if word not in known:
                raise ContextError(
                    f"unknown circumstance `{word}`: the ladder knows {', '.join(sorted(known))}"
                )
        steps = {step.step for step in self.ladder.steps}
        for incident in history:
            if incident.step is not None and incident.step not in steps:
                raise ContextError(
                    f"unknown step `{incident.step}`: the ladder has {', '.join(sorted(steps))}"
                )


def reaches(decision: Decision) -> tuple[Finding | Disclosure, ...]:
    """What of a decision reaches the ladder."""
    if decision.stage != "published" or any(failure.kind == "protect" for failure in decision.failed):
        return ()
    candidates: tuple[Finding | Disclosure, ...] = (
        *decision.findings,
        *(d for d in decision.disclosures if d.state == "missing"),
    )
    return tuple(c for c in candidates if c.outcome >= Outcome.REVIEW and not c.undecided and not c.protected)


def why_not(decision: Decision) -> str:
    """Why nothing of a decision reaches the ladder; what is left is guidance."""
    if decision.stage != "published":
        return "a draft is guidance only"
    if any(failure.kind == "protect" for failure in decision.failed):
        return "whether protected speech is present could not be determined"
    everything: tuple[Finding | Disclosure, ...] = (*decision.findings, *decision.disclosures)
    grave = [f for f in everything if f.outcome >= Outcome.REVIEW]
    if not grave:
        return "nothing in it needs a review"
    if any(f.protected for f in grave):
        return "it touches protected speech"
    return "a fact that decides it is unknown" if any(f.undecided for f in grave) else "guidance only"


def _is_live(ladder: Ladder, incident: Incident, at: dt.datetime) -> bool:
    """Whether an incident still counts: inside the look-back, and its step has not expired."""
    # months are counted in one zone, or a later moment, told in another, could look further back
    now, then = at.astimezone(dt.UTC), incident.at.astimezone(dt.UTC)
    if not ladder.looks_back.before(now) < then <= now:
        return False
    step = next((s for s in ladder.steps if s.step == incident.step), None)
    return step is None or step.expires is None or now < step.expires.after(then)


def _counted(live: int, ladder: Ladder) -> str:
    what = "no incident" if live == 0 else "1 incident" if live == 1 else f"{live} incidents"
    return f"{what} in the last {ladder.looks_back} {'count' if live > 1 else 'counts'}"
