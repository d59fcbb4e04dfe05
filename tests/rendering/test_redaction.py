"""What a redaction is said to have done."""

from __future__ import annotations

import pytest

from policykit.engine.decision import Failure
from policykit.engine.redact import Redaction
from policykit.rendering.audience import Audience
from policykit.rendering.redaction import render_redaction
from rendering.values import CLEAN, disclosure, span

DONE = Redaction("███ rig", CLEAN, (), (span(0, 3),), 1)
RESIDUAL = Redaction(
    "███ rig",
    CLEAN,
    (disclosure(says=None), disclosure(), Failure("slow", "forbid", "the budget was used up")),
    (span(0, 3), span(15, 22)),
    2,
)

SAID = [
    (Redaction("rig", CLEAN, (), (), 0), Audience.REVIEWER, "masked: 0 places"),
    (DONE, Audience.AUTHOR, "masked: 1 place"),
    (DONE, Audience.AUDITOR, "masked: 1 place\n  at [0, 3)"),
    (
        RESIDUAL,
        Audience.AUTHOR,
        "masked: 2 places\nmasking does not cure:\n"
        "  - Readers must be told something that this does not tell.\n"
        "  - Tell readers that you work here.\n"
        "  - part of the policy could not be checked on this text",
    ),
    (
        RESIDUAL,
        Audience.REVIEWER,
        "masked: 2 places\n  at [0, 3), [15, 22)\nmasking does not cure:\n"
        "  - Readers must be told something that this does not tell. (say-you-work-here:\n"
        "    endorsement is missing)\n"
        "  - Tell readers that you work here. (say-you-work-here: endorsement is missing)\n"
        "  slow (forbid): the budget was used up",
    ),
]


@pytest.mark.parametrize(("redaction", "audience", "said"), SAID)
def test_what_is_said(redaction: Redaction, audience: Audience, said: str) -> None:
    assert render_redaction(redaction, audience=audience) == said
