"""Why, why not, and what would change it."""

from __future__ import annotations

from policykit.engine.decision import Evidence
from policykit.engine.explain import Dropped, Explanation, Idle
from policykit.rendering.audience import Audience
from policykit.rendering.decision import render
from policykit.rendering.explanation import render_explanation
from rendering.values import CLEAN, TEXT, decision, finding, span

EXPLAINED = Explanation(
    decision=decision(),
    determining=("code-names", "codes"),
    dropped=(
        Dropped("codes", span(42, 46), "nothing that `with` names stands in the sentence"),
        Dropped(
            "praise",
            span(0, 4),
            "it stands inside something that `clear_if` names",
            (Evidence("with", "<shop>"),),
        ),
    ),
    idle=(Idle("brand", "require", "`author` is `official`; the rule asks for `employee`"),),
    give_up=(span(15, 22), span(42, 46)),
    minimal=True,
)

REVIEWED = """\

decided by: code-names, codes

did not count:
  codes at [42, 46): nothing that `with` names stands in the sentence
  praise at [0, 4): it stands inside something that `clear_if` names

not live:
  brand (require): `author` is `official`; the rule asks for `employee`

Without these places, the rest could stay:
  - characters 16 to 22
  - characters 43 to 46"""


def test_the_reviewer_reads_what_decided_and_what_did_not_count() -> None:
    said = render_explanation(EXPLAINED, audience=Audience.REVIEWER)
    assert said == render(EXPLAINED.decision, audience=Audience.REVIEWER) + "\n" + REVIEWED


def test_the_auditor_reads_the_evidence_of_what_did_not_count() -> None:
    said = render_explanation(EXPLAINED, audience=Audience.AUDITOR)
    assert "  evidence: with <shop>" in said.splitlines()


def test_the_author_reads_only_what_to_give_up() -> None:
    said = render_explanation(EXPLAINED, audience=Audience.AUTHOR, text=TEXT)
    assert said.splitlines()[-7:] == [
        "Without these places, the rest could stay:",
        "  - line 2, column 5",
        "      The Halcyon rig is back, wifi code is 4711.",
        "          ^^^^^^^",
        "  - line 2, column 32",
        "      The Halcyon rig is back, wifi code is 4711.",
        "                                     ^^^^",
    ]
    assert "did not count" not in said


def test_with_the_text_a_match_that_did_not_count_is_shown() -> None:
    said = render_explanation(EXPLAINED, audience=Audience.REVIEWER, text=TEXT)
    assert "    Good news!\n    ^^^^" in said


def test_nothing_to_explain() -> None:
    nothing = Explanation(CLEAN, (), (), (), (), True)
    for audience in Audience:
        assert render_explanation(nothing, audience=audience) == render(CLEAN, audience=audience)


def test_no_word_of_the_text_appears_unless_it_is_handed_in() -> None:
    shown = Explanation(
        decision(findings=(finding(),)), ("a",), EXPLAINED.dropped, EXPLAINED.idle, (span(0, 4),), True
    )
    for audience in Audience:
        assert "Halcyon" not in render_explanation(shown, audience=audience)
