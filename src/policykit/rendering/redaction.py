"""What a redaction did, and what it could not cure.

The masked text itself is the caller's to print; here is what is said about it.
"""

from __future__ import annotations

from policykit.engine.decision import Disclosure, Failure
from policykit.engine.redact import Redaction
from policykit.rendering.audience import Audience, in_language
from policykit.rendering.decision import failure_lines
from policykit.rendering.glyphs import wrapped
from policykit.rendering.place import range_of
from policykit.rendering.tally import counted

__all__ = ["render_redaction"]


def render_redaction(redaction: Redaction, *, audience: Audience, language: str = "en") -> str:
    """How many places were masked and what remains to be done by hand, in words for `audience`."""
    count = len(redaction.masked)
    lines = [f"masked: {counted(count, 'place')}"]
    if audience is not Audience.AUTHOR and count:
        lines += wrapped(", ".join(range_of(span) for span in redaction.masked), "  at ", "     ")
    if redaction.residual:
        lines.append("masking does not cure:")
        for entry in redaction.residual:
            lines += _residual(entry, audience, language)
    return "\n".join(lines)


def _residual(entry: Disclosure | Failure, audience: Audience, language: str) -> list[str]:
    if isinstance(entry, Failure):
        if audience is Audience.AUTHOR:
            return ["  - part of the policy could not be checked on this text"]
        return failure_lines(entry)
    said = in_language(entry.says, language) or "Readers must be told something that this does not tell."
    rule = "" if audience is Audience.AUTHOR else f" ({entry.rule_id}: {entry.disclose} is {entry.state})"
    return wrapped(said + rule, "  - ", "    ")
