"""What follows: the consequence ladder, recognition, the response to a leak and where to report.

All of it is advice for people; nothing here is ever part of a decision but the response steps. A ladder
that has a gap or that goes down where it should go up is refused when the document is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StrictBool, model_validator

from policykit.model.duration import Duration
from policykit.model.part import Day, LocalWords, Name, Names, Part, Words
from policykit.model.scales import SEVERITIES, Severity


class Step(Part):
    """A rung of the ladder: who decides it, how long it counts, how long one may appeal."""

    step: Name
    decided_by: Words
    expires: Duration | None = None
    """An incident answered with this step no longer counts after this time."""
    appeal: Duration | None = None


class Recognition(Part):
    """What is done for somebody who did the right thing."""

    for_: Name
    with_: Words


class Ladder(Part):
    """The consequence ladder, mildest step first."""

    looks_back: Duration
    """How long an incident counts."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    range: Mapping[Severity, tuple[Name, Name]]
    """For each severity the mildest and the gravest step of a first incident; each live one moves both up."""
    eases: Names = ()
    """Circumstances that speak for the milder end."""
    worsens: Names = ()
    """Circumstances that speak for the graver end."""
    recognise: tuple[Recognition, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Ladder:
        for problem in ladder_problems(self):
            raise ValueError(problem)
        return self

    def bounds(self, severity: Severity, incidents: int) -> tuple[int, int]:
        """The first and the last step, as positions in `steps`, after so many live incidents."""
        names = [step.step for step in self.steps]
        first, last = (names.index(name) for name in self.range[severity])
        top = len(names) - 1
        return min(first + incidents, top), min(last + incidents, top)


def ladder_problems(ladder: Ladder) -> list[str]:
    """What is wrong with a ladder: duplicate or unknown steps, a gap, a range that goes down."""
    names = [step.step for step in ladder.steps]
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        return [f"the step `{doubles[0]}` stands on the ladder twice"]
    missing = [str(s) for s in SEVERITIES if s not in ladder.range]
    if missing:
        return [f"the ladder has no range for `{'`, `'.join(missing)}`"]
    for severity in SEVERITIES:
        unknown = [name for name in ladder.range[severity] if name not in names]
        if unknown:
            return [f"the range of `{severity}` names `{unknown[0]}`, which is no step of the ladder"]
    bounds = [ladder.bounds(severity, 0) for severity in SEVERITIES]
    for severity, (first, last) in zip(SEVERITIES, bounds, strict=True):
        if first > last:
            return [f"the range of `{severity}` ends below its beginning"]
    for severity, milder, graver in zip(SEVERITIES[1:], bounds, bounds[1:], strict=False):
        if graver[0] < milder[0] or graver[1] < milder[1]:
            return [f"the range of `{severity}` is milder than that of a lesser severity"]
    reached = {
        position
        for severity in SEVERITIES
        for incidents in range(len(names) + 1)
        for first, last in [ladder.bounds(severity, incidents)]
        for position in range(first, last + 1)
    }
    gaps = [name for position, name in enumerate(names) if position not in reached]
    return [f"the ladder has a gap: nothing ever leads to `{gaps[0]}`"] if gaps else []


class ResponseStep(Part):
    """One thing to do once confidential text is out."""

    do: LocalWords
    who: Words
    within: Duration | None = None
    clock: Literal["publication", "awareness"] = "awareness"
    """What starts the time: the text going out, or somebody in charge learning of it."""
    for_: Names = ()
    """The categories that call for it; without any, every leak does."""


class ReportingChannel(Part):
    """Where people can report or ask."""

    name: Words
    anonymous: StrictBool = False
    contact: Words


class Life(Part):
    """Who keeps the policy, since when it holds, and when it is looked at again."""

    owner: Words | None = None
    approved_by: Names = ()
    consulted: Names = ()
    effective: Day | None = None
    review_by: Day | None = None
    feedback_to: Words | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Life:
        if self.effective and self.review_by and self.review_by <= self.effective:
            raise ValueError("`review_by` lies before the policy takes effect")
        return self
