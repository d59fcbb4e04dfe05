"""How many texts came out how, when many are judged in one go."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.model.scales import OUTCOMES, Outcome

__all__ = ["counted", "render_tally"]


def counted(count: int, thing: str) -> str:
    """A count with its noun.

    >>> counted(1, "place"), counted(1200, "place")
    ('1 place', '1,200 places')
    """
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def render_tally(counts: Mapping[Outcome, int], *, unread: int = 0, incomplete: int = 0) -> str:
    """The counts by outcome, worst first, and what could not be evaluated.

    `unread` counts texts that could not be read at all, `incomplete` those among the counted whose
    evaluation failed in part.
    """
    total = sum(counts.values()) + unread
    rows = [(str(outcome), counts.get(outcome, 0)) for outcome in reversed(OUTCOMES)]
    if unread:
        rows.append(("could not be evaluated", unread))
    figures = len(f"{total:,}")
    lines = [counted(total, "text")]
    lines += [f"  {count:>{figures},}  {name}" for name, count in rows]
    if incomplete:
        lines.append(f"  {incomplete:,} of them only in part: rules failed")
    return "\n".join(lines)
