"""Why a decision is what it is, why it is not more, and what would change it.

An author is told what to change and which places, masked, would clear the text. A reviewer and an auditor
also read which rules decide the outcome, which matches did not count and which rules are not live.
"""

from __future__ import annotations

from policykit.engine.explain import Dropped, Explanation, Idle
from policykit.rendering.audience import Audience
from policykit.rendering.decision import evidence_lines, render
from policykit.rendering.glyphs import wrapped
from policykit.rendering.place import JudgedText, range_of, shown_at, told

__all__ = ["render_explanation"]


def render_explanation(
    explanation: Explanation, *, audience: Audience, language: str = "en", text: JudgedText = None
) -> str:
    """The explanation in words for `audience`; arguments as for a decision's `render`."""
    lines = [render(explanation.decision, audience=audience, language=language, text=text)]
    if audience is not Audience.AUTHOR:
        if explanation.determining:
            lines += ["", *wrapped(", ".join(explanation.determining), "decided by: ", "    ")]
        if explanation.dropped:
            lines += ["", "did not count:"]
            full = audience is Audience.AUDITOR
            lines += [line for entry in explanation.dropped for line in _dropped(entry, text, full)]
        if explanation.idle:
            lines += ["", "not live:", *(line for entry in explanation.idle for line in _idle(entry))]
    if explanation.give_up:
        lines += ["", "Without these places, the rest could stay:"]
        for span in explanation.give_up:
            lines.append(f"  - {told(span, text)}")
            lines += shown_at(span, text, "      ")
    return "\n".join(lines)


def _dropped(entry: Dropped, text: JudgedText, full: bool) -> list[str]:
    lines = wrapped(f"{entry.rule_id} at {range_of(entry.span)}: {entry.reason}", "  ", "    ")
    lines += shown_at(entry.span, text, "    ")
    return lines + evidence_lines(entry.evidence) if full else lines


def _idle(entry: Idle) -> list[str]:
    return wrapped(f"{entry.rule_id} ({entry.kind}): {entry.reason}", "  ", "    ")
