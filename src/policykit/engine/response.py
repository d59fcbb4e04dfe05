"""The response to a leak with its deadlines: what to do, by when, through whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from policykit.errors import ContextError
from policykit.model.consequences import ReportingChannel, ResponseStep


@attrs.frozen
class DueStep:
    """A step and the instant it is due by; None where it has no deadline or its clock is not running."""

    step: ResponseStep
    due: dt.datetime | None


@attrs.frozen
class Response:
    """The steps of a response, the earliest deadline first, and where people can report or ask."""

    steps: tuple[DueStep, ...]
    report_to: tuple[ReportingChannel, ...]


def schedule(
    steps: Iterable[ResponseStep],
    report_to: tuple[ReportingChannel, ...],
    published_at: dt.datetime | None,
    aware_at: dt.datetime | None,
) -> Response:
    """Put deadlines to steps: each runs from publication or from awareness.

    Raises `ContextError` for an instant without an offset.
    """
    clocks = {"publication": published_at, "awareness": aware_at}
    if any(moment is not None and moment.utcoffset() is None for moment in clocks.values()):
        raise ContextError("the clock of a response needs an offset: expected a datetime with a time zone")
    due = [DueStep(step, _due(step, clocks[step.clock])) for step in steps]
    return Response(tuple(sorted(due, key=_urgency)), report_to)


def _due(step: ResponseStep, began: dt.datetime | None) -> dt.datetime | None:
    return None if step.within is None or began is None else step.within.after(began)


def _urgency(due: DueStep) -> tuple[bool, dt.datetime]:
    return due.due is None, due.due or dt.datetime.max.replace(tzinfo=dt.UTC)
