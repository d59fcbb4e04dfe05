"""What the author, the reviewer and the auditor read."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from policykit.engine.decision import Question
from policykit.model.scales import Outcome
from policykit.rendering.audience import Audience, in_language
from policykit.rendering.decision import render
from rendering.values import CLEAN, FULL, TEXT, decision, disclosure, finding, span

AUTHOR_WITH_TEXT = """\
block: this is out and must not stay as it is.

1. This names work we have not announced.
   Write instead: our next product
   Where: line 2, column 5
       The Halcyon rig is back, wifi code is 4711.
           ^^^^^^^

2. This needs a look: what opens a door: passwords, keys, tokens, codes.
   Where: line 2, column 32
       The Halcyon rig is back, wifi code is 4711.
                                      ^^^^

3. Tell readers that you work here.
   Add one of these, at the start:
     - I work at Northwind
     - #ad
   Write instead: Say it first.
   Called for: line 2, column 5
       The Halcyon rig is back, wifi code is 4711.
           ^^^^^^^

4. Tell readers that you work here.
   It is there, but not where it counts: move it. It belongs within the first 140
   characters.
     - I work at Northwind
     - #ad
   Called for: line 2, column 5
       The Halcyon rig is back, wifi code is 4711.
           ^^^^^^^

To answer, because it may change the outcome:
  - Were you given money for this? (paid: true, false)

Part of the policy could not be checked on this text.

What to do now:
  - Save the link (author, within 15 minutes of learning of it)
  - Tell the authority (privacy officer)
  - Rotate (security, within 1 hour of its going out)"""

REVIEWER = """\
outcome: block, level: restricted, channel: social (breach), stage: published
incomplete: the evaluation was cut short

code-names (classify, trade_secret)
  at [15, 22)
  level: restricted, severity: severe, confidence: high, outcome: block
  because: restricted information; `social` accepts only public
  says: This names work we have not announced.
  instead: our next product

codes (forbid, credential)
  at [42, 46)
  level: restricted, severity: severe, confidence: high, outcome: block
  because: restricted information; `social` accepts only public
  undecided: a fact that the rule asks for is unknown

known (classify, trade_secret)
  at [0, 4)
  level: restricted, severity: severe, confidence: high, outcome: allow
  because: restricted information; `social` accepts only public
  says: This names work we have not announced.
  instead: our next product

say-you-work-here (require, undisclosed_endorsement)
  called for at [15, 22)
  disclosure: endorsement, state: missing, place: start, insert at: 0
  severity: moderate, outcome: review
  because: `endorsement` is missing
  accepted: I work at Northwind | #ad
  says: Tell readers that you work here.
  instead: Say it first.
  undecided: a fact that the rule asks for is unknown

say-you-work-here (require, undisclosed_endorsement)
  called for at [15, 22)
  disclosure: endorsement, state: buried, place: 140, insert at: 0
  severity: moderate, outcome: warn
  because: `endorsement` is missing
  accepted: I work at Northwind | #ad
  says: Tell readers that you work here.

set aside:
  unreleased (trade_secret) at [0, 4): outcome block to allow, level restricted to
    public, by launch
  rude (conduct) at [0, 4): outcome block to warn, by own-pay

questions:
  paid: Were you given money for this? (true, false) asked by say-you-work-here

failed:
  slow (forbid): the budget for one detector in one text is spent

What to do now:
  - Save the link (author, within 15 minutes of learning of it)
  - Tell the authority (privacy officer)
  - Rotate (security, within 1 hour of its going out)"""

AUDITOR_ONLY = """\
  evidence: find find[2] at [15, 22)
  evidence: fold confusable
  evidence: find find[2] at [42, 46)
  evidence: fold confusable
  absolute: no permit and no protect lifts it
  touches protected speech: own-pay
  fingerprint: abababababababababababababababab
  evidence: find find[2] at [0, 4)
  evidence: fold confusable
  evidence: rejected reject at [0, 4)
  touches protected speech: own-pay

policy: northwind, version: 3
digest: 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f
library: 0.1.0, unicode: 15.0.0"""


def test_the_author_reads_what_to_change() -> None:
    assert render(FULL, audience=Audience.AUTHOR, text=TEXT) == AUTHOR_WITH_TEXT


def test_the_author_reads_places_only_where_the_text_is_not_handed_in() -> None:
    lines = render(FULL, audience=Audience.AUTHOR).splitlines()
    assert "   Where: characters 16 to 22" in lines
    assert not any("^" in line for line in lines)


def test_the_author_reads_nothing_of_how_rules_work() -> None:
    said = render(FULL, audience=Audience.AUTHOR, text=TEXT)
    for inner in (
        "code-names",
        "classify",
        "trade_secret",
        "confidence",
        "find[2]",
        "own-pay",
        "abab",
        "0f0f",
    ):
        assert inner not in said


def test_the_reviewer_reads_the_rules_and_the_spans() -> None:
    assert render(FULL, audience=Audience.REVIEWER) == REVIEWER


def test_the_auditor_reads_the_evidence_too() -> None:
    full = render(FULL, audience=Audience.AUDITOR).splitlines()
    reviewed = REVIEWER.splitlines()
    extra = [line for line in full if line not in reviewed or not line]
    assert "\n".join(line for line in extra if line) == AUDITOR_ONLY.replace("\n\n", "\n")
    assert [line for line in full if line in reviewed and line] == [line for line in reviewed if line]


@pytest.mark.parametrize("audience", [Audience.REVIEWER, Audience.AUDITOR])
def test_with_the_text_a_place_has_its_line_and_its_caret(audience: Audience) -> None:
    lines = render(decision(), audience=audience, text=TEXT).splitlines()
    at = lines.index("  at [15, 22), line 2, column 5")
    assert lines[at + 1 : at + 3] == ["    The Halcyon rig is back, wifi code is 4711.", "        ^^^^^^^"]


HEADLINES = [
    (Outcome.ALLOW, "draft", "allow: this may go out."),
    (Outcome.WARN, "draft", "warn: this may go out; look at it once more first."),
    (Outcome.REVIEW, "draft", "review: somebody must look at this before it goes out."),
    (Outcome.BLOCK, "draft", "block: this must not go out as it is."),
    (Outcome.ALLOW, "published", "allow: this may stay out."),
    (Outcome.WARN, "published", "warn: this may stay out; look at it once more."),
    (Outcome.REVIEW, "published", "review: this is out, and somebody must look at it."),
    (Outcome.BLOCK, "published", "block: this is out and must not stay as it is."),
]


@pytest.mark.parametrize(("outcome", "stage", "headline"), HEADLINES)
def test_the_author_first_reads_the_outcome(outcome: Outcome, stage: Any, headline: str) -> None:
    shown = attrs.evolve(CLEAN, outcome=outcome, stage=stage)
    assert render(shown, audience=Audience.AUTHOR) == headline


def test_a_clean_decision_is_one_line_for_the_reviewer() -> None:
    said = render(CLEAN, audience=Audience.REVIEWER)
    assert said == "outcome: allow, level: public, channel: social, stage: draft"


@pytest.mark.parametrize(("count", "last"), [(5, None), (6, "and 1 more place"), (8, "and 3 more places")])
def test_many_places_of_one_kind_are_told_once(count: int, last: str | None) -> None:
    shown = decision(findings=tuple(finding(i, i + 1) for i in range(count)))
    lines = render(shown, audience=Audience.AUTHOR).splitlines()
    assert sum(line.startswith("   Where:") for line in lines) == 5
    assert lines.count("1. This names work we have not announced.") == 1
    assert (lines[-1].strip() == last) if last else lines[-1].startswith("   Where")
    assert "   Where: character 1" in lines


def test_the_author_of_a_document_reads_the_field() -> None:
    shown = decision(findings=(finding(4, 11, field="body"), finding(0, 4, field="ti\u202etle")))
    fields = {"body": "The Halcyon rig"}
    lines = render(shown, audience=Audience.AUTHOR, text=fields).splitlines()
    assert "   Where: in `body`, line 1, column 5" in lines
    assert "       The Halcyon rig" in lines
    assert "   Where: in `ti\\u202etle`, characters 1 to 4" in lines
    assert (
        "  at body[4, 11), line 1, column 5"
        in render(shown, audience=Audience.REVIEWER, text=fields).splitlines()
    )
    # a text that is no document has no fields to show
    assert "Halcyon" not in render(shown, audience=Audience.REVIEWER, text="The Halcyon rig")


def test_a_span_without_a_field_shows_nothing_of_a_document() -> None:
    assert "Halcyon" not in render(decision(), audience=Audience.REVIEWER, text={"body": TEXT})


PLACES = [
    ("start", "Add one of these, at the start:"),
    ("end", "Add one of these, at the end:"),
    ("anywhere", "Add one of these, anywhere in the text:"),
    ("60", "Add one of these, within the first 60 characters:"),
]


@pytest.mark.parametrize(("place", "line"), PLACES)
def test_where_a_disclosure_belongs(place: str, line: str) -> None:
    shown = decision(findings=(), disclosures=(disclosure(place=place, says=None),))
    lines = render(shown, audience=Audience.AUTHOR).splitlines()
    assert lines[2] == "1. Readers must be told something that this does not tell."
    assert lines[3].strip() == line


def test_a_category_of_the_policys_own_is_put_in_words() -> None:
    shown = decision(findings=(finding(category="supplier_detail", says=None, instead=None),))
    assert "1. This needs a look: supplier detail." in render(shown, audience=Audience.AUTHOR)


def test_a_question_without_listed_values() -> None:
    question = Question("at", {"de": "Wann geht es hinaus?"}, (), ("launch",))
    shown = attrs.evolve(CLEAN, questions=(question,))
    assert "  - Wann geht es hinaus? (at)" in render(shown, audience=Audience.AUTHOR)
    assert "  at: Wann geht es hinaus? asked by launch" in render(shown, audience=Audience.REVIEWER)


def test_a_question_without_words_is_asked_by_its_name() -> None:
    shown = attrs.evolve(CLEAN, questions=(Question("paid", {}, (1, 2), ("a",)),))
    assert "  - paid (paid: 1, 2)" in render(shown, audience=Audience.AUTHOR)
    assert "  paid: (1, 2) asked by a" in render(shown, audience=Audience.REVIEWER)


def test_failures_alone_are_told_to_the_author_too() -> None:
    for shown in (attrs.evolve(FULL, complete=True), attrs.evolve(CLEAN, complete=False)):
        assert "Part of the policy could not be checked on this text." in render(
            shown, audience=Audience.AUTHOR
        )


LANGUAGES = [
    (None, "en", None),
    ("word", "de", "word"),
    ({"en": "a", "de": "b"}, "de", "b"),
    ({"en": "a", "de": "b"}, "de-AT", "b"),
    ({"en": "a", "de-AT": "c"}, "de-AT", "c"),
    ({"en": "a", "de": "b"}, "fr", "a"),
    ({"de": "b", "es": "d"}, "fr", "b"),
    ({}, "fr", None),
]


@pytest.mark.parametrize(("words", "language", "shown"), LANGUAGES)
def test_in_language(words: Any, language: str, shown: str | None) -> None:
    assert in_language(words, language) == shown


@pytest.mark.parametrize("audience", list(Audience))
def test_no_word_of_the_text_appears_unless_it_is_handed_in(audience: Audience) -> None:
    said = render(FULL, audience=audience)
    for word in ("Halcyon", "4711", "Good news", "wifi"):
        assert word not in said


@pytest.mark.parametrize("audience", list(Audience))
def test_what_the_text_holds_cannot_steer_a_terminal(audience: Audience) -> None:
    hostile = "\x1b]0;owned\x07 \u202eHalcyon\u202c \x9b2J"
    shown = decision(findings=(finding(0, 20), finding(12, 19), finding(len(hostile) - 2, len(hostile))))
    said = render(shown, audience=audience, text=hostile)
    assert not set(said) & {"\x1b", "\x07", "\x9b", "\u202e", "\u202c"}
    assert "\\e]0;owned" in said


def test_spans_of_the_values_agree_with_the_text() -> None:
    assert TEXT[slice(span(15, 22).start, span(15, 22).end)] == "Halcyon"
